"""A part of the collection taken along: as an archive, as one file, as citations."""

import json
import re
import shutil
import zipfile

import pytest
from click.testing import CliRunner
from invented import fill, raw
from making import build, sums
from shared import ROOT

from chancery.checking import leaks, stranger
from chancery.cli import cli
from chancery.commands import export as command


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Cables of two years and two countries."""
    folder = fill(tmp_path_factory.mktemp("mixed") / "cables", 3)
    fill_year(folder, 2009, range(11, 14))
    other = raw(21).replace("ZENDA", "PHNOMPENH").replace("Zenda", "Phnom Penh").replace(" RU\n", " CB\n")
    (folder / "08PHNOMPENH21.txt").write_text(other)
    return folder


def fill_year(folder, year, numbers):
    for number in numbers:
        (folder / f"{year % 100:02}ZENDA{number}.txt").write_text(raw(number, year=year))


def export(run, folder, *words):
    return run("export", *words, "--cables", folder, "--cache", folder.parent / "cache", "--no-search")


def test_an_archive_of_a_part_holds_only_its_part(run, mixed, tmp_path):
    done = export(run, mixed, "--zip", tmp_path / "part.zip", "--year", 2009)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    with zipfile.ZipFile(tmp_path / "part.zip") as archive:
        names = archive.namelist()
        texts = b"".join(archive.read(name) for name in names)
    assert {name for name in names if name.startswith("cables/")} == {f"cables/09ZENDA{n}.html" for n in (11, 12, 13)}
    assert {"START-HERE.html", "index.html", "countries/index.html", "data/cables.csv", "data/catalog.sqlite"} <= set(
        names
    )
    assert b"08ZENDA1" not in texts
    assert b"PHNOMPENH21" not in texts


def test_what_corrects_a_chosen_cable_goes_with_it(run, tmp_path):
    folder = fill(tmp_path / "cables", 2)
    (folder / "09ZENDA30.txt").write_text(raw(30, year=2009, text="This telegram corrects 08 Zenda 1."))
    done = export(run, folder, "--zip", tmp_path / "part.zip", "--id", "08ZENDA1")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "part.zip") as archive:
        cables = {name for name in archive.namelist() if re.fullmatch(r"cables/\w+\.html", name)}
        assert cables == {"cables/08ZENDA1.html", "cables/09ZENDA30.html"}
        assert "This cable is corrected by" in archive.read("cables/08ZENDA1.html").decode()


def test_a_single_file_of_a_country_has_its_cables_and_no_other(run, mixed, tmp_path):
    done = export(run, mixed, "--single-file", tmp_path / "one.html", "--country", "Cambodia")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "one.html").read_text()
    assert "08PHNOMPENH21" in text
    assert "ZENDA2" not in text


def test_a_single_file_of_several_cables_has_each_folded(run, mixed, tmp_path):
    done = export(
        run, mixed, "--single-file", tmp_path / "some.html", "--year", 2008, "--id", "08zenda1", "--id", "08ZENDA3"
    )
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "some.html").read_text()
    page = stranger.read(text)
    assert {"08ZENDA1", "08ZENDA1.p1", "08ZENDA3", "08ZENDA3.p2"} <= set(page.ids)
    assert "08ZENDA2" not in page.ids
    assert len(page.ids) == len(set(page.ids))
    title = "Ruritania: 2008 TIP assessment of an invented country"
    assert re.findall(r'<h2(?![^>]* aria-level="3")[^>]*>([^<]*)', text) == ["Cables", title, title, "Records"]


def test_a_part_says_that_it_is_one_and_does_not_ask_for_what_the_collection_holds(run, tmp_path):
    cables = fill(tmp_path / "cables", 2)
    (cables / "08ZENDA3.txt").write_text(raw(3, text="The embassy told of it in 08 ZENDA 1."))
    done = export(run, cables, "--zip", tmp_path / "a.zip", "--single-file", tmp_path / "a.html", "--id", "08ZENDA3")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        start, home, cable, wanted = (
            archive.read(name).decode()
            for name in ("START-HERE.html", "index.html", "cables/08ZENDA3.html", "wanted.html")
        )
    assert "<h1>Chosen cables: a part of TIP Cables, " in start
    assert "A part of TIP Cables: 1 of its 3 cables." in home
    for page in (cable, (tmp_path / "a.html").read_text()):
        assert "08ZENDA1 · not held here" in page
        assert "Read by rule, which can be wrong" in page
    assert ("08STATE3" in wanted, "08ZENDA1" in wanted) == (True, False)


@pytest.mark.parametrize("searched", [True, False])
def test_the_page_on_top_says_what_part_it_is_and_whether_its_search_is_there(searched, run, mixed, tmp_path):
    words = ["--zip", tmp_path / "a.zip", "--topic", "Victim protection", "--year", 2009, "--cables", mixed]
    done = run("export", *words, "--cache", tmp_path / "cache", *([] if searched else ["--no-search"]))
    assert done.returncode == 0, done.stderr
    page = zipfile.ZipFile(tmp_path / "a.zip").read("START-HERE.html").decode()
    assert "<h1>Victim protection, 2009: a part of TIP Cables, to be read without a network</h1>" in page
    assert f"Three cables with all pages{', data and the search' if searched else ' and data; the search was'}" in page


def test_an_id_that_is_not_there_is_told_and_the_others_are_written(run, mixed, tmp_path):
    done = export(run, mixed, "--zip", tmp_path / "a.zip", "--id", "08zenda1", "--id", "09NARNIA4")
    assert done.returncode == 1
    assert "09NARNIA4: not in the collection" in done.stderr
    assert "a.zip: 1 cable," in done.stderr


@pytest.mark.parametrize("end", ["bib", "ris", "json"])
def test_citations_of_a_part_are_one_file(end, run, mixed, tmp_path):
    done = export(run, mixed, "--cite", tmp_path / f"c.{end}", "--year", 2009)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / f"c.{end}").read_text()
    found = {"bib": r"@techreport\{(\w+),", "ris": r"SN  - (\w+)", "json": r'"id": "(\w+)"'}[end]
    assert re.findall(found, text) == ["09ZENDA11", "09ZENDA12", "09ZENDA13"]
    if end == "json":
        assert len(json.loads(text)) == 3


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--zip", "x.zip", "--country", "Narnia"], 2, "no country 'Narnia'"),
        (["--zip", "x.zip", "--topic", "weather"], 2, "no topic 'weather'"),
        (["--zip", "x.zip", "--year", "1999"], 1, "no cable fits"),
        (["--zip", "x.zip", "--id", "09NARNIA4"], 1, "09NARNIA4: not in the collection"),
        (["--zip", "nowhere/x.zip"], 2, "no folder nowhere"),
        (["--cite", "x.doc"], 2, "ends in none of"),
        ([], 2, "say what to write"),
    ],
)
def test_what_cannot_be_exported_is_told_and_nothing_is_written(words, status, said, run, mixed, tmp_path):
    done = run("export", *words, "--cables", mixed, "--cache", tmp_path / "cache", cwd=ROOT)
    assert (done.returncode, said in done.stderr) == (status, True), done.stderr
    assert not (ROOT / "x.zip").exists()


def test_a_part_keeps_what_an_editor_took_out_out(run, tmp_path):
    cables = fill(tmp_path / "cables", 2, text="The shelter is run by Antoinette de Mauban in Zenda.")
    edits = "redactions:\n  - text: Antoinette de Mauban\n    reason: an invented name\n"
    (cables / "08ZENDA1.edits.yaml").write_text(edits)
    done = export(run, cables, "--zip", tmp_path / "a.zip", "--single-file", tmp_path / "a.html", "--id", "08ZENDA1")
    assert done.returncode == 0, done.stderr
    for path in ("a.zip", "a.html"):
        found = [where for where, data in leaks.forms(path, (tmp_path / path).read_bytes()) if b"Mauban" in data]
        assert found == []


def test_an_export_leaves_the_cache_of_the_site_as_it_was(run, mixed, tmp_path):
    build(mixed, tmp_path / "site")
    before = sums(tmp_path / "cache")
    done = run("export", "--cite", tmp_path / "c.bib", "--cables", mixed, "--cache", tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    assert sums(tmp_path / "cache") == before


def test_a_cache_that_is_damaged_is_not_read_from(run, mixed, tmp_path):
    build(mixed, tmp_path / "site")
    for pack in (tmp_path / "cache" / "packs").iterdir():
        data = bytearray(pack.read_bytes())
        data[len(data) // 2 :: 50] = bytes(len(data[len(data) // 2 :: 50]))
        pack.write_bytes(data)
    words = ("export", "--cables", mixed, "--cache", tmp_path / "cache", "--cite", tmp_path / "a.bib")
    done = run(*words)
    assert (done.returncode, "7 cables" in done.stderr) == (0, True), done.stderr


def test_a_template_that_does_not_work_is_one_line(mixed, tmp_path, monkeypatch):
    for name in ("templates", "docs", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "templates" / "cable.html").write_text("\n{{ view.nothing }}")
    monkeypatch.setattr(command, "PROJECT", tmp_path)
    words = ["export", "--cables", str(mixed), "--cache", str(tmp_path / "cache"), "--cite", str(tmp_path / "a.bib")]
    done = CliRunner().invoke(cli, words)
    assert (done.exit_code, done.output.count("\n")) == (1, 1), done.output
    assert done.output.startswith("templates/cable.html:2: ")
    assert done.output.endswith("; put the template right\n")
