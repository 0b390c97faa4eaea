"""``build``: the whole site."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chancery.commands.inputs import FOLDER

if TYPE_CHECKING:
    from jinja2 import TemplateError

    from chancery.building.asked import Options, Report
    from chancery.progress import Clock

PROJECT = Path(__file__).resolve().parents[2]
SHOWN = 20
"""Bad inputs that are listed on the terminal; the method page has them all."""


@click.command("build", epilog="Example: python build.py build --site /var/www/cables --workers 4")
@click.option("--cables", default="cables", show_default=True, metavar="FOLDER",
              help="Folder of raw cables, or its address (s3://…).")  # fmt: skip
@click.option("--site", default="site", show_default=True, metavar="FOLDER",
              help="Folder of the site, or its address.")  # fmt: skip
@click.option("--no-search", is_flag=True, help="Leave the search index out.")
@click.option("--no-offline", is_flag=True, help="Leave zip and single files out.")
@click.option("--strict-privacy", is_flag=True, help="Refuse while findings of 'review' are open.")
@click.option("--base-url", default="", help="Address it will have (site_url of mkdocs.yml).")
@click.option("--workers", type=click.IntRange(1), help="How many work at once (one a core).")
@click.option("--executor", default="processes", show_default=True, metavar="WHERE",
              help="processes, threads, or dask:ADDRESS of a scheduler.")  # fmt: skip
@click.option("--cache", default=".cache/build", type=FOLDER, show_default=True,
              help="Folder that remembers what was read.")  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Make everything anew and remember nothing.")
def command(**given: Any) -> None:
    """Build the site from the cables: pages, data files, catalogue, search.

    Only what changed is made anew; the new site takes the old one's place when it is whole. Bad cables are listed
    and left out. Exit status 1 where there were any.
    """
    from chancery.progress import Clock

    clock = Clock()
    asked = _asked(given)
    tell = functools.partial(click.echo, err=True)
    try:
        report = run(asked, clock, tell, workers=given["workers"] or 0, spec=given["executor"])
    except KeyboardInterrupt as stop:
        tell(str(stop) or "stopped; the site is as it was")
        sys.exit(1)
    _summary(report, clock, given, asked.base_url)
    sys.exit(1 if report.problems else 0)


def base_url(given: str) -> str:
    """The address of the site, as the option or ``mkdocs.yml`` has it."""
    from chancery.building.asked import address_of

    try:
        return address_of(given, PROJECT)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _asked(given: dict[str, Any]) -> "Options":
    """The options of the command line; cables and site that are elsewhere are mirrored in the cache."""
    from chancery.building.asked import Options
    from chancery.files import remote

    from_, to, cache = given["cables"], given["site"], given["cache"]
    cables, target = remote.local(from_), remote.local(to)
    return Options(
        cables=cables or remote.mirror(cache, from_),
        site=target or remote.mirror(cache, to) / "site",
        cables_from="" if cables else from_,
        site_to="" if target else to,
        project=PROJECT,
        cache=cache,
        use_cache=not given["no_cache"],
        base_url=base_url(given["base_url"]),
        search=not given["no_search"],
        offline=not given["no_offline"],
        strict_privacy=given["strict_privacy"],
    )


def run(
    asked: "Options", clock: "Clock", tell: Callable[[str], None], *, workers: int = 0, spec: str = "processes"
) -> "Report":
    """Build; what a person has to put right is one line and exit status 1."""
    from jinja2 import TemplateError

    from chancery.building import site
    from chancery.files.output import OutputError
    from chancery.source import InputError, reason
    from chancery.work.executor import ExecutorError

    try:
        return site.build(asked, clock, tell, workers=workers, spec=spec)
    except ExecutorError as error:
        raise click.UsageError(str(error)) from error
    except (OutputError, InputError) as error:
        tell(str(error))
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        tell(f"{place}{reason(error)}; the site is as it was until that is put right")
    except TemplateError as error:
        tell(f"{template(error)}; the site is as it was until the template is put right")
    sys.exit(1)


def template(error: "TemplateError") -> str:
    """A template and its line where the error tells them, and what is wrong."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    place = "templates" + (f"/{name}" if name else "") + (f":{line}" if line else "") + ": "
    return place + " ".join(str(error.message or error).split())


def _summary(report: "Report", clock: "Clock", given: dict[str, Any], address: str) -> None:
    """What was done, on standard error."""
    from chancery.progress import peak_memory
    from chancery.words import count

    tell = functools.partial(click.echo, err=True)
    tell(f"{count(report.cables, 'cable')} ({report.read:,} read anew), {count(report.figures, 'figure')}")
    tell(f"{count(report.written, 'file')} written, {report.unchanged:,} unchanged")
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in clock.seconds.items() if seconds >= 0.05)
    memory = peak_memory(report.workers)
    aside = ", the cluster aside" if given["executor"].startswith("dask:") else ""
    tell(f"{sum(clock.seconds.values()):.1f} s ({stages})" + (f", {memory} MB at most{aside}" if memory else ""))
    if report.left:
        tell(f"gone with the old site, for this build does not make it: {', '.join(report.left)}")
    for problem in report.problems[:SHOWN]:
        tell(f"{given['cables'].rstrip('/')}/{problem}")
    if len(report.problems) > SHOWN:
        tell(f"and {len(report.problems) - SHOWN} more that could not be read: see {given['site']}/method.html")
    if not address:
        tell("sitemap.xml has no whole addresses, which search engines ask for: give --base-url when you publish")
    tell(f"Look at {given['site'].rstrip('/')}/index.html")
