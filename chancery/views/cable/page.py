"""The page of one cable."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from chancery import addresses, words
from chancery.collection.anchors import anchors
from chancery.collection.briefs import Told
from chancery.collection.corpus import Around, Neighbour
from chancery.collection.titles import heading
from chancery.editing.published import Published
from chancery.model import Cable, Notice, Unplaced, Value
from chancery.source import printed_day
from chancery.views.base import Page, foot_line
from chancery.views.cable import citing, keys, original, transmission
from chancery.views.cable.citations import Style, styles
from chancery.views.cable.editor import Edited, edited
from chancery.views.cable.paragraphs import Form, Reader, SectionView
from chancery.views.cable.referring import ReferenceRow, Referring
from chancery.views.rows import Link, country_links
from chancery.views.tag import CODE
from chancery.vocab.acronyms import meanings
from chancery.vocab.terms import tag_words

ROOT = "../"
"""The way from a cable's page to the top of the site."""
BOUND = 60_000
"""Bytes of a cable page: a longer one has its original text on a page of its own."""
FRAME, A_LINE, A_PARAGRAPH, A_FIGURE = 15_500, 28, 390, 620
"""What a page, a raw line, a paragraph and a figure cost in bytes beside their text; measured, rounded up."""


class TagRow(Value, frozen=True):
    """One TAGS code in words."""

    code: str
    words: str
    href: str
    """Its page; '' for a name among the TAGS, which has none."""


class Stamp(Value, frozen=True):
    """What identifies a message, beside its id."""

    dtg: str
    """The date-time group."""
    iso: str
    size: str
    """'3 sections, 20 paragraphs'."""


class Apparatus(Value, frozen=True):
    """What stands below the text: references both ways, TAGS, short forms."""

    references: tuple[ReferenceRow, ...]
    cited_by: tuple[Link, ...]
    cited_more: int
    tags: tuple[TagRow, ...]
    forms: tuple[Form, ...]


class CableView(Page, frozen=True, kw_only=True):
    """All that the template of a cable's page shows."""

    print_line: Markup
    """The style that prints the foot of its sheets: the frame takes it."""
    meta: tuple[citing.Meta, ...]
    linked_data: Markup
    id: str
    countries: tuple[Link, ...]
    kind: str
    year: Link
    stamp: Stamp
    headline: str
    sentence: str
    statements: tuple[str, ...]
    """What has to be said before anything else: an extract, a text that was not released."""
    withheld: bool
    """Whether there is no text: then its few lines are shown as they stand."""
    relations: tuple[Link, ...]
    """Cables that this one corrects, cancels or supersedes, or that do so to it."""
    editor: Edited | None
    pillars: tuple[keys.Pillar, ...]
    gives: str
    """Begins the sentence about a figure that is missing: 'The cable gives'."""
    sections: tuple[SectionView, ...]
    signature: str
    apparatus: Apparatus
    notices: tuple[Notice, ...]
    unplaced: tuple[Unplaced, ...]
    codes: tuple[transmission.Code, ...]
    runs: tuple[original.Run, ...]
    lines: int
    raw_page: str
    """The page of the original text; '' where it is on this one."""
    citations: tuple[Style, ...]
    previous: Link | None
    following: Link | None


class RawView(Page, frozen=True, kw_only=True):
    """The original text on a page of its own."""

    id: str
    headline: str
    page: str
    runs: tuple[original.Run, ...]
    lines: int


def _wants_raw_page(published: Published) -> bool:
    """Whether the original text would make the page heavier than a page may be."""
    cable, raw = published.cable, published.raw
    paragraphs = [p for section in cable.sections for p in section.paragraphs]
    weight = FRAME + sum(len(p.text) for p in paragraphs) + A_PARAGRAPH * len(paragraphs)
    weight += A_FIGURE * len(cable.indicators) + sum(map(len, raw)) + A_LINE * len(raw)
    return weight > BOUND


def raw_view(published: Published) -> RawView:
    """The page of the original text."""
    cable = published.cable
    page = f"{cable.id}.html"
    return RawView(
        root=ROOT,
        path=addresses.raw(cable.id),
        title=f"Original text of {cable.id}",
        description=f"The raw text of {cable.id}, line by line, with what each line became.",
        id=cable.id,
        headline=heading(cable),
        page=page,
        runs=original.runs(published, anchors(cable), page),
        lines=len(published.raw),
    )


def cable_view(published: Published, around: Around, told: Told, base_url: str = "") -> CableView:
    """The page of a cable as it may be shown.

    ``told`` is what its brief has of it, ``base_url`` the address the site will have; '' where it is not known.
    """
    cable, places = published.cable, anchors(published.cable)
    path = addresses.cable(cable.id)
    address = f"{base_url}{path}" if base_url else ""
    raw_page = addresses.raw(cable.id).removeprefix("cables/") if _wants_raw_page(published) else ""
    referring = Referring(cable, around, ROOT)
    reader = Reader(published, places, _forms(cable, told.acronyms), referring, raw_page)
    sections, sentence = reader.sections(), _sentence(cable)
    gives = "The cable gives" if cable.completeness == "full" else "What is here of the cable gives"
    summary = f"{sentence} {_says(sections)}".strip()
    return CableView(
        root=ROOT,
        path=path,
        title=f"{told.headline} ({cable.id})",
        description=summary,
        print_line=foot_line(cable.id, words.day(cable.date), address or path),
        meta=citing.metas(cable, told.headline, address),
        linked_data=citing.linked_data(cable, told.headline, summary),
        id=cable.id,
        countries=country_links(cable.countries, ROOT),
        kind=f"{words.KINDS[cable.assessment.kind]} {cable.assessment.year or ''}".rstrip(),
        year=Link(str(cable.date.year), ROOT + addresses.year(cable.date.year)),
        stamp=_stamp(cable),
        headline=told.headline,
        sentence=sentence,
        statements=tuple(_statements(published)),
        withheld=cable.completeness == "withheld",
        relations=tuple(_relations(cable, around)),
        editor=edited(published, places),
        pillars=keys.rows(cable.indicators, places, gives),
        gives=gives,
        sections=sections,
        signature=_signature(cable.signature or ""),
        apparatus=_apparatus(cable, around, referring, sorted(reader.met)),
        notices=cable.notices,
        unplaced=cable.unplaced,
        codes=transmission.codes(cable),
        runs=() if raw_page else original.runs(published, places),
        lines=len(published.raw),
        raw_page=raw_page,
        citations=styles(cable, told.headline, address),
        previous=_neighbour(around.previous) if around.previous else None,
        following=_neighbour(around.following) if around.following else None,
    )


def _sentence(cable: Cable) -> str:
    """Who wrote to whom, when, and how it is marked."""
    to = cable.transmission.to
    first = f" to {words.addressee(to[0].name)}" if to else ""
    others = f" and {words.count(len(to) - 1, 'other addressee')}" if len(to) > 1 else ""
    marked = words.classification(cable.classification, cable.captions)
    sent = f"From {words.post(cable.origin.post)}{first}{others}, {words.day(cable.date)}."
    return f"{sent} {marked}." if marked else sent


def _says(sections: tuple[SectionView, ...]) -> str:
    titles = [title.lower() for title in dict.fromkeys(section.title for section in sections)]
    return f"On {words.listed(titles[:6])}." if titles else ""


def _stamp(cable: Cable) -> Stamp:
    sent = cable.transmission
    counts = ((sent.sections, "section"), (sum(len(section.paragraphs) for section in cable.sections), "paragraph"))
    return Stamp(
        dtg=words.date_time_group(sent.precedence, sent.dtg, cable.date),
        iso=sent.dtg or cable.date.isoformat(),
        size=", ".join(words.count(number, noun) for number, noun in counts if number),
    )


def _statements(published: Published) -> Iterator[str]:
    cable, raw = published.cable, published.raw
    undated = cable.transmission.dtg is None and not printed_day("".join(raw[2:3]))
    if undated and (cable.date.month, cable.date.day) == (1, 1):  # an editor can have told the day
        yield "The source gives no date that can be read. The first day of the year in its id stands for it."
    if cable.completeness == "withheld":
        yield "The text of this cable was not released. What stands here is its header."
    if cable.completeness == "partial":
        yield "The source has an extract of this cable, not all of it."


def _relations(cable: Cable, around: Around) -> Iterator[Link]:
    held = {each.id for each in around.held}
    for link in cable.links:
        href = ROOT + addresses.cable(link.id) if link.id in held else ""
        yield Link(link.id, href, f"This cable {link.relation}")
    for change in around.changed_by:
        done = {"corrects": "corrected", "cancels": "cancelled", "supersedes": "superseded"}[change.relation]
        yield Link(change.by.id, ROOT + addresses.cable(change.by.id), f"This cable is {done} by")


def _forms(cable: Cable, acronyms: Iterable[str]) -> dict[str, str]:
    """Short forms with their meaning: the field's that it uses (``acronyms``), and its own.

    A plural that it explains is the field's short form all the same: 'NGOs' beside 'NGO' would tell it twice.
    """
    known = meanings()
    field = {form: known[form] for form in acronyms}
    own = {form: meaning for form, meaning in cable.glossary.items() if form.removesuffix("s") not in field}
    return {**field, **own}


def _apparatus(cable: Cable, around: Around, referring: Referring, forms: list[Form]) -> Apparatus:
    return Apparatus(
        references=referring.rows,
        cited_by=tuple(map(_neighbour, around.cited_by)),
        cited_more=max(around.cited - len(around.cited_by), 0),
        tags=tuple(
            TagRow(code, tag_words(code), ROOT + addresses.tag(code) if CODE.fullmatch(code) else "")
            for code in cable.tags
        ),
        forms=tuple(forms),
    )


def _signature(name: str) -> str:
    """Who signed, in small letters where the source has capitals.

    >>> _signature("SAPT FOR MCRODLEY III"), _signature("De Gautet")
    ('Sapt for McRodley III', 'De Gautet')
    """
    return re.sub(r"[^\W\d_]+", _cased, name) if name.isupper() else name


def _cased(word: re.Match[str]) -> str:
    if word[0] in {"II", "III", "IV"}:
        return word[0]
    small = word[0].lower() if word[0] == "FOR" else word[0].title()
    return f"Mc{small[2:].title()}" if small.startswith("Mc") else small


def _neighbour(each: Neighbour) -> Link:
    return Link(each.title, ROOT + addresses.cable(each.id), f"{each.id}, {words.day(each.date)}")
