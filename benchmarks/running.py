"""A command that is measured: seconds, processor time, and the most memory of it and its children together (Linux)."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
POLL = 0.2


class Ran:
    """A finished command: seconds, those of processors, and the most memory of it and its children together, in MB."""

    def __init__(self, words: list[str], folder: Path = ROOT) -> None:
        self.memory = 0.0
        begun, used = time.perf_counter(), _processor()
        running = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        watch = threading.Thread(target=self._watch, args=(running,), daemon=True)
        watch.start()
        self.said = running.communicate()[1]
        self.seconds, self.processor = time.perf_counter() - begun, _processor() - used
        watch.join()
        if running.returncode:
            raise SystemExit(f"{' '.join(words)}\n{self.said[-2000:]}")

    def _watch(self, running: subprocess.Popen[str]) -> None:
        while running.poll() is None:
            self.memory = max(self.memory, sum(map(_private, _family(running.pid))) / 1e6)
            time.sleep(POLL)


def told(main: Callable[[], None]) -> None:
    """Run a program; what a person has to put right is one line."""
    try:
        main()
    except OSError as error:
        sys.exit(f"{error.filename or 'disk'}: {error.strerror or error}")
    except KeyboardInterrupt:
        sys.exit("stopped")


def count(text: str) -> int:
    """A number of cables, as an argument. Raises ``ValueError`` for what is none."""
    if (number := int(text.replace(",", ""))) < 1:
        raise ValueError(text)
    return number


def _processor() -> float:
    """Seconds of processor time of all processes that this one has started and that have ended, and of theirs."""
    import resource  # noqa: PLC0415 -- not on Windows

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                todo += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _private(pid: int) -> int:
    """Bytes of a process, shared ones divided among those that share them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)
