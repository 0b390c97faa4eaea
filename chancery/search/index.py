"""Pagefind run over a shard: what it takes from the pages of cables, to be looked through and to be shown."""

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pagefind.service import get_executable

from chancery.files.output import OutputError
from chancery.search.written import Written, read


def index(documents: Iterable[tuple[str, str]], work: Path) -> Written:
    """Index a shard. ``documents`` are ids and pages; ``work`` is a folder where they stand while they are indexed."""
    with tempfile.TemporaryDirectory(dir=work) as folder:
        source, made = Path(folder, "text"), Path(folder, "made")
        source.mkdir()
        for key, text in documents:
            (source / f"{key}.html").write_text(text, encoding="utf-8")
        _run(source, made)
        return read(made)


def _run(source: Path, made: Path) -> None:
    """Run Pagefind's program as its package names it: its service may end before its files are whole.

    Raises ``OutputError`` where it fails.
    """
    words = [str(get_executable()), "--site", str(source), "--output-path", str(made), "--force-language", "en"]
    words += ["--keep-index-url", "--silent"]
    done = subprocess.run(words, check=False, stdin=subprocess.DEVNULL, capture_output=True, errors="replace")
    if done.returncode:
        said = " ".join(done.stderr.split())[-300:]
        todo = "the site is as it was; install Pagefind anew, or build with --no-search"
        raise OutputError(f"Pagefind ended with {done.returncode}{f' ({said})' if said else ''}; {todo}")
