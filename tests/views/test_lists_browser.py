"""Sorting, comparing and the map in a real browser, from a disk with the network off. All cables are invented."""

import shutil

import pytest
from listings import MANY
from shared import ROOT

from chancery.collection.corpus import Corpus
from chancery.views.lists import jobs, view
from chancery.views.render import environment, render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """The address of the listings of invented cables on a disk."""
    folder = tmp_path_factory.mktemp("lists")
    env = environment(ROOT / "templates")
    shutil.copytree(ROOT / "templates" / "assets", folder / "assets")
    corpus = Corpus.of(MANY)
    for job in jobs(corpus):
        template, each = view(corpus.briefs, job)
        path = folder / job.path
        path.parent.mkdir(exist_ok=True)
        path.write_text(render(env, template, each), encoding="utf-8")
    return folder.as_uri() + "/"


def column(page, index):
    return page.locator(f"table.sortable >> nth=-1 >> tbody tr > :nth-child({index})").all_inner_texts()


def test_a_table_is_sorted_by_keyboard_and_says_so(disk, visit):
    opened = visit(disk + "indicators/arrests.html")
    button = opened.page.locator("table.sortable >> nth=-1 >> thead button").nth(1)
    button.focus()
    opened.page.keyboard.press("Enter")
    rising = [int(text.split()[-1]) for text in column(opened.page, 2)]
    assert rising == sorted(rising)
    assert button.locator("..").get_attribute("aria-sort") == "ascending"
    opened.page.keyboard.press("Space")
    assert [int(text.split()[-1]) for text in column(opened.page, 2)] == rising[::-1]
    assert opened.troubles == []


def test_years_without_a_figure_stay_last_when_sorted(disk, visit):
    page = visit(disk + "indicators/convictions.html").page
    head = page.locator("table.sortable >> nth=0 >> thead button").last
    for _ in range(2):
        head.click()
        last = page.locator("table.sortable >> nth=0 >> tbody tr > :last-child").all_inner_texts()
        assert last[0].strip() == "at least 4"


def test_countries_are_chosen_freely_from_a_disk_and_the_choice_stands_in_the_address(disk, visit):
    opened = visit(disk + "compare/index.html")
    opened.page.select_option("select[name=c1]", "KHM")
    opened.page.select_option("select[name=c2]", "MLT")
    opened.page.wait_for_selector("#compare-table table")
    assert opened.page.url.endswith("#KHM+MLT")
    assert opened.page.locator("#compare-table thead").first.inner_text().split() == [
        "Year",
        "Cambodia",
        "Malta",
    ]
    assert opened.page.locator("#compare-table a").first.get_attribute("href").startswith("../cables/")
    assert opened.troubles == []


def test_a_shared_comparison_opens_as_it_was(disk, visit):
    page = visit(disk + "compare/index.html#THA+VNM+NOWHERE").page
    page.wait_for_selector("#compare-table table")
    assert page.input_value("select[name=c1]") == "THA"
    assert page.input_value("select[name=c3]") == ""
    assert "Thailand, Vietnam" in page.inner_text("#compare-says")


def test_without_scripts_the_comparison_says_what_to_do(disk, visit):
    page = visit(disk + "compare/index.html", java_script_enabled=False).page
    assert not page.locator("#compare").is_visible()
    assert "needs a script" in page.inner_text("#compare-says")


def test_the_map_can_be_skipped_and_each_country_reached(disk, visit):
    page = visit(disk + "indicators/convictions.html").page
    names = page.locator(".map a[aria-label]").evaluate_all("all => all.map(a => a.getAttribute('aria-label'))")
    assert "Malta: five figures" in names
    skip = page.locator(".map .over")
    skip.focus()
    assert skip.is_visible()


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "countries/KHM.html",
        "indicators/convictions.html",
        "compare/KHM.html",
        "wanted.html",
        "glossary.html",
    ],
)
def test_many_cables_fit_a_narrow_phone(path, disk, visit):
    page = visit(disk + path, width=320, height=640).page
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
