"""``explain``: the raw text with the role of each line in the margin."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from chancery.explain import explain
from chancery.parse import parse
from chancery.source import InputError, Source, read, reason

from_folder = click.option(
    "--cables",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("cables"),
    help="Where ids are looked for (cables/).",
)
"""The option of commands that take ids or files."""


@click.command("explain", epilog="Example: python build.py explain 09PHNOMPENH846")
@click.argument("cables", nargs=-1, required=True)
@from_folder
def command(cables: tuple[str, ...], folder: Path) -> None:
    """Print each of CABLES, ids or files, with the role of every line in the margin.

    '?' in the margin marks a line that no rule could place.
    """
    show_each(cables, folder, lambda source: click.echo(explain(parse(source)), nl=False))


def show_each(names: tuple[str, ...], folder: Path, show: Callable[[Source], None]) -> NoReturn:
    """Show each cable; those that cannot be read are one line each at the end, and exit status 1."""
    bad: list[str] = []
    for name in names:
        path = found(name, folder)
        try:
            source = read(path)
        except InputError as error:
            bad.append(str(error))
        except OSError as error:
            bad.append(f"{path}: {reason(error)}; give an id of {folder} or a file")
        else:
            show(source)
    for line in bad:
        click.echo(line, err=True)
    sys.exit(1 if bad else 0)


def found(name: str, folder: Path) -> Path:
    """The file that a name means: itself, or the cable of that id in the folder or below it."""
    path = Path(name)
    if path.suffix or path.exists():
        return path
    below = sorted(folder.rglob(f"{name.upper()}.txt")) if folder.is_dir() else []
    return below[0] if below else folder / f"{name}.txt"
