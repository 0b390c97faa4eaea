"""``figures``: each figure with its sentence, and the near misses with the reason why they were not taken."""

from pathlib import Path

import click

from chancery import indicators
from chancery.commands import inputs
from chancery.commands.explain import found, from_folder
from chancery.model import Cable, Indicator
from chancery.parse import parse
from chancery.source import read


@click.command("figures", epilog="Example: python build.py figures 09PHNOMPENH846")
@click.argument("cables", nargs=-1, required=True)
@from_folder
def command(cables: tuple[str, ...], folder: Path) -> None:
    """Print the figures of CABLES, ids or files, each with the words it was read from.

    Then the near misses: numbers that stand with words of an indicator, and why they are no figure.
    """
    inputs.show_each(
        (found(each, folder) for each in cables), lambda path: _told(parse(read(path), figures=False).cable)
    )


def _told(cable: Cable) -> str:
    found = indicators.scan(cable)
    told = [f"{cable.id}: {len(found.figures)} figures, {len(found.misses)} near misses\n"]
    told += (f"\n[{number}] {_line(one)}\n    {one.quote}\n" for number, one in enumerate(found.figures))
    told += ["\nNot taken:\n"] * bool(found.misses)
    for miss in found.misses:
        where = _where(miss.paragraph.number, miss.paragraph.lines)
        told.append(f"\n  - {miss.key} {miss.number} {where}: {miss.reason}\n    {miss.quote}\n")
    return "".join(told)


def _line(one: Indicator) -> str:
    value = "no value" if one.value is None else f"{one.value:,}" + (f" to {one.value_to:,}" if one.value_to else "")
    told = [one.key, one.qualifier.replace("_", " "), value, one.unit, one.status]
    told += [f"by {one.actor}"] * bool(one.actor) + [f"in {one.place}"] * bool(one.place)
    if one.period:
        told.append(f"'{one.period.text}'")
    told.append(_where(one.paragraph, one.lines))
    return ", ".join(told) + (f" (same as [{one.same_as}])" if one.same_as is not None else "")


def _where(paragraph: int | None, lines: tuple[int, int]) -> str:
    return f"paragraph {paragraph}" if paragraph is not None else f"lines {lines[0]}-{lines[1]}"
