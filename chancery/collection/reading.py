"""The first stage: which cables there are, and each of them read, edited and made ready to be published."""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from chancery.collection import briefs, gist
from chancery.collection.corpus import Problem
from chancery.collection.packs import Held, Pack, encoded, record_digest
from chancery.collection.store import digest
from chancery.editing import edits
from chancery.files.blocks import weighed
from chancery.parse import Parsed, parse, parse_all
from chancery.shelf import shelf
from chancery.source import EDITS, InputError, Source, decode, reason

TOGETHER = 500_000
"""Characters of text that are parsed together: a batch of common cables, or one large one; they bound the memory."""


class Input(msgspec.Struct, frozen=True, array_like=True):
    """A cable to be read, by its place in the folder of cables ('2009/09PHNOMPENH846.txt')."""

    path: str
    edited: bool
    """Whether there is an edits file beside it."""
    stamp: bytes
    """By what both are known again without a look into them; b'' where that would not be sure."""

    @property
    def id(self) -> str:
        """The id that its name tells."""
        return self.path.rpartition("/")[2].removesuffix(".txt")

    @property
    def edits(self) -> str:
        """The place of the edits file."""
        return self.path.removesuffix(".txt") + EDITS


class Read(msgspec.Struct, frozen=True):
    """What became of one input: held in the cache, or not read."""

    key: bytes
    held: Held | None
    problem: Problem | None


class Reading(msgspec.Struct, frozen=True):
    """What a worker has to know to read."""

    cables: str
    packs: str
    version: bytes
    """Of the code and vocabularies that read."""


def scan(cables: Path) -> tuple[list[Input], list[Problem]]:
    """All cables of a folder and its subfolders in a fixed order, and what is wrong with their places.

    Raises ``InputError`` where a folder cannot be read.
    """
    found = shelf(cables)
    for each in found.closed:
        raise InputError(each.path, None, each.what, "name the folder of cables with --cables")
    problems = [Problem(each.path, each.line, each.what, each.todo) for each in found.problems]
    return [_input(path, seen, found.edits) for path, seen in found.cables.items()], problems


def _input(path: str, seen: bytes, decided: Mapping[str, bytes]) -> Input:
    beside = path.removesuffix(".txt") + EDITS
    files = [seen, decided[beside]] if beside in decided else [seen]
    stamp = digest(os.fsencode(path), *files) if all(files) else b""
    return Input(path, beside in decided, stamp)


def load(setup: Reading, each: Input) -> tuple[bytes, bytes | None]:
    """Bytes of a cable and of its edits. Raises ``OSError``."""
    raw = Path(setup.cables, each.path).read_bytes()
    return raw, Path(setup.cables, each.edits).read_bytes() if each.edited else None


def key_of(setup: Reading, each: Input, raw: bytes, edited: bytes | None) -> bytes:
    """What the cable is found by in the cache: all that the reading of it depends on."""
    name = each.path.rpartition("/")[2].encode("utf-8", "surrogateescape")
    return digest(setup.version, name, raw, b"" if edited is None else b"+" + edited)


def keys(
    setup: Reading, inputs: Sequence[Input], known: Mapping[bytes, bytes], advance: Callable[[int], None]
) -> list[bytes]:
    """Keys of inputs, of those that are ``known`` by their stamps without a look; empty where one cannot be read."""
    made = []
    for each in inputs:
        advance(1)
        key = known.get(each.stamp, b"")
        with contextlib.suppress(OSError):
            key = key or key_of(setup, each, *load(setup, each))
        made.append(key)
    return made


class _Loaded(NamedTuple):
    """A cable that can be parsed."""

    input: Input
    key: bytes
    source: Source
    decided: edits.Edits | None


def read(setup: Reading, inputs: list[Input]) -> list[Read]:
    """Read a batch of cables; a worker's work. Their texts go to one pack of the cache.

    Raises ``InputError`` where one is gone since the folder was looked through.
    """
    pack = Pack(setup.packs)
    loaded = (_load(setup, each) for each in inputs)
    done = [each for group in weighed(loaded, _weight, TOGETHER) for each in _read(pack, group)]
    pack.close()
    return done


def _weight(one: _Loaded | Read) -> int:
    return sum(map(len, one.source.lines)) if isinstance(one, _Loaded) else 0


def _load(setup: Reading, each: Input) -> _Loaded | Read:
    try:
        raw, edited = load(setup, each)
    except FileNotFoundError as error:
        # A stick that was pulled out must not leave a site without cables.
        raise InputError(f"{setup.cables}/{each.path}", None, "gone while it was built", "build again") from error
    except OSError as error:
        return Read(b"", None, Problem(each.path, None, reason(error), "check whether it may be read"))
    key = key_of(setup, each, raw, edited)
    try:
        source = decode(raw, each.path.rpartition("/")[2])
        return _Loaded(each, key, source, None if edited is None else edits.loads(edited, each.edits))
    except Exception as error:  # noqa: BLE001 -- see _failed
        return _failed(each, key, error)


def _read(pack: Pack, group: list[_Loaded | Read]) -> Iterator[Read]:
    """Parse cables together, then make each ready."""
    parsed = _parsed([each.source for each in group if isinstance(each, _Loaded)])
    for each in group:
        if isinstance(each, Read):
            yield each
            continue
        one = next(parsed)
        yield _failed(each.input, each.key, one) if isinstance(one, Exception) else _publish(pack, each, one)


def _parsed(sources: list[Source]) -> Iterator[Parsed | Exception]:
    """Each parsed, or why that failed."""
    try:
        yield from parse_all(sources)
    except Exception:  # noqa: BLE001 -- see _failed
        yield from map(_parsed_alone, sources)


def _parsed_alone(source: Source) -> Parsed | Exception:
    try:
        return parse(source)
    except Exception as error:  # noqa: BLE001 -- see _failed
        return error


def _publish(pack: Pack, one: _Loaded, parsed: Parsed) -> Read:
    try:
        published = edits.publish(one.source, parsed, one.decided)
        record = encoded(published)
        brief = briefs.brief(published, record_digest(record))
        packed = briefs.pack(brief), gist.pack(gist.gist(brief))
    except Exception as error:  # noqa: BLE001 -- see _failed
        return _failed(one.input, one.key, error)
    return Read(one.key, Held(brief.id, pack.add(record, packed[0]), packed[1]), None)


def _failed(each: Input, key: bytes, error: Exception) -> Read:
    """What to tell of a cable that cannot be read. A fault of ours costs that one and is told, not the site."""
    if isinstance(error, InputError):
        place = error.path if error.path.endswith(EDITS) else each.path
        return Read(key, None, Problem(place, error.line, error.what, error.todo))
    # The words of the error are left out: they can hold what an editor took out of the cable.
    what = f"the reader failed with {type(error).__name__}"
    return Read(key, None, Problem(each.path, None, what, "run 'parse' on it and report what it says"))
