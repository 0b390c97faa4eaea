"""Years of countries: assessments in their order, and none left out. All cables here are invented."""

from datetime import date

from listings import cable, figure, made


def test_assessments_of_one_year_are_told_apart_by_their_days_and_stand_in_their_order():
    days = {"09ZENDA9": date(2009, 2, 1), "09ZENDA10": date(2009, 11, 3), "05ZENDA1": date(2005, 3, 1)}
    given = [cable(i, day=day, figures=[figure("arrests", 5)], kind="annual", year=day.year) for i, day in days.items()]
    pages = made(given)
    here = pages["countries/KHM.html"]
    assert (here.changes.before.text, here.changes.now.text) == (
        "Annual assessment 2009, 1 February 2009",
        "Annual assessment 2009, 3 November 2009",
    )
    assert [[each.note for each in moment.links] for moment in here.timeline] == [
        ["09ZENDA10", "09ZENDA9"],
        [],
        ["05ZENDA1"],
    ]
    assert pages["countries/index.html"].years == ()  # of one country the timeline is enough


def test_coverage_has_the_years_without_an_assessment_too():
    given = [cable(f"{y - 2000:02}ZENDA1", (c,), date(y, 3, 1), year=y) for y, c in ((2004, "KHM"), (2007, "THA"))]
    assert made(given)["countries/index.html"].years == (2004, 2005, 2006, 2007)
