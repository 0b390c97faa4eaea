"""What a whole cable is about, so that its subject speaks for its paragraphs: 'NOMINATION OF A TIP HERO'."""

import re
from collections.abc import Iterable

from chancery.about import leads, tip
from chancery.body import reach
from chancery.body.sections import Draft
from chancery.vocab.topic_words import READ, heading_keys, nearness, weigh

SEVERAL = re.compile(
    r"""
    \b (?: TIP | persons | trafficking | slave\w* ) (?: [ ] report )?
        (?: [ ] (?: and | & ) [ ] | [,;/] .{1,60} (?: [,;/] | \band\b | & ) )
    | (?: \b and | & | [,;] (?: [ ] [\w-]+ ){0,4} ) [ ] (?: the [ ] | human [ ] )? (?: TIP | trafficking | slave\w* ) \b
    | \b (?: round-?up | weekly | monthly | quarterly | newsletter | staffdel | codel | scene-?setter )
    | \b fraud [ ] summary
    | \b human [ ] rights [ ] (?: \w+ [ ] ){0,2} (?: update | report | notes )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A subject that names several things: 'VISIT FOCUSES ON TIP, LABOR AND TRADE', not 'TIP: POLICE, COURTS AND NGOS'."""
_PART = re.compile(r"\W{1,3}(?:part )?(?:\d|[IVX]{1,4}) of (?:\d|[IVX]{1,4})\W?\Z", re.IGNORECASE)
"""Which part of a submission a cable is, behind the rest of its subject: ' (3 OF 3)'."""
_ASIDE = frozenset(["action_request", "contacts", "summary"])
"""What a subject mentions besides ('... ; ACTION REQUEST')."""
WEIGHTS = {
    "heroes": 12,
    "child_soldiers": 8,
    "child_labor": 1,
    "reactions": 3,
    "us_programs": 8,
    "legislation": 1,
    "training": 1,
    "victim_protection": 2,
    "prosecutions": 2,
    "investigations": 2,
    "prevention": 2,
    "international_cooperation": 1,
}
"""How much the subject speaks for paragraphs, by what it tells ..."""
_LOUD = frozenset(["heroes", "child_soldiers", "reactions"])
"""... and which a subject tells that names others as well."""
_PLAINLY = 3
"""The weight that decides where the paragraph itself tells nothing."""
PLAIN = frozenset(["child_labor", *(key for key, weight in WEIGHTS.items() if weight >= _PLAINLY)])
"""What paragraphs that tell nothing are about in such a cable, in which headings tell nothing else."""
_GRADED = re.compile(r"\b(?:react\w*|TIP|tier|reports?|ranking|demarche|plan|list)\b", re.IGNORECASE)
"""What a reaction to the Department's report is a reaction to."""
_OTHER, _SOME = 2, 2
"""Paragraphs whose words weigh so much for other things show that a cable is about several, if there are so many."""


def of(subject: str, *, trafficking: bool, report: bool) -> frozenset[str]:
    """The one key that a subject tells of all, if it does; those of one on ``trafficking`` at large tell no labor.

    >>> of("RURITANIA: NOMINATION OF A TIP HERO", trafficking=True, report=False)
    frozenset({'heroes'})
    """
    named = [key for key in heading_keys(_PART.sub("", subject)) if key not in _ASIDE]
    several = len(named) > 1 or SEVERAL.search(subject) is not None
    if not named or named[0] not in WEIGHTS or (several and named[0] not in _LOUD):
        return frozenset()
    key = named[0]
    if (key == "child_labor" and (trafficking or not tip.is_kin(subject))) or (
        key == "reactions" and (report or _GRADED.search(subject) is None)
    ):
        return frozenset()
    return frozenset([key])


def part(drafts: Iterable[Draft], subject: str) -> range | None:
    """The lines from the first paragraph that is near to trafficking to the last, of a cable on several things.

    Where the first begins with a heading ('Trafficking: ...'), they go on to the next that does.

    Its subject says that it is one, or most paragraphs that are not near. Summary and comment are left aside.
    """
    texts = {
        p.lines[0]: p.text[:READ]
        for draft in drafts
        if draft.marker is None and reach.named(draft.heading) is None
        for p in draft.paragraphs
    }
    near = [line for line, text in texts.items() if nearness(text)]
    if SEVERAL.search(subject) is None:
        others = [weigh([texts[line]])["other"] >= _OTHER for line in texts.keys() - set(near)]
        if sum(others) < max(_SOME, len(others) / 2):
            return None
    if not near:
        return range(0)
    end = near[-1]
    if leads.find(texts[near[0]]) is not None:
        end = next((line for line, text in texts.items() if line > end and leads.find(text)), max(texts) + 1)
    return range(near[0], end)
