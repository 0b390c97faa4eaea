"""Bad input through the command line: one line each, with place, fault and remedy; the rest goes on; never a traceback.

Each command is run once with everything that can be wrong, beside one good cable.
"""

import ctypes
import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from invented import raw
from shared import ROOT

from chancery.about import glossary
from chancery.collection import reading

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, limits and permissions are others there")

GOOD = "08ZENDA1"
FAULTS = {
    "empty": "the file is empty; put the cable's text into it",
    "blank": "the file is empty; put the cable's text into it",
    "binary": "this is no text (a zero byte); give a plain text file in UTF-8",
    "zero byte": "this is no text (a zero byte); give a plain text file in UTF-8",
    "utf-16": "this is no text (a zero byte); give a plain text file in UTF-8",
    "latin-1": "this is not UTF-8; save the file in the encoding UTF-8",
    "no id": "the first line is no reference id; begin with an id such as",
    "other id": "does not fit the file name; name the file",
    "pipe": "; name a ",
    "link to nowhere": "; check the ",
    "link to itself": "; check ",
    "missing": "; check the ",
    "forbidden": "permission denied; check ",
}
"""What is wrong, and the words that tell it."""
LINES = {"zero byte": 3, "latin-1": 25, "no id": 1}
"""Where the fault is in a line, its number."""


def write(folder: Path) -> dict[str, Path]:
    """A file for each fault; the missing one is not there."""
    places = {name: folder / f"08ZENDA{number}.txt" for number, name in enumerate(FAULTS, 10)}
    data = {
        "empty": b"",
        "blank": b" \n\t\n",
        "binary": b"\x7fELF\x02\x00\x00\xff",
        "zero byte": b"08ZENDA13\nTITLE\n\0\n",
        "utf-16": raw(14).encode("utf-16"),
        "latin-1": raw(15).replace("Invented courts", "Inv\xe9nted courts").encode("latin-1"),
        "no id": b"hello\n",
        "other id": raw(99).encode(),
        "forbidden": raw(22).encode(),
    }
    for name, content in data.items():
        places[name].write_bytes(content)
    os.mkfifo(places["pipe"])
    places["link to nowhere"].symlink_to("nowhere")
    places["link to itself"].symlink_to(places["link to itself"].name)
    places["forbidden"].chmod(0)
    return places


def as_nobody_special() -> None:
    """Let a superuser meet permissions as others do: without the two capabilities that pass over them."""
    if sys.platform == "linux" and os.geteuid() == 0:
        for capability in (1, 2):
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def call(*words: object, before=as_nobody_special, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, text=True, check=False, timeout=120, preexec_fn=before, **{"capture_output": True} | options
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad") / "cables"
    folder.mkdir()
    (folder / f"{GOOD}.txt").write_text(raw(1))
    return folder


@pytest.fixture(scope="module")
def places(folder):
    return write(folder)


@pytest.fixture(scope="module")
def ran(folder, places, tmp_path_factory):
    """Each command, run once on all of them."""
    out = tmp_path_factory.mktemp("out")
    files = [folder / f"{GOOD}.txt", *places.values()]
    options = ["--cables", folder, "--cache", out / "cache", "--no-search"]
    return {
        "parse": call("parse", *files),
        "check": call("check", *files),
        "review": call("review", *files),
        "import": call("import", "--into", out / "into", *files),
        "build": call("build", *options, "--no-offline", "--site", out / "site"),
        "export": call("export", *options, "--cite", out / "all.bib"),
    }


COMMANDS = ["parse", "check", "review", "import", "build", "export"]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_each_bad_file_is_one_line_that_says_where_what_and_what_to_do(command, fault, ran, places):
    if fault == "missing" and command in {"build", "export"}:
        pytest.skip("skipped: these read a folder, which lacks nothing")
    done, place = ran[command], str(places[fault])
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith(place)]
    assert len(lines) == 1, done.stderr
    special = command in {"build", "export"} and fault in {"pipe", "link to nowhere", "link to itself"}
    assert ("put the cable's text there" if special else FAULTS[fault]) in lines[0]
    if fault in LINES:
        assert lines[0].startswith(f"{place}:{LINES[fault]}: ")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_rest_goes_on_and_the_status_says_that_some_was_bad(command, ran):
    done = ran[command]
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    good = {
        "parse": f"id: {GOOD}\n", "check": f"{GOOD}.txt:8: H0", "review": "0 to look at", "import": "1 written",
        "build": "1 cable (1 read anew)", "export": "1 cable, ",
    }  # fmt: skip
    assert good[command] in done.stdout + done.stderr


@pytest.mark.parametrize("command", ["parse", "check", "review", "import"])
def test_ten_megabytes_of_dashes_are_read_in_seconds(command, tmp_path):
    path = tmp_path / "08ZENDA5.txt"
    path.write_text("08ZENDA5\nTITLE\nFri Feb 01 00:00:00 +0100 2008\nUNCLASSIFIED\n\n" + "-" * 10_000_000)
    done = call(command, *(["--into", tmp_path / "into"] if command == "import" else []), path)
    assert (done.returncode, done.stderr.replace("0 to look at\n", "")) == (0, "")


EDITS = {
    "broken": b"redactions: [\n",
    "zero byte": b"note: \0\n",
    "latin-1": b"note: caf\xe9\n",
    "no mapping": b"- a\n",
    "unknown key": b"redaction:\n  - text: x\n    reason: y\n",
    "no reason": b"redactions:\n  - text: shelters\n",
    "not in the text": b"redactions:\n  - text: Antoinette de Mauban\n    reason: an invented name\n",
    "a folder": None,
    "a link to nowhere": None,
}


@pytest.mark.parametrize("kind", EDITS)
def test_edits_that_cannot_be_applied_keep_the_cable_back(kind, tmp_path):
    """A cable whose redactions cannot be read is not shown without them."""
    cables = tmp_path / "cables"
    cables.mkdir()
    path, beside = cables / "08ZENDA1.txt", cables / "08ZENDA1.edits.yaml"
    path.write_text(raw(1))
    (cables / "08ZENDA2.txt").write_text(raw(2))
    data = EDITS[kind]
    if data is not None:
        beside.write_bytes(data)
    elif kind == "a folder":
        beside.mkdir()
    else:
        beside.symlink_to("nowhere")
    for command in ("check", "review"):
        done = call(command, path)
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith(str(beside))]
        assert (done.returncode, len(lines)) == (1, 1), done.stderr
        assert "; " in lines[0]
    done = call("build", "--cables", cables, "--site", tmp_path / "site", "--cache", tmp_path / "cache",
                "--no-search", "--no-offline")  # fmt: skip
    assert (done.returncode, done.stderr.count("08ZENDA1"), "Traceback" in done.stderr) == (1, 1, False), done.stderr
    assert {each.stem for each in (tmp_path / "site" / "cables").iterdir()} == {"08ZENDA2"}


# places


def test_folders_that_are_missing_empty_or_closed_are_one_line(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "closed").mkdir(0)
    for name, words in (("missing", "no such file"), ("closed", "permission denied; check")):
        for command in ("check", "review", "import"):
            given = ["--into", tmp_path / "into"] if command == "import" else []
            done = call(command, *given, tmp_path / name)
            lines = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith(str(tmp_path))]
            assert (done.returncode, len(lines)) == (1, 1), done.stderr
            assert words in lines[0]
    for command in ("check", "review"):
        done = call(command, tmp_path / "empty")
        assert (done.returncode, done.stderr.splitlines()[0]) == (
            0,
            f"{tmp_path}/empty: there is no cable in it; put .txt files there, or name another folder",
        )
    for command, option in (("build", "--site"), ("export", "--zip")):
        done = call(command, option, tmp_path / "x", "--cables", tmp_path / "missing", "--cache", tmp_path / "cache")
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
        assert "name the folder of cables with --cables" in done.stderr


@pytest.mark.parametrize("kind", ["closed folder", "small disk"])
@pytest.mark.parametrize("command", ["import", "export --cite", "export --single-file", "export --zip", "build"])
def test_what_cannot_be_written_is_one_line_and_leaves_nothing_half(command, kind, folder, tmp_path):
    out = tmp_path / "out"
    out.mkdir(0o500 if kind == "closed folder" else 0o700)
    name, *option = command.split()
    place = out / "a.bib" if option == ["--cite"] else out / "new"
    cables = folder / f"{GOOD}.txt" if name == "import" else tmp_path / "cables"
    if name != "import":
        cables.mkdir()
        (cables / f"{GOOD}.txt").write_text(raw(1))
    words = {"import": ["--into", place, cables], "build": ["--site", place, "--cables", cables]}.get(
        name, [*option, place, "--cables", cables]
    )
    words += [] if name == "import" else ["--cache", tmp_path / "cache", "--no-search"]

    def before() -> None:
        as_nobody_special()
        if kind == "small disk":
            resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = call(name, *words, before=before)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert re.search(r"(permission denied|file too large|disk i/o error).*; .+", done.stderr)
    assert [path for path in out.rglob("*") if path.is_file()] == []


def test_a_device_is_not_replaced_by_a_file(tmp_path):
    done = call("export", "--single-file", "/dev/null", "--cache", tmp_path / "cache")
    assert (done.returncode, "is no file but a device" in done.stderr) == (2, True)
    assert Path("/dev/null").is_char_device()


def test_a_link_is_written_through(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "a.bib").symlink_to(tmp_path / "there" / "b.bib")
    done = call("export", "--cite", tmp_path / "a.bib", "--cache", tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.bib").is_symlink()
    assert (tmp_path / "there" / "b.bib").read_text().startswith("@techreport")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="skipped: there is no disk that is always full")
@pytest.mark.parametrize("command", ["parse", "explain", "figures"])
def test_results_that_find_no_room_are_told_of_in_one_line(command):
    with Path("/dev/full").open("w") as full:
        done = call(
            command, f"cables/{'09PHNOMPENH846'}.txt", capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 1
    assert (
        done.stderr == "standard output: no space left on device; make room or name another place, and start it again\n"
    )


@pytest.mark.parametrize("name", ["a.7z", "a.yaml", "empty.csv", "random.csv", "empty.zip", "random.tar.gz", "a.html"])
def test_what_import_cannot_take_is_one_line(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"" if name.startswith("empty") else b"\x8f\x00\n" * 99)
    done = call("import", "--into", tmp_path / "into", path)
    lines = [line for line in done.stderr.splitlines() if line.startswith(str(path))]
    assert (done.returncode, done.stdout, len(lines)) == (1, "1 bad\n", 1), done.stderr


def test_a_fault_of_the_reader_costs_one_cable(tmp_path, monkeypatch):
    """Cables take each step together; one over which a step fails is told, the others are read as ever."""
    for number in (1, 2, 3):
        text = raw(number).replace("Invented courts", f"Court {number} of Zenda")
        (tmp_path / f"08ZENDA{number}.txt").write_text(text)
    good = glossary.read

    def fails(texts: list[str]) -> dict[str, str]:
        if texts[0].startswith("Court 2 "):
            raise RecursionError("a name that an editor took out")
        return good(texts)

    inputs, _ = reading.scan(tmp_path)
    (tmp_path / "packs").mkdir()
    setup = reading.Reading(str(tmp_path), str(tmp_path / "packs"), b"1")
    whole = reading.read(setup, inputs)
    monkeypatch.setattr(glossary, "read", fails)
    done = reading.read(setup, inputs)
    assert [str(each.problem) for each in done if each.problem] == [
        "08ZENDA2.txt: the reader failed with RecursionError; run 'parse' on it and report what it says"
    ]
    assert [each.held.gist for each in done if each.held] == [whole[0].held.gist, whole[2].held.gist]
