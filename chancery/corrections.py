"""Corrections: a field, a paragraph's section or a figure of a record changed by an editor.

Each correction says what the source has (``from``); where that no longer fits, the correction is out of date and an
error, never applied by guess.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from chancery import vocab
from chancery.edits_file import CorrectionEdit, Edits, fault, nearest
from chancery.model import Cable, Indicator, Lines, Paragraph, Section
from chancery.published import Correction

UNTOUCHED = frozenset({"schema", "id", "source", "sections", "indicators", "unplaced", "notices"})
"""What an editor doesn't correct as a field: sections and figures have a form of their own, the rest is fact."""
OF_PARAGRAPH = ("marking", "label")


def apply(
    cable: Cable, shown: Cable, edits: Edits, clean: Callable[[str], str]
) -> tuple[Cable, tuple[Correction, ...]]:
    """The record to be shown with the corrections in it, and the corrections as the page shows them.

    ``cable`` is what the source says (``from`` is compared with it), ``shown`` the record without what is redacted,
    and ``clean`` takes redacted words out of what the editor wrote. Raises ``InputError``.
    """
    done = []
    for index, each in enumerate(edits.corrections):
        entry = f"corrections[{index}]"
        one = _figure if each.figure is not None else _paragraph if _placed(each) else _field
        _fits(one, cable, each, edits, entry)
        shown, correction = one(shown, _cleaned(each, clean), edits, entry)
        done.append(_cleaned(correction, clean))
    return shown, tuple(done)


_One = Callable[[Cable, CorrectionEdit, Edits, str], tuple[Cable, Correction]]


def _fits(one: _One, cable: Cable, each: CorrectionEdit, edits: Edits, entry: str) -> None:
    """Try the correction on what the source says; raises ``InputError`` where it does not fit."""
    _expect(cable, each, edits, entry)
    one(cable, each, edits, entry)


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    """What an editor wrote without redacted words; the words of the form itself stay."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return type(value)(_cleaned(each, clean) for each in value)
    if isinstance(value, dict):
        return {key: _cleaned(each, clean) for key, each in value.items()}
    if isinstance(value, CorrectionEdit):
        return msgspec.structs.replace(
            value, from_=_cleaned(value.from_, clean), to=_cleaned(value.to, clean)
        )
    if isinstance(value, Correction):
        texts = {name: _cleaned(getattr(value, name), clean) for name in ("had", "has", "reason")}
        return msgspec.structs.replace(value, **texts)
    return value


def _placed(each: CorrectionEdit) -> bool:
    return each.paragraph is not None or each.lines is not None


def _words(value: Any) -> str | None:
    """A value as the page shows it."""
    if value is None:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_words(each) or "" for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_words(each)}" for key, each in value.items() if each is not None)
    return str(value)


# fields


def _expect(cable: Cable, each: CorrectionEdit, edits: Edits, entry: str) -> None:
    """Whether ``from`` is what the source has. Raises ``InputError`` where it is not."""
    if each.figure is not None:
        return  # found by what it says, in _figure
    had = _had(cable, each, edits, entry)
    if _same(had, each.from_):
        return
    todo = f"the source has {_words(had)!r}: bring 'from' up to date, or take the correction out"
    raise fault(edits, entry, "'from' does not fit", todo)


def _same(had: Any, said: Any) -> bool:
    """Whether text from the edits file says the same as a value of the record."""
    if isinstance(had, list) and isinstance(said, list):
        return len(had) == len(said) and all(map(_same, had, said))
    if isinstance(had, dict) and isinstance(said, dict):
        return all(key in had and _same(had[key], value) for key, value in said.items())
    return (
        had is said
        if had is None or said is None
        else " ".join(str(had).split()) == " ".join(str(said).split())
    )


def _had(cable: Cable, each: CorrectionEdit, edits: Edits, entry: str) -> Any:
    if not _placed(each):
        tree = msgspec.to_builtins(cable)
        parent, last = _walk(tree, each.field or "", edits, entry)
        return parent[last]
    section, paragraph = find_paragraph(cable, each.paragraph, each.lines, edits, entry)
    if each.field is None:
        return section.key
    if each.field not in OF_PARAGRAPH:
        raise fault(edits, entry, f"'{each.field}' of a paragraph", nearest(each.field, OF_PARAGRAPH))
    return getattr(paragraph, each.field)


def _walk(tree: Any, path: str, edits: Edits, entry: str) -> tuple[Any, Any]:
    """The container of the value at a dotted path, and its last key. Raises ``InputError``."""
    at, parts = tree, path.split(".")
    for depth, part in enumerate(parts):
        if isinstance(at, list):
            if not (part.isascii() and part.isdecimal() and len(part) < 6 and int(part) < len(at)):
                raise fault(
                    edits, entry, f"no item '{part}' in '{path}'", f"there are {len(at)}, counted from 0"
                )
            key: Any = int(part)
        elif isinstance(at, dict):
            words = tuple(word for word in at if depth or word not in UNTOUCHED)
            if part not in words:
                raise fault(edits, entry, f"no field '{part}'", nearest(part, words))
            key = part
        else:
            raise fault(edits, entry, f"'{path}' goes too deep", "name the field as the record does")
        if depth == len(parts) - 1:
            return at, key
        at = at[key]
    raise AssertionError  # pragma: no cover - split never gives an empty list


def _field(cable: Cable, each: CorrectionEdit, edits: Edits, entry: str) -> tuple[Cable, Correction]:
    tree = msgspec.to_builtins(cable)
    parent, last = _walk(tree, each.field or "", edits, entry)
    parent[last] = each.to
    try:
        changed = msgspec.convert(tree, Cable, strict=False)
    except msgspec.ValidationError as error:
        raise fault(edits, entry, f"'to' is not a {each.field}: {error}", "see data/schema.json") from None
    shown = Correction(
        target=each.field or "", field=each.field, lines=None, had=_words(each.from_), has=_words(each.to),
        reason=each.reason,
    )  # fmt: skip
    return changed, shown


# paragraphs


def find_paragraph(
    cable: Cable, number: int | None, lines: Lines | None, edits: Edits, entry: str
) -> tuple[Section, Paragraph]:
    """A paragraph and its section, by number or by raw lines. Raises ``InputError`` where there is not one."""
    every = [(section, paragraph) for section in cable.sections for paragraph in section.paragraphs]
    found = [pair for pair in every if _is(pair[1], number, lines)]
    if len(found) == 1:
        return found[0]
    what = f"paragraph {number}" if number is not None else "a paragraph in these lines"
    if not found:
        numbers = ", ".join(dict.fromkeys(str(each.number) for _, each in every if each.number is not None))
        raise fault(
            edits, entry, f"there is no {what}", f"the cable has {numbers or 'no numbered ones: give lines'}"
        )
    places = "; ".join(f"[{each.lines[0]}, {each.lines[1]}]" for _, each in found[:9])
    raise fault(edits, entry, f"{what} is there {len(found)} times", f"give its lines, one of {places}")


def _is(paragraph: Paragraph, number: int | None, lines: Lines | None) -> bool:
    if number is not None and paragraph.number != number:
        return False
    return lines is None or (paragraph.lines[0] <= lines[1] and paragraph.lines[1] >= lines[0])


def _paragraph(cable: Cable, each: CorrectionEdit, edits: Edits, entry: str) -> tuple[Cable, Correction]:
    section, paragraph = find_paragraph(cable, each.paragraph, each.lines, edits, entry)
    name = f"paragraph {paragraph.number}" if paragraph.number is not None else f"lines {paragraph.lines[0]}"
    if each.field is None:
        keys = tuple(entry["key"] for entry in vocab.load("taxonomy")["sections"])
        if each.to not in keys:
            raise fault(edits, entry, f"no section '{each.to}'", nearest(str(each.to), keys))
        sections = _moved(cable.sections, section, paragraph, each.to)
    else:
        changed = msgspec.structs.replace(paragraph, **{each.field: each.to})
        sections = tuple(
            msgspec.structs.replace(
                one, paragraphs=tuple(changed if p is paragraph else p for p in one.paragraphs)
            )
            for one in cable.sections
        )
    shown = Correction(
        target=f"{name}: {each.field or 'section'}", field=None, lines=paragraph.lines, had=_words(each.from_),
        has=_words(each.to), reason=each.reason,
    )  # fmt: skip
    return msgspec.structs.replace(cable, sections=sections), shown


def _moved(
    sections: tuple[Section, ...], section: Section, paragraph: Paragraph, key: str
) -> tuple[Section, ...]:
    """The sections with one paragraph under another key; what comes after it in its section stays under the old."""
    if len(section.paragraphs) == 1:
        return tuple(msgspec.structs.replace(one, key=key) if one is section else one for one in sections)
    at = next(index for index, one in enumerate(section.paragraphs) if one is paragraph)
    replace = msgspec.structs.replace
    parts = (
        replace(section, paragraphs=section.paragraphs[:at]),
        replace(section, key=key, heading=None, paragraphs=(paragraph,)),
        replace(section, heading=None, paragraphs=section.paragraphs[at + 1 :]),
    )
    if not parts[0].paragraphs:
        parts = (*parts[:2], replace(parts[2], heading=section.heading))
    kept = tuple(part for part in parts if part.paragraphs)
    return tuple(part for one in sections for part in (kept if one is section else (one,)))


# figures


def _figure(cable: Cable, each: CorrectionEdit, edits: Edits, entry: str) -> tuple[Cable, Correction]:
    known = {one["key"]: one for one in vocab.load("taxonomy")["indicators"]}
    if each.figure not in known:
        raise fault(edits, entry, f"no figure '{each.figure}'", nearest(str(each.figure), tuple(known)))
    _, paragraph = find_paragraph(cable, each.paragraph, each.lines, edits, entry)
    old = None if each.from_ is None else _found(cable, each, paragraph, edits, entry)
    new = None if each.to is None else _made(old, each, paragraph, known[each.figure]["unit"], edits, entry)
    figures = _put(cable.indicators, old, new)
    name = f"paragraph {paragraph.number}" if paragraph.number is not None else f"line {paragraph.lines[0]}"
    shown = Correction(
        target=f"{name}: {each.figure}", field=None, lines=paragraph.lines, had=_words(each.from_),
        has=_words(each.to), reason=each.reason,
    )  # fmt: skip
    return msgspec.structs.replace(cable, indicators=figures), shown


def _found(cable: Cable, each: CorrectionEdit, paragraph: Paragraph, edits: Edits, entry: str) -> Indicator:
    """The one figure of the paragraph that ``from`` describes. Raises ``InputError``."""
    if not isinstance(each.from_, dict):
        raise fault(edits, entry, "'from' of a figure is not a mapping", "write 'from: {value: 4}'")
    here = [one for one in cable.indicators if one.key == each.figure and one.lines == paragraph.lines]
    found = [one for one in here if _same(msgspec.to_builtins(one), each.from_)]
    if len(found) == 1:
        return found[0]
    values = ", ".join(f"{one.value} ({one.qualifier})" for one in here) or "none"
    what = "'from' does not fit" if not found else f"'from' fits {len(found)} figures"
    raise fault(edits, entry, what, f"the paragraph has: {values}; name value and quote")


def _made(
    old: Indicator | None, each: CorrectionEdit, paragraph: Paragraph, unit: str, edits: Edits, entry: str
) -> Indicator:
    """The changed or added figure. Raises ``InputError``."""
    if not isinstance(each.to, dict) or (old is None and "quote" not in each.to):
        raise fault(
            edits, entry, "'to' of a figure is not whole", "write 'to: {value: 4, quote: words of the text}'"
        )
    blank: dict[str, Any] = {
        "key": each.figure, "value": None, "value_to": None, "qualifier": "exact", "unit": unit, "status": "done",
        "actor": None, "place": None, "period": None, "paragraph": paragraph.number, "lines": paragraph.lines,
        "same_as": None,
    }  # fmt: skip
    tree = {**(msgspec.to_builtins(old) if old else blank), **each.to}
    quote = str(tree["quote"])
    start = old.span[0] if old and old.quote == quote else paragraph.text.find(quote)
    if start < 0:
        raise fault(edits, entry, "the quote does not stand in the paragraph", "copy it as the record has it")
    tree["span"] = [start, start + len(quote)]
    try:
        return msgspec.convert(tree, Indicator, strict=False)
    except msgspec.ValidationError as error:
        words = tuple(Indicator.__struct_encode_fields__)
        wrong = next((word for word in each.to if word not in words), None)
        raise fault(
            edits, entry, f"'to': {error}", nearest(wrong, words) if wrong else "see data/schema.json"
        ) from None


def _put(figures: Iterable[Indicator], old: Indicator | None, new: Indicator | None) -> tuple[Indicator, ...]:
    """The figures with one changed, removed or added, in the order of the text; ``same_as`` follows."""
    before = list(figures)
    after = [
        new if one is old and new is not None else one for one in before if one is not old or new is not None
    ]
    if old is None and new is not None:
        after.append(new)
        after.sort(key=lambda one: (one.lines, one.span))
    return reindexed(before, after, {id(old): new} if old is not None and new is not None else {})


def reindexed(
    before: list[Indicator], after: list[Indicator], changed: dict[int, Indicator]
) -> tuple[Indicator, ...]:
    """``same_as`` of figures brought over from one list to another; null where its figure is gone."""
    index = {id(one): at for at, one in enumerate(after)}

    def moved(one: Indicator) -> Indicator:
        if one.same_as is None or not 0 <= one.same_as < len(before):
            return one if one.same_as is None else msgspec.structs.replace(one, same_as=None)
        first = before[one.same_as]
        return msgspec.structs.replace(one, same_as=index.get(id(changed.get(id(first), first))))

    return tuple(moved(one) for one in after)
