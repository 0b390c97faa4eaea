"""Money budgeted, spent, granted or asked for against trafficking or for its victims.

``USD 155K that post received in FY-2004``; ``budgeted EUR 40,000 for the shelter``. Not fines, prices, bribes, debts.
"""

from collections.abc import Iterator

from chancery.indicators.grammar.bounds import CURRENCIES
from chancery.indicators.grammar.lexicon import listed, meanings
from chancery.indicators.grammar.mentions import Mention
from chancery.indicators.scene import Claim, Scene

_GIVEN = listed("funding given")
_OTHERWISE = {word: kind for (word,), kind in meanings("sums of another kind").items()}
"""Words beside a sum, and what it is with them."""
_PROGRAMS = frozenset({"program", "programs", "project", "projects", "grant", "initiative", "fund"})
"""'A $600,000 program' is money granted."""
_NGOS = frozenset({"ngo", "ngos", "iom", "ilo", "unicef", "shelter", "shelters", "hotline"})
_TOPICS = frozenset({"training", "prevention", "victim_protection"})
_BODIES = frozenset({"commission", "committee", "council", "agency", "coordinator", "secretariat", "rapporteur"})
"""Bodies that reports on trafficking tell of are against it."""
_FOR = listed("funding for")
_NONE = listed("funding none")


def read(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """Claims on one number."""
    count = mention.count
    if count.currency is None:
        if count.value == 0 and count.qualifier == "none" and mention.phrase.words & _NONE:
            yield from _nothing(mention, scene)
        return
    order, first = scene.order, count.first
    near = order[max(0, first - 12) : count.last + 8]
    for word in near:
        if word in _OTHERWISE and not _spared(word, near):
            yield Claim("funding", count.currency, why_not=_OTHERWISE[word])
            return
    if _paid_by_traffickers(mention):
        yield Claim("funding", count.currency, why_not="paid by traffickers")
    elif _second_currency(mention):
        yield Claim("funding", count.currency, why_not="the same sum in a second currency")
    elif (
        scene.words.isdisjoint(_GIVEN)
        and _PROGRAMS.isdisjoint((*mention.phrase.words, *order[max(0, first - 2) : first]))
        and order[first - 1 : first] != ["with"]  # 'trained 60 judges with 40,000 euros'
        and not _donated(mention)
    ):
        yield Claim("funding", count.currency, why_not="nobody says that it was budgeted, spent, granted or asked for")
    elif scene.words.isdisjoint(_FOR) and scene.before.isdisjoint(_FOR) and not _known(scene):
        yield Claim("funding", count.currency, why_not="nobody says that it is against trafficking")
    else:
        yield Claim("funding", count.currency)


def _donated(mention: Mention) -> bool:
    """'USD 570,000 from USAID'."""
    last = mention.count.last
    return mention.sentence.words[last : last + 1] == ["from"] and mention.sentence.raw(last + 1)[:1].isupper()


def _known(scene: Scene) -> bool:
    """Whether it is the budget of a body, or is for a program of which a section on victims or prevention tells."""
    return (scene.has("budget", "contribution") and not scene.words.isdisjoint(_BODIES)) or (
        scene.topic in _TOPICS and not scene.words.isdisjoint(_PROGRAMS | _NGOS)
    )


def _spared(word: str, near: list[str]) -> bool:
    """Whether money for wages or compensation is budgeted all the same."""
    if word == "costs":
        return not {"operating", "running", "cover", "covers", "covered"}.isdisjoint(near)
    return word in {"paid", "pay", "compensation", "salaries", "fees"} and not {
        "allocated",
        "budgeted",
        "budget",
        "funded",
        "grant",
    }.isdisjoint(near)


def _paid_by_traffickers(mention: Mention) -> bool:
    """Whether it was traffickers who gave the money."""
    words = mention.sentence.words
    verb = min((each.first for each in mention.governing), default=mention.count.first)
    return not {"traffickers", "trafficker", "pimp", "pimps", "recruiters", "smugglers"}.isdisjoint(
        words[max(0, verb - 10) : verb]
    )


def _second_currency(mention: Mention) -> bool:
    """'EUR 3 million (USD 4 million)'; not 'a new program (USD 4 million)'."""
    words, first = mention.sentence.words, mention.count.first
    return (
        not CURRENCIES.keys().isdisjoint(words[max(0, first - 9) : first])
        and (
            words[first - 1] == "("
            or (words[first - 1] == "," and mention.count.qualifier == "about")  # '310 million cedis, about USD 34,000'
            or words[max(0, first - 3) : first][:1] == ["("]
            or (
                words[max(0, first - 1) : first] in (["approximately"], ["equivalent"])
                and "(" in words[max(0, first - 4) : first]
            )
        )
    )


def _nothing(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """No money at all: 'provides no funding for shelters'."""
    if mention.done & {"provide", "fund", "receive", "hold", "operate"} and (
        not scene.words.isdisjoint(_FOR) or not scene.before.isdisjoint(_FOR)
    ):
        yield Claim("funding")
