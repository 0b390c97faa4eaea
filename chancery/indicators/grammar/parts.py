"""How the numbers of a sentence hang together: lists, totals and their parts, comparisons, and what a number measures.

``three men and two women``; ``4,000 officials, 2,500 of whom were police``; ``convictions rose to 64, from 41``.
"""

from chancery.indicators.grammar.counts import Count
from chancery.indicators.grammar.lexicon import lexicon, noun_at
from chancery.indicators.grammar.phrases import Phrase
from chancery.indicators.grammar.predicates import PREPOSITIONS
from chancery.indicators.grammar.view import View

BEING = frozenset({"was", "is", "were", "are"})
_WHOM = frozenset({"whom", "which", "them", "these", "those"})
_CONCERNING = frozenset({"and", "or", "others", "concerned", "involved", "related", "dealt"})
_BRINGING = frozenset({"bringing", "brings", "brought", "raising"})
_INCLUDED = (["among", "them"], ["these", "included"], ["them", "included"])
_INCLUDING = frozenset({"including", "included", "includes", "comprised", "comprising"})
_RESUMING = frozenset({"them", "these", "those", "the"})
_APART = 12
"""Words between two numbers of one list."""
_ADDING = (("of",), ("for",), ("in",), ("from",), ("under",), ("with",))
_BEFORE_NAMES = frozenset({",", ";", ":", "(", "and", "from", "in", "the"})
_FROM = frozenset({"from", "under", "female", "male"})
_WITHIN_NAMES = frozenset({"and", "the", "of", "for", "in"})
_LISTED = frozenset(
    {("and",), (",",), (",", "and"), ("or",), ("as", "well", "as"), ("plus",), ("together", "with"), ("along", "with")}
)


def modifying(view: View, count: Count, noun: Phrase) -> frozenset[str]:
    """Acts of participles inside the phrase, or before the number: 'identified victims numbered 58'."""
    inside = [act.acts for act in view.predicates if count.last <= act.first < noun.last and act.voice == "modifier"]
    return frozenset().union(*inside)


def loose(view: View, dash: int) -> bool:
    """Whether a dash stands between blanks: 'Persons arrested - 11'."""
    return dash > 0 and not view.sentence.tied(dash - 1) and not view.sentence.tied(dash)


def lists(view: View, index: int) -> int | None:
    """The count before, where this one goes on with the list that it began."""
    one = index - 1
    while one >= 0 and view.counts[one].why_not:
        one -= 1
    return one if one >= 0 and _listed(view, one, index) else None


def _listed(view: View, one: int, index: int) -> bool:
    before, here = view.phrases[one], view.counts[index]
    if before.last > here.first:
        return False
    between = tuple(view.words[before.last : here.first])
    between = between[:-1] if between[-1:] == ("to",) else between
    if between in _LISTED or _parallel(view, between, index) or _gapped(view, before.last, here.first):
        return True
    # '32 victims of sex trafficking and 15 victims of forced labor', '12 in Zenda and four in Strelsau'
    acts = any(before.last <= each.first < here.first and each.voice != "noun" for each in view.predicates)
    return between[:1] in _ADDING and between[-1] == "and" and len(between) < 9 and "," not in between and not acts


def _gapped(view: View, first: int, last: int) -> bool:
    """Whether the verb is left out behind another name: 'IOM trained 60 judges, and the Zenda Bar 25 lawyers'."""
    if view.words[first] not in {",", "and"} or view.sentence.text.isupper():
        return False
    named = [at for at in range(first + 1, last) if view.words[at] not in _WITHIN_NAMES]
    return 0 < len(named) < 6 and all(view.sentence.raw(at)[:1].isupper() for at in named)


def _parallel(view: View, between: tuple[str, ...], index: int) -> bool:
    """Whether a bare number stands before the same preposition as the one before: '178 to Zenda, 54 to Strelsau'."""
    last = view.counts[index].last
    last += view.words[last : last + 1] in (["more"], ["others"])
    after = view.words[last : last + 1]
    return (
        view.phrases[index].empty
        and between[-1:] in (("and",), (",",))
        and not PREPOSITIONS.isdisjoint(after)
        and after[0] in between
        and ";" not in between
        and len(between) < _APART
    )


def session(view: View, index: int) -> int | None:
    """The session of which a count tells for whom it is: 'two workshops on the law for 60 magistrates'."""
    first = view.counts[index].first
    if view.words[first - 1 : first] not in (["for"], ["to"], ["with"]):
        return None
    one = next((at for at in range(index - 1, -1, -1) if "session" in view.phrases[at].heads), None)
    return None if one is None or "," in view.words[view.phrases[one].last : first] else one


def inner(view: View, index: int) -> bool:
    """Whether a count is the whole that the count before it is taken from: 'eight of the 20 defendants'."""
    return index > 0 and view.words[view.counts[index - 1].last : view.counts[index].first] == ["of"]


def part_of(view: View, index: int, total: int | None, before_it: int | None) -> int | None:
    """The total that a count is a part of: 'of whom', 'including', '40 of them children'.

    ``total`` is the count before, and ``before_it`` what that is a part of.
    """
    if total is None:
        return None
    words, count = view.words, view.counts[index]
    before, after = words[max(0, count.first - 3) : count.first], words[count.last : count.last + 2]
    of_whom = after[:1] == ["of"] and not _WHOM.isdisjoint(after)
    of_whom = of_whom or (before[-2:-1] == ["of"] and before[-1] in _WHOM)
    included = not _INCLUDING.isdisjoint(before[-1:]) or before[-2:] in _INCLUDED
    out_of = _out_of(view, total) and before[-1:] == [","]
    counted = not count.implied and (not view.phrases[index].empty or not PREPOSITIONS.isdisjoint(after[:1]))
    placed = before[-1:] == [","] and view.phrases[index].empty and after[:1] == ["in"]  # '27 arrests, 20 in Zenda'
    placed = placed or (before[-1:] == [";"] and _are(view, index))  # '; 41 were Brazilian'
    opened = before[-1:] in (["("], ["-"]) and counted  # '18 victims (7 women, 11 girls)'
    opened = opened or before[-1:] == [":"]  # '103 cases: 58 in Zenda'
    told = (opened or placed) and ";" not in words[view.counts[total].last : count.first - 1]
    if _named(view, index):
        return total
    if not (of_whom or ((included or out_of or told) and _may_be_part(view, index))):
        total = before_it if goes_on(view, index) else None
    while total is not None and view.counts[total].value < count.value:
        total = earlier(view, total)
    return total


def _named(view: View, index: int) -> bool:
    """Whether a bare number follows a name in a list: 'Russia - 147, Turkey 68', '(Zenda: 6, Strelsau: 5)'."""
    if not view.phrases[index].empty:
        return False
    at = view.counts[index].first - 1
    at -= view.words[at] in {"-", "–", ":", "("}
    size = next((back for back in range(1, min(at, 3) + 1) if view.words[at - back] in _BEFORE_NAMES), 0)
    return size > 0 and all(view.sentence.raw(at - back)[:1].isupper() for back in range(size))


def goes_on(view: View, index: int) -> bool:
    """Whether a count can go on with a list of parts: '71 were women, 14 girls and 8 Moldovan'."""
    first = view.counts[index].first
    return first > 0 and view.words[first - 1] in {",", ";", "and", "or"} and _may_be_part(view, index)


def _may_be_part(view: View, index: int) -> bool:
    """Whether a count's noun is known or none, or a nation, and it only is: not '300 leaflets', 'ten have children'."""
    noun, before = view.phrases[index], view.words[: view.counts[index].first]
    if before.count("(") > before.count(")"):
        return True
    after = view.words[noun.last : noun.last + 2]
    if (
        after[:1]
        and after[0].isalpha()
        and after[0] not in BEING | PREPOSITIONS | _CONCERNING
        and after[1:] != ["been"]
    ):
        return False
    told = noun.empty or noun.heads or noun.event or not noun.words.isdisjoint(lexicon().trafficking)
    return bool(told) or view.sentence.raw(view.counts[index].last)[:1].isupper()


def _are(view: View, index: int) -> bool:
    """Whether a bare number is told to be of a nation or of people: 'Fifteen were Ruritanian', '41 were minors'."""
    words, noun = view.words, view.phrases[index]
    last = view.counts[index].last if noun.empty else noun.last
    if not (noun.empty or "victim" in noun.heads) or words[last : last + 1] != ["were"] or last + 1 == len(words):
        return False
    return view.sentence.raw(last + 1)[:1].isupper() or words[last + 1] in _FROM or bool(noun_at(words, last + 1))


def resumes(view: View, index: int) -> bool:
    """Whether a count is a part of what an earlier sentence told: 'Of these, 12 …', 'Twenty of the victims …'."""
    words, count, partitive = view.words, view.counts[index], view.phrases[index].partitive
    if count.implied or count.why_not:
        return False
    if count.first == 0 and _are(view, index):
        return True
    if words[0] != "of" and not partitive:
        return False
    if partitive and words[count.last + 1] in _RESUMING:
        return (count.first == 0 or words[count.first - 1] not in PREPOSITIONS) and _may_be_part(view, index)
    return (
        _may_be_part(view, index)
        and words[1] in _RESUMING
        and "," in words[2 : count.first]
        and earlier(view, index) is None
    )


def earlier(view: View, index: int) -> int | None:
    """The count before, dates, terms and the like left out."""
    counts, one = view.counts, index - 1
    while one >= 0 and (counts[one].why_not or counts[one].implied or counts[one].term):
        one -= 1
    return one if one >= 0 else None


def _out_of(view: View, index: int) -> bool:
    """Whether a sentence begins with a total: 'Out of 35 traffickers convicted, 20 were women'."""
    words, first = view.words, view.counts[index].first
    first -= words[first - 1] == "the"
    return words[first - 1] == "of" and (first < 3 or words[first - 2] in {"out", ";", ","})


def _alike(view: View, index: int) -> int | None:
    """The nearest count before of the same kind: '22 cases involving 31 men, compared with 49 cases'."""
    if view.phrases[index].empty:
        return earlier(view, index)
    noun = view.phrases[index]
    same = (
        at for at in range(index - 1, -1, -1) if not view.counts[at].why_not and view.phrases[at].heads & noun.heads
    )
    return next(same, None) if noun.heads and not noun.event else None


def bracketed(view: View, index: int) -> bool:
    """Whether a bare number stands in brackets behind another: 'Convictions: 16 (7)'; not '42 (42)'."""
    count, one = view.counts[index], view.counts[index - 1]
    words = view.words[count.first - 1 : count.first] + view.words[count.last : count.last + 1]
    behind = index > 0 and view.phrases[index - 1].last == count.first - 1
    return behind and words == ["(", ")"] and not one.why_not and one.value != count.value


def compared_to(view: View, index: int) -> int | None:
    """The figure that a count is compared to: 'up from 12', 'compared with 44 the year before'."""
    count = view.counts[index]
    if not index:
        return None
    before = view.words[max(0, count.first - 3) : count.first]
    told = {"compared", "up", "down", "versus", "against", "from", "opposed", "vs"}
    linked_ = {"to", "with", "from", "versus", "against", "vs", "than", "over", "double", "twice"}
    aside = before[-1:] == ["("] and view.words[count.last : count.last + 1] == ["in"]
    aside = aside or (before[:1] == ["("] and before[-1:] == [":"])  # '(2007: 35)'
    if bracketed(view, index):
        return index - 1
    summed = before[-1:] == ["to"] and not _BRINGING.isdisjoint(view.words[max(0, count.first - _APART) : count.first])
    if aside or summed:  # '47 convictions (29 in 2001)', 'bringing the total to 152'
        return _alike(view, index)
    if (
        before
        and before[-1] in linked_
        and (before[-1] in {"than", "over", "double", "twice"} or not told.isdisjoint(before))
    ):
        return _alike(view, index)
    if view.phrases[index].empty and before[-1] in {"and", ","} and view.words[count.last : count.last + 1] == ["in"]:
        one = next((at for at in range(index - 1, -1, -1) if view.counts[at].why_not != "a date"), None)
        return None if one is None else compared_to(view, one)  # 'compared to 17 in 2006 and eight in 2005'
    return None
