"""The later stages: pages and data files, made from records alone, a batch at a time."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

import msgspec
from jinja2 import Environment

from chancery import briefs, copies, records
from chancery.briefs import Brief, Row, Told
from chancery.corpus import Around
from chancery.filing import Filed, cable_data, cable_page, filed, members
from chancery.output import Stamp, write
from chancery.packs import Place, Reader
from chancery.published import Published
from chancery.render import View, environment, render
from chancery.views import lists
from chancery.views.cable import cable_view, raw_path, raw_view, wants_raw_page
from chancery.views.job import Job


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


BOM = "\ufeff".encode()


def make_cables(setup: Making, wanted: list[CablePage]) -> list[list[Filed]]:
    """Write the files of a batch of cables; a worker's work."""
    reader = Reader(setup.packs)
    return [list(_make_cable(setup, reader, each)) for each in wanted]


def _make_cable(setup: Making, reader: Reader, wanted: CablePage) -> Iterator[Filed]:
    published, brief = reader.both(wanted.place)
    key = published.cable.id
    if wanted.page:
        stamps = _written(setup, _pages(setup, published, briefs.told(brief), wanted.around))
        yield filed(cable_page(key), wanted.page, stamps)
        if raw_path(key) in stamps:
            yield filed(raw_path(key), wanted.page, stamps)
    if wanted.data:
        files = {path: _DATA[path.rpartition(".")[2]](published) for path in members(cable_data(key))}
        yield filed(cable_data(key), wanted.data, _written(setup, files))


def _written(setup: Making, files: Mapping[str, bytes]) -> dict[str, Stamp]:
    return {path: write(f"{setup.new}/{path}", data) for path, data in files.items()}


def _pages(setup: Making, published: Published, told: Told, around: Around) -> dict[str, bytes]:
    """The page of a cable; a long one has its original text on a second page."""
    env, apart = _environment(setup.templates, setup.base_url, setup.version), wants_raw_page(published)
    view = cable_view(published, around, "../", told=told, raw_page=apart, base_url=setup.base_url)
    made = {view.path: _page(setup, render(env, "cable.html", view))}
    if apart:
        raw = raw_view(published, "../")
        made[raw.path] = render(env, "raw.html", raw).encode()
    return made


def raw_text(published: Published) -> bytes:
    """The raw text as it may be shown; where nothing was taken out, byte for byte that of the source."""
    for end in ("\n", "\r\n", "\r"):
        text = end.join(published.raw).encode()
        for form in (text + end.encode(), text, BOM + text + end.encode(), BOM + text):
            if hashlib.sha256(form).hexdigest() == published.cable.source.sha256:
                return form
        if published.redactions:
            break
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
    page = render(_environment(setup.templates, setup.base_url, setup.version), template, cast("View", view))
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


@lru_cache(maxsize=2)
def _environment(templates: str, base_url: str, version: bytes) -> Environment:  # noqa: ARG001 -- other version, other templates
    """Templates, compiled once a worker."""
    return environment(Path(templates), base_url)
