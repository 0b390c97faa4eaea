"""Citations: what reference managers ask for. All cables are invented."""

import json
import re
from urllib.parse import unquote

import msgspec
import pytest
from invented import cable, fill
from making import build

from chancery.checking import stranger
from chancery.views.cable import citations
from chancery.views.cable.citations import styles
from chancery.views.cable.citing import metas

ADDRESS = "https://cables.example/cables/08ZENDA7.html"
TITLES = ["Ruritania: 2008 TIP assessment", "50% of {A_B} & #1 \\ ~$5^2", "A “title”\nover\r\n two lines\x00"]


def of(style, **options):
    return next(each for each in styles(cable(), options.pop("title", TITLES[0]), **options) if each.name == style)


def test_the_plain_citation_names_post_title_number_day_and_site():
    assert (
        of("Plain").whole
        == "US Embassy Zenda, “Ruritania: 2008 TIP assessment,” cable 08ZENDA7, 17 March 2008, TIP Cables."
    )


def test_a_paragraph_and_an_address_stand_before_the_end():
    plain = of("Plain", address=ADDRESS)
    assert plain.whole.endswith(f"17 March 2008, TIP Cables, {ADDRESS}.")
    assert plain.paragraph.replace("%", "¶4") == ", ¶4"


@pytest.mark.parametrize(
    ("name", "field"),
    [("BibTeX", "addendum = {TIP Cables}"), ("RIS", "DB  - TIP Cables\r\n"), ("CSL-JSON", '"source": "TIP Cables"')],
)
def test_the_site_is_named_where_its_address_is_not_known(name, field):
    assert field in of(name).whole


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_is_one_entry_with_balanced_braces(title):
    text = of("BibTeX", title=title, address=ADDRESS).whole
    assert text.startswith("@techreport{08ZENDA7,\n")
    bare = re.sub(r"\\[{}]", "", text)
    depth = 0
    for at, char in enumerate(bare.strip()):
        depth += {"{": 1, "}": -1}.get(char, 0)
        assert depth > 0 or at < 12 or at == len(bare.strip()) - 1
    assert depth == 0
    assert re.search(r"(?<!\\)[%&#$]", re.sub(r"url = .*", "", text)) is None
    names = re.findall(r"^  (\w+) = \{.*\},?$", text, re.MULTILINE)
    assert {"author", "title", "institution", "number", "year", "url"} <= set(names)


@pytest.mark.parametrize("title", TITLES)
def test_ris_has_a_tag_on_every_line_and_begins_and_ends_as_it_must(title):
    lines = of("RIS", title=title, address=ADDRESS).whole.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - RPRT", "ER  - ", "")
    assert [line for line in lines[:-1] if not re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line)] == []
    assert f"UR  - {ADDRESS}" in lines


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("address", ["", ADDRESS])
def test_csl_is_json_with_the_fields_of_a_report(title, address):
    (item,) = json.loads(of("CSL-JSON", title=title, address=address).whole)
    assert (item["id"], item["type"], item["title"]) == ("08ZENDA7", "report", title)
    assert item["issued"] == {"date-parts": [[2008, 3, 17]]}
    assert item["author"] == [{"literal": "US Embassy Zenda"}]
    assert item.get("URL", "") == address


@pytest.mark.parametrize("name", ["CSL-JSON", "BibTeX", "RIS", "Plain"])
def test_a_citation_of_a_paragraph_is_well_formed_too(name):
    style = of(name, address=ADDRESS)
    text = style.text + style.paragraph.replace("%", "¶4") + style.place.replace("%", f"{ADDRESS}#p4") + style.rest
    assert "¶4" in text
    if name == "CSL-JSON":
        assert json.loads(text)[0]["page"] == "¶4"


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", ["BibTeX", "RIS", "CSL-JSON"])
def test_a_file_in_an_address_is_the_citation(name, title):
    style = of(name, title=title, address=ADDRESS)
    kind, _, held = style.file.partition(",")
    assert kind == f"data:{citations.KINDS[style.end]};charset=utf-8"
    assert unquote(held) == style.whole
    assert re.search(r'[\s"<>#]', held.replace(" ", "")) is None


def test_the_metadata_is_what_scholar_and_zotero_ask_of_a_report():
    found = {each.name: each.content for each in metas(cable(), TITLES[0], ADDRESS) if each.attribute == "name"}
    assert found["citation_title"] == TITLES[0]
    assert re.fullmatch(r"\d{4}/\d\d/\d\d", found["citation_publication_date"])
    assert found["citation_technical_report_institution"] == citations.INSTITUTION
    assert found["citation_technical_report_number"] == "08ZENDA7"
    assert found["citation_author"] == "US Embassy Zenda,"  # one name, of which "Zenda" is not the last
    assert found["citation_fulltext_html_url"] == ADDRESS


def test_metadata_without_an_address_has_none():
    assert [each for each in metas(cable(), TITLES[0]) if each.name.endswith("_url")] == []


def test_a_post_that_is_no_embassy_is_its_own_author():
    own = msgspec.structs.replace(cable().origin, post="Secretary of State")
    text = styles(cable(origin=own), "A title")[0].text
    assert text.startswith("Secretary of State, ")


def test_a_page_has_the_citations_as_files_and_its_address_in_them(tmp_path):
    build(fill(tmp_path / "cables", 2), tmp_path / "site", base_url="https://cables.example")
    page = (tmp_path / "site/cables/08ZENDA1.html").read_text(encoding="utf-8")
    links = [link.target for link in stranger.read(page).links if link.target.startswith("data:")]
    assert [link.partition(";")[0].removeprefix("data:") for link in links] == list(citations.KINDS.values())
    for link in links:
        assert "https://cables.example/cables/08ZENDA1.html" in unquote(link.partition(",")[2])
    assert '<link rel="canonical" href="https://cables.example/cables/08ZENDA1.html">' in page
    assert '<meta property="og:image" content="https://cables.example/assets/og.png">' in page
    assert (tmp_path / "site/assets/og.png").read_bytes().startswith(b"\x89PNG")
