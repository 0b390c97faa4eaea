"""One build from outside: locks, the cache, the stages, the switch; and no harm where any of them fails."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from chancery.building.asked import Options, Report
from chancery.building.pipeline import Build
from chancery.collection.packs import CacheDamagedError
from chancery.collection.store import Store, large
from chancery.editing import privacy
from chancery.files import remote, spare
from chancery.files.output import Folder, OutputError, locked, remove
from chancery.progress import Clock
from chancery.source import reason
from chancery.work import executor, versions
from chancery.work.executor import Runner, UnfitError

Tell = Callable[[str], None]
TRIES = 10


def build(options: Options, clock: Clock, tell: Tell, *, workers: int = 0, spec: str = "processes") -> Report:
    """Build the site, and switch it in when all of it is there.

    Raises ``OutputError`` and ``InputError`` for what a person has to put right, ``OSError`` where the disk is
    full or a folder cannot be written; the old site stands as it was. Raises ``ExecutorError`` for words that
    name no executor.
    """
    folder = Folder(options.site)
    _apart(folder.site, options)
    # Stays where this process dies over a cable or a page, or a worker does: the next build leaves all to workers.
    mark = options.cache / "begun"
    with (
        _alone(folder, options, tell),
        executor.opened(spec, workers, _shared(folder, options), apart=mark.exists()) as runner,
    ):
        folder.check()
        folder.recover()
        if options.cables_from:
            remote.fetch(options.cables_from, options.cables, clock)
        if options.strict_privacy:
            privacy.gate(options.cables)
        if options.use_cache:
            mark.touch()
        try:
            try:
                report = _fitting(options, folder, runner, clock, use_cache=options.use_cache)
            except CacheDamagedError:
                tell("the cache is damaged; building without it")
                runner.close()  # what is in flight would go on writing
                remove(folder.new)
                report = _anew(options, folder, runner, clock)
            report.workers = runner.workers
            if options.site_to:
                report.sent = remote.send(folder.site, options.site_to, clock)
            return report
        finally:
            runner.close()
            for left in (folder.new, folder.work):
                _swept(left)
            if options.use_cache and not runner.lost:
                mark.unlink(missing_ok=True)


def _fitting(options: Options, folder: Folder, runner: Runner, clock: Clock, *, use_cache: bool) -> Report:
    """A build without the cables that the program fails over, which shows late: when pages lead to them already."""
    unfit: dict[str, str] = {}
    while True:
        try:
            return _build(options, folder, runner, clock, unfit, use_cache=use_cache)
        except UnfitError as error:
            runner.close()  # what is in flight would go on writing
            remove(folder.new)
            unfit |= error.faults


def _build(
    options: Options, folder: Folder, runner: Runner, clock: Clock, unfit: Mapping[str, str], *, use_cache: bool
) -> Report:
    if use_cache and large(options.cache):
        runner.start()
    store = Store(options.cache if options.use_cache else folder.work, versions.of_reading(), wanted=use_cache)
    place = store.spare(folder.site)
    begun = options.use_cache and spare.begin(place, folder.new)
    one = Build(options, folder, store, runner, clock, begun=begun)
    one.unfit = unfit
    one.run()
    with clock.stage("switch"):
        gone = one.files.sweep()
        one.report.left = one.files.carry()
        # What the files were made from is written first: should we be killed in between, the stamps tell that
        # it is about files that are not there, and they are made again.
        store.save_made(folder.site, one.files.made)
        old = folder.switch()
        with _switched(options.cache):
            store.save(one.held)
            if options.use_cache:
                one.files.leave(old, gone, place)
            elif old is not None:
                remove(old)
    return one.report


def _anew(options: Options, folder: Folder, runner: Runner, clock: Clock) -> Report:
    """A build that takes nothing from the cache. What is damaged now was not so when it began."""
    try:
        return _fitting(options, folder, runner, clock, use_cache=False)
    except CacheDamagedError as error:
        raise OutputError(
            f"{options.cache}: somebody else changes what is there; name another folder with --cache"
        ) from error


@contextlib.contextmanager
def _switched(cache: Path) -> Iterator[None]:
    """Say of what goes wrong by now that the site is the new one."""
    new = "the site is the new one, but its cache is not: build again"
    try:
        yield
    except OSError as error:
        raise OutputError(f"{error.filename or cache}: {reason(error)}; {new}") from error
    except KeyboardInterrupt as error:
        raise KeyboardInterrupt(f"stopped; {new}") from error


def _shared(folder: Folder, options: Options) -> list[Path]:
    """What workers on other machines have to see as well: while a build is at work there are its locks."""
    wanted = (options.cables, folder.lock, options.cache / "lock")
    return [path.absolute() for path in wanted if path.exists()]


def _swept(left: Path) -> None:
    """Remove a folder, into which a worker of a cluster may go on writing for a moment; else the next build does it."""
    for _ in range(TRIES):
        with contextlib.suppress(OSError):
            remove(left)
            return
        time.sleep(0.2)


def _apart(site: Path, options: Options) -> None:
    """Raise ``OutputError`` where building the site would remove what it is made from."""
    for inside in (options.cables, options.project / "templates", options.project / "docs", options.cache):
        if inside.resolve().is_relative_to(site):
            raise OutputError(f"{options.site} holds {inside}, which a build needs; name another folder with --site")
    if site.is_relative_to(options.cables.resolve()):
        raise OutputError(f"{options.site} is in the folder of cables; name another folder with --site")


@contextlib.contextmanager
def _alone(folder: Folder, options: Options, tell: Tell) -> Iterator[None]:
    """Keep other builds of the same site, and those with the same cache, waiting."""

    def waiting() -> None:
        tell("another build is at work here; waiting for it to end")

    with contextlib.ExitStack() as stack:
        stack.enter_context(locked(folder.lock, waiting))
        if options.use_cache or options.cables_from:
            stack.enter_context(locked(options.cache / "lock", waiting))
        yield
