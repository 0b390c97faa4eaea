"""What a whole cable is about, so that its subject speaks for its paragraphs: 'NOMINATION OF A TIP HERO'."""

import re
from collections.abc import Iterable

from chancery.about import tip
from chancery.body import reach
from chancery.body.sections import Draft
from chancery.vocab.topic_words import READ, heading_keys, nearness

SEVERAL = re.compile(
    r"""
    \b (?: TIP | persons | trafficking | slave\w* ) (?: [ ] report )?
        (?: [ ] (?: and | & ) [ ] | [,;/] .{1,60} (?: [,;/] | \band\b | & ) )
    | (?: \b and | & | [,;] (?: [ ] [\w-]+ ){0,4} ) [ ] (?: the [ ] | human [ ] )? (?: TIP | trafficking | slave\w* ) \b
    | \b (?: round-?up | weekly | monthly | staffdel | codel | scene-?setter )
    | \b human [ ] rights [ ] (?: update | report )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A subject that names several things: 'VISIT FOCUSES ON TIP, LABOR AND TRADE', not 'TIP: POLICE, COURTS AND NGOS'."""
_ASIDE = frozenset(["action_request", "contacts", "summary"])
"""What a subject mentions besides ('... ; ACTION REQUEST')."""
WEIGHTS = {
    "heroes": 12,
    "child_soldiers": 4,
    "child_labor": 1,
    "reactions": 3,
    "us_programs": 6,
    "legislation": 1,
    "training": 1,
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


def part(drafts: Iterable[Draft]) -> range:
    """The lines from the first paragraph that is near to trafficking to the last, the summary and comment aside."""
    near = [
        p.lines[0]
        for draft in drafts
        if draft.marker is None and reach.named(draft.heading) is None
        for p in draft.paragraphs
        if nearness(p.text[:READ])
    ]
    return range(near[0], near[-1]) if near else range(0)
