"""What a figure takes from the text before it: the key of its total, the period of a list or of the sentence before.

``Police rescued 94 victims in 2008. Sixty of them were women.``; ``Figures for 2008:`` above a list.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from msgspec.structs import replace

from chancery.indicators import periods
from chancery.indicators.grammar.mentions import Mention
from chancery.indicators.grammar.sentences import split
from chancery.indicators.scene import Claim
from chancery.model import Indicator, Paragraph, Period

_NEAR = 30
"""So many figures before can be meant."""
_PEOPLE = frozenset({"person", "child", "worker", "victim"})
_HELP = frozenset({"rescue", "identify", "assist", "repatriate"})
_UNTIMED = frozenset({"has", "have", "currently", "now", "since"})
"""Words of a sentence that is not about the time of the one before."""


Covered = list[tuple[tuple[int, int], int, Period, bool]]
"""Lines and places of sentences, the times that they say the text is about, and whether that is all of the report."""


class Miss(NamedTuple):
    """A number that was nearly a figure, and why it is none."""

    paragraph: Paragraph
    quote: str
    number: str
    key: str
    reason: str


class Found(NamedTuple):
    """What was read from the sections of one cable."""

    figures: tuple[Indicator, ...]
    misses: tuple[Miss, ...]


class Earlier(NamedTuple):
    """A figure that stands before, and what it was read from."""

    mention: Mention
    claim: Claim
    figure: Indicator


def held(claims: list[Claim]) -> list[Claim]:
    """The claims that nothing speaks against."""
    return [claim for claim in claims if claim.why_not is None]


def borrowed(mention: Mention, before: list[Mention]) -> Mention:
    """A number without a noun counts what the number before it counts."""
    if mention.count.qualifier == "none" or _alone(mention):
        return mention
    for earlier in reversed(before):
        one = earlier.phrase
        if (
            (one.classes or (one.event and mention.sibling_of is not None and mention.states <= {"existing"}))
            and "term" not in one.heads
            and not earlier.count.why_not
            and mention.done.isdisjoint(earlier.doing)  # 'two shelters took in 43'
        ):
            noun = replace(one, last=mention.phrase.last, partitive=mention.phrase.partitive, empty=True)
            return replace(mention, phrase=noun)
    return mention


def _alone(mention: Mention) -> bool:
    """Whether 'one' stands for a noun: 'the one at Zenda'."""
    return mention.count.value == 1 and mention.sentence.words[mention.count.first] == "the"


def taken(mention: Mention, whole: Mention) -> bool:
    """Whether a number is taken from the next, and only is something: '22 of the 35 victims helped were girls'."""
    words, last = mention.sentence.words, mention.count.last
    return (
        whole.count.first - last in {1, 2}
        and "were" in words[whole.phrase.last : whole.phrase.last + 8]
        and not mention.done | mention.doing
    )


def inherits(mention: Mention) -> bool:
    """Whether a part of a total is a figure of its key: not those who were released."""
    count = mention.count
    if count.implied or not count.value or count.currency or count.term:
        return False
    return "release" not in mention.done | mention.doing and "prostitute" not in mention.phrase.heads


def resumed(mention: Mention, earlier: list[Earlier], paragraph: Paragraph) -> Claim | None:
    """The claim of the total in an earlier sentence that a number is a part of."""
    near = takewhile(lambda one: one.figure.lines == paragraph.lines, reversed(earlier[-_NEAR:]))
    value = mention.count.value
    return next((one.claim for one in near if (one.figure.value or 0) > value and _alike(one, mention)), None)


def named(mention: Mention, earlier: list[Earlier], paragraph: Paragraph) -> Mention | None:
    """A number without a noun, as of the victims or cases told before it: 'IOM assisted 53. It sent home 34.'."""
    last = earlier[-1] if earlier else None
    if (
        not mention.phrase.empty
        or not (mention.states or mention.done & _HELP)
        or last is None
        or last.figure.lines != paragraph.lines
    ):
        return None
    heads = frozenset({"victim"}) if last.claim.key.startswith("victims") else last.mention.phrase.heads
    noun = replace(mention.phrase, heads=heads, words=last.mention.phrase.words)
    return replace(mention, phrase=noun) if noun.heads & (_PEOPLE | {"case"}) else None


def again(mention: Mention, earlier: list[Earlier]) -> Earlier | None:
    """The figure that a number says again: 'of the 183 persons convicted', 'the 780 victims'."""
    words, count = mention.sentence.words, mention.count
    if words[count.first] not in {"the", "these", "those"} or count.value < 2:
        return None
    near = reversed(earlier[-_NEAR:])
    return next((one for one in near if one.figure.value == count.value and _alike(one, mention)), None)


def said(same: Earlier, claims: list[Claim], paragraph: Paragraph) -> bool:
    """Whether the paragraph has a figure already: 'of the 183 persons convicted'."""
    return same.figure.lines == paragraph.lines and same.claim.key in {claim.key for claim in claims}


def _alike(one: Earlier, mention: Mention) -> bool:
    """Whether an earlier figure counts what a number counts, as far as its words say."""
    if mention.phrase.event or mention.count.value == 1:
        return False
    heads, known = mention.phrase.heads, one.mention.phrase.heads
    if one.mention.count.term or one.mention.count.currency or mention.count.term or mention.count.currency:
        return False
    if one.claim.key.startswith("victims"):
        known |= {"victim"}
    people = _PEOPLE | {"suspect"} if "person" in heads else _PEOPLE
    return not heads or not heads.isdisjoint(known) or bool(heads & _PEOPLE and (known & people or not known))


def timed(
    figure: Indicator, mention: Mention, earlier: list[Earlier], lead: str, covered: Callable[[], Covered], when: date
) -> Indicator:
    """The figure, without a time of its own, with that of the line above its list or of the text before."""
    if figure.period is not None and periods.reporting(figure.period):
        every = figure.period.text.endswith("all")
        period = (None if every else _before(figure, earlier)) or _covering(figure, covered())
        return replace(figure, period=replace(period, text=figure.period.text)) if period else figure
    if (
        figure.period is not None
        or figure.status != "done"
        or figure.key in {"shelters", "penalties"}
        or mention.compared_to is not None
        or mention.count.currency
    ):
        return figure
    period = periods.lead(lead, when) if lead else None
    if period is None and _UNTIMED.isdisjoint(mention.sentence.words):
        period = _before(figure, earlier) or _covering(figure, covered())
    return replace(figure, period=period) if period else figure


def _before(figure: Indicator, earlier: list[Earlier]) -> Period | None:
    """The time that a figure before it in the paragraph tells."""
    return next((one.figure.period for one in reversed(earlier[-_NEAR:]) if _lasting(one, figure)), None)


def covered(paragraphs: Sequence[Paragraph], when: date) -> Covered:
    """The times that sentences say the text after them is about."""
    spans = [
        (each, begin, end) for each in paragraphs if periods.covering(each.text) for begin, end in split(each.text)
    ]
    told = [(each.lines, begin, periods.covered(each.text[begin:end], when)) for each, begin, end in spans]
    return [(lines, begin, *found) for lines, begin, found in told if found]


def _covering(figure: Indicator, covered: Covered) -> Period | None:
    """The time that the text is about where it gives a figure."""
    at = bisect_left(covered, (figure.lines, figure.span[0]), key=lambda one: one[:2])
    near = reversed(covered[max(0, at - _NEAR) : at])
    return next((period for lines, _, period, report in near if report or lines == figure.lines), None)


def asides(paragraphs: Sequence[Paragraph]) -> list[tuple[tuple[int, int], int, int]]:
    """The years that a text says it gives in brackets, 0 where it is the year before; and where it says so."""
    return [(each.lines, *found) for each in paragraphs for found in periods.asides(each.text)]


def noted(
    figure: Indicator, earlier: list[Earlier], asides: list[tuple[tuple[int, int], int, int]]
) -> Indicator | None:
    """A number in brackets with the time that the text says it is of; None where it does not."""
    at = bisect_left(asides, (figure.lines, figure.span[1]), key=lambda one: one[:2])
    total = earlier[-1].figure.period if earlier else None
    year = asides[at - 1][2] if at else 0
    if not at or not (year or (total and total.to)):
        return None
    year = year or (total.to.year - 1 if total and total.to else 0)
    return replace(figure, period=Period(str(year), date(year, 1, 1), date(year, 12, 31)))


def _lasting(one: Earlier, figure: Indicator) -> bool:
    """Whether an earlier figure of the paragraph tells the time that its text is about."""
    period = one.figure.period
    return (
        period is not None
        and one.figure.lines == figure.lines
        and one.figure.status == "done"
        and one.mention.compared_to is None
        and not periods.relative(period)
        and not period.text.lower().startswith("since")
        and periods.lasting(period)
    )


def linked(figures: list[Indicator]) -> tuple[Indicator, ...]:
    """Each figure that an earlier one of another paragraph states too is linked to it."""
    seen: dict[tuple[object, ...], int] = {}
    made: list[Indicator] = []
    for index, one in enumerate(figures):
        fact = (one.key, one.value, one.value_to, one.qualifier, one.unit, one.status == "planned")
        first = seen.setdefault(fact, index)
        earlier = made[first] if first < index else None
        same = earlier is not None and earlier.lines != one.lines and (one.value or 0) > 1 and _agree(earlier, one)
        made.append(replace(one, same_as=first) if same else one)
    return tuple(made)


def _agree(one: Indicator, two: Indicator) -> bool:
    """Whether nothing tells two equal figures apart: another place, another time."""
    if one.place and two.place and one.place != two.place:
        return False
    return not (
        one.period and two.period and one.period.from_ and two.period.from_ and one.period.from_ != two.period.from_
    )
