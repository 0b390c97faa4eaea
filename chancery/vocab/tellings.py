"""Lists of patterns that tell keys, asked all at once: of some hundred few have their letters in a text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

_PIECE = re.compile(
    r"(\\.|\[[^\]]*\]|\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)|.)([?*+]|\{[^}]*\})?", re.DOTALL
)
"""A piece of a pattern (a letter, a class, a group with its brackets), and how often it stands."""
_GROUP = re.compile(r"\((?!\?[^:])")
"""A group that takes letters: no look ahead or behind."""


class _Way(NamedTuple):
    """A pattern by letters that it needs: one with several has as many of these."""

    group: int
    """The place of its group; of two groups with one key each counts."""
    key: str
    stem: str
    """Letters that stand in whatever it fits, which are sooner looked for."""
    find: Callable[[str], re.Match[str] | None]


class Tellings(NamedTuple):
    """Groups of patterns, each with the key it tells, by letters that a text has in which a pattern can be."""

    ways: tuple[_Way, ...]
    stems: tuple[str, ...]
    """The letters of each."""
    threes: dict[str, tuple[int, ...]]
    """Places in ``ways`` of those whose letters have these three among them, which are rarest in others."""
    short: tuple[int, ...]
    """Places of those that have fewer letters."""


def ready(groups: Iterable[Mapping[str, Sequence[str]]]) -> Tellings:
    r"""Groups of patterns (``[{"heroes": ["nominat", r"hero\b"]}, …]``) made ready to be asked.

    ValueError for a pattern whose brackets are too deep.
    """
    ways = tuple(
        _Way(place, key, stem, re.compile(pattern).search)
        for place, group in enumerate(groups)
        for key, patterns in group.items()
        for pattern in patterns
        for stem in stems(pattern)
    )
    often = Counter(three for way in ways for three in _threes(way.stem))
    threes: dict[str, list[int]] = {}
    for place, way in enumerate(ways):
        threes.setdefault(min(_threes(way.stem), key=often.__getitem__, default=""), []).append(place)
    short = tuple(threes.pop("", ()))
    return Tellings(
        ways, tuple(way.stem for way in ways), {three: tuple(places) for three, places in threes.items()}, short
    )


def _threes(text: str) -> list[str]:
    """All letters of a text with the two behind them."""
    return [text[at : at + 3] for at in range(len(text) - 2)]


def told(tellings: Tellings, text: str) -> list[str]:
    """The keys of the groups that have a pattern which fits a text in small letters, in their order."""
    threes, near = tellings.threes, list(tellings.short)
    for three in threes.keys() & _threes(text):
        near += threes[three]
    found: dict[int, str] = {}
    stems = tellings.stems
    for at in sorted([at for at in near if stems[at] in text]):
        group, key, _, find = tellings.ways[at]
        if group not in found and find(text) is not None:
            found[group] = key
    return list(found.values())


def stems(pattern: str) -> tuple[str, ...]:
    r"""The longest letters of a pattern, one of which stands in whatever it fits; '' where it needs none.

    >>> stems(r"time spent (in |on )?prepar")
    ('time spent ',)
    >>> stems(r"[.;] (the )?(embassy|post)s? (has |had )?(fund|gave)")
    ('embassy', 'post')
    """
    nothing: tuple[str, ...] = ("",)
    found, best, run = list[str](), nothing, ""
    for piece, times in _PIECE.findall(f"{pattern}|"):
        if piece == "(":
            raise ValueError(pattern)  # brackets deeper than those of a piece
        needed = not times.startswith(("?", "*", "{0"))
        if needed and len(piece) == 1 and piece not in ".^$|":
            run += piece
            if not times:
                continue
        group = stems(piece[1:-1].removeprefix("?:")) if needed and _GROUP.match(piece) else nothing
        best, run = max(best, (run,), group, key=lambda letters: min(map(len, letters))), ""
        if piece == "|":
            found, best = [*found, *best], nothing
    return tuple(found)


def places(text: str, letters: Iterable[str]) -> Iterator[int]:
    """Where letters stand near which a slow pattern is worth asking, those of each word in order."""
    for stem in letters:
        at = text.find(stem)
        while at >= 0:
            yield at
            at = text.find(stem, at + 1)
