"""What a figure takes from the text around it: the total it is a part of, the period told before, a table's heading."""

import datetime as dt

import pytest
from figure_cases import found_in

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
