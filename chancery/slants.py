"""What a whole cable is about, so that its subject speaks for its paragraphs: 'NOMINATION OF A TIP HERO'."""

from chancery import tip
from chancery.topic_words import heading_keys

_ASIDE = frozenset(["action_request", "contacts", "summary"])
"""What a subject mentions besides ('... ; ACTION REQUEST')."""
WEIGHTS = {
    "heroes": 12,
    "child_soldiers": 4,
    "child_labor": 1,
    "reactions": 3,
    "us_programs": 3,
    "legislation": 3,
    "training": 2,
    "victim_protection": 2,
    "prosecutions": 2,
    "investigations": 2,
    "prevention": 2,
    "international_cooperation": 1,
}
"""How much the subject speaks for paragraphs, by what it tells ..."""
DIVIDED = frozenset(["child_labor", "child_soldiers"])
"""... which the headings of such a cable divide ..."""
_LOUD = frozenset(["heroes", "child_soldiers", "reactions"])
"""... and which a subject tells that names others as well."""
_PLAINLY = 3
"""The weight that decides where the paragraph itself tells nothing."""
PLAIN = frozenset(key for key, weight in WEIGHTS.items() if weight >= _PLAINLY) - DIVIDED
"""What a paragraph that tells nothing is about in such a cable."""


def of(subject: str, *, trafficking: bool, report: bool) -> frozenset[str]:
    """The one key that a subject tells of all, if it does; those of one on ``trafficking`` at large tell no labor.

    >>> of("RURITANIA: NOMINATION OF A TIP HERO", trafficking=True, report=False)
    frozenset({'heroes'})
    """
    named = [key for key in heading_keys(subject) if key not in _ASIDE]
    if not named or named[0] not in WEIGHTS or (len(named) > 1 and named[0] not in _LOUD):
        return frozenset()
    key = named[0]
    if (key == "child_labor" and (trafficking or not tip.is_kin(subject))) or (key == "reactions" and report):
        return frozenset()
    return frozenset([key])
