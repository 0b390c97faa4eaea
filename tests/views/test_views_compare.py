"""Countries side by side. All cables here are invented."""

import json
import re
from datetime import date

import pytest
from listings import MANY, cable, figure, rendered, year


@pytest.fixture(scope="module")
def many():
    return rendered(MANY)


def test_neighbours_are_compared_with_the_figures_of_each(many):
    assert {"compare/index.html", "compare/KHM.html", "compare/KHM.js", "compare/MLT.js"} <= many.keys()
    assert "compare/MLT.html" not in many  # an island
    assert "Cambodia" in many["compare/KHM.html"]
    assert "Malta" not in many["compare/KHM.html"]
    assert "The pages below do without" in many["compare/index.html"]
    apart = rendered(
        [cable(f"09ZENDA{n}", (iso3,), figures=[figure("arrests", n)]) for n, iso3 in ((1, "KHM"), (2, "MLT"))]
    )
    assert "The pages below" not in apart["compare/index.html"]


def test_where_no_figure_stands_an_assessment_without_one_is_told_from_none():
    def annual(iso3, y, *given):
        number = 1 + (iso3 == "LAO")
        figures = [figure("arrests", n, period=year(y)) for n in given]
        return cable(f"{y - 2000:02}ZENDA{number}", (iso3,), date(y, 3, 1), figures, kind="annual")

    here = [annual("KHM", 2003, 5), annual("KHM", 2004, 5), annual("KHM", 2005), annual("KHM", 2006, 5)]
    pages = rendered([*here, annual("LAO", 2003, 2, 3), annual("LAO", 2004, 2), annual("LAO", 2005, 2)])
    rows = re.findall(r'<tr><th scope="row">(\d{4})</th>(.*?)</tr>', pages["compare/KHM.html"])
    found = {y: re.findall("no figure|no assessment", cells) for y, cells in rows}
    assert found == {"2006": ["no assessment"], "2005": ["no figure"], "2004": [], "2003": []}
    assert (
        "Arrests in Cambodia: 5 in 2003, 5 in 2004, no figure in the assessment of 2005, 5 in 2006"
        in pages["compare/KHM.html"]
    )
    assert re.findall(r'"quiet">(.)<', pages["indicators/arrests.html"]) == ["–", "·"]
    assert (
        '"Arrests":{"2003":"no total","2004":"no total","2005":"no figure","2006":"no total"}'
        in pages["compare/KHM.js"]
    )
    assert re.findall(r'source">(.*?)<', pages["compare/KHM.html"]) == ["03ZENDA2 ¶1"] * 2  # where there are several


def test_years_of_which_not_all_cables_are_looked_at_say_nothing(monkeypatch):
    monkeypatch.setattr("chancery.views.compare.FIGURED", 3)
    monkeypatch.setattr("chancery.views.country.FIGURED", 3)
    pages = rendered(MANY)
    assert set(re.findall(r'<th scope="row">(\d{4})</th>', pages["compare/THA.html"])) == {"2009", "2007"}
    assert "Years before 2007 have more cables than are compared." in pages["compare/THA.html"]
    assert '"2005":[' not in pages["compare/THA.js"]
    assert '"since":2005' in pages["compare/THA.js"]
    assert "Figures are of its newest 3 that give any." in pages["countries/THA.html"]
    monkeypatch.setattr("chancery.views.compare.FIGURED", 6)
    assert "Years before" not in rendered(MANY)["compare/THA.html"], "Cambodia has six cables and no more"


def test_the_data_of_the_free_choice_is_a_script_that_a_page_from_a_disk_can_load(many):
    call = re.fullmatch(r'tipCompare\("KHM", (\{.*\})\);\s*', many["compare/KHM.js"])
    assert call
    data = json.loads(call[1])
    assert data["rows"]["Arrests"]["2009"][0][:2] == ["at least 28", "../cables/09ZENDA1.html#p1-arrests"]
