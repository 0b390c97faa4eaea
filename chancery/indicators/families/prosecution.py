"""Investigations, arrests, prosecutions, pending cases, convictions, acquittals, raids.

``Police arrested at least 28 perpetrators``; ``nine investigations``; ``12 men were charged``; ``six convictions``.
"""

from collections.abc import Iterator
from itertools import takewhile

from chancery.indicators.grammar.lexicon import lexicon, listed
from chancery.indicators.grammar.mentions import Mention
from chancery.indicators.grammar.numerals import numeric
from chancery.indicators.grammar.predicates import ADVERBS, AUXILIARIES
from chancery.indicators.scene import Claim, Scene

_PERSONS = frozenset({"suspect", "person", "police", "official", "audience", "judicial"})
_NOT_SUSPECTS = {
    "prostitute": "prostitutes and clients are no traffickers",
    "migrant": "migrants and their smugglers are no traffickers",
    "victim": "victims are no traffickers",
    "child": "children are no traffickers",
    "worker": "workers are no traffickers",
}
_PERSON_KEYS = {"arrest": "arrests", "charge": "prosecutions", "convict": "convictions", "acquit": "acquittals"}
_EVENT_KEYS = {**_PERSON_KEYS, "investigation": "investigations"}
_POLICE = listed("prosecution police")
_UNLAWFUL = listed("prosecution unlawful")
_SOFT = listed("prosecution soft")
"""Words that go with trafficking, though they do not name it."""
_SELLING = frozenset({"soliciting", "solicitation", "prostitution", "loitering"})
_CONVICTED = frozenset({"convicted", "guilty", "accused", "charges", "suspicion"})
_HARMLESS = frozenset({"questioning", "sentencing", "hearing"})
_COURTS = listed("prosecution courts")
_TRIED = frozenset({"tried", "prosecuted", "prosecutions", "indictments", "trials", "convictions"})
_LED = frozenset({"resulted", "led", "ended", "result", "lead"})


def read(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """Claims on one number."""
    heads, count = mention.phrase.heads, mention.count
    if count.currency or count.joined or heads & {"term"}:
        return
    yield from _events(mention, scene)
    if not count.implied and (act := _led_to(mention)):
        yield Claim(_EVENT_KEYS[act])
        return
    yield from _raids(mention, scene)
    if "case" in heads or ("incident" in mention.phrase.words):
        yield from _cases(mention)
    elif heads & _PERSONS or (mention.phrase.empty and not mention.phrase.event) or heads & _NOT_SUSPECTS.keys():
        yield from _persons(mention, scene)


def _events(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """Acts told by their own noun: '12 arrests', 'no prosecutions or convictions'."""
    for act in sorted(mention.phrase.events & _EVENT_KEYS.keys()):
        why_not = None
        if "release" in mention.done | mention.doing and not scene.has("acquitted"):
            why_not = "dropped, dismissed or overturned"
        elif mention.count.implied and mention.count.value != 0 and not _opened(mention, scene, act):
            continue
        if mention.part_of is not None and _led_to(mention):
            continue
        if act == "charge" and ("pending" in mention.states or "pending" in mention.phrase.words):
            yield Claim("pending_cases")
            continue
        yield Claim(_EVENT_KEYS[act], "cases" if act == "investigation" else "persons", why_not=why_not)


def _led_to(mention: Mention) -> str | None:
    """The act that a number ended in: 'three of which resulted in convictions', '14 ended in conviction, 21 in …'."""
    words = mention.sentence.words
    if _LED.isdisjoint(words):
        return None
    at = next((each.first for each in mention.governing[-1:] if words[each.first] in _LED), mention.phrase.last)
    while at < len(words) and (words[at] in _LED or words[at] in AUXILIARIES or words[at] in ADVERBS):
        at += 1
    if words[at : at + 1] not in (["in"], ["to"], ["with"]):
        return None
    told = [lexicon().events.get(word) for word in takewhile(lambda word: not numeric(word), words[at + 1 : at + 4])]
    act = next((act for act in told if act in _PERSON_KEYS), None)
    counted = act and words[at + told.index(act) + 2 :][:1] == ["of"]  # 'ended in the conviction of three'
    return None if counted else act


def _opened(mention: Mention, scene: Scene, act: str) -> bool:
    """Whether 'an investigation' or 'a conviction' was brought about, not only spoken of."""
    if act == "investigation":
        return (
            "open" in mention.done and scene.about and mention.phrase.words.isdisjoint({"administrative", "internal"})
        )
    return bool(mention.done & {"hold", "receive"}) and not scene.has("ended")  # 'two ended in a conviction'


def _raids(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """'37 raids', 'raided 12 brothels', 'a raid on two bars'."""
    phrase = mention.phrase
    if "place" in phrase.heads and "raid" in mention.done:
        yield Claim("raids")
    elif phrase.event == "raid":
        words = mention.sentence.words
        if mention.count.implied and _counted_after(words, phrase.last):
            return
        if phrase.words.isdisjoint({"operation", "operations"}) or not scene.words.isdisjoint(_POLICE):
            if mention.count.implied and not (
                mention.done & {"hold", "open"}
                or (
                    "raid" in phrase.words
                    and words[mention.count.first - 1 : mention.count.first] in (["in"], ["during"])
                )
            ):
                return
            yield Claim("raids")


def _counted_after(words: list[str], at: int) -> bool:
    """Whether 'on two bars' follows, so that the places are the number."""
    return words[at : at + 1] in (["on"], ["of"], ["at"]) and words[at + 1 : at + 2] != ["a"]


def _cases(mention: Mention) -> Iterator[Claim]:
    """'investigated 14 cases', '28 cases are pending', 'convictions in 15 cases'."""
    words, done = mention.phrase.words, mention.done
    pending = mention.states & {"pending", "on trial"} or "pending" in words or _pending_before(mention)
    if "release" in done:
        yield Claim("prosecutions", "cases", why_not="dropped or dismissed cases are no figure")
    if pending:
        yield Claim("pending_cases")
    told = {mention.sentence.words[each.first] for each in mention.governing}
    known = told & {"uncovered", "detected", "discovered"} or (
        "recorded" in told and not {"police", "unit", "prosecutor", "prosecutors"}.isdisjoint(mention.sentence.words)
    )
    if (known or {"investigate", "open", "investigation"} & done or "investigated" in mention.states) and not pending:
        yield Claim("investigations")
    if "charge" in done | mention.doing or "heard" in told or ("file" in done and _to_court(mention)):
        yield Claim("prosecutions", "cases")
    elif words & {"new", "open", "active"} and (done & {"file", "hold"} or "existing" in mention.states):
        yield Claim("investigations")
    if "convict" in done:
        yield Claim("convictions", "cases")
    if "acquit" in done:
        yield Claim("acquittals", "cases")


def _pending_before(mention: Mention) -> bool:
    """'Pending: 28 cases', 'Cases pending at the end of the year: 28'."""
    words, first, last = mention.sentence.words, mention.count.first, mention.phrase.last
    return "pending" in (*words[max(0, first - 1) : first], *words[last : last + 1])


def _to_court(mention: Mention) -> bool:
    """Whether cases were brought to a court, not to an office."""
    last = mention.phrase.last
    if not {"prosecutor", "prosecutors"}.isdisjoint(mention.sentence.words[: mention.count.first]):
        return True
    against = mention.sentence.words[last : last + 1] == ["against"]
    return (
        against
        or not _COURTS.isdisjoint(mention.sentence.words[last : last + 8])
        or not _COURTS.isdisjoint(mention.phrase.words)
    )


def _persons(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """'arrested 28 perpetrators', 'seven persons were indicted', 'two are on trial'."""
    acts = {act for act in mention.done if act in _PERSON_KEYS}
    if "held" in mention.states:
        acts.add("arrest")
    if "on trial" in mention.states:
        acts.add("charge")
    if {"investigate", "investigation"} & mention.done or "investigated" in mention.states:
        yield Claim("investigations", "persons", why_not=_wrong_persons(mention, scene))
    if "suspect" in mention.phrase.heads and not acts and _involved(mention):
        yield Claim("convictions" if scene.has("convictions", "convicted") else "prosecutions")
    for act in sorted(acts):
        yield Claim(_PERSON_KEYS[act], why_not=_wrong_persons(mention, scene))


def _involved(mention: Mention) -> bool:
    """'tried 18 cases involving 31 defendants'."""
    words, first = mention.sentence.words, mention.count.first
    if words[max(0, first - 1) : first] not in (["involving"], ["against"]):
        return False
    told = words[max(0, first - 8) : first]
    return not _TRIED.isdisjoint(told) or (told[-1] in {"involving", "with"} and "defendants" in mention.phrase.words)


def _other_crime(mention: Mention, scene: Scene) -> str | None:
    """Another crime that is named: 'arrested 14 men for assaulting an officer', '64 women for soliciting'."""
    words = mention.sentence.words
    last = max([mention.phrase.last, *(each.last for each in mention.governing)])
    unnamed = scene.about or not scene.words.isdisjoint(_SOFT)
    for at in range(mention.phrase.last, min(last + 2, len(words) - 1)):
        named = words[at + 1]
        if (
            words[at] == "for"
            and "suspect" not in mention.phrase.heads
            and not _SELLING.isdisjoint(words[at + 1 : at + 4])
            and named not in {"child", "forced"}
        ):
            return _NOT_SUSPECTS["prostitute"]
        if words[at] == "for" and named in lexicon().elsewhere:
            return f"another crime ('{named}')"
        doing = words[at] == "for" and named.endswith("ing") and len(named) > 5 and named not in _HARMLESS
        if not unnamed and (doing or (words[at] == "of" and words[at - 1] in _CONVICTED)):
            return f"another crime ('{named}')"
    return None


def _wrong_persons(mention: Mention, scene: Scene) -> str | None:
    """Why those arrested or charged are no traffickers."""
    if reason := _other_crime(mention, scene):
        return reason
    if mention.phrase.words & _UNLAWFUL:
        return _NOT_SUSPECTS["migrant"]
    if mention.phrase.heads & {"suspect"} and "smuggler" not in " ".join(mention.phrase.words):
        return None
    for name, reason in _NOT_SUSPECTS.items():
        if name in mention.phrase.heads:
            return reason
    return None
