"""Builds that cannot hurt, as a person meets them: one clear line, and the old site stands as it was."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from invented import fill, raw
from making import build, sums, words
from shared import ROOT

resource = pytest.importorskip("resource")
SMALL = 30_000
"""Bytes that a file may have before the disk is full: less than the database takes."""


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_a_disk_without_room_is_one_line_and_the_old_site_stays(executor, tmp_path, run):
    cables = fill(tmp_path / "cables", 40)
    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    for path in sorted(cables.glob("*.txt")):
        path.write_text(path.read_text().replace("Two shelters", "Three shelters"))
    asked = words(tmp_path, "--executor", executor)
    done = run(*asked, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL)))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert "the site is as it was" in done.stderr
    assert done.stderr.startswith(str(tmp_path))  # which disk it is
    assert sums(tmp_path / "site") == before
    assert {path.name for path in tmp_path.iterdir()} == {"cables", "site", "cache"}
    assert run(*asked).returncode == 0
    assert b"Three shelters" in (tmp_path / "site" / "cables" / "08ZENDA1.html").read_bytes()


def test_what_fails_after_the_switch_is_not_said_of_the_old_site(cables, tmp_path, monkeypatch):
    from chancery.collection.store import Store
    from chancery.files.output import OutputError

    build(cables, tmp_path / "site")
    (cables / "08ZENDA1.txt").write_text(raw(1, text="Three shelters."))

    def full(*_):
        raise OSError(28, "No space left on device", "cables.part")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "save", full)
        with pytest.raises(OutputError, match=r"cables\.part: no space left on device; the site is the new one"):
            build(cables, tmp_path / "site")
    assert b"Three shelters." in (tmp_path / "site" / "cables" / "08ZENDA1.html").read_bytes()
    build(cables, tmp_path / "site")
    after = sums(tmp_path / "site")
    build(cables, tmp_path / "clean" / "site", use_cache=False)
    assert after == sums(tmp_path / "clean" / "site")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("templates/cable.html", "<article>", "<article>{{ 1/0 }}", "templates/cable.html:19: ZeroDivisionError"),
        (
            "templates/cable.html",
            "<article>",
            "<article>{{ not_there }}",
            "templates/cable.html:19: 'not_there' is undef",
        ),
        ("templates/cable.html", "<article>", '<article>{% include "x" %}', "templates/cable.html:19: 'x' not found"),
        ("templates/cable.html", "<article>", "<article>\udcff", "templates/cable.html: not UTF-8"),
        ("templates/base.html", "{% block main %}", "{{ site.x }}{% block main %}", "templates/base.html:"),
        ("mkdocs.yml", "plugins: []", "plugins: [nothing]", "docs: Config value 'plugins': The \"nothing\" plugin"),
        ("mkdocs.yml", "plugins: []", "plugins: [", "docs: MkDocs encountered an error parsing"),
        ("docs/about.md", "---", "\udcff---", "docs: Encoding error reading file: about.md"),
    ],
)
def test_what_is_wrong_with_theme_and_pages_is_one_line(file, old, new, said, tmp_path):
    """By workers too, which hand on what a template's error tells."""
    fill(tmp_path / "cables", 60)
    for name in ("chancery", "templates", "docs", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path)
    text = (tmp_path / file).read_text()
    assert old in text
    (tmp_path / file).write_bytes(text.replace(old, new, 1).encode(errors="surrogateescape"))
    command = [sys.executable, "build.py", *map(str, words(tmp_path))]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.startswith(said)


@pytest.mark.skipif(not os.access("/proc/self", os.R_OK), reason="skipped: needs a folder that nobody can write to")
@pytest.mark.parametrize("option", ["--site", "--cache"])
def test_a_folder_that_cannot_be_written_is_one_line(option, cables, tmp_path, run):
    done = run(*words(tmp_path), option, "/proc/self/fdinfo/x")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "/fdinfo/x" in done.stderr


def test_cables_that_vanish_while_they_are_read_leave_the_old_site(cables, tmp_path, monkeypatch):
    from chancery.collection import reading
    from chancery.source import InputError

    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    real = reading.scan

    def scan(folder):
        found = real(folder)
        shutil.rmtree(folder)
        return found

    monkeypatch.setattr(reading, "scan", scan)
    with pytest.raises(InputError, match="gone while it was built; build again"):
        build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == before


def test_cables_in_any_order_of_the_folder_give_the_same_bytes(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    numbers = range(1, 9)
    for number in numbers:
        (tmp_path / "one" / f"08ZENDA{number}.txt").write_text(raw(number))
    for number in reversed(numbers):
        (tmp_path / "other" / f"08ZENDA{number}.txt").write_text(raw(number))
    for name in ("one", "other"):
        build(tmp_path / name, tmp_path / f"at-{name}" / "site")
    assert sums(tmp_path / "at-one" / "site") == sums(tmp_path / "at-other" / "site")


def test_a_second_build_says_that_it_waits(cables, tmp_path):
    from chancery.files.output import Folder, locked

    command = [sys.executable, str(ROOT / "build.py"), *map(str, words(tmp_path))]
    with locked(Folder(tmp_path / "site").lock, lambda: None):
        running = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
        assert "another build is at work here; waiting" in running.stderr.readline()
        assert running.poll() is None
    assert running.wait(60) == 0
    running.stderr.close()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("executor", ["processes", "threads"])
def test_a_build_that_is_stopped_says_so_and_leaves_nothing(executor, stop, tmp_path):
    fill(tmp_path / "cables", 400)
    command = [sys.executable, str(ROOT / "build.py"), *map(str, words(tmp_path, "--executor", executor))]

    def heard():
        """Programs that a shell starts in the background are deaf to Ctrl-C, and hand that on."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stderr=pipe, text=True, preexec_fn=heard) as running:  # noqa: PLW1509
        while running.poll() is None and not (tmp_path / "site.new" / "cables").exists():
            time.sleep(0.01)
        running.send_signal(stop)
        assert running.wait(60) == 128 + stop
        assert running.stderr.read() == "stopped; the site is as it was\n"
    assert {path.name for path in tmp_path.iterdir()} <= {"cables", "cache"}


def test_a_closed_terminal_which_all_processes_are_told_of_leaves_nothing(tmp_path):
    fill(tmp_path / "cables", 400)
    command = [sys.executable, str(ROOT / "build.py"), *map(str, words(tmp_path))]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while running.poll() is None and not (tmp_path / "site.new" / "cables").exists():
            time.sleep(0.01)
        for _ in range(2):
            os.killpg(running.pid, signal.SIGHUP)
        assert running.wait(60) == 128 + signal.SIGHUP
        assert running.stderr.read() == "stopped; the site is as it was\n"
    assert {path.name for path in tmp_path.iterdir()} <= {"cables", "cache"}


def test_a_build_that_is_to_outlive_its_terminal_does(cables, tmp_path):
    def deaf():
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    command = [sys.executable, str(ROOT / "build.py"), *map(str, words(tmp_path))]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, preexec_fn=deaf) as running:  # noqa: PLW1509
        while running.poll() is None and not (tmp_path / "site.new").exists():
            time.sleep(0.01)
        running.send_signal(signal.SIGHUP)
        assert running.wait(60) == 0


def python(version: str) -> Path:
    """A Python of this version with what the site needs, in .cache/; skips the test where there can be none."""
    place = ROOT / ".cache" / f"python{version}"
    if not (place / "ready").exists():
        owned = [Path(each, "bin/python") for each in sorted(Path.home().glob(f".pyenv/versions/{version}.*"))]
        found = shutil.which(f"python{version}")
        own = next((each for each in [*owned, Path(found or "/none")] if each.exists()), None)
        if own is None:
            pytest.skip(f"skipped: no Python {version} here")
        shutil.rmtree(place, ignore_errors=True)
        with contextlib.suppress(subprocess.SubprocessError):
            subprocess.run([own, "-m", "venv", place], check=True, capture_output=True)
            install = ["-m", "pip", "install", "-q", "--require-hashes", "-r", ROOT / "requirements" / "site.lock"]
            subprocess.run([place / "bin/python", *install], check=True, capture_output=True, timeout=200)
            (place / "ready").touch()
        if not (place / "ready").exists():
            pytest.skip(f"skipped: what the site needs cannot be installed for Python {version}")
    return place / "bin/python"


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_every_python_makes_the_same_bytes(version, tmp_path):
    cables = fill(tmp_path / "cables", 20)
    for path in (ROOT / "cables").glob("*.*"):
        shutil.copy(path, cables)
    command = [str(python(version)), str(ROOT / "build.py"), *map(str, words(tmp_path))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    build(cables, tmp_path / "here" / "site")
    assert sums(tmp_path / "site") == sums(tmp_path / "here" / "site")
