"""Input that is not trusted: markup comes out as text, and no input takes more than linear time."""

import io
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import patterns
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared import CASES, ROOT

from chancery.about import tip
from chancery.checking import stranger
from chancery.editing import sightings
from chancery.editing.redaction import scrub
from chancery.importers import csv_full, web_edition
from chancery.parse import head, parse
from chancery.source import InputError, decode, printed_day

PAYLOADS = [line for line in (CASES / "payloads.txt").read_text("utf-8").split("\n") if line]
HEAD = "08ZENDA{n}\n{p}\nFri Feb 01 00:00:00 +0100 2008\nUNCLASSIFIED\nEmbassy Zenda\n"

# linear time

HEADER = HEAD.format(n=1, p="AN INVENTED CABLE") + (
    "VZCZCXRO8896\nDE RUEHZE #0001/01 0321200\nO 011200Z FEB 08\nFM AMEMBASSY ZENDA\n"
    "TO RUEHC/SECSTATE WASHDC IMMEDIATE 1\nUNCLAS ZENDA 000001\n\nE.O. 12958: N/A\nTAGS: PHUM, KTIP\n"
    "SUBJECT: AN INVENTED CABLE\n\n"
)
UNITS = [
    "-", "- ", "-\n", "---\n", "\n", " \n", " ", "\t", "\t \n", "=", "= \n", "_ ", "¶", "¶1. ", "1. ", "1.\n", "1", "9.", "A. ", "-- A. ",
    "(", ")", "((", "(U) ", "(SBU", "A", "a ", "A ", "Aa ", "AB\n", "A-", "A,", ", ", ". ", ".", "..", ":", "; ", "/", "//", "'", '"', "\\",
    "\u00a0", "\u200b", "\x0b", "\f", "é", "é ", "1,", "1,000 ", "twenty ", "twenty-", "and ", "or ", "of the ", "one hundred and ", "$1 ",
    "percent ", "REF: ", "REF A ", "REF: A. ZENDA 1\n", "08 ZENDA 1 ", "ZENDA 1, ", "TAGS: ", "TAGS: A, ", "SUBJECT: ", "SUBJ\n", "E.O. 12958: ",
    "CLASSIFIED BY: ", "Classified By: A B, C for reasons 1.4 (b) ", "1.4 (b) ", "SUMMARY: ", "END SUMMARY ", "COMMENT: ", "(COMMENT: ",
    "ZENDA 00000001  001 OF 002\n", "PAGE 02 ZENDA 00001\n", "UNCLASSIFIED\n", "UNCLAS SECTION 01 OF 02 ZENDA 000001\n", "SIPDIS\n",
    "STATE FOR ", "STATE FOR A/B, ", "ACTION DRL-02\nINFO ", "LOG-00 ", "arrested 3 ", "3 victims ", "since April 2009 ", "from 1 to 2 ",
    "between January and ", "Ministry of ", "Siem Reap Province ", "police ", "National Committee (NC) ", "N C (NC) ", "XXXXXXXXXXXX ",
    "TO RUEHC/SECSTATE ", "INFO RUEHC/A\n", "RUEHC/A PRIORITY 1\n", "XMT A B\n", "BT\n", "NNNN\n", "DE RUEHZE #0001/01 0321200\n",
]  # fmt: skip
SIZE = 60_000


def seconds(work: Callable[[str], object], text: str) -> float:
    """CPU time, so that other work on the machine does not count."""
    started = time.process_time()
    work(text)
    return time.process_time() - started


def grows_linearly(work: Callable[[str], object], unit: str, before: str = "", after: str = "") -> str | None:
    """What is wrong where a longer text of one unit takes more than in proportion."""
    found = patterns.grown(
        lambda size: seconds(work, before + (unit * (size // len(unit) + 1))[:size] + after), SIZE, 0.25
    )
    return found and f"{unit!r}: " + ", then ".join(f"{each:.2f} s" for each in found)


def read_cable(text: str) -> object:
    return parse(decode(text.encode(), "08ZENDA1.txt"))


@pytest.mark.parametrize("where", ["body", "header", "line"])
def test_parsing_takes_linear_time(where: str, record_property: Callable[[str, object], None]):
    """Every unit of the language of cables, repeated: after the header, in its place, or as one line."""
    before = {"body": HEADER + "¶1. (U) Text ", "header": HEAD.format(n=1, p="X"), "line": HEADER + "\n¶1. "}[where]
    units = UNITS if where != "line" else [unit.replace("\n", " ") for unit in UNITS]
    record_property("inputs tried", len(units))
    slow = [fault for unit in units if (fault := grows_linearly(read_cable, unit, before, "\nEND"))]
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize(
    "work",
    [
        lambda text: list(sightings.hits(text, frozenset())),
        lambda text: tip.about([], text, text),
        lambda text: head.__wrapped__("09ZENDA1", text),
        printed_day,
        stranger.read,
        stranger.words,
        lambda text: scrub(text, ["Rosa Vaskova"]),
        lambda text: list(csv_full.read(io.BytesIO(b'"1","' + text.encode()), "x")),
    ],
    ids=["sightings", "tip", "head", "day", "stranger", "words", "scrub", "rows"],
)
def test_other_readers_take_linear_time(work: Callable[[str], object]):
    more = ["<", "<a ", '<a href="', "<!--", "<script>", "</", "&#", "@", "a@", "a@a.", "1-", "+1 ", "Rosa ", "Rosa Vask ", "girl ", "named A",
            '",', '\\"', '"",', "passport no ", "12 Old ", "Calle A ", "trafficking in ", "anti-traffick"]  # fmt: skip
    slow = [fault for unit in UNITS + more if (fault := grows_linearly(work, unit))]
    assert not slow, "\n".join(slow)


def test_every_pattern_of_the_package_takes_linear_time(record_property: Callable[[str, object], None]):
    """Each on growing bad input made from itself: what it nearly matches and what it repeats."""
    command = [sys.executable, "-W", "ignore", patterns.__file__]
    every = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    record_property("patterns tried", len(every))
    record_property("inputs tried", sum(len(set(patterns.bad_inputs(*each[:2]))) for each in every))
    assert len({place for _, _, place in every}) > 100
    slow = [
        f"{place}: {pattern[:60]!r}: {fault}"
        for pattern, flags, place in every
        if (fault := patterns.slow(pattern, flags, search=patterns.searched(place)))
    ]
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize("bad", [r"\s+$", r"\w+\s*,\s*\w+@", r"\d*x", r"<a .*?</a>", r"-{2,}\s*[A-Z]"])
def test_a_pattern_that_is_worse_is_found(bad: str):
    assert patterns.slow(bad, 0, search=True)


def test_ten_megabytes_of_dashes_take_ten_times_as_long_as_one():
    for unit in ("-", "-" * 70 + "\n"):
        one, ten = (HEADER + unit * (size // len(unit)) for size in (1_000_000, 10_000_000))
        assert seconds(read_cable, ten) < 30 * min(seconds(read_cable, one) for _ in range(3)), unit[:2]


def test_the_square_is_told_from_a_slow_moment():
    assert patterns.grown(lambda size: (size / SIZE) ** 2, SIZE, 0.25) == (1 / 16, 1, 16)
    assert patterns.grown(lambda size: size / SIZE, SIZE, 0.25) is None
    moments = iter([30.0])
    assert patterns.grown(lambda size: next(moments, size / SIZE), SIZE, 0.25) is None


def test_a_page_of_hostile_markup_is_refused_or_read():
    for unit in ("<td>", "<pre>", "<table><tr><th>", "<!--", "<a href='", "&", "&#x000A;", "<![CDATA["):

        def work(text: str) -> None:
            try:
                web_edition.read(text)
            except ValueError:
                return

        assert grows_linearly(work, unit) is None


# any text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=3000))
def test_no_text_makes_the_parser_raise(text: str):
    try:
        source = decode(("08ZENDA1\n" + text).encode("utf-8", "surrogatepass"), "08ZENDA1.txt")
    except InputError:
        return
    parsed = parse(source)
    assert parsed.cable.id == "08ZENDA1"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=2000))
def test_no_bytes_make_the_reader_raise_otherwise(data: bytes):
    said = ""
    try:
        decode(data, "08ZENDA1.txt")
    except InputError as error:
        said = str(error)
    assert "\n" not in said


# every payload through every field


def hostile(number: int, payload: str) -> str:
    """An invented cable with a payload in every field that a source can fill."""
    return (
        HEAD.format(n=number, p=payload)
        .replace("UNCLASSIFIED\n", f"UNCLASSIFIED {payload}\n")
        .replace("Embassy Zenda", f"Embassy Zenda {payload}")
        + f"VZCZCXRO8896\nDE RUEHZE #000{number}/01 0321200\nZNR UUUUU ZZH {payload}\nO 011200Z FEB 08\n"
        f"FM AMEMBASSY ZENDA {payload}\nTO RUEHC/SECSTATE WASHDC IMMEDIATE 1\nRUEHXX/{payload} PRIORITY\n"
        f"INFO RUCNASE/{payload}\nUNCLAS ZENDA {number:06}\n\nSENSITIVE\n{payload}\nSIPDIS\n\nSTATE FOR {payload}\n\n"
        f"E.O. 12958: DECL: {payload}\nTAGS: PHUM, KTIP, {payload}\nSUBJECT: ZENDA {payload}\n\n"
        f"REF: A. {payload}\n     ¶B. ZENDA 1 {payload}\n\n"
        f"Classified By: Amb. {payload} for reasons 1.4 (b)\n\n¶1. (SBU) SUMMARY: Text {payload} text. END SUMMARY.\n\n"
        f"------\n{payload}\n------\n\n¶2. (SBU) Police {payload} arrested 14 traffickers in {payload} since April 2007.\n"
        f"The Great {payload} Office (GPO) convicted 3.\n\n-- {payload}\n-- {payload}\n\n{payload}\n\n¶3. (U) {payload}\nHENTZAU {payload}\n"
    )


def edited(payload: str) -> str:
    line = "'" + payload.replace("'", "''") + "'"
    return (
        f"note: {line}\n"
        f"redactions: [{{text: convicted 3, reason: {line}}}]\n"
        f"corrections: [{{field: signature, from: null, to: {line}, reason: {line}}}]\n"
    )


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site of cables that hold each payload in each field."""
    folder = tmp_path_factory.mktemp("hostile")
    cables = folder / "cables"
    cables.mkdir()
    for number, payload in enumerate(PAYLOADS, 1):
        path = cables / f"08ZENDA{number}.txt"
        path.write_text(hostile(number, payload), "utf-8")
        signature = parse(decode(path.read_bytes(), path.name)).cable.signature
        quoted = "null" if signature is None else "'" + signature.replace("'", "''") + "'"
        path.with_suffix(".edits.yaml").write_text(edited(payload).replace("from: null", f"from: {quoted}"), "utf-8")
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "build",
        "--cables",
        str(cables),
        "--site",
        str(folder / "site"),
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    yield folder / "site"
    shutil.rmtree(folder)


def test_payloads_come_out_as_text(hostile_site: Path, record_property: Callable[[str, object], None]):
    """No page has a handler, a style or a script in line, or fetches from elsewhere, whatever a field holds."""
    record_property("payloads tried", len(PAYLOADS))
    pages = sorted(path for path in hostile_site.rglob("*.html") if "offline" not in path.parts)
    assert len(pages) > len(PAYLOADS)
    for path in pages:
        page = stranger.read(path.read_text("utf-8"))
        assert not page.inline, path.name
        assert not [
            link for link in page.links if link.target.lower().strip().startswith(("javascript:", "data:text"))
        ], path.name
        away = [link for link in page.links if link.fetched and stranger.resolve(path.name, link.target) is None]
        assert not [link for link in away if not link.target.startswith("data:image/")], (path.name, away)


def test_payloads_stay_readable(hostile_site: Path):
    """The words are on the page, so nothing was cut to make it safe."""
    for number, payload in enumerate(PAYLOADS, 1):
        page = stranger.words((hostile_site / "cables" / f"08ZENDA{number}.html").read_text("utf-8"))
        assert stranger.squeeze(payload) in page, payload


def test_no_template_or_yaml_code_runs(hostile_site: Path):
    text = "".join(path.read_text("utf-8") for path in (hostile_site / "cables").glob("*.html"))
    assert "<class &#39;" not in text
    assert "7*7" in text
    assert not (ROOT / "pwned").exists()
    assert not (hostile_site / "pwned").exists()


@pytest.mark.browser
def test_no_payload_runs_in_a_browser(hostile_site: Path, browser, record_property: Callable[[str, object], None]):
    """Every hostile page opened and its links and folds used: no script of theirs runs, nothing is fetched."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss())
    pages = sorted((hostile_site / "cables").glob("08ZENDA*.html"))
    lists = [
        path
        for folder in ("countries", "topics", "tags", "indicators", "years")
        for path in sorted((hostile_site / folder).glob("*.html"))
    ]
    random.Random(1).shuffle(lists)
    for path in [*pages, *lists[:20], hostile_site / "index.html"]:
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert page.evaluate("window.pwned") is None, path.name
    record_property("pages opened", len(pages) + 21)
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
    page.close()
