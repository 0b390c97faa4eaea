"""The body of a message: cases a person can read, and what holds for any text at all."""

import random
import time

import pytest
import shared
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import SHARED, needs_shared

from chancery.about import topics
from chancery.body import sections
from chancery.ledger import Ledger, Line

CASES = shared.CASES / "body"


def cases():
    """Each case as (file and title, input, expected)."""
    for path in sorted(CASES.glob("*.txt")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        for title, given_text, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            yield pytest.param(given_text, expected, id=f"{path.stem}: {title.strip()}")


def read(text):
    lines = text.split("\n")
    ledger = Ledger(lines)
    return sections.read([Line(n, line) for n, line in enumerate(lines, 1)], ledger), ledger


def told(text):
    """Sections, paragraphs and signature in the form of the case files."""
    found, ledger = read(text)
    rows = []
    for section in topics.keyed(found.sections, annual=False):
        rows.append(f"# {section.key} by {section.by}" + (f": {section.heading}" if section.heading else ""))
        for p in section.paragraphs:
            name = "-" if p.number is None else str(p.number)
            name += f" {p.label}" if p.label else ""
            name += f" [{p.marking}]" if p.marking else ""
            shown = p.text.replace("\n", "⏎")
            rows.append(f"{name} {p.lines[0]}-{p.lines[1]} | {shown}")
    if found.signature:
        rows.append(f"signed {found.signature}")
    assert ledger.unclaimed() == []
    return "\n".join(rows)


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_case(text, expected):
    assert told(text) == expected


SCRAPS = [
    "¶1. (U) ", "¶2. ", "¶1987. ", "18A. (SBU) ", "-- A. ", "A. ", "(1) ", "1.3. ", "--------", "=== ==", "SUMMARY: ",
    "END SUMMARY.", "Comment", "END COMMENT.", "(Comment: ", "RODLEY", "NNNN", "BT", "CONFIDENTIAL", "GP-3", "...",
    "The Duke of Strelsau came to Zenda.", "OVERVIEW", "", " ", "a-", "   x    y    z", "\t", "¶", "XXXXXXXXXXXX", "(", "¶B. ",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(SCRAPS),
            st.text(max_size=30),
            st.tuples(*[st.sampled_from(SCRAPS)] * 2).map("".join),
        )
    )
)
def test_any_text_is_read_and_every_line_with_a_word_has_one_role(pieces):
    lines = [piece.replace("\n", " ") for piece in pieces]
    found, ledger = read("\n".join(lines))
    for number in ledger.unclaimed():
        line = ledger.raw[number - 1]
        assert not any(map(str.isalnum, line))
    spans = [p.lines for draft in found.sections for p in draft.paragraphs]
    assert all(first <= last for first, last in spans)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
@needs_shared
def test_a_mangled_cable_is_read_without_an_error(seed):
    rnd = random.Random(seed)
    paths = sorted((SHARED / "cables").glob("*.txt"))
    lines = rnd.choice(paths).read_text(encoding="utf-8").split("\n")
    other = rnd.choice(paths).read_text(encoding="utf-8").split("\n")
    cut = rnd.randrange(len(lines) + 1)
    mangled = rnd.choice(
        [
            lines[:cut],
            rnd.sample(lines, len(lines)),
            [line for line in lines for _ in range(rnd.choice([1, 1, 2]))],
            lines[:cut] + other + lines[cut:],
            [line[rnd.randrange(len(line) + 1) :] for line in lines],
        ]
    )
    _, ledger = read("\n".join(mangled))
    assert not any(c.isalnum() for n in ledger.unclaimed() for c in ledger.raw[n - 1])


@pytest.mark.parametrize("line", ["-" * 300_000, "- " * 150_000, "¶1. " * 50_000, "(" * 200_000, "a   " * 70_000, "END SUMMARY " * 20_000, "A" * 300_000, "SUMMARY " * 30_000, "x-\n" * 60_000, "\n".join(["A B"] * 30_000), "\n".join(["¶1. x"] * 30_000), "Aa (AB) " * 20_000])  # fmt: skip
def test_hostile_text_takes_linear_time(line):
    began = time.process_time()
    read("¶1. Text.\n" + line + "\nEND.")
    assert time.process_time() - began < 5
