"""Long lists a piece at a time; in files each is checked, and neither who writes nor who reads holds the whole."""

import hashlib
import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")

_CHECK = 16
_LENGTH = 4


class DamagedError(Exception):
    """A block is not what was written."""


def write(path: Path, blocks: Iterable[bytes]) -> None:
    """Write a file of blocks in one step: readers see the old or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            for data in blocks:
                file.write(len(data).to_bytes(_LENGTH, "big"))
                file.write(_check(data))
                file.write(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read(path: Path) -> Iterator[bytes]:
    """The blocks of a file. Raises ``DamagedError``, and ``OSError`` where it cannot be read."""
    with path.open("rb") as file:
        while head := file.read(_LENGTH):
            check = file.read(_CHECK)
            data = file.read(int.from_bytes(head, "big"))
            if check != _check(data):
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


def _check(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:_CHECK]
