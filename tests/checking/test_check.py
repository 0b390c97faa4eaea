"""Numbered findings: each rule on a cable that has the fault, and silence on one that has none."""

import json
import re
from pathlib import Path

import pytest

from chancery.checking.check import RULES, check
from chancery.checking.check_together import duplicates, lacking
from chancery.parse import parse
from chancery.source import decode

GOOD = """08ZENDA7
RURITANIA: 2008 TIP INTERIM ASSESSMENT
Fri Feb 01 00:00:00 +0100 2008
UNCLASSIFIED
Embassy Bern
VZCZCXRO8896
OO RUEHCHI
DE RUEHZE #0007/01 0321200
ZNR UUUUU ZZH
O 011200Z FEB 08
FM AMEMBASSY BERN
TO RUEHC/SECSTATE WASHDC IMMEDIATE 1365UNCLAS BERN 000007

SIPDIS

E.O. 12958: N/A
TAGS: PHUM, KTIP, SZ
SUBJECT: RURITANIA: 2008 TIP INTERIM ASSESSMENT

REF: A. STATE 1
     B. STATE 2

1. (U) SUMMARY: An invented cable. END SUMMARY.

2. (U) The government opened a shelter.

3. (U) Nothing else came of it.
HENTZAU
""".replace("08ZENDA7", "08BERN7")


def codes(text: str) -> dict[str, int]:
    """Numbers of findings and their lines."""
    parsed = parse(decode(text.encode(), "08BERN7.txt"))
    return {each.code: each.line for each in check(parsed.cable, parsed.ledger, "08BERN7.txt")}


def test_a_good_cable_has_no_findings():
    assert codes(GOOD) == {}


@pytest.mark.parametrize(
    ("code", "old", "new", "line"),
    [
        ("H010", "0321200", "0331200", 8),
        ("H011", "0321200", "0321201", 8),
        ("H012", "Fri Feb 01 00:00:00 +0100 2008", "Fri Feb 08 00:00:00 +0100 2008", 10),
        ("H014", "#0007/01", "#0008/01", 8),
        ("H015", "Fri Feb 01 00:00:00 +0100 2008", "Sat Feb 02 00:00:00 +0100 2008", 10),
        ("H017", "011200Z FEB", "311200Z FEB", 10),
        ("H017", "011200Z FEB", "012500Z FEB", 10),
        ("H018", "Fri Feb 01 00:00:00 +0100 2008", "garbage", 3),
        ("H020", "TAGS: PHUM, KTIP, SZ\n", "", 6),
        ("H021", "PHUM, KTIP", "PHUN, KTIP", 17),
        ("H021", "PHUM, KTIP", "JOHN, KTIP", 17),
        ("H022", "KTIP, SZ", "KTIP", 17),
        ("H022", "KTIP, SZ", "KTIP, UN", 17),
        ("H022", "KTIP, SZ", "KTIP, XB", 17),
        ("H030", "SUBJECT: RURITANIA: 2008 TIP INTERIM ASSESSMENT\n", "", 6),
        ("H031", "SUBJECT: RURITANIA: 2008", "SUBJECT: GRAUSTARK: 2008", 18),
        ("H040", "B. STATE 2", "B. E-MAIL HENTZAU-SAPT", 20),
        ("H041", "B. STATE 2", "D. STATE 2", 20),
        ("H051", "2. (U)", "2. (S)", 25),
        ("H051", "2. (U)", "2. (S-NF)", 25),
        ("H051", "2. (U)", "2. (SECRET)", 25),
        ("B010", "3. (U)", "5. (U)", 27),
        ("B011", "3. (U)", "1. (U)", 27),
        ("B020", "HENTZAU\n", "", 27),
    ],
)
def test_each_fault_is_found_at_its_line(code: str, old: str, new: str, line: int):
    assert old in GOOD
    found = codes(GOOD.replace(old, new, 1))
    assert code in found
    assert found[code] == line


@pytest.mark.parametrize("printed", ["", "Mon Nov 31 00:00:00 +0100 2008", "notadate"])
def test_a_cable_without_a_date_is_told_of(printed: str):
    bare = GOOD.replace("Fri Feb 01 00:00:00 +0100 2008", printed, 1)
    assert "H016" not in codes(bare), "its date-time group has one"
    assert codes(re.sub(r".*\d{6}Z FEB 08.*\n", "", bare))["H016"] == 3


def test_what_is_usual_is_no_finding():
    assert codes(GOOD.replace("A. STATE 1", "A. STATE 1, 2, AND 3")) == {}
    assert codes(GOOD.replace("KTIP, SZ", "KTIP, SZ, UN, XB")) == {}


def test_the_day_of_the_de_line_is_compared_with_the_source_s_without_a_date_time_group():
    """Its zone is an hour or two from UTC, so that a day more or less is none."""
    bare = GOOD.replace("O 011200Z FEB 08\n", "")
    assert codes(bare) == codes(bare.replace("0321200", "0331200")) == {"H002": 6}
    assert codes(bare.replace("0321200", "0341200")) == {"H002": 6, "H010": 8}
    assert codes(bare.replace("Fri Feb 01", "Tue Jan 01").replace("0321200", "3652300")) == {"H002": 6}


def test_a_line_that_is_no_classification_is_told_of():
    """Where one of the five lines above the header is missing, the others stand one too high."""
    assert codes(GOOD.replace("Fri Feb 01 00:00:00 +0100 2008\n", "", 1))["H050"] == 4


def test_cables_that_are_there_twice():
    found = duplicates([("a/1.txt", "08BERN7", "x"), ("b/1.txt", "08BERN7", "y"), ("c.txt", "08BERN8", "x")])
    assert [(each.path, each.code, each.severity) for each in found] == [
        ("b/1.txt", "S010", "error"),
        ("c.txt", "S011", "warning"),
    ]


def test_the_command_s_status_and_forms(run, tmp_path: Path):
    good, bad, broken = (tmp_path / name for name in ("08BERN7.txt", "08BERN8.txt", "08BERN9.txt"))
    good.write_text(GOOD, "utf-8")
    bad.write_text(GOOD.replace("08BERN7", "08BERN8").replace("0321200", "0331200"), "utf-8")
    broken.write_bytes(b"\0\0")
    assert run("check", good).returncode == 0
    done = run("check", bad)
    assert done.returncode == 1
    assert f"{bad}:8: H010 the day of the year" in done.stdout
    done = run("check", "--format", "json", tmp_path)
    assert done.returncode == 1
    assert {each["code"] for each in json.loads(done.stdout)} >= {"H010", "S001"}


def test_an_edits_file_that_does_not_fit_is_an_error(run, tmp_path: Path):
    path = tmp_path / "08BERN7.txt"
    path.write_text(GOOD, "utf-8")
    path.with_suffix(".edits.yaml").write_text("corrections:\n  - {field: signature, from: X, to: Y, reason: r}\n")
    done = run("check", path)
    assert done.returncode == 1
    assert "08BERN7.edits.yaml:2: S002" in done.stdout


def test_rules_have_numbers_severities_and_sentences():
    assert all(
        len(code) == 4 and severity in {"error", "warning", "note"} and text for code, (severity, text) in RULES.items()
    )


def test_what_a_cable_changes_and_the_collection_lacks_is_told(tmp_path: Path, run):
    """That of which a reader would have to know, always; other references where the whole collection is looked at."""
    text = GOOD.replace("1. (U) SUMMARY", "THIS CABLE CORRECTS BERN 3.\n\n1. (U) SUMMARY").replace("STATE 2", "BERN 4")
    (tmp_path / "08BERN7.txt").write_text(text)
    (tmp_path / "08BERN4.txt").write_text(GOOD.replace("08BERN7", "08BERN4"))
    one = run("check", tmp_path / "08BERN7.txt")
    told = f"{tmp_path}/08BERN7.txt:23: H042 it changes a cable that the collection lacks: corrects 08BERN3\n"
    assert (one.returncode, one.stdout) == (0, told)
    both = run("check", tmp_path).stdout
    assert told in both
    assert f"{tmp_path}/08BERN7.txt:20: H043 it refers to cables that the collection lacks: 08STATE1\n" in both
    (tmp_path / "08BERN3.txt").write_text(GOOD.replace("08BERN7", "08BERN3"))
    assert "H042" not in run("check", tmp_path).stdout


def test_many_lacking_references_are_one_finding():
    references = "\n".join(f"     {chr(67 + n)}. STATE {n + 3}" for n in range(6))
    parsed = parse(decode(GOOD.replace("B. STATE 2", f"B. STATE 2\n{references}").encode(), "08BERN7.txt"))
    (found,) = lacking(parsed.cable, parsed.ledger.raw, "x.txt", {"08STATE1"}, whole=True)
    assert found.what.endswith("lacks: 08STATE2, 08STATE3, 08STATE4, 08STATE5, 08STATE6 and 2 more")
