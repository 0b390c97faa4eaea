"""Archives that are imported: nothing they bring can do harm."""

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from collections_to_import import zipped

from chancery.importers import archives

HOSTILE = ["../08ZENDA1.txt", "/tmp/08ZENDA1.txt", "a/../../08ZENDA1.txt", "C:\\08ZENDA1.txt", "..\\08ZENDA1.txt",
           "aux.txt", "x/NUL", "COM1.txt", "a\nb.txt"]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_members_that_leave_their_folder_are_refused(tmp_path: Path, name: str):
    archive = zipped(tmp_path / "a.zip", {name: b"x", "08ZENDA2.txt": b"y"})
    found = {each.name: each for each in archives.read(archive, (".txt",))}
    assert found[name].data is None
    assert found[name].fault
    assert found["08ZENDA2.txt"].data == b"y"


def test_links_devices_and_case_clashes_are_refused(tmp_path: Path):
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, kind in (("l.txt", tarfile.SYMTYPE), ("h.txt", tarfile.LNKTYPE), ("d.txt", tarfile.CHRTYPE),
                           ("f.txt", tarfile.FIFOTYPE)):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("08ZENDA1.txt", "08zenda1.TXT"):
            archive.addfile(tarfile.TarInfo(name), io.BytesIO())
    faults = {each.name: each.fault for each in archives.read(path, (".txt",))}
    assert all(faults[name] == "a link or a device" for name in ("l.txt", "h.txt", "d.txt", "f.txt"))
    assert faults["08ZENDA1.txt"] is None
    assert "but for case" in faults["08zenda1.TXT"]


def test_a_zip_link_is_refused(tmp_path: Path):
    info = zipfile.ZipInfo("08ZENDA1.txt")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    (found,) = archives.read(tmp_path / "a.zip", (".txt",))
    assert (found.data, found.fault) == (None, "a link or a device")


@pytest.mark.parametrize(("name", "fault"), [("\0a.txt", "a control character in its name"), ("", "no name")])
def test_a_member_without_a_name_is_refused(tmp_path: Path, name: str, fault: str):
    path = zipped(tmp_path / "a.zip", {"za.txt": b"x", "08ZENDA2.txt": b"y"})
    data = path.read_bytes()
    if name:
        path.write_bytes(data.replace(b"za.txt", name.encode()))
    else:  # in the list of members, which is behind them, the name becomes a remark
        at = data.rindex(b"za.txt")
        path.write_bytes(data[: at - 18] + b"\0\0\0\0\6\0" + data[at - 12 :])
    nameless, other = archives.read(path, (".txt",))
    assert (nameless.name, nameless.data, nameless.fault) == (name, None, fault)
    assert other.data == b"y"


@pytest.mark.parametrize("kind", ["zip", "tar.xz"])
def test_an_archive_that_unpacks_to_too_much_stops_with_a_clear_word(tmp_path: Path, kind: str):
    """A bomb: a small file that would unpack to much more than its bound."""
    path = tmp_path / f"bomb.{kind}"
    zeros = bytes(3_000_000)
    if kind == "zip":
        zipped(path, {f"08ZENDA{n}.txt": zeros for n in range(20)})
    else:
        with tarfile.open(path, "w:xz") as archive:
            for number in range(20):
                info = tarfile.TarInfo(f"08ZENDA{number}.txt")
                info.size = len(zeros)
                archive.addfile(info, io.BytesIO(zeros))
    assert path.stat().st_size < 200_000
    found = list(archives.read(path, (".txt",), max_total=10_000_000))
    assert sum(len(each.data or b"") for each in found) <= 10_000_000
    assert "unpacks to more than 10,000,000 bytes" in found[-1].fault


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.xz", "a.tgz"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", os.urandom(4000)])
def test_what_is_no_archive_is_told(tmp_path: Path, name: str, data: bytes):
    path = tmp_path / name
    path.write_bytes(data)
    found = list(archives.read(path, (".txt",)))
    assert [each.fault[:19] for each in found] == ["not a whole archive"]


@pytest.mark.parametrize("packed", ["zip", "tar.xz", "tar.bz2", "tar.gz"])
def test_an_archive_with_damaged_members_is_told(tmp_path: Path, packed: str):
    path, data = tmp_path / f"a.{packed}", os.urandom(90_000)
    if packed == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
            archive.writestr("08ZENDA1.txt", data)
    else:
        with tarfile.open(path, f"w:{packed[4:]}") as archive:
            info = tarfile.TarInfo("08ZENDA1.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    whole = path.read_bytes()
    for at in range(40, 1_000, 60):
        path.write_bytes(whole[:at] + b"\0" * 40 + whole[at + 40 :])
        assert [each.fault[:19] for each in archives.read(path, (".txt",)) if each.fault] in (
            ["not a whole archive"],
            [],
        )


def test_tables_and_archives_in_an_archive_are_told(tmp_path: Path, run):
    path = zipped(tmp_path / "c.zip", {"cables.csv": b"x", "inner.ZIP": b"y", "picture.png": b"z"})
    done = run("import", "--into", tmp_path / "into", path)
    todo = "not looked into; take it out of the archive and import it by itself"
    assert (done.returncode, done.stderr) == (1, f"{path}: cables.csv: {todo}\n{path}: inner.ZIP: {todo}\n")
