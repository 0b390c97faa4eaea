"""Corrections: a field, a paragraph's section or a figure of a record changed by an editor.

Each correction says what the source has (``from``); where that no longer fits, the correction is out of date
and an error, never applied by guess.
"""

from collections.abc import Callable

import msgspec

from chancery.editing import figure_edits
from chancery.editing.edits_file import At, CorrectionEdit, Edits, Plain, nearest
from chancery.editing.placing import find_paragraph, name_of, same, tree_of, words
from chancery.editing.published import Correction
from chancery.model import Cable, Paragraph, Section
from chancery.source import InputError
from chancery.vocab.terms import topics

UNTOUCHED = frozenset({"schema", "id", "source", "sections", "indicators", "unplaced", "notices"})
"""What is not corrected as a field: sections and figures have a form of their own, the rest is fact."""
OF_PARAGRAPH = ("marking", "label")

_One = Callable[[Cable, CorrectionEdit, At], Cable]


def apply(
    cable: Cable, shown: Cable, edits: Edits, clean: Callable[[str], str]
) -> tuple[Cable, tuple[Correction, ...]]:
    """The record to be shown with the corrections in it, and the corrections as the page shows them.

    ``cable`` is what the source says (``from`` is compared with it), ``shown`` the record without what is
    redacted, and ``clean`` takes redacted words out of what the editor wrote. Raises ``InputError``.
    """
    redacted, done = shown, []
    for index, each in enumerate(edits.corrections):
        at, one = At(edits, f"corrections[{index}]"), _kind(each)
        try:
            if each.figure is None:
                _expect(cable, each, at)
            one(cable, each, at)
            shown = one(shown, msgspec.structs.replace(each, to=_cleaned(each.to, clean)), at)
            done.append(_told(redacted, each, clean, at))
        except InputError as error:
            raise InputError(error.path, error.line, clean(error.what), clean(error.todo)) from None
    return shown, tuple(done)


def _told(redacted: Cable, each: CorrectionEdit, clean: Callable[[str], str], at: At) -> Correction:
    """A correction as the page shows it; what was there is taken from the redacted record, not from ``from``."""
    target, field, lines = each.field or "", each.field, None
    if _placed(each):
        _, paragraph = find_paragraph(redacted, each.paragraph, each.lines, at)
        target, field = f"{name_of(paragraph)}: {each.figure or each.field or 'section'}", None
        lines = paragraph.lines
    had, has = (None if text is None else clean(text) for text in (words(_had(redacted, each, at)), words(each.to)))
    return Correction(target=target, field=field, lines=lines, had=had, has=has, reason=clean(each.reason))


def _kind(each: CorrectionEdit) -> _One:
    if each.figure is not None:
        return figure_edits.apply
    return _paragraph if _placed(each) else _field


def _placed(each: CorrectionEdit) -> bool:
    return each.paragraph is not None or each.lines is not None


def _cleaned(value: Plain, clean: Callable[[str], str]) -> Plain:
    """What an editor wrote without redacted words; the words of the form itself stay."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list | tuple):
        return type(value)(_cleaned(each, clean) for each in value)
    if isinstance(value, dict):
        return {key: _cleaned(each, clean) for key, each in value.items()}
    return value


def _expect(cable: Cable, each: CorrectionEdit, at: At) -> None:
    """Whether ``from`` is what the source has. Raises ``InputError`` where it is not."""
    had = _had(cable, each, at)
    if same(had, each.from_):
        return
    todo = f"the source has {words(had)!r}: bring 'from' up to date, or take the correction out"
    raise at.fault("'from' does not fit", todo)


def _had(cable: Cable, each: CorrectionEdit, at: At) -> Plain:
    if each.figure is not None:
        return figure_edits.had(cable, each, at)
    if not _placed(each):
        tree = tree_of(cable)
        parent, last = _walk(tree, each.field or "", at)
        return parent[last]
    section, paragraph = find_paragraph(cable, each.paragraph, each.lines, at)
    if each.field is None:
        return section.key
    if each.field not in OF_PARAGRAPH:
        raise at.fault(f"'{each.field}' of a paragraph", nearest(each.field, OF_PARAGRAPH))
    return getattr(paragraph, each.field)


def _walk(tree: Plain, path: str, at: At) -> tuple[Plain, str | int]:
    """The container of the value at a dotted path, and its last key. Raises ``InputError``."""
    parts = path.split(".")
    key = _key(tree, parts[0], UNTOUCHED, at)
    for part in parts[1:]:
        tree = tree[key]
        key = _key(tree, part, frozenset(), at)
    return tree, key


def _key(tree: Plain, part: str, without: frozenset[str], at: At) -> str | int:
    """One step of a path: a field's name, or the number of an item. Raises ``InputError``."""
    if isinstance(tree, list):
        if part.isascii() and part.isdecimal() and len(part) < 6 and int(part) < len(tree):
            return int(part)
        raise at.fault(f"no item '{part}'", f"there are {len(tree)}, counted from 0")
    if not isinstance(tree, dict):
        raise at.fault(f"'{part}' goes too deep", "name the field as the record does")
    fields = tuple(field for field in tree if field not in without)
    if part not in fields:
        raise at.fault(f"no field '{part}'", nearest(part, fields))
    return part


def _field(cable: Cable, each: CorrectionEdit, at: At) -> Cable:
    tree = tree_of(cable)
    parent, last = _walk(tree, each.field or "", at)
    parent[last] = each.to
    try:
        return msgspec.convert(tree, Cable, strict=False)
    except msgspec.ValidationError as error:
        raise at.fault(f"'to' is not a {each.field}: {error}", "see data/schema.json") from None


def _paragraph(cable: Cable, each: CorrectionEdit, at: At) -> Cable:
    section, paragraph = find_paragraph(cable, each.paragraph, each.lines, at)
    if each.field is None:
        if each.to not in topics():
            raise at.fault(f"no section '{each.to}'", nearest(str(each.to), tuple(topics())))
        sections = _moved(cable.sections, section, paragraph, each.to)
    else:
        changed = msgspec.structs.replace(paragraph, **{each.field: each.to})
        sections = tuple(
            msgspec.structs.replace(one, paragraphs=tuple(changed if p is paragraph else p for p in one.paragraphs))
            for one in cable.sections
        )
    return msgspec.structs.replace(cable, sections=sections)


def _moved(sections: tuple[Section, ...], section: Section, paragraph: Paragraph, key: str) -> tuple[Section, ...]:
    """The sections with one paragraph under another key; what follows it stays under the old."""
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
