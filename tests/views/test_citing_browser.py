"""Links and citations as they are copied from a page, by keyboard, mouse and touch."""

import pathlib

import pytest
from playwright.sync_api import expect
from shared import CABLE

pytestmark = pytest.mark.browser

COPIES = "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"


def test_a_link_to_a_paragraph_is_copied_by_keyboard(served, visit):
    page = visit(f"{served}cables/{CABLE}.html").page
    page.evaluate(COPIES)
    page.locator("#p4 .ref .n").focus()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Copy link":
            break
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Copy link to paragraph 4"
    page.keyboard.press("Enter")
    assert page.evaluate("window.copied") == f"{served}cables/{CABLE}.html#p4"
    expect(page.get_by_role("status").filter(has_text="Copied: link to paragraph 4")).to_have_count(1)


def test_where_the_address_names_a_figure_the_margin_has_the_link_to_it(served, visit):
    page = visit(f"{served}cables/{CABLE}.html#p4-convictions", width=390).page
    page.evaluate(COPIES)
    button = page.locator("#p4 > .ref").get_by_role("button", name="Copy link to this figure")
    expect(button).to_be_in_viewport()
    button.click()
    assert page.evaluate("window.copied") == f"{served}cables/{CABLE}.html#p4-convictions"
    page.get_by_role("button", name="Copy citation of this figure").click()
    assert page.evaluate("window.copied").endswith(f"¶4, {served}cables/{CABLE}.html#p4-convictions.")


def test_what_is_selected_and_copied_is_the_paragraph_without_our_buttons(served, visit):
    page = visit(f"{served}cables/{CABLE}.html#p4-convictions", permissions=["clipboard-read"]).page
    expect(page.get_by_role("button", name="Copy link to this figure")).to_be_in_viewport()
    page.evaluate("getSelection().selectAllChildren(document.getElementById('p4'))")
    page.keyboard.press("Control+C")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "The RGC is improving" in copied
    assert "Copy" not in copied


def test_the_lines_beside_a_paragraph_lead_to_all_of_them_across_a_page_marker(served, visit):
    page = visit(f"{served}cables/{CABLE}.html").page
    page.locator("#p4 .ref .l").click()
    lit = page.locator(".run.at li").evaluate_all("found => found.map((line) => Number(line.id.slice(1)))")
    assert {100, 132} < set(lit) <= set(range(100, 134)) - {115}  # the marker


def test_on_a_disk_no_link_is_offered_that_leads_nowhere_else(file_copy, visit):
    page = visit(f"{file_copy}cables/{CABLE}.html#p4").page
    expect(page.get_by_role("button", name="Copy citation of paragraph 4")).to_be_visible()
    expect(page.get_by_role("button", name="Copy link to paragraph 4")).to_be_hidden()


def test_a_citation_of_a_paragraph_is_copied_by_touch(served, visit):
    page = visit(f"{served}cables/{CABLE}.html", width=390, has_touch=True, is_mobile=True).page
    page.evaluate(COPIES)
    page.locator("#p7 > p").tap()
    page.get_by_role("button", name="Copy citation of paragraph 7").tap()
    copied = page.evaluate("window.copied")
    assert copied.endswith(f"cable {CABLE}, 16 November 2009, TIP Cables, ¶7, {served}cables/{CABLE}.html#p7.")


@pytest.mark.parametrize(
    ("end", "place"), [("bib", "note = {¶4}"), ("ris", "SP  - ¶4\r\n"), ("csl.json", '"page": "¶4"')]
)
def test_a_paragraph_is_cited_in_every_style_by_keyboard(end, place, served, visit):
    page = visit(f"{served}cables/{CABLE}.html", accept_downloads=True).page
    page.locator("#p4 .ref .n").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if (
            page.evaluate("document.activeElement.getAttribute('aria-label')")
            == "More styles of citation for paragraph 4"
        ):
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.selectedOptions[0].textContent").startswith("¶4 The RGC is improving")
    with page.expect_download() as waiting:
        page.locator(f"a[download='{CABLE}-p4.{end}']").click()
    text = pathlib.Path(waiting.value.path()).read_bytes().decode()
    assert place in text
    assert f"{served}cables/{CABLE}.html#p4" in text
    page.get_by_label("Cite the whole cable").select_option("")
    assert page.locator(f"a[download='{CABLE}.{end}']").is_visible()
    assert page.locator("#cite pre", has_text="¶").count() == 0


def test_where_the_browser_lends_no_clipboard_copying_works_all_the_same(served, visit):
    page = visit(f"{served}cables/{CABLE}.html").page
    page.evaluate("""() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = () => { window.copied = getSelection().toString() || document.activeElement.value; };
    }""")
    page.locator("#p1").hover()
    page.get_by_role("button", name="Copy link to paragraph 1").click()
    assert page.evaluate("window.copied") == f"{served}cables/{CABLE}.html#p1"


def test_the_citations_on_the_page_have_its_address(served, visit):
    page = visit(f"{served}cables/{CABLE}.html#cite").page
    address = f"{served}cables/{CABLE}.html"
    texts = page.locator("#cite pre").all_inner_texts()
    assert len(texts) == 4
    assert [text for text in texts if address not in text] == []
