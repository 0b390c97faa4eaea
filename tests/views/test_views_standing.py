"""What a figure, and a year without one, stands for: the same on every page. All cables here are invented."""

import json
import re
from datetime import date

from listings import cable, figure, made, rendered, year


def test_a_single_case_says_so_and_is_not_the_newest_figure_of_a_country():
    given = [
        cable("08ZENDA1", day=date(2008, 3, 1), figures=[figure("arrests", 43)]),
        cable("09ZENDA1", figures=[figure("arrests", 1), figure("convictions", 1)]),
    ]
    pages = rendered(given)
    told = [pages[path].count("A single case") for path in ("countries/KHM.html", "indicators/arrests.html")]
    assert told == [2, 1]
    across = made(given, only="home")["index.html"].across
    assert [(each.title, each.number.number) for each in across] == [("Arrests", "43")]


def test_a_figure_of_a_cable_about_several_countries_says_so():
    page = rendered([cable("09ZENDA1", ("KHM", "THA"), figures=[figure("arrests", 3)])])["countries/KHM.html"]
    assert "In a cable about several countries" in page


def test_a_year_is_silent_only_where_a_whole_assessment_gives_no_figure_of_any_kind():
    arrests = [figure("arrests", y - 2000, period=year(y)) for y in range(2002, 2010)]
    other = {
        2003: [],
        2004: [figure("arrests", 9, period=year(2002))],
        2005: [figure("arrests", 1)],
        2006: [figure("arrests", 9, place="Invented Town")],
        2007: [figure("arrests", 9, status="planned")],
    }
    other |= {2002: arrests[:1], 2008: [], 2009: arrests[7:]}
    given = [
        cable(
            f"{y - 2000:02}ZENDA1", day=date(y, 3, 1), figures=figures, completeness="partial" if y == 2008 else "full"
        )
        for y, figures in other.items()
    ]
    laos = cable("10ZENDA2", ("LAO",), date(2010, 3, 1), arrests)
    pages = rendered([*given, laos])
    said = dict.fromkeys(range(2002, 2010), "no total") | {2003: "no figure", 2008: "no full text"}
    shown = {y: said for y, said in said.items() if y not in (2002, 2009)}

    rows = re.findall(r'<tr><th scope="row">(\d{4})</th><td><span class="quiet">(.*?)<', pages["compare/KHM.html"])
    assert {int(y): words for y, words in rows} == shown
    data = json.loads(re.search(r"\{.*\}", pages["compare/KHM.js"])[0])
    assert data["silence"]["Arrests"] == {str(y): words for y, words in said.items()}
    signs = re.findall('"quiet">([–…?])<', pages["indicators/arrests.html"])
    assert signs == ["–", *"…" * 4, "?"]
    for path in ("countries/KHM.html", "compare/KHM.html", "indicators/arrests.html"):
        assert re.findall(r"no figure in the assessment of \d+", pages[path]) == ["no figure in the assessment of 2003"]
