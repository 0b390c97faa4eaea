"""What people take along: single files, and the archive of the whole site.

Cables are invented, but for the one that ships.
"""

import io
import os
import re
import struct
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from invented import fill, raw
from making import build, sums

from chancery.checking import built as built_files
from chancery.checking import leaks, stranger
from chancery.checking.verify import verify
from chancery.exports import closed, whole, ziparchive
from chancery.exports.ziparchive import Archive, Writer
from chancery.files import copies

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


# the archive


def test_the_zip_unpacks_to_the_files_of_the_site(built, tmp_path):
    with zipfile.ZipFile(built / whole.PATH) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "START-HERE.html"
        archive.extractall(tmp_path / "out")
    unpacked, there = sums(tmp_path / "out"), sums(built)
    assert unpacked.pop("START-HERE.html")
    assert unpacked.keys() == {path for path in there if not path.startswith("offline/")}
    changed = {path for path in unpacked if unpacked[path] != there[path]}
    assert changed == {"index.html", "data.html", "search.html", *(f"cables/08ZENDA{n}.html" for n in range(1, 6))}


def test_no_link_of_the_unpacked_zip_is_dead(built, tmp_path):
    with zipfile.ZipFile(built / whole.PATH) as archive:
        archive.extractall(tmp_path / "out")
    assert dead(tmp_path / "out") == []
    pages = [path.read_text() for path in (tmp_path / "out").rglob("*.html")]
    assert not [page for page in pages if 'href="offline/' in page or 'href="../offline/' in page]


@pytest.mark.parametrize("base_url", ["", "https://cables.example/tip"])
@pytest.mark.parametrize("search", [False, True])
@pytest.mark.parametrize("offline", [False, True])
def test_no_link_is_dead_whatever_is_left_out(tmp_path, offline, search, base_url):
    build(fill(tmp_path / "cables"), tmp_path / "site", offline=offline, search=search, base_url=base_url)
    assert dead(tmp_path / "site") == []


def test_a_site_that_loses_its_offline_files_loses_the_links_to_them(cables, tmp_path):
    build(cables, tmp_path / "site", offline=True)
    build(cables, tmp_path / "site")
    build(cables, tmp_path / "fresh" / "site")
    assert sums(tmp_path / "site") == sums(tmp_path / "fresh" / "site")
    assert dead(tmp_path / "site") == []


def dead(site: Path) -> list[str]:
    """Links of a site that lead nowhere."""
    there = built_files.Site(site, None)
    wanted: dict[str, dict[str, str]] = {}
    found: list[str | None] = []
    for name in built_files.page_names(there):
        page = built_files.seen(there, built_files.top_of(there), name)
        found += page.own
        for file, fragment in page.wanted:
            wanted.setdefault(file, {})[fragment] = name
    found += (fault for file, fragments in wanted.items() for fault in built_files.led_to(there, file, fragments))
    return [fault for fault in found if fault]


def test_two_builds_give_the_same_zip_on_other_paths_with_other_workers(cables, built, tmp_path):
    build(cables, tmp_path / "other" / "site", offline=True, workers=3, spec="processes")
    assert sums(tmp_path / "other" / "site") == sums(built)


def test_a_zip_after_a_change_is_the_one_that_a_build_from_nothing_makes(cables, tmp_path):
    build(cables, tmp_path / "site", offline=True)
    (cables / "08ZENDA3.txt").write_text(raw(3, count=9))
    (cables / "08ZENDA5.txt").unlink()
    report = build(cables, tmp_path / "site", offline=True)
    assert report.read == 1
    build(cables, tmp_path / "fresh" / "site", offline=True)
    assert sums(tmp_path / "site") == sums(tmp_path / "fresh" / "site")


def test_a_changed_cable_makes_its_own_single_file_and_its_countrys_anew_and_no_other(cables, tmp_path):
    build(cables, tmp_path / "site", offline=True)
    inodes = {path.name: path.stat().st_ino for path in (tmp_path / "site" / "offline").rglob("*.*")}
    (cables / "08ZENDA3.txt").write_text(raw(3, text="Three shelters in Zenda helped 15 victims."))
    build(cables, tmp_path / "site", offline=True)
    new = {path.name: path.stat().st_ino for path in (tmp_path / "site" / "offline").rglob("*.*")}
    changed = {name for name, inode in new.items() if inodes[name] != inode}
    assert {"08ZENDA3.html", "site.zip"} <= changed
    assert {"08ZENDA1.html", "08ZENDA5.html"} & changed == set()


def test_a_zip_that_was_touched_is_made_anew(cables, tmp_path):
    build(cables, tmp_path / "site", offline=True)
    before = sums(tmp_path / "site")
    path = tmp_path / "site" / whole.PATH
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)
    build(cables, tmp_path / "site", offline=True)
    assert sums(tmp_path / "site") == before


def test_the_home_page_tells_the_size_of_the_zip(built):
    size = (built / whole.PATH).stat().st_size
    told = re.search(r"zip, (\d+) kB", (built / "index.html").read_text())
    assert int(told[1]) * 1000 == pytest.approx(size, rel=0.03)


def test_without_offline_files_no_page_of_the_frame_leads_to_the_zip(cables, tmp_path):
    build(cables, tmp_path / "site")
    assert "offline/site.zip" not in (tmp_path / "site" / "index.html").read_text()
    assert not (tmp_path / "site" / "offline").exists()


@pytest.mark.parametrize("data", [b"", b"a" * 5000, os.urandom(5000), "Zenda ¶ ".encode() * 900])
def test_a_packed_member_is_what_went_in(data):
    out = io.BytesIO()
    writer = Writer(out)
    writer.add(ziparchive.pack("a/b.txt", data))
    writer.add(ziparchive.pack("ü.txt", data[: len(data) // 2]))
    writer.close()
    with zipfile.ZipFile(out) as archive:
        assert [archive.read(name) for name in ("a/b.txt", "ü.txt")] == [data, data[: len(data) // 2]]
        assert archive.testzip() is None


def test_a_large_file_is_packed_while_it_is_written_and_taken_over_as_it_stands(tmp_path):
    (tmp_path / "large").write_bytes(b"0123456789" * 300_000)
    with (tmp_path / "one.zip").open("wb") as file:
        writer = Writer(file)
        writer.stream("large", tmp_path / "large")
        writer.add(ziparchive.pack("small", b"small"))
        writer.close()
    old = Archive(tmp_path / "one.zip")
    with (tmp_path / "two.zip").open("wb") as file:
        writer = Writer(file)
        writer.take(old, ["large", "small"])
        writer.close()
    old.close()
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "two.zip") as archive:
        assert archive.read("large") == (tmp_path / "large").read_bytes()


def test_more_members_than_the_old_form_counts_are_an_archive_all_the_same():
    out = io.BytesIO()
    writer = Writer(out)
    for number in range(66_000):
        writer.add(ziparchive.Packed(f"{number}", ziparchive.STORED, 0, 0, b""))
    writer.close()
    assert struct.unpack("<4s", out.getvalue()[-98:-94])[0] == b"PK\6\6"
    with zipfile.ZipFile(out) as archive:
        assert len(archive.namelist()) == 66_000
        assert archive.read("65999") == b""


# single files


def test_a_single_file_fetches_nothing_leads_nowhere_else_and_has_a_policy(built):
    for path in sorted((built / "offline").rglob("*.html")):
        page = stranger.read(path.read_text())
        away = [link for link in page.links if not link.target.startswith(("#", "data:"))]
        assert away == []
        assert len(page.ids) == len(set(page.ids))
        assert {link.target[1:] for link in page.links if link.target.startswith("#")} <= set(page.ids)
        assert "default-src 'none'" in page.policy
        assert "unsafe" not in page.policy


def test_the_file_of_a_cable_has_its_text_its_original_and_its_data(built):
    text = (built / "offline/cables/08ZENDA2.html").read_text()
    assert "Two shelters in Zenda helped 12 victims." in text
    assert 'id="r1"' in text
    for end in ("yaml", "json", "txt"):
        data = (built / f"data/08ZENDA2.{end}").read_text()
        held = [unquote(link.target.partition(",")[2]) for link in stranger.read(text).links]
        assert data in held


def test_the_file_of_a_long_cable_has_the_original_text_that_the_site_has_on_another_page(tmp_path):
    (tmp_path / "cables").mkdir()
    (tmp_path / "cables" / "08ZENDA1.txt").write_text(raw(1, text="\n".join(["An invented sentence of Zenda."] * 1500)))
    build(tmp_path / "cables", tmp_path / "site", offline=True)
    assert (tmp_path / "site/cables/08ZENDA1-raw.html").is_file()
    assert [check.faults for check in verify(tmp_path / "site").checks if "raw text is on" in check.name] == [()]
    page = stranger.read((tmp_path / "site/offline/cables/08ZENDA1.html").read_text())
    assert {"original", "r1", "r1500"} <= set(page.ids)
    assert {link.target[1:] for link in page.links if link.target.startswith("#")} <= set(page.ids)


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ('<a class="x" href="../a.html">A</a>', '<span class="x">A</span>'),
        ('<a href="#p1" class="n">1</a>', '<a href="#p1" class="n">1</a>'),
        ('<a href="https://example.org/?a=1&amp;b">w</a>', '<a href="https://example.org/?a=1&amp;b">w</a>'),
        ("<a id='x'>no link</a>", "<a id='x'>no link</a>"),
    ],
)
def test_links_that_lead_out_become_words(fragment, expected):
    assert closed.unlinked(fragment, lambda to: to if to.startswith(("#", "https:")) else None) == expected


def test_places_get_names_of_their_own_and_texts_stay():
    fragment = '<p id="a" aria-labelledby="b c">id="a" &#34;</p><label for="d">for</label>'
    renamed = '<p id="X.a" aria-labelledby="X.b X.c">id="a" &#34;</p><label for="X.d">for</label>'
    assert closed.renamed(fragment, "X.") == renamed


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("a<li data-take><b>x</b></li>b<p>c</p>", "ab<p>c</p>"),
        ('<a id="data-take">x</a> data-take&gt;', '<a id="data-take">x</a> data-take&gt;'),
        ('<b>1</b><p class="x" data-take>2</p><p data-online>3</p>', "<b>1</b><p data-online>3</p>"),
    ],
)
def test_elements_with_a_mark_are_left_out_and_nothing_else(page, left):
    assert copies.without(page, copies.TAKE) == left


def test_a_redacted_text_is_in_no_export(tmp_path):
    cables = fill(tmp_path / "cables", 2, text="The shelter is run by Antoinette de Mauban in Zenda.")
    for number in (1, 2):
        edits = "redactions:\n  - text: Antoinette de Mauban\n    reason: an invented name\n"
        (cables / f"08ZENDA{number}.edits.yaml").write_text(edits)
    build(cables, tmp_path / "site", offline=True)
    assert list(leaks.search(tmp_path / "site", ["Antoinette de Mauban"])) == []
    assert Path(tmp_path / "site/offline/cables/08ZENDA1.html").read_text().count("[redacted]") > 1
