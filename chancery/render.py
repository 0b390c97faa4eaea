"""The Jinja environment: autoescape everywhere, no variable that is not there, templates compiled once."""

from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chancery.views.base import chrome


class View(Protocol):
    """What every view of a page has, whatever else is in it."""

    @property
    def root(self) -> str:
        """The way to the top of the site: '' or '../'."""

    @property
    def path(self) -> str:
        """The page's place from the top of the site."""

    @property
    def title(self) -> str:
        """What the window and a search engine call the page."""

    @property
    def description(self) -> str:
        """One sentence about the page; may be ''."""


def environment(templates: Path, base_url: str = "") -> Environment:
    """The environment of a folder of templates. It escapes all text; a missing variable is an error.

    ``base_url`` is the address the site will have, with a stroke at its end; '' where it is not known.
    """
    env = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    env.globals["base_url"] = base_url
    return env


def render(env: Environment, template: str, view: View) -> str:
    """A page as HTML. Raises ``jinja2.TemplateError`` where template and view do not agree."""
    site = chrome(view.root, view.path, view.title, view.description, str(env.globals["base_url"]))
    return env.get_template(template).render(view=view, site=site)
