"""The only door between records and text: YAML and JSON of a cable, and the JSON Schema of both.

YAML is written event by event with libyaml's emitter: the shape of a record is known, so nothing has to be
guessed, and a dump takes half a millisecond. Strings that any YAML reader (1.1 or 1.2) would take for something
else are quoted ('NO', '000123', '0846/01'); long text stands in block scalars; small values stand on one line.
"""

import functools
import io
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import msgspec
import yaml

from chancery.model import Cable

WIDTH = 110
LONG = 80
"""Text longer than this stands as a block."""
SHORT = 90
"""Lists and maps of words stand on one line up to this length."""

_NUMBERLIKE = re.compile(r"[-+]?\.?[0-9][0-9_.,:/eExXoO+-]*|[-+]?\.(?:inf|nan)|0x[0-9a-f_]+", re.IGNORECASE)
_DATELIKE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*")
_WORDS = frozenset(["", "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<"])

_BLOCK_MAP = yaml.MappingStartEvent(anchor=None, tag=None, implicit=True, flow_style=False)
_FLOW_MAP = yaml.MappingStartEvent(anchor=None, tag=None, implicit=True, flow_style=True)
_END_MAP = yaml.MappingEndEvent()
_BLOCK_LIST = yaml.SequenceStartEvent(anchor=None, tag=None, implicit=True, flow_style=False)
_FLOW_LIST = yaml.SequenceStartEvent(anchor=None, tag=None, implicit=True, flow_style=True)
_END_LIST = yaml.SequenceEndEvent()

_PARAGRAPH_TEXT = "text"
_FLOW_ITEMS = frozenset({"to", "info", "classified_by", "references", "unplaced", "notices", "links"})
"""Lists whose items stand on one line each."""
_FLOW_MAPS = frozenset({"country", "assessment", "executive_order", "period", "source"})
_DATES = frozenset({"date", "from", "to", "declassify"})
"""Fields whose ISO dates are dates to a YAML reader; the date-time group is text (the contract quotes it)."""

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Cable)

Emit = Callable[[yaml.Event], None]


def to_json(cable: Cable) -> bytes:
    """The record as JSON, indented for people."""
    return msgspec.json.format(_encoder.encode(cable), indent=2) + b"\n"


def to_line(cable: Cable) -> bytes:
    """The record as JSON on one line."""
    return _encoder.encode(cable) + b"\n"


def from_json(data: bytes) -> Cable:
    """A record from its JSON. Raises ``msgspec.DecodeError`` where it is none."""
    return _decoder.decode(data)


def to_yaml(cable: Cable) -> str:
    """The record as one YAML document: key order of the model, no anchors, no tags."""
    return dump(msgspec.to_builtins(cable, builtin_types=(date,)))


def from_yaml(text: str) -> Cable:
    """A record from its YAML. Raises ``yaml.YAMLError`` or ``msgspec.ValidationError`` where it is none."""
    return msgspec.convert(yaml.load(text, Loader=_Loader), Cable)  # noqa: S506 -- a safe loader


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, generated from the model; published as ``data/schema.json``."""
    made = msgspec.json.schema(Cable)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A cable: what its raw text says, and where",
        **made,
    }


def dump(tree: Any) -> str:
    """Plain data (maps, lists, strings, numbers, dates, null) as a YAML document in the form of a record."""
    stream = io.StringIO()
    emitter = yaml.CSafeDumper(stream, width=WIDTH, allow_unicode=True)
    try:
        emit = emitter.emit
        emit(yaml.StreamStartEvent())
        emit(yaml.DocumentStartEvent(explicit=False))
        _value(emit, "", tree)
        emit(yaml.DocumentEndEvent(explicit=False))
        emit(yaml.StreamEndEvent())
    finally:
        emitter.dispose()
    return stream.getvalue()


def _value(emit: Emit, key: str, value: Any, *, flow: bool = False) -> None:
    """The events of one value under a key."""
    if isinstance(value, str):
        emit(_text(key, value, flow=flow))
    elif isinstance(value, dict):
        _map(emit, key, value, flow=flow)
    elif isinstance(value, list | tuple):
        _list(emit, key, value, flow=flow)
    else:
        emit(_plain(_number(value)))


def _map(emit: Emit, key: str, value: dict[str, Any], *, flow: bool) -> None:
    flow = flow or not value or key in _FLOW_MAPS or (key == "glossary" and _short(value))
    emit(_FLOW_MAP if flow else _BLOCK_MAP)
    for name, each in value.items():
        emit(_key(name))
        _value(emit, name, each, flow=flow)
    emit(_END_MAP)


def _list(emit: Emit, key: str, value: Iterable[Any], *, flow: bool) -> None:
    items = list(value)
    structured = bool(items) and isinstance(items[0], dict)
    emit(_BLOCK_LIST if structured and not flow else _FLOW_LIST)
    for each in items:
        _value(emit, "", each, flow=flow or not structured or (key in _FLOW_ITEMS and _one_line(each)))
    emit(_END_LIST)


def _one_line(item: dict[str, Any]) -> bool:
    """Whether a map reads well on one line: no text of several lines, nothing long in it."""
    return not any(isinstance(each, str) and ("\n" in each or len(each) > LONG) for each in item.values())


def _short(words: dict[str, str]) -> bool:
    return sum(len(short) + len(full) + 4 for short, full in words.items()) <= SHORT


def _number(value: Any) -> str:
    """A value that is no text, as YAML reads it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        text = repr(value)
        # YAML 1.1 takes '1e+16' for a word: a number needs its point.
        return text if "." in text or "n" in text else text.replace("e", ".0e")
    return value.isoformat() if isinstance(value, date) else str(value)


@functools.lru_cache(maxsize=4096)
def _plain(text: str) -> yaml.Event:
    return yaml.ScalarEvent(anchor=None, tag=None, implicit=(True, True), value=text)


@functools.lru_cache(maxsize=4096)
def _key(text: str) -> yaml.Event:
    return _text("", text, flow=True)


def _text(key: str, text: str, *, flow: bool) -> yaml.Event:
    """A string in the style in which it reads best and is read back as the same string."""
    style = None
    if not flow and key == _PARAGRAPH_TEXT and ("\n" in text or len(text) > LONG):
        style = "|" if "\n" in text else ">"
    elif mistyped(text) and not (key in _DATES and _is_date(text)):
        style = "'"
    return yaml.ScalarEvent(anchor=None, tag=None, implicit=(True, True), value=text, style=style)


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
    return text.lower() in _WORDS or _NUMBERLIKE.fullmatch(text) is not None or _DATELIKE.fullmatch(text) is not None


class _Loader(yaml.CSafeLoader):
    """A safe loader that leaves dates as text: the model types them."""

    yaml_implicit_resolvers = {  # noqa: RUF012 -- the host's own way to say it
        first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
