"""Marks in templates, on elements that make sense in some copies of a page alone.

A mark is the last attribute of its tag, so no text of a cable can look like one: a text's own angle brackets are
escaped. Elements with a mark hold none of their own name.
"""

ONLINE = "data-online"
"""Makes sense among the other pages of the site; single files leave it out."""
TAKE = "data-take"
"""Leads to single files and the archive; the archive itself, and a site without them, leave it out."""

OWN = "data-own"
"""What a page has of its own: its headline, its contents, its files. A file of several pages leaves it out."""

SERVED = "data-served"
"""Tells that the files of the search's index are there to be fetched; the archive leaves it out, with the files."""


def without(page: str, mark: str) -> str:
    """A page or a part of one without the elements that have a mark.

    >>> without('<ul><li>a</li><li class="x" data-take><b>c</b></li></ul>', TAKE)
    '<ul><li>a</li></ul>'
    """
    parts, at, sign = [], 0, f" {mark}>"
    while (found := page.find(sign, at)) >= 0:
        start = page.rindex("<", at, found)
        name = page[start + 1 : found].partition(" ")[0]
        stop = page.find(f"</{name}>", found)
        parts.append(page[at:start])
        at = len(page) if stop < 0 else stop + len(name) + 3
    return "".join((*parts, page[at:]))


def taken(path: str) -> bool:
    """Whether the archive holds a file of the site: of the search's index it has the scripts, which any copy can load.

    >>> taken("pagefind/2009-1a2b3c4d/text-0.js"), taken("pagefind/2009-1a2b3c4d/text/0.bin")
    (True, False)
    """
    return path.endswith(".js") or not path.startswith("pagefind/")


def stray(path: str) -> bool:
    """Whether a file of the site is of a kind that no build makes: somebody put it on top of the others.

    >>> stray("CNAME"), stray("feed.xml"), stray("data/cables.csv")
    (True, False, False)
    """
    return "/" not in path and not path.endswith((".html", ".xml"))


def packed(path: str, data: bytes) -> bytes:
    """A file of the site as the archive of the whole site holds it."""
    return without(without(data.decode(), TAKE), SERVED).encode() if path.endswith(".html") else data
