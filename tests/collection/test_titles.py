"""Titles in sentence case. The text shows how a word is written, the vocabulary what is a name."""

import time

import pytest
from cable_pages import invented, paragraph, section_of

from chancery.collection.titles import heading, headline

TEXT = "Police of the Zendan Ministry met Colonel Sapt of the ZDA. New raids follow, and a new duty for the Ministry."


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("RURITANIA: 2009 TIP INTERIM ASSESSMENT", "Ruritania: 2009 TIP interim assessment"),
        ("CAMBODIAN NGO ON THE UN PROTOCOL IN NOVEMBER", "Cambodian NGO on the UN protocol in November"),
        ("COSTA RICA'S 9TH REPORT; TRINIDAD AND TOBAGO", "Costa Rica's 9th report; Trinidad and Tobago"),
        ("NGOS OF NEW ZEALAND AND THE GOC'S NEW LAW", "NGOs of New Zealand and the GOC's new law"),
        ("US-THAI TALKS; U.S. VIEWS,SPAIN", "US-Thai talks; U.S. views,Spain"),
        ("COLONEL SAPT OF THE ZDA", "Colonel Sapt of the ZDA"),
        ("THE NEW MINISTRY", "The new Ministry"),
        ("F-4ES FOR RURITANIA", "F-4ES for ruritania"),
        ("Ministry Raids Ruritania Again", "Ministry Raids Ruritania Again"),
        ("Police Report on New Duty", "Police report on new duty"),
        ("Already in sentence case", "Already in sentence case"),
        ("--- ???", "--- ???"),
        ("", ""),
    ],
)
def test_titles_in_sentence_case(title, shown):
    assert headline(title, TEXT) == shown


def test_a_text_in_capitals_tells_nothing():
    assert headline("DUTY OF SAPT", TEXT.upper()) == "Duty of sapt"


def test_what_is_too_long_for_a_title_is_left_as_it_is():
    title = "ZENDA " * 200_000
    begun = time.process_time()
    assert headline(title, TEXT).startswith("ZENDA ZENDA")
    assert time.process_time() - begun < 2


def test_a_cable_without_a_subject_is_called_after_its_kind_its_post_and_its_day():
    assert heading(invented(title="").cable) == "Cable from the US Embassy in Zenda, 16 November 2009"
    told = invented(title="COLONEL SAPT", sections=(section_of(paragraph(1, TEXT, (10, 11))),))
    assert heading(told.cable) == "Colonel Sapt"
