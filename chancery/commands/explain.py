"""``explain``: the raw text with the role of each line in the margin."""

from pathlib import Path

import click

from chancery.commands import inputs
from chancery.explain import explain
from chancery.parse import parse
from chancery.shelf import shelf
from chancery.source import read

from_folder = click.option(
    "--cables",
    "folder",
    type=inputs.FOLDER,
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
    inputs.show_each((found(each, folder) for each in cables), lambda path: explain(parse(read(path))))


def found(name: str, folder: Path) -> Path:
    """The file that a name means: itself, or the cable of that id in the folder or below it."""
    path = Path(name)
    if path.suffix or path.exists():
        return path
    wanted = f"{name}.txt".casefold()
    below = (folder / each for each in sorted(shelf(folder).raw()))
    return next((each for each in below if each.name.casefold() == wanted), folder / f"{name}.txt")
