"""Headings and words to section keys; short forms; kind and year of an assessment."""

import re

import patterns
import pytest
import shared

from chancery import vocab
from chancery.about import topics
from chancery.body import sections
from chancery.body.sections import Draft
from chancery.ledger import Ledger, Line
from chancery.model import Paragraph
from chancery.vocab import tellings, topic_words

CASES = shared.CASES / "topics"


def cases(name):
    """The lines of a case file: keys that are right, and the words that shall tell one of them."""
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            right, words = line.split(" | ")
            yield pytest.param(right.split(", "), words, id=words[:40])


@pytest.mark.parametrize(("right", "heading"), list(cases("headings")))
def test_a_heading_tells_its_key(right, heading):
    assert next(iter(topic_words.heading_keys(heading)), "other") in right


@pytest.mark.parametrize("kind", ["headings", "questions"])
def test_what_a_pattern_fits_is_told_though_its_letters_are_looked_for_first(kind):
    known = [(key, "|".join(ways)) for group in vocab.load("topics")[kind] for key, ways in group.items()]
    tried = 0
    for key, pattern in known:
        for text in patterns.samples(pattern, 0, count=40):
            if re.search(pattern, text):
                tried += 1
                right = [each for each, other in known if re.search(other, text)]
                assert key in right
                assert tellings.told(getattr(topic_words.vocabulary(), kind), text) == right
    assert tried > 100


@pytest.mark.parametrize(("right", "words"), list(cases("words")))
def test_a_paragraph_without_a_heading_tells_its_key(right, words):
    (section,) = topics.keyed([Draft(paragraphs=[paragraph(7, words)])], annual=False)
    assert section.key in right


def paragraph(number, text, label=None):
    return Paragraph(number, label, None, text, (number or 1, number or 1))


def forms():
    """Whole submissions: title, text, and what each section holds."""
    parts = (CASES / "forms.txt").read_text(encoding="utf-8").split("\n.\n")
    return [pytest.param(*parts[at + 1 : at + 3], id=parts[at].strip()) for at in range(0, len(parts) - 2, 3)]


def answered(text):
    """Sections in the form of the case file: key, what decided, numbers and letters of the paragraphs."""
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    found = topics.keyed(sections.read(lines, Ledger(text.split("\n"))).sections, annual=True)
    rows = ((s, " ".join(f"{p.number}{p.label or ''}" for p in s.paragraphs)) for s in found)
    return "\n".join(f"{s.key} by {s.by}: {names}" for s, names in rows)


@pytest.mark.parametrize(("text", "expected"), forms())
def test_a_submission_whose_questions_are_known(text, expected):
    assert answered(text) == expected


def keys(draft, **options):
    found = topics.keyed([draft], **{"annual": False, **options})
    return [(s.key, s.by, [p.number for p in s.paragraphs]) for s in found]


def test_words_decide_where_no_heading_does():
    draft = Draft(paragraphs=[
        paragraph(1, "Police raided a brothel and arrested two traffickers."),
        paragraph(2, "Courts convicted one of them; the judge sentenced him to jail."),
        paragraph(3, "The Duke came to tea."),
    ])  # fmt: skip
    assert keys(draft) == [
        ("investigations", "words", [1]),
        ("prosecutions", "words", [2]),
        ("other", "words", [3]),
    ]


def test_words_tell_nothing_in_a_cable_about_something_else():
    draft = Draft(paragraphs=[paragraph(1, "Police raided a house and arrested two smugglers of tea.")])
    assert keys(draft, about="nothing") == [("other", "words", [1])]


def test_a_heading_of_a_cable_about_something_else_tells_only_what_is_general():
    texts = [paragraph(1, "The Minister of Labor spoke.")]
    assert keys(Draft("Minister of Education and Labor", paragraphs=texts), about="nothing")[0][0] == "other"
    assert keys(Draft("Bio Note: the Duke", paragraphs=texts), about="nothing")[0][0] == "comment"


def test_paragraphs_under_a_heading_that_tells_nothing_have_keys_of_their_own():
    told = [
        paragraph(2, "Posters, brochures and an awareness campaign in schools warn of traffickers."),
        paragraph(3, "The Duke likes it."),
        paragraph(4, "The shelter gives counseling to victims, and psychologists help them."),
    ]
    assert keys(Draft("The Duke Is Energized", paragraphs=told)) == [
        ("prevention", "words", [2, 3]), ("victim_protection", "words", [4])
    ]  # fmt: skip


def test_a_heading_of_second_rank_takes_the_key_of_the_one_above():
    drafts = [Draft("VICTIM PROTECTION"), Draft("The House in Zenda", paragraphs=[paragraph(1, "It is big.")])]
    drafts.append(Draft("The Duke", paragraphs=[paragraph(2, "He is small.")]))
    found = topics.keyed(drafts, annual=False)
    assert [(s.key, s.by) for s in found] == [
        ("victim_protection", "heading"), ("victim_protection", "heading"), ("other", "words")
    ]  # fmt: skip


def test_a_paragraph_that_begins_with_its_heading():
    assert keys(Draft(paragraphs=[paragraph(4, "Public Awareness: The Duke spoke.")])) == [("prevention", "words", [4])]


def test_a_recommendation_that_is_quoted_above_goes_with_what_was_done_about_it():
    told = [
        paragraph(1, "This is about the recommendations of the report."),
        paragraph(None, '-- "Increase efforts to convict and punish traffickers."'),
        paragraph(2, "Six persons, from April to October."),
        paragraph(None, '-- "Launch a campaign to raise awareness."'),
        paragraph(3, "Five thousand leaflets."),
    ]
    assert keys(Draft(paragraphs=told))[1:] == [
        ("prosecutions", "words", [None, 2]),
        ("prevention", "words", [None, 3]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Action item 3: Train police, prosecutors and judges. They are forty.", "training"),
        ('Recommendation 2, "train officials to know a victim": A day for 220 gendarmes.', "training"),
        ("Step two: amend the penal code. The Duke signed it.", "legislation"),
        ("Uses the laws at hand to find and protect victims: The nuns asked for a house.", "victim_protection"),
    ],
)
def test_a_paragraph_that_begins_with_a_point_of_a_plan(text, expected):
    assert keys(Draft(paragraphs=[paragraph(4, text)])) == [(expected, "words", [4])]


def test_the_first_of_paragraphs_that_belong_together_says_what_they_are_about():
    told = [paragraph(2, "An editorial in the daily Zenda Post criticized the ranking:"),
            paragraph(None, "Courts convicted six traffickers and sentenced them to prison.")]  # fmt: skip
    assert keys(Draft(paragraphs=told)) == [("reactions", "words", [2, None])]


def test_who_says_what_a_heading_quotes_is_not_what_it_is_about():
    draft = Draft('Labor: "Fair Enough"', paragraphs=[paragraph(2, "He called the ranking in the narrative unfair.")])
    assert keys(draft) == [("reactions", "words", [2])]
    told = keys(Draft('Labor: "Raids Help"', paragraphs=[paragraph(2, "He named three ports.")]))
    assert told == [("investigations", "heading", [2])]


def test_leads_under_a_heading_of_the_form_repeat_its_questions():
    texts = [paragraph(7, "Existing law: Article 175."), paragraph(8, "Training: The school has a course.")]
    draft = Draft("Investigation and Prosecution of Traffickers", paragraphs=texts)
    assert keys(draft, annual=True) == [("prosecutions", "heading", [7, 8])]
    assert [key for key, _, _ in keys(draft)] == ["legislation", "training"]


def test_in_a_cable_on_slavery_headings_divide_it():
    draft = Draft("Justice: Not One Case", paragraphs=[paragraph(3, "Prosecutors look at wages. There was no trial.")])
    told = keys(draft, about="mentions", subject="RURITANIA: SLAVERY BY ANOTHER NAME")
    assert told == [("prosecutions", "words", [3])]


def test_in_a_cable_about_several_things_what_is_near_to_trafficking_is_told():
    texts = [
        paragraph(2, "The court ruled that the union may strike for its pensions."),
        paragraph(3, "The court ruled that the women in the brothel had been slaves."),
    ]
    assert keys(Draft(paragraphs=texts), about="mentions") == [("other", "words", [2]), ("prosecutions", "words", [3])]
    assert keys(Draft(paragraphs=[paragraph(4, "Press: The weekly was seized.")]), about="mentions")[0][0] == "other"
    assert keys(Draft("TIP Report", paragraphs=[paragraph(5, "He read it.")]), about="mentions")[0][0] == "reactions"
    for text, right in zip(texts, ["other", "prosecutions"], strict=True):
        assert keys(Draft("Trials in Strelsau", paragraphs=[text]), about="mentions")[0][0] == right


@pytest.mark.parametrize("heading", ["Human Trafficking", "TRAFFICKING IN PERSONS (TIP)"])
def test_what_stands_below_a_heading_on_trafficking_at_large_is_told_by_its_words(heading):
    texts = [paragraph(2, "The court sentenced two men."), paragraph(3, "Ships are late.")]
    told = keys(Draft(heading, paragraphs=texts), about="mentions")
    assert told == [("prosecutions", "words", [2, 3])]
    assert keys(Draft(heading, paragraphs=texts[1:]), about="mentions") == [("situation", "heading", [3])]


def test_in_a_cable_on_several_things_a_heading_alone_brings_nothing_near_unless_it_names_trafficking():
    texts = [paragraph(2, "The court sentenced two men to nine years.")]
    for heading, right in [("Shelter before Winter", "other"), ("Verdict on Traffickers", "prosecutions")]:
        found = keys(Draft(heading, paragraphs=texts), about="mentions", subject="RURITANIA: WEEKLY REPORT")
        assert [key for key, _, _ in found] == [right]


def test_traffickers_beside_goods_are_no_sign_of_persons():
    texts = [
        paragraph(2, "Police arrested four traffickers with heroin."),
        paragraph(3, "Police arrested four traffickers."),
    ]
    told = keys(Draft(paragraphs=texts), about="mentions", subject="RURITANIA: WEEKLY REPORT")
    assert told == [("other", "words", [2]), ("investigations", "words", [3])]


def test_in_a_cable_that_names_trafficking_in_passing_what_is_plainly_about_it_is_told():
    texts = [
        paragraph(2, "Police raided a brothel of boatmen and arrested two."),
        paragraph(3, "Police raided a brothel, arrested a trafficker and freed nine victims."),
    ]
    told = keys(Draft(paragraphs=texts), about="passing")
    assert told == [("other", "words", [2]), ("investigations", "words", [3])]


def test_the_order_of_questions_tells_lettered_answers():
    texts = {18: "source, transit or destination of women lured to brothels", 19: "campaigns and posters for awareness",
             20: "courts convicted and prosecuted", 21: "shelters, counseling and repatriation of victims"}  # fmt: skip
    draft = Draft(paragraphs=[paragraph(n, text, label) for n, text in texts.items() for label in "AB"])
    assert [(key, by) for key, by, _ in keys(draft, annual=True)] == [
        ("situation", "question"),
        ("prevention", "question"),
        ("prosecutions", "question"),
        ("victim_protection", "question"),
    ]


@pytest.mark.parametrize(("year", "second"), [(2006, "prevention"), (2010, "government_efforts")])
def test_where_words_are_few_the_form_of_the_year_tells_lettered_answers(year, second):
    texts = {25: "source, transit or destination of women lured to brothels", 26: "Yes.",
             27: "courts convicted and prosecuted"}  # fmt: skip
    draft = Draft(paragraphs=[paragraph(n, text, label) for n, text in texts.items() for label in "AB"])
    assert [key for key, _, _ in keys(draft, annual=year)] == ["situation", second, "prosecutions"]


def test_in_a_cable_about_anything_a_heading_tells_of_trafficking_and_the_press_is_none():
    told = keys(Draft("TRAFFICKING IN PERSONS", paragraphs=[paragraph(5, "Women are taken west.")]), about="nothing")
    assert told == [("situation", "heading", [5])]
    told = keys(Draft("MEDIA AND SECURITY", paragraphs=[paragraph(6, "The press is loud.")]), about="nothing")
    assert told == [("other", "words", [6])]


def test_what_stands_above_the_headings_of_a_report_sums_it_up():
    drafts = [Draft(paragraphs=[paragraph(1, "No court has yet convicted or sentenced anybody.")]),
              Draft("New law", paragraphs=[paragraph(2, "A bill is with the Duke.")])]  # fmt: skip
    told = [[s.key for s in topics.keyed(drafts, annual=0, report=report)] for report in (True, False)]
    assert told == [["summary", "legislation"], ["prosecutions", "legislation"]]


def test_in_a_report_words_of_reactions_weigh_less():
    draft = Draft(paragraphs=[paragraph(1, "It was asked for more upon five points of the report.")])
    assert keys(draft) == [("reactions", "words", [1])]
    assert keys(draft, report=True) == [("other", "words", [1])]


def test_a_recommendation_above_says_what_the_words_below_it_are_about():
    told = [paragraph(1, "Findings follow."), paragraph(None, "-- Investigate reports of servitude in the hills"),
            paragraph(2, "The governor would not talk about it."), paragraph(None, "-- Provide care to victims"),
            paragraph(3, "Eighteen, with families.")]  # fmt: skip
    assert [key for key, *_ in keys(Draft(paragraphs=told))] == ["other", "investigations", "victim_protection"]


def test_below_a_heading_of_what_a_government_did_words_tell_more():
    texts = [paragraph(4, "It would like to know more."), paragraph(5, "A shelter of nuns could take in a girl.")]
    told = keys(Draft("Government Efforts", paragraphs=texts))
    assert told == [("government_efforts", "heading", [4]), ("victim_protection", "words", [5])]


def test_only_a_report_opens_with_words_that_say_what_it_is():
    draft = Draft(paragraphs=[paragraph(1, "Following are post's answers on police training, keyed to reftel.")])
    assert keys(draft, report=True) == [("other", "words", [1])]
    assert keys(draft) == [("training", "words", [1])]
