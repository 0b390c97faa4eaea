"""Whole cables: the record, the account of lines, links between cables, the command line, what is no cable at all."""

import random
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import CABLE, ROOT, SHARED, needs_shared
from whole import FIVE, HEAD, accounted, read

from chancery.about import links
from chancery.explain import explain
from chancery.model import Link, Reference
from chancery.parse import parse
from chancery.source import decode


def test_the_cable_that_ships():
    cable = parse(decode((ROOT / "cables" / f"{CABLE}.txt").read_bytes(), f"{CABLE}.txt")).cable
    assert [s.key for s in cable.sections] == [
        "summary", "training", "prosecutions", "interagency_cooperation", "victim_protection", "prevention", "comment"
    ]  # fmt: skip
    assert [p.number for s in cable.sections for p in s.paragraphs] == list(range(1, 10))
    assert (cable.assessment.kind, cable.assessment.year, cable.signature) == ("interim", 2009, "RODLEY")
    assert cable.glossary["RAJP"] == "Royal Academy for Judicial Professionals"
    assert cable.unplaced == ()
    across = cable.sections[2].paragraphs[0]
    assert "correct data gathering and submission formats" in across.text


def test_a_cable_without_text_is_withheld():
    cable = read("").cable
    assert (cable.completeness, cable.sections, cable.signature) == ("withheld", (), None)


def test_a_cable_that_breaks_off_is_partial():
    assert read(HEAD + "¶1.  Summary.  On July 3, the Duke...").cable.completeness == "partial"
    head = FIVE.format(id="09ZENDA1") + "UNCLAS ZENDA 000001\n\nSIPDIS\n\nSTATE FOR EUR\nNSC FOR TARLENHEIM\n"
    assert parse(decode(head.encode(), "09ZENDA1.txt")).cable.completeness == "withheld"
    assert parse(decode(f"{head} ...".encode(), "09ZENDA1.txt")).cable.completeness == "partial"


@pytest.mark.parametrize(
    ("post", "iso3"),
    [("Embassy Kingston", "JAM"), ("Embassy Georgetown", "GUY"), ("Embassy Belgrade", "SRB"), ("UNVIE", "AUT")],
)
def test_a_capital_is_that_of_the_country_with_the_post(post, iso3):
    """Norfolk Island has a Kingston too, the Cayman Islands a George Town."""
    text = FIVE.format(id="09ZENDA1").replace("Embassy Zenda", post) + HEAD + "¶1. Text."
    assert parse(decode(text.encode(), "09ZENDA1.txt"), figures=False).cable.countries == (iso3,)


def test_a_number_with_a_bracket_and_a_marking_is_no_reference():
    """'ref A' at the beginning of a line of the first paragraph made a notice of the lines above it."""
    text = "REF: ZENDA 12\n\n1) (U) The duke came; see\nref A. He met 3 ministers on April 3.\n\n2) (U) They ate."
    cable = read(HEAD.rstrip() + "\n\n" + text).cable
    assert [p.number for section in cable.sections for p in section.paragraphs] == [1, 2]
    assert [one.id for one in cable.references] == ["09ZENDA12"]


def test_the_origin_decides_where_geographic_tags_are_missing():
    text = FIVE.format(id="09ZENDA1").replace("Embassy Zenda", "Embassy Phnom Penh") + HEAD + "¶1. Text."
    assert parse(decode(text.encode(), "09ZENDA1.txt"), figures=False).cable.countries == ("KHM",)


REFERENCES = (Reference("A", "ZENDA 76", "09ZENDA76"), Reference("B", "STATE 5", "09STATE5"))
LINKS = {
    "C O R R E C T E D  C O P Y (THIS CABLE CORRECTS ZENDA 76)": [Link("corrects", "09ZENDA76")],
    "CORRECTED COPY": [],
    "This message supersedes Ref A.": [Link("supersedes", "09ZENDA76")],
    "THIS CABLE CANCELS AND REPLACES ZENDA 76": [Link("cancels", "09ZENDA76")],
    "ZENDA 76 IS HEREBY CANCELLED.": [Link("cancels", "09ZENDA76")],
    "The police canceled a raid in Zenda.": [],
    "This supersedes reftel.": [],
    "C O R R E C T E D COPY - CORRECTS MRN ZENDA 76": [Link("corrects", "09ZENDA76")],
    "The following corrects paragraph 4 of Zenda 76.": [Link("corrects", "09ZENDA76")],
    "Please disregard ref A.": [Link("cancels", "09ZENDA76")],
    "The Embassy withdraws ref A and sends the following.": [Link("cancels", "09ZENDA76")],
    "Ref A was sent in error and should be destroyed.": [Link("cancels", "09ZENDA76")],
    "This adds to and corrects information in Zenda 76.": [Link("corrects", "09ZENDA76")],
    "Corrected copy (Zenda 76)": [Link("corrects", "09ZENDA76")],
    "This is a re-transmittal of Zenda 76.": [Link("supersedes", "09ZENDA76")],
    "The police withdrew, and 76 files were destroyed.": [],
    "This is a retransmission of ZENDA 76": [Link("supersedes", "09ZENDA76")],
    "The new law supersedes the 1998 decree.": [],
    "The court replaced Judge Sapt in Zenda 12 days ago.": [],
    "This cable amends Ref A by adding paragraph 7.": [Link("corrects", "09ZENDA76")],
    "The following corrects an error in paragraph 3 of ref A.": [Link("corrects", "09ZENDA76")],
    "Zenda 76 was sent in error and should be disregarded.": [Link("cancels", "09ZENDA76")],
    "This is a re-send of Zenda 76 with the right tags.": [Link("supersedes", "09ZENDA76")],
    "Please replace ref A with the following text.": [Link("supersedes", "09ZENDA76")],
    "The bill amends Article 141, and replaces Decree 1988.": [],
    "The minister cancels March 5 meetings.": [],
    "CORRECTION: ZENDA 76": [Link("corrects", "09ZENDA76")],
    "CANCELLATION OF ZENDA 76": [Link("cancels", "09ZENDA76")],
    "CORRECTED COPY: RURITANIA 2009": [],
    "This cable corrects the date in paragraph 2 of ref A.": [Link("corrects", "09ZENDA76")],
    "This telegram replaces in its entirety Zenda 76 (NOTAL).": [Link("supersedes", "09ZENDA76")],
    "This cable replaces, in full, ref A.": [Link("supersedes", "09ZENDA76")],
    "This cable replaces our earlier cable, Zenda 76, sent in error.": [Link("supersedes", "09ZENDA76")],
    "This cable updates and replaces the guidance in ref A.": [Link("supersedes", "09ZENDA76")],
    "Instructions in this cable supersede those in State 5.": [Link("supersedes", "09STATE5")],
    "Ref A is hereby rescinded and replaced with the text below.": [Link("cancels", "09ZENDA76")],
    "Please note that Zenda 76 is cancelled.": [Link("cancels", "09ZENDA76")],
    "This cable was originally sent as Zenda 76 and is resent.": [Link("supersedes", "09ZENDA76")],
    "C O R R E C T E D  C O P Y - CORRECTING ZENDA 76": [Link("corrects", "09ZENDA76")],
    "The Duke said that the law replaces one that Zenda 76 described.": [],
    "The duke replaces Sapt 76 days later.": [],
}


@pytest.mark.parametrize(("text", "expected"), LINKS.items())
def test_links_to_other_cables(text, expected):
    def resolve(telegram):
        return {"ZENDA 76": "09ZENDA76", "STATE 5": "09STATE5"}.get(telegram)

    assert list(links.read([text], REFERENCES, resolve)) == expected


def test_explain_shows_every_line_and_what_could_not_be_placed():
    shown = explain(read(HEAD + "¶1. Text. \n\n%%%% \n\nHENTZAU"))
    rows = shown.split("\n")
    assert rows[0].startswith(" 1  id")
    assert any("paragraph 1: " in row and row.endswith("¶1. Text.") for row in rows)
    assert any("  ? " in row and row.endswith("%%%%") for row in rows)
    assert "1 lines unplaced, signed HENTZAU" in rows[-2]


@needs_shared
@pytest.mark.parametrize("path", sorted((SHARED / "cables").glob("*.txt")), ids=lambda path: path.stem)
def test_every_line_of_a_real_cable_is_accounted_for(path):
    parsed = parse(decode(path.read_bytes(), path.name), figures=False)
    assert accounted(parsed)
    assert len(parsed.ledger.unclaimed()) <= 0.02 * len(parsed.ledger.raw) + 1


def mangle(rnd, lines, other):
    cut = rnd.randrange(len(lines) + 1)
    kinds = (
        lambda: lines[:cut],
        lambda: lines[:5] + rnd.sample(lines[5:], max(0, len(lines) - 5)),
        lambda: [line for line in lines for _ in range(rnd.choice([1, 1, 2]))],
        lambda: lines[:cut] + other + lines[cut:],
        lambda: [line[rnd.randrange(len(line) + 1) :] for line in lines],
        lambda: [line[: rnd.randrange(len(line) + 1)] for line in lines],
        lambda: lines[:5] + lines[max(5, cut) :],
    )
    return rnd.choice(kinds)()


@needs_shared
@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32))
def test_a_mangled_cable_never_raises_and_stays_accounted_for(seed):
    rnd = random.Random(seed)
    paths = sorted((SHARED / "cables").glob("*.txt"))
    lines, other = (rnd.choice(paths).read_text(encoding="utf-8").split("\n") for _ in range(2))
    text = "\n".join(["09ZENDA1", *mangle(rnd, lines, other)[1:]])
    parsed = parse(decode(text.encode(), "09ZENDA1.txt"), figures=False)
    assert accounted(parsed)


@settings(max_examples=120, deadline=None)
@given(st.text())
def test_any_text_at_all_never_raises(text):
    assert accounted(read(HEAD + text.replace("\0", "")))
    assert accounted(read(text.replace("\0", "")))


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_year_that_no_cable_has_is_no_date(year):
    said = "Last year police arrested 12 traffickers. In December and next year, the year before, they arrested 3."
    text = FIVE.format(id="09ZENDA1").replace("2009", year) + HEAD + f"1. (U) {said}"
    assert parse(decode(text.encode(), "09ZENDA1.txt")).cable.indicators


@pytest.mark.parametrize("line", ["-" * 400_000, "A" * 400_000, "REF: " * 80_000, "TO " * 100_000, "TAGS " * 80_000, "( " * 200_000, "1.4 (b) " * 40_000, "STATE FOR " * 30_000, " " * 400_000 + "x"])  # fmt: skip
def test_a_hostile_line_takes_linear_time(line):
    began = time.process_time()
    read(line)
    read(HEAD + line)
    read("SUBJECT: " + line)
    read("REF: " + line)
    assert time.process_time() - began < 6


def test_the_command_prints_documents_in_order_and_tells_the_bad_ones(run, tmp_path):
    for name in ("09ZENDA1", "09ZENDA2"):
        (tmp_path / f"{name}.txt").write_text(FIVE.format(id=name) + HEAD + "¶1. Text.", encoding="utf-8")
    (tmp_path / "09ZENDA3.txt").write_bytes(b"\xff\xfe no text")
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "09ZENDA1.txt").write_text(FIVE.format(id="09ZENDA1"), encoding="utf-8")
    files = [
        tmp_path / "09ZENDA3.txt",
        tmp_path / "09ZENDA2.txt",
        tmp_path / "09ZENDA1.txt",
        tmp_path / "none.txt",
    ]
    done = run("parse", *files, tmp_path / "again" / "09ZENDA1.txt")
    assert [record["id"] for record in yaml.safe_load_all(done.stdout)] == ["09ZENDA2", "09ZENDA1"]
    told = done.stderr.strip().split("\n")
    assert done.returncode == 1
    assert ["09ZENDA3.txt:1" in told[0], "none.txt" in told[1], "is that of" in told[2]] == [True] * 3
    assert len(told) == 3


def test_explain_finds_a_cable_by_its_id(run):
    done = run("explain", CABLE)
    assert done.returncode == 0
    assert "summary by marker" in done.stdout
    assert run("explain", "09NOWHERE1").returncode == 1


def test_a_cable_on_human_rights_and_migrants_that_speaks_of_the_trafficked_has_their_topics():
    text = "¶1. (U) Police raided a bar, arrested two pimps and freed nine trafficked women, officers said."
    head = FIVE.format(id="06ZENDA640") + "UNCLAS ZENDA 000640\n\nTAGS: {} ZN\nSUBJECT: BRIDES FOR SALE\n\n"
    found = [
        parse(decode((head.format(tags) + text).encode(), "06ZENDA640.txt"), figures=False).cable.sections[0].key
        for tags in ("PHUM SMIG", "PHUM", "SMIG")
    ]
    assert found == ["investigations"] * 3


@pytest.mark.parametrize(
    ("office", "tags", "right"),
    [("G/TIP", "ZN", "situation"), ("AF/W", "PHUM ZN", "situation"), ("AF/W", "ZN", "other")],
)
def test_a_cable_that_never_speaks_of_trafficking_has_its_topics_by_its_office_or_its_words(office, tags, right):
    text = "¶1. (U) Girls from the villages are sold to the brothels of the port, where pimps lock them in."
    head = FIVE.format(id="06ZENDA640") + f"UNCLAS ZENDA 000640\n\nSTATE FOR {office}\n\nTAGS: {tags}\n"
    cable = parse(decode(f"{head}SUBJECT: THE PORT\n\n{text}".encode(), "06ZENDA640.txt"), figures=False).cable
    assert cable.sections[0].key == right
