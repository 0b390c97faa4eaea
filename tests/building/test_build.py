"""The build as people meet it: what it makes, what it refuses, and that it can hurt nothing."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest
from invented import fill, raw
from making import build, sums
from shared import CABLE, ROOT

from chancery.cli import COMMANDS
from chancery.files.output import Folder, OutputError, exchange, locked
from chancery.source import InputError

BAD = {
    "08ZENDA90.txt": b"",
    "08ZENDA91.txt": b"\x7fELF\x00\x00",
    "08ZENDA92.txt": "08ZENDA92\nStra\u00dfe".encode("utf-16"),
    "08ZENDA93.txt": b"08ZENDA93\n\xff\xfe\xfa",
    "08ZENDA94.txt": raw(95).encode(),
    "08ZENDA96.txt": b"no id at all\n",
    "sub/08ZENDA1.txt": raw(1).encode(),
    "08ZENDA97.edits.yaml": b"note: of a cable that is not here\n",
}


def test_a_build_makes_the_files_of_every_cable_and_the_catalogue(cables, tmp_path):
    report = build(cables, tmp_path / "site")
    made = sums(tmp_path / "site")
    for number in range(1, 6):
        assert {f"cables/08ZENDA{number}.html"} | {
            f"data/08ZENDA{number}.{end}" for end in ("yaml", "json", "txt")
        } <= set(made)
    assert {"index.html", "method.html", "404.html", "data/schema.json", "data/catalog.sqlite"} <= set(made)
    assert (report.cables, report.written, report.problems) == (5, len(made), ())


def test_the_published_raw_text_is_the_source_byte_for_byte(cables, tmp_path):
    (cables / "08ZENDA6.txt").write_bytes(raw(6).rstrip("\n").encode())
    (cables / "08ZENDA7.txt").write_bytes(raw(7).replace("\n", "\r\n").encode("utf-8-sig"))
    build(cables, tmp_path / "site")
    for path in cables.glob("*.txt"):
        assert (tmp_path / "site" / "data" / path.name).read_bytes() == path.read_bytes()


def test_bad_inputs_are_told_one_line_each_and_the_rest_is_built(cables, tmp_path, run):
    for name, data in BAD.items():
        (cables / name).parent.mkdir(exist_ok=True)
        (cables / name).write_bytes(data)
    (cables / "08ZENDA98.txt").symlink_to("nowhere.txt")
    done = run("build", "--cables", cables, "--site", tmp_path / "site", "--no-cache", "--no-search", "--no-offline")
    assert done.returncode == 1
    for name in (*BAD, "08ZENDA98.txt"):
        assert [line for line in done.stderr.split("\n") if f"{name}:" in line], name
    assert (tmp_path / "site" / "cables" / "08ZENDA5.html").exists()
    method = (tmp_path / "site" / "method.html").read_text()
    assert [name for name in BAD if name not in method] == []
    assert str(tmp_path) not in method


def test_the_same_input_gives_the_same_bytes_on_another_path_with_other_workers(cables, tmp_path):
    build(cables, tmp_path / "site", workers=1)
    other = tmp_path / "elsewhere" / "quite another name"
    shutil.copytree(cables, other / "c")
    build(other / "c", other / "s", workers=3, spec="processes")
    assert sums(tmp_path / "site") == sums(other / "s")


def test_an_empty_collection_is_a_site(tmp_path):
    (tmp_path / "cables").mkdir()
    build(tmp_path / "cables", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").exists()


def test_an_empty_folder_takes_no_full_site_away(cables, tmp_path):
    """A disk that is not there is one."""
    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    (tmp_path / "none").mkdir()
    with pytest.raises(OutputError, match=r"none has no cable in it, but .*site has; name the folder"):
        build(tmp_path / "none", tmp_path / "site")
    assert sums(tmp_path / "site") == before


def test_a_folder_that_holds_something_else_is_left_alone(cables, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(OutputError, match="holds something else"):
        build(cables, tmp_path / "home")
    assert (tmp_path / "home" / "letter.txt").read_text() == "dear"


def test_a_site_that_is_a_disk_of_its_own_is_told_beforehand(cables, tmp_path, monkeypatch):
    """It cannot be exchanged with a folder beside it."""
    (tmp_path / "site").mkdir()
    monkeypatch.setattr("pathlib.Path.is_mount", lambda _: True)
    with pytest.raises(OutputError, match="is a disk of its own; name a folder on it"):
        build(cables, tmp_path / "site")


@pytest.mark.parametrize("place", [".", "cables", "cables/site"])
def test_a_site_never_goes_where_its_sources_are(place, cables, tmp_path):
    with pytest.raises(OutputError):
        build(cables, tmp_path / place)
    assert len(list(cables.glob("*.txt"))) == 5


def test_a_folder_of_cables_that_is_not_there_is_one_line(tmp_path, run):
    done = run("build", "--cables", tmp_path / "none", "--site", tmp_path / "site", "--no-cache")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "--cables" in done.stderr


def test_a_folder_that_cannot_be_read_leaves_the_old_site(cables, tmp_path):
    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    shutil.rmtree(cables)
    with pytest.raises(InputError):
        build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="skipped: needs a device that is always full")
def test_a_full_disk_is_one_line_and_the_old_site_stays(cables, tmp_path, monkeypatch):
    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    (cables / "08ZENDA1.txt").write_text(raw(1, count=9))
    real = os.write

    def full(handle, data):
        with open("/dev/full", "wb", buffering=0) as device:
            return device.write(data) if len(data) > 2000 else real(handle, data)

    monkeypatch.setattr("chancery.files.output.os.write", full)
    with pytest.raises(OSError, match="No space left"):
        build(cables, tmp_path / "site")
    monkeypatch.undo()
    assert sums(tmp_path / "site") == before
    assert not (tmp_path / "site.new").exists()
    build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") != before


def test_no_words_at_all_and_wrong_words(run):
    assert run("parse").returncode == 2
    assert run("nonsense").returncode == 2
    assert run("build", "--executor", "abacus", "--no-cache", "--site", "x.site").returncode == 2


def test_help_lists_every_command_and_each_has_an_example(run):
    commands = {path.stem.replace("importing", "import") for path in (ROOT / "chancery/commands").glob("[a-z]*.py")}
    assert commands - {"inputs"} == set(COMMANDS)
    for words in ([], *([name] for name in COMMANDS)):
        done = run(*words, "--help")
        assert done.returncode == 0
        assert "Example: python build.py" in done.stdout.replace("\n  ", " ")


def test_parse_prints_documents_in_the_order_given(tmp_path, run):
    folder = fill(tmp_path / "cables", 3)
    done = run("parse", folder / "08ZENDA3.txt", folder / "none.txt", folder / "08ZENDA1.txt")
    assert done.returncode == 1
    assert [line for line in done.stdout.split("\n") if line.startswith(("id:", "---"))] == [
        "id: 08ZENDA3",
        "---",
        "id: 08ZENDA1",
    ]
    assert done.stderr.count("\n") == 1


def test_two_builds_at_once_do_not_mix(cables, tmp_path):
    words = [sys.executable, str(ROOT / "build.py"), "build", "--cables", cables, "--site", tmp_path / "site"]
    words += ["--cache", tmp_path / "cache", "--no-search", "--no-offline"]
    running = [subprocess.Popen(list(map(str, words)), cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    assert [each.wait(120) for each in running] == [0, 0, 0], [each.stderr.read() for each in running]
    for each in running:
        each.stderr.close()
    alone = tmp_path / "alone" / "site"
    build(cables, alone)
    assert sums(tmp_path / "site") == sums(alone)
    assert not (tmp_path / "site.lock").exists()


def test_a_lock_keeps_others_waiting_until_it_is_free(tmp_path):
    told = []
    with locked(tmp_path / "lock", lambda: None):
        child = subprocess.Popen(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\n"
             f"from chancery.files.output import locked\nwith locked(Path({str(tmp_path / 'lock')!r}), lambda: print('waiting', flush=True)): print('in')"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        told.append(child.stdout.readline())
        assert child.poll() is None
    told.append(child.communicate(timeout=20)[0])
    assert told == ["waiting\n", "in\n"]


def killed_builds(cables, tmp_path, times, seed):
    """Kill a build at random moments; after each, the old site is whole, and the next build succeeds."""
    rng = random.Random(seed)
    site = tmp_path / "site"
    build(cables, site)
    took = time.perf_counter()
    build(cables, tmp_path / "first" / "site", workers=2, spec="processes")
    took = time.perf_counter() - took + 0.5
    words = [
        sys.executable,
        str(ROOT / "build.py"),
        "build",
        "--cables",
        str(cables),
        "--site",
        str(site),
        "--workers",
        "2",
    ]
    words += ["--cache", str(tmp_path / "cache"), "--no-search", "--no-offline"]
    before = sums(site)
    for turn in range(times):
        (cables / "08ZENDA2.txt").write_text(raw(2, count=turn + 10))
        running = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.1, took))
        running.send_signal(signal.SIGKILL)
        running.wait()
        clean = tmp_path / f"clean{turn}" / "site"
        build(cables, clean)
        assert sums(site) in (before, sums(clean)), turn
        build(cables, site)
        before = sums(site)
        assert before == sums(clean), turn
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith("site")} == {"site"}


def test_a_killed_build_leaves_the_old_site_whole(cables, tmp_path):
    killed_builds(cables, tmp_path, 4, 1)


@pytest.mark.slow
def test_builds_killed_at_fifty_random_moments(tmp_path):
    killed_builds(fill(tmp_path / "cables", 30), tmp_path, 50, 2)


def test_a_switch_that_was_cut_short_is_mended(cables, tmp_path):
    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / "site.old")
    (tmp_path / "site.new").mkdir()
    Folder(tmp_path / "site").recover()
    assert sums(tmp_path / "site") == before


def test_folders_are_exchanged_in_one_step_where_the_system_can(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if exchange(tmp_path / "one", tmp_path / "other"):
        assert (tmp_path / "other" / "one").exists()


def test_without_the_one_step_two_renames_do(cables, tmp_path, monkeypatch):
    monkeypatch.setattr("chancery.files.output.exchange", lambda *_: False)
    build(cables, tmp_path / "site")
    (cables / "08ZENDA1.txt").unlink()
    build(cables, tmp_path / "site")
    assert not (tmp_path / "site" / "cables" / "08ZENDA1.html").exists()
    assert not (tmp_path / "site.old").exists()


def test_the_shipped_cable_is_built_without_the_name_that_was_redacted(tmp_path):
    build(ROOT / "cables", tmp_path / "site")
    line = (ROOT / "cables" / f"{CABLE}.txt").read_text("utf-8").split("\n")[104]
    name = line[49:60].encode()
    holders = [path for path in (tmp_path).rglob("*") if path.is_file() and name in path.read_bytes()]
    assert holders == []
