"""What the frame of every page receives: name, way to the top, entries of the navigation, content policy.

Pages made from records and pages that MkDocs makes from Markdown share ``base.html``; it uses ``site`` alone.
"""

import base64
import hashlib
from functools import lru_cache

from markupsafe import Markup

from chancery.model import Value

NAME = "TIP Cables"
PICTURE = "assets/og.png"

NAV = (
    ("Countries", "countries/index.html"),
    ("Topics", "topics/index.html"),
    ("Indicators", "indicators/index.html"),
    ("Search", "search.html"),
    ("Data", "data.html"),
    ("About", "about.html"),
)
"""The first part of a path is the section of the site; 'countries/KHM.html' is in 'Countries'."""

FOOT = (
    ("Years", "years/index.html"),
    ("Tags", "tags/index.html"),
    ("Glossary", "glossary.html"),
    ("Method", "method.html"),
    ("Data", "data.html"),
    ("About", "about.html"),
)

POLICY = (
    "default-src 'none'; style-src 'self'{styles}; script-src 'self'; font-src 'self'; "
    "img-src 'self' data:; form-action 'self' file:; base-uri 'none'"
)
"""No request to anyone else, no inline style or script but by its hash. On a disk, a form in Firefox has no 'self'."""


class Page(Value, frozen=True):
    """What every view of a page has, whatever else is in it."""

    root: str
    """The way to the top of the site: '' or '../'."""
    path: str
    """The page's place from the top of the site."""
    title: str
    """What the window and a search engine call the page."""
    description: str
    """One sentence about the page; may be ''."""


class NavLink(Value, frozen=True):
    """A link of the navigation."""

    text: str
    href: str
    current: str
    """'page' on the page itself, 'true' on pages below it, '' elsewhere: the value of ``aria-current``."""


class Chrome(Value, frozen=True):
    """What ``base.html`` needs; templates know it as ``site``."""

    name: str
    root: str
    """The way to the top of the site: '' or '../'."""
    path: str
    title: str
    description: str
    nav: tuple[NavLink, ...]
    foot: tuple[NavLink, ...]
    policy: str
    address: str
    """The whole address of the page; '' where that of the site is not known."""
    picture: str
    """The address of the picture that stands for the site where a link to it is shared."""
    print_line: Markup
    """The style that prints the page's place at the foot of each sheet; the policy has its hash."""


def chrome(
    root: str, path: str, title: str = NAME, description: str = "", base_url: str = "", printed: Markup | None = None
) -> Chrome:
    """The frame of one page: ``path`` is its place from the top of the site ('countries/KHM.html').

    ``printed`` is the style that prints the foot of its sheets, where that says more than the place.
    """
    address = f"{base_url}{path}" if base_url else ""
    printed = foot_line(address or path) if printed is None else printed
    return Chrome(
        name=NAME,
        root=root,
        path=path,
        title=title,
        description=description,
        nav=_entries(NAV, root, path),
        foot=_entries(FOOT, root, ""),
        policy=policy(printed),
        address=address,
        picture=f"{base_url or root}{PICTURE}",
        print_line=printed,
    )


def foot_line(*parts: str) -> Markup:
    """The style that prints the name of the site and some words at the foot of each sheet.

    Words may come from a source: what could end the text or the style is left out of them.
    """
    text = " · ".join((NAME, *("".join(c for c in part if c.isalnum() or c in " ./-:_~%+@") for part in parts)))
    return Markup(f'@page{{@bottom-left{{content:"{text}";font:8pt sans-serif}}}}')  # noqa: S704 -- cleaned above


@lru_cache(maxsize=256)
def _entries(entries: tuple[tuple[str, str], ...], root: str, path: str) -> tuple[NavLink, ...]:
    """Links of the navigation; cached, since the pages of a section share them."""
    section = f"{path.partition('/')[0]}/" if "/" in path else path
    return tuple(NavLink(text, root + to, _current(to, path, section)) for text, to in entries)


def _current(to: str, path: str, section: str) -> str:
    return "page" if to == path else "true" if path and to.startswith(section) else ""


def policy(*styles: str) -> str:
    """The content security policy, allowing these inline styles by their hashes.

    >>> policy()[:39]
    "default-src 'none'; style-src 'self'; s"
    """
    return POLICY.format(styles="".join(f" '{source_hash(style)}'" for style in styles))


def source_hash(text: str) -> str:
    """An inline style or script as a policy names it: 'sha256-…'."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
