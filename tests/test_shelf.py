"""Which files of a folder are cables, the same to all commands; and what decides about a cable in the wrong place."""

from pathlib import Path

import fsspec
import pytest
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
    line = (
        f"08ZENDA7.txt: held back, for {name} is about the same cable; "
        "keep one file of the cable, and one of its edits at 08ZENDA7.edits.yaml"
    )
    assert line in checks["Every file among the raw ones is a cable or its edits"]
    report = build(cables, tmp_path / "site")
    assert ([str(each) for each in report.problems], report.cables) == ([line], 1)
    assert not holds(tmp_path / "site")


def test_commands_tell_of_it_too(cables, run):
    (cables / "08ZENDA7.edits.yml").write_text(EDITS)
    for command in ("check", "review"):
        done = run(command, cables)
        lines = (done.stdout + done.stderr).splitlines()
        (line,) = (each for each in lines if "08ZENDA7" in each)
        assert (done.returncode, line.startswith(f"{cables}/08ZENDA7.txt:")) == (1, True)
        assert "for 08ZENDA7.edits.yml is about the same cable" in line
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
