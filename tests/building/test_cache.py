"""The cache never lies: a build with it gives the bytes of a build without, whatever was changed before."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from invented import fill, raw
from jinja2 import TemplateError
from making import build, clean, sums
from shared import ROOT

from chancery.collection.packs import CacheDamagedError, Reader
from chancery.collection.store import Store
from chancery.files.output import OutputError
from chancery.work import versions


@pytest.fixture
def project(tmp_path):
    """The theme and the written pages, to be changed."""
    for name in ("templates", "docs", "tools"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "project")
    return tmp_path / "project"


def test_nothing_changed_nothing_is_made(cables, tmp_path):
    first = build(cables, tmp_path / "site")
    second = build(cables, tmp_path / "site")
    assert (second.read, second.written, second.unchanged) == (0, 0, first.written)


def test_one_changed_cable_is_read_and_the_others_are_not(cables, tmp_path):
    def files():
        return {path.name: path.stat().st_ino for path in (tmp_path / "site" / "data").glob("08ZENDA*")}

    build(cables, tmp_path / "site")
    before = files()
    (cables / "08ZENDA3.txt").write_text(raw(3, text="One shelter in Zenda."))
    report = build(cables, tmp_path / "site")
    assert report.read == 1
    written = {name for name, inode in files().items() if before[name] != inode}
    assert written == {f"08ZENDA3.{end}" for end in ("json", "txt", "yaml")}
    assert sums(tmp_path / "site") == clean(cables, tmp_path / "clean")


def test_a_deleted_cable_is_gone_everywhere(cables, tmp_path):
    (cables / "08ZENDA4.txt").write_text(raw(4, text="Antoinette de Mauban was there."))
    build(cables, tmp_path / "site")
    (cables / "08ZENDA4.txt").unlink()
    build(cables, tmp_path / "site")
    holders = [p for p in tmp_path.rglob("*") if p.is_file() and b"Mauban" in p.read_bytes()]
    assert holders == []
    assert sums(tmp_path / "site") == clean(cables, tmp_path / "clean")


def test_what_an_editor_takes_out_is_not_left_in_the_cache(cables, tmp_path):
    (cables / "08ZENDA4.txt").write_text(raw(4, text="Antoinette de Mauban was there."))
    build(cables, tmp_path / "site")
    (cables / "08ZENDA4.edits.yaml").write_text("redactions:\n  - {text: Antoinette de Mauban, reason: invented}\n")
    build(cables, tmp_path / "site")
    for place in ("site", "cache"):
        holders = [p for p in (tmp_path / place).rglob("*") if p.is_file() and b"Mauban" in p.read_bytes()]
        assert holders == [], place


def test_a_file_of_the_site_that_somebody_changed_is_made_again(cables, tmp_path):
    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    for name in (
        "index.html",
        "cables/08ZENDA1.html",
        "data/08ZENDA2.json",
        "data/catalog.sqlite",
        "data/cables.csv",
    ):
        (tmp_path / "site" / name).write_text("changed")
    (tmp_path / "site" / "data" / "08ZENDA3.txt").unlink()
    (tmp_path / "site" / "stranger.html").write_text("not ours")
    build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == before


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "gone", "junk"])
@pytest.mark.parametrize("place", ["cables", "packs", "site"])
def test_a_damaged_cache_is_no_cache(harm, place, cables, tmp_path):
    build(cables, tmp_path / "site")
    before = sums(tmp_path / "site")
    for path in tmp_path.joinpath("cache").rglob("*"):
        if not path.is_file() or place not in path.as_posix().removeprefix(str(tmp_path / "cache")):
            continue
        data = path.read_bytes()
        changed = {
            "cut": data[:-9],
            "flip": bytes([*data[:-50], data[-50] ^ 1, *data[-49:]]),
            "empty": b"",
            "junk": b"x" * 99,
        }
        path.unlink() if harm == "gone" else path.write_bytes(changed[harm])
    (tmp_path / "site" / "cables" / "08ZENDA1.html").unlink()
    build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == before


def test_a_cache_that_is_damaged_while_it_is_used_is_one_line(cables, tmp_path, monkeypatch):
    def gone(*_):
        raise CacheDamagedError("gone")

    monkeypatch.setattr(Reader, "both", gone)
    with pytest.raises(OutputError, match="cache: somebody else changes what is there"):
        build(cables, tmp_path / "site")
    assert {each.name for each in tmp_path.iterdir()} == {"cables", "cache"}


def test_a_pack_that_does_not_hold_what_it_should_is_told(cables, tmp_path):
    build(cables, tmp_path / "site")
    store = Store(tmp_path / "cache", versions.of_reading())
    held = next(iter(store.held.values()))
    (store.packs / held.place.pack).write_bytes(b"{}" * 4000)
    with pytest.raises(CacheDamagedError):
        Reader(str(store.packs)).both(held.place)


def test_a_changed_template_makes_pages_anew_and_reads_nothing(cables, project, tmp_path):
    build(cables, tmp_path / "site", project=project)
    template = project / "templates" / "base.html"
    template.write_text(template.read_text().replace("{% block main %}", "{% block main %}<!-- quite new -->"))
    report = build(cables, tmp_path / "site", project=project)
    assert report.read == 0
    assert report.written > 0
    data = [path for path in sums(tmp_path / "site") if path.endswith((".yaml", ".txt"))]
    assert report.unchanged >= len(data)


def test_what_was_read_is_kept_when_the_build_fails_later(project, tmp_path):
    """A fault in a template must not cost the reading of all cables."""
    cables = fill(tmp_path / "cables", 250)
    build(cables, tmp_path / "site", project=project)
    for path in cables.glob("*.txt"):
        path.write_text(path.read_text().replace("Two shelters", "Antoinette and three shelters"))
    template = project / "templates" / "cable.html"
    good = template.read_text()
    template.write_text(good.replace("<article>", "<article>{{ 1/0 }}"))
    with pytest.raises(TemplateError):
        build(cables, tmp_path / "site", project=project)
    template.write_text(good)
    (cables / "08ZENDA7.txt").write_text(raw(7))
    (cables / "08ZENDA8.txt").unlink()
    assert build(cables, tmp_path / "site", project=project).read == 1
    assert sums(tmp_path / "site") == clean(cables, tmp_path / "clean", project=project)
    for path in cables.glob("*.txt"):
        path.write_text(raw(int(path.stem[7:])))
    build(cables, tmp_path / "site", project=project)
    for place in ("site", "cache"):
        assert not [p for p in (tmp_path / place).rglob("*") if p.is_file() and b"Antoinette" in p.read_bytes()]


READS = """
import sys
sys.path.insert(0, {root!r})
from chancery.collection import reading
setup = reading.Reading({root!r} + "/cables", {packs!r}, b"")
inputs, _ = reading.scan(reading.Path(setup.cables))
assert all(each.held for each in reading.read(setup, inputs))
loaded = [module.__file__ for name, module in sys.modules.items() if name.startswith("chancery.")]
print(*(reading.Path(each).relative_to({root!r} + "/chancery").as_posix() for each in loaded))
"""
KEEPS = {"files/__init__.py", "files/blocks.py", "files/output.py"}
"""What a reading is kept with: after a change in it, what was kept is not found or not sound, and read anew."""


def test_each_module_that_a_reading_passes_through_is_in_its_version(tmp_path):
    program = READS.format(root=str(ROOT), packs=str(tmp_path))
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert len(loaded) > 30
    assert {each for each in loaded if each.split("/")[0] in versions.NOT_READING} <= KEEPS


def test_modules_that_are_said_to_be_apart_are_there():
    """A name that was changed would leave its module in the version of the reading, or another out of it."""
    names = {path.name for path in versions.PACKAGE.iterdir()}
    assert names >= versions.NOT_READING


def test_the_cache_goes_with_a_project_that_is_moved(cables, project, tmp_path):
    first = build(cables, tmp_path / "site", project=project)
    project.rename(tmp_path / "moved")
    again = build(cables, tmp_path / "site", project=tmp_path / "moved")
    assert (again.read, again.written, again.unchanged) == (0, 0, first.written)


def test_changed_code_and_vocabulary_are_seen(project, cables, tmp_path):
    """As a person meets it: a word of a vocabulary, a view, and the same in a file of the same size and time."""
    shutil.copytree(ROOT / "chancery", project / "chancery", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", project)
    tags, view = project / "chancery" / "vocab" / "tags.yaml", project / "chancery" / "views" / "base.py"

    def built(site, *more):
        words = ["--cables", cables, "--site", tmp_path / site, "--no-search", "--no-offline", *more]
        command = [sys.executable, "-B", "build.py", "build", *map(str, words)]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
        return int(re.search(r"\((\d+) read anew\)", done.stderr)[1])

    assert built("site") == 5
    for path, old, new, read in (
        (tags, "Human rights", "Rights of humans", 5),
        (view, '"TIP Cables"', '"PIT Cables"', 0),
        (view, '"PIT Cables"', '"TIP Selbac"', 0),
    ):
        text, seen = path.read_text(), path.stat()
        assert old in text
        path.write_text(text.replace(old, new))
        os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
        assert built("site") == read
        built("clean", "--no-cache")
        assert sums(tmp_path / "site") == sums(tmp_path / "clean")


@pytest.mark.parametrize("place", ["sqlite3.sqlite_version", "zlib.ZLIB_RUNTIME_VERSION"])
def test_another_library_makes_its_files_anew_and_reads_nothing(place, cables, tmp_path, monkeypatch):
    first = build(cables, tmp_path / "site")
    monkeypatch.setattr(place, "0.0.1")
    again = build(cables, tmp_path / "site")
    assert (again.read, again.written > first.written // 2) == (0, True)


def test_whom_to_write_to_is_a_setting(cables, project, tmp_path):
    build(cables, tmp_path / "site", project=project)
    page = tmp_path / "site" / "about.html"
    assert "This copy does not say who that is." in page.read_text()
    with (project / "mkdocs.yml").open("a") as settings:
        settings.write("extra: {contact: editors@example.org}\n")
    build(cables, tmp_path / "site", project=project)
    assert '<a href="mailto:editors@example.org">editors@example.org</a>' in page.read_text()
