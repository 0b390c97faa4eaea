"""The programs that measure: what they are for, one line for what they cannot do, and what their table says."""

import re
import shutil
import subprocess
import sys

import pytest
from invented import fill
from shared import ROOT

FOLDER = ROOT / "benchmarks"
PROGRAMS = sorted(path.name for path in FOLDER.glob("*.py") if "__main__" in path.read_text())


def ran(name, *words, **options):
    command = [sys.executable, str(FOLDER / name), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@pytest.mark.parametrize("name", PROGRAMS)
def test_help_tells_and_does_nothing(name, tmp_path):
    done = ran(name, "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: {name}")


@pytest.mark.parametrize("name", PROGRAMS)
def test_words_that_it_does_not_know_are_refused(name):
    done = ran(name, "--nonsense")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["parse.py", "nowhere"], "nowhere: no cables; name a folder that has some"),
        (["build.py", "--sizes", "ten"], "error: argument --sizes: invalid sizes value: 'ten'"),
        (["build.py", "--sizes", "100,0"], "error: argument --sizes: invalid sizes value: '100,0'"),
        (["build.py", "--sizes", "9", "--folder", "/dev/null/x"], "/dev/null/x/cables-9.part: Not a directory"),
        (["collection.py", "/dev/null/x", "9"], "/dev/null/x: Not a directory"),
        (["collection.py", ".", "9"], ".: holds something already; name a new folder"),
        (["dossier.py", "--file", "nowhere.html"], "nowhere.html: No such file or directory"),
        (["search.py", "--built", "--folder", "nowhere"], "nowhere/work-10000: nothing was built there"),
        (["figures.py", "nothing"], "error: no sentences 'nothing'"),
    ],
)
def test_what_cannot_be_done_is_one_line(words, said, tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    done = ran(*words, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert said in done.stderr.splitlines()[-1], done.stderr
    assert "Traceback" not in done.stderr


def test_a_collection_that_was_cut_short_is_made_anew(tmp_path):
    sys.path.insert(0, str(FOLDER))
    import collection

    fill(tmp_path / "cables.part", 3)
    for _ in range(2):
        collection.have(tmp_path / "cables", 5)
        assert len(list((tmp_path / "cables").iterdir())) == 5
    assert not (tmp_path / "cables.part").exists()


def test_the_table_tells_the_processor_time_of_all_processes(tmp_path):
    """And what is not there to be compared with is told, not passed over."""
    env = {"PATH": f"{tmp_path}"}
    (tmp_path / "cp").symlink_to(shutil.which("cp"))
    done = ran("build.py", "--sizes", "40,60", "--folder", tmp_path / "work", "--others", env=env)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("hugo is not installed")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in done.stdout.split("\n") if "|" in line]
    assert rows[0] == ["cables", "what", "seconds", "cables/s", "CPU s", "CPU ms a cable", "MB at most"]
    assert [row[1] for row in rows[2:7]] == [
        "whole", "nothing changed", "one changed", "MkDocs, ready Markdown", "copy of our output",
    ]  # fmt: skip
    whole = rows[2]
    assert float(whole[4]) > 0.2  # an interpreter that loads all that a build needs
    assert float(whole[5]) == pytest.approx(1000 * float(whole[4]) / 40, rel=0.2)
    assert re.search(r"From 40 to 60 the time grows with the power -?\d", done.stdout)
