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
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent import futures
from typing import Any, Protocol, TypeVar

from chancery.blocks import batches

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[list[Item]], list[Result]]
"""A function that can be sent to a worker."""

AHEAD = 3
"""Batches in flight a worker: enough that none waits, few enough that results do not pile up."""
INLINE = 24
"""So few items are not worth a pool."""
PATIENCE = 10
"""Seconds that a cluster may take to answer."""
_PR_SET_PDEATHSIG = 1


class Lost(Exception):  # noqa: N818 -- no error: a result
    """Stands in the place of the result of an item that no worker came back from."""


Done = tuple[list[Item], list[Result | Lost]]
"""A batch and its results."""


class Runner(Protocol):
    """Does batches of work."""

    workers: int

    def run(
        self, work: Work[Item, Result], items: Iterable[Item], size: int, count: int
    ) -> Iterator[Done[Item, Result]]:
        """Each batch of at most ``size`` of ``count`` items with its results, in order."""
        ...

    def begin(self, work: Callable[[Item], Result], item: Item, *, long: bool) -> Callable[[], Result]:
        """Begin a piece of work; gives a function that waits for its result."""
        ...

    def start(self) -> object:
        """Have workers before they are needed."""
        ...

    def close(self) -> None:
        """Let the workers go."""
        ...


class Pool:
    """Workers behind a ``concurrent.futures`` executor, which is made when it is first needed."""

    def __init__(self, make: "Make", workers: int) -> None:
        self.workers = workers
        self._make = make
        self._executor: futures.Executor | None = None

    def run(
        self, work: Work[Item, Result], items: Iterable[Item], size: int, count: int
    ) -> Iterator[Done[Item, Result]]:
        """Each batch with its results, in order; a few items are done here and now."""
        if count <= INLINE:
            for batch in batches(items, size):
                yield batch, list(work(batch))
            return
        yield from self._spread(work, batches(items, size))

    def begin(self, work: Callable[[Item], Result], item: Item, *, long: bool) -> Callable[[], Result]:
        """Begin a piece of work; one that is not long waits until it is asked for, if there are no workers."""
        if self._executor is None and not long:
            return functools.partial(work, item)
        future = self.start().submit(work, item)

        def wait() -> Result:
            try:
                return future.result()
            except _died():
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
        except _died():
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
        except _died():
            self.close()
        if len(batch) == 1:
            return [Lost()]
        middle = len(batch) // 2
        return self._again(work, batch[:middle]) + self._again(work, batch[middle:])

    def _submit(self, work: Work[Item, Result], batch: list[Item]) -> futures.Future[list[Result]]:
        for _ in range(2):
            try:
                return self.start().submit(work, batch)
            except futures.BrokenExecutor:
                self.close()
        raise RuntimeError("workers die as soon as they are started")

    def start(self) -> futures.Executor:
        """Have workers now: those that are forked later share what is held by then, and keep it when it changes."""
        if self._executor is None:
            # Ctrl-C comes when it can be closed: workers that were started and are known to nobody are not let go.
            with _undisturbed():
                self._executor = self._make()
        return self._executor

    def close(self) -> None:
        """Let the workers go; what waits is dropped."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def _died() -> tuple[type[BaseException], ...]:
    """What a worker's death looks like; Dask's own word for it only where Dask is in use."""
    dask = sys.modules.get("distributed")
    own = (dask.KilledWorker, TimeoutError) if dask else ()
    return (futures.BrokenExecutor, futures.CancelledError, *own)


def _is_dead(future: futures.Future[Any]) -> bool:
    return future.cancelled() or (future.done() and isinstance(future.exception(), _died()))


@contextlib.contextmanager
def opened(spec: str, workers: int) -> Iterator[Runner]:
    """Workers as ``--executor`` names them: 'processes', 'threads' or 'dask:ADDRESS'.

    Raises ``ValueError`` for another word, and where Dask or the cluster is not there.
    """
    with contextlib.ExitStack() as stack:
        make, own = _maker(spec, workers or cores(), stack)
        pool = Pool(make, workers or own)
        stack.callback(pool.close)
        yield pool


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


Make = Callable[[], futures.Executor]


def _maker(spec: str, workers: int, stack: contextlib.ExitStack) -> tuple[Make, int]:
    """What makes an executor, and how many workers it has."""
    kind, _, address = spec.partition(":")
    if kind == "threads":
        return lambda: futures.ThreadPoolExecutor(workers), workers
    if kind == "processes":
        return lambda: _processes(workers), workers
    if kind == "dask" and address:
        return _dask(address, stack)
    raise ValueError(f"no executor '{spec}'; use processes, threads or dask:ADDRESS")


def _processes(workers: int) -> futures.Executor:
    # A fork starts at once and shares what is loaded; beside other threads it is not safe.
    fork = sys.platform == "linux" and threading.active_count() == 1
    gc.freeze()
    context = multiprocessing.get_context("fork" if fork else "spawn")
    pool = futures.ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(os.getpid(),))
    pool.submit(os.getpid)  # the first piece of work starts them
    return pool


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait; it is told to the main thread, whichever thread the system gives it to."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if heard:
            signal.raise_signal(signal.SIGINT)


def _begin(parent: int) -> None:
    """A worker ends with its parent, however that ends, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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


class _Cluster(futures.Executor):
    """A Dask cluster behind the calls of ``concurrent.futures``.

    Dask's own (``client.get_executor()``) never ends a future whose worker died while the result was fetched.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._waiting: dict[futures.Future[Any], Any] = {}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **options: Any) -> futures.Future[Any]:
        """Send work to the cluster. Raises ``OSError`` where it is gone."""
        if self._client.status != "running":
            raise OSError("the Dask scheduler is gone")
        future: futures.Future[Any] = futures.Future()
        self._waiting[future] = sent = self._client.submit(fn, *args, **options, pure=False)
        sent.add_done_callback(functools.partial(self._done, future))
        return future

    def _done(self, future: futures.Future[Any], sent: Any) -> None:
        """Hand a result or an error on; called by a thread of the client."""
        self._waiting.pop(future, None)
        with contextlib.suppress(futures.InvalidStateError):
            try:
                future.set_result(sent.result(timeout=PATIENCE))
            except _died() as error:
                future.set_exception(futures.BrokenExecutor(str(error)))
            except Exception as error:  # noqa: BLE001 -- the work's own, for whoever waits for it
                future.set_exception(error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Drop what waits, or wait for it."""
        if cancel_futures:
            for future, sent in list(self._waiting.items()):
                future.cancel()
                sent.cancel()
        elif wait:
            futures.wait(list(self._waiting))


def _dask(address: str, stack: contextlib.ExitStack) -> tuple[Make, int]:
    try:
        import distributed  # noqa: PLC0415 -- an optional extra
    except ImportError:
        raise ValueError("Dask is not installed; install it with: pip install 'chancery[dask]'") from None
    try:
        client = stack.enter_context(distributed.Client(address, timeout=PATIENCE))  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, TimeoutError) as error:
        raise ValueError(f"no Dask scheduler with workers at {address}: {error}") from None
    return lambda: _Cluster(client), sum(client.nthreads().values())
