"""``serve``: a live preview."""

import contextlib
import functools
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chancery.commands.build import PROJECT, run
from chancery.commands.inputs import FOLDER
from chancery.source import reason

if TYPE_CHECKING:
    from chancery.building.asked import Options

_tell = functools.partial(click.echo, err=True)


class _Builds:
    """The builds of a preview: a first one, and after each change two."""

    def __init__(self, asked: "Options", workers: int) -> None:
        self._asked = asked
        self._workers = workers
        self._behind: threading.Thread | None = None

    def first(self) -> None:
        """Build all; what has to be put right first ends the program."""
        self._build(shown=True)

    def again(self) -> None:
        """Show the pages first; the tables of a large collection take longer and follow."""
        self.ended()
        # What is wrong with a cable or a template has been told; the preview goes on with the site as it was.
        with contextlib.suppress(SystemExit):
            self._build(catalogue=False)
            self._behind = threading.Thread(target=self._follow, daemon=True)
            self._behind.start()

    def ended(self) -> None:
        """Wait for the tables of the change before."""
        if behind := self._behind:
            behind.join()

    def _follow(self) -> None:
        with contextlib.suppress(SystemExit):
            self._build(tables=True)

    def _build(self, *, shown: bool = False, catalogue: bool = True, tables: bool = False) -> None:
        """Build; of the ``tables`` that follow a change only what they wrote is told, the rest was."""
        import msgspec

        from chancery.progress import Clock

        clock = Clock(shown=shown)
        asked = msgspec.structs.replace(self._asked, catalogue=catalogue)
        report = run(asked, clock, _tell, workers=self._workers)
        for problem in () if tables else report.problems:
            _tell(f"{asked.cables}/{problem}")
        if report.written or not tables:
            what = "files of the tables" if tables else "files"
            _tell(f"{report.written:,} {what} written, {sum(clock.seconds.values()):.1f} s")


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
    from chancery.building.asked import Options

    watched = [cables, PROJECT / "templates", PROJECT / "docs", PROJECT / "mkdocs.yml"]
    asked = Options(cables=cables, site=site, project=PROJECT, cache=cache, search=search, offline=False)
    builds = _Builds(asked, workers or 0)
    try:
        socket.create_server((host, port)).close()  # told before a long build, not behind it
        builds.first()
        _tell(f"http://{host}:{port}/ shows the site; Ctrl-C stops it")
        preview.serve(builds.again, host, port, site, watched)
    except OSError as error:
        _tell(f"{host}:{port}: {reason(error).partition(' (')[0]}; choose another one with --port")
        sys.exit(1)
    finally:
        builds.ended()
