"""A part of the collection to take along: cables are chosen, a site is made of them alone, and that is packed.

So a part has its own home page, indexes and search, and holds nothing of the cables that were left out.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from chancery import addresses, records
from chancery.building import site
from chancery.building.asked import Options
from chancery.building.pipeline import Build
from chancery.collection import reading
from chancery.collection.briefs import Brief
from chancery.collection.corpus import Corpus, Problem
from chancery.collection.packs import CacheDamagedError
from chancery.collection.store import LIST, Store
from chancery.exports import single, whole
from chancery.exports.offline import start_page
from chancery.exports.single import Closing, Dossier
from chancery.exports.whole import Whole
from chancery.files.output import Folder, replace
from chancery.progress import Clock
from chancery.source import EDITS
from chancery.views.base import NAME
from chancery.views.cable.citations import styles
from chancery.views.render import environment
from chancery.views.rows import country_names
from chancery.vocab.terms import topic_title
from chancery.words import listed
from chancery.work import executor, versions


class Choice(msgspec.Struct, frozen=True):
    """Which cables: those that fit one word of each kind that is given; all, where none is."""

    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-3 codes."""
    years: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    """Keys of sections."""
    ids: tuple[str, ...] = ()

    def fits(self, one: Brief) -> bool:
        """Whether a cable is wanted."""
        return (
            (not self.countries or not set(self.countries).isdisjoint(one.countries))
            and (not self.years or one.date.year in self.years)
            and (not self.topics or not set(self.topics).isdisjoint(each.key for each in one.sections))
            and (not self.ids or one.id in self.ids)
        )

    @property
    def title(self) -> str:
        """What the cables are, in words: 'Cambodia, 2009'."""
        words = (
            country_names(self.countries),
            listed([topic_title(each) for each in self.topics]),
            listed([str(each) for each in self.years]),
        )
        return ", ".join(filter(None, words)) or ("Chosen cables" if self.ids else NAME)

    @property
    def about(self) -> str:
        """The page of the site that shows what they have in common; '' where there is none."""
        if len(self.countries) == 1:
            return addresses.country(self.countries[0])
        return addresses.topic(self.topics[0]) if len(self.topics) == 1 and not self.countries else ""


class Part(msgspec.Struct, frozen=True):
    """The chosen cables and the site that is made of them."""

    site: Path
    choice: Choice
    briefs: tuple[Brief, ...]
    problems: tuple[Problem, ...]
    """Of all cables: what could not be read could not be chosen."""
    missing: tuple[str, ...]
    """Ids that were asked for and that the collection does not hold."""
    templates: Path
    base_url: str
    runner: executor.Runner


class NothingFitsError(Exception):
    """No cable is as it was asked for; ``missing`` are ids that the collection does not hold."""

    def __init__(self, missing: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.missing = missing


@contextmanager
def made(options: Options, choice: Choice, *, workers: int = 0) -> Iterator[Part]:
    """Make the site of the chosen cables in a folder that is removed again.

    ``options`` are those of the whole site; its cache is read and not changed. Raises :class:`NothingFitsError`,
    and what a build raises.
    """
    clock = Clock()
    with tempfile.TemporaryDirectory(prefix="chancery-") as scratch, executor.opened("processes", workers) as runner:
        folder = Path(scratch)
        try:
            corpus = _read(options, folder / "read", runner, clock)
            briefs = _chosen(corpus, choice)
        except CacheDamagedError:  # or a build with the same cache sweeps it just now
            corpus = _read(msgspec.structs.replace(options, cache=folder), folder / "anew", runner, clock)
            briefs = _chosen(corpus, choice)
        missing = tuple(each for each in choice.ids if each not in corpus.briefs)
        if not briefs:
            raise NothingFitsError(missing)
        _copy(options.cables, folder / "cables", briefs)
        wanted = msgspec.structs.replace(
            options, cables=folder / "cables", site=folder / "site", cache=folder / "cache", use_cache=False,
            elsewhere=frozenset(corpus.ids).difference(one.id for one in briefs),
        )  # fmt: skip
        unfit = site.build(wanted, clock, lambda _: None, workers=workers).problems
        lost, problems = {each.path for each in unfit}, corpus.problems + unfit
        briefs = tuple(one for one in briefs if one.file not in lost)
        templates = options.project / "templates"
        yield Part(folder / "site", choice, briefs, problems, missing, templates, options.address, runner)


def _chosen(corpus: Corpus, choice: Choice) -> tuple[Brief, ...]:
    """The cables that fit, with those that correct, cancel or supersede one of them."""
    fit = {one.id: one for one in corpus.briefs.values() if choice.fits(one)}
    changing = {one.id for one in corpus.gists.values() if any(link.id in fit for link in one.links)}
    return tuple(fit.get(key) or corpus.briefs[key] for key in corpus.ids if key in fit or key in changing)


def _read(options: Options, scratch: Path, runner: executor.Runner, clock: Clock) -> Corpus:
    """All cables, those in the cache of the site as it has them."""
    version = versions.of_reading()
    store = Store(scratch, version)
    if (options.cache / LIST).is_file():
        lender = Store(options.cache, version)
        for name in {each.place.pack for each in lender.held.values()}:
            _lend(lender.packs / name, store.packs / name)
        store.held = lender.held
        store.save_keys(lender.keys())
    return Build(options, Folder(scratch / "none"), store, runner, clock).read()


def _lend(pack: Path, target: Path) -> None:
    """Let a file be read in another folder; copied where the system makes no such link."""
    try:
        target.symlink_to(pack.resolve())
    except OSError:
        shutil.copyfile(pack, target)


def _copy(cables: Path, target: Path, briefs: Sequence[Brief]) -> None:
    """Copy the raw files of cables, and what an editor decided about them."""
    target.mkdir()
    places = {each.path.rpartition("/")[2]: each for each in reading.scan(cables)[0]}
    for one in briefs:
        found = places[one.file]
        shutil.copyfile(cables / found.path, target / one.file)
        if found.edited:
            shutil.copyfile(cables / found.edits, target / (one.file.removesuffix(".txt") + EDITS))


def archive(part: Part, out: Path) -> None:
    """Write the site of the part as an archive."""
    beside = out.with_name(f"{out.name}.part")
    held, title = whole.files(part.site), part.choice.title
    about = "" if title == NAME else title
    start = start_page(environment(part.templates), len(part.briefs), part.base_url, about, search=whole.searched(held))
    beside.unlink(missing_ok=True)
    asked = Whole(part.site, part.runner, None, held, frozenset())
    try:
        whole.write(asked, beside, start, lambda _: None)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def file(part: Part, out: Path) -> None:
    """Write the part as one HTML file: a cable's page, or a dossier of several."""
    closing = Closing(part.site, str(part.templates), part.base_url)
    env = environment(part.templates, part.base_url)
    if len(part.briefs) == 1:
        replace(out, single.cable(closing, env, part.briefs[0].id))
        return
    about = part.choice.about
    asked = Dossier(
        title=part.choice.title,
        ids=tuple(one.id for one in part.briefs),
        name=out.stem,
        path=about or "index.html",
        about=about,
    )
    replace(out, single.dossier(closing, env, asked, part.briefs))


def citations(part: Part, out: Path) -> None:
    """Write the citations of the part; the end of the name tells the style: ``.bib``, ``.ris`` or ``.json``."""
    end, joined = STYLES[out.suffix]
    replace(out, joined([_citation(part, one, end) for one in part.briefs]).encode())


def _citation(part: Part, one: Brief, end: str) -> str:
    cable = records.from_json((part.site / addresses.data(one.id, "json")).read_bytes())
    address = part.base_url + addresses.cable(one.id) if part.base_url else ""
    return next(each.whole for each in styles(cable, one.headline, address) if each.end == end)


def _lists(found: list[str]) -> str:
    return json.dumps([item for each in found for item in json.loads(each)], ensure_ascii=False, indent=2) + "\n"


STYLES: dict[str, tuple[str, Callable[[list[str]], str]]] = {
    ".bib": ("bib", "\n".join),
    ".ris": ("ris", "".join),
    ".json": ("csl.json", _lists),
}
"""Ends of names of files of citations to those of :data:`citations.KINDS`, and how several become one."""
