"""Builds for tests: quick, without search and single files unless they are asked for."""

import hashlib
from pathlib import Path

from shared import ROOT

from chancery.building import site
from chancery.building.asked import Options, Report
from chancery.progress import Clock


def build(cables: Path, target: Path, *, workers: int = 1, spec: str = "threads", **options: object) -> Report:
    """Build a site from a folder of cables, with the cache beside it."""
    asked = {"cache": target.parent / "cache", "search": False, "offline": False, "project": ROOT} | options
    wanted = Options(cables=cables, site=target, **asked)
    return site.build(wanted, Clock(shown=False), lambda _: None, workers=workers, spec=spec)


def clean(cables: Path, folder: Path, **options: object) -> dict[str, str]:
    """The files of a site that is built anew, as :func:`sums` gives them."""
    build(cables, folder / "site", use_cache=False, **options)
    return sums(folder / "site")


def words(folder: Path, *more: object) -> list[object]:
    """The words of a command that builds what a folder has in ``cables`` into its ``site``."""
    return ["build", "--cables", folder / "cables", "--site", folder / "site", "--cache", folder / "cache",
            "--no-search", "--no-offline", *more]  # fmt: skip


def sums(folder: Path) -> dict[str, str]:
    """All files of a folder and the digests of their bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
