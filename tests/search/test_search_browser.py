"""The search as readers use it: over http and from a disk with the network off, in Chromium and in Firefox."""

import functools
import gzip
import json
import re
import shutil
import sys
import time

import pytest
from firefox import PATIENCE, Firefox, find
from making import build
from serving import serving
from shared import CABLE, ROOT

from chancery.search import stage
from chancery.search.shards import shards

sys.path.insert(0, str(ROOT / "benchmarks"))
import collection

pytestmark = pytest.mark.browser

FILTERED = "#q=%22one-day+TIP+module%22&country=KHM&year=2009"
STATE = """
    const hits = [...document.querySelectorAll('#list .entry')];
    return document.getElementById('says').textContent && {
      told: document.getElementById('says').textContent,
      cables: hits.map((each) => each.querySelector('.mono').textContent),
      places: [...document.querySelectorAll('#list .on a')].map((a) => a.getAttribute('href')),
      lit: [...document.querySelectorAll('#list mark')].map((each) => each.textContent),
    }"""


@pytest.fixture(scope="module")
def found_in(tmp_path_factory):
    """A site of invented cables and the one that ships; its addresses over http and from a disk."""
    folder = tmp_path_factory.mktemp("search")
    collection.write(folder / "cables", 24)
    shutil.copy(ROOT / "cables" / f"{CABLE}.txt", folder / "cables")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "shards", functools.partial(shards, limit=4))  # several, of so few cables
        build(folder / "cables", folder / "site", search=True, offline=True)
    stick = folder / "a stick" / "site"
    shutil.unpack_archive(folder / "site" / "offline" / "site.zip", stick)
    with serving(folder / "site") as address, serving(stick) as archive:
        yield {"site": folder / "site", "http": address, "file": f"{stick.as_uri()}/", "archive over http": archive}


def until(page, script, given=None):
    """Wait for what a script says; the page's policy lets no text be run, so it is asked from outside."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := page.evaluate(script, given):
            return found
        page.wait_for_timeout(50)
    raise TimeoutError(script)


@pytest.fixture(params=["http", "file", "archive over http"])
def way(request):
    return request.param


@pytest.fixture
def search(found_in, way, visit):
    """search('#q=judges') -> the page, when it has told what it found."""

    def go(asked):
        opened = visit(f"{found_in[way]}search.html{asked}")
        until(opened.page, "document.getElementById('says').textContent")
        return opened

    return go


def state(page):
    return page.evaluate(f"() => {{ {STATE} }}")


def test_a_phrase_is_found_filtered_and_opened_at_its_paragraph_with_the_words_lit(search):
    opened = search(FILTERED)
    opened.page.wait_for_load_state("networkidle")  # a script that is on its way when the page is left counts as failed
    now = state(opened.page)
    assert now["cables"] == [CABLE]
    assert now["places"] == [f"cables/{CABLE}.html?lit=one-day+TIP+module#p3"]
    opened.page.click("#list .on a")
    opened.page.wait_for_selector("mark.hit")
    assert opened.page.locator("#p3 mark.hit").all_inner_texts() == ["one-day TIP module"]
    assert 0 <= opened.page.locator("#p3").bounding_box()["y"] < 900
    assert opened.troubles == []


def test_the_filters_narrow_what_a_word_finds_and_the_address_holds_them(search):
    opened = search("#q=judges")
    page = opened.page
    whole = page.inner_text("#says")
    page.check("input[name=country][value=KHM]")
    until(page, "(before) => document.getElementById('says').textContent !== before", whole)
    page.check("input[name=year][value='2009']")
    until(page, "document.querySelectorAll('#list .entry').length === 1")
    assert state(page)["cables"] == [CABLE]
    assert page.url.endswith("#q=judges&country=KHM&year=2009")
    page.go_back()
    until(page, "!location.hash.includes('year')")
    assert not page.is_checked("input[name=year][value='2009']")


def test_results_are_in_order_of_date_across_all_shards(search):
    page = search("#sort=oldest&q=judges").page
    while page.is_visible("#more"):
        told = page.inner_text("#says")
        page.click("#more")
        until(page, "(before) => document.getElementById('says').textContent !== before", told)
    days = [each.split(" · ")[-1] for each in page.locator("#list .entry > .small:nth-child(2)").all_inner_texts()]
    months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    keys = [(int(year), months.index(month), int(day)) for day, month, year in map(str.split, days)]
    assert keys == sorted(keys)
    assert len({year for year, *_ in keys}) > 3


def test_who_comes_back_from_a_cable_finds_the_hits_as_they_were(search):
    page = search("#q=judges").page
    page.click("#more")
    until(page, "document.querySelectorAll('#list .entry').length === 20")
    page.click("#list .entry h3 a >> nth=14")
    page.wait_for_url("**/cables/*")
    page.go_back()
    until(page, "document.querySelectorAll('#list .entry').length === 20 && scrollY")


def test_several_words_count_the_cables_that_have_all_of_them_in_every_shard(search):
    page = search("#q=judges+phnom").page
    until(page, "document.querySelector('#f-year .many').textContent")
    many = page.evaluate(
        "() => [...document.querySelectorAll('#f-year .many')].map((each) => Number(each.textContent))"
    )
    assert sum(many) == len(state(page)["cables"]) < 10


def test_a_phrase_among_words_is_kept_together_and_all_must_occur(search):
    few = "&country=KHM"
    found = {
        asked: set(state(search(f"#q={asked}{few}").page)["cables"]) for asked in ("module", "%22explanatory+note%22")
    }
    both = state(search(f"#q=module+%22explanatory+note%22{few}").page)
    assert set(both["cables"]) == set.intersection(*found.values()) != set()
    assert any("lit=explanatory+note&lit=module" in place for place in both["places"])
    assert state(search("#q=module+%22note+explanatory%22").page)["cables"] == []


def forms(word):
    """A word and, if it is a compound, its parts."""
    parts = re.split(r"[^a-z0-9]+", word.lower())
    return {"".join(parts), *parts}


@pytest.mark.parametrize(
    "phrase",
    ["of the RGC", "as part of its", "RGC in", "in the", "the", "has been the", "and of", "implemented the RGC"],
)
def test_a_phrase_of_common_words_fits_where_they_follow_each_other(found_in, search, phrase):
    asked, count = phrase.lower().split(), 0
    for path in (found_in["site"] / "pagefind").glob("*/text/*.bin"):
        text = [forms(word) for word in json.loads(gzip.decompress(path.read_bytes())[12:])["content"].split()]
        rows = zip(*(text[place:] for place in range(len(asked))), strict=False)
        count += any(all(word in has for word, has in zip(asked, row, strict=True)) for row in rows)
    told = state(search(f"#q=%22{phrase}%22").page)["told"]
    assert {0: "Nothing fits", 1: "ne cable"}.get(count, f"{count} cables") in told


def test_a_reference_id_and_the_meaning_of_a_tag_find_the_cable(search):
    assert state(search(f"#q={CABLE.lower()}").page)["cables"][0] == CABLE
    assert CABLE in state(search("#q=human+rights&year=2009&country=KHM").page)["cables"]


def test_where_nothing_fits_it_says_so_and_offers_what_is_near(search):
    page = search("#q=judges+zzyzx&country=KHM").page
    page.wait_for_selector("#near a")
    assert page.inner_text("#says").startswith("Nothing fits “judges zzyzx”")
    assert page.get_by_role("heading", name="Results").count() == 0
    page.click("#near a:text-is('judges')")
    page.wait_for_selector("#list .entry")
    assert page.get_by_role("heading", name="Results").count() == 1


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("traficking", ["trafficking"]),
        ("%22one-day+TIP+module%22+judegs", ['"one-day TIP module" judges', "judges"]),
        ("judges+phnom+zzyzx", ["judges phnom", "phnom"]),
    ],
)
def test_what_is_near_is_spelt_otherwise_or_a_part_and_no_beginning_of_a_word_that_is_there(search, asked, offered):
    page = search(f"#q={asked}").page
    page.wait_for_selector("#near a")
    near = page.locator("#near a").all_inner_texts()
    assert [each for each in near if each in offered] == offered
    assert not {"judg", "phno", "modu", "traf"} & set(near)
    page.click("#near a >> nth=0")
    page.wait_for_selector("#list .entry")


def test_where_filters_leave_nothing_each_is_offered_without_and_no_title_stands_alone(search):
    page = search("#q=judges&country=KHM&year=1999").page
    page.wait_for_selector("#near a")
    (told,) = (each for each in page.locator("#near li").all_inner_texts() if "whatever the year" in each)
    assert told.startswith("judges")
    until(page, "document.querySelector('#f-year .many').textContent")
    shown = "() => [...document.querySelectorAll('#facets fieldset')].filter((each) => !each.hidden && !each.innerText.includes('\\n'))"
    assert page.evaluate(f"{shown}.length") == 0


@pytest.mark.parametrize("asked", [CABLE, "09STATE111958", "G/TIP", "rodley", "human+rights", "phnom+interim", "2009"])
def test_what_stands_around_the_text_is_found_and_lit_where_the_hit_leads(found_in, search, asked, way, visit):
    page = search(f"#q={asked}&country=KHM&year=2009").page
    assert CABLE in state(page)["cables"]
    assert page.locator("#list mark").count()
    for place in page.locator(f"#list a[href*='{CABLE}']").evaluate_all(
        "(all) => all.map((a) => a.getAttribute('href'))"
    ):
        cable = visit(found_in[way] + place).page
        cable.wait_for_selector("mark.hit", state="attached")
        at = f"#{place.partition('#')[2]}" if "#" in place else ".head"
        assert cable.locator(f"{at} mark.hit").first.is_visible(), place


def test_the_home_page_asks_and_the_keyboard_alone_leads_to_a_paragraph(found_in, way, visit):
    opened = visit(found_in[way] + "index.html")
    opened.page.fill("#q", "explanatory note")
    opened.page.press("#q", "Enter")
    opened.page.wait_for_selector("#list .entry")
    assert opened.page.input_value("#q") == "explanatory note"
    opened.page.focus("#q")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/cables/*")
    opened.page.wait_for_selector("mark.hit")


def test_without_scripts_the_page_leads_to_the_indexes(found_in, visit):
    page = visit(found_in["http"] + "search.html", java_script_enabled=False).page
    assert "Search needs JavaScript" in page.inner_text("main")
    assert page.locator("#ways a[href='countries/index.html']").is_visible()
    assert not page.locator("#search").is_visible()


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("#q=judg", True),
        ("#q=zzyzx", False),
        ("#q=---", False),
        ("#q=09PHNOMPENH", True),
        ("#q=%22the+judge%22+%22%22", False),
    ],
)
def test_a_beginning_finds_words_where_no_cable_has_it_and_signs_alone_find_nothing(search, asked, count):
    assert bool(state(search(asked).page)["cables"]) is count


@pytest.mark.parametrize("place", ["?lit=drl#transmission", "?lit=bulk&lit=compiling#p4", "?lit=rodley#signed"])
def test_on_a_small_screen_the_lit_word_is_in_view(place, found_in, way, visit):
    page = visit(f"{found_in[way]}cables/{CABLE}.html{place}", width=320, height=500).page
    until(page, "document.querySelector(`${location.hash} mark.hit`)")
    inside = "() => { const at = document.querySelector(`${location.hash} mark.hit`).getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight; }"
    until(page, inside)


@pytest.mark.skipif(find() is None, reason="no Firefox here")
def test_firefox_finds_the_same_over_http_and_from_a_disk(found_in, tmp_path, visit):
    expected = visit(found_in["http"] + f"search.html{FILTERED}").page
    expected.wait_for_selector("#list .entry")
    with Firefox(tmp_path) as firefox:
        for way in ("http", "file"):
            if way == "file":
                firefox.offline()
            firefox.go(f"{found_in[way]}search.html{FILTERED}")
            firefox.wait("return document.querySelectorAll('#list .entry').length > 0")
            assert firefox.wait(STATE) == state(expected)
            firefox.ask("document.querySelector('#list .on a').click(); return null")
            assert firefox.wait("return document.querySelector('#p3 mark.hit')?.textContent") == "one-day TIP module"
            firefox.go(f"{found_in[way]}index.html")
            ask = "document.querySelector('#q').value = 'explanatory'; document.querySelector('.ask .go').click()"
            firefox.ask(f"{ask}; return null")
            assert "explanatory" in firefox.wait("return document.querySelector('#list mark')?.textContent").lower()


@pytest.mark.parametrize("count", [0, 3])
def test_a_site_without_the_search_says_so_and_leads_on(count, tmp_path, visit):
    collection.write(tmp_path / "cables", count)
    build(tmp_path / "cables", tmp_path / "site")
    seen = visit((tmp_path / "site").as_uri() + "/search.html#q=judges")
    told = until(seen.page, "document.getElementById('says').textContent")
    assert told.startswith("This copy of the site was made without the search" if count else "The collection is empty")
    assert not seen.page.is_visible("#q")
    assert seen.page.is_visible("#ways a")
    assert seen.troubles == []
