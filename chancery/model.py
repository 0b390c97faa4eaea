"""What a cable is: the record that the parser makes and that every page, table and export is made from.

Field names and their order are the published form (``data/<id>.yaml``, ``.json``, ``data/schema.json``).
Values are frozen; a changed value is a new one (``msgspec.structs.replace``). Terms are those of the
Department's handbooks for telegrams (5 FAH-1, 5 FAH-2) and of ACP-127 for the transmission header.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec

Iso3 = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3 code")]
Lines = Annotated[
    tuple[int, int], msgspec.Meta(description="first and last line in the raw file, from 1, both included")
]
Span = Annotated[
    tuple[int, int], msgspec.Meta(description="start and end in characters of the paragraph's text, end out")
]
Digest = Annotated[str, msgspec.Meta(description="of the published data/<id>.txt where an editor took something out")]

Year = Annotated[int, msgspec.Meta(ge=1, le=9999)]
_BOUNDS = msgspec.Meta(ge=0, le=2**53)
Amount = Annotated[int, _BOUNDS] | Annotated[float, _BOUNDS]
Words = Annotated[str, msgspec.Meta(min_length=1)]

Kind = Literal["interim", "annual", "update", "instruction", "other"]
Qualifier = Literal["exact", "at_least", "at_most", "about", "none"]
Status = Literal["done", "ongoing", "pending", "planned"]
By = Literal["heading", "marker", "question", "words"]
Completeness = Literal["full", "partial", "withheld"]
Relation = Literal["corrects", "cancels", "supersedes"]


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """The base of all values of a record. They form no cycles, so Python need not look for some among millions."""


class Country(Value, frozen=True):
    """A country as ISO 3166 and the geographic TAGS name it."""

    name: str
    iso2: str
    iso3: Iso3
    tag: str | None
    """The geographic TAGS code (FIPS 10-4 with State's own exceptions)."""


class Origin(Value, frozen=True):
    """The post that sent the cable."""

    post: str
    """As the source's fifth line has it: 'Embassy Phnom Penh'."""
    country: Country | None


class Assessment(Value, frozen=True):
    """What kind of trafficking report this is, and the year it reports for."""

    kind: Kind
    year: Year | None


class Addressee(Value, frozen=True):
    """One action or information addressee of the transmission header."""

    name: str
    routing: str | None
    """Routing indicator, e.g. 'RUEHC'."""
    precedence: str | None
    number: str | None
    """The number of this telegram in the series to this addressee."""
    excluded: tuple[str, ...]
    """Members of a collective that do not get it (XMT)."""


class Transmission(Value, frozen=True):
    """The transmission header (ACP-127 format lines 1 to 8). What the source lacks is null or empty."""

    id: str | None
    precedence: str | None
    routing: tuple[str, ...]
    originator: str | None
    station_serial: str | None
    julian: str | None
    security: str | None
    dtg: str | None
    """The date-time group in ISO form, UTC."""
    from_: str | None = msgspec.field(name="from")
    to: tuple[Addressee, ...]
    info: tuple[Addressee, ...]
    sections: int | None
    """Number of transmission sections ('SECTION 01 OF 03' is 3)."""
    offices: tuple[str, ...] = ()
    """Offices and copy counts of a routing page before 2002, action office first: 'ACTION DRL-02'."""


class ExecutiveOrder(Value, frozen=True):
    """The order under which the cable is classified, and when it is to be declassified."""

    number: str
    declassify: str | None
    """An ISO date where it is one, else the words ('N/A', 'after korean unification')."""


class Classifier(Value, frozen=True):
    """One person who classified the cable."""

    name: str
    title: str | None
    reasons: tuple[str, ...]


class Reference(Value, frozen=True):
    """One reference telegram. ``id`` is null for what is no telegram (an e-mail, a call) and where the year is open."""

    label: str | None
    text: str
    id: str | None


class Paragraph(Value, frozen=True):
    """One paragraph of the message text, reflowed."""

    number: int | None
    label: str | None
    """'A', '(1)', ... where the paragraph answers a lettered question."""
    marking: str | None
    """Portion marking: 'SBU', 'C', 'C/NF'."""
    text: str
    lines: Lines


class Section(Value, frozen=True):
    """Paragraphs under one canonical key."""

    key: str
    heading: str | None
    """As printed; null where the text has none."""
    by: By
    """What decided the key: the printed heading, a SUMMARY or COMMENT marker, the question, the words."""
    paragraphs: tuple[Paragraph, ...]


class Period(Value, frozen=True):
    """The time a figure is about: its words, and dates where the words allow them."""

    text: str
    from_: date | None = msgspec.field(name="from")
    to: date | None


class Indicator(Value, frozen=True):
    """One figure that the text states, with the words it was read from."""

    key: str
    """What is counted, a key of the taxonomy: 'convictions'."""
    value: Amount | None
    """The number as the text states it; null only for life and death sentences."""
    value_to: Amount | None
    """Upper end of a range."""
    qualifier: Qualifier
    """The bound of the number; 'none' where the text says that there were none."""
    unit: str
    """'persons', 'cases', 'events', 'places', 'years', 'months', or a currency: 'USD'."""
    status: Status
    """'pending' is before a court or not decided; 'planned' was not done when the cable was written."""
    actor: str | None
    """Who did it, in the words of the text."""
    place: str | None
    """Where, if it is only a part of the country."""
    period: Period | None
    paragraph: int | None
    """The paragraph's number; null where the paragraph has none (then ``lines`` tells)."""
    lines: Lines
    """Lines of the paragraph: tells paragraphs apart whose numbers repeat or are missing."""
    quote: Words
    """Verbatim from the paragraph's text."""
    span: Span
    same_as: int | None
    """Index, from 0, in this list: of the earlier figure that states the same fact."""


class Unplaced(Value, frozen=True):
    """Lines that no rule could place. They are shown on the page all the same."""

    lines: Lines
    text: str


class Notice(Value, frozen=True):
    """A line about the record, not of the message: 'This record is a partial extract ...', 'header ends'."""

    lines: Lines
    text: str


class Link(Value, frozen=True):
    """This cable corrects, cancels or supersedes another."""

    relation: Relation
    id: str


class SourceFile(Value, frozen=True):
    """The raw file: name, SHA-256 of its bytes, number of lines."""

    file: str
    sha256: Digest
    lines: int


class Cable(Value, frozen=True, kw_only=True):
    """One cable: all that the raw text says, and where."""

    schema: int = 1
    id: str
    title: str
    """As the source's second line has it."""
    subject: str | None
    date: date
    classification: str
    captions: tuple[str, ...]
    origin: Origin
    countries: tuple[Iso3, ...]
    assessment: Assessment
    transmission: Transmission
    attention: tuple[str, ...]
    executive_order: ExecutiveOrder | None
    classified_by: tuple[Classifier, ...]
    tags: tuple[str, ...]
    references: tuple[Reference, ...]
    sections: tuple[Section, ...]
    signature: str | None
    indicators: tuple[Indicator, ...]
    glossary: dict[Words, Words]
    unplaced: tuple[Unplaced, ...]
    completeness: Completeness
    """'partial' where the source says it is an extract, 'withheld' where there is no message text at all."""
    notices: tuple[Notice, ...]
    links: tuple[Link, ...]
    source: SourceFile
