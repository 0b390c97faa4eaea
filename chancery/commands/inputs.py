"""What a command is given to read: files, and those of folders; each that cannot be read is told, the rest go on."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from chancery.source import InputError, reason


def raw_files(paths: tuple[Path, ...]) -> Iterator[tuple[Path, InputError | None]]:
    """Raw files, and those of folders and what is in them, in order; folders that cannot be opened, with the reason.

    A folder without a cable is told of on standard error.
    """
    for path in paths:
        if not path.is_dir():
            yield path, None
            continue
        faults: list[OSError] = []
        found = sorted(Path(place, name) for place, _, names in os.walk(path, onerror=faults.append) for name in names)
        texts = [each for each in found if each.suffix == ".txt"]
        if not texts and not faults:
            click.echo(f"{path}: there is no cable in it; put .txt files there, or name another folder", err=True)
        yield from ((each, None) for each in texts)
        for fault in faults:
            where, what = str(fault.filename), reason(fault)
            yield Path(where), InputError(where, None, what, "check that it is a folder you may read")


def ids_beside(paths: tuple[Path, ...]) -> set[str]:
    """The ids of the cables that stand beside files: the collection that they are of."""
    folders = {path.parent for path in paths if not path.is_dir()}
    return {each.stem for folder in folders for each in folder.glob("*.txt")}
