"""Plots and maps: what is drawn, where it stands, and when nothing is drawn."""

import pytest

from chancery.views.maps import shade, world
from chancery.views.plots import Point, highest, number, plot, short, words, worth_a_plot

SIX = [Point(2004 + i, value) for i, value in enumerate([3.0, 8.0, 11.0])]


@pytest.mark.parametrize(
    ("years", "enough"),
    [
        ([], False),
        ([2009], False),
        ([2008, 2009], False),
        ([2009, 2009, 2009], False),
        ([2008, 2009, 2009], True),
    ],
)
def test_a_plot_needs_three_figures_in_two_years(years, enough):
    assert worth_a_plot([Point(year, 1) for year in years]) is enough


def test_each_figure_is_a_mark_of_its_own_with_its_number():
    drawn = plot("Arrests", [*SIX, Point(2006, 2)], (2004, 2006), 11)
    assert len(drawn.dots) == 4
    assert [dot.label for dot in drawn.dots] == ["3", "8", None, "11"]


def test_the_largest_number_stands_on_top_and_none_stands_on_the_axis():
    drawn = plot("Arrests", [Point(2004, 0, qualifier="none"), Point(2005, 5), Point(2006, 10)], (2004, 2006), 10)
    assert drawn.dots[0].y == drawn.base
    assert float(drawn.dots[2].y) < float(drawn.dots[1].y) < float(drawn.base)


def test_a_bound_is_an_arrow_and_a_range_a_bar():
    points = [Point(2004, 5, qualifier="at_least"), Point(2005, 5, qualifier="at_most"), Point(2006, 5, 9)]
    up, down, spread = plot("Arrests", points, (2004, 2006), 9).dots
    assert up.arrow
    assert down.arrow
    assert up.arrow != down.arrow
    assert (up.bar, spread.arrow, spread.label) == (None, None, "5–9")
    assert spread.bar


def test_the_line_breaks_at_a_year_without_a_figure_and_the_year_is_marked():
    points = [Point(2004, 1), Point(2005, 2), Point(2007, 3), Point(2008, 4)]
    drawn = plot("Arrests", points, (2004, 2008), 4, silent=[2006])
    assert len(drawn.lines) == 2
    assert len(drawn.gaps) == 1


def test_two_figures_of_one_year_are_not_joined_to_a_trend():
    drawn = plot("Arrests", [Point(2004, 1), Point(2005, 2), Point(2005, 9), Point(2006, 3)], (2004, 2006), 9)
    assert drawn.lines == ()


def test_the_words_say_all_that_the_plot_shows():
    points = [
        Point(2004, 3),
        Point(2006, 28, qualifier="at_least"),
        Point(2006, 1),
        Point(2007, 0, qualifier="none"),
    ]
    drawn = plot("Arrests in Ruritania", points, (2004, 2007), 28, silent=[2005])
    assert (
        drawn.alt
        == "Arrests in Ruritania: 3 in 2004, no figure in the assessment of 2005, 1 and at least 28 in 2006, none in 2007"
    )


def test_a_long_span_of_years_keeps_its_labels_apart():
    drawn = plot("Arrests", [Point(1990, 1), Point(2010, 2)], (1990, 2010), 2)
    assert len(drawn.ticks) <= 9
    assert drawn.ticks[-1].label == "’10"


def test_figures_of_one_year_stand_in_the_middle():
    assert plot("Arrests", [Point(2009, 1)], (2009, 2009), 1).dots[0].x == "122"


def test_a_plot_of_nothing_but_zeros_can_be_drawn():
    drawn = plot("Arrests", [Point(y, 0, qualifier="none") for y in (2004, 2005, 2006)], (2004, 2006), 0)
    assert {dot.y for dot in drawn.dots} == {drawn.base}


def test_the_scale_holds_the_end_of_a_range():
    assert highest([Point(2004, 5, 9), Point(2005, 7)]) == 9


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (4000, "4,000"), (155000, "155k"), (1_200_000, "1.2m"), (2.5e9, "2.5bn")]
)
def test_labels_are_short(value, text):
    assert short(value) == text


def test_a_number_is_written_as_people_write_it():
    assert [number(4000), number(1.5)] == ["4,000", "1.5"]
    assert words(Point(2004, 15, 20, "about")) == "about 15 to 20"


COUNTS = {
    "KHM": ("Cambodia: 12 cables", "countries/KHM.html", 12),
    "MLT": ("Malta: one cable", "countries/MLT.html", 1),
    "THA": ("Thailand: three cables", "countries/THA.html", 3),
}


def test_there_is_no_map_of_two_countries():
    assert world("Cables", dict(list(COUNTS.items())[:2])) is None
    assert world("Cables", {**COUNTS, "MLT": ("Malta", "x", 0)}) is None


def test_each_country_on_the_map_is_a_link_with_its_count_in_words():
    drawn = world("Cables", COUNTS)
    assert drawn is not None
    assert [(p.name, p.shade) for p in drawn.places] == [
        ("Cambodia: 12 cables", 4),
        ("Malta: one cable", 1),
        ("Thailand: three cables", 2),
    ]
    assert [step.label for step in drawn.legend] == ["1", "2 to 4", "10 or more"]


def test_a_country_too_small_to_be_seen_has_a_dot():
    drawn = world("Cables", COUNTS)
    assert drawn is not None
    assert [place.dot is not None for place in drawn.places] == [False, True, False]


def test_a_country_without_a_place_on_the_map_is_named_in_words():
    drawn = world("Cables", {**COUNTS, "XXX": ("Ruritania: two cables", "countries/XXX.html", 2)})
    assert drawn is not None
    assert drawn.unplaced == ("Ruritania: two cables",)


def test_marked_countries_are_not_drawn_twice():
    drawn = world("Cables", COUNTS)
    assert drawn is not None
    assert not any(place.shape and place.shape in drawn.land for place in drawn.places)


def test_shades_rise_with_counts():
    assert [shade(n) for n in (1, 2, 4, 5, 9, 10, 5000)] == [1, 2, 2, 3, 3, 4, 4]
