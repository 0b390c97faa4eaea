"""The search for what must not be in a site: it finds words in every form that files give them."""

import base64
import gzip
import zipfile
from pathlib import Path

import pytest

from chancery.checking import leaks
from chancery.editing import redaction


@pytest.mark.parametrize(
    "written",
    [
        "Rósa Vàsk",
        "RÓSA VÀSK",
        "rosa-vask",
        "R%C3%B3sa%20V%C3%A0sk",
        "R\\u00f3sa V\\u00e0sk",
        "R&#243;sa&nbsp;V&#xE0;sk",
        "Ro\u0301sa\nVa\u0300sk",
    ],
)
def test_letters_outside_ascii_are_found_in_any_form(written: str):
    assert leaks.pattern("Rósa Vàsk").search(written.encode().lower())


def test_letters_with_a_stroke_are_found_without_it():
    assert leaks.pattern("Łukasz Đøþ").search(b"lukasz-doth")
    assert redaction.holds("the name ŁUKASZ DOTH", "Lukasz Đøþ")


def test_names_of_files_are_searched(tmp_path: Path):
    (tmp_path / "rosa-vaskova.html").write_text("")
    assert list(leaks.search(tmp_path, ["Rosa Vaskova"])) == [("rosa-vaskova.html", "Rosa Vaskova")]


@pytest.mark.parametrize("form", ["plain", "upper", "gzip", "zip", "base64", "tags", "escaped", "zip in zip"])
def test_the_search_finds_what_is_hidden(tmp_path: Path, form: str):
    words, file = b"see Rosa Vaskova here", tmp_path / "x.bin"
    if form == "upper":
        words = words.upper()
    elif form == "gzip":
        words = gzip.compress(words)
    elif form == "base64":
        words = b'{"a":"' + base64.b64encode(words * 3) + b'"}'
    elif form == "tags":
        words = b"<b>Rosa</b>&nbsp;<mark class=x>Vaskova"
    elif form == "escaped":
        words = b'"Rosa\\nVaskova"'
    if form.startswith("zip"):
        for _ in range(2 if "in" in form else 1):
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("inner", words)
            words = file.read_bytes()
    file.write_bytes(words)
    assert [found for _, found in leaks.search(tmp_path, ["Rosa Vaskova", "Ana Sorel"])][:1] == ["Rosa Vaskova"]
