"""Which single files there are, what each is made from, and a worker's work on them."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from chancery import addresses
from chancery.collection.corpus import Corpus
from chancery.collection.packs import Place, Reader
from chancery.collection.store import digest
from chancery.exports import single
from chancery.exports.single import Closing, Dossier
from chancery.files.blocks import weighed
from chancery.files.output import write
from chancery.views.pages import Making, compiled
from chancery.views.rows import country_name
from chancery.work.filing import Filed, Filing, filed

WORDS = 8_000
"""A cable with so many words counts twice in a dossier, and so on."""
CABLES = 200
"""Cables a dossier; a country with more has several, so that a phone can open each."""


class WantedFile(msgspec.Struct, frozen=True):
    """A single file that has to be made."""

    path: str
    key: bytes
    dossier: Dossier | None
    """What it is of; null for the file of one cable."""
    places: tuple[Place, ...]


def jobs(corpus: Corpus, files: Filing) -> Iterator[tuple[str, bytes, Dossier | None]]:
    """Every single file: its path, the key of what it is made from, and the dossier it is, if it is one."""
    for key in corpus.ids:
        yield f"offline/cables/{key}.html", _key(files, _of_cable(key)), None
    for iso3 in corpus.by_country:
        for one in _dossiers(corpus, iso3):
            sources = [path for key in one.ids for path in (addresses.cable(key), addresses.data(key, "json"))]
            yield f"offline/{one.name}.html", _key(files, [one.about, *sources], one), one


def _of_cable(key: str) -> list[str]:
    """Files that stand for all of a cable's: the others are made with them."""
    return [addresses.cable(key), addresses.raw(key), addresses.data(key)]


def _key(files: Filing, paths: list[str], dossier: Dossier | None = None) -> bytes:
    """A file made from other files has the digest of their keys."""
    return digest(msgspec.msgpack.encode(dossier), *filter(None, map(files.key, paths)))


def _dossiers(corpus: Corpus, iso3: str) -> Iterator[Dossier]:
    """The files of a country: one, or several where one would be too long for a phone."""
    parts = list(weighed(corpus.by_country[iso3], lambda key: 1 + corpus.gists[key].words // WORDS, CABLES))
    for number, held in enumerate(parts, 1):
        yield Dossier(
            title=country_name(iso3),
            ids=tuple(held),
            name=iso3 if number == 1 else f"{iso3}-{number}",
            path=addresses.country(iso3),
            about=addresses.country(iso3) if number == 1 else "",
            part=f"part {number} of {len(parts)}" if len(parts) > 1 else "",
        )


def make(setup: Making, wanted: list[WantedFile]) -> list[list[Filed]]:
    """Write a batch of single files; a worker's work."""
    return [[_file(setup, each)] for each in wanted]


def _file(setup: Making, wanted: WantedFile) -> Filed:
    made = write(f"{setup.new}/{wanted.path}", _made(setup, wanted))
    return filed(wanted.path, wanted.key, {wanted.path: made})


def _made(setup: Making, wanted: WantedFile) -> bytes:
    env = compiled(setup)
    closing = Closing(Path(setup.new), setup.templates, setup.base_url)
    if wanted.dossier is None:
        return single.cable(closing, env, Path(wanted.path).stem)
    return single.dossier(closing, env, wanted.dossier, list(map(Reader(setup.packs).brief, wanted.places)))
