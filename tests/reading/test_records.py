"""Records as text: what a record holds comes back from its YAML and its JSON, in a form that people can read."""

import json
from datetime import date

import jsonschema
import msgspec
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from invented import cable

from chancery import records
from chancery.model import Cable, Paragraph, Section, Unplaced

SPECIAL = ["NO", "y", "null", "~", "", "000123", "0846/01", "1e3", "0x1F", "+0x1F", "-0XF", "0b101", "+0b1_0", ".inf", "2009-11-16", "12:30", "=1+1", "<<", "- a",
           "a: b", "# no", "'", '"', "%x", "@x", "`", "!tag", "&a", "*a", "{a", "[a", "a\tb", " a", "a ", "a\n", "\na",
           "a\n\n b\n", "\u0085", "\u2028x", "a\u2029b", "\ufeff", "\x07", "a\\b", "\U0001f600", "|", ">", "a  b " * 40]  # fmt: skip

texts = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300)
    | st.text(" \n:#-'\"?,[]{}&*!|>%@`\\=.0ab", max_size=300)
    | st.sampled_from(SPECIAL)
)


class Loader(yaml.CSafeLoader):
    """A safe loader that leaves dates as text: the model types them."""

    yaml_implicit_resolvers = {  # noqa: RUF012 -- the host's own way to say it
        first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def from_yaml(text):
    return msgspec.convert(yaml.load(text, Loader=Loader), Cable)


def test_a_record_comes_back_from_its_yaml_and_its_json():
    one = cable()
    assert from_yaml(records.to_yaml(one)) == one
    assert records.from_json(records.to_json(one)) == one
    assert records.from_json(records.to_line(one)) == one


@given(texts, texts, texts)
@example("x" * 500, " y" * 99, "z\n" * 99)
def test_any_text_comes_back_the_same(one, two, three):
    made = cable(
        title=one,
        subject=two,
        tags=(one, three),
        signature=three,
        glossary={one or "A": two or "B", three or "C": one or "D"},
        sections=(Section("other", two, "words", (Paragraph(1, one, two, three, (1, 2)),)),),
        unplaced=(Unplaced((1, 2), one), Unplaced((3, 4), three)),
    )
    text = records.to_yaml(made)
    assert from_yaml(text) == made
    # The reader written in Python goes by other rules than libyaml: one that knows neither must not be misled.
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        read = yaml.load(text, Loader=loader)
        assert read["sections"][0]["paragraphs"][0]["text"] == three
        assert (read["title"], read["glossary"]) == (one, made.glossary)


@pytest.mark.parametrize("word", SPECIAL)
def test_no_reader_mistypes_a_word(word):
    read = yaml.safe_load(records.to_yaml(cable(tags=(word,), signature=word)))
    assert (read["tags"], read["signature"]) == ([word], word)


def test_the_form_is_that_of_the_contract():
    text = records.to_yaml(cable())
    assert "\ndate: 2008-03-17\n" in text
    assert "\ncaptions: [SENSITIVE, SIPDIS]\n" in text
    assert "\n  country: {name: Ruritania, iso2: RU, iso3: RUR, tag: 'NO'}\n" in text
    assert "\n  station_serial: 0007/01\n".replace("0007/01", "'0007/01'") in text
    assert "\nexecutive_order: {number: '12958', declassify: 2018-03-17}\n" in text
    assert "\n- {label: A, text: STATE 7, id: 08STATE7}\n" in text
    assert "\n    text: >-\n      Invented courts" in text
    assert "\n    text: |-\n      A list:\n        - one shelter\n" in text
    assert "\n    lines: [24, 26]\n" in text
    assert "\n  period: {text: in 2008, from: 2008-01-01, to: 2008-12-31}\n" in text
    assert "\nglossary: {ZN: 'Zenda, the capital', 'NO': Not really an organization}\n" in text
    assert [line for line in text.split("\n") if "&" in line or "!" in line] == []


def test_key_order_is_that_of_the_model():
    read = yaml.safe_load(records.to_yaml(cable()))
    assert list(read) == list(json.loads(records.to_json(cable())))
    assert list(read)[:5] == ["schema", "id", "title", "subject", "date"]


def test_a_reader_of_yaml_gets_dates_as_dates_and_the_date_time_group_as_text():
    read = yaml.safe_load(records.to_yaml(cable()))
    assert read["date"] == date(2008, 3, 17)
    assert read["indicators"][0]["period"]["from"] == date(2008, 1, 1)
    assert read["transmission"]["dtg"] == "2008-03-17T10:13:00Z"


def test_a_day_that_does_not_exist_is_text():
    one = cable(executive_order=msgspec.structs.replace(cable().executive_order, declassify="2018-02-31"))
    assert yaml.safe_load(records.to_yaml(one))["executive_order"]["declassify"] == "2018-02-31"


def test_records_fit_the_schema():
    schema = records.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(records.to_json(cable())), schema)


def test_the_schema_says_what_the_fields_of_a_figure_mean():
    told = records.schema()["$defs"]["Indicator"]["properties"]
    assert [name for name, each in told.items() if "description" not in each and name != "period"] == []
    assert told["same_as"]["description"].startswith("Index, from 0")


def test_the_schema_refuses_what_is_no_record():
    wrong = json.loads(records.to_json(cable())) | {"assessment": {"kind": "weekly", "year": 2008}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, records.schema())
