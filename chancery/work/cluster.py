"""A Dask cluster as a ``concurrent.futures`` executor."""

import contextlib
import functools
import logging
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable
from concurrent import futures
from pathlib import Path
from typing import Any

from chancery.files.output import OutputError
from chancery.work import versions

PATIENCE = 10
"""Seconds that a cluster may take to answer."""
ALONE = 30
"""Seconds that a cluster may be without workers; those that died have been started again by then, if ever."""
_PLACE = re.compile(r"(?:(?:tcp|tls)://)?(?P<host>[^/:\s]+|\[[^\]\s]+\]):(?P<port>[0-9]{1,5})")
_FOREIGN = "start scheduler and workers anew where Python finds the same chancery (PYTHONPATH)"


def connect(
    address: str, stack: contextlib.ExitStack, shared: Iterable[Path]
) -> tuple[Callable[[], futures.Executor], int]:
    """What makes an executor of a cluster, and how many threads of workers that has.

    Raises ``OutputError`` where Dask or the cluster is not there, and where its workers run other code or do not see
    the files that are to be ``shared``.
    """
    try:
        import distributed  # noqa: PLC0415 -- an optional extra
    except ImportError:
        raise OutputError("Dask is not installed; install it with: pip install distributed") from None
    # What goes wrong is told by us, in a line; Dask has given each of its loggers a level.
    for name in [each for each in logging.root.manager.loggerDict if each.startswith(("distributed", "asyncio"))]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        _knock(address)
        client = stack.enter_context(_soon(functools.partial(distributed.Client, address, timeout=PATIENCE)))
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        what = " ".join(str(error).split()) or "no answer"
        raise OutputError(f"no Dask scheduler with workers at {address}: {what}") from None
    _compare(client, address)
    for path in shared:
        if not all(client.run(os.path.exists, str(path)).values()):
            raise OutputError(
                f"workers at {address} do not see {path}; give them the same folders under the same paths"
            )
    return lambda: _Cluster(client, address), sum(client.nthreads().values())


def _knock(address: str) -> None:
    """Raise ``OSError`` where nobody listens, which Dask asks again and again."""
    found = _PLACE.fullmatch(address)
    if found is None and "://" not in address:
        raise ValueError("write dask:tcp://HOST:PORT")
    if found:
        socket.create_connection((found["host"].strip("[]"), int(found["port"])), timeout=PATIENCE).close()


def _soon(call: Callable[[], Any]) -> Any:
    """What is called, or ``TimeoutError``: where something else listens, Dask waits for ever."""
    future: futures.Future[Any] = futures.Future()

    def run() -> None:
        try:
            future.set_result(call())
        except Exception as error:  # noqa: BLE001 -- for whoever waits
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future.result(PATIENCE + 2)


def _compare(client: Any, address: str) -> None:
    """Raise ``OutputError`` where the cluster cannot load this package, or has loaded it before it was changed."""
    try:
        client.run_on_scheduler(versions.of_code)
        told = list(client.run(versions.of_code).values())
    except Exception as error:  # noqa: BLE001 -- whatever kept it from loading
        what = " ".join(str(error).split())[:200]
        raise OutputError(f"the Dask cluster at {address} cannot load chancery ({what}); {_FOREIGN}") from None
    if any(each != versions.of_code() for each in told):
        raise OutputError(f"workers at {address} run other code than this build; {_FOREIGN}")


class _Cluster(futures.Executor):
    """A Dask cluster behind the calls of ``concurrent.futures``.

    Dask's own (``client.get_executor()``) never ends a future whose worker died while the result was fetched.
    """

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address
        self._waiting: dict[futures.Future[Any], Any] = {}
        self._ended = threading.Event()
        """Set, nobody watches any longer."""
        threading.Thread(target=self._watch, daemon=True).start()

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

    def _watch(self) -> None:
        """Give up what waits where no worker is left to do it: it would wait for ever."""
        seen = time.monotonic()
        while not self._ended.wait(1):
            with contextlib.suppress(Exception):  # a scheduler that is gone is told by what waits
                if self._client.nthreads() or not self._waiting:
                    seen = time.monotonic()
            if time.monotonic() - seen > ALONE:
                error = OSError(f"no worker is left at {self._address}")
                for future in list(self._waiting):
                    with contextlib.suppress(futures.InvalidStateError):
                        future.set_exception(error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Drop what waits, or wait for it."""
        self._ended.set()
        if cancel_futures:
            for future, sent in list(self._waiting.items()):
                future.cancel()
                sent.cancel()
        elif wait:
            futures.wait(list(self._waiting))


def _died() -> tuple[type[BaseException], ...]:
    from distributed import KilledWorker  # noqa: PLC0415 -- an optional extra
    from distributed.comm.core import CommClosedError  # noqa: PLC0415

    return futures.CancelledError, TimeoutError, KilledWorker, CommClosedError
