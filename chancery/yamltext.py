"""Plain data as YAML that people read: every line is one that any reader of YAML, 1.1 or 1.2, takes as it is meant.

A library would have to guess what is known here: long text stands in block scalars, small values on one line, and a
string that a reader would take for something else is quoted ('NO', '000123', '0846/01'). The shapes of a record are
few, so they are put together as text, in half the time of an emitter that is fed event by event.
"""

import functools
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

WIDTH = 110
"""A line is broken at the first blank behind this column."""
LONG = 80
"""Text longer than this stands as a block."""
SHORT = 90
"""Maps of words stand on one line up to this length."""
KEY = 120
"""A longer key is marked as one: readers look for the colon of others only so far."""

_NUMBERLIKE = re.compile(r"[-+]?\.?[0-9][0-9_.,:/eExXoO+-]*|[-+]?\.(?:inf|nan)|[-+]?0[xb][0-9a-f_]+", re.IGNORECASE)
_DATELIKE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*")
_NUMERIC = frozenset("+-.0123456789")
"""What those two begin with."""
_WORDS = frozenset(["", "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<"])

_ODD = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that a reader refuses, changes, or takes for the end of a line."""
_SIGN = re.compile(r"""[#,\[\]{}&*!|>'"%@` ]|[-?:](?: |$)|---|\.\.\.""")
"""A string that begins like this means something else unless it is quoted."""
_FLOW_SIGN = re.compile(r"\A-|[,?:\[\]{}]")
"""A string with this in it does within brackets."""
_DOUBLE = re.compile('[\\\\"]|' + _ODD.pattern)


class Form(msgspec.Struct, frozen=True):
    """Which keys of a tree are written how."""

    flow_items: frozenset[str]
    """Lists whose items stand on one line each, where they read well on one."""
    flow_maps: frozenset[str]
    """Maps that stand on one line."""
    flow_if_short: frozenset[str]
    blocks: frozenset[str]
    """Texts that stand in blocks, where they are long."""
    dates: frozenset[str]
    """Fields whose ISO dates are dates to a reader; elsewhere a date is text."""


def dump(tree: Mapping[str, Any], form: Form) -> str:
    """A map of plain data (maps, lists, strings, numbers, dates, null) as a YAML document."""
    return _map(tree, form, "\n") + "\n" if tree else "{}\n"


def _map(tree: Mapping[str, Any], form: Form, pad: str) -> str:
    """The lines of a map; ``pad`` is what begins a line at its depth."""
    lines = []
    for key, value in tree.items():
        begin = _key(key)
        if len(begin) > KEY:
            begin = f"? {begin[:-1]}{pad}:"
        # Most values of a record are one of these.
        if value is None:
            lines.append(f"{begin} null")
        elif isinstance(value, str):
            lines.append(f"{begin} {_text(key, value, form, pad, len(pad) + len(begin))}")
        elif type(value) is int:
            lines.append(f"{begin} {value}")
        else:
            lines.append(begin + _value(key, value, form, pad, len(pad) + len(begin)))
    return pad.join(lines)


def _value(key: str, value: Any, form: Form, pad: str, column: int) -> str:
    """What stands behind the begin of a line, 'key:', and is no text."""
    if not value and isinstance(value, dict | list | tuple):
        return " {}" if isinstance(value, dict) else " []"
    if isinstance(value, dict):
        if key not in form.flow_maps and not (key in form.flow_if_short and _short(value)):
            return f"{pad}  " + _map(value, form, pad + "  ")
    elif isinstance(value, list | tuple):
        # Lines and spans, which most lists are.
        if [*map(type, value)] == [int, int]:
            return f" [{value[0]}, {value[1]}]"
        if isinstance(value[0], dict):
            narrow, deeper = key in form.flow_items, pad + "  "
            return "".join([f"{pad}- {_item(each, form, deeper, narrow=narrow)}" for each in value])
    else:
        return f" {_number(value)}"
    return f" {_wrapped(value, form, pad + '  ', column)}"


def _item(value: Mapping[str, Any], form: Form, pad: str, *, narrow: bool) -> str:
    """A map in a list: on one line where that reads well."""
    if value and not (narrow and _one_line(value)):
        return _map(value, form, pad)
    return _wrapped(value, form, pad + "  ", len(pad) - 1)


def _wrapped(value: Any, form: Form, pad: str, column: int) -> str:
    """A value in brackets that begins in a column; a long one is broken between its parts."""
    parts, begin, end = _parts(value, form)
    line = ", ".join(parts)
    if column + len(line) > WIDTH:
        lines: list[str] = []
        column += 1
        for part in parts:
            if lines and column <= WIDTH:
                lines[-1] += f", {part}"
                column += 2 + len(part)
            else:
                column = len(part) + (len(pad) if lines else column)
                lines.append(part)
        line = f",{pad}".join(lines)
    return f"{begin}{line}{end}"


def _parts(value: Any, form: Form) -> tuple[list[str], str, str]:
    """What stands between two brackets, and the brackets."""
    if isinstance(value, dict):
        return [f"{_key(key)} {_inner(key, each, form)}" for key, each in value.items()], "{", "}"
    return [_inner("", each, form) for each in value], "[", "]"


def _inner(key: str, value: Any, form: Form) -> str:
    """A value within brackets, on one line."""
    if type(value) is int:
        return str(value)
    if isinstance(value, str):
        return value if key in form.dates and _is_date(value) else _flow_word(value)
    if isinstance(value, dict | list | tuple):
        parts, begin, end = _parts(value, form)
        return f"{begin}{', '.join(parts)}{end}"
    return _number(value)


def _one_line(item: Mapping[str, Any]) -> bool:
    """Whether a map reads well on one line: no text of several lines, nothing long in it."""
    return not any(isinstance(each, str) and ("\n" in each or len(each) > LONG) for each in item.values())


def _short(words: Mapping[str, str]) -> bool:
    return sum(len(short) + len(full) + 4 for short, full in words.items()) <= SHORT


def _number(value: Any) -> str:
    """A value that is no text, as YAML reads it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        text = repr(value)
        # YAML 1.1 takes '1e+16' for a word: a number needs its point.
        return text if "." in text or "n" in text else text.replace("e", ".0e")
    return str(value)


@functools.lru_cache(maxsize=4096)
def _key(key: str) -> str:
    """A key and its colon."""
    return _flow_word(key) + ":"


def _text(key: str, text: str, form: Form, pad: str, column: int) -> str:
    """A string that begins behind a column, in the style in which it reads best and is read back as the same string."""
    if key in form.blocks and (len(text) > LONG or "\n" in text):
        block = _block(text, pad + "  ")
        if block:
            return block
    if key in form.dates and _is_date(text):
        return text
    word = _word(text)
    return word if column + len(word) <= WIDTH or word[0] == '"' else _folded(word, pad + "  ", column)


def _block(text: str, pad: str) -> str:
    """A text as a block; '' where it would not come back as it is."""
    if text[0] == "\n" or text[-1] in " \n" or _odd(text.replace("\n", "")):
        return ""
    if "\n" in text:
        # Where the first line is indented itself, a reader has to be told by how much the block is.
        told = "2" if text[0] == " " else ""
        return f"|{told}-" + "".join([pad + line if line else "\n" for line in text.split("\n")])
    return "" if text[0] == " " else f">-{pad}{_folded(text, pad, len(pad) - 1)}"


def _folded(text: str, pad: str, column: int) -> str:
    """A text whose lines are broken behind the width; a reader puts one blank for each break."""
    lines, start, cut = [], 0, text.find(" ", max(WIDTH + 1 - column, 1))
    length = WIDTH + 2 - len(pad)
    while 0 < cut < len(text) - 1:
        # Beside another blank a break would swallow it.
        if text[cut - 1] == " " or text[cut + 1] == " ":
            cut = text.find(" ", cut + 1)
            continue
        lines.append(text[start:cut])
        start = cut + 1
        cut = text.find(" ", start + length)
    return pad.join([*lines, text[start:]])


@functools.lru_cache(maxsize=4096)
def _word(text: str) -> str:
    """A string on one line: bare, in single quotes where it would be mistyped, in double ones for odd signs."""
    if _odd(text):
        return '"' + _DOUBLE.sub(_escape, text) + '"'
    if mistyped(text) or _SIGN.match(text) or ": " in text or " #" in text or text[-1] in ": ":
        return _quoted(text)
    return text


@functools.lru_cache(maxsize=4096)
def _flow_word(text: str) -> str:
    """The same within brackets."""
    word = _word(text)
    return _quoted(text) if word == text and _FLOW_SIGN.search(text) else word


def _odd(text: str) -> bool:
    """Whether a text has an odd character: none of them is printable, and that is told in less time."""
    return not text.isprintable() and _ODD.search(text) is not None


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return f"\\{sign}" if sign in '\\"' else f"\\U{ord(sign):08x}"


def _is_date(text: str) -> bool:
    """Whether a text is a day in ISO form, and one that exists."""
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def mistyped(text: str) -> bool:
    """Whether a YAML reader would take a bare string for something else.

    >>> mistyped("NO"), mistyped("000123"), mistyped("0846/01"), mistyped("09PHNOMPENH846")
    (True, True, True, False)
    """
    if text.lower() in _WORDS:
        return True
    return text[0] in _NUMERIC and bool(_NUMBERLIKE.fullmatch(text) or _DATELIKE.fullmatch(text))
