"""Paragraph by paragraph: sentences to mentions, mentions to claims, claims to figures and near misses."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from msgspec.structs import replace

from chancery.indicators import context, following, periods, tables
from chancery.indicators.families import funding, prevention, prosecution, terms, training, victims
from chancery.indicators.following import Earlier, Found, Miss
from chancery.indicators.grammar.bounds import CURRENCIES
from chancery.indicators.grammar.counts import ARTICLES, NUMBER_WORDS
from chancery.indicators.grammar.lexicon import lexicon
from chancery.indicators.grammar.mentions import Mention, mentions
from chancery.indicators.grammar.sentences import Sentence, pieces, split
from chancery.indicators.grammar.view import views
from chancery.indicators.scene import Claim, Scene, about, scene
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
    stated: list[_Stated] = []
    tabled: list[Indicator] = []
    lead = ""
    for topic, paragraph in ((section.key, paragraph) for section in sections for paragraph in section.paragraphs):
        lead = lead if paragraph.number is None else ""
        stated += _stated(paragraph, lead, topic)
        if "\n" in paragraph.text and tables.ruled(paragraph.text):
            cells = partial(find, when=when, nation=nation, relevant=relevant)
            tabled += tables.read(paragraph, lead, cells, when)
        lead = paragraph.text if paragraph.text[-1:] == ":" else ""
    # Each step for all sentences before the next: what it needs is then in the processor's cache.
    seen = views([each.sentence for each in stated])
    told = [(each, mentions(one)) for each, one in zip(stated, seen, strict=True) if one is not None]
    covered = cache(partial(following.covered, sections, when))
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


class _Stated(NamedTuple):
    """A sentence that can state a figure."""

    paragraph: Paragraph
    sentence: Sentence
    before: list[str]
    """Words of the sentence before it."""
    above: int
    """Where the sentence before it begins."""
    under: str
    """The line with a colon above the list that it belongs to."""
    topic: str
    """The key of its section."""

    @property
    def lead(self) -> str:
        """What can tell its time: a sentence before it that announces data, or the line above its list."""
        return self.under if _DATA.isdisjoint(self.before) else self.paragraph.text[self.above : self.sentence.start]


def _stated(paragraph: Paragraph, lead: str, topic: str) -> Iterator[_Stated]:
    """The sentences of a paragraph that can state a figure; ``lead`` is a line above it."""
    text = paragraph.text
    plain = text.encode("ascii", "replace")  # each character where it stands in the text
    letters, figures = plain.translate(_LETTERS).decode("ascii"), plain.translate(_FIGURES)
    before: list[str] = []
    above, told, lists = 0, False, ":\n" in text
    for begin, end in split(text):
        words = letters[begin:end].split()
        if _may_state(words, text, figures, begin, end) or (told and _resuming(words, text, begin, end)):
            yield from (_Stated(paragraph, each, before, above, lead, topic) for each in pieces(text, begin, end))
            told = True
        if lists and text.endswith(":\n", begin, end):
            lead = text[begin:end]
        before, above = words, begin


def _scene(stated: _Stated, relevant: Callable[[], bool]) -> Scene:
    text = stated.paragraph.text
    before = _TOPICS.get(stated.topic, _NO_WORDS).union(stated.before)
    return scene(stated.sentence, relevant=lambda: relevant() or _speaks(text), before=before)


@lru_cache(maxsize=16)
def _speaks(text: str) -> bool:
    """Whether a paragraph speaks of trafficking; each of its numbers can ask."""
    return about(text.lower().split())


def _may_state(words: list[str], text: str, figures: bytes, begin: int, end: int) -> bool:
    """Whether a sentence with these words can state a figure: it needs a number, and an act or a thing that counts."""
    if _TRIGGERS.isdisjoint(words) and not _MONEY.search(text, begin, end):
        return False
    if figures.find(b"0", begin, end) >= 0 or not NUMBER_WORDS.isdisjoint(words):
        return True
    return not ARTICLES.isdisjoint(words) and not _SINGLES.isdisjoint(words)


def _resuming(words: list[str], text: str, begin: int, end: int) -> bool:
    """Whether a sentence can be about those of one before: 'Of the 20, …', 'Fifteen were women', 'Ten of them …'."""
    at = text.find("of the", begin, end)
    return words[:1] == ["of"] or "were" in words[:2] or (at >= 0 and text[at + 6 : at + 7] in "ms")


_TOPICS = {topic: frozenset([word]) for topic, word in vocab.load("figures")["topics"].items()}
"""A word that a section's topic says before its first sentence does."""
_NO_WORDS: frozenset[str] = frozenset()
_DATA = frozenset({"data", "statistics", "figures", "results"})
_TRIGGERS = lexicon().triggers | frozenset(CURRENCIES) | {"funding"}
_SINGLES = lexicon().singles
_MONEY = re.compile(r"[$€£]")
_LETTERS = bytes(ord(chr(byte).lower()) if chr(byte).isalpha() and byte < 128 else ord(" ") for byte in range(256))
"""Small letters for ASCII letters, a blank for all else."""
_FIGURES = bytes(ord("0") if chr(byte).isdecimal() else ord(" ") for byte in range(256))
"""A nought for each figure."""


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
        known = following.borrowed(mention, mentions[:index])
        claims = _claims(known, scene_)
        total = known.part_of if known.part_of is not None else known.compared_to
        if total is None and following.taken(known, mentions[index + 1 :]):
            claims = claims or following.held(_claims(mentions[index + 1], scene_))
        if (total is not None or known.phrase.empty or known.resumes) and not (claims and following.held(claims)):
            if named := following.named(known, earlier, paragraph):
                claims = _claims(named, scene_)
            if following.held(claims) or not following.inherits(known):
                pass
            elif total is not None:
                claims += _of_total(known, mentions[total], claimed[total], scene_)
            elif known.resumes and (of := following.resumed(known, earlier, paragraph)):
                claims.append(_own(of, known))
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
        period=None
        if claim.key == "penalties"
        else periods.read(
            sentence,
            (begin - sentence.start, begin - sentence.start + len(quote)),
            sentence.start_of(count.first),
            when,
            known,
            planned=status == "planned",
        ),
        paragraph=paragraph.number,
        lines=paragraph.lines,
        quote=quote,
        span=(begin, begin + len(quote)),
        same_as=None,
    )


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
