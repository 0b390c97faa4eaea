"""What the data page tells people to run does run on the files of a built site."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from making import build, sums
from shared import ROOT

PAGE = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_questions_in_sql_have_answers(site):
    questions = blocks("sql")
    assert len(questions) == 2
    with closing(sqlite3.connect(site / "data" / "catalog.sqlite")) as database:
        for question in questions:
            database.execute(question).fetchall()
        assert database.execute(questions[1]).fetchall()


def test_the_views_that_are_named_are_there(site):
    with closing(sqlite3.connect(site / "data" / "catalog.sqlite")) as database:
        views = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert {view for view in views if f"`{view}`" in PAGE} == views


def test_a_record_is_read_as_the_page_says(site):
    (example,) = [each for each in blocks("python") if "json.load" in each]
    done = subprocess.run([sys.executable, "-c", example], cwd=site, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("1 As part of its anti-trafficking efforts")


def test_the_columns_that_an_example_uses_are_there(site):
    columns = (site / "data" / "indicators.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    used = {name for example in (*blocks("python")[:1], *blocks("r")) for name in re.findall(r'"(\w+)"', example)}
    assert used - {"convictions", "planned", "UTF"} <= set(columns)
    assert "quote" in used


@pytest.mark.parametrize("page", ["data.html", "method.html"])
def test_each_table_of_a_written_page_has_a_caption(page, site):
    text = (site / page).read_text(encoding="utf-8")
    assert text.count("<table>") == text.count("<table><caption ") > 0


def test_mkdocs_own_command_makes_the_same_site(tmp_path):
    build(ROOT / "cables", tmp_path / "ours", search=True, offline=True)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "theirs")]
    subprocess.run(command, cwd=ROOT, check=True)
    assert sums(tmp_path / "theirs") == sums(tmp_path / "ours")


def test_the_theme_comes_along_and_the_readmes_picture_does_not(site):
    there = {path.relative_to(site / "assets").as_posix() for path in (site / "assets").rglob("*") if path.is_file()}
    assert {"css/site.css", "js/cable.js", "fonts/public-sans.LICENSE.txt", "mark.svg"} <= there
    assert "screenshot.png" not in there
    assert 20_000 < (ROOT / "docs" / "assets" / "screenshot.png").stat().st_size < 300_000
