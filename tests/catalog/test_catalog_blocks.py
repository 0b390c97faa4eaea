"""The catalogue from blocks: what did not change comes from the old one, and the bytes are those of a clean build."""

import itertools
import random
import sqlite3
from datetime import date, timedelta

import pytest
from invented import fill, raw
from making import build, sums

from chancery.catalog import catalog, full_text, stage
from chancery.catalog import days as runs
from chancery.catalog.days import blocks

COUNT = 30
"""Cables of 18 days."""


@pytest.fixture
def cables(tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "FEWEST", 2)
    return fill(tmp_path / "cables", COUNT)


@pytest.fixture
def made(monkeypatch):
    """How many cables are in the blocks that were made."""
    counts = []
    before = catalog.make_blocks

    def counted(setup, wanted):
        counts.extend(each.block.cables for each in wanted)
        return before(setup, wanted)

    monkeypatch.setattr(stage.catalog, "make_blocks", counted)
    return counts


def tables(site):
    return {path: data for path, data in sums(site).items() if path.startswith("data/") and "ZENDA" not in path}


def clean(cables, folder):
    build(cables, folder / "site", use_cache=False)
    return tables(folder / "site")


def test_blocks_are_runs_of_days_neither_too_many_nor_too_small():
    days = [date(2003, 1, 1) + timedelta(days=number // 4) for number in range(10_000)]
    cut = list(blocks(days))
    assert 32 < len(cut) <= runs.MOST
    assert sum(each.cables for each in cut) == 10_000
    assert all(one.days[1] < other.days[0] and one.rows[1] < other.rows[0] for one, other in itertools.pairwise(cut))
    assert len(list(blocks(days[:150]))) == 1
    assert list(blocks([])) == []
    assert [each.days[1] for each in blocks([date.min] * 200 + [date.max])][-1] == "9999-12-31"


def test_a_changed_cable_costs_its_block_alone(cables, tmp_path, made):
    build(cables, tmp_path / "site")
    assert sum(made) == COUNT
    made.clear()
    (cables / "08ZENDA3.txt").write_text(raw(3, count=9, text="One shelter in Strelsau."))
    build(cables, tmp_path / "site")
    assert 0 < sum(made) < COUNT / 4
    assert tables(tmp_path / "site") == clean(cables, tmp_path / "clean")


def test_random_changes_give_the_bytes_of_a_clean_build(cables, tmp_path):
    rng = random.Random(5)
    for turn in range(8):
        for number in rng.sample(range(1, COUNT + 6), 3):
            path, text = cables / f"08ZENDA{number}.txt", f"Turn {turn}: 4 judges convicted 3 traffickers."
            if path.exists() and rng.random() < 0.4:
                path.unlink()
            else:
                path.write_text(raw(number, count=turn + 2, text=text))
        if turn == 5:
            (cables / "01ZENDA1.txt").write_text(raw(1, year=2001))
        build(cables, tmp_path / "site")
        assert tables(tmp_path / "site") == clean(cables, tmp_path / f"clean{turn}"), turn


def index_holds(path):
    """The index says of every paragraph what one that was made as a whole says; it can be added to."""
    with sqlite3.connect(path) as base:
        base.execute("INSERT INTO paragraphs_fts(paragraphs_fts, rank) VALUES('integrity-check', 1)")
        asked = (
            "SELECT rowid, bm25(paragraphs_fts) FROM paragraphs_fts WHERE paragraphs_fts MATCH ? ORDER BY rank, rowid"
        )
        words = ("invented", "strelsau OR zenda", '"two shelters"', "conv*", "nowhere")
        found = [base.execute(asked, (word,)).fetchall() for word in words]
        full_text.build(base)
        assert found == [base.execute(asked, (word,)).fetchall() for word in words]
        assert found[0]
        assert not found[-1]
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        base.rollback()
    base.close()


def test_the_index_of_joined_segments_is_a_whole_one(cables, tmp_path):
    build(cables, tmp_path / "site")
    index_holds(tmp_path / "site" / catalog.DATABASE)
    (cables / "08ZENDA3.txt").write_text(raw(3, text="One shelter in Strelsau."))
    (cables / "08ZENDA4.txt").unlink()
    build(cables, tmp_path / "site")
    index_holds(tmp_path / "site" / catalog.DATABASE)


def test_an_index_of_another_form_is_made_as_a_whole(cables, tmp_path, monkeypatch):
    monkeypatch.setattr(full_text, "_VERSION", 99)
    build(cables, tmp_path / "site")
    (cables / "08ZENDA3.txt").write_text(raw(3, text="One shelter in Strelsau."))
    build(cables, tmp_path / "site")
    index_holds(tmp_path / "site" / catalog.DATABASE)
    assert tables(tmp_path / "site") == clean(cables, tmp_path / "clean")


@pytest.mark.parametrize("path", ["site/data/cables.csv", "site/data/catalog.sqlite", "cache/tables-*"])
def test_nothing_is_taken_from_files_that_somebody_changed(path, cables, tmp_path):
    build(cables, tmp_path / "site")
    (found,) = tmp_path.glob(path)
    found.write_bytes(b"x" * found.stat().st_size)
    (cables / "08ZENDA3.txt").write_text(raw(3, text="One shelter in Strelsau."))
    build(cables, tmp_path / "site")
    assert tables(tmp_path / "site") == clean(cables, tmp_path / "clean")


def test_tables_that_were_left_as_they_were_are_brought_up_to_date(cables, tmp_path):
    build(cables, tmp_path / "site")
    (cables / "08ZENDA3.txt").write_text(raw(3, text="One shelter in Strelsau."))
    before = tables(tmp_path / "site")
    build(cables, tmp_path / "site", catalogue=False)
    assert tables(tmp_path / "site") == before
    build(cables, tmp_path / "site")
    assert tables(tmp_path / "site") == clean(cables, tmp_path / "clean") != before


def test_cables_without_a_paragraph_have_no_segment(tmp_path):
    (tmp_path / "cables").mkdir()
    (tmp_path / "cables" / "08ZENDA1.txt").write_text(raw(1).split("1. (U) SUMMARY")[0])
    build(tmp_path / "cables", tmp_path / "site")
    with sqlite3.connect(tmp_path / "site" / catalog.DATABASE) as base:
        assert base.execute("SELECT count(*) FROM cables").fetchone() == (1,)
        base.execute("INSERT INTO paragraphs_fts(paragraphs_fts, rank) VALUES('integrity-check', 1)")
    base.close()
