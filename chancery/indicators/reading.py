"""Paragraph by paragraph: sentences to mentions, mentions to claims, claims to figures and near misses."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from typing import NamedTuple

from msgspec.structs import replace

from chancery.indicators import context, following, periods, tables
from chancery.indicators.families import funding, prevention, prosecution, terms, training, victims
from chancery.indicators.following import Earlier, Found, Miss
from chancery.indicators.grammar.mentions import Mention, mentions
from chancery.indicators.grammar.view import views
from chancery.indicators.scene import Claim, Scene, about, scene
from chancery.indicators.stated import Stated, stated
from chancery.model import Indicator, Paragraph, Period, Qualifier, Section, Status
from chancery.vocab.terms import indicator

FAMILIES: tuple[Callable[[Mention, Scene], Iterator[Claim]], ...] = (
    prosecution.read, terms.read, training.read, victims.read, prevention.read, funding.read,
)  # fmt: skip
"""A rule a family, in the order of the taxonomy."""


class _Reading(NamedTuple):
    """A claim that holds, with what it was made from."""

    mention: Mention
    claim: Claim


def find(sections: Sequence[Section], *, when: date, nation: frozenset[str], relevant: Callable[[], bool]) -> Found:
    """All figures of a cable and the near misses, in the order of the text.

    Whether the cable is ``relevant`` (about trafficking) is asked only where a number may be a figure.
    """
    sentences: list[Stated] = []
    tabled: list[Indicator] = []
    lead = ""
    for topic, paragraph in ((section.key, paragraph) for section in sections for paragraph in section.paragraphs):
        lead = lead if paragraph.number is None else ""
        sentences += stated(paragraph, lead, topic)
        if "\n" in paragraph.text and tables.ruled(paragraph.text):
            cells = partial(find, when=when, nation=nation, relevant=relevant)
            tabled += tables.read(paragraph, lead, cells, when)
        lead = paragraph.text if paragraph.text[-1:] == ":" else ""
    # Each step for all sentences before the next: what it needs is then in the processor's cache.
    seen = views([each.sentence for each in sentences])
    told = [(each, mentions(one)) for each, one in zip(sentences, seen, strict=True) if one is not None]
    paragraphs = [paragraph for section in sections for paragraph in section.paragraphs]
    covered = cache(partial(following.covered, paragraphs, when))
    asides = cache(partial(following.asides, paragraphs))
    figures: list[Indicator] = []
    misses: list[Miss] = []
    earlier: list[Earlier] = []
    period: Period | None = None
    for each, found in told:
        for reading in _readings(found, each.paragraph, _scene(each, relevant), earlier):
            made = _figure(reading, each.paragraph, when, period, nation)
            if isinstance(made, Miss):
                misses.append(made)
                continue
            made = following.timed(made, reading.mention, earlier, each.lead, covered, when)
            if reading.mention.bracketed:
                noted = following.noted(made, earlier, asides())
                if noted is None:
                    continue
                made = noted
            figures.append(made)
            earlier.append(Earlier(reading.mention, reading.claim, made))
            if made.period is not None and reading.mention.compared_to is None and not periods.relative(made.period):
                period = made.period
    if tabled:
        spans = {(one.lines, one.span) for one in tabled}
        rows = {(lines, at) for lines, span in spans for at in range(*span)}
        figures = [one for one in figures if (one.lines, one.span[0]) not in rows]
        figures = sorted([*figures, *tabled], key=lambda one: (one.lines, one.span))
    return Found(following.linked(figures), tuple(misses))


def _scene(one: Stated, relevant: Callable[[], bool]) -> Scene:
    text = one.paragraph.text
    return scene(
        one.sentence, relevant=lambda: relevant() or _speaks(text), before=frozenset(one.before), topic=one.topic
    )


@lru_cache(maxsize=16)
def _speaks(text: str) -> bool:
    """Whether a paragraph speaks of trafficking; each of its numbers can ask."""
    return about(text.lower().split())


def _readings(
    mentions: list[Mention], paragraph: Paragraph, scene_: Scene, earlier: list[Earlier]
) -> Iterator[_Reading]:
    """All claims on the numbers of a sentence; parts and comparisons take the key of what they belong to."""
    claimed: list[list[Claim]] = []
    for index, mention in enumerate(mentions):
        undenied = mention.count.implied and mention.count.qualifier == "none" and not mention.negated
        if undenied or mention.count.why_not == "a date":
            claimed.append([])
            continue
        known = following.borrowed(mention, mentions[:index]) if mention.phrase.empty else mention
        claims = _told(known, mentions, claimed, scene_, earlier, paragraph)
        same = following.again(known, earlier)
        if same is not None and (not claims or following.said(same, claims, paragraph)):
            claimed.append([same.claim])
            continue
        claimed.append(claims)
        refusal = scene_.refusal(known) if claims else None
        for claim in claims:
            yield _Reading(
                known, claim if refusal is None else Claim(claim.key, claim.unit, why_not=claim.why_not or refusal)
            )


def _told(
    known: Mention,
    mentions: list[Mention],
    claimed: list[list[Claim]],
    scene_: Scene,
    earlier: list[Earlier],
    paragraph: Paragraph,
) -> list[Claim]:
    """The claims on a number that its own words tell, else what it is a part of; ``claimed`` are those before it."""
    claims = _claims(known, scene_)
    if not claims and known.count.term not in {None, "life"} and _goes_on(known):
        told = [one for mention, one in zip(mentions, claimed, strict=False) if mention.count.term]
        return following.held(told[-1]) if told else []
    total = known.part_of if known.part_of is not None else known.compared_to
    if known.phrase.partitive and total is None and not claims:
        after = mentions[len(claimed) + 1 : len(claimed) + 2]
        if after and following.taken(known, after[0]):
            return following.held(_claims(after[0], scene_))
    if not (total is not None or known.phrase.empty or known.resumes) or following.held(claims):
        return claims
    if named := following.named(known, earlier, paragraph):
        claims = _claims(named, scene_)
    if following.held(claims) or not following.inherits(known):
        return claims
    if total is not None:
        return claims + _of_total(known, mentions[total], claimed[total], scene_)
    of = following.resumed(known, earlier, paragraph) if known.resumes else None
    return [*claims, _own(of, known)] if of else claims


def _goes_on(term: Mention) -> bool:
    """Whether a term goes on with a list: 'two to five years, and not less than ten if the victim is a child'."""
    return term.sentence.words[term.count.first - 1] in {"and", "or", ",", "to"}


def _of_total(part: Mention, total: Mention, claimed: list[Claim], scene_: Scene) -> list[Claim]:
    """The claims of a part: those of its total, or what the total's acts make of it."""
    acting = replace(part, done=part.done or total.done, doing=part.doing or total.doing)
    return [_own(claim, part) for claim in following.held(claimed)] or _claims(acting, scene_)


def _claims(mention: Mention, scene_: Scene) -> list[Claim]:
    claims = [claim for family in FAMILIES for claim in family(mention, scene_)]
    return claims if len(claims) < 2 else list({claim.key: claim for claim in claims}.values())


def _own(claim: Claim, mention: Mention) -> Claim:
    """The claim of a total on its part: of officials trained, the police are police trained."""
    key = training.trained_key(mention) if claim.key in training.KEYS.values() else None
    return Claim(key or claim.key, claim.unit)


def _figure(
    reading: _Reading, paragraph: Paragraph, when: date, known: Period | None, nation: frozenset[str]
) -> Indicator | Miss:
    mention, claim = reading
    sentence, count = mention.sentence, mention.count
    first, last = _clause(mention)
    quote = sentence.slice(first, last)
    begin = sentence.start + sentence.start_of(first)
    reason = claim.why_not or _refused(mention, claim.key, nation)
    if reason is not None:
        return Miss(paragraph, quote, sentence.slice(count.first, count.last), claim.key, reason)
    value: float | None = None if count.term == "life" else count.value
    qualifier: Qualifier = count.qualifier
    if mention.negated and count.implied:
        value, qualifier = 0, "none"
    elif count.term and qualifier == "exact":
        qualifier = terms.bounded(count, sentence.words) or qualifier
    status = _status(mention, claim.key)
    return Indicator(
        key=claim.key,
        value=value,
        value_to=count.value_to,
        qualifier=qualifier,
        unit=claim.unit or indicator(claim.key).unit,
        status=status,
        actor=context.actor(mention),
        place=context.place(mention, nation),
        period=_period(mention, claim.key, (begin, begin + len(quote)), when, known, planned=status == "planned"),
        paragraph=paragraph.number,
        lines=paragraph.lines,
        quote=quote,
        span=(begin, begin + len(quote)),
        same_as=None,
    )


def _period(
    mention: Mention, key: str, span: tuple[int, int], when: date, known: Period | None, *, planned: bool
) -> Period | None:
    """When it was; a law's penalties have no time."""
    if key == "penalties":
        return None
    if mention.year:
        return periods.of_year(mention.year, when)
    sentence = mention.sentence
    within = (span[0] - sentence.start, span[1] - sentence.start)
    return periods.read(sentence, within, sentence.start_of(mention.count.first), when, known, planned=planned)


def _refused(mention: Mention, key: str, nation: frozenset[str]) -> str | None:
    if mention.possible and not mention.count.term and (key != "shelters" or mention.done):
        return "only said to be possible"
    if mention.count.implied and mention.count.value and "none" in mention.sentence.words[: mention.count.first]:
        return "denied"
    if mention.negated and not mention.count.implied and mention.count.qualifier != "none":
        return "denied"
    if mention.count.value == 0 and mention.phrase.partitive:
        return "a 'none' about some persons"
    none = mention.count.qualifier == "none" or (mention.negated and mention.count.implied)
    if none and "until" in mention.sentence.words:
        return "no longer so"
    return "a 'none' about one place" if none and context.local(mention, nation) else None


def _status(mention: Mention, key: str) -> Status:
    if (
        mention.planned
        or mention.phrase.words & {"planned", "proposed", "upcoming"}
        or (key == "penalties" and terms.proposed(mention))
    ):
        return "planned"
    if key == "pending_cases" or mention.states & {"pending", "on trial"}:
        return "pending"
    if mention.states & {"ongoing", "investigated", "operating", "held"} or mention.phrase.words & {
        "ongoing",
        "active",
    }:
        return "ongoing"
    return "ongoing" if any(each.ongoing for each in mention.governing) else "done"


def _clause(mention: Mention) -> tuple[int, int]:
    """The words of the quote: the clause that has the number and its predicate."""
    first = min([mention.count.first, *(each.first for each in mention.governing)])
    last = max([mention.phrase.last, *(each.last for each in mention.governing)])
    return mention.sentence.clause(first, last)
