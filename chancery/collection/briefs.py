"""The brief of a cable: what pages about several cables show of it, kept on the disk until one asks for it."""

from datetime import date

import msgspec

from chancery.collection.anchors import anchors
from chancery.collection.titles import heading
from chancery.editing.published import Published
from chancery.head.mentions import cited
from chancery.model import Completeness, Country, Indicator, Kind, Link, Section, Value
from chancery.vocab.acronyms import used

EXCERPT = 240
"""Characters of a section that a listing shows."""


class Excerpt(Value, frozen=True):
    """One section of a cable as a listing shows it."""

    key: str
    heading: str | None
    anchor: str
    """Of the first paragraph."""
    excerpt: str
    """The beginning of the text, at most 240 characters, cut at a word."""
    paragraphs: int


class Figure(Value, frozen=True):
    """One figure and the place of its sentence on the cable's page."""

    anchor: str
    cited: str
    """Where it stands: '¶18 K'."""
    figure: Indicator


class Row(Value, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """Of a brief what a row of a listing shows."""

    id: str
    headline: str
    """The subject as a heading, in sentence case."""
    date: date
    post: str
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-3 codes of what it is about."""
    kind: Kind
    year: int | None
    """The year the assessment reports for."""


class Brief(Row, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the rest of the collection needs to know of a cable."""

    title: str
    subject: str | None
    classification: str
    captions: tuple[str, ...]
    origin: Country | None
    tags: tuple[str, ...]
    sections: tuple[Excerpt, ...]
    indicators: tuple[Figure, ...]
    references: tuple[str, ...]
    """Ids of the cables it refers to, in its REF lines and in its text, each once, in order."""
    glossary: dict[str, str]
    acronyms: tuple[str, ...]
    """The field's own short forms that the text uses."""
    links: tuple[Link, ...]
    completeness: Completeness
    paragraphs: int
    words: int
    digest: str
    """SHA-256 of the published record, in hex, 32 digits: another digest, another page."""
    file: str
    """Name of the raw file."""
    sha256: str
    """Of the raw file's bytes."""

    @property
    def whole(self) -> bool:
        """Whether its whole text is here: what an extract or a withheld cable does not say, nobody can tell."""
        return self.completeness == "full"


class Told(msgspec.Struct, frozen=True):
    """Of a brief what the cable's own page says as well; it is not worked out a second time."""

    headline: str
    acronyms: tuple[str, ...]


def brief(published: Published, digest: str = "") -> Brief:
    """The brief of a cable as it may be shown; ``digest`` is that of the published record."""
    cable = published.cable
    places = anchors(cable)
    return Brief(
        id=cable.id,
        title=cable.title,
        subject=cable.subject,
        headline=heading(cable),
        date=cable.date,
        classification=cable.classification,
        captions=cable.captions,
        post=cable.origin.post,
        origin=cable.origin.country,
        countries=cable.countries,
        kind=cable.assessment.kind,
        year=cable.assessment.year,
        tags=cable.tags,
        sections=tuple(
            _excerpt(section, names[0])
            for section, names in zip(cable.sections, places.paragraphs, strict=True)
            if names
        ),
        indicators=tuple(map(Figure, places.figures, places.cited, cable.indicators)),
        references=cited(cable),
        glossary=cable.glossary,
        acronyms=used(cable),
        links=cable.links,
        completeness=cable.completeness,
        paragraphs=sum(len(section.paragraphs) for section in cable.sections),
        words=sum(_words(each.text) for section in cable.sections for each in section.paragraphs),
        digest=digest,
        file=cable.source.file,
        sha256=cable.source.sha256,
    )


def _excerpt(section: Section, anchor: str) -> Excerpt:
    text = section.paragraphs[0].text[: EXCERPT * 2]
    if not _even(text):
        text = " ".join(text.split())
    return Excerpt(section.key, section.heading, anchor, shortened(text, EXCERPT), len(section.paragraphs))


def _even(text: str) -> bool:
    r"""Whether the words of a text have one blank between them and nothing else: then it need not be divided.

    What else can stand between words (line ends, tabs, blanks of other widths) is not printable.

    >>> _even("four traffickers"), _even("a  list"), _even("of\tlines"), _even(" or")
    (True, False, False, False)
    """
    return text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]


def _words(text: str) -> int:
    """How many words a text has."""
    return text.count(" ") + 1 if text and _even(text) else len(text.split())


def shortened(text: str, size: int) -> str:
    """A text cut at a word so that it has at most ``size`` characters, the mark of the cut included.

    >>> shortened("the courts convicted four traffickers", 25)
    'the courts convicted …'
    """
    if len(text) <= size:
        return text
    cut = text[: size - 2]
    return (cut[: cut.rindex(" ")] if " " in cut else cut) + " …"


pack = msgspec.msgpack.Encoder().encode
"""A brief as it is kept and handed around."""
unpack = msgspec.msgpack.Decoder(Brief).decode
"""A brief from what :func:`pack` gave; so are those below, which pass over the rest of it."""
row = msgspec.msgpack.Decoder(Row).decode
told = msgspec.msgpack.Decoder(Told).decode
