"""The tables that people take away: their columns as data, with what each one means."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

import msgspec

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.collection.standing import national, year_of
from chancery.model import Indicator

Cell = str | int | float | None
T = TypeVar("T")


class Column(msgspec.Struct, Generic[T], frozen=True):
    """One column: its name, its Frictionless type, what it means, and how it is filled."""

    name: str
    type: str
    means: str
    get: Callable[[T], Cell]


class FigureRow(msgspec.Struct, frozen=True):
    """What a row of the table of figures is made from."""

    brief: Brief
    number: int
    """From 1, in the order of the cable."""
    anchor: str
    cited: str
    figure: Indicator


def _joined(words: Iterable[str]) -> str:
    return " ".join(words)


def _iso3(brief: Brief) -> str | None:
    return None if brief.origin is None else brief.origin.iso3


CABLES: tuple[Column[Brief], ...] = (
    Column("id", "string", "Reference id: year, post and number", lambda b: b.id),
    Column("title", "string", "Title as the source has it", lambda b: b.title),
    Column("subject", "string", "The SUBJECT line of the message", lambda b: b.subject),
    Column("date", "date", "Day the cable was sent", lambda b: b.date.isoformat()),
    Column("classification", "string", "Classification of the whole cable", lambda b: b.classification),
    Column("captions", "string", "Handling captions, with '; ' between them", lambda b: "; ".join(b.captions)),
    Column("post", "string", "The post that sent it", lambda b: b.post),
    Column("origin", "string", "Country of the post, ISO 3166-1 alpha-3", _iso3),
    Column("countries", "string", "Countries it is about, ISO 3166-1 alpha-3, with spaces between them",
           lambda b: _joined(b.countries)),
    Column("kind", "string", "interim, annual, update, instruction or other", lambda b: b.kind),
    Column("year", "integer", "The year an assessment reports for", lambda b: b.year),
    Column("tags", "string", "TAGS codes, with spaces between them", lambda b: _joined(b.tags)),
    Column("references", "string", "Ids of the cables it refers to, with spaces between them",
           lambda b: _joined(b.references)),
    Column("topics", "string", "Keys of its sections, each once, with spaces between them",
           lambda b: _joined(dict.fromkeys(each.key for each in b.sections))),
    Column("completeness", "string", "full, partial (an extract) or withheld (no text); only a full one is silent on "
           "what it does not give", lambda b: b.completeness),
    Column("paragraphs", "integer", "Number of paragraphs", lambda b: b.paragraphs),
    Column("words", "integer", "Number of words of the message text", lambda b: b.words),
    Column("figures", "integer", "Number of figures read from it", lambda b: len(b.indicators)),
    Column("page", "string", "Its page, from the top of the site", lambda b: addresses.cable(b.id)),
    Column("sha256", "string", "SHA-256 of the raw file; of the published one where an editor took something out",
           lambda b: b.sha256),
)  # fmt: skip

INDICATORS: tuple[Column[FigureRow], ...] = (
    Column("cable", "string", "Id of the cable", lambda r: r.brief.id),
    Column("number", "integer", "Number of the figure in the cable, from 1", lambda r: r.number),
    Column("countries", "string", "Countries the cable is about, ISO 3166-1 alpha-3",
           lambda r: _joined(r.brief.countries)),
    Column("date", "date", "Day the cable was sent", lambda r: r.brief.date.isoformat()),
    Column("key", "string", "The indicator", lambda r: r.figure.key),
    Column("value", "number", "The number; empty for life and death sentences", lambda r: r.figure.value),
    Column("value_to", "number", "Upper end of a range", lambda r: r.figure.value_to),
    Column("qualifier", "string", "exact, at_least, at_most, about or none", lambda r: r.figure.qualifier),
    Column("unit", "string", "persons, cases, events, places, years, months or a currency",
           lambda r: r.figure.unit),
    Column("status", "string", "done, ongoing, pending or planned", lambda r: r.figure.status),
    Column("actor", "string", "Who did it, in the cable's words", lambda r: r.figure.actor),
    Column("place", "string", "Where, if it is only a part of the country", lambda r: r.figure.place),
    Column("period", "string", "The time, in the cable's words",
           lambda r: None if r.figure.period is None else r.figure.period.text),
    Column("period_from", "date", "First day, where the words allow one",
           lambda r: _day(r.figure, "from_")),
    Column("period_to", "date", "Last day, where the words allow one", lambda r: _day(r.figure, "to")),
    Column("year", "integer", "The year it is shown under: of its period, else of the assessment, else of the cable",
           lambda r: year_of(r.brief, r.figure)),
    Column("national", "integer", "1 where it can stand for its country, as in plots: not planned, said for the first "
           "time, of one country and all of it, and no single case", lambda r: int(national(r.brief, r.figure))),
    Column("paragraph", "integer", "Number of the paragraph", lambda r: r.figure.paragraph),
    Column("cited", "string", "The paragraph as it is cited: ¶4, ¶18 K, lines 621–626", lambda r: r.cited),
    Column("line_from", "integer", "First line of the paragraph in the raw file", lambda r: r.figure.lines[0]),
    Column("line_to", "integer", "Last line of the paragraph in the raw file", lambda r: r.figure.lines[1]),
    Column("quote", "string", "The words it was read from", lambda r: r.figure.quote),
    Column("start", "integer", "Where the words begin in the paragraph's text", lambda r: r.figure.span[0]),
    Column("end", "integer", "Where they end", lambda r: r.figure.span[1]),
    Column("same_as", "integer", "Number of the earlier figure that states the same fact",
           lambda r: None if r.figure.same_as is None else r.figure.same_as + 1),
    Column("page", "string", "Its sentence, from the top of the site",
           lambda r: f"{addresses.cable(r.brief.id)}#{r.anchor}"),
)  # fmt: skip


def _day(figure: Indicator, end: str) -> str | None:
    found = getattr(figure.period, end, None)
    return None if found is None else found.isoformat()


def rows(brief: Brief) -> Iterator[FigureRow]:
    """The figures of a cable as rows."""
    for number, found in enumerate(brief.indicators, 1):
        yield FigureRow(brief, number, found.anchor, found.cited, found.figure)
