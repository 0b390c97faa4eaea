"""The build: its stages in order, and what each takes over from the build before.

A stage is a map over batches or a fold over briefs. Every file has a key, a digest of all that it is made
from; a file whose key is that of the old site's file is taken over as it is, every other one is made. So a
build with the cache gives the same bytes as one without, and a cable that is gone is gone everywhere.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

from chancery import addresses
from chancery.building.asked import Options, Report
from chancery.catalog import stage as catalog_stage
from chancery.collection import reading
from chancery.collection.corpus import Corpus, Facts, Problem
from chancery.collection.packs import Held, Place, Reader
from chancery.collection.reading import Input, Reading
from chancery.collection.store import Store, digest
from chancery.files.output import Folder, OutputError, write
from chancery.progress import Clock
from chancery.search import manifest
from chancery.views import lists
from chancery.views.base import NAME, PICTURE
from chancery.views.job import Job
from chancery.views.pages import CablePage, Listing, Making, make_cables, make_listings
from chancery.work import versions
from chancery.work.desk import Desk
from chancery.work.executor import Lost, Runner, UnfitError
from chancery.work.filing import Filed, Filing

BATCH = 40
"""Cables a batch: 10,000 make 250 batches, and a worker that dies costs few."""
MANY = 200
"""So many cables that were read are kept at once: should the build fail later, that was not in vain."""
LISTINGS = 16
"""Listings a batch: each brings the briefs of its rows."""

Item = TypeVar("Item")
_encode = msgspec.msgpack.Encoder().encode


class Build:
    """One build into the folder beside the site. :meth:`run` leaves a whole new site there, or raises."""

    def __init__(
        self, options: Options, folder: Folder, store: Store, runner: Runner, clock: Clock, *, begun: bool = False
    ) -> None:
        """``begun`` tells that the new folder has files of the old site already."""
        self.options = options
        self.folder = folder
        self.store = store
        self.runner = runner
        self.clock = clock
        self.unfit: Mapping[str, str] = {}
        """Cables that the program is known to fail over: how, by id."""
        self.report = Report()
        self.held: dict[bytes, Held] = {}
        """Cables as they were read, by key."""
        self.places: dict[str, Place] = {}
        """Where each stands in the packs, by id, once all are read."""
        self.files = Filing(folder, store.made(folder.site), begun=begun)
        self.base_url = options.address
        """The address the site will have; '' where it is not known."""
        self.version = digest(versions.of_all(options.project), self.base_url.encode())
        self.front: list[Job] = []
        """The home page: made last, for it tells how large the archive of the whole site is."""

    def run(self) -> Report:
        """All stages but the switch."""
        for name in ("cables", "data"):
            (self.folder.new / name).mkdir(parents=True, exist_ok=True)
        corpus = self.read()
        finish = self.catalogue(corpus)
        self.cables(corpus)
        self.lists(corpus)
        self.documents(corpus)
        finish()
        self.feeds(corpus)
        self.search(corpus)
        self.offline(corpus)
        self.report.written = self.files.written
        self.report.unchanged = self.files.count() - self.files.written
        return self.report

    def catalogue(self, corpus: Corpus) -> Callable[[], None]:
        """Begin the catalogue, which workers make beside the pages; gives a function that ends it."""
        with self.clock.stage("catalogue"):
            end = catalog_stage.begin(self._desk(), corpus, wanted=self.options.catalogue)

        def finish() -> None:
            with self.clock.stage("catalogue"):
                end()

        return finish

    def read(self) -> Corpus:
        """Read what is not in the cache, and fold all briefs to a corpus."""
        with self.clock.stage("scan"):
            inputs, problems = self._scan()
            setup = Reading(str(self.options.cables.absolute()), str(self.store.packs), versions.of_reading())
        with self.clock.stage("scan", len(inputs) if self.store.held else None) as advance:
            before = self.store.keys()
            keys = reading.keys(setup, inputs, before, advance) if self.store.held else [b""] * len(inputs)
        missing, known = [], dict[bytes, bytes]()
        for each, key in zip(inputs, keys, strict=True):
            if key in self.store.held:
                self.held[key] = self.store.held[key]
                known[each.stamp] = key
            else:
                missing.append(each)
        with self.clock.stage("read", len(missing)) as advance:
            problems += self._read(setup, missing, known, advance)
            known.pop(b"", None)
            if known != before:
                self.store.save_keys(known)
            if len(missing) > MANY:
                self.store.keep(self.held)
        with self.clock.stage("fold"):
            self.places = {each.id: each.place for each in self.held.values()}
            reader = Reader(str(self.store.packs))
            gists = {each.id: each.gist for each in self.held.values()}
            corpus = Corpus(gists, lambda key: reader.brief(self.places[key]), problems, self.options.elsewhere)
        self.report.cables = len(corpus.ids)
        self.report.figures = corpus.figures
        self.report.problems = corpus.problems
        return corpus

    def _scan(self) -> tuple[list[Input], list[Problem]]:
        """All cables but those that are unfit."""
        inputs, problems = reading.scan(self.options.cables)
        if not inputs and not problems and next((self.folder.site / "cables").glob("*.html"), None):
            # A disk that is not there, most likely: an empty site would take the place of a full one.
            raise OutputError(
                f"{self.options.cables} has no cable in it, but {self.folder.site} has; name the folder with the "
                "cables, or remove the site"
            )
        for each in [each for each in inputs if each.id in self.unfit]:
            what = f"the program fails over it: {self.unfit[each.id]}"
            problems.append(Problem(each.path, None, what, "undo its edits or take it out, and tell us"))
            inputs.remove(each)
        if self.unfit and (len(self.unfit) > BATCH or not inputs):  # no cable's fault
            raise Lost(min(self.unfit.values())).over(", ".join(sorted(self.unfit)[:3]))
        return inputs, problems

    def _read(
        self, setup: Reading, missing: list[Input], known: dict[bytes, bytes], advance: Callable[[int], None]
    ) -> list[Problem]:
        """Have cables read; their keys come to those that are ``known``. Gives what is wrong with the others."""
        problems = []
        work = functools.partial(reading.read, setup)
        died = 0
        for batch, results in self.runner.run(work, missing, BATCH, len(missing)):
            for each, result in zip(batch, results, strict=True):
                if isinstance(result, Lost):
                    died += 1
                    what = f"the reader {result}"
                    problems.append(Problem(each.path, None, what, "take it out, and tell us"))
                    continue
                known[each.stamp] = result.key
                if result.held is not None:
                    self.held[result.key] = result.held
                elif result.problem is not None:
                    problems.append(result.problem)
            advance(len(batch))
            if died > BATCH:  # no cable's fault: a site without all of them must not take the place of the old one
                raise OutputError("workers die over one cable after another; the site is as it was, see what kills")
        self.report.read = len(missing) - len(problems)
        return problems

    def cables(self, corpus: Corpus) -> None:
        """The page and the data files of each cable."""
        records = versions.of_records()
        todo: dict[str, tuple[bytes, bytes]] = {}
        with self.clock.stage("cables", len(corpus.ids)) as advance:
            for key in corpus.ids:
                missing = self._missing(corpus, key, records)
                if any(missing):
                    todo[key] = missing
            advance(len(corpus.ids) - len(todo))
            wanted = (CablePage(self.places[key], corpus.around(key), *missing) for key, missing in todo.items())
            self._make(make_cables, wanted, len(todo), BATCH, advance)

    def _missing(self, corpus: Corpus, key: str, records: bytes) -> tuple[bytes, bytes]:
        """Take the files of a cable over; the keys of its page and of its data, b'' for what the old site has."""
        seen = corpus.digest(key).encode()
        page = digest(self.version, seen, _encode((corpus.around(key), self.options.offline)))
        apart = addresses.raw(key)
        paged = self.files.keep_all([addresses.cable(key), *([apart] if apart in self.files.known else ())], page)
        data = digest(records, seen)
        return b"" if paged else page, b"" if self.files.keep(addresses.data(key), data) else data

    def lists(self, corpus: Corpus) -> None:
        """All other pages that are made from records."""
        with self.clock.stage("lists"):
            wanted: list[tuple[Job, bytes]] = []
            for job in lists.jobs(corpus):
                if job.kind == "home":
                    self.front.append(job)
                    continue
                key = digest(self.version, _encode(job), corpus.digests(job.ids))
                if not self.files.keep(job.path, key):
                    wanted.append((job, key))
            wanted.sort(key=lambda each: lists.near(corpus, each[0]))
        with self.clock.stage("lists", len(wanted)) as advance:
            pages = (Listing(job, tuple(self.places[i] for i in job.ids), key) for job, key in wanted)
            self._make(make_listings, pages, len(wanted), LISTINGS, advance)

    def documents(self, corpus: Corpus) -> None:
        """The pages that people write, and the theme's own files: styles, fonts, scripts."""
        facts = Facts(len(corpus.ids), corpus.figures, corpus.problems, self.base_url, self.options.offline)
        project = self.options.project
        key = digest(self.version, versions.of_documents(project), _encode(facts))
        before = [path for path, made in self.files.known.items() if made.key == key]
        if before and self.files.keep_all(before, key):
            return
        with self.clock.stage("documents"):
            from chancery.building import plugin  # noqa: PLC0415 -- the host takes half a second to load

            for path, data in plugin.documents(project, facts):
                self.files.add(path, key, write(f"{self.folder.new}/{path}", data))

    def feeds(self, corpus: Corpus) -> None:
        """The feed, the map of the site, and the picture that stands for it."""
        from chancery.building import feeds  # noqa: PLC0415 -- large to load

        with self.clock.stage("feeds"):
            pages = {path for path in self.files.made if path.endswith(".html")} - {"404.html", "verify.html"}
            for path, data in feeds.files(corpus, {"index.html", *pages}, self.base_url):
                self.files.put(path, data)
            key = digest(self.version, PICTURE.encode())
            if not self.files.keep(PICTURE, key):
                from chancery.building import poster  # noqa: PLC0415 -- the program that draws is large to load

                self.files.add(PICTURE, key, write(f"{self.folder.new}/{PICTURE}", poster.png(NAME)))

    def search(self, corpus: Corpus) -> None:
        """The search index; shards of cables that did not change are taken over. Its page tells if there is none."""
        if not self.options.search:
            self.files.put(manifest.MANIFEST, manifest.manifest(len(corpus.ids), (), "", {}))
            return
        from chancery.search import stage  # noqa: PLC0415 -- large to load

        with self.clock.stage("search", len(corpus.ids)) as advance:
            stage.build(self._desk(), corpus, advance)

    def offline(self, corpus: Corpus) -> None:
        """The whole site as one archive, and single files; last, for they hold what is there; and the home page."""
        from chancery.exports import offline  # noqa: PLC0415 -- large to load

        total = len(corpus.ids) + len(corpus.by_country) if self.options.offline else None
        with self.clock.stage("offline", total) as advance:
            for job in self.front:
                offline.build(self._desk(), corpus, job, advance, wanted=self.options.offline)

    def _desk(self) -> Desk:
        """What the stages in rooms of their own are lent."""
        return Desk(
            site=self.folder.site, new=self.folder.new, packs=self.store.packs, work=self.store.folder,
            templates=self.options.project / "templates", base_url=self.base_url, version=self.version,
            runner=self.runner, files=self.files, make=self._make, places=self.places,
        )  # fmt: skip

    def _make(
        self,
        work: Callable[[Making, list[Item]], list[list[Filed]]],
        wanted: Iterable[Item],
        count: int,
        size: int,
        advance: Callable[[int], None],
    ) -> None:
        """Have files made by the workers."""
        templates, offline = str(self.options.project / "templates"), self.options.offline
        making = Making(str(self.folder.new), str(self.store.packs), templates, self.version, self.base_url, offline)
        unfit: dict[str, str] = {}
        for batch, results in self.runner.run(functools.partial(work, making), wanted, size, count):
            for item, made in zip(batch, results, strict=True):
                if not isinstance(made, Lost):
                    for each in made:
                        self.files.note(each)
                elif made.fault and isinstance(item, CablePage):
                    unfit[self._id(item)] = made.fault
                else:
                    raise made.over(self._name(item))
            advance(len(batch))
            if len(unfit) > BATCH:
                break
        if unfit:
            raise UnfitError(unfit)

    def _id(self, page: CablePage) -> str:
        return next(key for key, place in self.places.items() if place == page.place)

    def _name(self, item: Any) -> str:
        """What a worker was to make, for people."""
        if isinstance(item, CablePage):
            return addresses.cable(self._id(item))
        return str(item.job.path if isinstance(item, Listing) else item.path)
