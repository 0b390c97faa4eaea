"""Templates and views agree: no field that no template shows, no variable that no view gives. Cables are invented."""

import pathlib
import re

import msgspec
import pytest
from cable_pages import HOSTILE, invented, page, whole
from jinja2 import DictLoader, Environment, TemplateRuntimeError, nodes
from markupsafe import Markup, escape
from shared import ROOT

from chancery.views.base import Chrome, chrome
from chancery.views.cable.page import CableView, RawView
from chancery.views.render import environment

ENV = environment(ROOT / "templates")
PARTIALS = [f"partials/cable-{part}.html" for part in ("editor", "figures", "text", "apparatus", "folds")]


def fields_used(variable, *templates):
    """The fields of a variable that templates name."""
    used = set()
    for name in templates:
        tree = ENV.parse((ROOT / "templates" / name).read_text(encoding="utf-8"))
        for found in tree.find_all(nodes.Getattr):
            if isinstance(found.node, nodes.Name) and found.node.name == variable:
                used.add(found.attr)
    return used


def names(kind):
    return {field.name for field in msgspec.structs.fields(kind)}


FRAME = {"root", "path", "title", "description"}


def test_a_cable_page_shows_each_field_of_its_view_and_no_other():
    used = fields_used("view", "cable.html", "partials/raw-lines.html", *PARTIALS)
    assert used | FRAME | {"print_line"} == names(CableView)


def test_the_page_of_the_original_text_shows_each_field_of_its_view_and_no_other():
    used = fields_used("view", "raw.html", "partials/raw-lines.html")
    assert used | FRAME == names(RawView) | set()


def test_the_frame_uses_each_field_of_its_value_and_no_other():
    assert fields_used("site", "base.html") == names(Chrome)


def test_a_variable_that_no_view_gives_is_an_error():
    with pytest.raises(TemplateRuntimeError):
        ENV.from_string("{{ view.nothing }}").render(view=chrome("", "about.html"))


@pytest.mark.parametrize(
    "value", ["", "plain", "R&D", "<b>", 'a "b"', "it's", Markup("<b>&amp;</b>"), Markup(""), 4, 4.5, None, ["<"]]
)
def test_a_template_escapes_what_markupsafe_does(value):
    assert str(ENV.from_string("{{ view }}").render(view=value)) == str(escape(value))


def test_what_a_block_and_a_macro_give_is_escaped_once():
    text = "{% macro m(x) %}{{ x }}{% endmacro %}{% set s %}{{ v }}{% endset %}{{ s }} {{ m(v) }} {{ [v]|join }}"
    assert ENV.from_string(text).render(v="<") == "&lt; &lt; &lt;"


def test_a_condition_without_an_else_is_empty_and_a_macro_takes_words_and_defaults():
    text = (
        "{% macro m(x, y='<', z=1) %}{{ x }}{{ y }}{{ z }}{% endmacro %}{{ 'a' if no }}{{ m(v, z=2) }}{{ m('b', '>') }}"
    )
    assert ENV.from_string(text).render(v="&", no=False) == "&amp;&lt;2b&gt;1"


def test_a_macro_refuses_what_it_does_not_name_and_may_have_a_caller():
    with pytest.raises(TemplateRuntimeError, match="takes no 'y'"):
        ENV.from_string("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(1, y=2) }}").render()
    text = "{% macro m() %}<b>{{ caller() }}</b>{% endmacro %}{% call m() %}{{ v }}{% endcall %}"
    assert ENV.from_string(text).render(v="<") == "<b>&lt;</b>"


@pytest.mark.parametrize("items", [(), ("a",), ["a", "b", "c"]])
def test_a_loop_knows_what_jinjas_own_does(items):
    inner = "{{ x }}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ ',' if not loop.last }}"
    text = f"{{% for x in items %}}{{% for x in items %}}{inner}{{% endfor %}}{{{{ loop.last }}}}{{% else %}}-{{% endfor %}}"
    assert ENV.from_string(text).render(items=items) == Environment().from_string(text).render(items=items)


def test_a_part_has_what_its_page_has():
    env = environment(ROOT / "templates", "https://cables.example/")
    env.loader = DictLoader({"part.html": "{{ v }} {{ base_url }}"})
    assert env.from_string("{% block b %}{% include 'part.html' %}{% endblock %}").render(v="<") == (
        "&lt; https://cables.example/"
    )


@pytest.mark.parametrize("published", [invented(), whole(), HOSTILE], ids=["bare", "whole", "hostile"])
def test_no_inline_style_or_script_but_those_the_policy_knows(published):
    html = page(published)
    assert re.findall(r'\sstyle="|\son\w+="|javascript:', re.sub(r"&[a-z#0-9]+;", "", html)) == []
    assert re.findall(r"<script(?![^>]*(?:src=|ld\+json))", html) == []
    assert len(re.findall(r"<style", html)) == 1


def test_the_navigation_says_where_you_are():
    here = {e.text: e.current for e in chrome("../", "countries/KHM.html").nav if e.current}
    assert here == {"Countries": "true"}
    assert [e.text for e in chrome("", "about.html").nav if e.current == "page"] == ["About"]


def test_each_font_ships_with_its_licence():
    fonts = pathlib.Path(ROOT, "templates", "assets", "fonts")
    assert {p.stem for p in fonts.glob("*.woff2")} == {p.name.split(".")[0] for p in fonts.glob("*.LICENSE.txt")}


def test_the_page_for_unknown_addresses_renders():
    assert "not here" in ENV.get_template("404.html").render(site=chrome("", "404.html", "Not here"))


def test_rendering_does_not_depend_on_what_came_before():
    first = page(whole())
    page(HOSTILE)
    assert page(whole()) == first
