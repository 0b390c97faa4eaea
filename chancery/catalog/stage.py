"""The stage of a build that makes the catalogue: blocks that changed are made, the others come from the old one.

What the old catalogue has of each block is remembered in the cache, with the seals of the files it is about; where
they are not as they were, nothing of them is used.
"""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from chancery.catalog import catalog
from chancery.catalog.catalog import Cataloguing, MadeBlock, WantedBlock
from chancery.catalog.csv_files import head, tables
from chancery.catalog.days import blocks as cut
from chancery.collection.corpus import Corpus
from chancery.collection.store import digest
from chancery.files import blocks
from chancery.files.output import remove
from chancery.work.desk import Desk
from chancery.work.executor import Lost, UnfitError, Work, tried

LONG = 500
"""So many cables make the catalogue worth workers of its own."""


class _Remembered(msgspec.Struct, frozen=True, array_like=True):
    """The blocks of a catalogue."""

    seals: dict[str, bytes]
    """Of the files that have rows of cables, by their paths."""
    blocks: tuple[MadeBlock, ...]


def begin(desk: Desk, corpus: Corpus, *, wanted: bool) -> Callable[[], None]:
    """Begin the catalogue, which takes workers a while; gives a function that ends it.

    Where it is not ``wanted``, that of the old site stays if there is one.
    """
    key = digest(desk.version, corpus.digests(corpus.ids))
    before, keep = desk.files.known.get(catalog.DATABASE), desk.files.keep_all
    names = tables(corpus.by_country)
    paths = [f"data/{name}" for name in dict.fromkeys((*catalog.FILES, *names))]
    if keep(paths, key) or (not wanted and before and keep(paths, before.key)):
        return lambda: None
    # Among the packs, where it is swept up should we be killed.
    work = desk.packs / "tables"
    work.mkdir(exist_ok=True)
    setup = Cataloguing(f"{desk.new}/data", f"{desk.site}/data", str(desk.packs), str(work), names)
    made = _made(desk, corpus, setup)
    waits = [
        desk.runner.begin(functools.partial(make, setup), made, long=len(corpus.ids) > LONG)
        for make in (catalog.make_sqlite, catalog.make_csv)
    ]

    def finish() -> None:
        stamps = {path: stamp for wait in waits for path, stamp in wait().items()}
        stamps |= catalog.describe(setup)
        for path, stamp in stamps.items():
            desk.files.add(path, key, stamp)
        remove(work)
        _remember(desk, names, made)

    return finish


def _made(desk: Desk, corpus: Corpus, setup: Cataloguing) -> list[MadeBlock]:
    """All blocks, in order: those of the old catalogue where they stand in it, the others made now."""
    old = {each.key: each for each in _old(desk)}
    wanted = list(_wanted(desk, corpus))
    todo = [each for each in wanted if each.key not in old]
    count = sum(each.block.cables for each in todo)
    make = functools.partial(catalog.make_blocks, setup)
    for (block,), (made,) in desk.runner.run(make, todo, 1, count):
        if isinstance(made, Lost):
            unfit = _unfit(desk, make, block) if made.fault else {}
            raise UnfitError(unfit) if unfit else made.over("the catalogue")
        old[made.key] = made
    return [old[each.key] for each in wanted]


def _unfit(desk: Desk, make: Work[WantedBlock, MadeBlock], block: WantedBlock) -> dict[str, str]:
    """Which cables of a block the program fails over, and how."""
    ids = {place: key for key, place in desk.places.items()}
    alone = [msgspec.structs.replace(block, places=(each,)) for each in block.places]
    made = zip(block.places, tried(make, alone), strict=True)
    return {ids[place]: each.fault for place, each in made if isinstance(each, Lost)}


def _wanted(desk: Desk, corpus: Corpus) -> Iterator[WantedBlock]:
    ids = iter(corpus.ids)
    for block in cut([corpus.day(each) for each in corpus.ids]):
        here = list(islice(ids, block.cables))
        key = digest(desk.version, msgspec.msgpack.encode(block), corpus.digests(here))
        yield WantedBlock(key, block, tuple(desk.places[each] for each in here))


def _old(desk: Desk) -> Iterator[MadeBlock]:
    """The blocks of the old catalogue, if its files are as they were written."""
    try:
        (data,) = blocks.read(_list(desk))
        kept = msgspec.msgpack.decode(data, type=_Remembered)
    except (OSError, ValueError, blocks.DamagedError, msgspec.DecodeError):
        return
    known = desk.files.known
    for path, seal in kept.seals.items():
        if path not in known or known[path].seal != seal or not desk.files.whole(path, desk.site):
            return
    begin = {name: len(head(name)) for each in kept.blocks for name in each.lines.sizes}
    for number, each in enumerate(kept.blocks, 1):
        yield _standing(each, number, f"{desk.site}/{catalog.DATABASE}", dict(begin))
        begin |= {name: begin[name] + size for name, size in each.lines.sizes.items()}


def _standing(one: MadeBlock, number: int, database: str, begin: Mapping[str, int]) -> MadeBlock:
    """A block as it stands in the old catalogue, where it is the one of this number."""
    replace, segment = msgspec.structs.replace, one.rows.segment
    if segment is not None and segment.number:
        segment = replace(segment, number=number)
    rows = replace(one.rows, path=database, segment=segment)
    return replace(one, rows=rows, lines=replace(one.lines, path="", begin=begin))


def _remember(desk: Desk, names: Sequence[str], made: list[MadeBlock]) -> None:
    paths = [catalog.DATABASE, *(f"data/{name}" for name in names)]
    seals = {path: desk.files.made[path].seal for path in paths}
    blocks.write(_list(desk), [msgspec.msgpack.encode(_Remembered(seals, tuple(made)))])


def _list(desk: Desk) -> Path:
    return desk.work / f"tables-{desk.files.name}"
