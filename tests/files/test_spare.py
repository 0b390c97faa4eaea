"""The spare folder: whatever becomes of it, a build gives the bytes of a clean one, and nothing old stays in it."""

import errno
import shutil

import pytest
from invented import raw
from making import build, clean, sums

from chancery.work import filing


def spare_of(folder):
    (found,) = (folder / "cache").glob("spare-*")
    return found


def changed(cables):
    """One cable is changed, one is new, one is gone."""
    (cables / "08ZENDA3.txt").write_text(raw(3, text="One shelter in Strelsau."))
    (cables / "08ZENDA9.txt").write_text(raw(9))
    (cables / "08ZENDA4.txt").unlink()


def test_after_each_build_it_has_the_files_of_the_site_under_a_second_name(cables, tmp_path):
    for deed in (lambda: None, lambda: changed(cables), lambda: None, (cables / "08ZENDA1.txt").unlink):
        deed()
        build(cables, tmp_path / "site")
        here, there = tmp_path / "site", spare_of(tmp_path)
        assert sums(here) == sums(there)
        assert all((here / path).samefile(there / path) for path in sums(here))


def test_many_new_files_are_linked_anew(cables, tmp_path, monkeypatch):
    monkeypatch.setattr(filing, "FEW", 3)
    build(cables, tmp_path / "site")
    changed(cables)
    build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == sums(spare_of(tmp_path)) == clean(cables, tmp_path / "clean")


def lost(spare):
    shutil.rmtree(spare)


def file_lost(spare):
    (spare / "cables" / "08ZENDA1.html").unlink()


def folder_lost(spare):
    shutil.rmtree(spare / "tags")


def file_changed(spare):
    """In place: it is the site's file as well."""
    (spare / "data" / "08ZENDA2.json").write_text("changed")


def file_replaced(spare):
    (spare / "index.html").unlink()
    (spare / "index.html").write_text("changed")


def stranger(spare):
    (spare / "cables" / "08ZENDA77.html").write_text("not ours")
    (spare / "cables" / "08ZENDA1.txt").write_text("not ours")
    (spare / "new" / "folder").mkdir(parents=True)
    (spare / "new" / "folder" / "stranger.html").write_text("not ours")


def stranger_for_another(spare):
    """As many files as before."""
    file_lost(spare)
    (spare / "cables" / "08ZENDA77.html").write_text("not ours")


def a_file(spare):
    shutil.rmtree(spare)
    spare.write_text("not ours")


HARM = [lost, file_lost, folder_lost, file_changed, file_replaced, stranger, stranger_for_another, a_file]


@pytest.mark.parametrize("more", [lambda _: None, changed], ids=["nothing changed", "changed"])
@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_harm_done_to_it_is_mended(harm, more, cables, tmp_path):
    build(cables, tmp_path / "site")
    harm(spare_of(tmp_path))
    more(cables)
    build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == clean(cables, tmp_path / "clean")
    build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == sums(spare_of(tmp_path)) == clean(cables, tmp_path / "clean")


def test_a_site_that_was_removed_comes_back(cables, tmp_path):
    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    shutil.rmtree(tmp_path / "site")
    build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == before


def test_on_another_disk_there_is_none(cables, tmp_path, monkeypatch):
    build(cables, tmp_path / "site")

    def apart(*_):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr("chancery.files.spare.link", apart)
    monkeypatch.setattr("pathlib.Path.rename", apart)
    changed(cables)
    build(cables, tmp_path / "site")
    monkeypatch.undo()
    assert sums(tmp_path / "site") == clean(cables, tmp_path / "clean")
    assert {each.name for each in tmp_path.iterdir()} == {"cables", "cache", "site", "clean"}
    assert not list(tmp_path.rglob("spare-*"))


def test_without_the_cache_there_is_none(cables, tmp_path):
    build(cables, tmp_path / "site", use_cache=False)
    assert not list(tmp_path.rglob("spare-*"))
