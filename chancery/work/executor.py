"""Where work is done: in this process, in threads, in a pool of processes, or on a Dask cluster.

Every stage is a map over batches (lists of items) that gives a list of results a batch. A worker that dies costs
only its items: a batch that was with it is tried again, alone, in halves, and the item that kills again is given
up.
"""

import contextlib
import ctypes
import functools
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent import futures
from pathlib import Path
from typing import Any, TypeVar

from chancery.files.blocks import batches
from chancery.files.output import OutputError
from chancery.stops import leave_to_parent, undisturbed
from chancery.work import versions

Item = TypeVar("Item")
Result = TypeVar("Result")
Given = TypeVar("Given")
Work = Callable[[list[Item]], list[Result]]
"""A function that can be sent to a worker."""

AHEAD = 3
"""Batches in flight a worker: enough that none waits, few enough that results do not pile up."""
INLINE = 24
"""So few items are not worth a pool."""
_PR_SET_PDEATHSIG = 1


_DIED = (futures.BrokenExecutor, futures.CancelledError)
"""What a worker's death looks like."""


class ExecutorError(ValueError):
    """Words that name no executor."""


class Lost(Exception):  # noqa: N818 -- no error: a result
    """Stands in the place of the result of an item: no worker came back from it, or the program fails over it."""

    def __init__(self, fault: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        """How the program fails and where; '' where no worker came back."""

    def __str__(self) -> str:
        return f"fails over it: {self.fault}" if self.fault else "died over it, twice"

    def over(self, name: str) -> OutputError:
        """What to tell of it, where nothing can be made without the item."""
        what = f"{self.fault} over {name}" if self.fault else f"workers die over {name}, twice"
        return OutputError(f"{what}; the site is as it was, tell us")


class UnfitError(Exception):
    """Cables that the program fails over when pages and tables are made of them: how, by id."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(faults)
        self.faults = faults


Done = tuple[list[Item], list[Result | Lost]]
"""A batch and its results."""


class Runner:
    """Workers behind a ``concurrent.futures`` executor, which is made when it is first needed.

    A few items are done in this process, unless all is to be done ``apart`` from it: what kills would kill it.
    """

    def __init__(self, make: "Make", workers: int, *, apart: bool = False) -> None:
        self.workers = workers
        self.lost = False
        """Whether an item killed its worker."""
        self._make = make
        self._apart = apart
        self._executor: futures.Executor | None = None

    def run(
        self, work: Work[Item, Result], items: Iterable[Item], size: int, count: int
    ) -> Iterator[Done[Item, Result]]:
        """Each batch with its results, in order."""
        trying = functools.partial(tried, work)
        if count <= INLINE and not self._apart:
            for batch in batches(items, size):
                yield batch, trying(batch)
            return
        yield from self._spread(trying, batches(items, size))

    def begin(self, work: Callable[[Item], Result], item: Item, *, long: bool) -> Callable[[], Result]:
        """Begin a piece of work; one that is not long waits until it is asked for, if there are no workers."""
        if self._executor is None and not long and not self._apart:
            return functools.partial(work, item)
        future = self._submit(work, item)

        def wait() -> Result:
            try:
                return future.result()
            except _DIED:
                if self._apart:
                    name = getattr(work, "func", work).__name__
                    raise OutputError(f"a worker died over '{name}'; the site is as it was, tell us") from None
                return work(item)

        return wait

    def _spread(self, work: Work[Item, Result], todo: Iterator[list[Item]]) -> Iterator[Done[Item, Result]]:
        flying: deque[tuple[list[Item], futures.Future[list[Result]]]] = deque()
        for batch in todo:
            flying.append((batch, self._submit(work, batch)))
            if len(flying) >= self.workers * AHEAD:
                yield self._land(work, flying)
        while flying:
            yield self._land(work, flying)

    def _land(
        self, work: Work[Item, Result], flying: deque[tuple[list[Item], futures.Future[list[Result]]]]
    ) -> Done[Item, Result]:
        batch, future = flying.popleft()
        try:
            return batch, list(future.result())
        except _DIED:
            # All batches in flight went down with the pool: the one that is tried alone tells who did it.
            self.close()
            done = self._again(work, batch)
            for at, (other, lost) in enumerate(flying):
                if _is_dead(lost):
                    flying[at] = (other, self._submit(work, other))
            return batch, done

    def _again(self, work: Work[Item, Result], batch: list[Item]) -> list[Result | Lost]:
        """A batch tried again with nothing else in flight; halved where it fails, down to the culprit."""
        try:
            return list(self._submit(work, batch).result())
        except _DIED:
            self.close()
        if len(batch) == 1:
            self.lost = True
            return [Lost()]
        middle = len(batch) // 2
        return self._again(work, batch[:middle]) + self._again(work, batch[middle:])

    def _submit(self, work: Callable[[Given], Result], given: Given) -> futures.Future[Result]:
        for _ in range(2):
            try:
                return self.start().submit(_same, versions.of_code(), work, given)
            except futures.BrokenExecutor:
                self.close()
        raise OSError("workers die as soon as they are started")

    def start(self) -> futures.Executor:
        """Have workers now: those that are forked later share what is held by then, and keep it when it changes."""
        if self._executor is None:
            # Ctrl-C waits until it can be closed: workers that were started and are known to nobody are not let go.
            with undisturbed():
                self._executor = self._make()
        return self._executor

    def close(self) -> None:
        """Let the workers go; what waits is dropped."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What the program raises over an item that it was not made for; none is for a person to put right."""


def tried(work: Callable[[list[Item]], Iterable[Result]], batch: list[Item]) -> list[Result | Lost]:
    """A batch done; halved where the program fails over it, down to the items that it fails over."""
    try:
        return [*work(batch)]
    except _FAULTS as error:
        if isinstance(error, OSError):  # Jinja's word for a template that is not there is a LookupError as well
            raise
        if len(batch) == 1:
            # Not the error's own words: they can hold what an editor took out of the cable.
            place = traceback.extract_tb(error.__traceback__)[-1]
            return [Lost(f"{type(error).__name__} ({Path(place.filename).name}:{place.lineno})")]
    middle = len(batch) // 2
    return tried(work, batch[:middle]) + tried(work, batch[middle:])


def _same(code: bytes, work: Callable[[Given], Result], given: Given) -> Result:
    """A piece of work, done by the code that asks for it: the cache takes what comes back for its own.

    Raises ``OutputError`` where a worker has other code: it was changed since one of the two was started.
    """
    if versions.of_code() != code:
        raise OutputError("the code was changed since this program or its workers began; start them anew")
    return work(given)


def _is_dead(future: futures.Future[Any]) -> bool:
    return future.cancelled() or (future.done() and isinstance(future.exception(), _DIED))


@contextlib.contextmanager
def opened(spec: str, workers: int, shared: Iterable[Path] = (), *, apart: bool = False) -> Iterator[Runner]:
    """Workers as ``--executor`` names them: 'processes', 'threads' or 'dask:ADDRESS'.

    ``apart`` as :class:`Runner` has it. Raises ``ExecutorError`` for another word, and ``OutputError`` where Dask or
    the cluster is not there, or does not see the files that are to be ``shared``.
    """
    with contextlib.ExitStack() as stack:
        make, own = _maker(spec, workers or cores(), stack, shared)
        pool = Runner(make, workers or own, apart=apart)
        stack.callback(pool.close)
        yield pool


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


Make = Callable[[], futures.Executor]


def _maker(spec: str, workers: int, stack: contextlib.ExitStack, shared: Iterable[Path]) -> tuple[Make, int]:
    """What makes an executor, and how many workers it has."""
    if spec == "threads":
        return lambda: futures.ThreadPoolExecutor(workers), workers
    if spec == "processes":
        return lambda: _processes(workers), workers
    kind, _, address = spec.partition(":")
    if kind == "dask" and address:
        from chancery.work import cluster  # noqa: PLC0415 -- an optional extra

        return cluster.connect(address, stack, shared)
    raise ExecutorError(f"no executor '{spec}'; use processes, threads or dask:ADDRESS")


def _processes(workers: int) -> futures.Executor:
    # A fork starts at once and shares what is loaded; beside other threads it is not safe.
    fork = sys.platform == "linux" and threading.active_count() == 1
    gc.freeze()
    versions.of_code()  # a fork knows it, whatever becomes of the files meanwhile
    context = multiprocessing.get_context("fork" if fork else "spawn")
    pool = futures.ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(os.getpid(),))
    pool.submit(os.getpid)  # the first piece of work starts them
    return pool


def _begin(parent: int) -> None:
    """A worker ends with its parent, however that ends, and leaves Ctrl-C and a closed terminal to it."""
    leave_to_parent()
    # Records hold no cycles: looking for some as often as Python does takes a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    if sys.platform != "linux":
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
