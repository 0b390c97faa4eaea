"""Pages of the site made to stand alone: what leads out is told or left out, what is fetched is put in.

It works on pages as they were built, so it can show nothing that the site does not. Our templates escape every
text, so a quote or an angle bracket in a tag is always ours. All patterns take linear time.
"""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec

from chancery.views.base import source_hash
from chancery.views.cable import datauri

_ANCHOR = re.compile(r"<a\b(?P<attributes>[^<>]*)>(?P<inner>(?:(?!<a\b).)*?)</a>", re.DOTALL)
_HREF = re.compile(r"\s(?:href|rel)=\"(?P<to>[^\"]*)\"")
_TO = re.compile(r"\shref=\"(?P<to>[^\"]*)\"")
_TAG = re.compile(r"<[a-z][^<>]*>")
_NAMES = re.compile(r"\s(?P<key>id|for|headers|aria-(?:labelledby|describedby|controls))=\"(?P<names>[^\"]*)\"")
_HEADING = re.compile(r"<h(?P<level>[1-5])\b")
_URL = re.compile(r"url\((?P<name>\.\./[\w./-]+)\)")
_LATE = re.compile(r"font-display: [a-z]+")
_TYPES = {".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}

Resolve = Callable[[str], str | None]
"""From an address as a page has it to what it is in the file; None where it leads out of it."""


class Shell(msgspec.Struct, frozen=True):
    """What every single file has in it: the same bytes at the beginning of each."""

    style: str
    style_hash: str
    script: str
    script_hash: str
    icon: str


@lru_cache(maxsize=2)
def shell(templates: str) -> Shell:
    """The style sheets with their fonts in them, and the scripts; read once a worker."""
    assets = Path(templates, "assets")
    styles = ("css/site.css", "css/lists.css", "css/single.css")
    scripts = ("js/cable.js", "js/sort.js", "js/single.js")
    style = "".join(_inlined(assets, (assets / name).read_text(encoding="utf-8")) for name in styles)
    script = "".join((assets / name).read_text(encoding="utf-8") for name in scripts)
    return Shell(
        style=style,
        style_hash=source_hash(style),
        script=script,
        script_hash=source_hash(script),
        icon=datauri.of_bytes((assets / "mark.svg").read_bytes(), "image/svg+xml"),
    )


def _inlined(assets: Path, css: str) -> str:
    """A style sheet with what it fetches in it; its fonts are there at once, and need no other until they come."""

    def inline(match: re.Match[str]) -> str:
        path = assets / "css" / match["name"]
        return f"url({datauri.of_bytes(path.read_bytes(), _TYPES[path.suffix])})"

    return _URL.sub(inline, _LATE.sub("font-display: block", css))


def between(page: str, begin: str, end: str) -> str:
    """What stands in a page from one mark to the last of another, both included; '' where they are not there."""
    start, stop = page.find(begin), page.rfind(end)
    return page[start : stop + len(end)] if 0 <= start < stop else ""


def unlinked(fragment: str, resolve: Resolve) -> str:
    """A fragment whose links lead to places within the file; of others the words stay."""

    def told(match: re.Match[str]) -> str:
        attributes, inner = match["attributes"], match["inner"]
        found = _TO.search(attributes)
        if found is None:
            return match[0]
        to = resolve(html.unescape(found["to"]))
        if to is None:
            return f"<span{_HREF.sub('', attributes)}>{inner}</span>"
        # A browser does not go to an address that holds its data, but it saves it.
        saved = to.startswith("data:") and " download" not in attributes
        name = f' download="{found["to"].rpartition("/")[2]}"' if saved else ""
        return f'<a{attributes[: found.start()]} href="{html.escape(to)}"{name}{attributes[found.end() :]}>{inner}</a>'

    return _ANCHOR.sub(told, fragment)


def renamed(fragment: str, prefix: str) -> str:
    """A fragment with the names of its places under a prefix, so that several cables fit one file."""

    def names(match: re.Match[str]) -> str:
        named = " ".join(prefix + name for name in match["names"].split())
        return f' {match["key"]}="{named}"'

    return _TAG.sub(lambda tag: _NAMES.sub(names, tag[0]), fragment)


def lowered(fragment: str) -> str:
    """A fragment whose headings stand one level lower for who hears them; they look the same."""
    return _HEADING.sub(lambda tag: f'{tag[0]} aria-level="{int(tag["level"]) + 1}"', fragment)
