"""Lets MkDocs' own commands make the whole site: ``mkdocs build`` and ``mkdocs serve`` do what ``build.py`` does.

MkDocs is given no page: all of them are made by our build, which itself asks MkDocs for the written ones.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

PROJECT = Path(__file__).resolve().parents[1]


def _ours(config: MkDocsConfig) -> bool:
    """Whether it is our own build that runs MkDocs."""
    return "chancery" in config.plugins


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Nothing of the theme is a page of its own; cables and templates are watched as documents are."""
    if not _ours(config):
        config.theme.static_templates = set()
        config.watch += [str(PROJECT / name) for name in ("cables", "templates", "chancery")]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """No page is left to MkDocs."""
    return files if _ours(config) else Files([])


def on_post_build(config: MkDocsConfig) -> None:
    """Build, and put the site where MkDocs wants it."""
    if _ours(config):
        return
    sys.path.insert(0, str(PROJECT))
    from chancery.building import site  # noqa: PLC0415 -- the way to it is set just above
    from chancery.building.asked import Options  # noqa: PLC0415
    from chancery.progress import Clock  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as scratch:
        options = Options(
            cables=PROJECT / "cables",
            site=Path(scratch, "site"),
            project=PROJECT,
            cache=Path(scratch, "cache"),
            base_url=config.site_url or "",
        )
        report = site.build(options, Clock(shown=False), print)
        shutil.copytree(options.site, config.site_dir, dirs_exist_ok=True)
    for problem in report.problems:
        print(problem, file=sys.stderr)
