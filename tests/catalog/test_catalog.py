"""The tables that people take away: CSV that no spreadsheet runs, SQLite that holds together, a valid package."""

import csv
import json
import re
import sqlite3
import subprocess
import sys

import pytest
from invented import cable, fill, raw
from making import build, sums

from chancery.catalog import catalog, csv_files, database
from chancery.catalog.days import blocks
from chancery.catalog.tables import CABLES, INDICATORS
from chancery.collection import briefs
from chancery.editing.published import Published
from chancery.vocab.terms import indicator_keys


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalogue")
    fill(folder / "cables", 4)
    (folder / "cables" / "08ZENDA2.txt").write_text(raw(2, text="=HYPERLINK said a strelsau officer."))
    build(folder / "cables", folder / "site")
    return folder / "site" / "data"


@pytest.fixture
def base(tmp_path):
    """A database of one invented cable with everything a record can hold."""
    one = cable()
    path = tmp_path / "catalog.sqlite"
    block = next(blocks([one.date]))
    pairs = [(briefs.brief(Published(one, raw=(), roles=())), one)]
    database.make(str(path), [database.make_part(str(tmp_path / "part.sqlite"), block, pairs)])
    with sqlite3.connect(path) as connection:
        yield connection
    connection.close()


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_have_the_columns_that_the_data_page_explains(data):
    assert list(rows(data / "cables.csv")[0]) == [column.name for column in CABLES]
    with (data / "indicators.csv").open() as file:
        assert file.readline().strip().split(",") == [column.name for column in INDICATORS]
    page = (data.parent / "data.html").read_text()
    assert [column.name for column in (*CABLES, *INDICATORS) if f"<code>{column.name}</code>" not in page] == []


def test_the_data_page_has_every_table_of_the_database(data):
    page = (data.parent / "data.html").read_text()
    with sqlite3.connect(data / "catalog.sqlite") as built:
        made = built.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%fts_%'"
        )
        assert [name for (name,) in made if not re.search(rf"CREATE (VIRTUAL )?(TABLE|VIEW) {name}\b", page)] == []
    built.close()


def test_a_cable_that_is_not_whole_says_so(tmp_path):
    (tmp_path / "cables").mkdir()
    (tmp_path / "cables/08ZENDA1.txt").write_text(raw(1).split("1. (U) SUMMARY")[0])
    build(tmp_path / "cables", tmp_path / "site")
    assert [row["completeness"] for row in rows(tmp_path / "site/data/cables.csv")] == ["withheld"]


def test_figures_say_which_of_them_stand_for_their_country_and_year(base, data):
    """The plots have these and no others."""
    told = base.execute("SELECT national, year, same_as IS NULL, place FROM indicators ORDER BY id").fetchall()
    assert told == [(1, 2008, 1, None), (0, 2008, 1, "Strelsau"), (0, 2008, 0, None)]
    listed = {(row["national"], row["year"], row["cited"]) for row in rows(data / "indicators.csv")}
    assert listed == {("0", "2008", "¶1"), ("0", "2008", "¶2")}, "these cables name no country"


def test_cables_are_listed_by_date_and_id(data):
    listed = [(row["date"], row["id"]) for row in rows(data / "cables.csv")]
    assert listed == sorted(listed)
    assert len(listed) == 4


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "%x", "|x"])
def test_no_cell_runs_as_a_formula(cell):
    assert csv_files.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [None, 3, -3, -1.5, "", "UNCLASSIFIED", "1=1", "08ZENDA7"])
def test_other_cells_stay_as_they_are(cell):
    assert csv_files.harmless(cell) == cell


def test_a_number_that_no_table_could_hold_is_cut(tmp_path):
    text = f"The government spent USD {'9' * 30} billion and USD {'9' * 400}.5 million on shelters."
    assert not build(fill(tmp_path / "cables", 1, text=text), tmp_path / "site").problems
    figures = rows(tmp_path / "site" / "data" / "indicators.csv")
    assert [float(each["value"]) for each in figures if each["key"] == "funding"] == [1e15, 1e15]


def test_foreign_keys_hold(data, base):
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    with sqlite3.connect(data / "catalog.sqlite") as built:
        assert built.execute("PRAGMA foreign_key_check").fetchall() == []
        assert built.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    built.close()


def test_the_text_can_be_searched(base, data):
    found = base.execute(
        "SELECT page FROM paragraphs JOIN paragraphs_fts ON paragraphs.id = paragraphs_fts.rowid"
        " WHERE paragraphs_fts MATCH '\"two shelters\"'"
    ).fetchall()
    assert found == [("cables/08ZENDA7.html#p2",)]
    with sqlite3.connect(data / "catalog.sqlite") as built:
        assert built.execute(
            "SELECT count(*) FROM paragraphs_fts WHERE paragraphs_fts MATCH 'strelsau'"
        ).fetchone() == (1,)
    built.close()


def test_every_view_can_be_read(base):
    views = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]
    assert "figures_by_country_and_year" in views
    for view in views:
        base.execute(f"SELECT * FROM {view}").fetchall()
    for view in ("cables_by_country_and_year", "figures_by_country_and_year"):
        assert base.execute(f"SELECT DISTINCT typeof(year) FROM {view}").fetchall() == [("integer",)]


def test_a_figure_leads_to_its_paragraph_and_to_the_same_fact_before(base):
    (text, quote), *_ = base.execute(
        "SELECT text, quote FROM indicators JOIN paragraphs ON paragraphs.id = indicators.paragraph ORDER BY indicators.id"
    ).fetchall()
    assert quote in text
    (first,) = base.execute("SELECT min(id) FROM indicators").fetchone()
    assert base.execute("SELECT same_as FROM indicators ORDER BY id").fetchall() == [(None,), (None,), (first,)]


def test_the_package_describes_what_is_there(data):
    package = json.loads((data / "datapackage.json").read_text())
    for resource in package["resources"]:
        assert resource["bytes"] == (data / resource["path"]).stat().st_size
    assert {each["path"] for each in package["resources"]} == set(catalog.FILES) - {"datapackage.json"}


def test_frictionless_finds_nothing(data):
    code = "from frictionless import validate; import sys; r = validate('datapackage.json'); print(r.to_summary()); sys.exit(not r.valid)"
    done = subprocess.run([sys.executable, "-c", code], cwd=data, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def test_the_same_cables_give_the_same_database(data, tmp_path):
    fill(tmp_path / "cables", 4)
    (tmp_path / "cables" / "08ZENDA2.txt").write_text(raw(2, text="=HYPERLINK said a strelsau officer."))
    build(tmp_path / "cables", tmp_path / "site")
    assert sums(tmp_path / "site" / "data") == sums(data)


def test_each_indicator_has_a_file_of_its_rows_and_together_they_are_all(data):
    parts = {key: rows(data / csv_files.of_indicator(key)) for key in indicator_keys()}
    assert all(row["key"] == key for key, part in parts.items() for row in part)
    every = [tuple(row.items()) for part in parts.values() for row in part]
    assert sorted(every) == sorted(tuple(row.items()) for row in rows(data / "indicators.csv"))
    head = (data / "indicators.csv").read_text().partition("\n")[0]
    assert (data / csv_files.of_indicator("convictions")).read_text().startswith(head)


def test_each_country_has_a_file_of_the_rows_of_its_cables_and_its_page_leads_there(tmp_path):
    cables, site = fill(tmp_path / "cables", 3), tmp_path / "site"
    for number, tags in ((1, "KCRM CB"), (2, "KCRM CB LA")):
        (cables / f"08ZENDA{number}.txt").write_text(raw(number).replace("KCRM", tags))
    silent = "Nothing was done.\n" * 2
    (cables / "08ZENDA3.txt").write_text(raw(3, text=silent).replace("KCRM", "MT").replace("convicted 4", "saw no"))
    build(cables, site)
    every = rows(site / "data/indicators.csv")
    for iso3 in ("KHM", "LAO", "MLT"):
        part = rows(site / "data" / csv_files.of_country(iso3))
        assert part == [row for row in every if iso3 in row["countries"]]
        page = (site / f"countries/{iso3}.html").read_text()
        assert (f"../data/countries/{iso3}.csv" in page) == bool(part) == (iso3 != "MLT")
    (cables / "08ZENDA2.txt").unlink()
    build(cables, site)
    assert {each.name for each in (site / "data/countries").iterdir()} == {"KHM.csv", "MLT.csv"}
    build(cables, tmp_path / "anew", use_cache=False)
    assert sums(site / "data") == sums(tmp_path / "anew/data")
