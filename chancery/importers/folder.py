"""Any path a person names: a text file, a page, a CSV, an archive, or a folder of them."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from chancery.importers import archives, csv_full, web_edition
from chancery.importers.record import Found
from chancery.shelf import beside, edits_of
from chancery.source import InputError, decode, reason

PAGES = (".html", ".htm")
TEXTS = (".txt", *PAGES)
MAX_FILE = archives.MAX_MEMBER


def read(path: Path, *, start: int = 0, row: int = 0, max_total: int = archives.MAX_TOTAL) -> Iterator[Found]:
    """All cables of a path. ``start`` and ``row`` tell where to go on in a CSV file."""
    fault = _fault(path)
    if fault:
        yield Found(str(path), None, None, fault)
    elif path.is_dir():
        yield from _folder(path, max_total)
    elif archives.is_archive(path):
        for member in archives.read(path, TEXTS, max_total=max_total):
            where = f"{path}: {member.name}" if member.name != str(path) else str(path)
            data, name = member.data, member.name
            made = _bad(name, where, member.fault) if data is None else one(data, name, where)
            yield made._replace(done=member.done)
    elif path.suffix.lower() == ".csv":
        with path.open("rb") as file:
            yield from csv_full.read(file, str(path), start=start, row=row)
    else:
        yield from map(_file, [] if _decides(path) else beside(path))
        yield _file(path)._replace(done=path.stat().st_size)


def size(path: Path) -> int:
    """Bytes that there are to read: of a file, or of all files of a folder that are read."""
    if not path.is_dir():
        return path.stat().st_size if path.is_file() else 0
    return sum(each.stat().st_size for each in _inside(path) if not each.is_symlink())


def _fault(path: Path) -> str | None:
    """Why a path cannot be read at all; None where it can be tried."""
    try:
        if path.is_dir():
            os.scandir(path).close()
        elif not stat.S_ISREG(path.stat().st_mode):
            return "neither a file nor a folder; name a file"
        elif not _is_taken(path):
            return f"of a kind that is not known; give {', '.join(TEXTS)}, .csv, .zip or .tar.* files, or a folder"
        elif not path.name.lower().endswith(TEXTS) and not _decides(path) and path.stat().st_size == 0:
            return "the file is empty; give one with cables in it"
        else:
            path.open("rb").close()
            beside(path)
    except OSError as error:
        return f"{reason(error)}; check the name and whether you may read it"
    return None


def _folder(path: Path, max_total: int) -> Iterator[Found]:
    """Files of a folder and of those in it, edits first, then in order; links are not followed out of it."""
    before = 0
    for each in sorted(_inside(path), key=lambda each: not _decides(each)):
        if each.is_symlink():
            yield _bad(each.name, str(each), "a link; put the file itself there")._replace(done=before)
            continue
        is_one = _decides(each) or each.suffix.lower() in TEXTS
        for found in [_file(each)] if is_one else read(each, max_total=max_total):
            yield found._replace(done=before + found.done)
        before += each.stat().st_size


def _inside(path: Path) -> Iterator[Path]:
    """Files and links of a folder and of those in it that may hold cables or edits, in order."""
    for each in sorted(path.rglob("*")):
        if each.is_symlink():
            if each.suffix.lower() in TEXTS or _decides(each):
                yield each
        elif each.is_file() and _is_taken(each):
            yield each


def _is_taken(path: Path) -> bool:
    return path.suffix.lower() in (*TEXTS, ".csv") or archives.is_archive(path) or _decides(path)


def _decides(path: Path) -> bool:
    return edits_of(path.name) is not None


def _file(path: Path) -> Found:
    try:
        if path.stat().st_size > MAX_FILE:
            return _bad(path.name, str(path), f"larger than {MAX_FILE:,} bytes")
        return one(path.read_bytes(), path.name, str(path))
    except OSError as error:
        return _bad(path.name, str(path), f"{reason(error)}; check whether you may read it")


def _bad(name: str, where: str, fault: str | None) -> Found:
    """A file that is not taken; of edits, it is known whose cable must not be taken either."""
    decides = edits_of(archives.base(name))
    return Found(where, None, None, fault) if decides is None else Found(where, decides.upper(), None, fault, edits=b"")


def one(data: bytes, name: str, where: str) -> Found:
    """One text or page as a cable, edits as such, or what is wrong with it."""
    file = archives.base(name)
    decides = edits_of(file)
    if decides is not None:
        return Found(where, decides.upper(), None, edits=data)
    if name.lower().endswith(PAGES):
        return _page(data, where)
    try:
        decode(data, file)
    except InputError as error:
        return Found(f"{where}:{error.line}", None, None, f"{error.what}; {error.todo}")
    return Found(where, file[:-4], data.decode("utf-8"))


def _page(data: bytes, where: str) -> Found:
    try:
        name, text = web_edition.read(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Found(where, None, None, "this is not UTF-8; save the page in the encoding UTF-8")
    except ValueError as error:
        return Found(where, None, None, str(error))
    return Found(where, name.strip(), text)
