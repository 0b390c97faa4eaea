"""What is said of each number: the acts it is the object or the subject of, and what it is a part of.

A number is the object of the active verb before it, of the passive or participle after it, or of an event's noun with
'of': ``arrested 12``, ``12 (men) were arrested``, ``the arrest of 12``.
"""

from dataclasses import dataclass, field, replace

from chancery.indicators.counts import Count, counts
from chancery.indicators.lexicon import words
from chancery.indicators.phrases import Phrase, phrase
from chancery.indicators.predicates import (
    ADVERBS,
    AUXILIARIES,
    PREPOSITIONS,
    Predicate,
    linked,
    mood,
    predicates,
)
from chancery.indicators.sentences import Sentence

_REACH = 28
"""So many words away a predicate may stand."""
_LINKS = {
    "assist": {"to", "for", "of"}, "train": {"to", "for", "of"}, "raid": {"on", "of", "against", "at", "in", "into"},
    "arrest": {"of"}, "rescue": {"of"}, "identify": {"of"}, "repatriate": {"of"},
    "charge": {"of", "against", "in"}, "convict": {"of", "in", "against", "for"}, "acquit": {"of", "in"},
    "investigation": {"of", "into", "in", "against"}, "reach": {"to"},
}  # fmt: skip
"""Prepositions by which an event's noun takes its object."""
_SPLIT = {
    (("guilty",),): "convict",
    (("into", "custody"),): "arrest",
    (("to", "trial"), ("to", "court"), ("on", "trial"), ("before", "the", "court"), ("before", "a", "court"), ("to", "justice"),
     ("before", "the", "courts")): "charge",
}  # fmt: skip
_SPLIT_VERBS = {
    "convict": {"found", "find", "finds", "finding"}, "arrest": {"took", "taken", "take", "taking"},
    "charge": {"brought", "bring", "put", "putting", "bringing", "took", "take"},
}  # fmt: skip
_STATES = {
    ("pending",): "pending", ("awaiting",): "pending", ("await",): "pending", ("awaits",): "pending", ("awaiting", "trial"): "on_trial",
    ("await", "trial"): "on_trial", ("under", "investigation"): "investigated", ("being", "tried"): "on_trial", ("in", "custody"): "held",
    ("under", "way"): "ongoing", ("underway",): "ongoing", ("ongoing",): "ongoing", ("took", "place"): "happened", ("on", "trial"): "on_trial",
    ("under", "arrest"): "held", ("in", "operation"): "operating", ("operating",): "operating", ("take", "part"): "attending",
}  # fmt: skip
"""What is said of a number without an act's verb."""
_REMAINING = {
    ("before", "the", "court"): "pending", ("before", "the", "courts"): "pending", ("before", "courts"): "pending",
    ("before", "a", "judge"): "pending", ("before", "judges"): "pending", ("before", "investigating"): "pending",
    ("in", "court"): "pending", ("in", "the", "courts"): "pending", ("before", "a", "court"): "pending",
    ("in", "the", "court", "system"): "pending", ("before", "the", "high"): "pending", ("before", "the", "supreme"): "pending",
    ("at", "trial"): "pending", ("in", "trial"): "pending", ("in", "progress"): "ongoing", ("under", "prosecution"): "on_trial",
    ("in", "detention"): "held", ("behind", "bars"): "held", ("in", "place"): "operating", ("in", "the", "judicial", "system"): "pending",
    ("active",): "ongoing", ("open",): "ongoing",
}  # fmt: skip
"""The same where a form of 'be' or 'remain' stands before it."""
_REMAINS = words("mentions remains")
_STOPS = frozenset({";", ":", ".", "while", "whereas", "but", "because", "although", "(", "when", "after", "before"})
_BEING = frozenset({"was", "is", "were", "are"})


@dataclass(frozen=True, slots=True)
class Mention:
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
    acts: frozenset[str] = field(default=frozenset())
    """Acts told by modifiers of the phrase itself ('identified victims')."""

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


def _sensible(found: list[Count], words: list[str]) -> list[Count]:
    """Without 'any', where nothing is denied."""
    if not _DENIALS.isdisjoint(words):
        return found
    return [count for count in found if not (count.implied and count.qualifier == "none")]


_DENIALS = frozenset({"not", "never", "n't", "nor", "without", "failed", "cannot", "neither", "unable"})


class Reader:
    """Links the numbers of one sentence to their predicates."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.counts = _sensible(counts(sentence), sentence.words)
        self.numbers = frozenset(count.first for count in self.counts if not count.joined)
        self.predicates = predicates(sentence, self.counts)
        self.ending = {predicate.last - 1: predicate for predicate in self.predicates}
        self.beginning = {predicate.first: predicate for predicate in self.predicates}
        self.phrases = [phrase(sentence, count, self.numbers) for count in self.counts]

    def mentions(self) -> list[Mention]:
        """A mention for each count, from left to right."""
        made: list[Mention] = []
        for index, count in enumerate(self.counts):
            made.append(self._mention(index, count, made))
        for index in range(len(made) - 2, -1, -1):
            after = made[index + 1]
            if (
                after.sibling_of == index
                and made[index].phrase.empty
                and after.count.currency == made[index].count.currency
            ):
                # 'terms of four and six years': the noun stands once.
                made[index] = replace(made[index], phrase=after.phrase._replace(last=made[index].phrase.last))
        return made

    def _mention(self, index: int, count: Count, made: list[Mention]) -> Mention:
        noun = self.phrases[index]
        before = made[index - 1] if index else None
        mention = Mention(
            self.sentence, count, noun,
            part_of=self._part_of(index), compared_to=self._compared_to(index), acts=self._modifying(count, noun),
        )  # fmt: skip
        if noun.empty and mention.part_of is None and (subject := self._measured(count)):
            return replace(mention, phrase=subject[0], done=subject[1], acts=subject[2])
        sibling = before is not None and self._lists(index) and mention.part_of is None
        left = self._left(count)
        right, doing, states = self._right(index, taken=bool(left))
        left += self._around(count, noun)
        doing += self._agent(count)
        if sibling and before is not None:
            mention = replace(mention, sibling_of=index - 1)
            if not left and not right and not doing and not states:
                return replace(
                    mention, done=before.done, doing=before.doing, states=before.states, governing=before.governing
                )
        done = [predicate for predicate in (*left, *right)]
        return replace(
            mention,
            done=frozenset().union(*(predicate.acts for predicate in done)),
            doing=frozenset().union(*(predicate.acts for predicate in doing)),
            states=states,
            governing=(*done, *doing),
        )

    def _modifying(self, count: Count, noun: Phrase) -> frozenset[str]:
        """Acts of participles inside the phrase, or before the number: 'identified victims numbered 58'."""
        inside = [
            self.beginning[at].acts
            for at in range(count.last, noun.last)
            if at in self.beginning and self.beginning[at].voice == "modifier"
        ]
        return frozenset().union(*inside)

    def _measured(self, count: Count) -> tuple[Phrase, frozenset[str], frozenset[str]] | None:
        """What a number measures: 'convictions rose to 64', 'the number of cases was 12', 'arrests: 9'."""
        words, verb = self.words, self._measure(count)
        if verb is None:
            return None
        first = verb
        while first > 0 and words[first - 1] not in {";", ".", ":", ","} and verb - first < 14:
            first -= 1
        if any(
            each.first < verb and each.last > first and not each.implied and not each.why_not for each in self.counts
        ):
            return None
        number = next(
            (at + 2 for at in range(first, verb - 1) if words[at] in {"number", "total"} and words[at + 1] == "of"),
            first,
        )
        if number == first and words[verb] in _BEING:
            return None
        for at in range(number, verb):
            pseudo = count._replace(first=at, digits=at, last=at)
            noun = phrase(self.sentence, pseudo, self.numbers)
            if noun.classes or noun.event:
                done = [each for each in self.predicates if noun.last <= each.first < verb and each.voice == "passive"]
                return (
                    noun._replace(empty=False),
                    frozenset().union(*(each.acts for each in done)),
                    self._modifying(pseudo, noun),
                )
            if noun.last > at and not noun.classes:
                continue
        return None

    def _measure(self, count: Count) -> int | None:
        """The word that sets a number equal to what stands before it."""
        words = self.words
        if count.first and words[count.first - 1] == ":":
            return count.first - 1
        if count.first and words[count.first - 1] in _BEING:
            return count.first - 1
        if count.first and words[count.first - 1] == "by":
            return None
        for at in range(count.first - 1, max(-1, count.first - 10), -1):
            found = self.ending.get(at)
            if found is not None and "measure" in found.acts and found.voice in {"active", "passive"}:
                return found.first
            if found is not None or words[at] in {";", "."}:
                return None
        return None

    def _lists(self, index: int) -> bool:
        """Whether a count goes on with the list that the count before it began."""
        before, here = self.phrases[index - 1], self.counts[index]
        if self.counts[index - 1].why_not or before.last > here.first:
            return False
        between = self.words[before.last : here.first]
        return between in (
            ["and"],
            [","],
            [",", "and"],
            ["or"],
            ["as", "well", "as"],
            ["plus"],
            ["together", "with"],
            ["along", "with"],
        )

    def _part_of(self, index: int) -> int | None:
        """The total that a count is a part of: 'of whom', 'including', '40 of them children'."""
        if not index:
            return None
        words, count = self.words, self.counts[index]
        total = self._earlier(index)
        if total is None:
            return None
        if words[count.last : count.last + 2] in (
            ["of", "whom"],
            ["of", "which"],
            ["of", "them"],
            ["of", "these"],
            ["of", "those"],
        ):
            return total
        before = words[max(0, count.first - 3) : count.first]
        if before[-1:] == ["including"] or before[-2:] in (
            ["among", "them"],
            ["these", "included"],
            ["them", "included"],
        ):
            return total
        if (
            self._out_of(total)
            and words[count.last : count.last + 1] in (["were"], ["was"], ["are"])
            and before[-1:] == [","]
        ):
            return total
        if total == index - 1 and self._lists(index) and words[self.counts[total].first - 1] == "including":
            return self._part_of(total)
        return None

    def _earlier(self, index: int) -> int | None:
        """The count before, dates and the like left out."""
        return next(
            (
                each
                for each in range(index - 1, -1, -1)
                if not self.counts[each].why_not and not self.counts[each].implied
            ),
            None,
        )

    def _out_of(self, index: int) -> bool:
        """Whether a sentence begins with a total: 'Out of 35 traffickers convicted, 20 were women'."""
        first = self.counts[index].first
        return self.words[max(0, first - 2) : first] in (["of"], ["out", "of"], ["of", "the"], ["out", "of", "the"])

    def _compared_to(self, index: int) -> int | None:
        """The figure that a count is compared to: 'up from 12', 'compared with 44 the year before'."""
        count = self.counts[index]
        if not index:
            return None
        before = self.words[max(0, count.first - 3) : count.first]
        told = {"compared", "up", "down", "versus", "against", "from", "opposed", "vs"}
        linked_ = {"to", "with", "from", "versus", "against", "vs", "than"}
        if self.phrases[index].empty and before and before[-1] in linked_ and not told.isdisjoint(before):
            return self._earlier(index)
        return None

    def _left(self, count: Count) -> list[Predicate]:
        """The predicates before a count whose object it is."""
        words, at = self.words, count.first - 1
        crossed: set[str] = set()
        far = max(-1, count.first - 1 - 12)
        while at > far:
            found = self.ending.get(at)
            if found is not None:
                return self._governs(found, crossed)
            word = words[at]
            if word in PREPOSITIONS:
                crossed.add(word)
            elif word in {",", ";", ":", ".", "that", "who", "which", "and", "but", "while"} or word in AUXILIARIES:
                return []
            elif not crossed and not (
                word in ADVERBS
                or word.endswith("ly")
                or word in {"the", "another", "its", "these", "other"}
                or self.sentence.raw(at).endswith(("'s", "’s"))
            ):
                return []
            at -= 1
        return []

    def _around(self, count: Count, noun: Phrase) -> list[Predicate]:
        """A verb whose second half stands after its object: 'found seven defendants guilty', 'took two into custody'."""
        words = self.words
        for tails, act in _SPLIT.items():
            for tail in tails:
                if tuple(words[noun.last : noun.last + len(tail)]) == tail:
                    verb = next(
                        (
                            at
                            for at in range(count.first - 1, max(-1, count.first - 4), -1)
                            if words[at] in _SPLIT_VERBS[act]
                        ),
                        None,
                    )
                    if verb is not None:
                        return [
                            Predicate(
                                verb, verb + 1, frozenset({act}), "active", mood(words, verb), finite=True, form="past"
                            )
                        ]
        return []

    def _agent(self, count: Count) -> list[Predicate]:
        """The passive that a number stands after with 'by': 'attended by 600 villagers'."""
        at = count.first - 1
        if at > 0 and self.words[at] == "by":
            found = self.ending.get(at - 1)
            if found is not None and found.voice == "passive":
                return [found]
        return []

    def _governs(self, found: Predicate, crossed: set[str]) -> list[Predicate]:
        """The predicate, where what stands between lets it reach the count, and those joined to it."""
        if found.voice == "noun":
            (act,) = found.acts
            if not crossed or not crossed <= _LINKS.get(act, set()):
                return []
        elif found.voice == "passive" and crossed == {"to"} and "provide" in found.acts:
            before = [each for each in self.predicates if each.last <= found.first and each.voice == "noun"]
            return [found, before[-1]] if before else []
        elif found.voice != "active" or crossed:
            return []
        made = [found]
        while made[-1].voice != "noun":
            before = next(
                (each for each in reversed(self.predicates) if each.last <= made[-1].first and each.form == found.form),
                None,
            )
            if before is None or before.voice == "passive" or not linked(self.words, before.last, made[-1].first):
                break
            made.append(before)
        return made

    def _right(self, index: int, *, taken: bool) -> tuple[list[Predicate], list[Predicate], frozenset[str]]:
        """The predicates after a count: those done to it, those it does, and its states."""
        words, noun = self.words, self.phrases[index]
        at, end = noun.last, min(len(self.words), noun.last + _REACH)
        done: list[Predicate] = []
        relative = False
        while at < end:
            found = self.beginning.get(at)
            state = self._state(at)
            if state is not None and not done:
                return done, [], frozenset({state})
            if found is not None and found.voice == "passive":
                if taken and not relative and found.finite:
                    break
                done += self._chain(found)
                if found.finite and not relative:
                    break
                at, relative = done[-1].last, False
                continue
            if (
                found is not None
                and found.voice == "active"
                and not (found.form == "ing" and words[at - 1] in PREPOSITIONS)
            ):
                acting = (not taken or relative) and not done and (found.finite or at == noun.last)
                return done, [found] if acting else [], frozenset()
            if words[at] == "," and (closing := self._aside(at)):
                at = closing + 1
                continue
            if self._ends(at, index, taken=taken):
                break
            relative = relative or words[at] in {"who", "which", "that"}
            at += 1
        return done, [], frozenset()

    def _ends(self, at: int, index: int, *, taken: bool) -> bool:
        """Whether the words about a count end here."""
        word = self.words[at]
        if word in _STOPS:
            return True
        after = at + 1
        if word == "," and after < len(self.words):
            return self.words[after] not in {"who", "which", "of", "all", "both"} and not self._goes_on(at)
        if word in {"and", "or"}:
            return taken or after not in self.numbers
        if at in self.numbers and at > self.phrases[index].last:
            before = self.words[at - 1]
            return before not in PREPOSITIONS and before not in {"and", "or", ","}
        return False

    def _goes_on(self, comma: int) -> bool:
        """Whether a list of numbers goes on after a comma: 'two men, three women and a boy were arrested'."""
        here = next((each for each, count in enumerate(self.counts) if count.first == comma + 1), None)
        if here is None:
            return False
        last = self.phrases[here].last
        return self.words[last : last + 1] == ["and"] and last + 1 in self.numbers

    def _aside(self, comma: int) -> int | None:
        """The comma that closes an aside before a passive: ', 40 of them children, were identified'."""
        for at in range(comma + 1, min(len(self.words) - 1, comma + 12)):
            if self.words[at] == ",":
                return at if self.words[at + 1] in AUXILIARIES else None
        return None

    def _chain(self, found: Predicate) -> list[Predicate]:
        """A passive and those joined to it: 'were identified and assisted'."""
        made = [found]
        for each in self.predicates:
            if each.first > made[-1].last and each.voice == "passive" and linked(self.words, made[-1].last, each.first):
                made.append(each)
        return made

    def _state(self, at: int) -> str | None:
        """A state that the words at a place tell."""
        remains = self.words[at - 1] in _REMAINS if at else False
        for size in (4, 3, 2, 1):
            told = tuple(self.words[at : at + size])
            state = _STATES.get(told) or (_REMAINING.get(told) if remains else None)
            if state:
                return state
        return None
