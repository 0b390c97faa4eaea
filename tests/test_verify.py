"""Proof that nothing is lost or invented: it passes on the built site, and each kind of damage is found."""

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from invented import fill
from making import build

from chancery.checking import stranger
from chancery.checking.verify import Report, lines, verify

ROOT = Path(__file__).resolve().parents[1]
CABLES = ROOT / "cables"
ID = "09PHNOMPENH846"


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """A copy of the built site that a test may damage."""
    return Path(shutil.copytree(site, tmp_path / "site"))


def failing(report: Report) -> set[str]:
    return {check.name for check in report.checks if check.failed}


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


DAMAGE = [
    lose_raw_line, change_raw_word, change_word_beside_a_mark, lose_paragraph_word, change_quote, break_record, differ, lose_page, lose_home,
    lose_anchor, fetch_from_elsewhere, put_code_in_line, lose_row, lose_record,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_each_kind_of_damage_is_found(copy: Path, damage: Callable[[Path], None]):
    damage(copy)
    assert failing(verify(copy, CABLES))


def test_the_command_prints_and_its_status_says_so(copy: Path, run):
    done = run("verify", "--site", copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Every raw line is in the published raw text" in done.stdout
    lose_page(copy)
    done = run("verify", "--site", copy)
    assert done.returncode == 1
    assert "about.html is not there" in done.stdout


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
