"""``import``: cables from the full collection's CSV, web pages, folders and archives into ``cables/``."""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from chancery.commands import inputs
from chancery.importers import archives, folder, take
from chancery.importers.record import Found
from chancery.importers.take import Mark, Taken, Target, Wanted
from chancery.shelf import edits_of
from chancery.source import InputError, reason

EVERY = 200
"""Rows between two marks of how far it came."""


class Day(click.ParamType[date]):
    """A day, or a year that stands for its first or last day."""

    name = "date"

    def __init__(self, of_year: tuple[int, int]) -> None:
        self.of_year = of_year

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """'2009-11-16' or '2009' as a date."""
        if isinstance(value, date):
            return value
        try:
            return date(int(value), *self.of_year) if len(value) == 4 else date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is no day; write it as 2009-11-16 or 2009", param, ctx)


@click.command(
    "import",
    epilog="Example: python build.py import --tip --from 2005-01-01 cables.csv",
)
@click.argument("paths", nargs=-1, required=True, type=inputs.FILES)
@click.option("--into", "target", default="cables", type=inputs.FOLDER, help="Folder that gets them (cables/).")
@click.option("--tip", is_flag=True, help="Only what is about trafficking in persons; tells why.")
@click.option("--tag", "tags", multiple=True, help="Only cables with this TAGS code; can be given again.")
@click.option("--country", "countries", multiple=True, help="Only this country: name, ISO code or geographic TAGS.")
@click.option("--from", "first", type=Day((1, 1)), help="Only from this day (or year) on.")
@click.option("--to", "last", type=Day((12, 31)), help="Only up to this day (or the end of this year).")
@click.option("--subject", help="Only with these words in the subject.")
@click.option("--replace", is_flag=True, help="Overwrite cables that are there with other content.")
@click.option("--max-unpacked", type=click.IntRange(1), default=archives.MAX_TOTAL // 1_000_000,
              show_default=True, help="Megabytes that an archive may unpack to.")  # fmt: skip
def command(  # noqa: PLR0913 -- one an option
    paths: tuple[Path, ...], target: Path, *, tip: bool, tags: tuple[str, ...], countries: tuple[str, ...],
    first: date | None, last: date | None, subject: str | None, replace: bool, max_unpacked: int,
) -> None:  # fmt: skip
    """Take cables in from cables.csv, .html pages, .txt files, folders, .zip and .tar.* archives, with their edits.

    Interrupted and started again it goes on. A cable that is there with other content is left as it is and
    told of, unless --replace is given. Exit status 1 where something was bad.
    """
    if first and last and first > last:
        raise click.BadParameter(f"{last} is before --from {first}", param_hint="--to")
    places = tuple((each.iso3, each.tag) for each in map(inputs.country, countries))
    wanted = Wanted(tip=tip, tags=tags, countries=places, first=first, last=last, subject=subject)
    counts: Counter[str] = Counter()
    try:
        into = take.Target(target, replace=replace)
        # Edits that are named behind their cables, with which they came already.
        for path in sorted(paths, key=lambda path: edits_of(path.name) is not None):
            for taken in _import(path, into, wanted, counts, max_total=max_unpacked * 1_000_000):
                counts[taken.outcome] += 1
                counts["edits"] += taken.found.edits is not None and taken.outcome in {"written", "replaced"}
                _tell(taken)
    except KeyboardInterrupt:
        click.echo("interrupted; start it again and it goes on", err=True)
        sys.exit(1)
    except InputError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        where = error.filename or target
        click.echo(f"{where}: {reason(error)}; make room or choose another folder with --into", err=True)
        sys.exit(1)
    click.echo(_summary(counts))
    sys.exit(1 if counts["bad"] or counts["differs"] else 0)


def _import(path: Path, target: Target, wanted: Wanted, counts: Counter[str], *, max_total: int) -> Iterator[Taken]:
    """Import one source; what was bad before an interruption is added to the counts."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        found = folder.read(path, max_total=max_total)
        yield from take.into(_progress(found, path, 0), target, wanted)
        return
    same = take.key(path, wanted, replace=target.replace)
    mark = take.load_mark(target.folder, same)
    counts["bad"] += mark.bad
    if mark.row:
        click.echo(f"{path}: goes on after row {mark.row}", err=True)
    found = folder.read(path, start=mark.offset, row=mark.row)
    taken = take.into(_progress(found, path, mark.offset), target, wanted)
    for row, each in enumerate(taken, mark.row + 1):
        yield each
        written = each.found.id if each.outcome in {"written", "there"} else None
        mark = Mark(each.found.done, row, mark.bad + (each.outcome == "bad"), written or mark.last)
        if row % EVERY == 0:
            take.save_mark(target.folder, same, mark)
    take.forget_mark(target.folder)


def _progress(found: Iterator[Found], path: Path, begun: int) -> Iterator[Found]:
    """The same, with a bar of the bytes read and the time left where standard error is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from found
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(path.name, total=folder.size(path), completed=begun)
        for each in found:
            # Members of an archive can stand in any order; a bar does not go back.
            bar.update(task, completed=max(each.done, bar.tasks[0].completed))
            yield each


def _tell(taken: Taken) -> None:
    """One line a cable where there is something to say; bad ones on standard error."""
    where = taken.found.where
    if taken.outcome == "bad":
        click.echo(f"{where}: {taken.reason}", err=True)
    elif taken.outcome == "differs":
        click.echo(f"{where}: {taken.found.id} is there with other content; left as it is (see --replace)", err=True)
    elif taken.reason and taken.outcome in {"written", "replaced"}:
        click.echo(f"{taken.found.id}: {taken.reason}")


def _summary(counts: Counter[str]) -> str:
    words = (
        ("written", "written"), ("replaced", "replaced"), ("there", "already there"),
        ("differs", "there with other content"), ("passed", "not asked for"), ("bad", "bad"),
        ("edits", "of those written are edits"),
    )  # fmt: skip
    return ", ".join(f"{counts[key]} {word}" for key, word in words if counts[key]) or "nothing found"
