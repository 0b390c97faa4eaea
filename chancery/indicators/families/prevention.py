"""Calls from the public, awareness campaigns and events, people reached.

``received and investigated over 300 calls``; ``three awareness campaigns``; ``reached 25,000 students``.
"""

from collections.abc import Iterator

from chancery.indicators.grammar.lexicon import listed
from chancery.indicators.grammar.mentions import Mention
from chancery.indicators.scene import Claim, Scene

_LINES = listed("prevention lines")
_PUBLIC = listed("prevention public")
_AWARE = listed("prevention aware")
_GATHERINGS = listed("prevention gatherings")
_EVENTS = listed("prevention events")
_AUDIENCES = frozenset({"audience", "person", "child", "worker"})
_HELD = frozenset({"hold", "open", "fund", "operate", "provide", "attend"})
_PUBLIC_MEETINGS = listed("prevention meetings")
_CALLED = frozenset({"called", "contacted", "phoned", "dialed", "telephoned"})
_ATTENDED = frozenset({"attend", "receive", "reach", "hear"})


def read(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """Claims on one number."""
    heads, count = mention.phrase.heads, mention.count
    if count.currency or count.joined:
        return
    if heads & {"person", "audience"} and _called(mention, scene):
        yield Claim("hotline_calls")
        return
    if "call" in heads and not count.implied:
        yield from _calls(mention, scene)
    if "campaign" in heads:
        yield from _campaigns(mention, scene)
    if heads & _AUDIENCES or mention.phrase.empty:
        yield from _reached(mention, scene)


def _called(mention: Mention, scene: Scene) -> bool:
    """Whether so many called: 'over 5,600 people called the hotline'."""
    last = mention.phrase.last
    near = mention.sentence.words[last : last + 3]
    return not mention.count.implied and bool(scene.words & _LINES) and not _CALLED.isdisjoint(near)


def _calls(mention: Mention, scene: Scene) -> Iterator[Claim]:
    words = mention.phrase.words
    got = mention.done & {"receive", "investigate", "hold"}
    if words & {"call", "calls", "caller", "callers", "phone"}:
        if got or (scene.words | scene.before) & _LINES:
            yield Claim("hotline_calls")
    elif "receive" in mention.done and scene.words & (_PUBLIC | _LINES):
        yield Claim("hotline_calls")


def _campaigns(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """'seven public information campaigns', '45 community meetings'; not a committee's meetings."""
    words = mention.phrase.words
    if not mention.done & _HELD and "happened" not in mention.states and not mention.doing & {"reach"}:
        return
    if words & {"campaign", "campaigns"}:
        aware = bool(words & _AWARE - {"campaign", "campaigns"}) or scene.about or scene.topic == "prevention"
    elif words & {"meeting", "meetings", "forum", "forums", "performance", "performances"}:
        near = mention.sentence.words[mention.phrase.last : mention.phrase.last + 4]
        aware = not _PUBLIC_MEETINGS.isdisjoint((*words, *near))  # 'meetings in schools'
    else:
        aware = bool(scene.words & _AWARE) or scene.topic == "prevention"
    if aware:
        yield Claim("campaigns")


def _reached(mention: Mention, scene: Scene) -> Iterator[Claim]:
    if mention.count.implied or mention.count.value == 0:
        return
    told = scene.words | scene.before
    if not (told & _GATHERINGS or "reach" in mention.done) or not (
        scene.about or told & _AWARE or scene.words & _EVENTS or scene.topic == "prevention"
    ):
        return
    if mention.phrase.empty and not _audience_before(mention):
        return
    if (
        "reach" in mention.done | mention.acts
        or mention.doing & _ATTENDED
        or _audience_before(mention)
        or _session_with(mention)
    ):
        yield Claim("people_reached")


def _audience_before(mention: Mention) -> bool:
    """'an audience of 200', 'The group included 40 leaders'."""
    words = mention.sentence.words[max(0, mention.count.first - 3) : mention.count.first]
    return words[-2:] in (["audience", "of"], ["attendance", "of"], ["crowd", "of"]) or (
        words[-1:] in (["included"], ["numbered"])
        and bool({"group", "audience", "participants", "attendees"} & set(words))
    )


def _session_with(mention: Mention) -> bool:
    """'a session with about 20 indigenous youth'."""
    *before, last = mention.sentence.words[max(0, mention.count.first - 8) : mention.count.first] or [""]
    return last in {"with", "for", "to"} and not (_GATHERINGS - {"program", "programs"}).isdisjoint(before)
