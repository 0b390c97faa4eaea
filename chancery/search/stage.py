"""The stage of a build that makes the index: shards that did not change are taken over, the others indexed.

Shards are indexed by the workers, each on its own; what the workers hand back are the names of what they wrote.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from chancery.corpus import Corpus
from chancery.desk import Desk
from chancery.output import Stamp, write
from chancery.packs import Place, Reader
from chancery.search import index
from chancery.search.manifest import MANIFEST, Indexed, complete, manifest
from chancery.search.pieces import version as pagefind
from chancery.search.shards import Shard, shards
from chancery.search.text import document
from chancery.store import Made, digest

SHARED = 3
"""Files that all shards share."""
LONG = 500
"""So many cables to index are worth a worker beside this process."""

Stamps = dict[str, Stamp]


class Task(msgspec.Struct, frozen=True):
    """A shard for a worker, which has to be able to travel."""

    new: str
    packs: str
    work: str
    name: str
    cables: tuple[Place, ...]
    shared: bool
    """Whether to write what all shards share, too."""


def build(desk: Desk, corpus: Corpus, advance: Callable[[int], None]) -> None:
    """Make ``pagefind/`` of the new site; ``advance`` is told how many cables are done."""
    version = digest(desk.version, pagefind().encode())
    before = _by_key(desk.files.known)
    shared_key = digest(version, b"shared")
    shared = tuple(before.get(shared_key, ()))
    if not (len(shared) == SHARED and desk.files.keep_all(shared, shared_key)):
        shared = ()
    done: dict[str, Indexed] = {}
    todo: list[tuple[Shard, bytes]] = []
    for shard in shards(corpus):
        key = digest(version, shard.name.encode(), *(corpus.digest(each).encode() for each in shard.ids))
        done[shard.name] = held = Indexed(shard, tuple(before.get(key, ())))
        if shared and complete(held) and desk.files.keep_all(held.paths, key):
            advance(len(shard.ids))
        else:
            todo.append((shard, key))
    for (shard, key), (own, common) in zip(todo, _index(desk, todo, shared=bool(shared)), strict=True):
        done[shard.name] = Indexed(shard, _add(desk, own, key))
        shared = shared or _add(desk, common, shared_key)
        advance(len(shard.ids))
    desk.files.put(MANIFEST, manifest(corpus, done.values(), shared))


def _index(desk: Desk, todo: list[tuple[Shard, bytes]], *, shared: bool) -> Iterable[tuple[Stamps, Stamps]]:
    """Have shards indexed side by side; what was written for each, in order. The first brings what all share."""
    long = sum(len(shard.ids) for shard, _ in todo) > LONG
    tasks = (
        Task(
            str(desk.new), str(desk.packs), str(desk.work), shard.name,
            tuple(desk.places[each] for each in shard.ids), not shared and number == 0,
        )
        for number, (shard, _) in enumerate(todo)
    )  # fmt: skip
    waits = [desk.runner.begin(make, task, long=long) for task in tasks]
    return (wait() for wait in waits)


def make(task: Task) -> tuple[Stamps, Stamps]:
    """Index a shard and write its files, and those that all share if they are wanted."""
    pairs = map(Reader(task.packs).pair, task.cables)
    texts = ((brief.id, document(cable, brief)) for brief, cable in pairs)
    own, common = index.files(task.name, texts, Path(task.work))
    return _write(task.new, own), _write(task.new, common) if task.shared else {}


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
        if path.startswith(f"{index.FOLDER}/"):
            found.setdefault(made.key, []).append(path)
    return found
