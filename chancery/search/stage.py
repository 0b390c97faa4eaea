"""The stage of a build that makes the index: shards that did not change are taken over, the others indexed.

Workers index shards, each on its own; what they hand back are the names of what they wrote. Then they join the words
of all shards, a group of letters each. Folders are named after what is in them, so that no browser shows an old one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from chancery.collection.corpus import Corpus
from chancery.collection.packs import Place, Reader
from chancery.collection.store import Made, digest
from chancery.files.output import Stamp, write
from chancery.search import facets
from chancery.search.index import index
from chancery.search.lists import GROUPS, Run, cut, joined, packed, table
from chancery.search.manifest import MANIFEST, Facets, folder, manifest
from chancery.search.pairs import COMMON
from chancery.search.parts import Parts
from chancery.search.scripts import FOLDER, both
from chancery.search.shards import Shard, shards
from chancery.search.text import document
from chancery.search.written import version as pagefind
from chancery.work.desk import Desk
from chancery.work.executor import Lost, UnfitError, tried

LONG = 250
"""So many cables to index are worth a worker beside this process."""
EIGHT = 8
"""Lengths of cables are told in units of so many words: they are there to be compared."""
LIST = "list"
"""The file that every search needs."""

Stamps = dict[str, Stamp]


class Task(msgspec.Struct, frozen=True):
    """A shard for a worker, which has to be able to travel."""

    new: str
    packs: str
    work: str
    parts: str
    key: str
    name: str
    cables: tuple[Place, ...]


class Joining(msgspec.Struct, frozen=True):
    """A group of words for a worker."""

    new: str
    parts: str
    folder: str
    group: str
    shards: tuple[tuple[str, int], ...]
    """Key of each, and the number of cables before it."""


def build(desk: Desk, corpus: Corpus, advance: Callable[[int], None]) -> None:
    """Make ``pagefind/`` of the new site; ``advance`` is told how many cables are done."""
    version = digest(desk.version, pagefind().encode())
    held = [(shard, digest(version, shard.name.encode(), corpus.digests(shard.ids))) for shard in shards(corpus)]
    choices = facets.facets(corpus)
    parts = Parts(desk.work / f"search-{desk.files.name}")
    before = _by_key(desk.files.known)
    whole = digest(version, *(key for _, key in held))
    lists = _kept(desk, before, whole)
    done: dict[bytes, Sequence[str]] = {}
    todo: list[tuple[Shard, bytes]] = []
    for shard, key in held:
        done[key] = paths = _kept(desk, before, key)
        if paths and (lists or parts.sound(key.hex())):
            advance(len(shard.ids))
        else:
            todo.append((shard, key))
    for (shard, key), made in zip(todo, _index(desk, parts, todo), strict=True):
        done[key] = _add(desk, made, key)
        advance(len(shard.ids))
    lists = lists or (_add(desk, _all(desk, parts, held, whole, choices), whole) if held else ())
    parts.tidy({key.hex() for _, key in held})
    rows = [(folder(done[key]), len(shard.ids)) for shard, key in held]
    desk.files.put(MANIFEST, manifest(len(corpus.ids), rows, folder(lists) if lists else "", choices))


def _kept(desk: Desk, before: Mapping[bytes, Sequence[str]], key: bytes) -> Sequence[str]:
    """Files of the old site that were made from the same and are taken over: all or none."""
    paths = before.get(key, ())
    return paths if desk.files.keep_all(paths, key) else ()


def _index(desk: Desk, parts: Parts, todo: list[tuple[Shard, bytes]]) -> Iterable[Stamps]:
    """Have shards indexed side by side; what was written for each, in order."""
    long = sum(len(shard.ids) for shard, _ in todo) > LONG
    tasks = (
        Task(
            str(desk.new), str(desk.packs), str(desk.work), str(parts.folder), key.hex(), shard.name,
            tuple(desk.places[each] for each in shard.ids),
        )
        for shard, key in todo
    )  # fmt: skip
    waits = [desk.runner.begin(make, task, long=long) for task in tasks]
    return (wait() for wait in waits)


def make(task: Task) -> Stamps:
    """Index a shard, keep its words, and write what its hits show."""
    written = index(_documents(task), Path(task.work))
    Parts(Path(task.parts)).save(task.key, written)
    texts = {f"text/{number}.bin": data for number, data in enumerate(written.texts)}
    return _write(task.new, both(f"{task.name}-{digest(*texts.values()).hex()[:8]}", texts))


def _documents(task: Task) -> Iterator[tuple[str, str]]:
    """Ids and documents of a shard's cables. Raises ``UnfitError`` where the program fails over one."""
    for brief, cable in map(Reader(task.packs).pair, task.cables):
        (made,) = tried(lambda pairs: [document(*pair) for pair in pairs], [(cable, brief)])
        if isinstance(made, Lost):
            raise UnfitError({brief.id: made.fault})
        yield brief.id, made


def _all(desk: Desk, parts: Parts, held: Sequence[tuple[Shard, bytes]], whole: bytes, choices: Facets) -> Stamps:
    """Have the words of all shards joined, groups side by side; what was written."""
    name = f"lists-{whole.hex()[:8]}"
    rows: list[tuple[str, int]] = []
    lengths: list[int] = []
    for _, key in held:
        rows.append((key.hex(), len(lengths)))
        lengths += [each // EIGHT for each in parts.lengths(key.hex())]
    long = len(lengths) > LONG
    tasks = [Joining(str(desk.new), str(parts.folder), name, group, tuple(rows)) for group in GROUPS]
    waits = [desk.runner.begin(join, task, long=long) for task in tasks]
    made: Stamps = {}
    last: dict[str, list[str]] = {}
    for group, wait in zip(GROUPS, waits, strict=True):
        last[group], stamps = wait()
        made |= stamps
    told = msgspec.json.encode({"pieces": last, "lengths": lengths, "common": COMMON})
    return made | _write(str(desk.new), both(name, {f"{LIST}.bin": packed(told)} | facets.files(choices)))


def join(task: Joining) -> tuple[list[str], Stamps]:
    """Join the words of a group in all shards and write them in pieces: the last word of each, and what was written."""
    parts, held = Parts(Path(task.parts)), dict[str, list[tuple[int, Run]]]()
    for key, before in task.shards:
        for word, run in parts.words(key, task.group).items():
            held.setdefault(word, []).append((before, run))
    last, files = [], {}
    for number, piece in enumerate(cut((word, joined(held[word])) for word in sorted(held))):
        last.append(piece[-1][0])
        name = f"{task.group}-{number}.bin"
        files[f"cables/{name}"] = table((word, each.cables, each.weights) for word, each in piece)
        files[f"places/{name}"] = table((word, each.counts, each.places) for word, each in piece)
    return last, _write(task.new, both(task.folder, files))


def _write(folder: str, files: Mapping[str, bytes]) -> Stamps:
    return {path: write(f"{folder}/{path}", data) for path, data in files.items()}


def _add(desk: Desk, files: Stamps, key: bytes) -> tuple[str, ...]:
    for path, stamp in files.items():
        desk.files.add(path, key, stamp)
    return tuple(files)


def _by_key(known: Mapping[str, Made]) -> dict[bytes, list[str]]:
    """Files of the old site's index by what they were made from."""
    found: dict[bytes, list[str]] = {}
    for path, made in known.items():
        if path.startswith(f"{FOLDER}/"):
            found.setdefault(made.key, []).append(path)
    return found
