"""Pairs of words, so that a phrase need not read all places of a very common word.

'of' stands in 10,000 cables half a million times, 'of the' a fifth as often. So a common word and the one
behind it are a word of the index, too; its name is the second, a blank, and the first: all pairs would else begin with
the same few letters, and workers share words by letters.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from chancery.search.written import Occurrence

COMMON = tuple("a and as by for from govern has in is it of on that the to traffick victim was with".split())
"""Stems that a cable of this kind has five times or more."""


def pairs(words: Mapping[str, Sequence[Occurrence]]) -> dict[str, list[Occurrence]]:
    """The pairs of a shard, each where its first word stands.

    >>> pairs({"of": [Occurrence(3, 1, [7])], "rule": [Occurrence(3, 2, [4, 8])], "the": [Occurrence(4, 1, [7])]})
    {'rule of': [Occurrence(cable=3, weight=1, places=[7])]}
    """
    before: dict[int, dict[int, list[str]]] = defaultdict(dict)  # cable to places to the common words before them
    for common in COMMON:
        for found in words.get(common, ()):
            near = before[found.cable]
            for place in found.places:
                near.setdefault(place + 1, []).append(common)
    made: dict[str, dict[int, list[int]]] = defaultdict(dict)
    for word, held in words.items():
        for found in held:
            near = before[found.cable]
            for place in found.places:
                if place in near:
                    for common in near[place]:
                        made[f"{word} {common}"].setdefault(found.cable, []).append(place - 1)
    return {name: [Occurrence(cable, 1, places) for cable, places in cables.items()] for name, cables in made.items()}
