"""Invented collections in the forms that are imported: rows of a CSV, pages, archives."""

import io
import zipfile
from pathlib import Path

from chancery.importers import csv_full, record

HEADER = "VZCZCXRO8896\nDE RUEHZE #0007/01 0321200\nO 011200Z FEB 08\nFM AMEMBASSY ZENDA\nTO SECSTATE WASHDC"
MESSAGE = """UNCLAS ZENDA 000007

SIPDIS

E.O. 12958: N/A
TAGS: PHUM, {tags}, RU
SUBJECT: RURITANIA: {subject}
AND WHAT CAME OF IT

1. (U) An invented cable; he said "no" and wrote C:\\temp.
ELPHBERG"""


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def row(
    number: int,
    *,
    name: str | None = None,
    tags: str = "KTIP",
    subject: str = "A NEW LAW",
    day="2/1/2008 12:00",
) -> str:
    message = MESSAGE.format(tags=tags, subject=subject)
    fields = (
        str(number),
        day,
        name or f"08ZENDA{number}",
        "Embassy Zenda",
        "UNCLASSIFIED",
        "",
        HEADER,
        message,
    )
    return ",".join(map(quoted, fields)) + "\n"


def read_csv(text: str, **options: int) -> list[record.Found]:
    return list(csv_full.read(io.BytesIO(text.encode()), "cables.csv", **options))


PAGE = """<html><table class='cable'><tr><th>Reference ID</th><th>Created</th><th>Released</th>
<th>Classification</th><th>Origin</th></tr><tr><td><a href='x'>08ZENDA7</a></td><td>2008-02-01 12:00</td>
<td>2010-12-01 21:09</td><td>UNCLASSIFIED</td><td>Embassy Zenda</td></tr></table>
<pre>{header}</pre><pre>{message}</pre>"""


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path
