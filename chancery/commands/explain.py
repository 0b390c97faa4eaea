"""``explain``: the raw text with the role of each line in the margin."""

import sys
from pathlib import Path

import click

from chancery.explain import explain
from chancery.parse import parse
from chancery.source import InputError, read


@click.command("explain", epilog="Example: python build.py explain 09PHNOMPENH846")
@click.argument("cables", nargs=-1, required=True)
@click.option(
    "--cables",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("cables"),
    help="Where ids are looked for (cables/).",
)
def command(cables: tuple[str, ...], folder: Path) -> None:
    """Print each of CABLES, ids or files, with the role of every line in the margin.

    '?' in the margin marks a line that no rule could place.
    """
    bad: list[str] = []
    for name in cables:
        path = found(name, folder)
        try:
            click.echo(explain(parse(read(path))), nl=False)
        except InputError as error:
            bad.append(str(error))
        except OSError as error:
            bad.append(f"{path}: {(error.strerror or str(error)).lower()}; give an id of {folder} or a file")
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
