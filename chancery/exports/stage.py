"""Which single files there are, what each is made from, and a worker's work on them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
from jinja2 import Environment

from chancery.briefs import unpack
from chancery.corpus import Corpus
from chancery.exports import single
from chancery.exports.single import Closing, Dossier
from chancery.output import Stamp, write
from chancery.pages import Making, cable_citations, cable_data, cable_pages
from chancery.render import environment
from chancery.store import Made, digest
from chancery.views.job import weighed
from chancery.views.rows import country_name

WORDS = 8_000
"""A cable with so many words counts twice in a dossier, and so on."""
CABLES = 200
"""Cables a dossier; a country with more has several, so that a phone can open each."""


class Wanted(msgspec.Struct, frozen=True):
    """A single file that has to be made."""

    path: str
    dossier: Dossier | None
    """What it is of; null for the file of one cable."""
    briefs: tuple[bytes, ...]


def jobs(corpus: Corpus, made: Mapping[str, Made]) -> Iterator[tuple[str, bytes, Dossier | None]]:
    """Every single file: its path, the key of what it is made from, and the dossier it is, if it is one."""
    for key in corpus.ids:
        yield f"offline/cables/{key}.html", _key(made, _of_cable(key, made)), None
    for iso3 in corpus.by_country:
        for one in _dossiers(corpus, iso3):
            sources = [path for key in one.ids for path in (f"cables/{key}.html", f"data/{key}.json")]
            yield f"offline/{one.name}.html", _key(made, [one.about, *sources], one), one


def _of_cable(key: str, made: Mapping[str, Made]) -> list[str]:
    paths = (*cable_pages(key), *cable_data(key), *cable_citations(key))
    return [path for path in paths if path in made]


def _key(made: Mapping[str, Made], paths: list[str], dossier: Dossier | None = None) -> bytes:
    """A file made from other files has the digest of their keys."""
    return digest(msgspec.msgpack.encode(dossier), *(made[path].key for path in paths if path in made))


def _dossiers(corpus: Corpus, iso3: str) -> Iterator[Dossier]:
    """The files of a country: one, or several where one would be too long for a phone."""
    ids = corpus.by_country[iso3]
    parts = [held for _, held in weighed(((key, _weight(corpus, key)) for key in ids), CABLES)]
    for number, held in enumerate(parts, 1):
        yield Dossier(
            title=country_name(iso3),
            ids=held,
            name=iso3 if number == 1 else f"{iso3}-{number}",
            path=f"countries/{iso3}.html",
            about=f"countries/{iso3}.html" if number == 1 else "",
            part=f"part {number} of {len(parts)}" if len(parts) > 1 else "",
        )


def _weight(corpus: Corpus, key: str) -> int:
    return 1 + corpus.briefs[key].words // WORDS


def make(setup: Making, wanted: list[Wanted]) -> list[dict[str, Stamp]]:
    """Write a batch of single files; a worker's work."""
    closing = Closing(Path(setup.new), setup.templates, setup.base_url)
    return [{each.path: write(f"{setup.new}/{each.path}", _made(closing, setup.version, each))} for each in wanted]


def _made(closing: Closing, version: bytes, wanted: Wanted) -> bytes:
    env = _environment(closing.templates, version)
    if wanted.dossier is None:
        return single.cable(closing, env, Path(wanted.path).stem)
    return single.dossier(closing, env, wanted.dossier, [unpack(each) for each in wanted.briefs])


@lru_cache(maxsize=2)
def _environment(templates: str, version: bytes) -> Environment:  # noqa: ARG001 -- other version, other templates
    return environment(Path(templates))
