"""The page of a cable. The cables here are invented: Embassy Zenda in Ruritania never was."""

import re
from datetime import date

import msgspec
import pytest
from cable_pages import (
    ENV,
    HOSTILE,
    ODD,
    TWO,
    figure,
    invented,
    page,
    paragraph,
    parsed,
    section_of,
    view,
    whole,
)

from chancery.collection.anchors import anchors
from chancery.collection.briefs import brief
from chancery.collection.corpus import Around, Neighbour
from chancery.editing.published import Correction, Redaction
from chancery.model import (
    Addressee,
    Paragraph,
    Reference,
    Section,
)
from chancery.search.text import document
from chancery.views.cable.inline import Wrap, html
from chancery.views.cable.page import raw_view
from chancery.views.cable.transmission import codes
from chancery.views.render import render


@pytest.mark.parametrize("published", [invented(), whole(), HOSTILE], ids=["bare", "whole", "hostile"])
def test_each_address_stands_once_and_each_link_within_the_page_has_its_place(published):
    found = parsed(page(published))
    assert sorted(set(found.ids)) == sorted(found.ids)
    assert {h[1:] for h in found.hrefs if h.startswith("#")} <= set(found.ids)


def test_no_markup_of_the_source_becomes_markup_of_the_page():
    found = page(HOSTILE)
    assert "<script>alert" not in found
    assert parsed(found).tags.count("script") == 2
    assert "<img" not in found
    assert 'href="javascript' not in found


def test_marks_may_nest_and_cross_and_the_text_stays_whole():
    made = html("abcdefgh", [Wrap(1, 5, "mark", ' id="a"'), Wrap(3, 7, "mark", ' id="b"'), Wrap(3, 4, "i", "")])
    assert made == 'a<mark id="a">bc<mark id="b"><i>d</i>e</mark></mark><mark>fg</mark>h'
    assert html("a<b", [Wrap(2, 99, "mark", "")]) == "a&lt;<mark>b</mark>"


def test_the_bound_stands_before_the_number_and_leads_to_its_sentence():
    found = page(whole())
    assert '<a class="fig" href="#p1-arrests"><i>at least</i><b>28</b><span>arrests</span></a>' in found
    assert 'since April · ¶1, <a href="#p2-arrests">again ¶2</a>' in found


def test_a_range_of_years_has_its_unit_in_the_margin():
    figures = (figure("penalties", 2, TWO, "28 were", value_to=5, unit="years"),)
    assert 'penalties.html">Penalties in law</a></b> 2 to 5 years</li>' in page(whole(indicators=figures))


def test_a_repeated_fact_is_one_figure_and_a_plan_says_so():
    rows = {row.title: row for row in view(whole()).pillars}
    assert [key.noun for key in rows["Prosecution"].keys].count("arrests") == 1
    assert [key.of for key in rows["Training"].keys] == ["planned"]
    assert [key.phrase for key in rows["Prosecution"].single] == ["1 person convicted"]


def test_the_crumb_leads_to_the_year_that_it_says():
    cable = whole().cable
    late = msgspec.structs.replace(cable, assessment=msgspec.structs.replace(cable.assessment, year=2008))
    shown = view(msgspec.structs.replace(whole(), cable=late))
    assert (shown.kind, shown.year.text, shown.year.href) == ("Interim assessment 2008", "2009", "../years/2009.html")


def test_none_is_said_as_no():
    none = figure("convictions", 0, ODD, "No number", qualifier="none")
    (row,) = [row for row in view(whole(indicators=(none,))).pillars if row.keys]
    assert row.keys[0].phrase == "no persons convicted"


def test_a_pillar_without_figures_keeps_its_row():
    assert "no figure for victims identified" in page(whole())
    assert "The cable gives no figure that is counted here" in page(invented())


def test_an_extract_is_not_said_to_be_silent():
    assert "What is here of the cable gives no figure that is counted" in page(invented(completeness="partial"))
    assert "What is here of the cable gives no figure for victims" in page(whole(completeness="partial"))


def test_the_search_leads_to_places_that_the_page_has():
    published = whole(attention=("G/TIP",))
    led = parsed(document(published.cable, brief(published))).ids
    assert {"top", "p1", "apparatus", "transmission", "signed", "record", "unplaced", "l19"} <= set(led)
    assert set(led) - set(parsed(page(published)).ids) == {"top"}


def test_a_cable_is_found_by_the_ids_of_those_it_refers_to_in_its_text_too():
    published = whole(sections=(section_of(paragraph(1, "See 09 STRELSAU 8.", (10, 11))),), indicators=())
    indexed = document(published.cable, brief(published))
    assert "<p>ZENDA 7 09ZENDA7</p><p>STATE 1 09STATE1</p><p>09STRELSAU8</p>" in indexed


def test_a_reference_is_a_link_only_where_the_collection_holds_it():
    held = Neighbour("09ZENDA7", "ZENDA: INVENTED", date(2009, 1, 2), "annual", 2009)
    found = page(whole(), Around(held=(held,)))
    assert '<a href="../cables/09ZENDA7.html">ZENDA 7</a>' in found
    assert "09STATE1 · not held here" in found


@pytest.mark.parametrize("labels", ["ABC", (None, None, None)])
@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("It agreed (Ref B).", [("ref-2", "Ref B")]),
        ("See refs A-C).", [("ref-1", "refs A"), ("ref-3", "C")]),
        ("Refs (A), (B) and D say so.", [("ref-1", "Refs (A)"), ("ref-2", "(B)")]),
        ("REF A AND B", [("ref-1", "REF A"), ("ref-2", "B")]),
        ("SEE REFTELS), BUT NOT REFTEL A DELEGATION", [("apparatus", "REFTELS"), ("apparatus", "REFTEL")]),
        ("reftel (c), and reftel B has it", [("ref-3", "reftel (c)"), ("ref-2", "reftel B")]),
        ("In brief A was told; Ref D is not there.", [("apparatus", "Ref D")]),
    ],
)
def test_references_are_named_by_their_labels_or_counted(labels, text, led):
    ids = ("09ZENDA7", "09ZENDA8", "09STATE1")
    listed = tuple(Reference(label, key, key) for label, key in zip(labels, ids, strict=True))
    published = whole(sections=(section_of(paragraph(1, text, (10, 11))),), references=listed, indicators=())
    (shown,) = re.findall(r'<div class="para" id="p1">.*?<p>(.*?)</p>', page(published))
    assert re.findall(r'<a href="#([^"]+)">(.*?)</a>', shown) == led


def test_what_the_text_points_at_is_a_link_to_the_reference_or_to_the_cable():
    held = Neighbour("09STRELSAU8", "Strelsau: invented", date(2009, 1, 2), "annual", 2009)
    text = "See reftel and 09 STRELSAU 8; Ref B is <b>, Ref A is not, ZENDA 7 is Ref A."
    published = whole(sections=(section_of(paragraph(1, text, (10, 11))),), indicators=())
    found = page(published, Around(held=(held,)))
    assert '<a href="#apparatus">reftel</a>' in found
    assert '<a href="../cables/09STRELSAU8.html">09 STRELSAU 8</a>' in found
    assert (
        '<a href="#ref-2">Ref B</a> is &lt;b&gt;, <a href="#ref-1">Ref A</a> is not, <a href="#ref-1">ZENDA 7</a>'
        in found
    )
    assert found.count("ZENDA 7, not held here") == 1
    assert '<div id="ref-09STRELSAU8"><dt>¶1</dt>' in found
    assert "09STRELSAU8" in brief(published).references


def test_one_reference_is_what_reftel_means():
    text = "As reftel says."
    published = whole(
        sections=(section_of(paragraph(1, text, (10, 11))),),
        indicators=(),
        references=(Reference(None, "STATE 1", "09STATE1"),),
    )
    assert 'As <a href="#ref-1">reftel</a> says' in page(published)


def test_a_section_that_fits_no_topic_has_the_heading_as_it_is_printed():
    published = whole(
        sections=(section_of(paragraph(1, "x", (10, 11)), key="other", heading="COCA AND THE UN"),), indicators=()
    )
    found = page(published)
    assert '<h2 id="h-other">Coca and the UN</h2>' in found
    assert "none of our topics" in found


def test_a_withheld_text_says_so():
    assert "was not released" in page(invented(completeness="withheld"))


def test_every_raw_line_is_there_with_its_address_and_a_paragraph_leads_to_its_lines():
    found = parsed(page(whole()))
    assert {f"r{n}" for n in range(1, 21)} <= set(found.ids)
    assert "#r10" in found.hrefs


def test_a_long_original_text_has_a_page_of_its_own():
    long = invented(("raw line of an invented cable" * 3,) * 700, sections=whole().cable.sections)
    found = parsed(page(long))
    assert "09ZENDA1-raw.html#r10" in found.hrefs
    assert "r10" not in found.ids
    assert 'id="r10"' in render(ENV, "raw.html", raw_view(long))


def test_a_redaction_is_a_box_with_its_reason_and_never_its_length():
    gone = paragraph(1, "The court heard [redacted] in Zenda.", (10, 11))
    published = whole(sections=(Section("summary", None, "marker", (gone,)),), indicators=())
    published = msgspec.structs.replace(published, redactions=(Redaction(((10, 10),), "names a minor"),))
    found = page(published)
    assert '<span class="redacted">[redacted]</span>' in found
    assert "<b>Redacted</b> names a minor" in found


def test_codes_without_an_established_meaning_say_so():
    assert "Handling signal; meaning not established" in page(whole())


def test_each_code_of_the_header_has_its_meaning():
    member = Addressee("ASEAN MEMBER COLLECTIVE", "RUCNASE", "PRIORITY", None, ("ZENDA",))
    sent = msgspec.structs.replace(whole().cable.transmission, routing=("RUEHNH", "RUEHXX"), info=(member,))
    attention = ("G/TIP", "EAP/MLS", "ZZ/TOP", "DRL")
    made = {c.code: c.meaning for c in codes(whole(transmission=sent, attention=attention).cable)}
    assert made["RUEHNH RUEHXX"] == "Relayed to Naha (RUEHNH); and to RUEHXX (place not established)"
    assert made["ZNR"] == "May be sent in the clear"
    assert made["OO"].startswith("Immediate")
    assert made["3201013"].endswith("Agrees with the date-time group")
    assert made["INFO RUCNASE/ASEAN MEMBER COLLECTIVE PRIORITY"] == (
        "For information to ASEAN MEMBER COLLECTIVE (posts in member states of ASEAN); speed priority; except ZENDA"
    )
    assert made["FOR G/TIP, EAP/MLS, ZZ/TOP, DRL"] == (
        "Offices whose attention is asked for: G/TIP is the Office to Monitor and Combat Trafficking in Persons; "
        "EAP/ is an office of the Bureau of East Asian and Pacific Affairs; "
        "DRL is the Bureau of Democracy, Human Rights, and Labor"
    )


def test_addresses_of_repeated_and_missing_numbers():
    twice = Section("summary", None, "words", (paragraph(4, "a", (10, 10)), paragraph(4, "b", (11, 11)), ODD))
    found = anchors(invented(sections=(twice, twice)).cable)
    assert found.paragraphs[0] == ("p4", "p4-2", "l17")
    assert found.sections == ("summary", "summary-2")
    assert len({*found.paragraphs[0], *found.paragraphs[1]}) == 6


def test_a_figure_is_cited_with_the_letter_of_its_paragraph_or_by_its_lines():
    """Eleven answers of a cable can have the number 18."""
    one, *_ = whole().cable.indicators
    lettered = Paragraph(18, "K", None, one.quote, (40, 44))
    figures = [msgspec.structs.replace(one, paragraph=18, lines=(40, 44), same_as=None)]
    figures += [
        msgspec.structs.replace(one, paragraph=None, lines=lines, same_as=None) for lines in ((621, 626), (7, 7))
    ]
    found = anchors(
        invented(sections=(Section("summary", None, "words", (lettered,)),), indicators=tuple(figures)).cable
    )
    assert found.cited == ("¶18 K", "lines 621–626", "line 7")


def test_a_day_that_stands_for_none_is_no_fact():
    told = "The source gives no date that can be read."
    assert view(invented(date=date(2009, 1, 1))).statements[0].startswith(told)
    dated = ("09ZENDA1", "RURITANIA: INVENTED", "Thu Jan 01 00:00:00 +0100 2009", "UNCLASSIFIED", "Embassy Zenda")
    assert told not in " ".join(view(invented(dated, date=date(2009, 1, 1))).statements)


def test_a_page_is_light():
    assert len(page(whole()).encode()) < 20_000


def test_metadata_for_reference_managers_is_there():
    found = page(whole())
    assert '<meta name="citation_publication_date" content="2009/11/16">' in found
    assert re.search(r'<script type="application/ld\+json">\{"@context"', found)


def test_each_raw_line_says_what_it_is_and_leads_to_where_it_is_shown():
    roles = ("id", "title", "date", "classification", "origin", "tags", "blank", "heading", "rule", *["paragraph 1"] * 2,
             "page marker", *["paragraph 2"] * 3, "", "paragraph", "signature", "", "notice")  # fmt: skip
    published = msgspec.structs.replace(whole(), roles=roles)
    found = page(published)
    assert '<a href="#apparatus">TAGS</a>' in found
    assert '<a href="#summary">Heading</a>' in found
    assert '<div class="role"><a href="#p1">Paragraph 1</a></div><ol><li id="r10">' in found
    assert '<div class="role">Page marker</div>' in found
    assert '<div class="role">Not placed by any rule</div>' in found


def test_a_marking_is_explained_where_it_stands_first():
    found = page(whole())
    assert found.count('<abbr title="sensitive but unclassified" tabindex="0">SBU</abbr>') == 1
    assert found.count("<span>SBU</span>") == 1


def test_several_cases_without_a_total_are_a_sentence():
    figures = (figure("convictions", 1, TWO, "Courts"), figure("convictions", 1, TWO, "judges"))
    (row,) = [each for each in view(whole(indicators=figures)).pillars if each.single]
    assert (row.keys, len(row.single), row.silent) == ((), 2, "")


def test_a_section_that_an_editor_chose_is_called_by_its_title():
    moved = Correction("paragraph 2: section", None, (13, 15), "interagency_cooperation", "prevention", "as read")
    found = page(msgspec.structs.replace(whole(), corrections=(moved,)))
    assert "was “Interagency cooperation”, is “Prevention and public awareness”. as read" in found
