"""Findings about cables together: what is there twice, and what a cable names that the collection lacks."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from chancery.about import links
from chancery.checking.check import Finding, finding, line_of
from chancery.model import Cable

SHOWN = 5
"""Ids that a finding lists."""


def duplicates(cables: Iterable[tuple[str, str, str]]) -> tuple[Finding, ...]:
    """Cables that are there twice. Takes path, id and a digest of the text of each."""
    by_id: dict[str, str] = {}
    by_text: dict[str, str] = {}
    found = []
    for path, name, digest in cables:
        first, same = by_id.setdefault(name, path), by_text.setdefault(digest, path)
        if first != path:
            found.append(finding(path, "S010", 1, f"also in {first}"))
        elif same != path:
            found.append(finding(path, "S011", 1, Path(same).stem))
    return tuple(found)


def lacking(cable: Cable, raw: tuple[str, ...], path: str, held: Collection[str], *, whole: bool) -> Iterator[Finding]:
    """What a cable names and ``held``, the ids of the collection, has not.

    A cable that it corrects, cancels or supersedes: readers of that one would have to know. Others that it refers
    to only where the ``whole`` collection is looked at.
    """
    changed = [link for link in cable.links if link.id not in held]
    told = next((number for number, text in enumerate(raw, 1) if links.says(text.upper())), 1)
    for link in changed:
        yield finding(path, "H042", told, f"{link.relation} {link.id}")
    names = {one.id for one in cable.references if one.id} - {link.id for link in changed}
    missing = sorted(names.difference(held)) if whole else []
    if missing:
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        yield finding(path, "H043", line_of(raw, r"(?i)^\s*REF", min(6, len(raw))), ", ".join(missing[:SHOWN]) + more)
