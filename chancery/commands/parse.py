"""``parse``: the record of cables as YAML."""

from pathlib import Path

import click

from chancery import records
from chancery.commands import inputs
from chancery.parse import parse
from chancery.source import InputError, read


@click.command("parse", epilog="Example: python build.py parse cables/09PHNOMPENH846.txt")
@click.argument("files", nargs=-1, required=True, type=inputs.FILES)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of YAML, one document a line.")
def command(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Print the record of each FILE, in the order given.

    Reads the raw text alone; what an editor decided (.edits.yaml) is applied by the build. Exit status 1
    where a file could not be read or has another's id; the rest is printed all the same.
    """
    held: dict[str, Path] = {}

    def record(path: Path) -> bytes:
        cable = parse(read(path)).cable
        if cable.id in held:
            raise InputError(str(path), 1, f"the id {cable.id} is that of {held[cable.id]}", "keep one of the two")
        held[cable.id] = path
        return records.to_line(cable) if as_json else b"---\n" * (len(held) > 1) + records.to_yaml(cable).encode()

    inputs.show_each(files, record)
