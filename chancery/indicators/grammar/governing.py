"""The predicates that reach a number: before it, after it, and around it.

``arrested 12``, ``12 (men) were arrested``, ``the arrest of 12``, ``found seven defendants guilty``.
"""

from msgspec.structs import replace

from chancery.indicators.grammar import parts
from chancery.indicators.grammar.counts import Count
from chancery.indicators.grammar.lexicon import lexicon, listed, meanings
from chancery.indicators.grammar.moods import mood
from chancery.indicators.grammar.phrases import Phrase
from chancery.indicators.grammar.predicates import ADVERBS, AUXILIARIES, BE, PREPOSITIONS, Predicate, linked
from chancery.indicators.grammar.view import View

_REACH = 28
"""So many words away a predicate may stand."""
_ACROSS = 8
"""So many words can stand between two passives of one subject."""
_LINKS = {
    "assist": {"to", "for", "of"}, "train": {"to", "for", "of"}, "raid": {"on", "of", "against", "at", "in", "into"},
    "arrest": {"of"}, "rescue": {"of"}, "identify": {"of"}, "repatriate": {"of"},
    "charge": {"of", "against", "in"}, "convict": {"of", "in", "against", "for"}, "acquit": {"of", "in"},
    "investigation": {"of", "into", "in", "against", "on"}, "reach": {"to"},
}  # fmt: skip
"""Prepositions by which an event's noun takes its object."""
_TAILS = {tail for known in lexicon().verbs.values() for tail, _ in known if tail and tail[-1] not in PREPOSITIONS}
_HALVES = {tail[0]: [each for each in sorted(_TAILS) if each[0] == tail[0]] for tail in _TAILS}
"""Words with which a verb can go on after its object, by the first of them."""
_STATES = meanings("states")
"""What is said of a number without an act's verb."""
_REMAINING = meanings("states after be")
"""The same where a form of 'be' or 'remain' stands before it."""
_STATING = frozenset(told[0] for told in (*_STATES, *_REMAINING))
_PLACING = frozenset({"a", "the", "one", "new"})
_CHARGING = frozenset({"charge"})
_REMAINS = listed("mentions remains")
_ASIDES = {",": ",", "-": "-", "–": "–", "(": ")"}
_STOPS = frozenset(
    {";", ":", ".", "while", "whereas", "but", "because", "although", "(", ")", "when", "after", "before", "rumored"}
)


def before(view: View, count: Count) -> list[Predicate]:
    """The predicates before a count whose object it is."""
    words, at = view.words, count.first - 1
    crossed: set[str] = set()
    far = max(-1, count.first - 1 - 12)
    while at > far:
        found = view.ending.get(at)
        if found is not None:
            return _governs(view, found, crossed)
        word = words[at]
        if word in PREPOSITIONS:
            crossed.add(word)
        elif (
            word in {",", ";", ":", ".", "that", "who", "which", "and", "but", "while"}
            or word in AUXILIARIES
            or (
                not crossed
                and not (
                    word in ADVERBS
                    or word.endswith("ly")
                    or word in {"the", "another", "its", "these", "other", "remaining"}
                    or view.sentence.owns(at)
                )
            )
        ):
            return []
        at -= 1
    return []


def beside(view: View, index: int) -> list[Predicate]:
    """The active verb before what a count is joined to: 'arrested the owner, her husband and three pimps'."""
    words, at, last = view.words, view.counts[index].first - 1, view.phrases[index].last
    if at < 1 or words[at] != "and" or last in view.beginning or not AUXILIARIES.isdisjoint(words[last : last + 1]):
        return []
    for back in range(at - 1, max(-1, at - 10), -1):
        found = view.ending.get(back)
        if found is not None:
            return [found] if found.voice == "active" else []
        word = words[back]
        if back in view.numbers or not (word.isalpha() or word == ",") or word in PREPOSITIONS | AUXILIARIES | {"and"}:
            return []
    return []


def exists(view: View, count: Count) -> bool:
    """Whether 'there are' stands before a count."""
    near = view.words[max(0, count.first - 3) : count.first]
    if "there" not in near:
        return False
    before = [word for word in near if word not in ADVERBS and word != "currently"]
    return before[-2:-1] == ["there"] and before[-1] in {"is", "are", "was", "were"}


def around(view: View, count: Count, noun: Phrase) -> list[Predicate]:
    """A verb whose second half stands after its object: 'found seven defendants guilty', 'took two into custody'."""
    words, last = view.words, noun.last
    for tail in _HALVES.get(words[last], ()) if last < len(words) else ():
        if tuple(words[last : last + len(tail)]) == tail:
            for at in range(count.first - 1, max(-1, count.first - 4), -1):
                verb = dict(lexicon().verbs.get(words[at], ())).get(tail)
                if verb is not None:
                    return [Predicate(at, at + 1, verb.acts, "active", mood(words, at), finite=True, form=verb.form)]
    return []


def agent(view: View, count: Count) -> list[Predicate]:
    """The passive that a number stands after with 'by': 'attended by 600 villagers'."""
    at = count.first - 1
    if at > 0 and view.words[at] == "by":
        found = view.ending.get(at - 1)
        if found is not None and found.voice == "passive":
            return [found]
    return []


def _governs(view: View, found: Predicate, crossed: set[str]) -> list[Predicate]:
    """The predicate, where what stands between lets it reach the count, and those joined to it."""
    if found.voice == "noun":
        (act,) = found.acts
        if act == "assist" and (view.words[found.first - 1] in _PLACING or view.words[found.first] == "shelters"):
            return []  # 'opened a shelter for 30 women'
        if not crossed or not crossed <= _LINKS.get(act, set()):
            return []
        earlier = [each for each in view.predicates if each.voice == "noun" and 0 < found.first - each.last < 4]
        joined = [each for each in earlier if "and" in view.words[each.last : found.first]]
        joined = joined if view.numbers.isdisjoint(range(found.first - 3, found.first)) else []
        return [found, *joined]  # 'counseling and job training to 130'

    if found.voice == "passive":
        return _told_of(view, found, crossed)
    if crossed == {"against"} and "file" in found.acts and any("case" in noun.heads for noun in view.phrases):
        return [replace(found, acts=_CHARGING)]  # 'filed 51 criminal charges against 106'
    given = crossed - {"on", "in"} == {"to"} and found.acts & {"provide", "train"}  # 'taught the law to 60 judges'
    return _joined(view, found) if found.voice == "active" and (given or not crossed) else []


def _told_of(view: View, found: Predicate, crossed: set[str]) -> list[Predicate]:
    """A passive with the event that is its subject: 'training was given to 60', 'inquiries were begun in 15 cases'."""
    if not crossed:
        return [found] if view.words[found.last - 1] == "against" else []  # 'charges were filed against 12'
    nouns = [each for each in view.predicates if each.last <= found.first and each.voice == "noun"]
    if not nouns or found.first - nouns[-1].last > 6 or "," in view.words[nouns[-1].last : found.first]:
        return []
    (act,) = nouns[-1].acts
    return [found, nouns[-1]] if crossed <= _LINKS.get(act, set()) else []


def _joined(view: View, found: Predicate) -> list[Predicate]:
    """A verb and those that 'and' joins to it: 'identified and assisted 35'."""
    made = [found]
    for each in reversed(view.predicates):
        if each.last > made[-1].first or each.form != found.form:
            continue
        if each.voice == "passive" or not linked(view.words, each.last, made[-1].first):
            break
        made.append(each)
    return made


def after(view: View, index: int, *, taken: bool) -> tuple[list[Predicate], list[Predicate], frozenset[str]]:
    """The predicates after a count: those done to it, those it does, and its states."""
    words, noun = view.words, view.phrases[index]
    at, end = noun.last, min(len(view.words), noun.last + _REACH)
    whole, outer = parts.inner(view, index), index + 1 < len(view.counts) and parts.inner(view, index + 1)
    done: list[Predicate] = []
    relative = False
    while at < end:
        found = view.beginning.get(at)
        state = _state(view, at) if words[at] in _STATING else None
        if state is not None and not done:
            return done, [], frozenset({state})
        if found is not None and found.voice == "passive":
            if (taken or whole) and not relative and found.finite:
                break
            if not (outer and not found.finite and at == noun.last):
                done += _chain(view, found)
            if found.finite and not relative:
                break
            at, relative = (done[-1] if done else found).last, False
            continue
        if (
            found is not None
            and found.voice == "active"
            and not (found.form == "ing" and words[at - 1] in PREPOSITIONS)
        ):
            acting = (not taken or relative) and not done and (found.finite or at == noun.last)
            return done, [found] if acting else [], frozenset()
        if words[at] in _ASIDES and (closing := _aside(view, at)):
            at = closing + 1
            continue
        if _ends(view, at, index, taken=taken or bool(done)):
            break
        relative = relative or words[at] in {"who", "which", "that"}
        at += 1
    return done, [], frozenset()


def _ends(view: View, at: int, index: int, *, taken: bool) -> bool:
    """Whether the words about a count end here."""
    word = view.words[at]
    if word in _STOPS or (word in {"-", "–"} and parts.loose(view, at)):
        return True
    after = at + 1
    if word == "," and after < len(view.words):
        return view.words[after] not in {"who", "which", "of", "all", "both"} and not _goes_on(view, at)
    if word in {"and", "or"}:
        told = view.words[view.phrases[index].last : at]  # '231 were accused and 142 arrested'
        return taken or after not in view.numbers or not BE.isdisjoint(told)
    if at in view.numbers and at > view.phrases[index].last:
        before = view.words[at - 1]
        return before not in PREPOSITIONS and before not in {"and", "or", ","}
    return False


def _goes_on(view: View, comma: int) -> bool:
    """Whether a list of numbers goes on after a comma: 'two men, three women and a boy were arrested'."""
    here = next((each for each, count in enumerate(view.counts) if count.first == comma + 1), None)
    if here is None:
        return False
    last = view.phrases[here].last
    return view.words[last : last + 1] == ["and"] and last + 1 in view.numbers


def _aside(view: View, comma: int) -> int | None:
    """The comma that closes an aside: ', 40 of them children, were identified', ', or 49 percent, received'."""
    for at in range(comma + 1, min(len(view.words) - 1, comma + 12)):
        if view.words[at] == _ASIDES[view.words[comma]]:
            return (
                at
                if view.words[at] == ")"
                or view.words[comma + 1] == "or"
                or view.words[at + 1] in AUXILIARIES
                or at + 1 in view.beginning
                else None
            )
    return None


def _chain(view: View, found: Predicate) -> list[Predicate]:
    """A passive and those joined to it: 'were identified and assisted'."""
    made = [found]
    for each in view.predicates:
        if each.first > made[-1].last and each.voice == "passive" and _follows(view, made[-1].last, each):
            made.append(each)
    return made


def _follows(view: View, last: int, each: Predicate) -> bool:
    """Whether a passive is joined to one before it: 'were found and freed', 'were rescued by police and sent home'."""
    if linked(view.words, last, each.first):
        return True
    between = view.words[last : each.first]
    return (
        not each.finite
        and between[-1:] == ["and"]
        and len(between) < _ACROSS
        and between[0] in PREPOSITIONS
        and "," not in between
        and view.numbers.isdisjoint(range(last, each.first))
    )


def _state(view: View, at: int) -> str | None:
    """A state that the words at a place tell."""
    remains = at and (view.words[at - 1] in _REMAINS or (view.words[0], view.words[at]) == ("there", "before"))
    for size in (4, 3, 2, 1):
        told = tuple(view.words[at : at + size])
        state = _STATES.get(told) or (_REMAINING.get(told) if remains else None)
        if state:
            return state
    return None
