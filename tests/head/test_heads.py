"""The head of a cable: transmission header, captions, attention, E.O., classifiers, TAGS, subject, references."""

import re

import pytest
import shared
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.body import furniture
from chancery.head import attention, classifiers, envelope, header, references, tags_line
from chancery.ledger import Ledger

CASES = shared.CASES / "heads"
FRAME = ["08ZENDA7", "RURITANIA: AN INVENTED CABLE", "Mon Mar 17 00:00:00 +0100 2008", "UNCLASSIFIED", "Embassy Zenda"]


def cases(name):
    """Each case of a file as (input, expected): title, input, expected, with a line of a dot between them."""
    parts = (CASES / f"{name}.txt").read_text(encoding="utf-8").split("\n.\n")
    for title, text, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        yield pytest.param(text, expected, id=title.strip())


@pytest.mark.parametrize(("text", "expected"), list(cases("references")))
def test_references(text, expected):
    own, _, words = text.partition(": ")
    read = references.read(references.unwrapped(words.split("\n")), own.strip())
    found = [f"{one.label or '-'} | {one.text} | {one.id or '-'}" for one in read]
    assert "\n".join(found) == expected


@pytest.mark.parametrize(("text", "expected"), list(cases("tags")))
def test_tags(text, expected):
    assert " | ".join(tags_line.read(text)) == expected


@pytest.mark.parametrize(("text", "expected"), list(cases("classifiers")))
def test_classifiers(text, expected):
    found = [f"{one.name} | {one.title or '-'} | {', '.join(one.reasons)}" for one in classifiers.read(text)]
    assert "\n".join(found) == expected


@pytest.mark.parametrize(("text", "expected"), list(cases("attention")))
def test_attention(text, expected):
    assert " | ".join(attention.read(text.split("\n"))) == expected


def told(text):
    """What the head of a cable says, a line a field, and the role of each of its lines."""
    lines = [*FRAME, *text.split("\n")]
    ledger = Ledger(lines)
    frame, message = envelope.read(ledger)
    message = furniture.strip(message, ledger, frame.id)
    head, rest = header.read(message, ledger, frame.id)
    sent = frame.transmission
    rows = {
        "date": frame.date,
        "id": sent.id,
        "precedence": sent.precedence,
        "routing": " ".join(sent.routing),
        "de": " ".join(filter(None, (sent.originator, sent.station_serial, sent.julian))),
        "security": sent.security,
        "dtg": sent.dtg,
        "from": sent.from_,
        **{f"to {n}": shown(one) for n, one in enumerate(sent.to, 1)},
        **{f"info {n}": shown(one) for n, one in enumerate(sent.info, 1)},
        "sections": sent.sections,
        "offices": " ".join(sent.offices),
        "captions": " ".join(head.captions),
        "attention": " | ".join(head.attention),
        "order": head.executive_order and f"{head.executive_order.number} {head.executive_order.declassify}",
        "classified by": " | ".join(f"{one.name}, {one.title}" for one in head.classified_by),
        "tags": " ".join(head.tags),
        "subject": head.subject,
        "references": " ".join(one.id or f"({one.text})" for one in head.references),
        "notices": " | ".join(one.text for one in (*frame.notices, *head.notices)),
        "unplaced": " ".join(str(n) for n in ledger.unclaimed() if n not in {line.number for line in rest}),
        "text": " ⏎ ".join(line.text.strip() for line in rest if line.text.strip()),
    }
    return "\n".join(f"{name}: {value}" for name, value in rows.items() if value)


def shown(one):
    excluded = f" without {', '.join(one.excluded)}" if one.excluded else ""
    return " ".join(filter(None, (one.routing, one.name, one.precedence, one.number))) + excluded


@pytest.mark.parametrize(("text", "expected"), list(cases("heads")))
def test_head(text, expected):
    assert told(text) == expected


def test_a_line_of_the_transmission_header_can_be_broken_anywhere():
    text, expected = next(cases("heads")).values
    header, glued, rest = text.partition("DC PRIORITYC O N F")
    for blank in re.finditer(" ", header):
        assert told(f"{header[: blank.start()]}\n{header[blank.end() :]}{glued}{rest}") == expected


SCRAPS = [
    "VZCZCXRO1", "OO RUEHZA RUEHST", "DE RUEHZA #0007/01 0771013", "ZNR UUUUU ZZH", "O 171013Z MAR 08", "FM AMEMBASSY ZENDA",
    "TO RUEHC/SECSTATE WASHDC IMMEDIATE 1", "INFO STRELSAU COLLECTIVE", "XMT AMEMBASSY HENTZAU", "UNCLAS ZENDA 000007",
    "SIPDIS", "STATE FOR EUR", "E.O. 12958: N/A", "TAGS: PGOV", "SUBJECT: A DUKE", "REF: A. STATE 1", "¶B. ZENDA 2",
    "Classified By: DCM Black Michael, reasons 1.4 (b)", "", "PAGE 02 ZENDA 00007 01 OF 02 171013Z", "ACTION EUR-00", "-----",
    "ZENDA 00000007  002 OF 003", "    UNCLASSIFIED", "¶1. (U) Text.", "a line", "\t", "UNCLAS SECTION 02 OF 02 ZENDA 000007",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=20).map(lambda t: t.replace("\n", " "))), max_size=40)
)
def test_any_head_is_read_and_no_line_is_lost(scraps):
    lines = [*FRAME, *" \n".join(scraps).replace("\r", " ").split("\n")]
    ledger = Ledger(lines)
    frame, message = envelope.read(ledger)
    message = furniture.strip(message, ledger, frame.id)
    _, rest = header.read(message, ledger, frame.id)
    claimed = {n for n, role in enumerate(ledger.roles(), 1) if role}
    body = {line.number for line in rest}
    unread = set(ledger.unclaimed()) - body
    assert claimed | body | unread == set(range(1, len(lines) + 1))
