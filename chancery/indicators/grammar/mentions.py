"""What is said of each number: the acts it is the object or the subject of, and what it is a part of.

A number is the object of the active verb before it, of the passive or participle after it, or of an event's noun with
'of': ``arrested 12``, ``12 (men) were arrested``, ``the arrest of 12``.
"""

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from chancery.indicators.grammar import governing, measures, parts
from chancery.indicators.grammar.counts import Count
from chancery.indicators.grammar.lexicon import lexicon
from chancery.indicators.grammar.phrases import Phrase
from chancery.indicators.grammar.predicates import Predicate
from chancery.indicators.grammar.sentences import Sentence
from chancery.indicators.grammar.view import View

_KINDS = frozenset({"foreign", "domestic", "local"})
_EVENTS = lexicon().events
_NO_ACTS: frozenset[str] = frozenset()


class Mention(Struct, frozen=True):
    """One number with all that its sentence says of it."""

    sentence: Sentence
    count: Count
    phrase: Phrase
    done: frozenset[str] = frozenset()
    """Acts whose object it is."""
    doing: frozenset[str] = frozenset()
    """Acts whose subject it is."""
    states: frozenset[str] = frozenset()
    governing: tuple[Predicate, ...] = ()
    """The predicates behind ``done`` and ``doing``."""
    part_of: int | None = None
    """The index of the total it is a part of."""
    sibling_of: int | None = None
    """The index of the item before it in a list."""
    compared_to: int | None = None
    """The index of the figure it is compared to ('up from 12')."""
    bracketed: bool = False
    """Whether it stands bare in brackets behind the number that it is compared to ('16 (7)')."""
    acts: frozenset[str] = frozenset()
    """Acts told by modifiers of the phrase itself ('identified victims')."""
    resumes: bool = False
    """Whether it is a part of what an earlier sentence told ('Twenty of the victims')."""

    year: int | None = None
    """The year that stands at its place in a list of years ('in 2006 and 2007, respectively')."""

    @property
    def planned(self) -> bool:
        """Whether what is said is a plan or a hope."""
        return any(predicate.mood == "planned" for predicate in self.governing)

    @property
    def negated(self) -> bool:
        """Whether what is said is denied."""
        return any(predicate.mood == "negated" for predicate in self.governing)

    @property
    def possible(self) -> bool:
        """Whether it is only said that it can be."""
        return any(predicate.mood == "possible" for predicate in self.governing)


def mentions(seen: View) -> list[Mention]:
    """A mention for each number of a sentence, from left to right."""
    made: list[Mention] = []
    for index in range(len(seen.counts)):
        made.append(_mention(seen, index, made))
    for index in range(len(made) - 2, -1, -1):
        one, after = made[index], made[index + 1]
        bare = one.phrase.empty or (one.phrase.last == one.count.last + 1 and not one.phrase.classes and _named(one))
        if after.sibling_of == index and bare and one.part_of is None and after.count.currency == one.count.currency:
            # 'terms of four and six years': the noun stands once.
            made[index] = replace(one, phrase=replace(after.phrase, last=one.phrase.last))
    for index, one in enumerate(made):
        if one.compared_to is not None and one.phrase.empty:
            _match(made, index)
    return _respective(seen, made) if "respectively" in seen.words else made


def _match(made: list[Mention], first: int) -> None:
    """Two lists in one order: 'six arrests and two convictions, compared with nine and three in 2007'."""
    last = first
    while last + 1 < len(made) and made[last + 1].sibling_of == last and made[last + 1].phrase.empty:
        last += 1
    told = [at for at, one in enumerate(made[:first]) if not (one.count.why_not or one.phrase.empty)]
    if last > first and len(told) == last - first + 1:
        for index, one in enumerate(told, first):
            noun = replace(made[one].phrase, last=made[index].phrase.last)
            made[index] = replace(made[one], count=made[index].count, phrase=noun, compared_to=one)


def _respective(seen: View, made: list[Mention]) -> list[Mention]:
    """Each number with what stands at its place: 'Arrests and convictions in 2006 were 45 and 12, respectively'."""
    numbers = [index for index, one in enumerate(made) if not (one.count.why_not or one.count.implied)]
    years = [int(one.count.value) for one in made if one.count.why_not == "a date" and one.count.value > 1900]
    first = made[numbers[0]].count.first if numbers else 0
    events = [_EVENTS[word] for word in seen.words[:first] if word in _EVENTS]
    for place, index in enumerate(numbers):
        if len(events) == len(numbers):
            noun = replace(made[index].phrase, event=events[place], events=frozenset({events[place]}), empty=False)
            made[index] = replace(made[index], phrase=noun, done=_NO_ACTS)
        if len(years) == len(numbers):
            made[index] = replace(made[index], year=years[place])
    return made


def _named(mention: Mention) -> bool:
    """Whether a name or the like follows a number: 'eighteen Ruritanian and four foreign victims'."""
    if mention.sentence.words[mention.count.last] in _KINDS:
        return True
    return mention.sentence.raw(mention.count.last)[:1].isupper() and not mention.sentence.text.isupper()


def _mention(seen: View, index: int, made: list[Mention]) -> Mention:
    count, noun = seen.counts[index], seen.phrases[index]
    if count.why_not == "a date":
        return Mention(seen.sentence, count, noun)
    total = parts.earlier(seen, index)
    before = None if total is None else made[total]
    part = parts.part_of(seen, index, total, before.part_of if before else None)
    resumes = part is None and (
        parts.resumes(seen, index) or (before is not None and before.resumes and parts.goes_on(seen, index))
    )
    compared = parts.compared_to(seen, index)
    made_of = partial(
        Mention,
        seen.sentence,
        count,
        part_of=part,
        compared_to=compared,
        bracketed=compared == index - 1 and parts.bracketed(seen, index),
        resumes=resumes,
        acts=parts.modifying(seen, count, noun),
    )
    if noun.empty and part is None and (subject := measures.measured(seen, count)):
        return made_of(subject[0], done=subject[1], acts=subject[2])
    left = governing.before(seen, count) or governing.beside(seen, index)
    right, doing, states = governing.after(seen, index, taken=bool(left))
    done = [*left, *governing.around(seen, count, noun), *right]
    if governing.exists(seen, count):
        states |= {"existing"}
    doing += governing.agent(seen, count)
    if not done and (session := parts.session(seen, index)) is not None:
        return made_of(noun, done=frozenset({"train"}), governing=made[session].governing)
    sibling = parts.lists(seen, index) if part is None else None
    if sibling is not None and not (done or doing or states):
        one = made[sibling]
        one = one if one.done or one.part_of is None else made[one.part_of]
        return made_of(
            noun, done=one.done, doing=one.doing, states=one.states, governing=one.governing, sibling_of=sibling
        )
    return made_of(
        noun, done=_acts(done), doing=_acts(doing), states=states, governing=(*done, *doing), sibling_of=sibling
    )


def _acts(found: Sequence[Predicate]) -> frozenset[str]:
    return frozenset().union(*[predicate.acts for predicate in found]) if found else _NO_ACTS
