"""Citations of a cable: in words, as BibTeX, RIS and CSL-JSON; and what each adds for one paragraph.

A cable is cited as a report of its post to the Department, found on this site: author, title, number, day, site.
Fields are those of biblatex's ``report``, of RIS's ``RPRT`` and of CSL 1.0.2's ``report``. A day of access is the
reader's to add: the page does not know it.
"""

import json
import re

import msgspec

from chancery import words
from chancery.model import Cable, Value
from chancery.views.base import NAME
from chancery.views.cable import datauri

INSTITUTION = "US Department of State"
KINDS = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
}
"""Media types of the files that reference managers take, by the ends of their names."""
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_BLANKS = re.compile(r"\s+")


class Style(Value, frozen=True):
    """A cable in one style of citation: what is said of the cable, of a paragraph, of the address, and the end."""

    name: str
    text: str
    paragraph: str
    """What names a paragraph, '%' for its number and letter."""
    place: str
    """What gives the address, '%' for it."""
    address: str
    """The same with the address in it; '' where that is not known."""
    rest: str
    end: str
    """End of the name of its file, which the page gives to take away; '' where there is none."""

    @property
    def whole(self) -> str:
        """The citation of the cable."""
        return self.text + self.address + self.rest

    @property
    def file(self) -> str:
        """Its file as an address that holds it: three files less a cable, in a page that has the words anyway."""
        return datauri.of_text(self.whole, KINDS[self.end])


def author(post: str) -> str:
    """A post as an author.

    >>> author("Embassy Phnom Penh"), author("Secretary of State")
    ('US Embassy Phnom Penh', 'Secretary of State')
    """
    return f"US {post}" if post.startswith(("Embassy", "Consulate", "Mission")) else post


def styles(cable: Cable, headline: str, address: str = "") -> tuple[Style, ...]:
    """All styles; ``address`` is that of the cable's page, '' where it is not known."""
    made = (_plain(cable, headline), _bibtex(cable, headline), _ris(cable, headline), _csl(cable, headline))
    if not address:
        return made
    return tuple(msgspec.structs.replace(each, address=each.place.replace("%", address)) for each in made)


def _plain(cable: Cable, headline: str) -> Style:
    text = f"{author(cable.origin.post)}, “{headline},” cable {cable.id}, {words.day(cable.date)}, {NAME}"
    return Style("Plain", text, ", %", ", %", "", ".", "")


def _bibtex(cable: Cable, headline: str) -> Style:
    fields = {
        "author": f"{{{_tex(author(cable.origin.post))}}}",
        "title": f"{{{_tex(headline)}}}",
        "institution": _tex(INSTITUTION),
        "type": "Diplomatic cable",
        "number": cable.id,
        "date": cable.date.isoformat(),
        "year": str(cable.date.year),
        "month": str(cable.date.month),
        "langid": "english",
        "addendum": NAME,
    }
    lines = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items() if value)
    return Style(
        "BibTeX", f"@techreport{{{cable.id},\n{lines}", ",\n  note = {%}", ",\n  url = {%}", "", "\n}\n", "bib"
    )


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _ris(cable: Cable, headline: str) -> Style:
    fields = [
        ("TY", "RPRT"), ("AU", f"{author(cable.origin.post)},"), ("TI", headline), ("PB", INSTITUTION),
        ("M3", "Diplomatic cable"), ("SN", cable.id), ("DA", cable.date.strftime("%Y/%m/%d/")),
        ("PY", str(cable.date.year)), ("LA", "en"), ("DB", NAME), *(("KW", tag) for tag in cable.tags),
    ]  # fmt: skip
    lines = "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields if value)
    return Style("RIS", lines, "SP  - %\r\n", "UR  - %\r\n", "", "ER  - \r\n", "ris")


def _csl(cable: Cable, headline: str) -> Style:
    day, key = cable.date, _quoted(cable.id)
    fields = {
        "id": key,
        "type": '"report"',
        "title": _quoted(headline),
        "author": f'[{{"literal": {_quoted(author(cable.origin.post))}}}]',
        "publisher": f'"{INSTITUTION}"',
        "genre": '"Diplomatic cable"',
        "number": key,
        "issued": f'{{"date-parts": [[{day.year}, {day.month}, {day.day}]]}}',
        "language": '"en"',
        "source": f'"{NAME}"',
    }
    lines = ",\n".join([f'    "{name}": {value}' for name, value in fields.items()])
    text = f"[\n  {{\n{lines}"
    return Style("CSL-JSON", text, ',\n    "page": "%"', ',\n    "URL": "%"', "", "\n  }\n]\n", "csl.json")


def _line(text: str) -> str:
    """A text on one line."""
    return _BLANKS.sub(" ", text).strip()
