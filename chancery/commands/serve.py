"""``serve``: a live preview."""

import contextlib
import functools
import sys
import threading
from pathlib import Path

import click

from chancery.commands.build import PROJECT, run
from chancery.commands.inputs import FOLDER
from chancery.source import reason


@click.command("serve", epilog="Example: python build.py serve --cables cables --port 8080")
@click.option("--cables", default="cables", type=FOLDER, show_default=True, help="Folder of raw cables.")
@click.option("--site", default=".cache/preview/site", type=FOLDER, show_default=True, help="Folder it is built in.")
@click.option("--cache", default=".cache/preview/cache", type=FOLDER, show_default=True, help="Folder of its cache.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--search", is_flag=True, help="Make the search index as well; a change takes longer to show.")
@click.option("--workers", type=click.IntRange(1), help="How many work at once (one a core).")
def command(cables: Path, site: Path, cache: Path, host: str, port: int, workers: int | None, *, search: bool) -> None:
    """Build the site into a folder of its own, show it, and build again what changes.

    A changed cable, template or page shows up in the browser by itself. Stop it with Ctrl-C.
    """
    from chancery.building import preview
    from chancery.progress import Clock

    tell = functools.partial(click.echo, err=True)

    def build(*, first: bool = False, catalogue: bool = True) -> None:
        clock, tables = Clock(shown=first), catalogue and not first
        report = run(
            {
                "cables": str(cables), "site": str(site), "cache": cache, "no_cache": False, "base_url": "",
                "no_search": not search, "no_offline": True, "strict_privacy": False, "workers": workers,
                "executor": "processes", "catalogue": catalogue,
            },
            clock,
            tell,
        )  # fmt: skip
        for problem in () if tables else report.problems:
            tell(f"{cables}/{problem}")
        if report.written or not tables:
            what = "files of the tables" if tables else "files"
            tell(f"{report.written:,} {what} written, {sum(clock.seconds.values()):.1f} s")

    behind: list[threading.Thread] = []

    def ended() -> None:
        """Wait for the tables of the change before."""
        for each in behind:
            each.join()
        behind.clear()

    def again() -> None:
        """Show the pages first; the tables of a large collection take longer and follow."""
        ended()
        # What is wrong with a cable or a template has been told; the preview goes on with the site as it was.
        with contextlib.suppress(SystemExit):
            build(catalogue=False)
            behind.append(threading.Thread(target=follow, daemon=True))
            behind[0].start()

    def follow() -> None:
        with contextlib.suppress(SystemExit):
            build()

    build(first=True)
    watched = [cables, PROJECT / "templates", PROJECT / "docs", PROJECT / "mkdocs.yml"]
    tell(f"http://{host}:{port}/ shows the site; Ctrl-C stops it")
    try:
        preview.serve(again, host, port, site, watched)
    except OSError as error:
        tell(f"{host}:{port}: {reason(error)}; choose another one with --port")
        sys.exit(1)
    finally:
        ended()
