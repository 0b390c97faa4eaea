"""Listings: which pages there are, what they say, and that templates and views agree. All cables here are invented."""

import pathlib
import re
from datetime import date

import msgspec
import pytest
from listings import MANY, ONE, SHELL, cable, figure, made, rendered
from shared import ROOT

from chancery.collection.briefs import Excerpt
from chancery.collection.corpus import Corpus
from chancery.views.lists import KINDS, jobs, near


@pytest.fixture(scope="module")
def one():
    return rendered(ONE)


@pytest.fixture(scope="module")
def many():
    return rendered(MANY)


def test_the_addresses_are_those_of_the_contract(one):
    assert {
        "index.html",
        "glossary.html",
        "countries/index.html",
        "countries/KHM.html",
        "years/index.html",
        "years/2009.html",
        "topics/index.html",
        "topics/summary.html",
        "tags/index.html",
        "tags/KTIP.html",
        "indicators/index.html",
        "indicators/convictions.html",
    } <= one.keys()


def test_pages_that_list_the_same_cables_are_made_one_after_the_other():
    countries = {"KHM": "Cambodia", "LAO": "Laos", "VNM": "Vietnam"}
    briefs = [cable(f"09ZENDA{n}", (iso3,), figures=[figure("arrests", n)]) for n, iso3 in enumerate(countries, 1)]
    corpus = Corpus.of(briefs)
    pages = [job for job in jobs(corpus) if job.kind in {"country", "compare-data", "tag", "year"}]
    shuffled = sorted(pages, key=lambda job: job.path)
    found = [job.key for job in sorted(shuffled, key=lambda job: near(corpus, job))]
    assert found == ["KHM", "KHM", "LAO", "LAO", "VNM", "VNM", "KTIP", "PHUM", "2009"]


@pytest.mark.parametrize("briefs", [[], ONE, MANY], ids=["none", "one", "many"])
def test_every_link_between_listings_leads_to_a_page_that_is_made(briefs):
    found = rendered(briefs)
    elsewhere = re.compile(r"(cables|data|offline|assets)/|(search|method|about|data)\.html|feed\.xml")
    dead = set()
    for path, html in found.items():
        for href in re.findall(r'href="([^"#?]+)', html):
            target = pathlib.PurePosixPath(path).parent.joinpath(href).as_posix()
            while ".." in target:
                target = re.sub(r"[^/]+/\.\./", "", target, count=1)
            if not elsewhere.match(target) and target not in found:
                dead.add((path, href))
    assert dead == set()


def test_no_page_has_an_inline_style_or_script(many):
    assert [p for p, html in many.items() if " style=" in html or "<script>" in html or "onclick" in html] == []


def test_with_one_cable_nothing_is_plotted_mapped_or_compared(one):
    assert [path for path, html in one.items() if 'class="plot"' in html or 'class="map"' in html] == []
    assert [path for path in one if path.startswith("compare/")] == []
    assert "compare" not in one["index.html"].lower()


def test_with_one_cable_the_forms_of_words_are_singular(one):
    assert "One cable about one country" in one["index.html"]
    assert re.search(r"\b(1|one) (cables|countries|figures|years|topics)\b", "".join(one.values())) is None


def test_what_a_cable_lacks_leaves_no_heading_and_no_comma():
    pages = rendered([cable("09ZENDA1", (), sections=(), post="", kind="update")])
    assert "By section" not in pages["index.html"]
    assert "none yet" in pages["index.html"]
    assert '<p class="small">Update 2009</p>' in pages["years/2009.html"]


def test_an_empty_collection_says_so():
    pages = rendered([])
    assert "No cables" in pages["index.html"]
    assert "No cable here gives such a figure" in pages["indicators/arrests.html"]


def test_the_bound_stands_with_the_number(one):
    assert re.search(r"<span>at least</span>\s*28", one["countries/KHM.html"])
    assert re.search(r"<i>at least</i><b>28</b>", one["index.html"])


def test_a_planned_figure_stands_apart(one):
    page = one["indicators/judicial_trained.html"]
    assert page.index("Planned") < page.index("240")
    assert "Planned, not done" in page


def test_a_fact_told_twice_says_so_and_counts_once(one):
    page = one["indicators/convictions.html"]
    assert "Same fact as in ¶1; counted once" in page
    assert "One figure in one cable" in page


def test_each_figure_leads_to_its_sentence(one):
    assert 'href="../cables/09ZENDA1.html#p1-arrests"' in one["countries/KHM.html"]


def test_an_indicator_says_what_counts_and_what_does_not(one):
    page = one["indicators/convictions.html"]
    assert "Does not count" in page
    assert "found guilty" in page


def test_many_cables_are_plotted_on_one_scale_with_words_and_a_table(many):
    page = many["indicators/convictions.html"]
    assert page.count('class="plot"') == 4
    assert "Convictions in Cambodia: 4 in 2003, 5 in 2004" in page
    assert "All plots have the same scale" in page
    assert 'class="map"' in page


def test_numbers_are_never_added_up(many):
    page = many["indicators/arrests.html"]
    numbers = {int(n) for n in re.findall(r'data-v="(\d+)', page)}
    assert numbers <= {1, 2, 3, 4, 28}


def test_what_changed_names_both_assessments(many):
    found = made(MANY, only="country")["countries/KHM.html"].changes
    assert (found.before.text, found.now.text) == ("Annual assessment 2007", "Interim assessment 2009")
    assert [row.title for row in found.rows] == ["Arrests", "Convictions"]
    assert '<td data-l="Annual assessment 2007:">' in many["countries/KHM.html"]  # a phone shows no heads


def test_what_changed_is_told_from_assessments_whose_whole_text_is_here():
    given = [
        cable("08ZENDA1", day=date(2008, 3, 1), figures=[figure("arrests", 5)]),
        cable("09ZENDA1", day=date(2009, 3, 1), figures=[figure("arrests", 7)]),
        cable("10ZENDA1", day=date(2010, 3, 1), completeness="withheld"),
    ]
    changes = made(given, only="country")["countries/KHM.html"].changes
    assert (changes.before.note, changes.now.note) == ("08ZENDA1", "09ZENDA1")


def test_a_cable_about_two_countries_is_listed_for_both_and_plotted_for_neither():
    both = [
        cable(f"{y - 2000:02}ZENDA9", ("KHM", "THA"), date(y, 3, 1), [figure("arrests", 3)]) for y in (2005, 2006, 2007)
    ]
    pages = made(both)
    assert [len(pages[f"countries/{c}.html"].rows) for c in ("KHM", "THA")] == [3, 3]
    assert pages["countries/KHM.html"].plots == ()
    assert pages["indicators/arrests.html"].plots == ()


def test_sections_that_fit_no_topic_have_their_own_headings():
    sections = (Excerpt("other", "COCA AND THE UN", "p1", "Words.", 1), Excerpt("other", None, "p2", "More.", 1))
    pages = made([cable("09ZENDA1", sections=sections, kind="other")])
    assert [topic.title for topic in pages["countries/KHM.html"].topics] == ["Coca and the UN", "Text"]
    page = pages["topics/other.html"]
    assert page.lede == "One cable about one country has a section that fits none of our topics."
    assert [each.heading for each in page.groups[0].rows[0].excerpts] == ["Coca and the UN", ""]
    assert [link.text for link in pages["index.html"].only.sections] == ["Coca and the UN", "Text"]


def test_a_single_case_is_no_total_but_one_shelter_is():
    told = [figure("convictions", 1), figure("shelters", 1, unit="places")]
    years = [cable(f"{y - 2000:02}ZENDA9", day=date(y, 3, 1), figures=told) for y in (2005, 2006, 2007)]
    page = made(years)["countries/KHM.html"]
    assert [series.title for series in page.plots] == ["Shelters"]
    assert [row.title for row in page.changes.rows] == ["Shelters"]
    assert len(next(group for group in page.groups if group.key == "convictions").cells) == 3


def test_a_figure_of_a_place_is_not_plotted():
    local = [
        cable(f"{y - 2000:02}ZENDA9", day=date(y, 3, 1), figures=[figure("arrests", 3, place="Invented Town")])
        for y in (2005, 2006, 2007)
    ]
    assert made(local)["indicators/arrests.html"].plots == ()


def test_figures_in_another_unit_say_their_unit_and_have_a_plot_of_their_own():
    cases = [
        cable(
            f"{y - 2000:02}ZENDA9",
            day=date(y, 3, 1),
            figures=[figure("prosecutions", y - 2000, unit=u) for u in ("cases", "persons")],
        )
        for y in (2005, 2006, 2007)
    ]
    page = made(cases)["indicators/prosecutions.html"]
    assert sorted(each.unit for each in page.plots) == ["cases", "persons"]
    assert {row.cell.number for row in page.rows} == {"5", "5 cases", "6", "6 cases", "7", "7 cases"}


def test_a_life_sentence_has_no_number_and_no_plot():
    page = made([cable("09ZENDA1", figures=[figure("sentences", None, unit="years")])])["indicators/sentences.html"]
    assert page.rows[0].cell.number == "life or death"


def test_every_cable_is_in_the_listing_of_its_country_once():
    briefs = [cable(f"05ZENDA{n}", day=date(2005, 1, 1 + n % 28), figures=[figure("arrests", n)]) for n in range(450)]
    rows = [row.id for each in made(briefs, only="country").values() for row in each.rows]
    assert sorted(rows) == sorted(each.id for each in briefs)


def test_every_figure_is_on_a_page_of_its_indicator_once():
    briefs = [cable(f"05ZENDA{n}", figures=[figure("arrests", n), figure("arrests", n + 1)]) for n in range(250)]
    rows = [row for each in made(briefs, only="indicator").values() for row in each.rows]
    assert len(rows) == 500


def test_a_page_is_made_from_the_briefs_of_its_job_alone():
    made(MANY)  # raises KeyError where a view asks for another


def test_jobs_are_the_same_whatever_the_order_of_the_briefs():
    assert list(jobs(Corpus.of(MANY))) == list(jobs(Corpus.of(reversed(MANY))))


def test_a_job_travels_as_bytes():
    for job in jobs(Corpus.of(MANY)):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(job), type=type(job)) == job


def test_a_job_changes_when_what_its_page_counts_changes():
    home = {n: next(jobs(Corpus.of(MANY[:n]))) for n in (10, 11)}
    assert home[10].facts != home[11].facts


def test_wanted_cables_are_ranked_by_how_many_refer_to_them(many):
    page = many["wanted.html"]
    assert page.index("09STATE1<") < page.index("09ZENDA2<")
    assert 'and <a href="search.html?q=09STATE1">16 more</a>' in page


def test_of_a_short_form_in_many_cables_a_search_leads_to_the_rest():
    page = rendered([cable(f"09ZENDA{n}", acronyms=("G/TIP",)) for n in range(1, 9)])["glossary.html"]
    assert 'and <a href="search.html?q=G/TIP">3 more</a>' in page


def test_the_glossary_tells_a_cables_meaning_from_the_fields_own(one):
    page = one["glossary.html"]
    assert re.search(r"Royal Government of Zenda.*Explained in.*09ZENDA1", page, re.DOTALL)
    assert re.search(r"non-governmental organization.*In use in.*09ZENDA1", page, re.DOTALL)


def test_figures_are_of_the_newest_cables_that_give_any(monkeypatch):
    monkeypatch.setattr("chancery.views.country.FIGURED", 2)
    silent = [cable(f"08ZENDA{n}", day=date(2008, n, 1)) for n in range(1, 4)]
    told = [cable(f"07ZENDA{n}", day=date(2007, n, 1), figures=[figure("arrests", 70 + n)]) for n in (1, 2)]
    page = rendered([*told, *silent])["countries/KHM.html"]
    assert "71" in page
    assert "72" in page
    assert "that give any" not in page


def test_text_of_a_cable_is_escaped():
    hostile = [cable("09ZENDA1", title="<script>x</script>", sections=(Excerpt("summary", None, "p1", "<b>&", 1),))]
    pages = rendered(hostile)
    assert not any("<script>x" in html or "<b>&" in html for html in pages.values())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_template_uses_exactly_what_its_view_gives(kind):
    template, make = KINDS[kind]
    text = (ROOT / "templates" / template).read_text(encoding="utf-8")
    for partial in re.findall(r'include "([^"]+)"', text):
        text += (ROOT / "templates" / partial).read_text(encoding="utf-8")
    used = set(re.findall(r"\bview\.([a-z0-9_]+)", text))
    fields = {f.name for f in msgspec.structs.fields(make.__annotations__["return"])}
    assert (used - fields, fields - used - SHELL) == (set(), set())


@pytest.mark.parametrize(
    ("kinds", "lede"),
    [
        (["interim"], "One cable, an assessment of 2009."),
        (["other"], "One cable, of 2009; no assessment."),
        (["other", "other"], "Two cables, 2009; none is an assessment."),
        (["other", "annual"], "Two cables, 2009; one is an assessment."),
        (["interim", "annual"], "Two cables, 2009; all are assessments."),
    ],
)
def test_a_country_says_how_many_of_its_cables_are_assessments(kinds, lede):
    briefs = [cable(f"09ZENDA{n}", kind=kind) for n, kind in enumerate(kinds)]
    assert made(briefs)["countries/KHM.html"].lede == lede
