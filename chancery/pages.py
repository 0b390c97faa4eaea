"""The later stages: pages and data files, made from records alone, a batch at a time."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import msgspec
from jinja2 import Environment

from chancery import corpus, records
from chancery.corpus import Around, Brief
from chancery.output import Stamp, write
from chancery.published import Published
from chancery.render import environment, render
from chancery.store import Held, Reader
from chancery.views import lists
from chancery.views.cable import cable_view
from chancery.views.job import Job


class Making(msgspec.Struct, frozen=True):
    """What a worker has to know to make files."""

    new: str
    """The folder to write to."""
    packs: str
    templates: str


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


def cable_files(key: str) -> tuple[str, ...]:
    """The files of a cable, the page first."""
    return (f"cables/{key}.html", f"data/{key}.yaml", f"data/{key}.json", f"data/{key}.txt")


def make_cables(setup: Making, wanted: list[CablePage]) -> list[dict[str, Stamp]]:
    """Write the files of a batch of cables; a worker's work."""
    reader = Reader(setup.packs)
    return [_make_cable(setup, reader, each) for each in wanted]


def _make_cable(setup: Making, reader: Reader, wanted: CablePage) -> dict[str, Stamp]:
    published = reader.published(wanted.held)
    makers: dict[str, Callable[[], bytes]] = {
        "html": lambda: _page(setup, published, wanted.around),
        "yaml": lambda: records.to_yaml(published.cable).encode(),
        "json": lambda: records.to_json(published.cable),
        "txt": lambda: raw_text(published),
    }
    return {path: write(f"{setup.new}/{path}", makers[path.rpartition(".")[2]]()) for path in wanted.paths}


def raw_text(published: Published) -> bytes:
    """The raw text as it may be shown."""
    return ("\n".join(published.raw) + "\n").encode()


def _page(setup: Making, published: Published, around: Around) -> bytes:
    return render(_environment(setup.templates), "cable.html", cable_view(published, around, "../")).encode()


def make_listings(setup: Making, wanted: list[Listing]) -> list[dict[str, Stamp]]:
    """Write a batch of pages about several cables; a worker's work."""
    return [_make_listing(setup, each) for each in wanted]


def _make_listing(setup: Making, wanted: Listing) -> dict[str, Stamp]:
    briefs = {one.id: one for one in map(_brief, wanted.briefs)}
    template, view = lists.view(briefs, wanted.job)
    page = render(_environment(setup.templates), template, view)
    return {wanted.job.path: write(f"{setup.new}/{wanted.job.path}", page.encode())}


@lru_cache(maxsize=1024)
def _brief(packed: bytes) -> Brief:
    return corpus.unpack(packed)


@lru_cache(maxsize=2)
def _environment(templates: str) -> Environment:
    """Templates, compiled once a worker."""
    return environment(Path(templates))
