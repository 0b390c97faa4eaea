"""The build: its stages in order, and what each takes over from the build before.

A stage is a map over batches or a fold over briefs. Every file has a key, a digest of all that it is made
from; a file whose key is that of the old site's file is taken over as it is, every other one is made. So a
build with the cache gives the same bytes as one without, and a cable that is gone is gone everywhere.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import msgspec

from chancery import catalog, reading, versions
from chancery.asked import Options, Report
from chancery.corpus import Corpus, Facts, Problem
from chancery.desk import Desk
from chancery.executor import Lost, Runner
from chancery.output import Folder, Stamp, keep, write
from chancery.pages import (
    CablePage,
    Listing,
    Making,
    cable_citations,
    cable_data,
    cable_pages,
    make_cables,
    make_listings,
)
from chancery.progress import Clock
from chancery.reading import Input, Reading
from chancery.search import manifest
from chancery.store import Held, Made, Store, digest, lay_out
from chancery.views import lists
from chancery.views.base import NAME, PICTURE
from chancery.views.job import Job

BATCH = 40
"""Cables a batch: 10,000 make 250 batches, and a worker that dies costs few."""
LONG = 500
"""So many cables make the catalogue worth a worker of its own."""
LISTINGS = 4
"""Listings a batch: each brings the briefs of its rows."""

Item = TypeVar("Item")
_encode = msgspec.msgpack.Encoder().encode


class Build:
    """One build into the folder beside the site. :meth:`run` leaves a whole new site there, or raises."""

    def __init__(self, options: Options, folder: Folder, store: Store, runner: Runner, clock: Clock) -> None:
        self.options = options
        self.folder = folder
        self.store = store
        self.runner = runner
        self.clock = clock
        self.report = Report()
        self.held: dict[bytes, Held] = {}
        self.by_id: dict[str, Held] = {}
        """Cables as they were read, by key, and once all are read by id."""
        self.known = store.made(folder.site)
        """What is known of the files of the old site."""
        self.made: dict[str, Made] = {}
        """The files of the new one."""
        self.base_url = f"{options.base_url.rstrip('/')}/" if options.base_url else ""
        """The address the site will have; '' where it is not known."""
        self.version = digest(versions.of_all(options.project), self.base_url.encode())
        self.front: list[Job] = []
        """The home page: made last, for it tells how large the archive of the whole site is."""

    def run(self) -> Report:
        """All stages but the switch."""
        for name in ("cables", "cite", "data"):
            (self.folder.new / name).mkdir(parents=True)
        corpus = self.read()
        finish = self.catalogue(corpus)
        self.cables(corpus)
        self.lists(corpus)
        self.documents(corpus)
        finish()
        self.feeds(corpus)
        self.search(corpus)
        self.offline(corpus)
        return self.report

    def catalogue(self, corpus: Corpus) -> Callable[[], None]:
        """Begin the catalogue, which takes one worker a while; gives a function that ends it."""
        key = digest(self.version, *(self.by_id[each].digest.encode() for each in corpus.ids))
        paths = [f"data/{name}" for name in (*catalog.FILES, *catalog.PARTS)]
        before = self.known.get(paths[0])
        if self._keep_all(paths, key) or (not self.options.catalogue and before and self._keep_all(paths, before.key)):
            return lambda: None
        # Among the packs, where it is swept up when the cache is saved.
        every = self.store.packs / "all"
        lay_out(every, (self.by_id[each] for each in corpus.ids))
        setup = catalog.Cataloguing(str(self.folder.new), str(self.store.packs), str(every))
        long = len(self.by_id) > LONG
        waits = [self.runner.begin(work, setup, long=long) for work in (catalog.make_sqlite, catalog.make_csv)]

        def finish() -> None:
            with self.clock.stage("catalogue"):
                made = {path: stamp for wait in waits for path, stamp in wait().items()}
                made |= catalog.describe(setup)
                for path, stamp in made.items():
                    self._add(path, key, stamp)

        return finish

    def _keep_all(self, paths: Iterable[str], key: bytes) -> bool:
        """Take files over that were made together: all of them or none."""
        kept: list[str] = []
        for path in paths:
            if not self._keep(path, key):
                for each in kept:
                    self._drop(each)
                return False
            kept.append(path)
        return True

    def _drop(self, path: str) -> None:
        """Forget a file that was taken over."""
        if self.made.pop(path, None) is not None:
            (self.folder.new / path).unlink()
            self.report.unchanged -= 1

    def read(self) -> Corpus:
        """Read what is not in the cache, and fold all briefs to a corpus."""
        with self.clock.stage("scan"):
            inputs, problems = reading.scan(self.options.cables)
            setup = Reading(str(self.options.cables), str(self.store.packs), versions.of_reading())
            keys = reading.keys(setup, inputs) if self.store.held else [b""] * len(inputs)
        missing = []
        for each, key in zip(inputs, keys, strict=True):
            if key in self.store.held:
                self.held[key] = self.store.held[key]
            else:
                missing.append(each)
        with self.clock.stage("read", len(missing)) as advance:
            problems += self._read(setup, missing, advance)
        with self.clock.stage("fold"):
            self.by_id = {each.id: each for each in self.held.values()}
            corpus = Corpus({key: each.brief for key, each in self.by_id.items()}, problems)
        self.report.cables = len(corpus.ids)
        self.report.figures = corpus.figures
        self.report.problems = corpus.problems
        return corpus

    def _read(self, setup: Reading, missing: list[Input], advance: Callable[[int], None]) -> list[Problem]:
        problems = []
        work = functools.partial(reading.read, setup)
        for batch, results in self.runner.run(work, missing, BATCH, len(missing)):
            for each, result in zip(batch, results, strict=True):
                if isinstance(result, Lost):
                    what = "the reader died over it, twice"
                    problems.append(Problem(each.path, None, what, "take it out, and tell us"))
                elif result.held is not None:
                    self.held[result.key] = result.held
                elif result.problem is not None:
                    problems.append(result.problem)
            advance(len(batch))
        self.report.read = len(missing) - len(problems)
        return problems

    def cables(self, corpus: Corpus) -> None:
        """The page and the data files of each cable."""
        records = versions.of_records()
        keys: dict[str, bytes] = {}
        todo: dict[str, tuple[str, ...]] = {}
        with self.clock.stage("cables", len(corpus.ids)) as advance:
            for key in corpus.ids:
                seen = self.by_id[key].digest.encode()
                made_from = digest(self.version, seen, _encode((corpus.around(key), self.options.offline)))
                page, raw = cable_pages(key)
                beside = cable_citations(key)
                paths = [] if self._keep_all([page, *beside, *({raw} & self.known.keys())], made_from) else [page]
                keys |= dict.fromkeys((page, raw, *beside), made_from)
                made_from = digest(records, seen)
                for path in cable_data(key):
                    if not self._keep(path, made_from):
                        keys[path] = made_from
                        paths.append(path)
                if paths:
                    todo[key] = tuple(paths)
            advance(len(corpus.ids) - len(todo))
            wanted = (CablePage(self.by_id[key], corpus.around(key), paths) for key, paths in todo.items())
            self._make(make_cables, wanted, len(todo), BATCH, keys, advance)

    def lists(self, corpus: Corpus) -> None:
        """All other pages that are made from records."""
        with self.clock.stage("lists"):
            keys: dict[str, bytes] = {}
            jobs: list[Job] = []
            for job in lists.jobs(corpus):
                if job.kind == "home":
                    self.front.append(job)
                    continue
                key = digest(self.version, _encode(job), *(corpus.digest(i).encode() for i in job.ids))
                if not self._keep(job.path, key):
                    keys[job.path] = key
                    jobs.append(job)
            packed = corpus.briefs.packed
            wanted = (Listing(job, tuple(packed[i] for i in job.ids)) for job in jobs)
            self._make(make_listings, wanted, len(jobs), LISTINGS, keys, lambda _: None)

    def documents(self, corpus: Corpus) -> None:
        """The pages that people write, and the theme's own files: styles, fonts, scripts."""
        facts = Facts(len(corpus.ids), corpus.figures, corpus.problems, self.base_url, self.options.offline)
        project = self.options.project
        key = digest(self.version, versions.of_documents(project), _encode(facts))
        before = [path for path, made in self.known.items() if made.key == key]
        if before and self._keep_all(before, key):
            return
        with self.clock.stage("documents"):
            from chancery import plugin  # noqa: PLC0415 -- the host takes half a second to load

            for path, data in plugin.documents(project, facts):
                self._add(path, key, write(f"{self.folder.new}/{path}", data))

    def feeds(self, corpus: Corpus) -> None:
        """The feed, the map of the site, and the picture that stands for it."""
        from chancery import feeds  # noqa: PLC0415 -- large to load

        with self.clock.stage("feeds"):
            pages = {path for path in self.made if path.endswith(".html")} - {"404.html", "verify.html"}
            for path, data in feeds.files(corpus, {"index.html", *pages}, self.base_url):
                self.put(path, data)
            key = digest(self.version, PICTURE.encode())
            if not self._keep(PICTURE, key):
                from chancery import poster  # noqa: PLC0415 -- the program that draws is large to load

                self._add(PICTURE, key, write(f"{self.folder.new}/{PICTURE}", poster.png(NAME)))

    def search(self, corpus: Corpus) -> None:
        """The search index; shards of cables that did not change are taken over. Its page tells if there is none."""
        if not self.options.search:
            self.put(manifest.MANIFEST, manifest.manifest(corpus, (), ()))
            return
        from chancery.search import stage  # noqa: PLC0415 -- large to load

        with self.clock.stage("search", len(corpus.ids)) as advance:
            stage.build(self._desk(), corpus, advance)

    def offline(self, corpus: Corpus) -> None:
        """The whole site as one archive, and single files; last, for they hold what is there; and the home page."""
        from chancery.exports import offline  # noqa: PLC0415 -- large to load

        with self.clock.stage("offline"):
            for job in self.front:
                offline.build(self._desk(), corpus, job, wanted=self.options.offline)

    def _desk(self) -> Desk:
        """What the stages in rooms of their own are lent."""
        return Desk(
            site=self.folder.site, new=self.folder.new, packs=self.store.packs, work=self.store.folder,
            templates=self.options.project / "templates", base_url=self.base_url, version=self.version,
            runner=self.runner, known=self.known, made=self.made, held=self.by_id,
            keep=self._keep_all, add=self._add, put=self.put, make=self._make,
        )  # fmt: skip

    def _keep(self, path: str, key: bytes) -> bool:
        """Take a file over from the old site if it was made from the same."""
        known = self.known.get(path)
        if known is None or known.key != key:
            return False
        if not keep(f"{self.folder.site}/{path}", f"{self.folder.new}/{path}", known.stamp):
            return False
        self.made[path] = known
        self.report.unchanged += 1
        return True

    def put(self, path: str, data: bytes) -> None:
        """Write a file that is made here, unless the old site has it."""
        key = digest(data)
        if not self._keep(path, key):
            self._add(path, key, write(f"{self.folder.new}/{path}", data))

    def _add(self, path: str, key: bytes, stamp: Stamp) -> None:
        self.made[path] = Made(key, stamp)
        self.report.written += 1

    def _make(
        self,
        work: Callable[[Making, list[Item]], list[dict[str, Stamp]]],
        wanted: Iterable[Item],
        count: int,
        size: int,
        keys: Mapping[str, bytes],
        advance: Callable[[int], None],
    ) -> None:
        """Have files made by the workers."""
        templates, offline = str(self.options.project / "templates"), self.options.offline
        making = Making(str(self.folder.new), str(self.store.packs), templates, self.version, self.base_url, offline)
        for batch, results in self.runner.run(functools.partial(work, making), wanted, size, count):
            for stamps in results:
                if isinstance(stamps, Lost):
                    raise RuntimeError("workers die over a page")  # noqa: TRY004 -- no type is wrong
                for path, stamp in stamps.items():
                    self._add(path, keys[path], stamp)
            advance(len(batch))
