"""Cables that the program fails over after they were read: told and left out; a fault of the program alters no site."""

import re

import pytest
from invented import fill, raw
from making import build, sums
from shared import ROOT

from chancery.building import part
from chancery.building.asked import Options
from chancery.catalog import database
from chancery.files.output import OutputError
from chancery.search import stage
from chancery.views import pages, tag

SECRET = "a name that an editor took out"


def failing(monkeypatch, module, name, when):
    """Have a function fail over what it is asked for."""
    real = getattr(module, name)

    def fails(*given):
        if when(*given):
            raise OverflowError(SECRET)
        return real(*given)

    monkeypatch.setattr(module, name, fails)


def page_of(number):
    return lambda published, *_: published.cable.id == f"08ZENDA{number}"


def row_of(number):
    return lambda _, brief, __: brief.id == f"08ZENDA{number}"


@pytest.mark.parametrize("workers", [1, 2])
def test_cables_that_pages_or_tables_fail_over_are_told_and_left_out(workers, tmp_path, monkeypatch):
    cables = fill(tmp_path / "cables", 30)
    (cables / "2008").mkdir()
    (cables / "08ZENDA13.txt").rename(cables / "2008" / "08ZENDA13.txt")
    build(cables, tmp_path / "site", search=True)
    (cables / "08ZENDA14.txt").write_text(raw(14, text="Ref 08 ZENDA 13 names three shelters."))
    failing(monkeypatch, pages, "cable_view", page_of(13))
    failing(monkeypatch, database, "_cable", row_of(2))
    failing(monkeypatch, stage, "document", lambda cable, _: cable.id == "08ZENDA3")
    for made_anew in (True, False):
        target = tmp_path / ("fresh" if made_anew else "site")
        done = build(cables, target, workers=workers, search=True)
        assert [str(each).partition(": Over")[0] for each in done.problems] == [
            "08ZENDA2.txt: the program fails over it",
            "08ZENDA3.txt: the program fails over it",
            "2008/08ZENDA13.txt: the program fails over it",
        ]
        assert re.search(r"OverflowError \(test_unfit.py:\d+\); undo its edits or take it out", str(done.problems[0]))
        assert done.cables == 27
        text = "".join(path.read_text() for path in target.rglob("*.html"))
        assert "cables/08ZENDA14.html" in text
        assert "cables/08ZENDA13.html" not in text
        assert SECRET not in text
    assert sums(tmp_path / "fresh") == sums(tmp_path / "site")


def test_a_part_of_the_collection_is_made_without_them(tmp_path, monkeypatch):
    failing(monkeypatch, pages, "cable_view", page_of(2))
    options = Options(cables=fill(tmp_path / "cables", 3), site=tmp_path, project=ROOT, cache=tmp_path / "cache")
    with part.made(options, part.Choice(), workers=1) as made:
        part.citations(made, tmp_path / "a.bib")
    assert [each.path for each in made.problems] == ["08ZENDA2.txt"]
    assert [f"08ZENDA{n}" in (tmp_path / "a.bib").read_text() for n in (1, 2, 3)] == [True, False, True]


@pytest.mark.parametrize(("module", "name", "what"), [
    (pages, "cable_view", "08ZENDA1, 08ZENDA2, 08ZENDA3"), (database, "_cable", "08ZENDA1, 08ZENDA2, 08ZENDA3"),
    (tag, "cable_rows", "tags/KCRM.html"),
])  # fmt: skip
def test_a_fault_of_the_program_is_one_line_and_the_site_stays(module, name, what, tmp_path, monkeypatch):
    cables = fill(tmp_path / "cables", 3)
    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    for path in cables.iterdir():
        path.write_text(path.read_text().replace("Two shelters", "Three shelters"))
    failing(monkeypatch, module, name, lambda *_: True)
    with pytest.raises(OutputError, match=rf"OverflowError \(test_unfit.py:\d+\) over {what}; the site is as it was"):
        build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == before


def test_a_source_dated_in_the_last_year_there_is_has_its_page(tmp_path):
    cables = fill(tmp_path / "cables", 1)
    path = cables / "08ZENDA1.txt"
    path.write_text(
        path.read_text().replace("2008\nUNCLASS", "9999\nUNCLASS").replace("0751013", "3661013").replace("Z MAR 08", "")
    )
    assert build(cables, tmp_path / "site").cables == 1
    assert "Meaning not established" in (tmp_path / "site" / "cables" / "08ZENDA1.html").read_text()
