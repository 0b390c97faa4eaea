"""Work that kills the worker that does it; a module, so that workers can import it."""

import os
import signal
from pathlib import Path


def doubled_but_13(items: list[int]) -> list[int]:
    """Twice each number; 13 kills, always."""
    if 13 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * each for each in items]


class DiesOnce:
    """Twice each number; the first worker that meets 13 dies, the next does not."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self, items: list[int]) -> list[int]:
        if 13 in items and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return [2 * each for each in items]
