"""Which files of a folder are cables, the same to all commands; and what decides about a cable in the wrong place."""

import itertools
import tarfile
from pathlib import Path

import fsspec
import pytest
from collections_to_import import zipped
from invented import fill, raw
from making import build

from chancery.checking.verify import verify

NAME = "Antoinette"
TEXT = raw(7, text=f"The victim, {NAME}, 15, was helped.")
EDITS = f"redactions:\n  - {{text: {NAME}, reason: an invented victim}}\n"
ODD = [
    "08ZENDA7.edits.yml", "08ZENDA7.Edits.yaml", "08ZENDA7.edit.yaml", "08zenda7.edits.yaml", "08ZENDA7-edits.yaml",
    "08ZENDA7.edits (1).yaml", "08ZENDA7.edits.yaml.txt", "08ZENDA7.txt.edits.yaml", "2008/08ZENDA7.edits.yaml",
]  # fmt: skip
"""Where the edits of 08ZENDA7.txt are not looked for."""


def holds(folder: Path, word: str = NAME) -> bool:
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def cables(tmp_path):
    folder = fill(tmp_path / "cables", 1)
    (folder / "2008").mkdir()
    (folder / "08ZENDA7.txt").write_text(TEXT)
    return folder


@pytest.mark.parametrize("name", ODD)
def test_a_cable_is_held_back_while_edits_of_it_are_out_of_place(name, cables, tmp_path):
    build(cables, tmp_path / "site")
    (cables / name).write_text(EDITS)
    checks = {check.name: check.faults for check in verify(tmp_path / "site", cables).checks}
    what = "08ZENDA7.txt: held back, for another file is about the same cable"
    line = f"{what}; keep one file of it, and one of its edits at 08ZENDA7.edits.yaml, not {name}"
    assert what in checks["Every file among the raw ones is a cable or its edits"]
    report = build(cables, tmp_path / "site")
    assert ([str(each) for each in report.problems], report.cables) == ([line], 1)
    assert not holds(tmp_path / "site")
    assert not holds(tmp_path / "site", name)


def test_commands_tell_of_it_too(cables, run):
    (cables / "08ZENDA7.edits.yml").write_text(EDITS)
    for command, given in itertools.product(("check", "review"), (cables, cables / "08ZENDA7.txt")):
        done = run(command, given)
        lines = (done.stdout + done.stderr).splitlines()
        (line,) = (each for each in lines if "held back" in each)
        assert (done.returncode, line.startswith(f"{cables}/08ZENDA7.txt:")) == (1, True)
        assert "for another file is about the same cable; " in line
        assert line.endswith("08ZENDA7.edits.yml")
    assert NAME in run("explain", "08ZENDA7", "--cables", cables).stdout


@pytest.mark.parametrize("beside", ["08ZENDA7.edits.yaml", "2008/08ZENDA7.edits.yaml"])
def test_a_cable_that_is_there_twice_is_held_back_where_one_has_edits(beside, cables, tmp_path):
    (cables / "2008" / "08ZENDA7.txt").write_text(TEXT)
    (cables / beside).write_text(EDITS)
    report = build(cables, tmp_path / "site")
    assert ({each.path for each in report.problems}, report.cables) == ({"08ZENDA7.txt", "2008/08ZENDA7.txt"}, 1)
    assert not holds(tmp_path / "site")


def test_edits_at_an_address_are_brought_whatever_their_name(tmp_path):
    files = fsspec.filesystem("memory")
    files.pipe_file("/odd/08ZENDA7.txt", TEXT.encode())
    files.pipe_file("/odd/08ZENDA7.edits.yml", EDITS.encode())
    report = build(tmp_path / "brought", tmp_path / "site", cables_from="memory://odd")
    files.rm("/odd", recursive=True)
    assert (report.cables, len(report.problems)) == (0, 1)
    assert not holds(tmp_path / "site")


def test_what_is_passed_over_is_told_and_backups_and_hidden_files_are_not(cables, tmp_path, run):
    (tmp_path / "more").mkdir()
    (cables / "more").symlink_to(tmp_path / "more")
    (cables / "08ZENDA8.TXT").write_text(raw(8))
    (cables / "08ZENDA7.edits.yaml").write_text(EDITS)
    (cables / "08ZENDA7.edits.yaml~").write_text(EDITS)
    (cables / ".trash").mkdir()
    (cables / ".trash" / "08ZENDA7.txt").write_text(TEXT)
    (cables / "our edits.md").write_text("How we decide.")
    report = build(cables, tmp_path / "site")
    assert [str(each) for each in report.problems] == [
        "08ZENDA8.TXT: not read for its name; let it end in .txt",
        "more/: a link to a folder; put the folder itself there",
    ]
    assert report.cables == 2
    assert not holds(tmp_path / "site")
    told = run("check", cables, "--errors-only").stdout.splitlines()
    assert [line.partition(":")[0] for line in told if " S001 " in line] == [f"{cables}/08ZENDA8.TXT", f"{cables}/more"]


def test_a_strict_build_looks_at_what_is_built(cables, tmp_path, run):
    def strict():
        out = ["--site", tmp_path / "site", "--cache", tmp_path / "cache", "--no-search", "--no-offline"]
        return run("build", "--strict-privacy", "--cables", cables, *out)

    done = strict()
    assert (done.returncode, (tmp_path / "site").exists()) == (1, False)
    assert done.stderr.startswith(f"{cables}/08ZENDA7.txt:")
    assert "1 finding is open" in done.stderr
    (cables / ".trash").mkdir()
    (cables / "08ZENDA7.txt").rename(cables / ".trash" / "08ZENDA7.txt")
    done = strict()
    assert (done.returncode, (tmp_path / "site" / "index.html").exists()) == (0, True), done.stderr


def test_an_import_leaves_a_cable_where_it_is(cables, tmp_path, run):
    (cables / "08ZENDA7.txt").rename(cables / "2008" / "08ZENDA7.txt")
    (cables / "2008" / "08ZENDA7.edits.yaml").write_text(EDITS)
    source = tmp_path / "08ZENDA7.txt"
    for text, words, option in (
        (TEXT, "1 already there", ()),
        (TEXT + "MORE\n", "1 there with other content", ()),
        (TEXT + "MORE\n", "1 replaced", ("--replace",)),
    ):
        source.write_text(text)
        assert words in run("import", *option, "--into", cables, source).stdout
    assert not (cables / "08ZENDA7.txt").exists()
    assert (cables / "2008" / "08ZENDA7.txt").read_text() == TEXT + "MORE\n"
    build(cables, tmp_path / "site")
    assert not holds(tmp_path / "site")


# import


def source(place: Path, form: str, *, text: str = TEXT, odd: str = "08ZENDA7.edits.yaml") -> Path:
    """A cable and its edits, the cable first where an archive has an order."""
    place.mkdir(exist_ok=True)
    if form == "zip":
        return zipped(place / "in.zip", {"a/08ZENDA7.txt": text.encode(), f"b/{odd}": EDITS.encode()})
    (place / "08ZENDA7.txt").write_text(text)
    (place / odd).write_text(EDITS)
    if form == "tar.gz":
        with tarfile.open(place / "in.tar.gz", "w:gz") as archive:
            for name in ("08ZENDA7.txt", odd):
                archive.add(place / name, f"x/{name}")
        return place / "in.tar.gz"
    return place if form == "folder" else place / "08ZENDA7.txt"


@pytest.mark.parametrize("odd", ["08ZENDA7.edits.yaml", "08ZENDA7.edits.yml"])
@pytest.mark.parametrize("form", ["folder", "zip", "tar.gz", "file"])
def test_an_import_takes_edits_along_and_writes_over_none(form, odd, tmp_path, run):
    given, into = source(tmp_path / "in", form, odd=odd), tmp_path / "cables"
    done = run("import", "--into", into, given)
    assert (done.returncode, done.stdout) == (0, "2 written, 1 of those written are edits\n"), done.stderr
    assert {each.name: each.read_text() for each in into.iterdir()} == {
        "08ZENDA7.txt": TEXT,
        "08ZENDA7.edits.yaml": EDITS,
    }
    build(into, tmp_path / "site")
    assert not holds(tmp_path / "site")
    (into / "08ZENDA7.edits.yaml").write_text(EDITS + "note: mine\n")
    done = run("import", "--into", into, given)
    assert (done.returncode, done.stdout) == (1, "1 already there, 1 there with other content\n")
    assert "08ZENDA7 is there with other content" in done.stderr
    assert (into / "08ZENDA7.edits.yaml").read_text() == EDITS + "note: mine\n"
    assert run("import", "--replace", "--into", into, given).returncode == 0
    assert (into / "08ZENDA7.edits.yaml").read_text() == EDITS


def test_edits_of_cables_that_are_not_asked_for_or_not_there_are_left(tmp_path, run):
    given, into = source(tmp_path / "in", "folder"), tmp_path / "cables"
    done = run("import", "--into", into, "--country", "Cambodia", given)
    assert (done.returncode, done.stdout, list(into.iterdir())) == (0, "1 not asked for\n", [])
    (given / "08ZENDA7.txt").unlink()
    done = run("import", "--into", into, given)
    assert (done.returncode, done.stdout, list(into.iterdir())) == (1, "1 bad\n", [])
    assert done.stderr == f"{given}/08ZENDA7.edits.yaml: edits of a cable that is not there; import them with it\n"


@pytest.mark.parametrize("fault", ["a link", "twice", "a link in an archive"])
def test_a_cable_whose_edits_cannot_be_taken_is_not_taken_either(fault, tmp_path, run):
    given = source(tmp_path / "in", "folder")
    beside = given / "08ZENDA7.edits.yaml"
    if fault == "twice":
        (given / "old").mkdir()
        (given / "old" / beside.name).write_text("note: other\n")
    else:
        beside.rename(tmp_path / "there")
        beside.symlink_to(tmp_path / "there")
    if fault == "a link in an archive":
        with tarfile.open(tmp_path / "in.tar", "w") as archive:
            archive.add(given, "x")
        given = tmp_path / "in.tar"
    done = run("import", "--into", tmp_path / "cables", given)
    assert done.returncode == 1
    assert "08ZENDA7.txt: its edits could not be taken; put them right first" in done.stderr
    assert [path for path in (tmp_path / "cables").iterdir() if path.suffix == ".txt"] == []


def test_files_that_are_named_in_any_order_bring_their_edits(tmp_path, run):
    given = source(tmp_path / "in", "folder")
    done = run("import", "--into", tmp_path / "cables", *sorted(given.iterdir()))
    assert (done.returncode, done.stdout) == (0, "2 written, 1 already there, 1 of those written are edits\n")
