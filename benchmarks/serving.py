"""How long a change of one cable takes to be shown by ``serve``."""

import contextlib
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from running import ROOT

PATIENCE = 3600
"""Seconds until the first build has to be there."""
POLL = 0.05


def changes(cables: Path, folder: Path, times: int = 3) -> list[float]:
    """Serve a collection, change a cable so many times, and wait for its page each time; seconds of each."""
    path = sorted(cables.glob("*.txt"))[len(list(cables.glob("*.txt"))) // 2]
    before = path.read_text("utf-8")
    page = f"cables/{path.stem}.html"
    taken = []
    try:
        with _served(cables, folder) as address:
            _wait(f"{address}/{page}", path.stem)
            for number in range(times):
                word = f"Changed{number}"
                path.write_text(re.sub(r"\befforts\b", word, before, count=1), "utf-8")
                begun = time.perf_counter()
                _wait(f"{address}/{page}", word)
                taken.append(time.perf_counter() - begun)
                _wait(f"{address}/data/{path.stem}.txt", word)
                # The tables follow, and a person does not save twice a second.
                time.sleep(8)
    finally:
        path.write_text(before, "utf-8")
    return taken


@contextlib.contextmanager
def _served(cables: Path, folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "build.py", "serve", "--cables", str(cables), "--site", str(folder / "site")]
    words += ["--cache", str(folder / "cache"), "--port", str(port)]
    running = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(30)


def _wait(address: str, word: str) -> None:
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            if word in answer.read().decode():
                return
        time.sleep(POLL)
    raise SystemExit(f"{address} does not show {word}")
