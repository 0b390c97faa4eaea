"""Finding what an entry of an edits file speaks of: paragraphs, fields, values."""

import msgspec

from chancery.editing.edits_file import At, Plain
from chancery.editing.redaction import fits
from chancery.model import Cable, Lines, Paragraph, Section


def find_paragraph(cable: Cable, number: int | None, lines: Lines | None, at: At) -> tuple[Section, Paragraph]:
    """A paragraph and its section, by number or by raw lines. Raises ``InputError`` if not one fits."""
    every = [(section, paragraph) for section in cable.sections for paragraph in section.paragraphs]
    found = [pair for pair in every if _is(pair[1], number, lines)]
    if len(found) == 1:
        return found[0]
    what = f"paragraph {number}" if number is not None else "paragraph in these lines"
    if not found:
        numbers = dict.fromkeys(str(each.number) for _, each in every if each.number is not None)
        there = f"the cable has {', '.join(numbers)}" if numbers else "it has no numbered ones: give lines"
        raise at.fault(f"there is no {what}", there)
    places = "; ".join(f"[{each.lines[0]}, {each.lines[1]}]" for _, each in found[:9])
    raise at.fault(f"{what} is there {len(found)} times", f"give its lines, one of {places}")


def _is(paragraph: Paragraph, number: int | None, lines: Lines | None) -> bool:
    if number is not None and paragraph.number != number:
        return False
    return lines is None or (paragraph.lines[0] <= lines[1] and paragraph.lines[1] >= lines[0])


def name_of(paragraph: Paragraph) -> str:
    """A paragraph as people call it: 'paragraph 4', else 'line 30'."""
    return f"line {paragraph.lines[0]}" if paragraph.number is None else f"paragraph {paragraph.number}"


def tree_of(value: msgspec.Struct) -> Plain:
    """A value as JSON would hold it: lists, mappings, text, numbers."""
    return msgspec.json.decode(msgspec.json.encode(value))


def words(value: Plain) -> str | None:
    """A value as the page shows it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(words(each) or "" for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {words(each)}" for key, each in value.items() if each is not None)
    return str(value)


def same(had: Plain, said: Plain) -> bool:
    """Whether what an edits file says (all text) is a value of the record; a mapping can say a part of it.

    Of a text that something was taken out of, the rest tells.
    """
    if isinstance(had, list) and isinstance(said, list):
        return len(had) == len(said) and all(map(same, had, said))
    if isinstance(had, dict) and isinstance(said, dict):
        return all(key in had and same(had[key], value) for key, value in said.items())
    if had is None or said is None:
        return had is said
    return _number(had) == _number(said) or fits(" ".join(str(had).split()), " ".join(str(said).split()))


def _number(value: Plain) -> float | str:
    """A number where it is one, so that '4.0' is 4; else the text."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value)
