"""The built site as readers meet it: in a real browser, over http and from a disk with the network off."""

import pathlib
import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from shared import CABLE

pytestmark = pytest.mark.browser

KINDS = [
    "index.html",
    f"cables/{CABLE}.html",
    "countries/index.html",
    "countries/KHM.html",
    "years/2009.html",
    "topics/index.html",
    "topics/victim_protection.html",
    "tags/index.html",
    "tags/KTIP.html",
    "indicators/index.html",
    "indicators/convictions.html",
    "glossary.html",
    "search.html",
    "about.html",
    "method.html",
    "data.html",
    "404.html",
]


def every_page(site: pathlib.Path) -> list[str]:
    """Every page of the site but the single files, which have tests of their own."""
    pages = (p.relative_to(site) for p in sorted(site.rglob("*.html")))
    return [p.as_posix() for p in pages if p.parts[0] != "offline"]


def test_the_pages_of_the_contract_are_there(site):
    assert [page for page in KINDS if not (site / page).exists()] == []


def test_no_page_has_a_console_message_or_a_failed_or_outside_request_over_http(site, served, visit):
    troubles = {page: visit(served + page).troubles for page in every_page(site)}
    assert {page: found for page, found in troubles.items() if found} == {}


def test_no_page_has_a_console_message_or_a_failed_or_outside_request_from_a_disk(site, file_copy, visit):
    troubles = {page: visit(file_copy + page).troubles for page in every_page(site)}
    assert {page: found for page, found in troubles.items() if found} == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("page", KINDS)
def test_axe_finds_nothing(page, dark, served, visit):
    # A policy without inline scripts keeps the checker's own script out; it is lifted for this check alone.
    opened = visit(served + page, dark=dark, bypass_csp=True)
    violations = Axe().run(opened.page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways(width, site, served, visit):
    wide = {}
    for page in every_page(site):
        opened = visit(served + page, width=width)
        over = opened.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            wide[page] = over
    assert wide == {}


@pytest.mark.parametrize("page", ["index.html", f"cables/{CABLE}.html", "indicators/convictions.html", "search.html"])
def test_the_keyboard_alone_reaches_every_control_and_shows_where_it_is(page, served, visit):
    opened = visit(served + page).page
    controls = "a[href], button, input, select, summary, [tabindex='0']"
    wanted = opened.evaluate(
        """(controls) => [...document.querySelectorAll(controls)]
            .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('details:not([open]) > :not(summary)'))
            .map((e, i) => { e.dataset.reach = i; return i; })""",
        controls,
    )
    reached, without_outline = set(), []
    for _ in range(len(wanted) + 60):  # and what a paragraph shows when it is reached
        opened.keyboard.press("Tab")
        at = opened.evaluate(
            """() => { const e = document.activeElement; if (!e || e === document.body) return null;
                const s = getComputedStyle(e), p = getComputedStyle(e.parentElement);
                return [e.dataset.reach, s.outlineStyle !== 'none' || s.boxShadow !== 'none' || p.outlineStyle !== 'none', e.outerHTML.slice(0, 90)]; }"""
        )
        if at is None:
            continue
        if at[0] is not None:
            reached.add(int(at[0]))
        if not at[1]:
            without_outline.append(at[2])
    missed = opened.evaluate(
        "(left) => left.map((i) => document.querySelector(`[data-reach='${i}']`)?.outerHTML.slice(0, 120))",
        sorted(set(wanted) - reached),
    )
    assert (missed, without_outline) == ([], [])


def test_a_page_reads_without_scripts(served, visit):
    opened = visit(served + f"cables/{CABLE}.html", java_script_enabled=False).page
    assert "87 separate training sessions" in opened.inner_text("main")


def test_a_short_form_tells_its_meaning_by_touch_and_by_keyboard(served, visit):
    shown = "(e) => getComputedStyle(e, '::after').content"
    page = visit(served + f"cables/{CABLE}.html", width=390, has_touch=True, is_mobile=True).page
    form = page.locator("#p2 abbr", has_text="NGO")
    assert form.evaluate(shown) == "none"
    form.tap()
    assert form.evaluate(shown) == '" (non-governmental organization)"'
    page.locator("#p1 abbr").first.focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if form.evaluate(shown) != "none":
            break
    assert page.evaluate("document.activeElement.title") == "non-governmental organization"
    assert "NGO non-governmental organization" in page.inner_text("#p2 .note")


def test_the_address_of_a_paragraph_and_of_a_figure_lead_to_their_words(served, visit):
    page = visit(served + f"cables/{CABLE}.html#p8").page
    assert page.locator("#p8").bounding_box()["y"] < 900
    figure = page.locator("#p2-training_sessions")
    assert "87 separate training sessions" in figure.inner_text()


@pytest.mark.parametrize("path", ["index.html", f"cables/{CABLE}.html", "countries/KHM.html", "data.html"])
def test_lines_break_at_the_same_words_when_fonts_come_late(path, served, visit):
    page = visit(served + "data/schema.json").page
    page.route("**/*.woff2", lambda route: (time.sleep(0.3), route.continue_()))
    page.add_init_script(
        """window.shifted = 0; new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shifted += entry.value;
        }).observe({type: 'layout-shift', buffered: true});"""
    )
    page.goto(served + path)
    page.evaluate("document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 200)))")
    assert page.evaluate("shifted") < 0.005


def test_a_cable_page_weighs_under_60_kb_without_fonts(site):
    page = site / "cables" / f"{CABLE}.html"
    assert page.stat().st_size < 60_000


def test_every_link_is_relative_and_ends_in_a_file(site):
    bad = []
    for page in every_page(site):
        html = (site / page).read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="([^"]*)"', html):
            path = link.split("#")[0].split("?")[0]
            if link.startswith(("mailto:", "data:", "https://")):
                continue
            if path.startswith("/") or path.endswith("/"):
                bad.append((page, link))
    assert bad == []
