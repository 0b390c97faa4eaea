"""What an editor decides: corrections that fit, redactions that leave nothing, mistakes that are told."""

import re

import pytest
from edited import INVENTED, SHIPPED, all_text, failure, made_for, paragraph, publish
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.editing import edits
from chancery.editing.published import MARK
from chancery.editing.redaction import occurrences, scrub
from chancery.parse import parse
from chancery.source import InputError, read

# redactions


def test_without_edits_nothing_changes():
    source = read(INVENTED)
    parsed = parse(source)
    published = edits.publish(source, parsed, None)
    assert published.cable is parsed.cable
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
    assert (published.cable.source.file, published.cable.source.lines) == (source.file, len(source.lines))
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


@pytest.mark.parametrize("place", ["lines: [32, 32]", "paragraph: 2", "paragraph: 1, span: [5, 9], here_only: true"])
def test_a_place_holds_in_the_text_alone_that_it_was_told_for(place: str):
    """Where that text is not at hand, or not named, nothing is taken out by guess."""
    text, source = f"redactions: [{{{place}, reason: a victim}}]", read(INVENTED)
    assert publish(f"source: {source.sha256}\n{text}").redactions
    error = failure(f"{text}\nsource: {'0' * 64}")
    assert (error.what, error.line) == ("the text is not that of these edits", 2)
    with pytest.raises(InputError, match=f"name no text; .*'source: {source.sha256}'"):
        edits.publish(source, parse(source), edits.loads(text.encode(), "x"))


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
    published = edits.publish(source, parse(source), made_for(source, text))
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
    published = edits.publish(source, parse(source), kept)
    assert re.sub(r"\W+", "", name).casefold() not in all_text(published)
    assert f"10 years in jail of {MARK}, a mother" in paragraph(published, 4).text
    assert published.redactions[0].places == ((line, line),)


def test_the_rest_of_the_shipped_cable_reads_as_before():
    source = read(SHIPPED)
    parsed = parse(source)
    before = parsed.cable
    after = edits.publish(source, parsed, edits.load(SHIPPED.with_suffix(".edits.yaml"))).cable
    assert [f.value for f in after.indicators] == [f.value for f in before.indicators]
    assert [p.lines for s in after.sections for p in s.paragraphs] == [
        p.lines for s in before.sections for p in s.paragraphs
    ]
