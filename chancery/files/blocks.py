"""Long lists a piece at a time; in files each is checked, and neither who writes nor who reads holds the whole."""

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from chancery.files.output import replacing

Item = TypeVar("Item")

_CHECK = 16
_LENGTH = 4


class DamagedError(Exception):
    """A block is not what was written."""


def write(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file of blocks in one step: readers see the old or the new one, never half of it."""
    with replacing(path) as file:
        for data in blocks:
            file.write(len(data).to_bytes(_LENGTH, "big"))
            file.write(check(data))
            file.write(data)


def read(path: Path) -> Iterator[bytes]:
    """The blocks of a file. Raises ``DamagedError``, and ``OSError`` where it cannot be read."""
    with path.open("rb") as file:
        while head := file.read(_LENGTH):
            seen = file.read(_CHECK)
            data = file.read(int.from_bytes(head, "big"))
            if seen != check(data):
                raise DamagedError(path)
            yield data


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items in lists of at most ``size``.

    >>> list(batches([1, 2, 3], 2))
    [[1, 2], [3]]
    """
    rest = iter(items)
    while batch := list(itertools.islice(rest, size)):
        yield batch


def weighed(items: Iterable[Item], weight: Callable[[Item], int], most: int) -> Iterator[list[Item]]:
    """Items in lists, each as long as it weighs no more than ``most`` and one item may.

    >>> list(weighed("abc", ord, 200))
    [['a', 'b'], ['c']]
    """
    batch: list[Item] = []
    whole = 0
    for each in items:
        own = weight(each)
        if batch and whole + own > most:
            yield batch
            batch, whole = [], 0
        batch.append(each)
        whole += own
    if batch:
        yield batch


def check(data: bytes) -> bytes:
    """By what bytes are known again."""
    return hashlib.sha256(data).digest()[:_CHECK]
