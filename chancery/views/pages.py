"""The later stages: pages and data files, made from records alone, a batch at a time."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
from jinja2 import Environment

from chancery import addresses, records
from chancery.collection import briefs
from chancery.collection.briefs import Brief, Row
from chancery.collection.corpus import Around
from chancery.collection.packs import Place, Reader
from chancery.editing.published import Published
from chancery.files import copies
from chancery.files.blocks import weighed
from chancery.files.output import Stamp, write
from chancery.views import lists
from chancery.views.cable.page import CableView, cable_view, raw_view
from chancery.views.job import Job
from chancery.views.render import environment, render
from chancery.work.filing import Filed, filed


class Making(msgspec.Struct, frozen=True):
    """What a worker has to know to make files."""

    new: str
    """The folder to write to."""
    packs: str
    templates: str
    version: bytes
    """Of the templates and all that makes pages: a worker that goes on must not use what it has compiled before."""
    base_url: str = ""
    offline: bool = True
    """Whether the site has single files and the archive, which pages lead to."""


class CablePage(msgspec.Struct, frozen=True):
    """The files of one cable that have to be made."""

    place: Place
    around: Around
    page: bytes
    """Key of its page and what is made with it; b'' where they are not wanted."""
    data: bytes
    """Key of its data files; b'' where they are not wanted."""


class Listing(msgspec.Struct, frozen=True):
    """A page about several cables that has to be made."""

    job: Job
    places: tuple[Place, ...]
    """Of the cables of the job."""
    key: bytes


TOGETHER = 2_000_000
"""Bytes of records whose pages are made together: a batch of common cables, or one large one; they bound the memory."""
BOM = "\ufeff".encode()


def make_cables(setup: Making, wanted: list[CablePage]) -> list[list[Filed]]:
    """Write the files of a batch of cables; a worker's work."""
    groups = weighed(wanted, lambda each: each.place.size, TOGETHER)
    return [each for group in groups for each in _make_cables(setup, group)]


def _make_cables(setup: Making, group: list[CablePage]) -> list[list[Filed]]:
    """Write the files of cables, a form of all of them before the next, for the reason that ``parse_all`` has."""
    reader = Reader(setup.packs)
    read = [reader.both(each.place) for each in group]
    views = [
        cable_view(published, each.around, briefs.told(brief), setup.base_url) if each.page else None
        for each, (published, brief) in zip(group, read, strict=True)
    ]
    made = [_pages(setup, published, view) for view, (published, _) in zip(views, read, strict=True)]
    for end, form in _DATA.items():
        for each, files, (published, _) in zip(group, made, read, strict=True):
            if each.data:
                files[addresses.data(published.cable.id, end)] = form(published)
    return [list(_filed(setup, each, files)) for each, files in zip(group, made, strict=True)]


def _filed(setup: Making, wanted: CablePage, files: Mapping[str, bytes]) -> Iterator[Filed]:
    """Write the files of one cable."""
    stamps = _written(setup, files)
    for path in files:
        if path.endswith(".html"):
            yield filed(path, wanted.page, stamps)
        elif path.endswith(".yaml"):
            yield filed(path, wanted.data, stamps)


def _written(setup: Making, files: Mapping[str, bytes]) -> dict[str, Stamp]:
    return {path: write(f"{setup.new}/{path}", data) for path, data in files.items()}


def _pages(setup: Making, published: Published, view: CableView | None) -> dict[str, bytes]:
    """The page of a cable; a long one has its original text on a second page."""
    if view is None:
        return {}
    env = compiled(setup)
    made = {view.path: _page(setup, render(env, "cable.html", view))}
    if view.raw_page:
        raw = raw_view(published)
        made[raw.path] = render(env, "raw.html", raw).encode()
    return made


def raw_text(published: Published) -> bytes:
    """The raw text as it may be shown, byte for byte that of the digest in the record where it can be."""
    for end in ("\n", "\r\n", "\r"):
        text = end.join(published.raw).encode()
        for form in (text + end.encode(), text, BOM + text + end.encode(), BOM + text):
            if hashlib.sha256(form).hexdigest() == published.cable.source.sha256:
                return form
    return ("\n".join(published.raw) + "\n").encode()


_DATA: dict[str, Callable[[Published], bytes]] = {
    "yaml": lambda published: records.to_yaml(published.cable).encode(),
    "json": lambda published: records.to_json(published.cable),
    "txt": raw_text,
}


def make_listings(setup: Making, wanted: list[Listing]) -> list[list[Filed]]:
    """Write a batch of pages about several cables; a worker's work."""
    return [_make_listing(setup, each) for each in wanted]


def _make_listing(setup: Making, wanted: Listing) -> list[Filed]:
    fetch: Callable[[str, Place], Row] = _row if wanted.job.kind in lists.BY_DATE else _brief
    rows = {one.id: one for one in (fetch(setup.packs, place) for place in wanted.places)}
    template, view = lists.view(rows, wanted.job)
    page = render(compiled(setup), template, view)
    path = wanted.job.path
    return [filed(path, wanted.key, _written(setup, {path: _page(setup, page)}))]


def _page(setup: Making, page: str) -> bytes:
    """A page as the site has it: it leads to no single file where there is none."""
    return (page if setup.offline else copies.without(page, copies.TAKE)).encode()


@lru_cache(maxsize=8192)
def _row(packs: str, place: Place) -> Row:
    """Of a brief what a row shows: a tenth of it."""
    return briefs.row(Reader(packs).packed(place))


@lru_cache(maxsize=1024)
def _brief(packs: str, place: Place) -> Brief:
    """Listings that follow each other have cables in common."""
    return Reader(packs).brief(place)


def compiled(setup: Making) -> Environment:
    """Templates, compiled once a worker."""
    return _environment(setup.templates, setup.base_url, setup.version)


@lru_cache(maxsize=2)
def _environment(templates: str, base_url: str, version: bytes) -> Environment:  # noqa: ARG001 -- other version, other templates
    return environment(Path(templates), base_url)
