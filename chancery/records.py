"""The only door between records and text: YAML and JSON of a cable, and the JSON Schema of both.

YAML is written by ``yamltext``; this module says what of a record stands on one line, in a block, as a date.
"""

import ast
import inspect
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec

from chancery import model, yamltext
from chancery.model import Cable

FORM = yamltext.Form(
    flow_items=frozenset({"to", "info", "classified_by", "references", "unplaced", "notices", "links"}),
    flow_maps=frozenset({"country", "assessment", "executive_order", "period", "source"}),
    flow_if_short=frozenset({"glossary"}),
    blocks=frozenset({"text"}),
    dates=frozenset({"date", "from", "to", "declassify"}),
)

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Cable)


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
    return yamltext.dump(msgspec.to_builtins(cable, builtin_types=(date,)), FORM)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, generated from the model; published as ``data/schema.json``."""
    made = msgspec.json.schema(Cable)
    for name, field, meaning in _meanings():
        made["$defs"][name]["properties"][field].setdefault("description", meaning)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A cable: what its raw text says, and where",
        **made,
    }


def _meanings() -> Iterator[tuple[str, str, str]]:
    """What stands below the fields of the model: type, field, meaning. Python itself keeps no docstring of a field."""
    types = (each for each in ast.parse(inspect.getsource(model)).body if isinstance(each, ast.ClassDef))
    for each in types:
        for pair in pairwise(each.body):
            match pair:
                case ast.AnnAssign(target=ast.Name(field)), ast.Expr(ast.Constant(str(text))):
                    yield each.name, field.rstrip("_"), " ".join(text.split())
