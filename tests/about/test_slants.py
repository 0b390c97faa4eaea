"""What the subject of a cable says of its paragraphs."""

import pytest

from chancery.about import slants, topics
from chancery.body.sections import Draft
from chancery.model import Paragraph


def paragraph(number, text):
    return Paragraph(number, None, None, text, (number, number))


def keys(draft, **options):
    found = topics.keyed([draft], annual=False, **options)
    return [(s.key, s.by, [p.number for p in s.paragraphs]) for s in found]


def test_which_part_of_a_report_a_cable_is_tells_nothing():
    subject = "RURITANIA: SIXTH ANNUAL TIP REPORT -- PROTECTION (3 OF 3)"
    assert slants.of(subject, trafficking=True, report=True) == {"victim_protection"}


@pytest.mark.parametrize(("subject", "right"), [("NOMINATION OF A TIP HERO", "heroes"), ("TIP IN RURITANIA", "other")])
def test_the_subject_speaks_for_a_paragraph_that_tells_nothing(subject, right):
    told = Draft(paragraphs=[paragraph(4, "Sister Ursula is 58 and lives in the hills.")])
    assert keys(told, subject=subject) == [(right, "words", [4])]


def test_what_a_hero_did_for_victims_belongs_to_the_nomination():
    told = Draft(paragraphs=[paragraph(2, "She runs a hotline and a shelter, and brought home a hundred women.")])
    assert keys(told, subject="RURITANIA: NOMINATION OF A TIP HERO") == [("heroes", "words", [2])]


def test_a_subject_of_several_things_leaves_what_stands_before_and_behind_trafficking_aside():
    beer = "Papers criticized the tax on beer."
    texts = [paragraph(2, beer), paragraph(3, "Nuns shelter women whom pimps sold."), paragraph(4, beer)]
    told = keys(Draft(paragraphs=texts), about="mentions", subject="RURITANIA: BEER, SLAVES AND TAXES")
    assert told == [("other", "words", [2]), ("victim_protection", "words", [3]), ("other", "words", [4])]


def test_a_part_on_trafficking_that_begins_with_its_heading_goes_on_to_the_next_one():
    flown = "Nuns flew home twelve women, gave them a bed and took them to a hospital."
    texts = [paragraph(2, flown), paragraph(3, "Trafficking: Police raided a brothel."), paragraph(4, flown),
             paragraph(5, "Floods: None."), paragraph(6, flown)]  # fmt: skip
    told = keys(Draft(paragraphs=texts), about="mentions", subject="RURITANIA: BEER, SLAVES AND TAXES")
    assert [key for key, _, _ in told] == ["other", "investigations", "victim_protection", "other"]


def test_a_cable_whose_paragraphs_speak_of_several_things_is_about_them_though_its_subject_does_not_say_so():
    court = "The court sentenced the traitor; a judge upheld the verdict on appeal."
    texts = ["The election was a coup for the opposition.", court, "A brothel was shut by police.",
             "The coup in the ballot ended in a curfew."]  # fmt: skip
    drafts = [
        Draft(head, paragraphs=[paragraph(n, text)])
        for n, (head, text) in enumerate(zip("ABCD", texts, strict=True), 2)
    ]
    told = topics.keyed(drafts, annual=0, about="mentions", subject="RURITANIA: A TALK WITH THE DUKE")
    assert [s.key for s in told] == ["other", "other", "investigations", "other"]
    assert topics.keyed(drafts[1:3], annual=0, about="mentions")[0].key == "prosecutions"


@pytest.mark.parametrize(
    ("subject", "right"), [("DUKE UNHAPPY WITH TIP REPORT", "reactions"), ("DUKE UNHAPPY", "other")]
)
def test_a_reaction_is_one_to_a_report(subject, right):
    told = Draft(paragraphs=[paragraph(2, "He came late and left soon.")])
    assert [key for key, _, _ in keys(told, subject=subject)] == [right]


def test_a_subject_of_several_things_speaks_for_no_paragraph():
    told = Draft(
        paragraphs=[paragraph(2, "Locusts: None were seen."), paragraph(3, "The master of the slaves went free.")]
    )
    assert keys(told, about="mentions", subject="RURITANIA: WEEKLY REPORT, A SLAVERY CASE")[0] == (
        "other",
        "words",
        [2],
    )


@pytest.mark.parametrize("heading", ["1. Nuns: Legal Aid for Girls", "2. Training of Judges"])
def test_the_headings_of_a_proposal_are_part_of_it(heading):
    told = keys(Draft(heading, paragraphs=[paragraph(3, "Amount: 500,000 crowns.")]), subject="FY 2008 TIP PROPOSALS")
    assert told == [("us_programs", "words", [3])]


def test_a_proposal_is_one_though_its_leads_name_other_topics_and_a_stroke_in_an_office_divides_no_subject():
    told = Draft(paragraphs=[paragraph(3, "Budget: Radios for both."), paragraph(4, "Embassy contact: Mr. Bauer.")])
    subject = "INL/G/TIP PROPOSAL: BRIGADES IN ZENDA AND STRELSAU"
    assert keys(told, subject=subject) == [("us_programs", "words", [3]), ("contacts", "words", [4])]
    assert slants.SEVERAL.search(subject) is None


def test_the_subject_of_one_part_of_a_submission_tells_its_only_group_of_letters():
    told = Draft(paragraphs=[Paragraph(1, each, None, "A law has penalties.", (n, n)) for n, each in enumerate("AB")])
    (section,) = topics.keyed([told], annual=True, report=True, subject="TIP REPORT, PART 3 OF 4: PROTECTION")
    assert (section.key, section.by) == ("victim_protection", "question")


@pytest.mark.parametrize(
    ("subject", "several"),
    [("VISIT FOCUSES ON TIP, LABOR AND TRADE", True), ("BEER, TAXES, AND THE FIGHT AGAINST TRAFFICKING", True),
     ("BEER AND THE TIP LAW", True), ("QUARTERLY LAW ENFORCEMENT REPORT", True), ("HUMAN RIGHTS AND SECURITY NOTES", True),
     ("ENVOY HEARS ABOUT TRAFFICKING FROM POLICE, NUNS AND INNKEEPERS", False), ("TIP: POLICE, COURTS, NUNS", False)],
)  # fmt: skip
def test_a_subject_names_several_things_where_trafficking_is_one_of_a_list(subject, several):
    assert (slants.SEVERAL.search(subject) is not None) == several


def test_a_paragraph_that_tells_nothing_in_a_cable_on_child_labor_is_about_it():
    told = keys(Draft(paragraphs=[paragraph(3, "Whole families dig for shells at dusk.")]),
                about="mentions", subject="RURITANIA: CHILD LABOR UPDATE")  # fmt: skip
    assert told == [("child_labor", "words", [3])]
