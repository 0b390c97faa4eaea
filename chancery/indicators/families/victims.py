"""Victims identified, assisted, repatriated; shelters in operation.

``rescued 8 girls and 4 adults``; ``the shelter houses thirteen women``; ``35 victims were repatriated``.
"""

from collections.abc import Iterator
from itertools import pairwise, takewhile

from chancery.indicators.grammar.lexicon import lexicon, listed
from chancery.indicators.grammar.mentions import Mention
from chancery.indicators.scene import Claim, Scene

_PERSONS = frozenset({"victim", "child", "person", "worker", "audience"})
_SHELTERS = listed("victims shelters")
_CENTER_KINDS = listed("victims center kinds")
_HOMES = listed("victims homes")
_RUN = frozenset({"operate", "hold", "provide", "have", "fund", "assist"})
_HELP = listed("victims help")
_RAIDED = listed("scene strong") | {"raid", "raids", "raided"}
_LAW = frozenset({"prosecutor", "prosecutors", "court", "courts", "trial", "prosecution", "police"})
_SHELTERED = listed("victims sheltered")
_SURVEYS = frozenset({"survey", "surveys", "census"})
_STOPS = frozenset({")", ",", ";", ":"})
_WOMEN = frozenset({"women", "woman", "girls", "girl", "children", "child", "minors"})


def read(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """Claims on one number."""
    if mention.count.currency or mention.count.joined:
        return
    helped = mention.done & {"assist", "receive"} and mention.sentence.words[mention.phrase.last - 1] != "them"
    housed = mention.phrase.empty and (helped or _persons(mention))
    if "shelter" in mention.phrase.heads and "session" not in mention.phrase.heads and not housed:
        yield from _shelters(mention)
        return
    heads = mention.phrase.heads
    if heads & _PERSONS or (mention.phrase.empty and not mention.phrase.event):
        yield from _people(mention, scene)
    elif "migrant" in heads and mention.done & {"rescue"}:
        yield Claim("victims_identified", why_not="migrants are no victims of trafficking")


def _people(mention: Mention, scene: Scene) -> Iterator[Claim]:
    done = mention.done or mention.acts
    words, last = mention.sentence.words, mention.phrase.last
    surely = (
        bool(mention.acts & {"rescue", "identify"})
        or "victim" in mention.phrase.heads
        or bool(mention.phrase.words & {"victims", "trafficked", "victim"})
        or "victims" in words[last : last + 4]  # 'found 82 to be victims'
    )
    why_not = _why_not(mention)
    protected = scene.topic == "victim_protection"
    raided = mention.phrase.words & _WOMEN and (protected or not scene.before.isdisjoint(_RAIDED))
    registered = "victim" in mention.phrase.heads and _registered(mention)
    identified = registered or ("identify" in done and "convict" not in done)
    if ("rescue" in done and not scene.has("bail", "bond")) or (identified and (surely or scene.about or raided)):
        yield Claim("victims_identified", why_not=why_not or (None if surely else _partly(mention)))
    if "repatriate" in done or _helped_home(mention):
        known = surely or protected or scene.about or mention.phrase.words & _WOMEN or "victims" in scene.before
        yield Claim("victims_repatriated", why_not=why_not if known else "nobody says that they are victims")
    if (
        _assisted(mention)
        and not _helped_home(mention)
        and (
            surely
            or scene.about
            or not _SHELTERS.isdisjoint((*words, *scene.before))
            or "victims" in scene.before
            or (protected and _sheltered(mention))
            or (scene.words & _HOMES and mention.phrase.words & _WOMEN)
        )
    ):
        yield Claim("victims_assisted", why_not=why_not or _capacity(mention))


def _persons(mention: Mention) -> bool:
    """Whether a number without a noun is of persons: 'two shelters with room for 40', 'took in 28, 12 of whom …'."""
    words, count = mention.sentence.words, mention.count
    return words[mention.phrase.last - 1] == "whom" or words[count.first - 1 : count.first] == ["for"]


def _sheltered(mention: Mention) -> bool:
    """Whether they got what victims get: not those whom somebody 'helped', 'served' or 'treated'."""
    return any(mention.sentence.words[each.first] in _SHELTERED for each in mention.governing)


def _registered(mention: Mention) -> bool:
    return any(mention.sentence.words[each.first] in {"registered", "recorded"} for each in mention.governing)


def _partly(mention: Mention) -> str | None:
    """'300 workers, 74 of whom were identified as victims'."""
    after = mention.sentence.words[mention.phrase.last : mention.phrase.last + 16]
    return "only a part of them were victims" if {"whom", "victims"} <= set(after) else None


def _assisted(mention: Mention) -> bool:
    surely = "victim" in mention.phrase.heads or "trafficked" in mention.phrase.words
    surely = surely or (mention.phrase.empty and not _SHELTERS.isdisjoint(mention.sentence.words))
    if (
        "receive" in mention.done
        and surely
        and not _registered(mention)
        and mention.count.value
        and "from" not in mention.sentence.words
    ):
        return True
    words, last = mention.sentence.words, mention.phrase.last
    if mention.phrase.empty and "file" in mention.done:
        told = max([last, *(each.last for each in mention.governing)])
        if not _LAW.isdisjoint(words[told : told + 4]):
            return False  # 'referred 11 to prosecutors'
    if "assist" in mention.done or "stay" in mention.doing or _taken_in(mention):
        return True
    if "receive" in mention.doing or "provide" in mention.done or ("provide" in mention.doing):
        after = set(words[last : last + 12])
        return not after.isdisjoint(_HELP)
    return False


def _taken_in(mention: Mention) -> bool:
    """'taken to a shelter', 'sent to shelters'."""
    words = mention.sentence.words
    last = max([mention.phrase.last, *(each.last for each in mention.governing)])
    near = words[last : last + 5]
    return bool(mention.done & {"receive", "file"}) and near[:1] == ["to"] and not _SHELTERS.isdisjoint(near)


def _helped_home(mention: Mention) -> bool:
    """'helped 16 victims return home', 'assisted 12 women to return'."""
    if "assist" not in mention.done:
        return False
    words, last = mention.sentence.words, mention.phrase.last
    helped = any(words[each.first] in {"helped", "assisted"} for each in mention.governing)
    if helped and words[last : last + 1] == ["to"] and mention.sentence.raw(last + 1)[:1].isupper():
        return not mention.sentence.text.isupper()  # 'helped 178 to Ruritania'
    ahead = pairwise(words[last : last + 8])
    on = takewhile(lambda each: each[0] not in _STOPS and (each[0] != "and" or each[1] not in lexicon().verbs), ahead)
    near = [word for word, _ in on]
    return not {"return", "returned", "home", "back", "repatriation"}.isdisjoint(near)


def _capacity(mention: Mention) -> str | None:
    return "what a shelter can hold is no number of victims" if mention.possible else None


def _why_not(mention: Mention) -> str | None:
    if not _SURVEYS.isdisjoint(mention.sentence.words[: mention.count.first]):
        return "a survey found them"
    one = mention.count.implied and mention.count.value
    return "one of something else" if one and mention.phrase.heads.isdisjoint(_PERSONS - {"audience"}) else None


def _shelters(mention: Mention) -> Iterator[Claim]:
    """'operates three shelters', 'there are five shelters'; not 'the shelter', not beds."""
    kinds, words, first = mention.phrase.words, mention.sentence.words, mention.count.first
    if not kinds & _SHELTERS and not (kinds & _HOMES and (kinds & _CENTER_KINDS or "assist" in mention.doing)):
        return
    if mention.count.implied and mention.count.value == 1:
        if "operate" in mention.done and "open" in mention.done | _made(mention):
            yield Claim("shelters")
        return
    if (
        mention.sentence.owns(max(first - 1, 0))  # 'the agency's eight shelters'
        or words[max(0, first - 2) : first] in (["at", "its"], ["in", "its"])
        or mention.done & _RUN
        or mention.states & {"operating", "existing"}
        or mention.doing & {"assist", "provide", "receive", "hold", "operate"}
    ):
        yield Claim("shelters")


def _made(mention: Mention) -> frozenset[str]:
    """'open', where a shelter was established or built."""
    words = mention.sentence.words
    told = {words[at] for each in mention.governing for at in range(each.first, each.last)}
    return frozenset({"open"}) if told & {"established", "built", "inaugurated", "created", "set"} else frozenset()
