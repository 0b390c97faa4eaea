"""``review``: what an editor should look at before publishing."""

from pathlib import Path

import click
import msgspec

from chancery.commands import inputs
from chancery.privacy import published
from chancery.review import Finding, findings, open_findings
from chancery.source import InputError


@click.command("review", epilog="Example: python build.py review cables/09PHNOMPENH846.txt")
@click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option("--all", "every", is_flag=True, help="Also what the edits file says was reviewed.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Lines, or one JSON list.")
def command(paths: tuple[Path, ...], form: str, *, every: bool) -> None:
    """List likely names of private persons near words for victims and minors, telephone numbers, e-mail and
    street addresses and passport numbers, each with a ready line for the edits file.

    Nothing is redacted by itself: put the line under 'redactions:' in cables/<id>.edits.yaml, or say under
    'reviewed:' why it stays. Exit status 1 where a file can't be read.
    """  # noqa: D205 -- the help's first paragraph
    bad = False
    found: list[Finding] = []
    for path, fault in inputs.raw_files(paths or (Path("cables"),)):
        try:
            if fault:
                raise fault
            one = published(path)
        except InputError as error:
            click.echo(str(error), err=True)
            bad = True
            continue
        found += findings(one) if every else open_findings(one)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        for each in found:
            click.echo(f"{each.file}:{each.line}: {each.kind}: {each.text}\n    {each.around}\n    {each.edit}")
        click.echo(f"{len(found)} to look at", err=True)
    raise SystemExit(1 if bad else 0)
