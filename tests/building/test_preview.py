"""The live preview: a changed cable, template or page shows up, in the page and at the address that browsers ask."""

import contextlib
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from invented import fill, raw
from shared import ROOT

SOON = 20.0
"""Seconds that a change may take on a busy machine; what it takes is printed."""


def get(address):
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    """A copy of the project with a preview of ten cables: the folder, the address, the finished process at the end."""
    folder = tmp_path_factory.mktemp("preview")
    for name in ("chancery", "templates", "docs", "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder)
    fill(folder / "cables", 10)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "build.py", "serve", "--port", str(port)]
    with (folder / "said.txt").open("w") as said:
        running = subprocess.Popen(command, cwd=folder, stderr=said)
    try:
        shown(f"http://127.0.0.1:{port}/index.html", "livereload")
        yield folder, f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(30)
        print((folder / "said.txt").read_text())


def shown(address, words):
    """Wait until a page has these words; gives the seconds it took."""
    began = time.perf_counter()
    while time.perf_counter() - began < SOON:
        with contextlib.suppress(OSError):
            if words in get(address):
                return time.perf_counter() - began
        time.sleep(0.05)
    raise AssertionError(f"{words} is not shown within {SOON} s")


def changed_cable(folder):
    (folder / "cables" / "08ZENDA3.txt").write_text(raw(3, text="One shelter in Strelsau."))
    return "cables/08ZENDA3.html", "One shelter in Strelsau."


def changed_template(folder):
    path = folder / "templates" / "base.html"
    path.write_text(path.read_text().replace("<body>", '<body class="quite-new">'))
    return "cables/08ZENDA5.html", 'class="quite-new"'


def changed_page(folder):
    path = folder / "docs" / "about.md"
    path.write_text(path.read_text() + "\n\nA quite new paragraph.\n")
    return "about.html", "A quite new paragraph."


def replaced(path, text):
    """As many editors save: a new file takes the old one's place."""
    path.with_name(f"{path.name}~").write_text(text)
    path.with_name(f"{path.name}~").replace(path)


def changed_edits(folder):
    replaced(folder / "cables" / "08ZENDA4.edits.yaml", "note: A quite new note.\n")
    return "cables/08ZENDA4.html", "A quite new note."


def new_cable(folder):
    (folder / "cables" / "more").mkdir()
    replaced(folder / "cables" / "more" / "08ZENDA44.txt", raw(44))
    return "cables/08ZENDA44.html", "08ZENDA44"


def changed_config(folder):
    path = folder / "mkdocs.yml"
    text = path.read_text()
    assert "permalink: false" in text
    replaced(path, text.replace("permalink: false", "permalink: true"))
    return "about.html", 'class="headerlink"'


def changed_config_again(folder):
    path = folder / "mkdocs.yml"
    # Another worker may have made the change before to a project of its own.
    replaced(path, re.sub("permalink: (true|false)", "permalink: quite-new", path.read_text()))
    return "about.html", ">quite-new</a>"


CHANGES = [
    changed_cable, changed_template, changed_page, changed_edits, new_cable, changed_config, changed_config_again,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_up_and_browsers_are_told(change, preview):
    folder, address = preview
    before = int(re.search(r"livereload\((\d+),", get(f"{address}/index.html"))[1])
    began = time.perf_counter()
    path, words = change(folder)
    told = int(get(f"{address}/livereload/{before}/1"))
    assert told > before
    assert words in get(f"{address}/{path}")
    print(f"{change.__name__}: shown after {time.perf_counter() - began:.1f} s")


def test_a_deleted_cable_is_gone_from_the_preview(preview):
    folder, address = preview
    assert "08ZENDA7" in get(f"{address}/data/cables.csv")
    (folder / "cables" / "08ZENDA7.txt").unlink()
    began = time.perf_counter()
    while "08ZENDA7" in get(f"{address}/data/cables.csv"):
        assert time.perf_counter() - began < SOON
        time.sleep(0.1)


def test_a_broken_template_keeps_the_last_site_and_the_mended_one_is_shown(preview):
    folder, address = preview
    path = folder / "templates" / "cable.html"
    good = path.read_text()
    path.write_text(good + "{% endif %}")
    time.sleep(2)
    assert "08ZENDA2" in get(f"{address}/cables/08ZENDA2.html")
    path.write_text(good.replace("<article>", '<article class="mended">'))
    shown(f"{address}/cables/08ZENDA2.html", 'class="mended"')
    said = (folder / "said.txt").read_text()
    assert "templates/cable.html:" in said
    assert "the site is as it was until the template is put right" in said
    assert "another build" not in said


def test_an_address_that_is_taken_is_told_before_anything_is_built(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = [sys.executable, ROOT / "build.py", "serve", "--port", port, "--site", "site", "--cache", "cache"]
        done = subprocess.run(list(map(str, words)), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        f"127.0.0.1:{port}: address already in use; choose another one with --port\n",
    )
    assert not (tmp_path / "site").exists()
