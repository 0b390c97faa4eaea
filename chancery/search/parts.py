"""The words of each shard, kept in the cache: of one changed cable its shard alone is indexed again."""

import contextlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec

from chancery.files import blocks
from chancery.files.output import remove
from chancery.search.lists import GROUPS, Run, group, run
from chancery.search.pairs import pairs
from chancery.search.written import Written

LENGTHS = "lengths"


class Parts:
    """A folder for each shard, named by its key; in it a file for each group of words, and one of lengths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def save(self, key: str, written: Written) -> None:
        """Keep the words of a shard, and their pairs."""
        groups: dict[str, dict[str, Run]] = {name: {} for name in GROUPS}
        for word, found in (*written.words.items(), *pairs(written.words).items()):
            groups[group(word)][word] = run(found)
        for name, held in groups.items():
            blocks.write(self.folder / key / name, [_encode(held)])
        blocks.write(self.folder / key / LENGTHS, [_encode(written.lengths)])

    def sound(self, key: str) -> bool:
        """Whether all of a shard is there and as it was written."""
        with contextlib.suppress(OSError, blocks.DamagedError):
            return all(len(list(blocks.read(self.folder / key / name))) == 1 for name in (*GROUPS, LENGTHS))
        return False

    def words(self, key: str, name: str) -> Mapping[str, Run]:
        """Words of a group."""
        (data,) = blocks.read(self.folder / key / name)
        return _words(data)

    def lengths(self, key: str) -> Sequence[int]:
        """Words of each cable."""
        (data,) = blocks.read(self.folder / key / LENGTHS)
        return _lengths(data)

    def tidy(self, keys: Collection[str]) -> None:
        """Keep these shards alone: what an editor took out of a cable must not lie around."""
        with contextlib.suppress(FileNotFoundError):
            for each in list(self.folder.iterdir()):
                if each.name not in keys:
                    remove(each)


_encode = msgspec.msgpack.Encoder().encode
_words = msgspec.msgpack.Decoder(dict[str, Run]).decode
_lengths = msgspec.msgpack.Decoder(list[int]).decode
