"""Figures that an editor adds, changes or removes, each tied to words of the text like any other."""

import re
from collections.abc import Iterable

import msgspec

from chancery.editing.edits_file import At, CorrectionEdit, Plain, nearest
from chancery.editing.placing import find_paragraph, same, tree_of
from chancery.model import Cable, Indicator, Paragraph
from chancery.vocab.terms import indicators

SET = ("value", "value_to", "qualifier", "unit", "status", "actor", "place", "period", "quote")
"""What an editor says of a figure; the rest is where it stands."""

_UNIT = re.compile(r"persons|cases|events|places|years|months|[A-Z]{3}")


def apply(cable: Cable, each: CorrectionEdit, at: At) -> Cable:
    """The record with one figure added, changed or removed. Raises ``InputError`` where it does not fit."""
    known = indicators()
    if each.figure not in known:
        raise at.fault(f"no figure '{each.figure}'", nearest(str(each.figure), tuple(known)))
    _, paragraph = find_paragraph(cable, each.paragraph, each.lines, at)
    old = None if each.from_ is None else _found(cable, each, paragraph, at)
    new = None if each.to is None else _made(old, each, paragraph, known[each.figure].unit, at)
    return msgspec.structs.replace(cable, indicators=_put(cable.indicators, old, new))


def had(cable: Cable, each: CorrectionEdit, at: At) -> Plain:
    """What ``from`` names of its figure, as the record has it; None where one is added. Raises ``InputError``."""
    if each.from_ is None:
        return None
    _, paragraph = find_paragraph(cable, each.paragraph, each.lines, at)
    tree = tree_of(_found(cable, each, paragraph, at))
    return {key: tree[key] for key in each.from_}


def _found(cable: Cable, each: CorrectionEdit, paragraph: Paragraph, at: At) -> Indicator:
    """The one figure of the paragraph that ``from`` describes. Raises ``InputError``."""
    if not isinstance(each.from_, dict):
        raise at.fault("'from' of a figure is not a mapping", "write 'from: {value: 4}'")
    here = [one for one in cable.indicators if one.key == each.figure and one.lines == paragraph.lines]
    found = [one for one in here if same(tree_of(one), each.from_)]
    if len(found) == 1:
        return found[0]
    values = ", ".join(f"{one.value} ({one.qualifier})" for one in here) or "none"
    what = "'from' does not fit" if not found else f"'from' fits {len(found)} figures"
    raise at.fault(what, f"the paragraph has: {values}; name value and quote")


def _made(old: Indicator | None, each: CorrectionEdit, paragraph: Paragraph, unit: str, at: At) -> Indicator:
    """The changed or added figure. Raises ``InputError``."""
    if not isinstance(each.to, dict) or (old is None and "quote" not in each.to):
        raise at.fault("'to' of a figure is not whole", "write 'to: {value: 4, quote: words of the text}'")
    wrong = next((word for word in each.to if word not in SET), None)
    if wrong is not None:
        raise at.fault(f"'{wrong}' of a figure is not set by hand", nearest(wrong, SET))
    blank: dict[str, Plain] = {
        "key": each.figure, "value": None, "value_to": None, "qualifier": "exact", "unit": unit,
        "status": "done", "actor": None, "place": None, "period": None,
        "paragraph": paragraph.number, "lines": paragraph.lines,
        "same_as": None,
    }  # fmt: skip
    tree = {**(tree_of(old) if old else blank), **each.to}
    if not _UNIT.fullmatch(str(tree["unit"])):
        raise at.fault(f"no unit '{tree['unit']}'", "write one of the taxonomy, 'months', or a currency as in 'USD'")
    quote = str(tree["quote"])
    start = old.span[0] if old and old.quote == quote else paragraph.text.find(quote)
    if start < 0:
        raise at.fault("the quote does not stand in the paragraph", "copy it as the record has it")
    tree["span"] = [start, start + len(quote)]
    try:
        return msgspec.convert(tree, Indicator, strict=False)
    except msgspec.ValidationError as error:
        raise at.fault(f"'to': {error}", "see data/schema.json") from None


def _put(figures: Iterable[Indicator], old: Indicator | None, new: Indicator | None) -> tuple[Indicator, ...]:
    """The figures with one changed, removed or added, in the order of the text; ``same_as`` follows."""
    before = list(figures)
    after = [new if one is old and new is not None else one for one in before if one is not old or new is not None]
    if old is None and new is not None:
        after.append(new)
        after.sort(key=lambda one: (one.lines, one.span))
    return reindexed(before, after, {id(old): new} if old is not None and new is not None else {})


def reindexed(before: list[Indicator], after: list[Indicator], changed: dict[int, Indicator]) -> tuple[Indicator, ...]:
    """``same_as`` of figures brought over from one list to another; null where its figure is gone."""
    index = {id(one): at for at, one in enumerate(after)}

    def moved(one: Indicator) -> Indicator:
        if one.same_as is None or not 0 <= one.same_as < len(before):
            return one if one.same_as is None else msgspec.structs.replace(one, same_as=None)
        first = before[one.same_as]
        return msgspec.structs.replace(one, same_as=index.get(id(changed.get(id(first), first))))

    return tuple(moved(one) for one in after)
