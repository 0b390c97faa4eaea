"""Prison terms: those imposed on somebody (sentences) and those a law allows (penalties).

``sentenced to 10 years in jail``; ``punishable by 15 to 20 years``; ``a 4-10 year prison term``.
"""

from collections.abc import Iterator

from chancery.indicators.grammar.counts import Count
from chancery.indicators.grammar.lexicon import lexicon, listed, meanings
from chancery.indicators.grammar.mentions import Mention
from chancery.indicators.scene import Claim, Scene
from chancery.model import Qualifier

_PRISON = listed("terms prison")
_IMPOSING = listed("terms imposing")
_GETTING = listed("terms getting")
_SENTENCE = frozenset({"sentence", "sentences"})
_UTMOST = listed("terms utmost")
_ALLOWING = listed("terms allowing")
_LAW = listed("terms law")
_MODAL = listed("terms modal")
_NO_PRISON = {word: kind for (word,), kind in meanings("terms of another kind").items()}
"""Words beside a term, and what it is with them."""
_ASKED = listed("terms asking")
_NEAR, _AHEAD = 16, 8


def read(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """Claims on one number: a term of years or months, or one for life."""
    count = mention.count
    term = count.term or ("years" if "term" in mention.phrase.heads else None)
    words = mention.sentence.words
    if term is None or count.implied or count.qualifier == "none" or "total" in words[count.first : count.digits]:
        return
    before = _before(words, count)
    if not _ASKED.isdisjoint(before):
        yield Claim("sentences", why_not="a sentence asked for, not imposed")
        return
    after = words[count.last : count.last + _AHEAD]
    if other := _another_crime(before):
        yield Claim("penalties", why_not=f"the penalty for another crime ('{other}')")
        return
    key = _key(set(before), set(after), scene, lasting=before[-1:] == ["for"])  # 'got nothing for seven months'
    if key is None or (count.term == "life" and key == "penalties"):
        return
    beside = before[-6:]
    beside = beside[len(beside) - beside[::-1].index(",") :] if "," in beside else beside
    told = next((reason for word, reason in _NO_PRISON.items() if word in beside or word in after[:5]), None)
    yield Claim(key, "years" if term == "life" else term, why_not=told)


def _another_crime(before: list[str]) -> str | None:
    """The crime that a term is for, where it is another one: 'the penalty for rape is three to ten years'."""
    at = next((at for at in range(len(before) - 2, -1, -1) if before[at] == "for"), None)
    named = before[at + 1] if at is not None else ""
    return named if named in lexicon().elsewhere else None


def bounded(count: Count, words: list[str]) -> Qualifier | None:
    """The bound that 'maximum' or 'minimum' gives a term: 'a maximum penalty of seven years'."""
    for word in reversed(words[max(0, count.first - 8) : count.first]):
        if word in {"maximum", "max"}:
            return "at_most"
        if word in {"minimum", "least"}:
            return "at_least"
        if word in {",", ";", "and"}:
            break
    return None


def proposed(mention: Mention) -> bool:
    """Whether a law is only drafted: its penalties are planned."""
    return not {"draft", "bill", "would", "proposed"}.isdisjoint(mention.sentence.words)


def _before(words: list[str], count: Count) -> list[str]:
    """Words of the clause before a term, the month of May left out."""
    first = max(0, count.first - _NEAR)
    for at in range(count.first - 1, first - 1, -1):
        if words[at] in {";", ":"}:
            first = at + 1
            break
    return [
        words[at]
        for at in range(first, count.first)
        if words[at] != "may" or not (words[at + 1][:1].isdigit() or words[at - 1] in {"in", "on", "since"})
    ]


def _key(before: set[str], after: set[str], scene: Scene, *, lasting: bool) -> str | None:
    """Whether a term was imposed or is allowed; None where it is no prison term."""
    prison = bool(_PRISON & (before | after))
    modal = bool(_MODAL & before)
    if (
        _IMPOSING & before
        and not modal
        and not (_ALLOWING | _LAW) & before - {"law", "article", "act", "carried", "crime", "crimes", "offense"}
    ):
        return "sentences"
    if {"penalties", "penalty"} & before and {"were", "was", "handed"} & before and not _LAW & before:
        return "sentences"
    if _ALLOWING & (before | after) and (
        prison
        or {"punishable", "penalty", "penalties"} & before
        or (scene.about and "carries" in before)
        or _LAW & scene.words
    ):
        return "penalties"
    facing = {"face", "faces"} & before
    bounds = {"maximum", "minimum"} & before and "security" not in before
    if (_LAW & before or bounds or modal or facing) and (prison or facing):
        return "penalties"
    if (
        (_GETTING & before and not lasting)
        or (prison and {"convictions", "convicted", "sent"} & before)
        or _SENTENCE & (before | after)
        or _IMPOSING & before
        or (_UTMOST & before and {"was", "were", "is"} & before)
    ):
        return "sentences"
    return None
