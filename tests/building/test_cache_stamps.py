"""What was read is known again by how its files stand there, and a look into them is spared only where that is sure."""

import os
import shutil
import time

import pytest
from invented import fill, raw
from making import build, sums

from chancery import shelf
from chancery.collection import reading

EDITS = "redactions:\n  - {{text: invented, reason: {}}}\n"
REST = 50_000_000


@pytest.fixture
def cables(tmp_path, monkeypatch):
    """Cables, one of them with edits, that nobody has touched for a while."""
    monkeypatch.setattr(shelf, "REST", REST)
    fill(tmp_path / "cables")
    (tmp_path / "cables" / "08ZENDA2.edits.yaml").write_text(EDITS.format("one"))
    rest()
    return tmp_path / "cables"


@pytest.fixture
def looked(monkeypatch):
    """The cables that are looked into."""
    seen, real = [], reading.load
    monkeypatch.setattr(reading, "load", lambda setup, each: (seen.append(each.path), real(setup, each))[1])
    return seen


def rest():
    time.sleep(3 * REST / 1e9)


def rewritten(path, old, new):
    """In place, with the size and the time that it had."""
    seen, text = path.stat(), path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def in_place(cables):
    rewritten(cables / "08ZENDA1.txt", "invented.", "imagined.")


def replaced(cables):
    """As many editors save; the new file has the size and the time of the old one."""
    path, new = cables / "08ZENDA1.txt", cables / "new"
    shutil.copy2(path, new)
    rewritten(new, "invented.", "imagined.")
    new.replace(path)


def linked(cables):
    """Another file under a second name, where the cable was."""
    (cables.parent / "elsewhere").write_text(raw(1, text="Another text."))
    (cables / "08ZENDA1.txt").unlink()
    (cables / "08ZENDA1.txt").hardlink_to(cables.parent / "elsewhere")


def edits_came(cables):
    (cables / "08ZENDA1.edits.yaml").write_text(EDITS.format("two"))


def edits_changed(cables):
    rewritten(cables / "08ZENDA2.edits.yaml", "one", "two")


def edits_went(cables):
    (cables / "08ZENDA2.edits.yaml").unlink()


def edits_moved(cables):
    (cables / "08ZENDA2.edits.yaml").rename(cables / "08ZENDA3.edits.yaml")


def copied(cables):
    """The cables are others with the times of the first, the cache is the same."""
    shutil.copytree(cables, cables.with_name("copy"))
    in_place(cables.with_name("copy"))
    shutil.rmtree(cables)
    cables.with_name("copy").rename(cables)


DEEDS = [in_place, replaced, linked, edits_came, edits_changed, edits_went, edits_moved, copied]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_whatever_is_done_to_the_files_the_site_is_that_of_a_clean_build(deed, cables, looked, tmp_path):
    build(cables, tmp_path / "site")
    looked.clear()
    build(cables, tmp_path / "site")
    assert not looked
    deed(cables)
    build(cables, tmp_path / "site")
    build(cables, tmp_path / "clean" / "site", use_cache=False)
    assert sums(tmp_path / "site") == sums(tmp_path / "clean" / "site")


def test_one_cable_that_was_touched_is_the_one_that_is_looked_into(cables, looked, tmp_path):
    build(cables, tmp_path / "site")
    (cables / "08ZENDA4.txt").touch()
    looked.clear()
    assert build(cables, tmp_path / "site").read == 0
    assert looked == ["08ZENDA4.txt"]


def test_while_the_clock_stands_still_each_cable_is_looked_into(cables, looked, tmp_path, monkeypatch):
    """A second change in the moment of the first would not show."""
    moment = (cables / "08ZENDA1.txt").stat().st_ctime_ns
    monkeypatch.setattr(time, "time_ns", lambda: moment)
    build(cables, tmp_path / "site")
    looked.clear()
    assert build(cables, tmp_path / "site").read == 0
    assert len(looked) == 5


def test_where_times_are_coarse_each_cable_is_looked_into(cables, looked, tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "FINE", 1)
    build(cables, tmp_path / "site")
    looked.clear()
    build(cables, tmp_path / "site")
    assert len(looked) == 5


def test_a_cache_that_is_copied_to_other_cables_does_not_take_them_for_its_own(cables, tmp_path):
    build(cables, tmp_path / "site")
    other = tmp_path / "other"
    shutil.copytree(cables, other / "cables")
    shutil.copytree(tmp_path / "cache", other / "cache")
    in_place(other / "cables")
    build(other / "cables", other / "site")
    build(other / "cables", tmp_path / "clean" / "site", use_cache=False)
    assert sums(other / "site") == sums(tmp_path / "clean" / "site")
