"""What comes out of the CSV of the full collection and of pages of the first web edition is the collection's form."""

import io
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from collections_to_import import HEADER, PAGE, read_csv, row
from shared import SHARED

from chancery.importers import csv_full, web_edition
from chancery.parse import parse
from chancery.source import decode, printed_day

# the full collection


@pytest.mark.parametrize("day", ["2/1/2008 12:00", "2008-02-01 12:00", "Fri Feb 01 00:00:00 +0100 2008"])
def test_a_cable_without_a_header_has_the_day_that_its_source_prints(day: str):
    """Each source prints it in a form of its own; a day that nobody gave would be the first of the year."""
    (found,) = read_csv(row(7, day=day).replace(HEADER, ""))
    assert parse(decode(found.text.encode(), "08ZENDA7.txt")).cable.date == date(2008, 2, 1)


def test_a_row_becomes_the_form_of_the_collection():
    """Five lines, the transmission header, and the message glued to its last line, as the source has it."""
    (found,) = read_csv(row(7))
    lines = found.text.split("\n")
    assert lines[:5] == [
        "08ZENDA7",
        "RURITANIA: A NEW LAW AND WHAT CAME OF IT",
        "2/1/2008 12:00",
        "UNCLASSIFIED",
        "Embassy Zenda",
    ]
    assert lines[9] == "TO SECSTATE WASHDCUNCLAS ZENDA 000007"
    assert 'he said "no" and wrote C:\\temp.' in found.text


def test_a_broken_row_is_told_with_its_number_and_swallows_no_other():
    """A missing quotation mark costs one row; its neighbours are read."""
    broken = row(2).replace('"Embassy Zenda"', '"Embassy Zenda', 1)
    found = read_csv(row(1) + broken + row(3) + '"4","2/1/2008"\n' + row(5))
    assert [each.id for each in found if each.text] == ["08ZENDA1", "08ZENDA3", "08ZENDA5"]
    faults = {each.where: each.fault for each in found if each.fault}
    assert list(faults) == ["cables.csv: row 2", "cables.csv: row 4"]
    assert faults["cables.csv: row 4"] == "2 columns, not 8"


def test_what_is_no_row_costs_no_row_before_it():
    """A line that does not begin with a quoted number is a broken row of its own."""
    found = read_csv(row(1) + "this is no row\n" + row(2) + '3,"2/1/2008","08ZENDA3"\n' + row(4))
    assert [each.id for each in found if each.text] == ["08ZENDA1", "08ZENDA2", "08ZENDA4"]
    assert [each.where for each in found if each.fault] == ["cables.csv: row 2", "cables.csv: row 4"]
    open_quote = row(1).replace("he said", 'he said it"\nhe said', 1)
    (fault,) = read_csv(open_quote)
    assert fault.text is None, "a message cut at a quotation mark is no cable"


def test_old_bytes_are_read():
    """Rows that are not UTF-8 are read by the Western code page."""
    data = row(1).replace("no", "caf\xe9").encode("latin-1")
    (found,) = csv_full.read(io.BytesIO(data), "cables.csv")
    assert "café" in found.text


def test_an_old_byte_spoils_no_other():
    """One byte that is not UTF-8 in a row that is."""
    data = row(1).replace("1. (U)", "¶1. (U)").replace("wrote", "wr?te").encode().replace(b"wr?te", b"wr\xf4te")
    (found,) = csv_full.read(io.BytesIO(data), "cables.csv")
    assert "¶1. (U)" in found.text
    assert "wrôte" in found.text


def test_ids_that_would_leave_the_folder_are_refused():
    """A reference id from a file becomes a file's name only where it is one."""
    for name in (
        "../../etc/passwd",
        "/etc/passwd",
        "08ZENDA7/../x",
        "CON",
        "",
        "08zenda7",
        "08ZENDA7\\n",
        "08ZENDA7\x00",
    ):
        (found,) = read_csv(row(1, name=name or " "))
        assert found.text is None
        assert "no reference id" in found.fault


def test_reading_takes_constant_memory():
    """Four thousand rows need no more than a hundred, once what is kept of words and lines is full."""

    class Endless(io.RawIOBase):
        """A CSV of so many rows that is never in memory as a whole."""

        def __init__(self, rows: int) -> None:
            self.rows, self.at, self.rest = rows, 0, b""

        def seek(self, *_: int) -> int:
            return 0

        def readline(self, size: int = -1) -> bytes:
            if not self.rest and self.at < self.rows:
                self.at += 1
                self.rest = row(self.at).encode()
            line, _, self.rest = self.rest.partition(b"\n")
            return line + b"\n" if line or self.rest else b""

    def peak(rows: int) -> int:
        tracemalloc.start()
        assert sum(1 for _ in csv_full.read(Endless(rows), "x")) > 0
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(2000)
    assert peak(4000) < 1.5 * peak(100) + 100_000


# the first web edition


@pytest.mark.skipif(not (SHARED / "web_edition").is_dir(), reason="the real pages are not at hand")
@pytest.mark.parametrize("page", sorted((SHARED / "web_edition").glob("*.html")), ids=lambda page: page.stem)
def test_real_pages_give_the_raw_text_but_for_the_printed_date(page: Path):
    """The page and the text file of a cable hold the same, line by line."""
    name, text = web_edition.read(page.read_text("utf-8"))
    raw = (SHARED / "cables" / f"{name}.txt").read_text("utf-8").split("\n")
    mine = text.split("\n")
    assert mine[:2] + mine[3:] == raw[:2] + raw[3:]
    assert printed_day(mine[2]) == printed_day(raw[2])


def test_markup_in_a_page_is_text():
    """Entities become characters and tags go; nothing of the page's code comes along."""
    message = "UNCLAS ZENDA 7&#x000A;SUBJECT: A &lt;B&gt; &amp; C&#x000A;<a href='javascript:x'>¶</a>1. Text"
    name, text = web_edition.read(PAGE.format(header="TO RUEHC/SECSTATE WASHDC", message=message))
    assert name == "08ZENDA7"
    assert text.split("\n")[1] == "A <B> & C"
    assert text.endswith("WASHDCUNCLAS ZENDA 7\nSUBJECT: A <B> & C\n¶1. Text")


def test_a_page_that_is_no_cable_says_what_it_lacks():
    with pytest.raises(ValueError, match="lacks reference id"):
        web_edition.read("<html><pre>hello</pre></html>")
