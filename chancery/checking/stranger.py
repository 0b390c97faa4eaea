"""Reading a built page as a stranger does: tags, anchors, links and words, without knowing how it was made.

All patterns take linear time; a page is read once.
"""

import html
import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)(?P<rest>(?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+)>")
_ATTRIBUTE = re.compile(
    r"""(?<![\w:.@-])(?P<name>[a-zA-Z_:@][\w:.-]*)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(
    r"<(?P<name>script|style|template|head|svg)\b[^>]*>.*?(?:</(?P=name)\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_ABSOLUTE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
LINKS = frozenset({"href", "src", "poster", "data-src", "action", "xlink:href"})
LOADS = frozenset({"img", "script", "iframe", "audio", "video", "source", "embed", "object", "track", "input"})
"""Elements that fetch what they name; so do ``link`` elements of some kinds."""
FETCHING_RELS = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
)


class Link(NamedTuple):
    """A link of a page: as written, and whether a browser fetches it by itself."""

    target: str
    fetched: bool


class Page(NamedTuple):
    """What a stranger sees of a page."""

    ids: tuple[str, ...]
    links: tuple[Link, ...]
    policy: str | None
    """The content security policy of the page."""
    inline: tuple[str, ...]
    """Inline handlers and styles ('p onclick', 'td style') and inline scripts ('script'); none are wanted."""


def read(text: str) -> Page:
    """A page from its HTML."""
    text = _COMMENT.sub("", text)
    ids: list[str] = []
    links: list[Link] = []
    inline: list[str] = []
    policy = None
    for match in _TAG.finditer(text):
        if match["close"]:
            continue
        name, attributes = match["name"].lower(), _attributes(match["rest"])
        ids += [attributes["id"]] if "id" in attributes else []
        links += [Link(attributes[key], _fetches(name, attributes)) for key in LINKS & attributes.keys()]
        inline += [f"{name} {key}" for key in attributes if key == "style" or key.startswith("on")]
        if name == "script" and _runs(attributes) and "src" not in attributes:
            inline.append("script")
        if name == "meta" and attributes.get("http-equiv", "").lower() == "content-security-policy":
            policy = attributes.get("content")
    return Page(tuple(ids), tuple(links), policy, tuple(inline))


def _attributes(rest: str) -> dict[str, str]:
    return {
        match["name"].lower(): html.unescape(match["double"] or match["single"] or match["bare"] or "")
        for match in _ATTRIBUTE.finditer(rest)
    }


def _runs(attributes: dict[str, str]) -> bool:
    """Whether a script element holds a script, not data."""
    return attributes.get("type", "module") in {"module", "text/javascript", "application/javascript", ""}


def _fetches(name: str, attributes: dict[str, str]) -> bool:
    rels = set(attributes.get("rel", "").lower().split())
    return name in LOADS or (name == "link" and bool(rels & FETCHING_RELS))


def words(text: str) -> str:
    """The visible text of HTML without any blanks, so that layout makes no difference."""
    return squeeze(html.unescape(_TAG.sub("", _UNSEEN.sub("", _COMMENT.sub("", text)))))


def squeeze(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def element(text: str, anchor: str) -> str | None:
    """The HTML from the tag with an id on; None where there is none."""
    at = text.find(f'id="{html.escape(anchor)}"')
    return None if at < 0 else text[text.rfind("<", 0, at) :]


def resolve(page: str, target: str) -> tuple[str, str] | None:
    """File and fragment a link of a page leads to; None for one that leaves the site."""
    if _ABSOLUTE.match(target):
        return None
    path, _, fragment = target.partition("#")
    path = unquote(path.partition("?")[0])
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return file, unquote(fragment)
