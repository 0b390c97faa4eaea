"""A command whose standard error is a terminal."""

import os
import pty
import subprocess
import sys
import threading

from shared import ROOT


def on_a_terminal(words):
    """Run the command with standard error on a terminal; gives what the terminal got."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    running = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *map(str, words)], stderr=theirs, stdout=theirs, cwd=ROOT, env=env
    )
    os.close(theirs)
    got = []

    def read():
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:
                return
            if not data:
                return
            got.append(data)

    reader = threading.Thread(target=read)
    reader.start()
    assert running.wait(120) == 0
    reader.join(10)
    os.close(ours)
    return b"".join(got).decode()
