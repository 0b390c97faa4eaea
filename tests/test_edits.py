"""What an editor decides: corrections that fit, redactions that leave nothing, mistakes that are told."""

import re
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery import edits, edits_file
from chancery.parse import parse
from chancery.published import MARK, Published
from chancery.redaction import occurrences, scrub
from chancery.source import InputError, read

ROOT = Path(__file__).resolve().parents[1]
INVENTED = Path(__file__).parent / "cases" / "08ZENDA7.txt"
SHIPPED = ROOT / "cables" / "09PHNOMPENH846.txt"


def publish(text: str, path: Path = INVENTED) -> Published:
    source = read(path)
    return edits.publish(source, parse(source).cable, edits.loads(text.encode(), "x.edits.yaml"))


def all_text(published: Published) -> str:
    """Everything that goes downstream, as one text without blanks and marks."""
    return re.sub(r"\W+", "", msgspec.json.encode(published).decode()).casefold()


def failure(text: str, path: Path = INVENTED) -> InputError:
    with pytest.raises(InputError) as caught:
        publish(text, path)
    return caught.value


def paragraph(published: Published, number: int):
    return next(p for s in published.cable.sections for p in s.paragraphs if p.number == number)


# redactions


def test_without_edits_nothing_changes():
    source = read(INVENTED)
    cable = parse(source).cable
    published = edits.publish(source, cable, None)
    assert published.cable is cable
    assert published.raw == source.lines


def test_a_redacted_name_is_nowhere():
    """In any case, over lines, hyphens and page markers, with a suffix, in derived fields, notes and reasons."""
    published = publish(
        "note: About Rosa  Vaskova.\n"
        "redactions:\n"
        "  - {text: Rosa Vaskova, reason: Rosa Vaskova is a victim}\n"
        "  - {text: Vaskova, reason: the same}\n"
    )
    text = all_text(published)
    assert "vaskova" not in text
    assert "rosa" not in text
    assert published.note == f"About {MARK}."
    assert MARK in published.cable.title
    assert published.raw[1] == f"RURITANIA: THE CASE OF {MARK}"


def test_line_numbers_and_the_source_hold():
    source = read(INVENTED)
    published = publish("redactions: [{text: Rosa Vaskova, reason: a victim}]")
    assert len(published.raw) == len(source.lines)
    assert published.cable.source.sha256 == source.sha256
    assert published.raw[19] == source.lines[19]
    assert published.cable.id == "08ZENDA7"


def test_the_mark_never_tells_a_length():
    """A name over two lines or one, short or long, leaves the same mark in the text."""
    published = publish("redactions: [{text: Rosa Vaskova, reason: a victim}]")
    one, two = paragraph(published, 1).text, paragraph(published, 2).text
    assert f"in the case of {MARK}, who is a victim" in one
    assert f"trafficking {MARK}. In the same case" in re.sub(r"\s+", " ", two)
    assert f"among them {MARK} and her sister" in two


def test_figures_keep_their_quotes_and_spans():
    published = publish("redactions: [{text: Rosa Vaskova, reason: a victim}]")
    texts = {p.lines: p.text for s in published.cable.sections for p in s.paragraphs}
    assert published.cable.indicators
    for figure in published.cable.indicators:
        assert texts[figure.lines][slice(*figure.span)] == figure.quote


def test_a_figure_that_is_redacted_is_no_figure():
    published = publish("redactions: [{text: arrested 14 traffickers, reason: a test}]")
    assert 14 not in {figure.value for figure in published.cable.indicators}


def test_short_words_are_whole_words():
    """'Ana' is not taken out of 'planning' or 'RURITANIA'."""
    published = publish("redactions: [{text: Ana, reason: a victim's sister}]")
    assert f"her sister {MARK}." in paragraph(published, 2).text
    assert "planning" in paragraph(published, 2).text
    assert "RURITANIA" in published.cable.title


def test_a_place_redacts_its_words_everywhere_unless_told_otherwise():
    text = paragraph(publish(""), 1).text
    start = text.index("Rosa")
    span = f"paragraph: 1, span: [{start}, {start + 12}], reason: a victim"
    everywhere = publish(f"redactions: [{{{span}}}]")
    assert MARK in everywhere.cable.title
    here = publish(f"redactions: [{{{span}, here_only: true}}]")
    assert "ROSA VASKOVA" in here.cable.title
    assert f"the case of {MARK}," in paragraph(here, 1).text
    assert "VASKOVA" in paragraph(here, 2).text


def test_lines_and_spans_of_lines():
    published = publish("redactions: [{lines: [32, 32], reason: a heading}]")
    assert published.raw[31].strip() == MARK
    raw = read(INVENTED).lines
    start = raw[1].index("CASE")
    published = publish(f"redactions: [{{lines: [2, 2], span: [{start}, {start + 4}], here_only: true, reason: r}}]")
    assert published.cable.title == f"RURITANIA: THE {MARK} OF ROSA VASKOVA"


def test_a_paragraph_alone_is_redacted_whole():
    published = publish("redactions: [{paragraph: 2, reason: a test}]")
    assert paragraph(published, 2).text == MARK
    assert "12 victims" not in all_text(published)


def test_redactions_tell_place_and_reason():
    published = publish("redactions: [{text: '555-0142', reason: a telephone number}]")
    (redaction,) = published.redactions
    assert redaction.reason == "a telephone number"
    assert len(redaction.places) == 1
    assert published.redacted(paragraph(published, 3).lines) == (redaction,)
    assert not published.redacted(paragraph(published, 1).lines)


def test_messages_don_t_repeat_what_is_redacted():
    error = failure(
        "corrections: [{field: title, from: wrong, to: right, reason: r}]\n"
        "redactions: [{text: Rosa Vaskova, reason: a victim}]"
    )
    assert "vaskova" not in str(error).casefold()


def test_the_id_is_not_redacted():
    assert "reference id" in failure("redactions: [{text: 08ZENDA7, reason: r}]").what


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        ("{text: not there at all, reason: r}", "do not stand"),
        ("{paragraph: 99, reason: r}", "no paragraph 99"),
        ("{paragraph: 1, span: [5, 99999], reason: r}", "span"),
        ("{paragraph: 1, span: [9, 9], reason: r}", "span"),
        ("{lines: [1000, 1001], reason: r}", "no such lines"),
        ("{lines: [5, 2], reason: r}", "no such lines"),
        ("{span: [1, 2], reason: r}", "span has no place"),
        ("{reason: r}", "nothing about what"),
        ("{text: x, reason: ''}", "reason is empty"),
        ("{text: ' ', reason: r}", "text is empty"),
    ],
)
def test_redactions_that_do_not_fit_are_errors(entry: str, word: str):
    error = failure(f"redactions:\n  - {entry}\n")
    assert word in error.what
    assert error.line == 2


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_span_of_any_paragraph_is_gone(data: st.DataObject):
    """Whatever an editor points at: its letters stand nowhere any more, and nothing else fails."""
    source = read(SHIPPED)
    cable = parse(source).cable
    paragraphs = [p for s in cable.sections for p in s.paragraphs if p.number]
    one = data.draw(st.sampled_from(paragraphs))
    start = data.draw(st.integers(0, len(one.text) - 12))
    words = one.text[start : start + 12 + data.draw(st.integers(0, 200))]
    start, end = one.text.index(words), one.text.index(words) + len(words)
    text = f"redactions: [{{paragraph: {one.number}, span: [{start}, {end}], reason: r}}]"
    published = edits.publish(source, cable, edits.loads(text.encode(), "x"))
    gone = re.sub(r"[\W_]+", "", words).casefold()
    if len(gone) >= 8:
        for section in published.cable.sections:
            for each in section.paragraphs:
                assert gone not in re.sub(r"[\W_]+", "", each.text).casefold()
        assert not occurrences(list(enumerate(published.raw, 1)), words)
    assert len(published.raw) == len(source.lines)


@given(st.text(max_size=80), st.text(max_size=80), st.text(min_size=8, max_size=20, alphabet="abcdefgh"))
def test_scrubbing_leaves_no_trace(before: str, after: str, word: str):
    assert word not in scrub(f"{before}{word}{after}", [word])


def test_where_words_stand():
    lines = [(1, "the name Jane"), (2, "Roe-Smith, JANE  ROE; Jané-Roe")]
    found = [[tuple(part) for part in parts] for parts in occurrences(lines, "jane roe")]
    assert found == [[(1, 9, 13), (2, 0, 3)], [(2, 11, 20)], [(2, 22, 30)]]


# the cable that ships


def test_the_shipped_cable_names_the_mother_no_more():
    """The one redaction of the edits file that ships; the file itself does not repeat the name."""
    path = SHIPPED.with_suffix(".edits.yaml")
    source = read(SHIPPED)
    kept = edits.load(path)
    (redaction,) = kept.redactions
    (line, _), (start, end) = redaction.lines, redaction.span
    name = source.lines[line - 1][start:end]
    assert name not in path.read_text("utf-8")
    published = edits.publish(source, parse(source).cable, kept)
    assert re.sub(r"\W+", "", name).casefold() not in all_text(published)
    assert f"10 years in jail of {MARK}, a mother" in paragraph(published, 4).text
    assert published.redactions[0].places == ((line, line),)


def test_the_rest_of_the_shipped_cable_reads_as_before():
    source = read(SHIPPED)
    before = parse(source).cable
    after = edits.publish(source, before, edits.load(SHIPPED.with_suffix(".edits.yaml"))).cable
    assert [f.value for f in after.indicators] == [f.value for f in before.indicators]
    assert [p.lines for s in after.sections for p in s.paragraphs] == [
        p.lines for s in before.sections for p in s.paragraphs
    ]


# corrections


def test_a_field_is_corrected_and_the_page_can_say_so():
    published = publish("corrections: [{field: signature, from: VASKOVA, to: HENTZAU, reason: a typing error}]")
    assert published.cable.signature == "HENTZAU"
    (one,) = published.corrected("signature")
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
