"""A folder of cables as an editor reviews it: what is open, and the gate that keeps it from being built."""

from pathlib import Path

from chancery.editing import edits
from chancery.editing.published import Published
from chancery.editing.review import Finding, open_findings
from chancery.parse import parse
from chancery.shelf import edits_beside, shelf
from chancery.source import InputError, read


def published(path: Path) -> Published:
    """A raw file with the edits beside it. Raises ``InputError``."""
    source = read(path)
    beside = edits_beside(path)
    return edits.publish(source, parse(source), edits.load(beside) if beside else None)


def gate(cables: Path) -> None:
    """Raise ``InputError`` where findings of ``review`` are open; what can't be read is passed over."""
    first, count = None, 0
    for path in (cables / each for each in shelf(cables).cables):
        try:
            found: tuple[Finding, ...] = open_findings(published(path))
        except InputError:
            continue  # it is not published either, and the build tells of it
        count += len(found)
        first = first or next(((path, each.line) for each in found), None)
    if first:
        what = f"{count} {'finding is' if count == 1 else 'findings are'} open"
        raise InputError(str(first[0]), first[1], what, "run 'python build.py review' and redact or say reviewed")
