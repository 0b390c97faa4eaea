"""What ends a program from outside: Ctrl-C, 'kill', a terminal that is closed."""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator

STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""The signals."""


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """End by any of them as by Ctrl-C, with the exit status that shells know; what is told to be deaf stays so."""
    heard: list[int] = []

    def stop(number: int, _: object) -> None:
        heard.append(number)
        if len(heard) == 1 or number == signal.SIGINT:  # of a closed terminal a program is told twice
            raise KeyboardInterrupt

    for each in STOPS:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, stop)
    try:
        yield
    except SystemExit as end:
        if heard and end.code:
            sys.exit(128 + heard[0])
        raise


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let them wait; they are told to the main thread, whichever the system gives them to."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = {each: signal.signal(each, lambda number, _: heard.append(number)) for each in STOPS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for each in heard:
            signal.raise_signal(each)


def leave_to_parent() -> None:
    """In a worker: 'kill' ends it, the others are its parent's to answer."""
    for each in STOPS:
        signal.signal(each, signal.SIG_DFL if each == signal.SIGTERM else signal.SIG_IGN)
