"""The index: what is in it, how it is cut, and that it is the same bytes each time. Cables are invented."""

import base64
import datetime as dt
import functools
import gzip
import json
import re

import msgspec
import pytest
from invented import fill, raw
from listings import ONE
from making import build, sums
from shared import CABLE, ROOT

from chancery.collection.corpus import Corpus
from chancery.files.output import OutputError
from chancery.search import index, stage
from chancery.search.shards import shards

CALL = re.compile(rb'tipSearch\.file\("([^"]+)","([^"]*)"\);')


def unpacked(site):
    """Files of the index by their path, unpacked; the scripts hand over the same bytes."""
    files, handed = {}, {}
    for path in sorted(each for each in (site / "pagefind").rglob("*") if each.is_file()):
        if path.suffix == ".js":
            handed |= {name.decode(): base64.b64decode(data) for name, data in CALL.findall(path.read_bytes())}
        else:
            files[path.relative_to(site / "pagefind").as_posix()] = path.read_bytes()
    assert handed == files
    return {name: gzip.decompress(data) for name, data in files.items()}


def texts(site):
    held = (data.removeprefix(b"pagefind_dcd") for name, data in unpacked(site).items() if "/text/" in name)
    return {each["meta"]["id"]: each for each in map(json.loads, held)}


def corpus(*days):
    return Corpus.of(msgspec.structs.replace(ONE[0], id=f"{day:%y}ZENDA{n}", date=day) for n, day in enumerate(days, 1))


def test_a_redacted_text_is_in_no_file_of_the_index(tmp_path):
    cables = fill(tmp_path / "cables", 2, text="The shelter is run by Antoinette de Mauban in Zenda.")
    build(cables, tmp_path / "open", search=True)
    assert sum(b"Antoinette" in data for data in unpacked(tmp_path / "open").values()) == 2
    edits = "redactions:\n  - text: Antoinette de Mauban\n    reason: an invented name\n"
    for number in (1, 2):
        (cables / f"08ZENDA{number}.edits.yaml").write_text(edits)
    build(cables, tmp_path / "shut", search=True)
    held = unpacked(tmp_path / "shut").values()
    assert [data for data in held if re.search(rb"antoinette|mauban", data, re.IGNORECASE)] == []
    assert texts(tmp_path / "shut").keys() == texts(tmp_path / "open").keys()


def test_the_same_cables_make_the_same_bytes_and_a_changed_one_its_shard_alone(tmp_path):
    cables = fill(tmp_path / "cables", 3)
    build(cables, tmp_path / "one", search=True, cache=tmp_path / "first")
    build(cables, tmp_path / "two", search=True, cache=tmp_path / "second")
    before = sums(tmp_path / "one" / "pagefind")
    assert sums(tmp_path / "two" / "pagefind") == before
    path = cables / "08ZENDA2.txt"
    path.write_text(path.read_text().replace("shelter", "refuge"))
    build(cables, tmp_path / "one", search=True, cache=tmp_path / "first")
    build(cables, tmp_path / "new", search=True, cache=tmp_path / "third")
    assert sums(tmp_path / "one" / "pagefind") == sums(tmp_path / "new" / "pagefind")


def test_what_is_kept_of_a_shard_forgets_what_an_editor_took_out(tmp_path):
    cables = fill(tmp_path / "cables", 1, text="The shelter is run by Antoinette de Mauban in Zenda.")
    for hidden in (False, True):
        if hidden:
            edits = "redactions:\n  - text: Antoinette de Mauban\n    reason: an invented name\n"
            (cables / "08ZENDA1.edits.yaml").write_text(edits)
        build(cables, tmp_path / "site", search=True)
        kept = b"".join(each.read_bytes() for each in tmp_path.glob("cache/search-*/*/*"))
        assert b"shelter" in kept
        assert (b"antoinett" in kept) is not hidden


def test_a_shard_of_which_nothing_whole_is_kept_is_indexed_again(tmp_path, monkeypatch):
    monkeypatch.setattr(stage, "shards", functools.partial(shards, limit=1))
    cables = tmp_path / "cables"
    cables.mkdir()
    for number, year in enumerate((2006, 2007), 1):
        (cables / f"{year % 100:02}ZENDA{number}.txt").write_text(raw(number, year=year))
    build(cables, tmp_path / "site", search=True)
    damaged, lost = sorted(tmp_path.glob("cache/search-*/*"))
    (damaged / "s").write_bytes((damaged / "s").read_bytes()[:-1])
    (lost / "s").unlink()
    path = cables / "06ZENDA1.txt"
    path.write_text(path.read_text().replace("shelter", "refuge"))
    build(cables, tmp_path / "site", search=True)
    build(cables, tmp_path / "new", search=True, cache=tmp_path / "other")
    assert sums(tmp_path / "site" / "pagefind") == sums(tmp_path / "new" / "pagefind")


def test_workers_side_by_side_make_the_same_index_as_one(tmp_path, monkeypatch):
    cables = tmp_path / "cables"
    cables.mkdir()
    for number, year in enumerate((2006, 2007, 2008), 1):
        (cables / f"{year % 100:02}ZENDA{number}.txt").write_text(raw(number, year=year))
    monkeypatch.setattr(stage, "shards", functools.partial(shards, limit=1))
    build(cables, tmp_path / "one", search=True, cache=tmp_path / "first")
    monkeypatch.setattr(stage, "LONG", 0)
    build(cables, tmp_path / "two", search=True, cache=tmp_path / "second", workers=3, spec="processes")
    assert sums(tmp_path / "two" / "pagefind") == sums(tmp_path / "one" / "pagefind")
    assert len(list((tmp_path / "one" / "pagefind").glob("*/text-0.js"))) == 3


def test_a_paragraph_has_the_address_that_it_has_on_the_page(tmp_path):
    cables = fill(tmp_path / "cables", 1)
    build(cables, tmp_path / "site", search=True)
    page = (tmp_path / "site" / "cables" / "08ZENDA1.html").read_text()
    places = {each["id"] for each in texts(tmp_path / "site")["08ZENDA1"]["anchors"]} - {"top"}
    assert any(place.startswith("p") for place in places)
    assert {place for place in places if f'id="{place}"' not in page} == set()


def test_years_are_joined_while_they_fit_and_cut_where_they_have_too_many_cables():
    days = [dt.date(2008, 1 + n % 12, 1 + n) for n in range(24)] + [dt.date(2009, 5, 1)]
    assert [(each.name, len(each.ids)) for each in shards(corpus(*days), 25)] == [("2008-to-2009", 25)]
    whole = list(shards(corpus(*days), 24))
    assert [(each.name, len(each.ids)) for each in whole] == [("2008", 24), ("2009", 1)]
    assert [each.name for each in shards(corpus(*days), 12)] == ["2008-01", "2008-07", "2009"]


def test_shards_follow_each_other_in_time_and_none_is_too_large():
    held = corpus(*[dt.date(2008, 3, 1 + n % 9) for n in range(30)])
    cut = list(shards(held, 4))
    assert [each.name for each in cut][:2] == ["2008-03", "2008-03-2"]
    assert max(len(each.ids) for each in cut) == 4
    assert tuple(key for each in cut for key in each.ids) == held.ids


def test_a_pagefind_that_fails_is_one_line(tmp_path, monkeypatch):
    failing = tmp_path / "failing"
    failing.write_text("#!/bin/sh\necho 'no such\nthing' >&2\nexit 3\n")
    failing.chmod(0o700)
    monkeypatch.setattr(index, "get_executable", lambda: failing)
    with pytest.raises(OutputError, match=r"^Pagefind ended with 3 \(no such thing\); .*build with --no-search$"):
        build(fill(tmp_path / "cables", 1), tmp_path / "site", search=True)
    assert not (tmp_path / "site").exists()


TRICKY = (
    "skies dying news generously communal organised organisation's hoping hopped agreed feedly yearly says boyish by"
)


@pytest.mark.browser
def test_words_have_the_stems_that_they_have_in_the_index(site, tmp_path, visit):
    texts = [path.read_text() for path in (*ROOT.glob("docs/**/*.md"), ROOT / "cables" / f"{CABLE}.txt")]
    words = sorted({word.lower() for text in (TRICKY, *texts) for word in re.findall(r"[A-Za-z]+", text)})
    page = (
        f'<html><body data-pagefind-body><meta data-pagefind-sort="date[content]" content="1"><p>{" ".join(words)}</p>'
    )
    stems = dict.fromkeys(words)
    for stem, (found,) in index.index([("08ZENDA1", page)], tmp_path).words.items():
        stems |= {words[place]: stem for place in found.places}
    told = visit(site.as_uri() + "/search.html").page.evaluate("(words) => words.map(self.stem)", words)
    assert dict(zip(words, told, strict=True)) == stems
