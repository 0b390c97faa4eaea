"""Cables and sites that are on no local disk: brought and sent by their addresses, and only what changed."""

import hashlib

import fsspec
import pytest
from invented import raw
from making import build, sums

from chancery.files import remote
from chancery.files.output import OutputError
from chancery.progress import Clock
from chancery.source import InputError

FROM, TO = "memory://archive/cables", "memory://www/site"


@pytest.fixture
def memory():
    """A file system in memory with three cables, empty again after the test."""
    files = fsspec.filesystem("memory")
    for number in (1, 2, 3):
        files.pipe_file(f"/archive/cables/2008/08ZENDA{number}.txt", raw(number).encode())
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


@pytest.fixture
def far(tmp_path):
    """Build from one address to the other."""

    def call(**options):
        place = tmp_path / "far" / "site"
        return build(tmp_path / "brought", place, cables_from=FROM, site_to=TO, **options)

    return call


def sent(files):
    return {path.removeprefix("/www/site/"): files.cat_file(path) for path in files.find("/www/site")}


def test_a_site_at_an_address_has_the_bytes_of_a_local_one(memory, far, tmp_path):
    (tmp_path / "cables" / "2008").mkdir(parents=True)
    for number in (1, 2, 3):
        (tmp_path / "cables" / "2008" / f"08ZENDA{number}.txt").write_text(raw(number))
    far()
    build(tmp_path / "cables", tmp_path / "near" / "site")
    near = tmp_path / "near" / "site"
    there = sent(memory)
    del there[remote.SENT]
    assert there == {name: (near / name).read_bytes() for name in sums(near)}


def test_only_what_changed_is_brought_and_sent(memory, far):
    first = far()
    again = far()
    assert (again.read, again.sent) == (0, 0)
    memory.pipe_file("/archive/cables/2008/08ZENDA2.txt", raw(2, text="One shelter in Zenda.").encode())
    changed = far()
    assert changed.read == 1
    assert 0 < changed.sent < first.sent
    assert b"One shelter in Zenda." in memory.cat_file("/www/site/cables/08ZENDA2.html")


def test_a_damaged_list_of_what_was_brought_is_none(memory, far, tmp_path):
    far()
    (tmp_path / "brought" / remote.SEEN).write_bytes(b"{")
    memory.rm_file("/archive/cables/2008/08ZENDA2.txt")
    far()
    assert not memory.exists("/www/site/cables/08ZENDA2.html")


def test_a_cable_that_is_gone_at_its_address_is_gone_from_the_site(memory, far):
    memory.pipe_file("/archive/cables/2008/08ZENDA2.txt", raw(2, text="Antoinette was there.").encode())
    far()
    assert any(b"Antoinette" in data for data in sent(memory).values())
    memory.rm_file("/archive/cables/2008/08ZENDA2.txt")
    far()
    assert [path for path, data in sent(memory).items() if b"Antoinette" in data or "ZENDA2" in path] == []


def test_a_sending_that_was_cut_short_is_made_good(memory, far, monkeypatch):
    far()
    memory.pipe_file("/archive/cables/2008/08ZENDA2.txt", raw(2, text="One shelter in Zenda.").encode())
    real, left = type(memory).put_file, [2]

    def breaks(self, *args, **options):
        left[0] -= 1
        if not left[0]:
            raise OSError("the line is down")
        return real(self, *args, **options)

    monkeypatch.setattr(type(memory), "put_file", breaks)
    with pytest.raises(OutputError, match="the line is down; the site is whole here"):
        far()
    monkeypatch.undo()
    memory.pipe_file("/archive/cables/2008/08ZENDA2.txt", raw(2).encode())
    far()
    assert not any(b"One shelter in Zenda." in data for data in sent(memory).values())


def marked(monkeypatch, memory, marks):
    """Have the host tell this of each file, and no time."""
    real = type(memory).ls

    def ls(self, path, detail=True, **options):
        told = [
            {name: value for name, value in each.items() if name != "created"}
            | (marks(each["name"]) if each["type"] == "file" else {})
            for each in real(self, path, detail=True, **options)
        ]
        return told if detail else [each["name"] for each in told]

    monkeypatch.setattr(type(memory), "ls", ls)


def test_a_change_is_seen_where_the_host_does_not_tell_of_it(memory, far, monkeypatch):
    """A web server tells neither time nor digest of the files that it lists: each is brought each time."""
    marked(monkeypatch, memory, lambda _: {})
    far()
    assert far().read == 0
    memory.pipe_file(
        "/archive/cables/2008/08ZENDA2.txt", raw(2, text="Two shelters in Zenda fed 12 victims.!").encode()
    )
    assert far().read == 1
    assert b"fed 12 victims" in memory.cat_file("/www/site/cables/08ZENDA2.html")


def test_a_fetch_that_was_cut_short_leaves_nothing_that_is_not_there(memory, far, monkeypatch):
    """Its list must not say of a file what it is not, nor may a file that is on no list stay."""
    marked(monkeypatch, memory, lambda path: {"ETag": hashlib.sha256(real(memory, path)).hexdigest()})
    real = type(memory).cat_file
    far()
    before = sent(memory)
    place = "/archive/cables/2008/08ZENDA{}.txt".format
    for number in (1, 4):
        memory.pipe_file(place(number), raw(number, text="Antoinette was there.").encode())
    memory.pipe_file(place(5), raw(5).encode())

    def breaks(self, path, *given, **options):
        if path == place(5):
            raise OSError("the line is down")
        return real(self, path, *given, **options)

    monkeypatch.setattr(type(memory), "cat_file", breaks)
    with pytest.raises(InputError, match="the line is down"):
        far()
    monkeypatch.setattr(type(memory), "cat_file", real)
    memory.pipe_file(place(1), raw(1).encode())
    for number in (4, 5):
        memory.rm_file(place(number))
    far()
    assert sent(memory) == before


@pytest.mark.parametrize("error", [KeyError("credentials"), type("HostError", (Exception,), {})("no credentials")])
def test_what_a_host_raises_of_its_own_is_one_line(error, memory, far, monkeypatch):
    def fails(*_, **__):
        raise error

    monkeypatch.setattr(type(memory), "find", fails)
    with pytest.raises(InputError, match=r"archive/cables: .*credentials"):
        far()


def test_what_is_no_site_of_ours_is_not_written_over(memory, far):
    memory.pipe_file("/www/site/letter.txt", b"dear")
    with pytest.raises(OutputError, match="holds something else"):
        far()
    assert list(sent(memory)) == ["letter.txt"]


@pytest.mark.parametrize("address", ["memory://nowhere", "nonsense://x", "s3://bucket/cables"])
def test_an_address_that_cannot_be_read_is_one_line(address, tmp_path, run):
    done = run("build", "--cables", address, "--site", tmp_path / "site", "--cache", tmp_path / "cache")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert address in done.stderr


def test_no_file_is_brought_out_of_the_folder(memory, tmp_path):
    memory.store["/archive/cables/../../evil.txt"] = memory.store["/archive/cables/2008/08ZENDA1.txt"]
    with pytest.raises(InputError, match="leads out of the folder"):
        remote.fetch(FROM, tmp_path / "brought", Clock(shown=False))
    assert not list(tmp_path.rglob("evil.txt"))


def test_an_address_of_this_disk_is_a_folder(tmp_path, run):
    (tmp_path / "my cables").mkdir()
    (tmp_path / "my cables" / "08ZENDA1.txt").write_text(raw(1))
    cables, site = ((tmp_path / name).as_uri() for name in ("my cables", "site"))
    done = run("build", "--cables", cables, "--site", site, "--no-cache", "--no-search", "--no-offline")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "cables" / "08ZENDA1.html").exists()
    assert done.stderr.endswith(f"Look at {site}/index.html\n")
