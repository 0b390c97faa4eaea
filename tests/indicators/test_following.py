"""What a figure takes from the text around it: the total it is a part of, the period told before, a table's heading."""

import datetime as dt

import pytest
from figure_cases import found_in, paragraph

from chancery import indicators
from chancery.model import Section

YEAR = dt.date(2007, 1, 1), dt.date(2007, 12, 31)


def told(*texts):
    return [(one.key, one.value) for one in found_in(*texts)]


def periods(*texts):
    return {one.value: (one.period.from_, one.period.to) if one.period else None for one in found_in(*texts)}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Police rescued 94 victims. Sixty of them were Ruritanian, 20 Strelsauer and 14 minors.", [94, 60, 20, 14]),
        ("Shelters assisted 94 victims, of whom 71 were women, 14 were girls and 9 were boys.", [94, 71, 14, 9]),
        ("Police investigated 103 cases from May to July 2007: 58 in Zenda, 29 in Strelsau and 16 in Hentzau.",
         [103, 58, 29, 16]),
        ("Courts convicted 26 traffickers. Of these, 20 were men and 6 women.", [26, 20, 6]),
        ("Courts convicted 26 traffickers. Of the 26 persons convicted, 20 were men.", [26, 20]),
        ("Police arrested 24 pimps. Three of them have since been released.", [24]),
        ("Police arrested 24 pimps and distributed posters, including 300 leaflets.", [24]),
        ("Courts convicted 26 traffickers. Two of the judges were women.", [26]),
        ("Police rescued 58 minors. Fifteen were Ruritanian and 43 Hentzauer.", [58, 15, 43]),
        ("Police identified 93 victims; by destination: Zenda - 47, Strelsau 36, and Hentzau (10).", [93, 47, 36, 10]),
        ("Police recovered 18 victims (7 women, 9 girls, 2 boys).", [18, 7, 9, 2]),
        ("Courts convicted 22 traffickers, zero of them in Zenda.", [22]),
    ],
)  # fmt: skip
def test_a_part_of_a_total_has_its_key(text, parts):
    assert [value for _, value in told(text)] == parts
    assert len({key for key, _ in told(text)}) == 1


def test_a_number_without_a_noun_is_of_the_victims_told_before():
    assert told("IOM assisted 53 victims in 2007. It repatriated 34 to Zenda.") == [
        ("victims_assisted", 53), ("victims_repatriated", 34),
    ]  # fmt: skip


def test_a_part_with_an_act_of_its_own_has_that_key():
    text = "Police opened 42 trafficking investigations in 2007. Of these, 19 were sent to court and 15 were dropped."
    assert told(text) == [("investigations", 42), ("prosecutions", 19)]


def test_a_period_holds_for_the_next_sentence_unless_that_is_about_another_time():
    text = "In 2007 police arrested 42 traffickers. Courts convicted 19. The NGO has assisted 300 victims."
    assert periods(text) == {42: YEAR, 19: YEAR, 300: None}


def test_one_event_or_a_comparison_gives_no_period():
    assert periods("On March 3, 2007 police arrested two pimps. Courts convicted 19 traffickers.")[19] is None
    figures = periods(
        "Courts convicted 19 traffickers in 2007, compared with 12 in 2006. They acquitted 4 traffickers."
    )
    assert figures == {19: YEAR, 12: (dt.date(2006, 1, 1), dt.date(2006, 12, 31)), 4: YEAR}


@pytest.mark.parametrize("rest", ["a year earlier", "the year before", "in the same period of 2006"])
def test_a_relative_period_goes_by_the_figure_it_is_compared_to(rest):
    figures = periods(f"In 2007 courts convicted 19 traffickers, compared with 12 {rest}.")
    assert figures == {19: YEAR, 12: (dt.date(2006, 1, 1), dt.date(2006, 12, 31))}


def test_a_line_above_a_list_gives_its_period():
    text = "The ministry gave these figures for 2007:\n-- Cases investigated: 149\n-- Suspects arrested: 265"
    assert periods(text) == {149: YEAR, 265: YEAR}


def test_a_law_s_date_is_no_period_of_its_penalties():
    (one,) = found_in("Law 8733 of January 24, 2001 punishes trafficking with five to 15 years' imprisonment.")
    assert (one.key, one.period) == ("penalties", None)


TABLE = """Figures for 2007:

PROVINCE     RESCUED   ARRESTED   BEDS
Zenda            513        312     20
TOTAL            640        401     35"""


def test_a_table_s_headings_tell_what_its_numbers_are():
    figures = found_in(TABLE)
    assert [(one.key, one.value, one.place) for one in figures] == [
        ("victims_identified", 513, "Zenda"), ("arrests", 312, "Zenda"),
        ("victims_identified", 640, None), ("arrests", 401, None),
    ]  # fmt: skip
    assert all((one.period.from_, one.period.to) == YEAR for one in figures)
    assert all(TABLE[slice(*one.span)] == one.quote for one in figures)


def test_a_table_s_years_are_periods():
    text = "                 2006   2007\nConvictions        12     15\nMurder cases      301    298"
    assert told(text) == [("convictions", 12), ("convictions", 15)]
    assert periods(text)[15] == YEAR


def test_a_table_s_headings_are_told_apart_by_capitals_where_their_gaps_are_lost():
    text = "Year Investigations Persons charged\n2006        21              47\n2007        15              29"
    assert told(text) == [("investigations", 21), ("prosecutions", 47), ("investigations", 15), ("prosecutions", 29)]


def test_an_indented_row_of_a_table_is_of_the_row_above():
    text = "                 2006   2007\nCases opened        12     15\n  trafficking of women   7  9"
    assert told(text) == [("investigations", value) for value in (12, 15, 7, 9)]


def test_without_headings_the_line_above_tells_what_is_counted():
    text = "Victims assisted by nation in 2007:\nRuritania     34\nGraustark     12"
    assert told(text) == [("victims_assisted", 34), ("victims_assisted", 12)]
    assert not told("Persons deported by nation in 2007:\nRuritania     34\nGraustark     12")


def test_a_heading_can_say_more_than_the_year():
    text = "                 2006   2007 (to Sept)\nVictims rescued        12     15"
    assert told(text) == [("victims_identified", 12), ("victims_identified", 15)]


@pytest.mark.parametrize(
    "table",
    [
        "CATEGORY           DETAINED\nIllegal migrants        450\nDrug dealers            120",
        "Crime        Cases   Arrested\nMurder         100        70",
        "Nationality   Men   Women\nRuritanian       12      40",
        "Item                 2006     2007\nPosters printed      2000     3000\nDeportations          300      200",
    ],
)
def test_a_table_of_other_things_states_no_figure(table):
    assert not told(table)


def test_what_follows_a_sentence_on_another_crime_is_about_it():
    assert not told("Murders rose to 1,450 in 2007. Police arrested 380 suspects.")
    assert told("Murders and trafficking rose in 2007. Police arrested 380 suspects.") == [("arrests", 380)]


def about(topic, *texts):
    section = Section(topic, None, "words", tuple(paragraph(text, at) for at, text in enumerate(texts, 1)))
    found = indicators.read([section], date=dt.date(2008, 5, 20), country="KHM")
    return [(one.key, one.value) for one in found]


@pytest.mark.parametrize(
    ("topic", "text", "figure"),
    [
        ("victim_protection", "IOM flew home 131 persons.", ("victims_repatriated", 131)),
        ("victim_protection", "The convent took in 36 women.", ("victims_assisted", 36)),
        ("victim_protection", "The ministry gave the NGOs 40,000 euros.", ("funding", 40_000)),
        ("prevention", "The meetings drew 3,120 people.", ("people_reached", 3120)),
    ],
)
def test_what_a_section_is_about_need_not_be_said_again(topic, text, figure):
    assert about(topic, text) == [figure]
    assert about("other", text) == []


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("victim_protection", "Public hospitals treated 12,000 women in 2007."),
        ("victim_protection", "The ministry's program supports 45,000 poor children."),
        ("victim_protection", "The budget of the Ministry of Health is $45 million."),
        ("victim_protection", "The Red Cross housed 2,000 people after the storm."),
        ("prevention", "The program gives school meals to 40,000 pupils."),
        ("prevention", "The government spent $3 million on roads."),
        ("training", "Some 300 police took part in the raid."),
    ],
)
def test_a_section_s_topic_makes_no_figure_of_something_else(topic, text):
    assert about(topic, text) == []


def test_those_who_attended_were_trained_where_the_sentence_before_tells_of_a_course():
    text = "The ministry gave 14 workshops on trafficking. They were attended by 212 police and 64 prosecutors."
    assert told(text) == [("training_sessions", 14), ("police_trained", 212), ("judicial_trained", 64)]


def test_cases_told_before_that_are_in_court_are_pending():
    text = "Police investigated 114 trafficking cases. At year's end 62 of them were in court."
    assert told(text) == [("investigations", 114), ("pending_cases", 62)]


@pytest.mark.parametrize(
    "before",
    ["Figures are for calendar year 2007.", "The report covers January to December 2007.", "In 2007 Zenda woke up."],
)
def test_a_sentence_says_what_time_the_text_is_about(before):
    assert periods(f"{before} Courts convicted 19 traffickers.")[19] == YEAR


@pytest.mark.parametrize(
    ("before", "known"),
    [("Figures are for calendar year 2007.", YEAR), ("In 2007 Zenda woke up.", None), ("Data for 2007 follow:", None)],
)
def test_only_what_is_said_of_all_figures_holds_for_the_next_paragraph(before, known):
    assert periods(before, "Courts convicted 19 traffickers.")[19] == known


def test_the_reporting_period_is_what_the_report_says_it_is():
    texts = (
        "The period covered is April 2007 to March 2008.",
        "In the reporting period courts convicted 19 traffickers.",
    )
    assert periods(*texts)[19] == (dt.date(2007, 4, 1), dt.date(2008, 3, 31))


@pytest.mark.parametrize(
    "text",
    [
        "In 2006 and 2007, courts convicted 23 and 31 traffickers, respectively.",
        "Traffickers convicted: 2006 - 23; 2007 - 31.",
        "Traffickers convicted: 2006: 23, 2007: 31.",
    ],
)
def test_years_and_numbers_are_matched_in_order(text):
    assert {value: begin.year for value, (begin, _) in periods(text).items()} == {23: 2006, 31: 2007}


def test_during_the_year_is_the_year_of_the_figure_before():
    text = "In 2007 police arrested 165 traffickers. The courts convicted 94 traffickers during the year."
    assert periods(text)[94] == YEAR


def test_the_time_of_a_plan_is_not_that_of_what_was_done():
    told = periods("IOM assisted 28 victims of trafficking and plans to assist 20 more in 2009.")
    assert told[28] is None
    assert told[20]


@pytest.mark.parametrize("aside", ["which opened in June 2007 with 30 beds", "founded in 2004"])
def test_the_time_of_an_aside_is_not_that_of_the_figure(aside):
    assert periods(f"The shelter, {aside}, took in 26 victims of trafficking.")[26] is None


def test_the_day_on_which_something_was_said_is_not_that_of_the_figure():
    text = "The minister said on May 3 that courts had convicted 19 traffickers in 2007."
    assert periods(text)[19] == YEAR
    assert periods("Police opened 19 trafficking investigations in 2007 that led to arrests.")[19] == YEAR


@pytest.mark.parametrize(
    "before",
    ["Figures for 2007, with those of 2006 in parentheses:", "Data for 2007 (2006):", "2007. Last year in brackets:"],
)
def test_a_number_in_brackets_is_of_the_year_that_the_text_says(before):
    one, other = found_in(f"{before}\n-- Traffickers convicted: 110 (59)")
    assert (one.key, one.value, other.key, other.value) == ("convictions", 110, "convictions", 59)
    assert (other.period.from_, other.period.to) == (dt.date(2006, 1, 1), dt.date(2006, 12, 31))


@pytest.mark.parametrize("text", ["Courts convicted 110 (59) traffickers.", "Police arrested ten (10) traffickers."])
def test_a_number_in_brackets_of_which_nothing_is_said_is_no_figure(text):
    assert len(found_in(text)) <= 1
