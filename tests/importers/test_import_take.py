"""What an import takes, how it writes it, and that it goes on where it was stopped."""

import os
import re
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest
from collections_to_import import PAGE, read_csv, row, zipped
from shared import ROOT, SHARED
from terminal import on_a_terminal

from chancery.importers import folder, take
from chancery.importers.take import Wanted
from chancery.source import printed_day


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


@pytest.mark.parametrize(
    "tags",
    ["TAGS: PHUMKTIPCB", "TAGS PHUM KTIP", "TAGS. PHUM KTIP", "TAGS: PGOV,\nPHUM,\nKTIP,\nRU", "TAGS: PHUM, K TIP"],
)
def test_tags_are_those_of_the_record(tags):
    text = row(1, subject="A MEETING").replace("TAGS: PHUM, KTIP, RU", tags)
    assert take.chosen(read_csv(text)[0].text, Wanted(tip=True)) == (True, "TAGS: KTIP")


@pytest.mark.parametrize(
    "lines",
    ["SUBJECT: A NEW LAW REF: STATE 1", "(U) SUBJECT: A NEW LAW", "SUBJECT - A NEW LAW", "SUBJ: A NEW\nLAW\nSENSITIVE"],
)
def test_a_title_that_the_source_lacks_is_the_subject_of_the_record(lines):
    text = row(1).replace("SUBJECT: RURITANIA: A NEW LAW\nAND WHAT CAME OF IT", lines)
    assert read_csv(text)[0].text.split("\n")[1] == "A NEW LAW"


def test_a_file_with_old_ends_of_lines_is_chosen_from_alike():
    text = read_csv(row(1))[0].text
    for end in ("\r", "\r\n"):
        assert take.chosen(text.replace("\n", end), Wanted(tip=True, tags=("KTIP",))) == (True, "TAGS: KTIP")


def test_choices_are_met_all_together():
    (found,) = read_csv(row(7))
    day = printed_day("2008-02-01")
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


def outcomes(text: str, into: Path, **options: bool) -> list[str]:
    return [each.outcome for each in take.into(iter(read_csv(text)), take.Target(into, **options), Wanted())]


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
    assert run("import", "--into", into, "--from", "2009", "--to", "2008", source).returncode == 2
    again = run("import", "--into", into, "--from", "2008", "--to", "2008-12-31", source)
    assert "3 written, 4 already there" in again.stdout


def test_an_interrupted_import_begins_anew_where_its_cables_are_gone_and_keeps_what_was_bad(tmp_path: Path, run):
    source, into = tmp_path / "cables.csv", tmp_path / "cables"
    text = row(1) + '"2","broken\n' + row(3) + row(4)
    source.write_text(text, "utf-8")
    into.mkdir()
    same, third = take.key(source, Wanted(), replace=False), read_csv(text)[2]
    take.save_mark(into, same, take.Mark(third.done, 3, bad=1, last="08ZENDA3"))
    anew = run("import", "--into", into, source)
    assert "3 written, 1 bad" in anew.stdout
    take.save_mark(into, same, take.Mark(third.done, 3, bad=1, last="08ZENDA3"))
    on = run("import", "--into", into, source)
    assert "goes on after row 3" in on.stderr
    assert ("1 already there, 1 bad" in on.stdout, on.returncode) == (True, 1)


@pytest.mark.parametrize("name", ["Burma", "the Netherlands", "C\u00f4te d'Ivoire", "DRC", "KHM", "CB"])
def test_countries_have_the_names_that_cables_use(tmp_path: Path, run, name):
    source = tmp_path / "cables.csv"
    source.write_text(row(1), "utf-8")
    assert "not asked for" in run("import", "--into", tmp_path / "c", "--country", name, source).stdout


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


# going on, and how far it came

FORMS = ["csv", "zip", "tar.gz", "folder"]


@pytest.fixture(scope="module")
def forms(tmp_path_factory) -> dict[str, Path]:
    """The same cables in each form that can be imported."""
    place = tmp_path_factory.mktemp("forms")
    rows = "".join(row(number) for number in range(1, 3001))
    (place / "cables.csv").write_text(rows, "utf-8")
    texts = {f"{found.id}.txt": found.text.encode() for found in read_csv(rows)}
    (place / "folder").mkdir()
    for name, data in texts.items():
        (place / "folder" / name).write_bytes(data)
    with tarfile.open(place / "cables.tar.gz", "w:gz") as archive:
        archive.add(place / "folder", "cables")
    zipped(place / "cables.zip", texts)
    return {form: place / (form if form == "folder" else f"cables.{form}") for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
def test_an_import_that_is_killed_in_the_middle_goes_on(form: str, forms: dict[str, Path], tmp_path: Path, run):
    into = tmp_path / "into"
    into.mkdir()
    command = [sys.executable, str(ROOT / "build.py"), "import", "--into", str(into), str(forms[form])]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    early = 900 if form == "csv" else 1  # a list of what is done is kept of rows, some hundreds at a time
    while process.poll() is None and not (into / f"08ZENDA{early}.txt").exists():
        time.sleep(0.002)
    process.kill()
    assert process.wait() < 0
    half = len(list(into.glob("*.txt")))
    assert 0 < half < 3000
    done = run("import", "--into", into, forms[form])
    assert done.returncode == 0, done.stderr
    again = sum(int(number) for number in re.findall(r"(\d+) (?:written|already there)", done.stdout))
    if form == "csv":
        after = int(re.search(r"goes on after row (\d+)", done.stderr)[1])
        assert after >= 800
        assert again == 3000 - after
    else:
        assert again == 3000
    texts = {path.name: path.read_bytes() for path in into.iterdir()}
    assert texts == {path.name: path.read_bytes() for path in forms["folder"].iterdir()}


@pytest.mark.parametrize("form", FORMS)
def test_a_terminal_gets_how_far_it_came_and_the_time_left(form: str, forms: dict[str, Path], tmp_path: Path):
    shown = on_a_terminal(["import", "--into", tmp_path / "into", forms[form]])
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    steps = [int(each) for each in re.findall(rf"{forms[form].name} [^\r]*? (\d+) % ", plain)]
    assert steps[0] < 50
    assert steps == sorted(steps)
    assert steps[-1] >= 99
    assert re.search(r"\d+ % [^\r]*[kM]B (?:\d+:\d\d|-+:-+):(?:\d\d|-+)", plain)
    assert "3000 written" in plain
