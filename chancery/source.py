"""Bytes in, numbered text out; everything that is no cable is refused here with one plain line."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path

EDITS = ".edits.yaml"
"""Ends the name of what an editor decided; the file stands beside the raw file, under the name of its cable."""
ID = re.compile(r"[0-9]{2}[A-Z][A-Z0-9]{1,39}")
"""A reference id: two digits of the year, the post, the number."""


def post_of(key: str) -> str:
    """The post in a reference id: 'PHNOMPENH' of 09PHNOMPENH846."""
    return key[2:].rstrip("0123456789")


class InputError(Exception):
    """An input that cannot be read: where, what is wrong and what to do, on one line."""

    def __init__(self, path: str, line: int | None, what: str, todo: str) -> None:
        super().__init__(path, line, what, todo)
        self.path, self.line, self.what, self.todo = path, line, what, todo

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return " ".join(f"{where}: {self.what}; {self.todo}".split())


def reason(error: OSError) -> str:
    """What the system says is wrong with a file, in the form of our own lines."""
    return (error.strerror or str(error)).lower()


def legible(path: str) -> str:
    """A path as it can be written down: bytes that are no UTF-8 become marks."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Source:
    """One raw file: its name, the SHA-256 of its bytes, its lines without their ends."""

    file: str
    sha256: str
    lines: tuple[str, ...]


def unix(text: str) -> str:
    r"""The same with '\n' alone at the ends of lines, for '\r\n', the '\r\r\n' of teletypes and a lone '\r'."""
    if "\r" not in text:
        return text
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


ILLEGIBLE = ("the name is not UTF-8", "name the file after its cable, 09PHNOMPENH846.txt")
"""What is wrong with a path that is not legible, and what to do."""


def decode(data: bytes, file: str) -> Source:
    """The lines of a raw file. InputError: empty, no text, no UTF-8, no reference id, an id unlike the name."""
    if not data.strip():
        raise InputError(file, 1, "the file is empty", "put the cable's text into it or remove it")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise InputError(file, line, "this is no text (a zero byte)", "give a plain text file in UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(file, line, "this is not UTF-8", "save the file in the encoding UTF-8") from None
    lines = tuple(unix(text).removesuffix("\n").split("\n"))
    _check(lines[0].strip(), file)
    return Source(file, hashlib.sha256(data).hexdigest(), lines)


def _check(found: str, file: str) -> None:
    if not ID.fullmatch(found):
        raise InputError(file, 1, "the first line is no reference id", "begin with an id such as 09PHNOMPENH846")
    stem = Path(file).stem
    if found != stem:
        raise InputError(file, 1, f"the id {found} does not fit the file name", f"name the file {found}.txt")


def read(path: Path) -> Source:
    """The raw file at ``path``. InputError also where there is none or it cannot be opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(str(path), None, "this is no file but a folder or a device", "name a text file")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(str(path), None, "there is no such file", "check the path") from None
    except OSError as error:
        raise InputError(str(path), None, reason(error), "check that it is a file you may read") from None
    try:
        return decode(data, path.name)
    except InputError as error:
        raise InputError(str(path), error.line, error.what, error.todo) from None


_DATES = (
    re.compile(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<month>[A-Za-z]{3})\s{1,9}(?P<d>\d{1,2})\s.{0,30}?(?P<y>(?:19|20)\d\d)\s*$"),
)
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def century(year: int) -> int:
    """The year that two digits stand for: the collection begins in 1966.

    >>> century(66), century(9), century(2009)
    (1966, 2009, 2009)
    """
    return year if year > 99 else year + (1900 if year > 65 else 2000)


def printed_day(text: str) -> date | None:
    """A date as any of the sources prints it; None where it is none.

    '2005-12-08 16:04', '12/28/1966 18:48' (month first), 'Mon Nov 16 00:00:00 +0100 2009'.
    """
    found = next(filter(None, (pattern.search(text) for pattern in _DATES)), None)
    if found is None:
        return None
    parts = found.groupdict()
    name = parts.get("month", "").upper()
    try:
        return date(int(parts["y"]), MONTHS.index(name) + 1 if name else int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None
