"""The form of an edits file, and reading one: every mistake gets its file, line and the nearest right word.

YAML is read as text and typed by the model: ``NO`` stays a TAGS code and ``000123`` a number as printed.
Anchors, aliases and tags are refused, so that no file can make the reader work or run anything.
"""

import difflib
import re
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeAlias

import msgspec
import yaml

from chancery.editing.published import Reviewed
from chancery.model import Lines, Span
from chancery.source import InputError, reason

Plain: TypeAlias = Any
"""Text, null, and lists and mappings of them: what a YAML file holds before it is typed."""
Sum = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", description="SHA-256 of the raw file")]
MAX_BYTES = 1_000_000
_WHERE = re.compile(r" - at `(?P<path>\$[^`]*)`$")
_UNKNOWN = re.compile(r"unknown field `(?P<field>[^`]*)`")


class CorrectionEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One correction: of a field, of a paragraph's section (paragraph alone), or of a figure."""

    reason: str
    from_: Plain = msgspec.field(name="from")
    """What the source has: it must fit, else the correction is out of date. Null adds a figure."""
    to: Plain
    """What shall stand instead. Null removes a figure."""
    field: str | None = None
    """Path in the record: 'subject', 'signature', 'references.1.id', 'assessment.kind'; with ``paragraph``,
    'marking' or 'label'."""
    paragraph: int | None = None
    """Number of the paragraph."""
    lines: Lines | None = None
    """Raw lines of the paragraph, where it has no number or the number is there twice."""
    figure: str | None = None
    """Key of the indicator."""


class RedactionEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One redaction: a text, or a place that holds it, so that the file need not repeat it."""

    reason: str
    text: str | None = None
    """The words; found in any case, spacing and hyphenation."""
    paragraph: int | None = None
    """Number of the paragraph the words are in."""
    lines: Lines | None = None
    """Raw lines the words are in; alone, the lines as a whole."""
    span: Span | None = None
    """Start and end in characters, in the paragraph's text or in the lines joined by line ends."""
    here_only: bool = False
    """Take the words out of this place alone; without it they are taken out wherever they stand."""


class Edits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An edits file: ``cables/<id>.edits.yaml``."""

    source: Sum | None = None
    """The text that these edits are about: a place alone ('lines', 'paragraph') holds in no other."""
    note: str | None = None
    """The editor's note, Markdown."""
    corrections: tuple[CorrectionEdit, ...] = ()
    redactions: tuple[RedactionEdit, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    """Findings of ``review`` that were looked at and left as they are."""
    path: str = ""
    """Where the file is, for messages; not part of the file."""
    at: dict[str, int] = {}
    """Line of each entry ('corrections[0]'), for messages; not part of the file."""


class _Loader(yaml.SafeLoader):
    """YAML as text: only null and the three shapes (text, list, mapping)."""

    yaml_implicit_resolvers = {  # noqa: RUF012 -- the host's own way to say it
        first: [(tag, pattern) for tag, pattern in pairs if tag == "tag:yaml.org,2002:null"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load(path: Path) -> Edits:
    """Read an edits file. Raises ``InputError`` with file, line, what is wrong and what to do."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), None, reason(error), "make it a file that can be read, or remove it") from None
    return loads(data, str(path))


def loads(data: bytes, name: str) -> Edits:
    """The same from bytes; ``name`` stands in messages."""
    if len(data) > MAX_BYTES:
        raise InputError(name, None, f"larger than {MAX_BYTES} bytes", "split the cable's edits or shorten the note")
    where: dict[str, int] = {}
    tree = _tree(data, name, where)
    if tree is None:
        return Edits(path=name)
    if not isinstance(tree, dict):
        raise InputError(name, 1, "not an edits file", f"begin with one of: {', '.join(_fields(Edits))}")
    for own in ("path", "at"):
        if own in tree:
            raise _unknown(name, where.get(f"$.{own}"), own, _fields(Edits))
    try:
        edits = msgspec.convert({key: value for key, value in tree.items() if value is not None}, Edits, strict=False)
    except msgspec.ValidationError as error:
        raise _explain(str(error), name, where) from None
    places = {key[2:]: line for key, line in where.items()}
    edits = msgspec.structs.replace(edits, path=name, at=places)
    _check_forms(edits)
    return edits


class At(NamedTuple):
    """One entry of an edits file, for messages about it."""

    edits: Edits
    entry: str
    """'redactions[0]'."""

    def fault(self, what: str, todo: str) -> InputError:
        """The error about this entry, with its line."""
        return InputError(self.edits.path, self.edits.at.get(self.entry), what, todo)


def schema() -> dict[str, Plain]:
    """The form as a JSON Schema, for editors that complete and check what is typed."""
    made = msgspec.json.schema(Edits)
    form = made["$defs"]["Edits"]["properties"]
    del form["path"], form["at"]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Edits of a cable"}
    return head | made


def nearest(word: str, words: tuple[str, ...]) -> str:
    """Advice: the nearest right word, else all of them."""
    close = difflib.get_close_matches(word, words, n=1)
    return f"did you mean '{close[0]}'?" if close else f"write one of: {', '.join(words)}"


def _tree(data: bytes, name: str, where: dict[str, int]) -> Plain:
    """Text, lists and mappings of a YAML file; notes the line of each key and item."""
    try:
        node = _compose(data.decode("utf-8"), name)
        return None if node is None else _plain(node, "$", where, name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(name, line, "not UTF-8", "save the file as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        at = next((mark.line + 1 for mark in (error.problem_mark, error.context_mark) if mark), None)
        raise InputError(name, at, f"not YAML: {error.problem}", "mend it") from None
    except yaml.YAMLError:
        raise InputError(name, None, "not YAML: a character that is not allowed", "take it out") from None
    except RecursionError:
        raise InputError(name, None, "nested too deeply", "write it in the form of docs/edits.schema.json") from None


def _compose(text: str, name: str) -> yaml.Node | None:
    for event in yaml.parse(text, Loader=_Loader):
        anchored = isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None
        tag = getattr(event, "tag", None)
        if anchored or (tag is not None and tag != "!"):
            what = "anchors and aliases are not read here" if anchored else "tags are not read here"
            line = event.start_mark.line + 1 if event.start_mark else None
            raise InputError(name, line, what, "write the value out; quote '!', '&' and '*'")
    return yaml.compose(text, Loader=_Loader)


def _plain(node: yaml.Node, path: str, where: dict[str, int], name: str) -> Plain:
    where.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, f"{path}[{index}]", where, name) for index, each in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Plain] = {}
        for key, value in node.value:
            word = key.value if isinstance(key, yaml.ScalarNode) else "?"
            line = key.start_mark.line + 1
            if word in out:
                raise InputError(name, line, f"'{word}' stands here twice", "keep one of them")
            where[f"{path}.{word}"] = line
            out[word] = _plain(value, f"{path}.{word}", where, name)
        return out
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def _fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(name for name in struct.__struct_encode_fields__ if name not in {"path", "at"})


def _struct_at(path: str) -> type[msgspec.Struct]:
    for name, struct in (
        ("corrections", CorrectionEdit),
        ("redactions", RedactionEdit),
        ("reviewed", Reviewed),
    ):
        if path.startswith(f"$.{name}"):
            return struct
    return Edits


def _unknown(name: str, line: int | None, word: str, words: tuple[str, ...]) -> InputError:
    return InputError(name, line, f"unknown word '{word}'", nearest(word, words))


def _explain(message: str, name: str, where: dict[str, int]) -> InputError:
    """Msgspec's message as a line for an editor."""
    found = _WHERE.search(message)
    path = found["path"] if found else "$"
    what = message[: found.start()] if found else message
    unknown = _UNKNOWN.search(what)
    if unknown:
        line = where.get(f"{path}.{unknown['field']}", where.get(path))
        return _unknown(name, line, unknown["field"], _fields(_struct_at(path)))
    line = where.get(path)
    while line is None and len(path) > 1:
        path = path[: max(path.rfind("."), path.rfind("["))] or "$"
        line = where.get(path)
    words = ", ".join(_fields(_struct_at(path)))
    return InputError(name, line, what[:1].lower() + what[1:], f"the words of an entry are: {words}")


def _check_forms(edits: Edits) -> None:
    """What types alone can't say. Raises ``InputError``."""
    for index, each in enumerate(edits.corrections):
        _forms_of(edits, f"corrections[{index}]", each.reason, _correction_form(each))
    for index, redaction in enumerate(edits.redactions):
        _forms_of(edits, f"redactions[{index}]", redaction.reason, _redaction_form(redaction))
    for index, reviewed in enumerate(edits.reviewed):
        placed = reviewed.text or reviewed.lines or reviewed.paragraph is not None
        missing = None if placed else ("it says nothing about where", "give text, lines or paragraph")
        _forms_of(edits, f"reviewed[{index}]", reviewed.reason, missing)


def _forms_of(edits: Edits, entry: str, reason: str, wrong: tuple[str, str] | None) -> None:
    if not reason.strip():
        raise At(edits, entry).fault("the reason is empty", "say why, in a sentence a reader may see")
    if wrong:
        raise At(edits, entry).fault(*wrong)


def _correction_form(each: CorrectionEdit) -> tuple[str, str] | None:
    if each.figure is None and each.field is None and each.paragraph is None and each.lines is None:
        return "it says nothing about what is corrected", "give field, paragraph, or figure"
    if each.figure is not None and each.paragraph is None and each.lines is None:
        return "the figure has no place", "give the paragraph it stands in"
    if each.from_ == each.to:
        return "from and to are the same", "take the correction out, or say what it changes"
    return None


def _redaction_form(each: RedactionEdit) -> tuple[str, str] | None:
    placed = each.paragraph is not None or each.lines is not None
    if each.text is not None and not each.text.strip():
        return "the text is empty", "give the words"
    if each.span is not None and not placed:
        return "the span has no place", "give paragraph or lines with it"
    if each.text is None and not placed:
        return "it says nothing about what is redacted", "give text, paragraph and span, or lines"
    if each.span is not None and each.text is not None:
        return "text and span are both given", "keep one of them"
    return ("here_only has no place", "give paragraph or lines with it") if each.here_only and not placed else None
