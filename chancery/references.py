"""The grammar of reference telegrams: 'A. STATE 111958', '(B) 06 TBILISI 0140', '09 FOO 12 AND 13'."""

import re
from typing import NamedTuple

from chancery.model import Cable, Reference
from chancery.places import post_id

_LABEL = re.compile(r"(?:(?<=\s)|^)[¶(]{0,2}([A-Z])[.)]{1,2}(?=\s|\d|$)")
_TELEGRAM = re.compile(
    r"(?:(?P<year>(?:19|20)?\d\d)[ -])?(?P<post>[A-Z][A-Z.'-]{0,20}(?: [A-Z][A-Z.'-]{0,20}){0,3}) (?P<number>\d{1,6})\b"
    r"(?: ?\((?P<after>\d\d)\))?(?P<more>(?:(?:,| AND|, AND) \d{1,6}\b){0,9})"
)
_MENTION = re.compile(r"[Rr](?<!\w[Rr])(?:eftel\b|EFTEL\b|(?:ef|EF) \(?(?P<label>[A-Z])\)?(?![A-Za-z]))")
_MAY_BE = re.compile(r"[A-Z][.'-]{0,20} \d")
"""What every telegram has in it; most paragraphs have none, and looking for this takes a tenth of the time."""
_NO_POST = frozenset(("OSC", "IIR", "FBIS", "NO", "PARA", "TD"))


class Mention(NamedTuple):
    """Words of running text that point at another telegram."""

    start: int
    end: int
    label: str | None
    id: str | None


def _ids(found: re.Match[str], year: str) -> list[str]:
    post = found["post"]
    if post.split()[0] in _NO_POST:
        return []
    short = (found["year"] or found["after"] or year)[-2:]
    numbers = [found["number"], *re.findall(r"\d+", found["more"])]
    return [f"{short}{post_id(post)}{int(number)}" for number in numbers]


def read(text: str, year: str) -> tuple[Reference, ...]:
    """The references of a REF line (its lines joined); ``year``: the cable's own, of two digits."""
    text = " ".join(text.split())
    marks = list(_LABEL.finditer(text))
    pieces: list[tuple[str | None, str]] = [(None, text[: marks[0].start()] if marks else text)]
    pieces += [
        (mark[1], text[mark.end() : marks[n + 1].start() if n + 1 < len(marks) else None])
        for n, mark in enumerate(marks)
    ]
    found: list[Reference] = []
    for label, piece in pieces:
        words = piece.strip(" ;,")
        if words and words.upper() not in ("NONE", "N/A"):
            hit = _TELEGRAM.match(words.upper())
            ids: list[str | None] = [*_ids(hit, year)] if hit else []
            found += [Reference(label, words, one) for one in ids or [None]]
    return tuple(found)


def find(text: str, year: str, own: tuple[Reference, ...]) -> list[Mention]:
    """Where running text points at a reference, resolved against the cable's ``own``."""
    by_label = {one.label: one.id for one in own}
    only = own[0].id if len(own) == 1 else None
    spans = [Mention(m.start(), m.end(), m["label"], by_label.get(m["label"], only)) for m in _MENTION.finditer(text)]
    wanted = {one.id for one in own}
    for hit in _TELEGRAM.finditer(text) if _MAY_BE.search(text) else ():
        first = next(iter(_ids(hit, year)), None)
        if first and (first in wanted or hit["year"]):
            spans.append(Mention(hit.start(), hit.end(), None, first))
    return sorted(spans)


def cited(cable: Cable) -> tuple[str, ...]:
    """Ids of the cables that a cable refers to, in its REF lines and in its running text, each once, in order."""
    found = dict.fromkeys(each.id for each in cable.references)
    for section in cable.sections:
        for paragraph in section.paragraphs:
            found |= dict.fromkeys(each.id for each in find(paragraph.text, cable.id[:2], cable.references))
    return tuple(key for key in found if key and key != cable.id)
