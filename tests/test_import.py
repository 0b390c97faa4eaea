"""Ways in: what comes out of them is the form of the collection, and nothing they bring can do harm."""

import io
import os
import re
import subprocess
import sys
import tarfile
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from shared import ROOT, SHARED

from chancery.importers import archives, csv_full, folder, record, take, web_edition
from chancery.importers.take import Wanted

HEADER = "VZCZCXRO8896\nDE RUEHZE #0007/01 0321200\nO 011200Z FEB 08\nFM AMEMBASSY ZENDA\nTO SECSTATE WASHDC"
MESSAGE = """UNCLAS ZENDA 000007

SIPDIS

E.O. 12958: N/A
TAGS: PHUM, {tags}, RU
SUBJECT: RURITANIA: {subject}
AND WHAT CAME OF IT

1. (U) An invented cable; he said "no" and wrote C:\\temp.
ELPHBERG"""


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def row(
    number: int,
    *,
    name: str | None = None,
    tags: str = "KTIP",
    subject: str = "A NEW LAW",
    day="2/1/2008 12:00",
) -> str:
    message = MESSAGE.format(tags=tags, subject=subject)
    fields = (
        str(number),
        day,
        name or f"08ZENDA{number}",
        "Embassy Zenda",
        "UNCLASSIFIED",
        "",
        HEADER,
        message,
    )
    return ",".join(map(quoted, fields)) + "\n"


def read_csv(text: str, **options: int) -> list[record.Found]:
    return list(csv_full.read(io.BytesIO(text.encode()), "cables.csv", **options))


# the full collection


def test_a_row_becomes_the_form_of_the_collection():
    """Five lines, the transmission header, and the message glued to its last line, as the source has it."""
    (found,) = read_csv(row(7))
    lines = found.text.split("\n")
    assert lines[:5] == [
        "08ZENDA7",
        "RURITANIA: A NEW LAW AND WHAT CAME OF IT",
        "2/1/2008 12:00",
        "UNCLASSIFIED",
        "Embassy Zenda",
    ]
    assert lines[9] == "TO SECSTATE WASHDCUNCLAS ZENDA 000007"
    assert 'he said "no" and wrote C:\\temp.' in found.text


def test_a_broken_row_is_told_with_its_number_and_swallows_no_other():
    """A missing quotation mark costs one row; its neighbours are read."""
    broken = row(2).replace('"Embassy Zenda"', '"Embassy Zenda', 1)
    found = read_csv(row(1) + broken + row(3) + '"4","2/1/2008"\n' + row(5))
    assert [each.id for each in found if each.text] == ["08ZENDA1", "08ZENDA3", "08ZENDA5"]
    faults = {each.where: each.fault for each in found if each.fault}
    assert list(faults) == ["cables.csv: row 2", "cables.csv: row 4"]
    assert faults["cables.csv: row 4"] == "2 columns, not 8"


def test_old_bytes_are_read():
    """Rows that are not UTF-8 are read by the Western code page."""
    data = row(1).replace("no", "caf\xe9").encode("latin-1")
    (found,) = csv_full.read(io.BytesIO(data), "cables.csv")
    assert "café" in found.text


def test_ids_that_would_leave_the_folder_are_refused():
    """A reference id from a file becomes a file's name only where it is one."""
    for name in (
        "../../etc/passwd",
        "/etc/passwd",
        "08ZENDA7/../x",
        "CON",
        "",
        "08zenda7",
        "08ZENDA7\\n",
        "08ZENDA7\x00",
    ):
        (found,) = read_csv(row(1, name=name or " "))
        assert found.text is None
        assert found.fault == "no reference id"


def test_reading_takes_constant_memory():
    """Ten thousand rows need no more than a hundred."""

    class Endless(io.RawIOBase):
        """A CSV of so many rows that is never in memory as a whole."""

        def __init__(self, rows: int) -> None:
            self.rows, self.at, self.rest = rows, 0, b""

        def seek(self, *_: int) -> int:
            return 0

        def readline(self, size: int = -1) -> bytes:
            if not self.rest and self.at < self.rows:
                self.at += 1
                self.rest = row(self.at).encode()
            line, _, self.rest = self.rest.partition(b"\n")
            return line + b"\n" if line or self.rest else b""

    def peak(rows: int) -> int:
        tracemalloc.start()
        assert sum(1 for _ in csv_full.read(Endless(rows), "x")) > 0
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    assert peak(2000) < 1.5 * peak(100) + 100_000


def test_a_field_of_quotation_marks_takes_linear_time():
    """Hostile rows: as many quotation marks, backslashes or commas as one likes."""
    for unit in ('"', "\\", '",', '\\"', '"",'):
        started = time.perf_counter()
        list(csv_full.read(io.BytesIO(b'"1","' + unit.encode() * 300_000), "x"))
        assert time.perf_counter() - started < 3, unit


# the first web edition


@pytest.mark.skipif(not (SHARED / "web_edition").is_dir(), reason="the real pages are not at hand")
@pytest.mark.parametrize("page", sorted((SHARED / "web_edition").glob("*.html")), ids=lambda page: page.stem)
def test_real_pages_give_the_raw_text_but_for_the_printed_date(page: Path):
    """The page and the text file of a cable hold the same, line by line."""
    name, text = web_edition.read(page.read_text("utf-8"))
    raw = (SHARED / "cables" / f"{name}.txt").read_text("utf-8").split("\n")
    mine = text.split("\n")
    assert mine[:2] + mine[3:] == raw[:2] + raw[3:]
    assert record.day(mine[2]) == record.day(raw[2])


PAGE = """<html><table class='cable'><tr><th>Reference ID</th><th>Created</th><th>Released</th>
<th>Classification</th><th>Origin</th></tr><tr><td><a href='x'>08ZENDA7</a></td><td>2008-02-01 12:00</td>
<td>2010-12-01 21:09</td><td>UNCLASSIFIED</td><td>Embassy Zenda</td></tr></table>
<pre>{header}</pre><pre>{message}</pre>"""


def test_markup_in_a_page_is_text():
    """Entities become characters and tags go; nothing of the page's code comes along."""
    message = "UNCLAS ZENDA 7&#x000A;SUBJECT: A &lt;B&gt; &amp; C&#x000A;<a href='javascript:x'>¶</a>1. Text"
    name, text = web_edition.read(PAGE.format(header="TO RUEHC/SECSTATE WASHDC", message=message))
    assert name == "08ZENDA7"
    assert text.split("\n")[1] == "A <B> & C"
    assert text.endswith("WASHDCUNCLAS ZENDA 7\nSUBJECT: A <B> & C\n¶1. Text")


def test_a_page_that_is_no_cable_says_what_it_lacks():
    with pytest.raises(ValueError, match="lacks reference id"):
        web_edition.read("<html><pre>hello</pre></html>")


# archives


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


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


# what is taken


def test_tip_says_why_and_leaves_the_rest():
    texts = {
        "tags": row(1, subject="A LAW"),
        "subject": row(2, tags="PREL", subject="2004 TRAFFICKING IN PERSONS REPORT"),
        "capital": row(3, tags="PREL", subject="TIP INTERIM ASSESSMENT"),
        "none": row(4, tags="PREL", subject="A TIP OF THE HAT TO DRUG TRAFFICKING").replace("TIP", "Tip"),
        "words": row(5, tags="PREL", subject="SHELTERS").replace(
            "An invented cable", "Human trafficking, sex trafficking and trafficking victims"
        ),
    }
    why = {name: take.chosen(read_csv(text)[0].text, Wanted(tip=True)) for name, text in texts.items()}
    assert why["tags"] == (True, "TAGS: KTIP")
    assert why["subject"] == (True, "subject: TRAFFICKING IN PERSONS")
    assert why["capital"] == (True, "subject: TIP")
    assert why["none"] == (False, None)
    assert why["words"][0]
    assert why["words"][1].startswith("text: 'Human trafficking'")


def test_choices_are_met_all_together():
    (found,) = read_csv(row(7))
    day = record.day("2008-02-01")
    assert take.chosen(found.text, Wanted(tags=("ktip",), first=day, last=day, subject="new law"))[0]
    assert not take.chosen(found.text, Wanted(tags=("PTER",)))[0]
    assert not take.chosen(found.text, Wanted(first=day.replace(day=2)))[0]
    assert not take.chosen(found.text, Wanted(last=day.replace(year=2007)))[0]
    assert not take.chosen(found.text, Wanted(subject="old law"))[0]


@pytest.mark.skipif(not (SHARED / "cables").is_dir(), reason="the real cables are not at hand")
def test_real_cables_on_trafficking_are_told_from_others():
    """With no KTIP in most of them: the tag came late."""
    yes = {"05QUITO1803", "05QUITO2762", "05SANJOSE488", "07QUITO1884", "09PHNOMPENH846", "09SANJOSE128"}
    files = sorted((SHARED / "cables").glob("*.txt"))
    got = {path.stem for path in files if take.chosen(path.read_text("utf-8"), Wanted(tip=True))[0]}
    assert got == yes & {path.stem for path in files}


# writing


def outcomes(text: str, into: Path, **options: bool) -> list[str]:
    return [each.outcome for each in take.into(iter(read_csv(text)), into, Wanted(), **options)]


def test_a_cable_with_other_content_is_never_overwritten(tmp_path: Path):
    assert outcomes(row(1) + row(2), tmp_path) == ["written", "written"]
    changed = row(1, subject="ANOTHER LAW")
    assert outcomes(changed + row(2), tmp_path) == ["differs", "there"]
    assert "A NEW LAW" in (tmp_path / "08ZENDA1.txt").read_text("utf-8")
    assert outcomes(changed, tmp_path, replace=True) == ["replaced"]
    assert "ANOTHER LAW" in (tmp_path / "08ZENDA1.txt").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["08ZENDA1.txt", "08ZENDA2.txt"]


def test_a_link_in_the_folder_is_not_written_through(tmp_path: Path):
    """A link planted under a cable's name does not lead the writer elsewhere."""
    victim = tmp_path / "elsewhere"
    victim.write_text("keep")
    into = tmp_path / "cables"
    into.mkdir()
    (into / "08ZENDA1.txt").symlink_to(victim)
    assert outcomes(row(1), into) == ["differs"]
    assert outcomes(row(1), into, replace=True) == ["replaced"]
    assert victim.read_text() == "keep"


def test_an_interrupted_import_goes_on(tmp_path: Path, run):
    """The mark of the same import is taken up; that of another is not."""
    text = "".join(row(number) for number in range(1, 8))
    source = tmp_path / "cables.csv"
    source.write_text(text, "utf-8")
    into = tmp_path / "cables"
    into.mkdir()
    third = read_csv(text)[2]
    same = take.key(source, Wanted(), replace=False)
    take.save_mark(into, same, take.Mark(third.done, 3))
    done = run("import", "--into", into, source)
    assert done.returncode == 0, done.stderr
    assert "goes on after row 3" in done.stderr
    assert sorted(path.name for path in into.iterdir()) == [f"08ZENDA{number}.txt" for number in range(4, 8)]
    assert "4 written" in done.stdout
    again = run("import", "--into", into, "--from", "2008", "--to", "2008-12-31", source)
    assert "3 written, 4 already there" in again.stdout


def test_the_command_tells_and_its_status_says_bad(tmp_path: Path, run):
    source = tmp_path / "cables.csv"
    source.write_text(row(1) + '"2","broken\n' + row(3, tags="PREL", subject="FISH"), "utf-8")
    done = run("import", "--into", tmp_path / "c", "--tip", source)
    assert done.returncode == 1
    assert "08ZENDA1: TAGS: KTIP" in done.stdout
    assert re.search(r"cables\.csv: row 2: broken at column 2", done.stderr)
    assert "1 written, 1 not asked for, 1 bad" in done.stdout


def test_folders_and_archives_of_cables_are_read(tmp_path: Path):
    text = read_csv(row(1))[0].text.encode()
    inside = tmp_path / "in" / "deep"
    inside.mkdir(parents=True)
    (inside / "08ZENDA1.txt").write_bytes(text)
    (inside / "notes.txt").write_bytes(b"no cable")
    page = PAGE.format(header="TO SECSTATE WASHDC", message="UNCLAS ZENDA 7").encode()
    zipped(tmp_path / "in" / "more.zip", {"x/page.html": page, "readme.md": b""})
    found = list(folder.read(tmp_path / "in"))
    assert sorted(each.id for each in found if each.text) == ["08ZENDA1", "08ZENDA7"]
    assert [Path(each.where).name for each in found if each.fault] == ["notes.txt:1"]


def big_csv(path: Path, megabytes: int) -> int:
    """A CSV of invented rows of 20 KB, one in a hundred about trafficking; how many those are."""
    filler = "Nothing of note was seen in Zenda. " * 570
    rows = megabytes * 1_000_000 // len(filler)
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, rows + 1):
            about = {"tags": "PREL", "subject": "A NEW BRIDGE"} if number % 100 else {}
            file.write(row(number, **about).replace("ELPHBERG", f"{filler}\nELPHBERG"))
    return rows // 100


def run_measured(*words: object) -> tuple[int, int]:
    """A command's exit status and the most memory it had, in MB."""
    command = [sys.executable, str(ROOT / "build.py"), *map(str, words)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss // 1024


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="skipped: memory of a process is told in other units elsewhere")
def test_a_large_collection_is_read_in_constant_memory(tmp_path: Path, record_property):
    memory = {}
    for megabytes in (5, 200):
        source, into = tmp_path / f"{megabytes}.csv", tmp_path / str(megabytes)
        wanted = big_csv(source, megabytes)
        started = time.perf_counter()
        status, memory[megabytes] = run_measured("import", "--tip", "--into", into, source)
        assert status == 0
        assert len(list(into.glob("*.txt"))) == wanted
        record_property(
            f"import of {megabytes} MB", f"{time.perf_counter() - started:.1f} s, {memory[megabytes]} MB of memory"
        )
        source.unlink()
    assert memory[200] < memory[5] + 30


@pytest.mark.slow
def test_a_killed_import_goes_on_and_ends_as_one_that_was_not(tmp_path: Path, run):
    source, into, whole = tmp_path / "cables.csv", tmp_path / "cables", tmp_path / "whole"
    big_csv(source, 30)
    command = [sys.executable, str(ROOT / "build.py"), "import", "--into", str(into), str(source)]
    for _ in range(3):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.8)
        process.kill()
        process.wait()
    assert run("import", "--into", into, source).returncode == 0
    assert run("import", "--into", whole, source).returncode == 0
    names = {path.name for path in into.iterdir() if not path.name.endswith(".part")}
    assert names == {path.name for path in whole.iterdir()}
    assert not [name for name in names if (into / name).read_bytes() != (whole / name).read_bytes()]
