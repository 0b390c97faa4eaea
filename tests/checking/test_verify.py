"""Proof that nothing is lost or invented: it passes on the built site, and each kind of damage is found."""

import hashlib
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import fill
from making import build
from shared import ROOT

from chancery.checking import stranger
from chancery.checking.report import Report
from chancery.checking.verify import lines, verify
from chancery.editing import edits
from chancery.source import read

CABLES = ROOT / "cables"
ID = "09PHNOMPENH846"


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A copy of the built site that a test may damage."""
    return Path(shutil.copytree(site, tmp_path / "site"))


def failing(report: Report) -> set[str]:
    return {check.name for check in report.checks if check.failed}


SOURCED = "Every cable has a raw file"
RAW = "Every raw line is in the published raw text, or covered by a redaction"
PLACES = "Every file among the raw ones is a cable or its edits"  # damage to cables is done in test_shelf.py
HIDDEN = "No redacted words are in any file, unpacked or decoded"
ORIGINAL = "Every line of the raw text is on the cable's page"
RECORD = "Every record is valid, and YAML and JSON say the same"
PARAGRAPHS = "Every paragraph's words are on the page, in order"
FIGURES = "Every figure's quote stands in its paragraph"
LINKS = "Every link and every anchor leads somewhere"
PAGES = "No page fetches from elsewhere, none has code in line, each has a policy"
COUNTS = "Pages, JSON, CSV and SQLite count the same"
ZIP = "The zip holds what the site holds"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path.name, old)
    path.write_text(text.replace(old, new), "utf-8")


def test_the_built_site_holds(site: Path, record_property: Callable[[str, object], None]):
    report = verify(site, CABLES)
    record_property("looked at", sum(check.looked_at for check in report.checks))
    assert report.good, "\n".join(lines(report))
    assert all(check.looked_at for check in report.checks)
    shown = (site / "data" / f"{ID}.txt").read_bytes()
    assert {check.name for check in report.checks} == {*DAMAGE.values(), PLACES}
    assert [(each.id, each.sha256) for each in report.sources] == [(ID, hashlib.sha256(shown).hexdigest())]


def test_a_site_with_lists_too_long_for_their_place_holds(tmp_path: Path):
    cables = fill(tmp_path / "cables", 8, text="Two NGOs helped 12 victims, as 06 STRELSAU 5 asked.")
    build(cables, tmp_path / "site")
    for page in ("glossary.html", "wanted.html"):
        assert re.search(r'<a href="search\.html\?q=\w+">3 more</a>', (tmp_path / "site" / page).read_text("utf-8"))
    report = verify(tmp_path / "site", cables)
    assert report.good, "\n".join(lines(report))


def page_of(site: Path) -> Path:
    return site / "cables" / f"{ID}.html"


def lose_raw_line(site: Path) -> None:
    change(site / "data" / f"{ID}.txt", "police sources have \n", "\n")


def change_raw_word(site: Path) -> None:
    change(site / "data" / f"{ID}.txt", "at least 28 perpetrators", "at least 29 perpetrators")


def change_word_beside_a_mark(site: Path) -> None:
    change(site / "data" / f"{ID}.txt", "jail of [redacted]", "fear of [redacted]")


def lose_paragraph_word(site: Path) -> None:
    change(page_of(site), "broader", "")


def change_quote(site: Path) -> None:
    path = site / "data" / f"{ID}.json"
    path.write_text(re.sub(r'"quote": ?"[^"]{4}', '"quote":"XXXX', path.read_text("utf-8"), count=1), "utf-8")


def break_record(site: Path) -> None:
    change(site / "data" / f"{ID}.json", '"countries":', '"kountries":')


def differ(site: Path) -> None:
    change(site / "data" / f"{ID}.yaml", "RODLEY", "MEDLEY")


def lose_page(site: Path) -> None:
    (site / "about.html").unlink()


def lose_home(site: Path) -> None:
    (site / "index.html").unlink()


def lose_anchor(site: Path) -> None:
    path = page_of(site)
    path.write_text(path.read_text("utf-8").replace('id="p4"', 'id="q4"'), "utf-8")


def fetch_from_elsewhere(site: Path) -> None:
    change(site / "index.html", "</body>", '<img src="https://example.invalid/x.png" alt=""></body>')


def put_code_in_line(site: Path) -> None:
    change(site / "index.html", "</body>", "<script>alert(1)</script></body>")


def lose_row(site: Path) -> None:
    path = site / "data" / "indicators.csv"
    path.write_bytes(path.read_bytes().rstrip(b"\r\n").rpartition(b"\n")[0] + b"\n")


def lose_record(site: Path) -> None:
    connection = sqlite3.connect(site / "data" / "catalog.sqlite")
    connection.execute("DELETE FROM cables")
    connection.commit()
    connection.close()


def lose_line_of_the_original(site: Path) -> None:
    text = page_of(site).read_text("utf-8")
    original = stranger.element(text, "r1")
    changed = original.replace("police sources have", "", 1)
    assert changed != original
    page_of(site).write_text(text.removesuffix(original) + changed, "utf-8")


def swap_paragraphs(site: Path) -> None:
    text = page_of(site).read_text("utf-8")
    second, third, fourth = (stranger.element(text, name) for name in ("p2", "p3", "p4"))
    change(page_of(site), second.removesuffix(fourth), third.removesuffix(fourth) + second.removesuffix(third))


def leak_a_word(site: Path) -> None:
    (word,) = edits.hidden(read(CABLES / f"{ID}.txt"), edits.load(CABLES / f"{ID}.edits.yaml"))
    change(site / "about.html", "</body>", f"<!-- {word} --></body>")


def give_an_id_twice(site: Path) -> None:
    change(site / "about.html", "</body>", '<p id="twice"></p><p id="twice"></p></body>')


def lose_policy(site: Path) -> None:
    change(site / "about.html", 'http-equiv="Content-Security-Policy"', 'http-equiv="x"')


def change_zip_member(site: Path) -> None:
    path = site / "offline" / "site.zip"
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (members | {"about.html": b"changed"}).items():
            archive.writestr(name, data)


def add_zip_member(site: Path) -> None:
    with zipfile.ZipFile(site / "offline" / "site.zip", "a") as archive:
        archive.writestr("strange.html", b"")


def cut_json(site: Path) -> None:
    path = site / "data" / f"{ID}.json"
    path.write_bytes(path.read_bytes()[:5000])


def empty_json(site: Path) -> None:
    (site / "data" / f"{ID}.json").write_text("null")


def break_bytes_of_home(site: Path) -> None:
    path = site / "index.html"
    path.write_bytes(path.read_bytes().replace(b"</title>", b"\xff</title>"))


def cut_zip(site: Path) -> None:
    path = site / "offline" / "site.zip"
    path.write_bytes(path.read_bytes()[:-99])


def break_bytes_of_zip(site: Path) -> None:
    path = site / "offline" / "site.zip"
    path.write_bytes(path.read_bytes()[:1000] + b"\xff" * 9 + path.read_bytes()[1009:])


def break_database(site: Path) -> None:
    (site / "data" / "catalog.sqlite").write_bytes(b"no database")


def add_record(site: Path) -> None:
    shutil.copy(site / "data" / f"{ID}.json", site / "data" / "09ZENDA9.json")


DAMAGE = {
    lose_raw_line: RAW, change_raw_word: RAW, change_word_beside_a_mark: RAW, lose_line_of_the_original: ORIGINAL,
    lose_paragraph_word: PARAGRAPHS, swap_paragraphs: PARAGRAPHS, change_quote: FIGURES, break_record: RECORD,
    differ: RECORD, lose_page: LINKS, lose_home: LINKS, lose_anchor: LINKS, fetch_from_elsewhere: PAGES,
    put_code_in_line: PAGES, give_an_id_twice: PAGES, lose_policy: PAGES, lose_row: COUNTS, lose_record: COUNTS,
    change_zip_member: ZIP, add_zip_member: ZIP, leak_a_word: HIDDEN, cut_json: RECORD, empty_json: RECORD,
    break_bytes_of_home: PAGES, cut_zip: ZIP, break_bytes_of_zip: ZIP, break_database: COUNTS,
    add_record: SOURCED,
}  # fmt: skip
"""What is done to a site, and the check that has to tell of it."""


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_each_kind_of_damage_is_found_by_the_check_that_is_for_it(copy: Path, damage: Callable[[Path], None]):
    damage(copy)
    assert DAMAGE[damage] in failing(verify(copy, CABLES))


def test_the_command_prints_and_its_status_says_so(copy: Path, run):
    done = run("verify", "--site", copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Every raw line is in the published raw text" in done.stdout
    lose_page(copy)
    done = run("verify", "--site", copy)
    assert done.returncode == 1
    assert "about.html is not there" in done.stdout


def test_what_was_not_looked_at_is_not_said_to_hold(copy: Path, run, tmp_path: Path):
    """A folder that is not there must not pass for one in which all is well."""
    done = run("verify", "--site", copy, "--cables", tmp_path / "nope")
    assert (done.returncode, "there is no such folder" in done.stderr) == (2, True)
    report = verify(copy)
    assert [check.name for check in report.checks if check.idle][:2] == [SOURCED, RAW]
    assert f"-            0 {RAW}: nothing to look at" in list(lines(report))
    (tmp_path / "empty").mkdir()
    assert run("verify", "--site", tmp_path / "empty").returncode == 2
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_mark_covers_nothing_where_nothing_was_redacted_and_may_be_the_sources_own(tmp_path: Path):
    cables = fill(tmp_path / "cables", 1, text="A [redacted] of long ago lived in Zenda.")
    build(cables, tmp_path / "site")
    assert verify(tmp_path / "site", cables).good
    change(tmp_path / "site/data/08ZENDA1.txt", "lived in Zenda", "lived in [redacted]")
    assert failing(verify(tmp_path / "site", cables))


def test_a_stranger_reads_attributes_in_any_quotes():
    text = "<p id=a><a href='x#b'>1</a><a href=\"y\" onclick='z'>2</a><!-- <p id=c> --><script src=s></script>"
    page = stranger.read(text)
    assert page.ids == ("a",)
    assert [link.target for link in page.links] == ["x#b", "y", "s"]
    assert page.inline == ("a onclick",)
    assert stranger.words(text) == "12"
    assert stranger.resolve("cables/x.html", "../index.html#top") == ("index.html", "top")
    assert stranger.resolve("cables/x.html", "#p1") == ("cables/x.html", "p1")
    assert stranger.resolve("index.html", "https://example.invalid/") is None
