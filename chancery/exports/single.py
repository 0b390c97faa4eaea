"""One HTML file that needs no other: a cable with all that its page has, or several of them as a dossier.

Made from pages and data files of the site, so that it shows what they show: text without what was redacted.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
from jinja2 import Environment
from markupsafe import Markup

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.exports import closed
from chancery.files import copies
from chancery.model import Value
from chancery.views.base import foot_line, source_hash
from chancery.views.cable import datauri
from chancery.views.rows import plural, span
from chancery.words import KINDS, capital, day

TYPES = {"yaml": "application/yaml", "json": "application/json", "txt": "text/plain"}
"""Kinds of data files that a single file carries, by the end of their names."""
_POLICY = (
    "default-src 'none'; style-src {styles}; script-src '{script}'; font-src data:; img-src data:; "
    "form-action 'none'; base-uri 'none'"
)
_META = re.compile(r'<meta name="(?:description|citation_[a-z_]+)" content="[^"]*">')
_CITED = re.compile(r'<script type="application/ld\+json">[^<]*</script>')
_PRINT = re.compile(r'<style media="print">(?P<style>[^<]*)</style>')
_DATA = re.compile(r"data/[A-Z0-9]+\.(?P<end>[a-z]+)\Z")
_LEAVES = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Item(Value, frozen=True):
    """A cable in a dossier."""

    id: str
    title: str
    kind: str
    """'Interim assessment'."""
    day: str
    body: Markup
    """Its page's article, under names of its own; in the file of one cable all there is."""


class Download(Value, frozen=True):
    """A data file that the file has in it."""

    name: str
    href: str
    note: str


class SingleView(Value, frozen=True, kw_only=True):
    """What ``single.html`` receives."""

    title: str
    style: Markup
    """The same in every single file, so that it is packed once for all of them."""
    policy: str
    head: Markup
    """Elements of the page's head that tell reference managers what it is."""
    print_line: Markup
    script: Markup
    icon: str
    address: str
    """Where the site has it; '' where the site's address is not known."""
    lede: str
    about: Markup
    """What a country's page shows above its cables: figures over the years, tables."""
    items: tuple[Item, ...]
    downloads: tuple[Download, ...]


class Closing(msgspec.Struct, frozen=True):
    """What has to be known to make single files."""

    site: Path
    """The folder of the site they are made from."""
    templates: str
    base_url: str = ""


class Dossier(msgspec.Struct, frozen=True):
    """What a file of several cables is of."""

    title: str
    ids: tuple[str, ...]
    name: str
    """Of the file and of its records: 'KHM'."""
    path: str
    """The page of the site that shows the same."""
    about: str = ""
    """The page whose figures stand above the cables: 'countries/KHM.html'; '' for none."""
    part: str = ""
    """'part 2 of 3', where one file would be too long."""


def cable(setup: Closing, env: Environment, key: str) -> bytes:
    """One cable as a file: its page, its original text and its data files."""
    page = _read(setup, addresses.cable(key))
    article = _with_original(setup, key, closed.between(page, "<article", "</article>"))

    def resolve(to: str) -> str | None:
        path, place = _target(to, "cables")
        if path in {"", addresses.cable(key), addresses.raw(key)}:
            return f"#{place}" if place else "#main"
        return _data(setup, path) or _away(setup, to, path, place)

    body = closed.unlinked(_alone(article), resolve)
    head = "".join((*_META.findall(page), *_CITED.findall(page)))
    found = _PRINT.search(page)
    return _render(
        setup, env,
        title=_title(page), head=head, print_line=found["style"] if found else "",
        path=addresses.cable(key), items=(Item(key, "", "", "", Markup(body)),),  # noqa: S704 -- our own page
    )  # fmt: skip


def dossier(setup: Closing, env: Environment, asked: Dossier, briefs: Sequence[Brief]) -> bytes:
    """Several cables as a file, the oldest first, each folded."""
    held = frozenset(asked.ids)
    about = _about(setup, asked, held) if asked.about else ""
    years, address = span(one.date.year for one in briefs), f"{setup.base_url}{asked.path}" if setup.base_url else ""
    lede = capital(f"{plural(len(briefs), 'cable')}{', ' if years else ''}{years}.")
    if asked.part:
        lede = f"{lede} This is {asked.part}."
    return _render(
        setup, env,
        title=asked.title, lede=lede, path=asked.path, about=about,
        head="", print_line=foot_line(*filter(None, (asked.title, plural(len(briefs), "cable"), years, address))),
        items=tuple(_item(setup, one, held) for one in briefs),
        downloads=(_records(setup, asked),),
    )  # fmt: skip


def _item(setup: Closing, one: Brief, held: frozenset[str]) -> Item:
    page = _read(setup, addresses.cable(one.id))
    body = copies.without(_alone(closed.between(page, "<article", "</article>")), copies.OWN)

    def resolve(to: str) -> str | None:
        return _within(setup, to, "cables", one.id, held)

    body = closed.unlinked(closed.lowered(closed.renamed(body, f"{one.id}.")), resolve)
    return Item(one.id, one.headline, KINDS[one.kind], day(one.date), Markup(body))  # noqa: S704 -- our own page


def _about(setup: Closing, asked: Dossier, held: frozenset[str]) -> str:
    """What a country's page shows above its cables."""
    page = _read(setup, asked.about)
    main = closed.between(page, "<main", "</main>").partition("</nav>")[2].removesuffix("</main>")
    main = copies.without(_alone(main), copies.OWN)
    folder = asked.about.rpartition("/")[0]
    return closed.unlinked(main, lambda to: _within(setup, to, folder, "", held))


def _within(setup: Closing, to: str, folder: str, own: str, held: frozenset[str]) -> str | None:
    """Where a link leads in a file of several cables."""
    path, place = _target(to, folder)
    key = path.removeprefix("cables/").removesuffix(".html") if path else own
    if key in held and not re.match(r"(?:r\d+|original|download)\Z", place):
        return f"#{key}.{place}" if place else f"#{key}"
    if not path and place and not own:
        return f"#{place}"
    return _away(setup, to, path, place)


def _target(to: str, folder: str) -> tuple[str, str]:
    """The place of a link from the top of the site: path and fragment; no path for one within the page."""
    path, _, place = to.partition("#")
    if not path or _LEAVES.match(path):
        return path, place
    return (path.removeprefix("../") if path.startswith("../") else f"{folder}/{path}"), place


def _away(setup: Closing, to: str, path: str, place: str) -> str | None:
    """A link out of the file: whole where the site's address is known, else none."""
    if _LEAVES.match(to):
        return to
    if not setup.base_url or not path:
        return None
    return f"{setup.base_url}{path}{'#' if place else ''}{place}"


def _data(setup: Closing, path: str) -> str | None:
    """A data file as an address that holds it."""
    found = _DATA.match(path)
    file = setup.site / path
    if found is None or found["end"] not in TYPES or not file.is_file():
        return None
    return datauri.of_text(file.read_bytes().decode(), TYPES[found["end"]])


def _records(setup: Closing, asked: Dossier) -> Download:
    """All records as one JSON list."""
    files = (setup.site / addresses.data(key, "json") for key in asked.ids)
    data = b"[" + b",\n".join(msgspec.json.format(file.read_bytes(), indent=-1) for file in files) + b"]\n"
    return Download(
        f"{asked.name}.json",
        datauri.of_text(data.decode(), TYPES["json"]),
        "all that was read from these cables, for scripts",
    )


def _with_original(setup: Closing, key: str, article: str) -> str:
    """The article with the original text in it, where that has a page of its own."""
    path = addresses.raw(key)
    if not (setup.site / path).is_file():
        return article
    page = _read(setup, path)
    lines = page[page.index('<div class="raw"') : page.rindex("</main>")]
    fold = f'<details id="original"><summary>Original text</summary><div class="in">{lines}</div></details>\n'
    before, mark, after = article.rpartition('<details id="cite"')
    return f"{before}{fold}{mark}{after}".replace(f'href="{key}-raw.html"', 'href="#original"')


def _alone(fragment: str) -> str:
    """A fragment without what makes sense on the site alone."""
    return copies.without(copies.without(fragment, copies.TAKE), copies.ONLINE)


def _title(page: str) -> str:
    """The title of a page, as text."""
    return Markup(closed.between(page, "<title>", "</title>")).striptags().rpartition(" · ")[0]  # noqa: S704


def _read(setup: Closing, path: str) -> str:
    return (setup.site / path).read_text(encoding="utf-8")


def _render(  # noqa: PLR0913 -- a value's fields
    setup: Closing, env: Environment, *, title: str, head: str, print_line: str, path: str, items: tuple[Item, ...],
    lede: str = "", about: str = "", downloads: tuple[Download, ...] = (),
) -> bytes:  # fmt: skip
    shell = closed.shell(setup.templates)
    styles = f"'{shell.style_hash}' '{source_hash(print_line)}'"
    view = SingleView(
        title=title,
        style=Markup(shell.style),  # noqa: S704 -- our own files, as all below
        policy=_POLICY.format(styles=styles, script=shell.script_hash),
        head=Markup(head),  # noqa: S704
        print_line=Markup(print_line),  # noqa: S704
        script=Markup(shell.script),  # noqa: S704
        icon=shell.icon,
        address=f"{setup.base_url}{path}" if setup.base_url else "",
        lede=lede,
        about=Markup(about),  # noqa: S704
        items=items,
        downloads=downloads,
    )
    return env.get_template("single.html").render(view=view).encode()
