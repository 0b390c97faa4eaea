"""Words of rows, and how a long listing is split into pages."""

from datetime import date

from listings import cable, figure, made
from shared import ROOT

from chancery.collection import briefs
from chancery.views.job import ROWS, numbered, pages
from chancery.views.render import environment, render
from chancery.views.rows import cable_row, plural, span


def test_plurals_and_rows_of_words():
    assert [plural(n, "cable") for n in (0, 1, 2, 10)] == [
        "no cables",
        "one cable",
        "two cables",
        "10 cables",
    ]
    assert [span([]), span([2009]), span([2009, 1972]), span([2009, 2004, 2005])] == [
        "",
        "2009",
        "1972 and 2009",
        "2004 to 2009",
    ]


def test_pages_of_a_listing():
    assert list(pages([])) == [(1, ())]
    assert [len(part) for _, part in pages(["x"] * 401)] == [200, 200, 1]
    assert pages("abc", {"a": 150, "b": 60, "c": 300}.__getitem__) == [(1, ("a",)), (2, ("b",)), (3, ("c",))]
    assert numbered("wanted.html", 2) == "wanted-2.html"


def test_long_listings_are_split_with_a_way_through():
    briefs = [cable(f"05ZENDA{n}", day=date(2005, 1, 1 + n % 28)) for n in range(ROWS + 50)]
    pages = made(briefs)
    assert [len(pages[p].rows) for p in ("countries/KHM.html", "countries/KHM-2.html")] == [200, 50]
    assert pages["countries/KHM.html"].pager.following == "../countries/KHM-2.html"
    assert pages["countries/KHM-2.html"].pager.previous == "../countries/KHM.html"
    assert {"years/2005-2.html", "topics/summary-2.html", "tags/KTIP-2.html"} <= pages.keys()
    html = render(environment(ROOT / "templates"), "country.html", pages["countries/KHM-2.html"])
    assert "<title>Cambodia, page 2 of 2 · " in html
    assert "the newest first, page 2 of 2</caption>" in html
    assert "sortable" not in html  # a part that is sorted would look like the whole


def test_a_country_is_found_from_the_first_page_of_a_topic_and_of_an_indicator():
    many = [cable(f"05ZENDA{n}", figures=[figure("arrests", n)]) for n in range(ROWS)]
    pages = made([*many, cable("05ZENDA900", ("LAO",), figures=[figure("arrests", 1, status="planned")])])
    for first, second in (
        ("topics/summary.html", "topics/summary-2.html"),
        (
            "indicators/arrests.html",
            "indicators/arrests-2.html",
        ),
    ):
        assert [link.href for link in pages[first].starts] == [f"../{first}#KHM", f"../{second}#LAO"]
        assert [link.anchor for link in pages[first].starts] == ["", "LAO"]
        assert [link.anchor for link in pages[second].starts] == ["", ""]
    assert [group.anchor for group in pages["topics/summary-2.html"].groups] == ["LAO"]
    assert [row.anchor for row in pages["indicators/arrests.html"].rows[:2]] == ["KHM", ""]
    assert [row.anchor for row in pages["indicators/arrests-2.html"].planned] == ["LAO"]
    assert pages["countries/LAO.html"].topics[0].topic_href == "../topics/summary.html#LAO"


def test_a_row_needs_a_small_part_of_a_brief():
    whole = cable("09ZENDA1", ("KHM", "LAO"), figures=[figure("arrests", 4)])
    assert cable_row(briefs.row(briefs.pack(whole)), "../") == cable_row(whole, "../")
