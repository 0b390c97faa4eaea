"""What a person sees of a long build: progress on a terminal, and a summary at the end."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

EVERY = 0.1
"""Seconds between two drawings: no thread draws, so that processes can be forked safely."""


class Clock:
    """Measures stages, and shows them where standard error is a terminal and ``shown`` is on."""

    def __init__(self, *, shown: bool = True) -> None:
        self.seconds: dict[str, float] = {}
        console = Console(stderr=True)
        self._bar: Progress | None = None
        if shown and console.is_terminal:
            self._bar = Progress(
                TextColumn("{task.description:<9}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                console=console,
                auto_refresh=False,
                transient=True,
            )
        self._drawn = 0.0

    @contextlib.contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Measure a stage; gives a function to call with the number of things done."""
        begun = time.perf_counter()
        try:
            with self._shown(name, total, begun) as advance:
                yield advance
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun

    @contextlib.contextmanager
    def _shown(self, name: str, total: int | None, begun: float) -> Iterator[Callable[[int], None]]:
        bar = self._bar
        if bar is None or not total:
            yield lambda _: None
            return
        task = bar.add_task(name, total=total, rate="")
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            now = time.perf_counter()
            if now - self._drawn >= EVERY:
                self._drawn = now
                bar.update(task, completed=done, rate=f"{done / (now - begun):,.0f}/s")
                bar.refresh()

        with bar:
            yield advance
        bar.remove_task(task)


def peak_memory(workers: int) -> int | None:
    """Megabytes that this process and its workers took at most, all together; none where nobody counts."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 -- not on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The system tells the largest worker that has ended; the others are no larger.
    each = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return int((own + workers * each) * unit // 1_000_000)
