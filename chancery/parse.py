"""The table of steps: raw text in, cable out, every line accounted for. Never raises, whatever the text.

Each step takes the lines that the one before it left, claims what it reads in the ledger, hands on the rest.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from chancery import (
    assessment,
    body,
    classifiers,
    envelope,
    furniture,
    glossary,
    header,
    indicators,
    links,
    places,
    references,
    stamps,
    tip,
    topics,
)
from chancery.body import Body
from chancery.envelope import Envelope
from chancery.header import Header
from chancery.ledger import Ledger
from chancery.model import (
    Cable,
    Completeness,
    Country,
    Link,
    Notice,
    Origin,
    SourceFile,
    Unplaced,
)
from chancery.source import Source

_MAY = re.compile("[Tt]raffic|TRAFFIC|TIP|[Ss]lave|SLAVE")
"""One of these stands in every subject about trafficking in persons."""
_SPOKEN = re.compile("[Tt]raffick|TRAFFICK|TVPA|TIP")
"""One of these stands in a text that is tagged as one about trafficking, and is."""
_HUMAN = "PHUM"
"""The TAGS code of human rights: trafficking that is not told of what is that in persons there."""
_USUAL = frozenset(["SMIG", "KWMN", "KCRM"])
"""TAGS codes one of which stood with that of human rights on cables about trafficking before it had its own."""
_SAID = 600
"""What a cable says about another it says at once: so many characters of a paragraph are looked at."""
_WIDE = 160
"""No line above the subject is wider; a longer one is a paragraph."""
_ASKED = frozenset(["annual", "update", "instruction"])
"""Kinds of cables that go by the yearly instruction's lettered questions."""
_OPENING = 2
"""So many paragraphs are read for what a cable says about itself."""


class Parsed(NamedTuple):
    """A cable and the account of its lines."""

    cable: Cable
    ledger: Ledger


def parse(source: Source, *, figures: bool = True) -> Parsed:
    """Read one cable; without ``figures`` its record has no indicators, and takes a fraction of the time."""
    ledger = Ledger(source.lines)
    envelope_, message = envelope.read(ledger)
    message = furniture.strip(stamps.strip(message, ledger), ledger, envelope_.id)
    header_, rest = header.read(message, ledger, envelope_.id)
    body_ = body.read(rest, ledger)
    cable = _cable(source, ledger, envelope_, header_, body_)
    if figures:
        cable = msgspec.structs.replace(cable, indicators=indicators.scan(cable).figures)
    return Parsed(cable, ledger)


def _cable(source: Source, ledger: Ledger, envelope_: Envelope, header_: Header, body_: Body) -> Cable:
    texts = [paragraph.text for draft in body_.sections for paragraph in draft.paragraphs]
    country = places.of_post(envelope_.post)
    kind = assessment.read(
        header_.subject,
        envelope_.title,
        envelope_.date,
        header_.references,
        envelope_.post,
        " ".join(texts[:_OPENING]),
    )
    about = "subject" if kind.kind != "other" else _about(header_, envelope_.title, texts)
    subject = header_.subject or envelope_.title
    sections = topics.keyed(
        body_.sections, annual=kind.kind in _ASKED, report=kind.kind != "other", about=about, subject=subject
    )
    return Cable(
        id=envelope_.id,
        title=envelope_.title,
        subject=header_.subject,
        date=envelope_.date,
        classification=envelope_.classification,
        captions=header_.captions,
        origin=Origin(envelope_.post, country),
        countries=_countries(header_.tags, country),
        assessment=kind,
        transmission=envelope_.transmission,
        attention=header_.attention,
        executive_order=header_.executive_order,
        classified_by=header_.classified_by or tuple(classifiers.named_in(texts)),
        tags=header_.tags,
        references=header_.references,
        sections=sections,
        signature=body_.signature,
        indicators=(),
        glossary=glossary.read(texts),
        unplaced=_unplaced(ledger),
        completeness=_completeness(envelope_, body_, texts, ledger),
        notices=_notices(envelope_, header_, body_, ledger),
        links=_links(envelope_, header_, ledger, texts),
        source=SourceFile(source.file, source.sha256, len(source.lines)),
    )


def _about(header_: Header, title: str, texts: Sequence[str]) -> topics.About:
    """How much a cable is about trafficking in persons, so that words in it tell its topics."""
    subject = header_.subject or title
    if _MAY.search(subject) is not None and tip.about((), subject, "") is not None:
        return "subject"
    tagged = not tip.TAGS.keys().isdisjoint(header_.tags)
    if tagged and _SPOKEN.search("\n".join(texts)) is not None:
        return "subject"
    if _HUMAN in header_.tags and tip.may_be(subject):
        return "subject"
    if tagged or tip.is_kin(subject):
        return "mentions"
    words = "\n".join(texts)
    if _HUMAN in header_.tags and not _USUAL.isdisjoint(header_.tags) and tip.says(words):
        return "mentions"
    said = "raffick" in words or "RAFFICK" in words
    return "mentions" if said and tip.about((), None, words) is not None else "nothing"


def _countries(tags: Sequence[str], origin: Country | None) -> tuple[str, ...]:
    """What it is about: geographic TAGS in order, else the origin's country."""
    named = dict.fromkeys(country.iso3 for tag in tags if (country := places.by_tag(tag)) is not None)
    return tuple(named) or ((origin.iso3,) if origin is not None else ())


def _unplaced(ledger: Ledger) -> tuple[Unplaced, ...]:
    """Lines without a role, those below each other together."""
    runs: list[list[int]] = []
    for number in ledger.unclaimed():
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(
        Unplaced((run[0], run[-1]), "\n".join(ledger.raw[number - 1].rstrip() for number in run)) for run in runs
    )


def _completeness(envelope_: Envelope, body_: Body, texts: Sequence[str], ledger: Ledger) -> Completeness:
    """How much of the text is there; dots at its end say that it was cut, be it in its header."""
    last = texts[-1] if texts else next((line for line in reversed(ledger.raw) if line.strip()), "").rstrip()
    cut = last.endswith(("...", "…"))
    if not texts:
        return "partial" if cut or body_.notices else "withheld"
    return "partial" if cut or any("partial extract" in notice.text for notice in envelope_.notices) else "full"


def _notices(envelope_: Envelope, header_: Header, body_: Body, ledger: Ledger) -> tuple[Notice, ...]:
    own = [Notice((line.number, line.number), line.text.strip()) for line in body_.notices]
    found = [*envelope_.notices, *header_.notices, *own, *stamps.notices(ledger)]
    return tuple(sorted(found, key=lambda notice: notice.lines))


def _links(envelope_: Envelope, header_: Header, ledger: Ledger, texts: Sequence[str]) -> tuple[Link, ...]:
    """What the title, the lines above the subject and the opening say about other cables."""
    year = envelope_.id[:2]
    head = [envelope_.title, *_head(ledger), *(text[:_SAID] for text in texts[:_OPENING])]

    def resolve(telegram: str) -> str | None:
        found = references.read(telegram, year)
        return found[0].id if found else None

    return tuple(link for link in links.read(head, header_.references, resolve) if link.id != envelope_.id)


def _head(ledger: Ledger) -> list[str]:
    """Lines near the top that may speak of another cable."""
    top = [text[:_WIDE] for text in ledger.raw[5:60]]
    upper = "\n".join(top).upper()
    return [top[line] for line in sorted({upper.count("\n", 0, at) for at in links.places(upper)})]
