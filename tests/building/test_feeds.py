"""What machines follow: the feed of assessments and the map of the site, and the address that both need."""

import re
from xml.etree import ElementTree as ET

import pytest
from making import build

from chancery.building import feeds
from chancery.building.asked import address_of
from chancery.collection.corpus import Corpus
from chancery.views.base import source_hash

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(feed):
    return ET.fromstring(feed).findall(f"{ATOM}entry")


def test_the_feed_has_all_that_atom_asks_for(built):
    feed = ET.fromstring((built / "feed.xml").read_text())
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    for each in (feed, *feed.findall(f"{ATOM}entry")):
        assert [len(each.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert moment.fullmatch(each.findtext(f"{ATOM}updated"))
        assert each.find(f"{ATOM}author").findtext(f"{ATOM}name")
        assert [link.get("rel") for link in each.findall(f"{ATOM}link")].count("alternate") == 1
    ids = [each.findtext(f"{ATOM}id") for each in (feed, *feed.findall(f"{ATOM}entry"))]
    assert len(ids) == len(set(ids)) == 6


def test_a_feed_of_nothing_is_a_feed():
    feed = ET.fromstring(feeds.feed([], ""))
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_addresses_are_whole_where_the_site_has_one(cables, tmp_path):
    build(cables, tmp_path / "site", base_url="https://cables.example")
    found = entries((tmp_path / "site" / "feed.xml").read_text())
    assert found[0].find(f"{ATOM}link").get("href") == "https://cables.example/cables/08ZENDA5.html"
    page = ET.fromstring((tmp_path / "site" / "sitemap.xml").read_text())
    places = [each.text for each in page.iter(f"{SITEMAP}loc")]
    assert "https://cables.example/index.html" in places
    assert [
        each for each in places if not (tmp_path / "site" / each.removeprefix("https://cables.example/")).exists()
    ] == []


def test_each_sheet_of_paper_says_where_its_page_is(cables, tmp_path):
    address = "https://cables.example/~of_zenda/"
    build(cables, tmp_path / "site", base_url=address, offline=True, search=True)
    pages = {
        path.relative_to(tmp_path / "site").as_posix(): path.read_text() for path in (tmp_path / "site").rglob("*.html")
    }
    assert {"topics/victim_protection.html", "search.html", "about.html", "cables/08ZENDA1.html"} < pages.keys()
    for path, page in pages.items():
        (style,) = re.findall(r'<style media="print">([^<]*)</style>', page)
        wanted = re.escape(address) + r"[\w./-]+\.html"
        wanted = wanted if path.startswith("offline/") else re.escape(address + path)
        assert path == "404.html" or re.search(rf"\b{wanted}\"", style), (path, style)
        assert source_hash(style) in page, path


def test_addresses_without_one_for_the_site_lead_on_from_the_file(built):
    feed = ET.fromstring((built / "feed.xml").read_text())
    links = [each.get("href") for each in feed.iter(f"{ATOM}link")]
    places = [each.text for each in ET.fromstring((built / "sitemap.xml").read_text()).iter(f"{SITEMAP}loc")]
    assert "cables/08ZENDA5.html" in links
    assert [each for each in (*links, *places) if not (built / each).is_file()] == []


@pytest.mark.parametrize(
    ("given", "settings", "expected"),
    [
        ("", None, ""),
        ("", "site_name: x\n", ""),
        ("", "site_url: ''\n", ""),
        ("", "site_url:\n  - x\n", ""),
        ("", "hooks: !!python/name:os.getcwd x\nsite_url: https://a.example/b/\n", "https://a.example/b/"),
        ("https://c.example", "site_url: https://a.example/b/\n", "https://c.example"),
        ("", "a: [", ""),
    ],
)
def test_the_address_of_the_site_is_the_option_else_that_of_the_host(given, settings, expected, tmp_path):
    if settings is not None:
        (tmp_path / "mkdocs.yml").write_text(settings)
    assert address_of(given, tmp_path) == expected


@pytest.mark.parametrize(
    "given", ["cables.example", "ftp://cables.example/", "https://", "https://x.example/?a=b", "/x"]
)
def test_what_is_no_address_of_a_site_is_refused(given, run, tmp_path):
    (tmp_path / "mkdocs.yml").write_text(f"site_url: '{given}'\n")
    with pytest.raises(ValueError, match="site_url"):
        address_of("", tmp_path)
    for command in (["build", "--site", tmp_path / "site"], ["export", "--cite", tmp_path / "c.bib"]):
        done = run(*command, "--base-url", given)
        assert (done.returncode, "is no address of a site" in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "site").exists()


def test_the_map_of_a_large_site_is_split():
    made = dict(feeds.sitemaps([f"{n}.html" for n in range(7)], "https://x.example/", most=3))
    assert list(made) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    index = ET.fromstring(made["sitemap.xml"])
    assert index.tag == f"{SITEMAP}sitemapindex"
    assert [each.text for each in index.iter(f"{SITEMAP}loc")][-1] == "https://x.example/sitemap-3.xml"
    pages = [each.text for name in list(made)[1:] for each in ET.fromstring(made[name]).iter(f"{SITEMAP}loc")]
    assert pages == [f"https://x.example/{n}.html" for n in range(7)]


def test_the_feed_of_an_empty_collection_is_written():
    made = dict(feeds.files(Corpus.of([]), [], ""))
    assert set(made) == {"feed.xml", "sitemap.xml"}
    assert isinstance(made["feed.xml"], bytes)
