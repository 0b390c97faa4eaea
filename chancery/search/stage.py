"""The stage of a build that makes the index: shards that did not change are taken over, the others indexed."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import msgspec

from chancery.corpus import Corpus
from chancery.output import Stamp, write
from chancery.published import Published
from chancery.search import index
from chancery.search.manifest import MANIFEST, Indexed, complete, manifest
from chancery.search.shards import Shard, shards
from chancery.search.text import document
from chancery.store import Made, digest

SHARED = ("program", "wasm")


class Desk(msgspec.Struct, frozen=True):
    """What the build lends to this stage."""

    new: Path
    """The folder that is being filled."""
    work: Path
    """A folder for what is needed for a moment; the cache."""
    version: bytes
    known: Mapping[str, Made]
    """The files of the old site."""
    published: Callable[[str], Published]
    """A cable as it may be shown."""
    keep: Callable[[Iterable[str], bytes], bool]
    """Take files over from the old site: all of them or none."""
    add: Callable[[str, bytes, Stamp], None]
    put: Callable[[str, bytes], None]
    """Write a file that is made here, unless the old site has it."""


def build(desk: Desk, corpus: Corpus, advance: Callable[[int], None]) -> None:
    """Make ``pagefind/`` of the new site; ``advance`` is told how many cables are done."""
    version = digest(desk.version, index.version().encode())
    before = _by_key(desk.known)
    shared_key = digest(version, b"shared")
    shared = tuple(before.get(shared_key, ()))
    if not (len(shared) == len(SHARED) and desk.keep(shared, shared_key)):
        shared = ()
    done: list[Indexed] = []
    for shard in shards(corpus):
        key = digest(version, shard.name.encode(), *(corpus.digest(each).encode() for each in shard.ids))
        held = Indexed(shard, tuple(before.get(key, ())))
        if not (shared and complete(held) and desk.keep(held.paths, key)):
            own, common = _index(desk, corpus, shard)
            held = Indexed(shard, _add(desk, own, key))
            shared = shared or _add(desk, common, shared_key)
        done.append(held)
        advance(len(shard.ids))
    desk.put(MANIFEST, manifest(corpus, done, shared))


def _index(desk: Desk, corpus: Corpus, shard: Shard) -> tuple[dict[str, bytes], dict[str, bytes]]:
    texts = ((each, document(desk.published(each).cable, corpus.briefs[each], shard.name)) for each in shard.ids)
    return index.files(shard.name, texts, desk.work)


def _add(desk: Desk, files: Mapping[str, bytes], key: bytes) -> tuple[str, ...]:
    for path, data in files.items():
        desk.add(path, key, write(f"{desk.new}/{path}", data))
    return tuple(files)


def _by_key(known: Mapping[str, Made]) -> dict[bytes, list[str]]:
    """Files of the old site's index by what they were made from."""
    found: dict[bytes, list[str]] = {}
    for path, made in known.items():
        if path.startswith(f"{index.FOLDER}/"):
            found.setdefault(made.key, []).append(path)
    return found
