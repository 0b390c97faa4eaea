"""The table of steps: raw text in, cable out, every line accounted for. Never raises, whatever the text.

Each step takes the lines that the one before it left, claims what it reads in the ledger, leaves the rest.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from chancery import indicators
from chancery.about import assessment, glossary, links, slants, tip, topics
from chancery.body import furniture, sections, stamps
from chancery.body.sections import Body
from chancery.head import classifiers, envelope, header, references
from chancery.head.envelope import Envelope
from chancery.head.header import Header
from chancery.ledger import Ledger, Line
from chancery.model import (
    Assessment,
    Cable,
    Completeness,
    Country,
    Link,
    Notice,
    Origin,
    Section,
    SourceFile,
    Unplaced,
)
from chancery.source import Source, post_of
from chancery.vocab import places
from chancery.vocab.topic_words import nearness
from chancery.words import runs

_HUMAN = "PHUM"
"""The TAGS code of human rights: trafficking that is not told of what is that in persons there."""
_USUAL = frozenset(["SMIG", "KWMN", "KCRM"])
"""TAGS codes one of which stood with that of human rights on cables about trafficking before it had its own."""
_OFFICE = "G/TIP"
"""The Department's office against trafficking: a cable that is for its attention has something on it."""
_SAID = 600
"""What a cable says about another it says at once: so many characters of a paragraph are looked at."""
_WIDE = 160
"""No line above the subject is wider; a longer one is a paragraph."""
_ASKED = frozenset(["annual", "update", "instruction"])
"""Kinds of cables that go by the yearly instruction's lettered questions."""
_TOP = 600
"""So many lines of a cable hold its head: the longest have a line for each of all posts."""
_OPENING = 2
"""So many paragraphs are read for what a cable says about itself."""


class Parsed(NamedTuple):
    """A cable and the account of its lines."""

    cable: Cable
    ledger: Ledger


def parse(source: Source, *, figures: bool = True) -> Parsed:
    """Read one cable; without ``figures`` its record has no indicators, and takes a fraction of the time."""
    return parse_all([source], figures=figures)[0]


def parse_all(sources: Iterable[Source], *, figures: bool = True) -> list[Parsed]:
    """Read several cables, each as :func:`parse` does, in a fifth less time.

    All cables take a step before any takes the next: the processor's cache holds the code and the patterns of one
    step, not those of all.
    """
    drafts = [_Draft(source) for source in sources]
    for step in (*_STEPS, *([_figures] if figures else ())):
        for draft in drafts:
            step(draft)
    return [Parsed(draft.cable, draft.ledger) for draft in drafts]


@lru_cache(maxsize=1)
def head(key: str, text: str) -> Header:
    """TAGS, subject and what else stands above the first paragraph; ``text`` is what a file has below its title.

    An import asks it of a cable for its title, and at once again where it chooses.
    """
    draft = _Draft(Source("", "", (key, "", *text.split("\n", _TOP)[:_TOP])))
    for step in _HEAD:
        step(draft)
    return draft.header


class _Draft:
    """A cable while it is read: what each step found, for those after it."""

    __slots__ = (
        "assessment", "body", "cable", "envelope", "glossary", "header", "ledger", "links", "message", "sections",
        "source", "stamps", "texts",
    )  # fmt: skip
    message: list[Line]
    """The lines that no step has read yet."""
    envelope: Envelope
    stamps: list[Notice]
    header: Header
    body: Body
    texts: list[str]
    """Of the paragraphs."""
    assessment: Assessment
    sections: tuple[Section, ...]
    glossary: dict[str, str]
    links: tuple[Link, ...]
    cable: Cable

    def __init__(self, source: Source) -> None:
        self.source = source
        self.ledger = Ledger(source.lines)


def _envelope(draft: _Draft) -> None:
    draft.envelope, draft.message = envelope.read(draft.ledger)


def _stamps(draft: _Draft) -> None:
    draft.message, draft.stamps = stamps.strip(draft.message, draft.ledger)


def _furniture(draft: _Draft) -> None:
    draft.message = furniture.strip(draft.message, draft.ledger, draft.envelope.id)


def _header(draft: _Draft) -> None:
    draft.header, draft.message = header.read(draft.message, draft.ledger, draft.envelope.id)


def _body(draft: _Draft) -> None:
    draft.body = sections.read(draft.message, draft.ledger)
    draft.texts = [paragraph.text for each in draft.body.sections for paragraph in each.paragraphs]


def _assessment(draft: _Draft) -> None:
    envelope_, header_ = draft.envelope, draft.header
    opening = " ".join(draft.texts[:_OPENING])
    draft.assessment = assessment.read(
        header_.subject, envelope_.title, envelope_.date, header_.references, envelope_.post, opening
    )


def _sections(draft: _Draft) -> None:
    kind, title = draft.assessment.kind, draft.envelope.title
    about = "subject" if kind != "other" else _about(draft)
    subject = draft.header.subject or title
    annual = (draft.assessment.year or 0) if kind in _ASKED else 0
    draft.sections = topics.keyed(
        draft.body.sections, annual=annual, report=kind != "other", about=about, subject=subject
    )


def _glossary(draft: _Draft) -> None:
    draft.glossary = glossary.read(draft.texts)


def _links(draft: _Draft) -> None:
    """What the title, the lines above the subject and the opening say about other cables."""
    key, named = draft.envelope.id, {each.id for each in draft.header.references}
    head = [draft.envelope.title, *_head(draft.ledger), *(text[:_SAID] for text in draft.texts[:_OPENING])]

    def resolve(telegram: str) -> str | None:
        """The id where the post is known, so that no words before it are taken for its name."""
        found = references.read(telegram, key)
        one = found[0].id if found else None
        return one if one in named or (one and (post_of(one) == post_of(key) or places.is_post(post_of(one)))) else None

    draft.links = tuple(link for link in links.read(head, draft.header.references, resolve) if link.id != key)


def _cable(draft: _Draft) -> None:
    ledger, envelope_, header_, body_ = draft.ledger, draft.envelope, draft.header, draft.body
    country = places.of_post(envelope_.post)
    draft.cable = Cable(
        id=envelope_.id,
        title=envelope_.title,
        subject=header_.subject,
        date=envelope_.date,
        classification=envelope_.classification,
        captions=header_.captions,
        origin=Origin(envelope_.post, country),
        countries=_countries(header_.tags, country),
        assessment=draft.assessment,
        transmission=envelope_.transmission,
        attention=header_.attention,
        executive_order=header_.executive_order,
        classified_by=header_.classified_by or tuple(classifiers.named_in(draft.texts)),
        tags=header_.tags,
        references=header_.references,
        sections=draft.sections,
        signature=body_.signature,
        indicators=(),
        glossary=draft.glossary,
        unplaced=_unplaced(ledger),
        completeness=_completeness(envelope_, body_, draft.texts, ledger),
        notices=_notices(envelope_, header_, body_, draft.stamps),
        links=draft.links,
        source=SourceFile(draft.source.file, draft.source.sha256, len(draft.source.lines)),
    )


def _figures(draft: _Draft) -> None:
    draft.cable = msgspec.structs.replace(draft.cable, indicators=indicators.scan(draft.cable).figures)


_HEAD = (_envelope, _stamps, _furniture, _header)
_STEPS = (*_HEAD, _body, _assessment, _sections, _glossary, _links, _cable)
"""What is read, in order; figures are read last, where they are wanted."""


def _about(draft: _Draft) -> topics.About:
    """How much a cable is about trafficking in persons, so that words in it tell its topics."""
    header_ = draft.header
    subject = header_.subject or draft.envelope.title
    tagged = not tip.TAGS.keys().isdisjoint(header_.tags)
    if (
        tip.about((), subject, "") is not None
        or (tagged and tip.about((), None, "\n".join(draft.texts)) is not None)
        or (_HUMAN in header_.tags and tip.may_be(subject))
    ):
        return "subject" if slants.SEVERAL.search(subject) is None else "mentions"
    if tagged or tip.is_kin(subject) or any(office.startswith(_OFFICE) for office in header_.attention):
        return "mentions"
    words = "\n".join([*draft.texts, *(each.heading or "" for each in draft.body.sections)])
    if "raffick" in words or "RAFFICK" in words:
        return _said(header_, words)
    if _HUMAN not in header_.tags:
        return "nothing"
    near = sum(nearness(text) > 0 for text in draft.texts)
    return "mentions" if near * 2 > len(draft.texts) else "nothing"


def _said(header_: Header, words: str) -> topics.About:
    """How much a text that speaks of some trafficking is about that in persons."""
    usual = _HUMAN in header_.tags and not _USUAL.isdisjoint(header_.tags) and tip.says(words)
    if usual or tip.about((), None, words) is not None:
        return "mentions"
    return "passing" if tip.says(words) else "nothing"


def _countries(tags: Sequence[str], origin: Country | None) -> tuple[str, ...]:
    """What it is about: geographic TAGS in order, else the origin's country."""
    named = dict.fromkeys(country.iso3 for tag in tags if (country := places.by_tag(tag)) is not None)
    return tuple(named) or ((origin.iso3,) if origin is not None else ())


def _unplaced(ledger: Ledger) -> tuple[Unplaced, ...]:
    """Lines without a role, those below each other together."""
    return tuple(
        Unplaced((first, last), "\n".join(text.rstrip() for text in ledger.raw[first - 1 : last]))
        for first, last in runs(ledger.unclaimed())
    )


def _completeness(envelope_: Envelope, body_: Body, texts: Sequence[str], ledger: Ledger) -> Completeness:
    """How much of the text is there; dots at its end say that it was cut, be it in its header."""
    last = texts[-1] if texts else next((line for line in reversed(ledger.raw) if line.strip()), "").rstrip()
    cut = last.endswith(("...", "…"))
    if not texts:
        return "partial" if cut or body_.notices else "withheld"
    return "partial" if cut or any("partial extract" in notice.text for notice in envelope_.notices) else "full"


def _notices(envelope_: Envelope, header_: Header, body_: Body, stamped: Sequence[Notice]) -> tuple[Notice, ...]:
    own = [Notice((line.number, line.number), line.text.strip()) for line in body_.notices]
    found = [*envelope_.notices, *header_.notices, *own, *stamped]
    return tuple(sorted(found, key=lambda notice: notice.lines))


def _head(ledger: Ledger) -> list[str]:
    """Lines near the top that may speak of another cable."""
    top = [text[:_WIDE] for text in ledger.raw[5:60]]
    upper = "\n".join(top).upper()
    return [top[line] for line in sorted({upper.count("\n", 0, at) for at in links.places(upper)})]
