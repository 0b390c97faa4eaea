"""What a command is given to read: files, and those of folders; each that cannot be read is told, the rest go on."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from chancery.shelf import shelf
from chancery.source import ILLEGIBLE, InputError, legible

if TYPE_CHECKING:
    from chancery.model import Country

FOLDER = click.Path(file_okay=False, path_type=Path)
FILES = click.Path(readable=False, path_type=Path)
"""What cannot be read is told by us, the rest goes on."""
form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Lines, or JSON.")


def show_each(paths: Iterable[Path], told: Callable[[Path], str | bytes]) -> NoReturn:
    """Print what is told of each file; those that cannot be read are a line each at the end, and exit status 1."""
    bad: list[str] = []
    for path in paths:
        try:
            text = told(path)
        except InputError as error:
            bad.append(str(error))
        else:
            click.echo(text, nl=False)
    for line in bad:
        click.echo(line, err=True)
    sys.exit(1 if bad else 0)


def show_json(value: Any) -> None:
    """Print a value as JSON for people and scripts."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def country(word: str) -> "Country":
    """The country that an option names."""
    from chancery.vocab import places

    found = places.country(word)
    if found is None:
        raise click.BadParameter(f"no country '{word}'; give its name, ISO code or geographic TAGS")
    return found


def raw_files(paths: tuple[Path, ...]) -> Iterator[tuple[Path, InputError | None]]:
    """Raw files, and those of folders and what is in them, in order; others that are wrong, with the reason.

    A folder without a cable is told of on standard error.
    """
    for path in paths:
        if not path.is_dir():
            yield _named(path)
            continue
        found = shelf(path)
        placed = (InputError(str(path / each.path), each.line, each.what, each.todo) for each in found.problems)
        faults = [*placed, *found.closed]
        if not found.cables and not faults:
            click.echo(f"{path}: there is no cable in it; put .txt files there, or name another folder", err=True)
        yield from ((path / each, None) for each in found.cables)
        yield from ((Path(fault.path), fault) for fault in faults)


def _named(path: Path) -> tuple[Path, InputError | None]:
    """A file, and what is wrong where its name cannot be written down."""
    shown = legible(str(path))
    return (path, None) if shown == str(path) else (Path(shown), InputError(shown, None, *ILLEGIBLE))


def ids_beside(paths: tuple[Path, ...]) -> set[str]:
    """The ids of the cables that stand beside files: the collection that they are of."""
    folders = {path.parent for path in paths if not path.is_dir()}
    return {each.stem for folder in folders for each in folder.glob("*.txt")}
