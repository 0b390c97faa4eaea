"""Addresses within a cable's page: one function makes all of them, so that links from anywhere fit.

Paragraph 4 is ``p4`` (the second of that number ``p4-2``), an unnumbered paragraph is ``l`` and its first
raw line, a section is its key (the second of its kind ``-2``), a figure is its paragraph and its key
(``p4-convictions``), lines of no rule are named as an unnumbered paragraph.
A raw line is ``r`` and its number; :func:`line` gives it.
"""

from chancery.model import Cable, Indicator, Unplaced, Value

TAKEN = (
    "main", "figures", "editor", "apparatus", "transmission", "original", "cite", "download", "q", "signed", "record",
    "unplaced",
)  # fmt: skip
"""Ids that the frame of the page has itself."""


class Anchors(Value, frozen=True):
    """All addresses of one cable, in the order of its record."""

    sections: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    """One tuple a section."""
    figures: tuple[str, ...]
    """In the order of ``cable.indicators``."""
    cited: tuple[str, ...]
    """Where each of these stands, as it is cited: '¶4', '¶18 K', 'lines 621–626' of a paragraph without a number."""


def line(number: int) -> str:
    """The address of a raw line."""
    return f"r{number}"


def unplaced(lines: Unplaced) -> str:
    """The address of lines that no rule could place: as that of an unnumbered paragraph, whose lines are others."""
    return f"l{lines.lines[0]}"


def anchors(cable: Cable) -> Anchors:
    """The addresses of a cable's sections, paragraphs and figures. Each is there once.

    A figure whose lines are those of no paragraph is named after the number it gives.
    """
    seen = dict.fromkeys(TAKEN, 1)
    by_lines: dict[tuple[int, int], str] = {}
    labels: dict[tuple[int, int], str] = {}
    paragraphs = []
    for section in cable.sections:
        names = []
        for each in section.paragraphs:
            name = _once(seen, f"p{each.number}" if each.number is not None else f"l{each.lines[0]}")
            by_lines.setdefault(each.lines, name)
            if each.label is not None:
                labels.setdefault(each.lines, f" {each.label}")
            names.append(name)
        paragraphs.append(tuple(names))
    return Anchors(
        sections=tuple(_once(seen, section.key) for section in cable.sections),
        paragraphs=tuple(paragraphs),
        figures=tuple(
            _once(seen, f"{by_lines.get(each.lines, f'p{each.paragraph or 0}')}-{each.key}")
            for each in cable.indicators
        ),
        cited=tuple(_cited(each, labels.get(each.lines, "")) for each in cable.indicators),
    )


def _cited(figure: Indicator, label: str) -> str:
    if figure.paragraph is not None:
        return f"¶{figure.paragraph}{label}"
    first, last = figure.lines
    return f"lines {first}–{last}" if last != first else f"line {first}"


def _once(seen: dict[str, int], name: str) -> str:
    """The name, or the name with the first number that nothing else has."""
    if name not in seen:
        seen[name] = 1
        return name
    while True:
        seen[name] += 1
        other = f"{name}-{seen[name]}"
        if other not in seen:
            seen[other] = 1
            return other
