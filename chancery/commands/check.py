"""``check``: numbered findings about cables."""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from chancery.checking.check import RULES, Finding, check, unreadable
from chancery.checking.check_together import duplicates, lacking
from chancery.commands import inputs
from chancery.editing.privacy import published
from chancery.parse import parse
from chancery.shelf import edits_beside, edits_of
from chancery.source import InputError, read


@click.command("check", epilog="Example: python build.py check --format json cables/09PHNOMPENH846.txt")
@click.argument("paths", nargs=-1, type=inputs.FILES)
@inputs.form
@click.option("--errors-only", is_flag=True, help="Leave out warnings and notes.")
@click.option("--rules", is_flag=True, help="List the rules with their numbers instead.")
def command(paths: tuple[Path, ...], form: str, *, errors_only: bool, rules: bool) -> None:
    """Say what looks wrong in cables (all of cables/ where none is named).

    Exit status 1 where there are errors; warnings and notes leave it 0.
    """
    if rules:
        for code, (severity, sentence) in RULES.items():
            click.echo(f"{code}  {severity:<8} {sentence}")
        return
    found = [each for each in _all(paths or (Path("cables"),)) if not errors_only or each.severity == "error"]
    if form == "json":
        inputs.show_json(found)
    else:
        for each in found:
            click.echo(str(each))
    sys.exit(1 if any(each.severity == "error" for each in found) else 0)


def _all(paths: tuple[Path, ...]) -> Iterator[Finding]:
    seen = []
    files = list(inputs.raw_files(paths))
    held = {path.stem for path, _ in files} | inputs.ids_beside(paths)
    whole = any(path.is_dir() for path in paths)
    for path, fault in files:
        try:
            if fault:
                raise fault
            source = read(path)
        except InputError as error:
            edited = edits_of(path.name) is not None
            yield unreadable(str(path), error.line, f"{error.what}; {error.todo}", edits=edited)
            continue
        parsed = parse(source, figures=False)
        yield from check(parsed.cable, parsed.ledger, str(path))
        yield from lacking(parsed.cable, parsed.ledger.raw, str(path), held, whole=whole)
        yield from _edits(path)
        text = "".join("".join(source.lines[5:]).split())
        digest = hashlib.sha256((text or source.file).encode()).hexdigest()
        seen.append((str(path), parsed.cable.id, digest))
    yield from duplicates(seen)


def _edits(path: Path) -> Iterator[Finding]:
    """What is wrong with the edits file beside a cable."""
    try:
        if edits_beside(path) is not None:
            published(path)
    except InputError as error:
        yield unreadable(error.path, error.line, f"{error.what}; {error.todo}", edits=True)
