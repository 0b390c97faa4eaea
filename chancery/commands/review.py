"""``review``: what an editor should look at before publishing."""

import sys
from pathlib import Path

import click

from chancery.commands import inputs
from chancery.editing.privacy import published
from chancery.editing.review import Finding, findings, open_findings
from chancery.source import InputError, read


@click.command("review", epilog="Example: python build.py review cables/09PHNOMPENH846.txt")
@click.argument("paths", nargs=-1, type=inputs.FILES)
@click.option("--all", "every", is_flag=True, help="Also what the edits file says was reviewed.")
@inputs.form
def command(paths: tuple[Path, ...], form: str, *, every: bool) -> None:
    """List likely names of private persons near words for victims and minors, telephone numbers, e-mail and
    street addresses and passport numbers, each with a ready line for the edits file.

    Nothing is redacted by itself: put the line under 'redactions:' in cables/<id>.edits.yaml, and 'source:' above,
    or say under 'reviewed:' why it stays. Exit status 1 where a file can't be read.
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
        here = findings(one) if every else open_findings(one)
        found += here
        if here and form == "text":
            click.echo(f"{path.name}: the text that its places are in\n    source: {read(path).sha256}")
            for each in here:
                click.echo(f"{each.file}:{each.line}: {each.kind}: {each.text}\n    {each.around}\n    {each.edit}")
    if form == "json":
        inputs.show_json(found)
    else:
        click.echo(f"{len(found)} to look at", err=True)
    sys.exit(1 if bad else 0)
