"""What a figure, and a year without one, stands for: the same on every page. All cables here are invented."""

from datetime import date

from listings import cable, figure, made, rendered


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
