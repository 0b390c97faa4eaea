"""Where running text points at other telegrams: 'reftel', 'Refs A-C', '06 ZENDA 12'."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chancery.head.references import TELEGRAM, ids_of
from chancery.model import Cable, Reference
from chancery.vocab.places import is_post

# Begins with a letter, not with the edge of a word: only then are other letters skipped fast.
_MENTION = re.compile(
    r"[Rr](?<!\w.)(?:(?:eftels?|EFTELS?)\b(?: (?P<of>\([A-Za-z]\)|[A-Z](?![A-Za-z]| [A-Z])))?"
    r"|(?:ef|EF)[sS]? (?P<label>\([A-Za-z]\)|[A-Z](?![A-Za-z])))"
)
# Further labels behind one: 'Refs A-C', 'Refs (A), (B) and D'.
_ALSO = re.compile(r" ?(?:, (?:and )?|and |AND |& |[-–]|to |or ) ?(?P<label>\([A-Za-z]\)|[A-Z](?![A-Za-z]))")
_SPACED = re.compile(r" \d(?<=[A-Z.'-] \d)")
_MAY_BE = re.compile(r"[A-Z][.'-]{0,20} \d")
"""What every telegram has in it, and what that begins with; most paragraphs have neither."""


class Mention(NamedTuple):
    """Words of running text that point at another telegram."""

    start: int
    end: int
    label: str | None
    id: str | None


def find(text: str, year: str, own: tuple[Reference, ...]) -> list[Mention]:
    """Where running text points at a reference, resolved against the cable's ``own``."""
    spans = list(_labels(text, own))
    if not _can_name(text):
        return spans
    wanted = {one.id for one in own}
    for hit in TELEGRAM.finditer(text):
        first = next(iter(ids_of(hit, year)), None)
        named = hit["year"] and (not text.startswith("(", hit.start() - 1) or is_post(hit["post"]))
        if first and (first in wanted or named):
            spans.append(Mention(hit.start(), hit.end(), None, first))
    return sorted(spans)


def _labels(text: str, own: tuple[Reference, ...]) -> Iterator[Mention]:
    """Where text points at references by labels: 'reftel', 'Refs A-C'; without labels 'Ref B' is the second."""
    if not ("ef " in text or "EF " in text or "efs " in text or "EFS " in text or "eftel" in text or "EFTEL" in text):
        return
    labelled = any(one.label for one in own)
    by_label = {one.label if labelled else chr(ord("A") + number): one.id for number, one in enumerate(own)}
    only = own[0].id if len(own) == 1 else None
    for found in _MENTION.finditer(text):
        label = (found["of"] or found["label"] or "").strip("()").upper() or None
        yield Mention(*found.span(), label, by_label.get(label or "", None if label and labelled else only))
        also = _ALSO.match(text, found.end()) if label else None
        while also is not None and (label := also["label"].strip("()").upper()) in by_label:
            yield Mention(*also.span("label"), label, by_label[label])
            also = _ALSO.match(text, also.end())


def _can_name(text: str) -> bool:
    """Whether words can name a telegram; what is looked for first is rarer than a capital."""
    return bool(_SPACED.search(text) and _MAY_BE.search(text))


def cited(cable: Cable) -> tuple[str, ...]:
    """Ids of the cables that a cable refers to, in its REF lines and in its running text, each once, in order."""
    found = dict.fromkeys(each.id for each in cable.references)
    # A mention by label is of a REF line's telegram, which is there already.
    texts = (paragraph.text for section in cable.sections for paragraph in section.paragraphs)
    for text in filter(_can_name, texts):
        found |= dict.fromkeys(each.id for each in find(text, cable.id[:2], cable.references))
    return tuple(key for key in found if key and key != cable.id)
