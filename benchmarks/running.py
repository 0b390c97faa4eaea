"""A command that is measured: seconds, and the most memory of it and its children together (Linux)."""

import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
POLL = 0.2


class Ran:
    """A finished command: seconds, and the most memory of it and its children together, in MB."""

    def __init__(self, words: list[str], folder: Path = ROOT) -> None:
        self.memory = 0.0
        begun = time.perf_counter()
        running = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        watch = threading.Thread(target=self._watch, args=(running,), daemon=True)
        watch.start()
        self.said = running.communicate()[1]
        self.seconds = time.perf_counter() - begun
        watch.join()
        if running.returncode:
            raise SystemExit(f"{' '.join(words)}\n{self.said[-2000:]}")

    def _watch(self, running: subprocess.Popen[str]) -> None:
        while running.poll() is None:
            self.memory = max(self.memory, sum(map(_private, _family(running.pid))) / 1e6)
            time.sleep(POLL)


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
