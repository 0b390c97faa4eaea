"""``review``: what an editor should look at before publishing."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from chancery import edits
from chancery.parse import parse
from chancery.published import Published
from chancery.review import Finding, findings, open_findings
from chancery.source import InputError, read


@click.command("review", epilog="Example: python build.py review cables/09PHNOMPENH846.txt")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--all", "every", is_flag=True, help="Also what the edits file says was reviewed.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Lines, or one JSON list."
)
def command(paths: tuple[Path, ...], form: str, *, every: bool) -> None:
    """List likely names of private persons near words for victims and minors, telephone numbers, e-mail and
    street addresses and passport numbers, each with a ready line for the edits file.

    Nothing is redacted by itself: put the line under 'redactions:' in cables/<id>.edits.yaml, or say under
    'reviewed:' why it stays. Exit status 1 where a file can't be read.
    """  # noqa: D205 -- the help's first paragraph
    bad = False
    found: list[Finding] = []
    for path in _files(paths or (Path("cables"),)):
        try:
            published = _published(path)
        except InputError as error:
            click.echo(str(error), err=True)
            bad = True
            continue
        found += findings(published) if every else open_findings(published)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        for each in found:
            click.echo(
                f"{each.file}:{each.line}: {each.kind}: {each.text}\n    {each.around}\n    {each.edit}"
            )
        click.echo(f"{len(found)} to look at", err=True)
    raise SystemExit(1 if bad else 0)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.txt")) if path.is_dir() else (path,)


def _published(path: Path) -> Published:
    source = read(path)
    beside = path.with_suffix(".edits.yaml")
    return edits.publish(source, parse(source).cable, edits.load(beside) if beside.is_file() else None)
