"""The only module that knows MkDocs: the pages that people write, in the theme of all other pages."""

import logging
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from chancery.catalog.database import SCHEMA
from chancery.catalog.tables import CABLES, INDICATORS, Column
from chancery.collection.corpus import Facts
from chancery.files import copies
from chancery.files.output import OutputError
from chancery.model import Value
from chancery.views.base import chrome
from chancery.views.dataset import collection
from chancery.views.render import environment

PARTS = {
    "<!-- unreadable -->": "doc-unreadable",
    "<!-- columns -->": "doc-columns",
    "<!-- take -->": "doc-take",
    "<!-- dataset -->": "doc-dataset",
    "<!-- contact -->": "doc-contact",
}
"""Marks in a written page, and the partials that stand in their place."""

TABLE = re.compile(r'<h2 id="[^"<>]+">([^<]+)</h2>(?:(?!<h2).)*?<table>', re.DOTALL)
"""A table of Markdown, which has no caption of its own, and the heading above it."""


OURS = re.compile(r"contains a link '[^']{1,200}(?<!\.md)', but the target is not found")
"""A link to a page or file that is made from records, which the host does not know; ``verify`` follows it."""


class Table(Value, frozen=True):
    """A table that people take away."""

    file: str
    columns: tuple[Column[Any], ...]


def tables() -> tuple[Table, ...]:
    """The tables of ``data/`` and their columns."""
    return Table("cables.csv", CABLES), Table("indicators.csv", INDICATORS)


class _Documents(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Gives the host's pages what our own templates receive."""

    def __init__(self, templates: Path, facts: Facts) -> None:
        self.templates = templates
        self.facts = facts

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """One environment for all pages: autoescape on, which the host leaves off, and nothing undefined."""
        return environment(self.templates)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put what the build and its settings know where a page asks for it."""
        env = environment(self.templates)
        html = TABLE.sub(r'\g<0><caption class="sr">\g<1></caption>', html)
        for mark, name in PARTS.items():
            if mark in html:
                part = env.get_template(f"partials/{name}.html").render(
                    facts=self.facts,
                    tables=tables(),
                    database=SCHEMA.read_text(encoding="utf-8"),
                    dataset=collection(self.facts.base_url),
                    contact=str(config.extra.get("contact") or ""),
                )
                html = html.replace(mark, part)
        return html

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """The frame, as every page gets it."""
        path, description = page.file.dest_uri, str(page.meta.get("description", ""))
        context["site"] = chrome(  # type: ignore[typeddict-unknown-key]
            "../" * path.count("/"), path, str(page.title), description, self.facts.base_url
        )
        return context

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> TemplateContext:
        """The same for the page that a server shows where there is none.

        It is shown at any depth, so its links begin at the top of the server where the site's address is known.
        """
        top = urlsplit(self.facts.base_url).path
        context["site"] = chrome(top, template_name, "Not here", "")  # type: ignore[typeddict-unknown-key]
        return context


class _Warnings(logging.Handler):
    """Collects what the host warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        self.said.append(record.getMessage())


def documents(project: Path, facts: Facts) -> Iterator[tuple[str, bytes]]:
    """The pages of ``docs/`` and the files of the theme: paths and bytes, in order of the paths.

    Raises ``OutputError`` with the host's first warning: a link that leads nowhere, say.
    """
    with tempfile.TemporaryDirectory() as scratch:
        _build(project, Path(scratch), facts)
        for path in sorted(each for each in Path(scratch).rglob("*") if each.is_file()):
            name = path.relative_to(scratch).as_posix()
            if name.endswith(".html") or name.startswith("assets/"):
                data = path.read_bytes()
                yield name, data if facts.offline else copies.packed(name, data)


def _build(project: Path, target: Path, facts: Facts) -> None:
    heard, log = _Warnings(), logging.getLogger("mkdocs")
    log.addHandler(heard)
    log.propagate, propagated = False, log.propagate
    try:
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(target), strict=False)
        config.plugins["chancery"] = _Documents(project / "templates", facts)
        # Its own map of the site would list these pages alone; ours lists all (feeds.py).
        config.theme.static_templates = {"404.html"}
        build(config)
    except (MkDocsException, UnicodeDecodeError, TemplateError) as error:
        # The host says first what it minds, then that it gives up.
        raise OutputError(" ".join(f"docs: {[*heard.said, error][0]}".split())) from error
    finally:
        log.removeHandler(heard)
        log.propagate = propagated
    for said in heard.said:
        if not OURS.search(said):
            raise OutputError(f"docs: {said}")
