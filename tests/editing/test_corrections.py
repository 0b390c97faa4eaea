"""What an editor corrects, and every mistake of an edits file told with the nearest right word."""

import jsonschema
import msgspec
import pytest
from edited import ROOT, failure, paragraph, publish
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.editing import edits, edits_file
from chancery.source import InputError


def test_a_field_is_corrected_and_the_page_can_say_so():
    published = publish("corrections: [{field: signature, from: VASKOVA, to: HENTZAU, reason: a typing error}]")
    assert published.cable.signature == "HENTZAU"
    (one,) = published.corrections
    assert (one.had, one.has, one.reason) == ("VASKOVA", "HENTZAU", "a typing error")


def test_lists_and_deep_fields_are_corrected():
    published = publish(
        "corrections:\n"
        "  - {field: tags, from: [PHUM, KTIP, RU], to: [PHUM, KTIP, 'NO'], reason: r}\n"
        "  - {field: references.0.id, from: 08STATE111958, to: 07STATE111958, reason: r}\n"
        "  - {field: assessment.year, from: null, to: 2008, reason: r}\n"
    )
    assert published.cable.tags == ("PHUM", "KTIP", "NO")
    assert published.cable.references[0].id == "07STATE111958"
    assert published.cable.assessment.year == 2008


def test_a_correction_that_no_longer_fits_is_an_error():
    error = failure("corrections:\n  - {field: signature, from: RODLEY, to: X, reason: r}\n")
    assert error.what == "'from' does not fit"
    assert error.line == 2
    assert "VASKOVA" in error.todo


def test_a_paragraph_moves_to_another_section():
    before = publish("")
    key = next(s.key for s in before.cable.sections for p in s.paragraphs if p.number == 2)
    published = publish(f"corrections: [{{paragraph: 2, from: {key}, to: legislation, reason: r}}]")
    assert next(s.key for s in published.cable.sections for p in s.paragraphs if p.number == 2) == "legislation"
    assert published.corrections[0].target == "paragraph 2: section"


def test_figures_are_added_changed_and_removed():
    before = publish("")
    figure = next(f for f in before.cable.indicators if f.paragraph == 1 and f.value == 14)
    count = len(before.cable.indicators)
    where = f"figure: {figure.key}, paragraph: 1"
    changed = publish(f"corrections: [{{{where}, from: {{value: 14}}, to: {{qualifier: at_least}}, reason: r}}]")
    assert next(f for f in changed.cable.indicators if f.value == 14).qualifier == "at_least"
    removed = publish(f"corrections: [{{{where}, from: {{value: 14}}, to: null, reason: r}}]")
    assert len(removed.cable.indicators) == count - 1
    added = publish(
        "corrections: [{figure: shelters, paragraph: 3, from: null, to: {value: 90, quote: 9 shelters are open},"
        " reason: r}]"
    )
    (new,) = [f for f in added.cable.indicators if f.value == 90]
    assert paragraph(added, 3).text[slice(*new.span)] == "9 shelters are open"


@pytest.mark.parametrize(
    ("text", "what", "todo"),
    [
        ("redaction: []", "unknown word 'redaction'", "did you mean 'redactions'?"),
        ("redactions: [{txt: x, reason: r}]", "unknown word 'txt'", "did you mean 'text'?"),
        ("redactions: [{text: x, reson: r}]", "unknown word 'reson'", "did you mean 'reason'?"),
        ("redactions: [{text: x}]", "reason", "words of an entry"),
        (
            "corrections: [{field: signatur, from: a, to: b, reason: r}]",
            "no field 'signatur'",
            "did you mean 'signature'?",
        ),
        ("corrections: [{field: tags.9, from: a, to: b, reason: r}]", "no item '9'", "there are 3"),
        ("corrections: [{field: id, from: 08ZENDA7, to: b, reason: r}]", "no field 'id'", ""),
        (
            "corrections: [{figure: convicted, paragraph: 1, from: null, to: {value: 1}, reason: r}]",
            "no figure",
            "convictions",
        ),
        (
            "corrections: [{paragraph: 1, from: summary, to: sumary, reason: r}]",
            "no section",
            "did you mean 'summary'?",
        ),
        ("corrections: [{field: assessment.year, from: null, to: 9999999999999999999, reason: r}]", "<= 9999", ""),
        ("corrections: [{field: glossary.RVC, from: Rosa Vaskova Center, to: '', reason: r}]", "length >= 1", ""),
        ("note: a\nnote: b", "twice", ""),
        ("- a\n- b", "not an edits file", ""),
        ("a: [b", "not YAML", ""),
        ("note: &a x", "anchors", ""),
        ("note: !!python/object/apply:os.system [true]", "tags", ""),
        ("note: *x", "", ""),
        ("[" * 5000, "", ""),
        ("path: x", "unknown word 'path'", ""),
    ],
)
def test_mistakes_are_told_with_the_nearest_right_word(text: str, what: str, todo: str):
    error = failure(text)
    assert what in error.what
    assert todo in error.todo


@pytest.mark.parametrize(
    ("to", "what"),
    [
        ("key: arests", "'key' of a figure is not set by hand"),
        ("same_as: 5", "'same_as' of a figure"),
        ("lines: [1, 2]", "'lines' of a figure"),
        ("number: 4", "'number' of a figure"),
        ("value: nan", ">= 0"),
        ("value: inf", "<= 9007199254740992"),
        ("value: 9999999999999999999", "<= 9007199254740992"),
        ("unit: bogus", "no unit 'bogus'"),
        ("quote: ''", "length >= 1"),
        ("quote: not in the paragraph", "does not stand in the paragraph"),
    ],
)
def test_a_figure_stays_what_a_record_can_hold(to: str, what: str):
    change = f"figure: arrests, paragraph: 1, from: {{value: 14}}, to: {{{to}}}, reason: r"
    assert what in failure(f"corrections: [{{{change}}}]").what


def test_yaml_is_read_as_text():
    """'NO' is no false and 010 no 8."""
    kept = edits.loads(b"redactions: [{text: NO, reason: 010}]", "x")
    assert (kept.redactions[0].text, kept.redactions[0].reason) == ("NO", "010")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail_otherwise(data: bytes):
    """Fuzzing: an edits file is read, or refused with a message."""
    said = "x"
    try:
        edits.loads(data, "x")
    except InputError as error:
        said = str(error)
    assert said.startswith("x")


def test_the_form_is_a_schema(request: pytest.FixtureRequest):
    """docs/edits.schema.json is made from the reader's own types, and says what the reader says."""
    path = ROOT / "docs" / "edits.schema.json"
    text = msgspec.json.format(msgspec.json.encode(edits_file.schema()), indent=2).decode() + "\n"
    if request.config.getoption("--update-golden"):
        path.write_text(text, "utf-8")
    assert path.read_text("utf-8") == text
    validator = jsonschema.Draft202012Validator(msgspec.json.decode(text))
    validator.validate({"redactions": [{"lines": [105, 105], "span": [49, 60], "reason": "r"}]})
    validator.validate({"corrections": [{"field": "tags", "from": ["A"], "to": None, "reason": "r"}], "note": "n"})
    for wrong in (
        {"redaction": []},
        {"redactions": [{"text": "x"}]},
        {"path": "x"},
        {"corrections": [{"field": "a"}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(wrong)


def test_an_empty_file_is_no_edits():
    assert publish("").corrections == ()
