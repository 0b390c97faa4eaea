"""The later stages: pages and data files, made from records alone, a batch at a time."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import cast

import msgspec
from jinja2 import Environment

from chancery import briefs, citations, copies, records
from chancery.briefs import Brief
from chancery.corpus import Around
from chancery.output import Stamp, write
from chancery.published import Published
from chancery.render import View, environment, render
from chancery.store import Held, Reader
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

    held: Held
    around: Around
    paths: tuple[str, ...]
    """Those of its files that are wanted: 'cables/ID.html', 'data/ID.yaml', '.json', '.txt'."""


class Listing(msgspec.Struct, frozen=True):
    """A page about several cables that has to be made."""

    job: Job
    briefs: tuple[bytes, ...]
    """Of the job's ids, in their order."""


BOM = "\ufeff".encode()


def cable_pages(key: str) -> tuple[str, str]:
    """The page of a cable, and the page of its original text that a long one has."""
    return f"cables/{key}.html", raw_path(key)


def cable_data(key: str) -> tuple[str, ...]:
    """The data files of a cable."""
    return (f"data/{key}.yaml", f"data/{key}.json", f"data/{key}.txt")


def cable_citations(key: str) -> tuple[str, ...]:
    """The files of its citation; they are made with its page, whose title they have."""
    return tuple(f"cite/{key}.{end}" for end in citations.ENDS)


def make_cables(setup: Making, wanted: list[CablePage]) -> list[dict[str, Stamp]]:
    """Write the files of a batch of cables; a worker's work."""
    reader = Reader(setup.packs)
    return [_make_cable(setup, reader, each) for each in wanted]


def _make_cable(setup: Making, reader: Reader, wanted: CablePage) -> dict[str, Stamp]:
    published = reader.published(wanted.held)
    files: dict[str, bytes] = {}
    for path in wanted.paths:
        kind = path.rpartition(".")[2]
        if kind == "html":
            files |= _pages(setup, published, wanted)
        else:
            files[path] = _DATA[kind](published)
    return {path: write(f"{setup.new}/{path}", data) for path, data in files.items()}


def _pages(setup: Making, published: Published, wanted: CablePage) -> dict[str, bytes]:
    """The page of a cable and its citations; a long one has its original text on a second page."""
    env, apart = _environment(setup.templates, setup.base_url, setup.version), wants_raw_page(published)
    told = briefs.told(wanted.held.brief)
    view = cable_view(published, wanted.around, "../", told=told, raw_page=apart, base_url=setup.base_url)
    made = {view.path: _page(setup, render(env, "cable.html", view))}
    made |= {f"cite/{view.id}.{each.end}": each.whole.encode() for each in view.citations if each.end}
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


def make_listings(setup: Making, wanted: list[Listing]) -> list[dict[str, Stamp]]:
    """Write a batch of pages about several cables; a worker's work."""
    return [_make_listing(setup, each) for each in wanted]


def _make_listing(setup: Making, wanted: Listing) -> dict[str, Stamp]:
    briefs = {one.id: one for one in map(_brief, wanted.briefs)}
    template, view = lists.view(briefs, wanted.job)
    page = render(_environment(setup.templates, setup.base_url, setup.version), template, cast("View", view))
    return {wanted.job.path: write(f"{setup.new}/{wanted.job.path}", _page(setup, page))}


def _page(setup: Making, page: str) -> bytes:
    """A page as the site has it: it leads to no single file where there is none."""
    return (page if setup.offline else copies.without(page, copies.TAKE)).encode()


@lru_cache(maxsize=1024)
def _brief(packed: bytes) -> Brief:
    return briefs.unpack(packed)


@lru_cache(maxsize=2)
def _environment(templates: str, base_url: str, version: bytes) -> Environment:  # noqa: ARG001 -- other version, other templates
    """Templates, compiled once a worker."""
    return environment(Path(templates), base_url)
