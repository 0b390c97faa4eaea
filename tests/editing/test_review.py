"""What an editor is shown: precision and recall on invented sentences, ready lines that work, findings that close."""

from pathlib import Path

import pytest
import yaml
from edited import made_for
from shared import CASES, ROOT

from chancery.editing import edits, privacy, review, sightings
from chancery.editing.published import Published
from chancery.parse import parse
from chancery.source import InputError, decode, read

SENTENCES = yaml.safe_load((CASES / "review.yaml").read_text("utf-8"))
COMMON = frozenset(" ".join(case["text"] for case in SENTENCES).replace(",", " ").replace(".", " ").split())
HEAD = (
    "08ZENDA1\nRURITANIA: A TEST\nFri Feb 01 00:00:00 +0100 2008\nUNCLASSIFIED\nEmbassy Zenda\nUNCLAS ZENDA 000001\n\n"
)


def cable(text: str, edit: str = "") -> Published:
    source = decode(
        f"{HEAD}TAGS: PHUM, RU\nSUBJECT: RURITANIA: A TEST\n\n1. (U) {text}\nHENTZAU".encode(), "08ZENDA1.txt"
    )
    return edits.publish(source, parse(source), made_for(source, edit))


def seen(text: str) -> set[tuple[str, str]]:
    return {(hit.kind, text[hit.start : hit.end]) for hit in sightings.hits(text, COMMON)}


def wanted(case: dict) -> set[tuple[str, str]]:
    return {(kind, words) for kind, every in case.get("find", {}).items() for words in every}


def test_precision_and_recall_on_invented_sentences(record_property):
    """The measure that the method page names: nearly all that should be shown is, and little else."""
    found = [(seen(case["text"]), wanted(case)) for case in SENTENCES]
    right = sum(len(got & want) for got, want in found)
    precision = right / sum(len(got) for got, _ in found)
    recall = right / sum(len(want) for _, want in found)
    record_property("precision", f"{precision:.3f}")
    record_property("recall", f"{recall:.3f}")
    assert precision >= 0.9
    assert recall >= 0.9


def test_the_method_page_tells_the_measure(record_property):
    """Of sentences that the rules were not written for, too: the page's numbers are those of the benchmark."""
    from benchmarks.review import counts

    held = yaml.safe_load((CASES / "review_held.yaml").read_text("utf-8"))
    right, shown, wanted = (sum(counter.values()) for counter in counts(held))
    record_property("precision and recall on other sentences", f"{right / shown:.0%} and {right / wanted:.0%}")
    page = " ".join((ROOT / "docs" / "method.md").read_text("utf-8").split())
    assert f"On the {len(SENTENCES)} invented sentences" in page
    assert f"On {len(held)} others that the rules were not written for" in page
    assert f"precision is {right / shown:.0%} and recall {right / wanted:.0%}".replace("%", " %") in page


@pytest.mark.parametrize("case", [case for case in SENTENCES if "find" not in case], ids=lambda case: case["text"][:40])
def test_officials_agencies_laws_and_places_are_left_alone(case: dict):
    assert not seen(case["text"])


def test_the_ready_line_redacts_what_was_found():
    """Copied under 'redactions:' it takes the words out, and the finding is gone."""
    published = cable("Police rescued Milena\nVaskova, a 15-year-old girl; her mother's number is +855 23 555 0100.")
    found = review.findings(published)
    assert {(each.kind, each.text) for each in found} == {
        ("name", "Milena Vaskova"),
        ("phone", "+855 23 555 0100"),
    }
    for each in found:
        assert "Milena" not in each.edit
        again = cable(
            "Police rescued Milena\nVaskova, a 15-year-old girl; her mother's number is +855 23 555 0100.",
            f"redactions:\n{each.edit}\n",
        )
        assert each.text not in {other.text for other in review.findings(again)}


HEADED = """UNCLAS ZENDA 000001

SIPDIS

STATE FOR G/TIP, DRL (ATTN: VASK.ONE@EXAMPLE.ORG)

E.O. 12958: DECL: 02/01/2018
TAGS: PHUM, RU
SUBJECT: RURITANIA: A TEST
REF: A) ZENDA 12  B) E-MAIL OF VASK.TWO@EXAMPLE.ORG, TEL. +855 23 555 0100

Classified By: CHILD PROTECTION OFFICER RUPERT HENTZAU, VASK.THREE@EXAMPLE.ORG. Reason: 1.4 (b)

1. (U) Nothing happened.
HENTZAU"""


def test_the_head_of_a_cable_is_looked_at_and_officials_in_it_are_no_finding():
    raw = (HEAD.replace("UNCLAS ZENDA 000001\n\n", "") + HEADED).encode()
    source = decode(raw, "08ZENDA1.txt")
    found = review.findings(edits.publish(source, parse(source), None))
    assert [(each.line, each.kind, each.text) for each in found] == [
        (10, "email", "VASK.ONE@EXAMPLE.ORG"),
        (15, "email", "VASK.TWO@EXAMPLE.ORG"),
        (15, "phone", "+855 23 555 0100"),
        (17, "email", "VASK.THREE@EXAMPLE.ORG"),
    ]


def test_findings_tell_file_line_and_words_around():
    (found,) = review.findings(cable("The first line of it.\nPolice rescued a girl named Rosa from there."))
    assert (found.file, found.line, found.kind, found.text) == ("08ZENDA1.txt", 12, "name", "Rosa")
    assert "a girl named Rosa from there" in found.around


def test_a_finding_is_closed_when_it_was_reviewed():
    text = "A girl named Rosa was found."
    assert review.open_findings(cable(text))
    for place in ("text: Rosa", "paragraph: 1", "lines: [11, 11], kind: name"):
        done = cable(text, f"reviewed: [{{{place}, reason: a name that the press gave her}}]")
        assert not review.open_findings(done)
        assert review.findings(done)
    other = cable(text, "reviewed: [{paragraph: 1, kind: phone, reason: r}]")
    assert review.open_findings(other)


def test_the_shipped_cable_has_one_finding_and_its_edits_close_it():
    path = ROOT / "cables" / "09PHNOMPENH846.txt"
    source = read(path)
    raw = edits.publish(source, parse(source), None)
    kept = edits.load(path.with_suffix(".edits.yaml"))
    (found,) = review.open_findings(raw)
    assert (found.kind, found.line) == ("name", kept.redactions[0].lines[0])
    assert not review.open_findings(edits.publish(source, parse(source), kept))


def test_the_command_lists_and_ends_well(run, tmp_path: Path):
    path = tmp_path / "08ZENDA1.txt"
    path.write_text(HEAD + "SUBJECT: A TEST\n\n1. (U) A girl named Rosa was found.\nHENTZAU", "utf-8")
    done = run("review", path)
    assert done.returncode == 0, done.stderr
    assert "08ZENDA1.txt:10: name: Rosa" in done.stdout
    assert "- {lines: [10, 10], span: [" in done.stdout
    *_, source, _, _, line = done.stdout.splitlines()
    path.with_suffix(".edits.yaml").write_text(f"{source.strip()}\nredactions:\n{line}\n", "utf-8")
    assert not run("review", path).stdout


def test_a_strict_build_refuses_while_findings_are_open(tmp_path: Path):
    path = tmp_path / "08ZENDA1.txt"
    path.write_text(HEAD + "SUBJECT: A TEST\n\n1. (U) A girl named Rosa was found.\nHENTZAU", "utf-8")
    with pytest.raises(InputError, match="1 finding is open"):
        privacy.gate(tmp_path)
    path.with_suffix(".edits.yaml").write_text("reviewed: [{text: Rosa, reason: an invented name}]\n")
    privacy.gate(tmp_path)
