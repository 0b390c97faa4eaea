"""``parse``: the record of cables as YAML."""

import sys
from pathlib import Path

import click

from chancery import records
from chancery.parse import parse
from chancery.source import InputError, read, reason


@click.command("parse", epilog="Example: python build.py parse cables/09PHNOMPENH846.txt")
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON instead of YAML, one document a line.")
def command(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Print the record of each FILE, in the order given.

    Reads the raw text alone; what an editor decided (.edits.yaml) is applied by the build. Exit status 1
    where a file could not be read or has another's id; the rest is printed all the same.
    """
    bad: list[str] = []
    out = sys.stdout.buffer
    printed = 0
    first: dict[str, Path] = {}
    for path in files:
        try:
            cable = parse(read(path)).cable
            _once(first, cable.id, path)
            text = records.to_line(cable) if as_json else records.to_yaml(cable).encode()
        except (InputError, OSError) as error:
            bad.append(told(error, path))
            continue
        out.write((b"---\n" if printed and not as_json else b"") + text)
        printed += 1
    out.flush()
    for line in bad:
        click.echo(line, err=True)
    sys.exit(1 if bad else 0)


def _once(first: dict[str, Path], cable_id: str, path: Path) -> None:
    """Refuse a second cable of one id."""
    if cable_id in first:
        raise InputError(str(path), 1, f"the id {cable_id} is that of {first[cable_id]}", "keep one of the two")
    first[cable_id] = path


def told(error: InputError | OSError, path: Path) -> str:
    """One line on an input that could not be read."""
    if isinstance(error, InputError):
        return str(error)
    return f"{path}: {reason(error)}; check the name and whether it may be read"
