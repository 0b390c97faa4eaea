"""What people take along, opened as they open it: alone in a folder, from a disk, with the network off.

Cables are invented, but for the one that ships.
"""

import pathlib
import shutil
import zipfile
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from invented import raw
from making import build
from playwright.sync_api import expect
from shared import CABLE

from chancery.checking import stranger
from chancery.views.cable.citations import KINDS

pytestmark = pytest.mark.browser

CAMBODIA = {"ZENDA": "PHNOMPENH", "Zenda": "Phnom Penh", " RU\n": " CB\n"}


def cambodian(number, **options):
    """The raw text of an invented cable about a country that there is."""
    text = raw(number, **options)
    for old, new in CAMBODIA.items():
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A site of 200 invented cables about one country, each as long as a real one."""
    folder = tmp_path_factory.mktemp("dossier")
    (folder / "cables").mkdir()
    sentence = "In Zenda the invented courts of the province heard many invented cases and told nobody of them.\n"
    for number in range(1, 201):
        year = 2001 + number % 9
        text = f"Shelter number {number} helped {number + 10} victims.\n" + sentence * 90
        paragraphs = "\n".join(f"{n}. (U) {sentence * 8}" for n in range(4, 10))
        made = cambodian(number, year=year, text=text + "\n" + paragraphs)
        (folder / "cables" / f"{year % 100:02}PHNOMPENH{number}.txt").write_text(made)
    build(folder / "cables", folder / "site", offline=True)
    return folder / "site"


@pytest.fixture
def alone(tmp_path):
    """alone(file) -> its address in a folder of its own."""

    def copy(file):
        folder = tmp_path / "a folder of its own"
        folder.mkdir(exist_ok=True)
        return shutil.copy(file, folder / file.name).as_uri()

    return copy


def requests(opened):
    """Addresses that a page asks for when it is loaded again, but for its own and what it holds itself."""
    asked = []
    opened.page.on("request", lambda request: asked.append(request.url))
    opened.page.reload()
    opened.page.wait_for_timeout(200)
    return [url for url in asked if not url.startswith("data:") and url != opened.page.url]


def test_the_unpacked_archive_opens_from_a_disk(site, visit, tmp_path):
    with zipfile.ZipFile(site / "offline/site.zip") as archive:
        archive.extractall(tmp_path / "stick")
    opened = visit((tmp_path / "stick" / "START-HERE.html").as_uri())
    opened.page.get_by_role("link", name="Open the home page").click()
    assert opened.page.url == (tmp_path / "stick" / "index.html").as_uri()
    opened.page.locator(".ways a").first.click()
    assert opened.page.url.endswith(f"cables/{CABLE}.html")
    assert opened.page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Source Serif 4\"'))")
    assert opened.troubles == []


def test_an_archive_of_a_part_searches_its_part(run, visit, tmp_path):
    (tmp_path / "cables").mkdir()
    for number, word in ((1, "zeppelin"), (2, "velocipede")):
        made = cambodian(number, year=2007 + number, text=f"Invented victims left Zenda by {word}.")
        (tmp_path / "cables" / f"{7 + number:02}PHNOMPENH{number}.txt").write_text(made)
    out = tmp_path / "part.zip"
    done = run("export", "--zip", out, "--year", 2008, "--cables", tmp_path / "cables", "--cache", tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as archive:
        archive.extractall(tmp_path / "part")
    opened = visit((tmp_path / "part" / "search.html").as_uri() + "?q=zeppelin")
    expect(opened.page.locator("main a[href*='08PHNOMPENH1.html']").first).to_be_visible()
    opened.page.goto((tmp_path / "part" / "search.html").as_uri() + "?q=velocipede")
    opened.page.wait_for_timeout(1000)
    assert opened.page.locator("main a[href*='PHNOMPENH2']").count() == 0
    assert opened.troubles == []


@pytest.mark.parametrize("name", [f"cables/{CABLE}.html", "KHM.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_single_file_asks_for_nothing_and_lacks_nothing(name, width, site, visit, alone):
    opened = visit(alone(site / "offline" / name), width=width)
    assert opened.troubles == []
    assert requests(opened) == []
    fonts = "document.fonts.ready.then(() => [...document.fonts].filter((f) => f.status === 'error').length)"
    assert opened.page.evaluate(fonts) == 0
    assert opened.page.evaluate("document.fonts.check('16px \"Source Serif 4\"')")
    assert opened.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", [f"cables/{CABLE}.html", "KHM.html"])
def test_axe_finds_nothing_in_a_single_file(name, dark, site, visit, alone):
    opened = visit(alone(site / "offline" / name), dark=dark, bypass_csp=True)
    violations = Axe().run(opened.page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations] == []


def test_the_policy_of_a_single_file_lets_no_other_script_run(site, visit, alone):
    opened = visit(alone(site / "offline/cables" / f"{CABLE}.html"))
    opened.page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
    }""")
    assert opened.page.evaluate("window.ran") is None


def test_the_search_of_a_single_file_finds_a_phrase_and_opens_its_paragraph(built, visit, alone):
    opened = visit(alone(built / "offline/KHM.html"))
    page = opened.page
    page.get_by_role("searchbox").fill('"shelter number 117" victims')
    hit = page.locator("#quick-hits a")
    expect(page.locator("#quick-says")).not_to_be_empty()
    assert page.get_by_role("status").first.inner_text() == "1 paragraph."
    assert hit.count() == 1
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    target = page.url.partition("#")[2]
    assert target == "01PHNOMPENH117.p2"
    assert page.locator(f"[id='{target}']").is_visible()
    assert page.evaluate("CSS.highlights.get('quick').size") > 0
    assert opened.troubles == []


def test_the_search_of_a_single_file_says_when_nothing_fits(site, visit, alone):
    page = visit(alone(site / "offline/cables" / f"{CABLE}.html")).page
    page.get_by_role("searchbox").fill("zeppelin")
    expect(page.locator("#quick-says")).not_to_be_empty()
    assert page.get_by_role("status").first.inner_text() == "No paragraph has all of these words."


def test_a_dossier_of_200_cables_stays_usable(built, visit, alone):
    assert (built / "offline/KHM.html").stat().st_size < 15_000_000
    assert len(list((built / "offline").glob("KHM*.html"))) == 1
    address = alone(built / "offline/KHM.html")
    paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 1e9"
    opened = visit(address)
    times = []
    for _ in range(5):
        opened.page.reload()
        opened.page.wait_for_timeout(100)
        times.append(opened.page.evaluate(paint))
    assert min(times) < 1000, times
    assert opened.page.locator(".doc").count() == 200
    assert opened.page.locator(".doc[open]").count() == 0


def test_an_address_opens_the_folds_its_place_is_in(built, visit, alone):
    page = visit(alone(built / "offline/KHM.html") + "#04PHNOMPENH3.p1").page
    place = page.locator("[id='04PHNOMPENH3.p1']")
    assert place.is_visible()
    assert place.bounding_box()["width"] > 500


@pytest.mark.parametrize("end", ["yaml", "json", "txt", "bib", "ris", "csl.json"])
def test_the_data_in_a_single_file_is_that_of_the_site(end, site, visit, alone):
    page = visit(alone(site / "offline/cables" / f"{CABLE}.html"), accept_downloads=True).page
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    with page.expect_download() as waiting:
        page.locator(f"a[download='{CABLE}.{end}']").click()
    assert waiting.value.suggested_filename == f"{CABLE}.{end}"
    found = pathlib.Path(waiting.value.path()).read_bytes()
    if end in {"yaml", "json", "txt"}:
        assert found == (site / "data" / f"{CABLE}.{end}").read_bytes()
    else:
        assert found.decode() == cited(site, end)


@pytest.mark.parametrize("end", ["bib", "ris", "csl.json"])
def test_a_page_gives_its_citation_to_download_from_a_disk_and_without_a_script(end, site, visit):
    page = visit((site / "cables" / f"{CABLE}.html").as_uri(), accept_downloads=True, java_script_enabled=False).page
    page.locator("#cite > summary").click()
    with page.expect_download() as waiting:
        page.locator(f"a[download='{CABLE}.{end}']").click()
    assert pathlib.Path(waiting.value.path()).read_bytes().decode() == cited(site, end)


def cited(site, end):
    """The citation that a page holds as a file."""
    page = stranger.read((site / "cables" / f"{CABLE}.html").read_text(encoding="utf-8"))
    (held,) = [link.target for link in page.links if link.target.startswith(f"data:{KINDS[end]}")]
    return unquote(held.partition(",")[2])


def test_a_print_has_every_cable_and_no_control(built, visit, alone):
    page = visit(alone(built / "offline/KHM.html")).page
    page.emulate_media(media="print")
    assert page.locator(".quick").is_hidden()
    assert page.locator(".copy").count() == 0 or page.locator(".copy").is_hidden()
    style = "getComputedStyle(document.querySelector('.doc'), '::details-content').contentVisibility"
    assert page.evaluate(style) == "visible"
    assert page.locator("[id='04PHNOMPENH3.p1']").is_visible()


def test_in_a_dossier_a_paragraph_of_each_cable_is_cited(built, visit, alone):
    page = visit(alone(built / "offline/KHM.html") + "#04PHNOMPENH3.p4").page
    page.get_by_role("button", name="More styles of citation for paragraph 4").click()
    fold = page.locator("[id='04PHNOMPENH3.cite']")
    assert fold.locator("pre").first.inner_text().endswith("cable 04PHNOMPENH3, 13 March 2004, TIP Cables, ¶4.")
    assert fold.locator("a[download='04PHNOMPENH3-p4.ris']").is_visible()
