"""Training: sessions held, and officials, police, judges and prosecutors trained.

``held 87 separate training sessions``; ``4,000 officials, 2,500 of whom were police officers``; ``will reach all 240
judges and prosecutors``.
"""

from collections.abc import Iterator

from chancery.indicators.grammar.lexicon import listed
from chancery.indicators.grammar.mentions import Mention
from chancery.indicators.scene import Claim, Scene

TRAINING = listed("training training")
KEYS = {"judicial": "judicial_trained", "police": "police_trained", "official": "officials_trained"}
_HELD = frozenset({"hold", "attend", "provide", "receive", "fund", "train", "operate", "open"})
_GIVEN = frozenset({"reach", "train", "gather", "attend"})
_COURSES = frozenset({"course", "class"})
"""'Completed a course' says what people took, not that one was held."""
_NAMED = frozenset({"training", "trainings", "workshop", "workshops", "seminar", "seminars", "course", "courses"})
_UNNAMED = frozenset({"session", "sessions", "conference", "conferences"})
_PUBLIC = listed("training public")
_OWN_STAFF = listed("training own staff")
_GOVERNMENT = listed("training government")


def read(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """Claims on one number."""
    heads = mention.phrase.heads
    if mention.count.currency or mention.count.joined:
        return
    if "session" in heads and not heads & KEYS.keys():
        yield from _sessions(mention, scene)
    elif heads & KEYS.keys() and _trained(mention, scene):
        yield Claim(trained_key(mention) or "officials_trained", why_not=_not_officials(mention, scene))


def trained_key(mention: Mention) -> str | None:
    """The key by who was trained; several groups under one number are officials."""
    groups = {next((name for name in KEYS if name in classes), "") for classes in mention.phrase.classes} - {""}
    if not groups:
        return None
    return KEYS[groups.pop()] if len(groups) == 1 else "officials_trained"


def _trained(mention: Mention, scene: Scene) -> bool:
    """Whether these people were trained: taught, or taking part."""
    if mention.count.implied and mention.count.value == 1:
        return False
    if "train" in mention.done:
        return True
    if scene.words.isdisjoint(TRAINING) and scene.before.isdisjoint(TRAINING):
        return False
    after = mention.sentence.words[mention.phrase.last : mention.phrase.last + 6]
    if (mention.done & {"provide", "file"} or after[:1] == ["went"]) and not TRAINING.isdisjoint(after):
        return True  # 'gave 220 recruits a course', 'sent 12 officers to a seminar'
    if "provide" in mention.done and mention.sentence.words[mention.count.first - 1] == "to":
        return True  # 'gave its course to 220 recruits'
    attending = mention.doing & {"attend", "receive"} or "attending" in mention.states
    return bool(attending or mention.done & {"reach", "attend", "gather"})


def _not_officials(mention: Mention, scene: Scene) -> str | None:
    words = mention.phrase.words
    if words & _OWN_STAFF and not words & _GOVERNMENT:
        return "staff of NGOs and firms are no officials"
    last = mention.count.last
    if mention.sentence.words[last : last + 2] in (["of", "its"], ["of", "their"]) and scene.has(
        "ngo", "iom", "foundation", "shelter", "hotels"
    ):
        return "an NGO's own staff are no officials"
    return None


def _sessions(mention: Mention, scene: Scene) -> Iterator[Claim]:
    """'87 training sessions', 'a workshop'; what villagers or pupils heard is awareness."""
    words, order = mention.phrase.words, mention.sentence.words
    first = mention.count.first
    within = order[first - 1 : first] in (["in"], ["during"], ["at"]) and scene.has("trained", "taught", "instructed")
    within = within or mention.phrase.last <= first  # 'Training courses: 12'
    held = bool(within or mention.done & _HELD or "happened" in mention.states or mention.doing & _GIVEN)
    if not held or (mention.count.implied and words & _COURSES and "hold" not in mention.done):
        return
    if not _PUBLIC.isdisjoint((*words, *order[mention.phrase.last : mention.phrase.last + 4])):
        yield Claim("training_sessions", why_not="awareness work for the public is no training")
    elif words & _NAMED or scene.words & TRAINING - _UNNAMED:
        yield Claim("training_sessions")
