"""The kind and the year of an assessment, by subject, post, references and opening."""

from datetime import date

import pytest
import shared

from chancery.about import assessment
from chancery.model import Reference

CASES = shared.CASES / "topics"


KINDS = {
    "RURITANIA: 2009 TIP INTERIM ASSESSMENT": ("interim", 2009),
    "RURITANIA'S 2004 TRAFFICKING IN PERSONS REPORT": ("annual", 2004),
    "PART 2 OF 2: RURITANIA'S 9TH ANNUAL TRAFFICKING IN": ("annual", 2009),
    "EIGHTH ANNUAL TIP REPORT: RURITANIA": ("annual", 2008),
    "RURITANIA: UPDATE ON TIP ACTION PLAN": ("update", 2007),
    "RURITANIA FOCUSED ON TIP": ("other", None),
    "GOVERNMENT REACTION TO 2004 TIP REPORT": ("other", None),
    "RURITANIA: 2009 ANNUAL REPORT ON TERRORISM": ("other", None),
}


@pytest.mark.parametrize(("subject", "expected"), KINDS.items())
def test_kind_and_year(subject, expected):
    found = assessment.read(subject, subject, date(2007, 3, 1), [], "Embassy Zenda", "")
    assert (found.kind, found.year) == expected


def kinds():
    for line in (CASES / "kinds.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield pytest.param(*[*line.split(" | "), ""][:7], id=line.split(" | ")[5][:50])


@pytest.mark.parametrize(("kind", "year", "post", "day", "refs", "subject", "opening"), list(kinds()))
def test_kind_and_year_by_post_and_words(kind, year, post, day, refs, subject, opening):
    references = [Reference("A", "STATE 90001", "09STATE90001")] if refs == "refs" else []
    found = assessment.read(subject, subject, date.fromisoformat(day), references, post, opening)
    assert (found.kind, str(found.year or "-")) == (kind, year)


def test_an_instruction_comes_from_the_department():
    found = assessment.read("PREPARING THE 2009 TIP REPORT", "", date(2008, 12, 1), [], "Secretary of State", "")
    assert (found.kind, found.year) == ("instruction", 2009)


def test_a_reply_to_an_instruction():
    subject, opening = "TRAFFICKING IN PERSONS IN RURITANIA", "Answers are keyed to the questions of reftel."
    references = [Reference("A", "STATE 90001", "09STATE90001")]
    assert assessment.read(subject, subject, date(2009, 3, 1), references, "Embassy Zenda", opening).kind == "annual"
