"""``figures``: each figure with its sentence, and the near misses with the reason why they were not taken."""

from pathlib import Path

import click

from chancery import indicators
from chancery.commands.explain import from_folder, show_each
from chancery.model import Cable, Indicator
from chancery.parse import parse


@click.command("figures", epilog="Example: python build.py figures 09PHNOMPENH846")
@click.argument("cables", nargs=-1, required=True)
@from_folder
def command(cables: tuple[str, ...], folder: Path) -> None:
    """Print the figures of CABLES, ids or files, each with the words it was read from.

    Then the near misses: numbers that stand with words of an indicator, and why they are no figure.
    """
    show_each(cables, folder, lambda source: _print(parse(source, figures=False).cable))


def _print(cable: Cable) -> None:
    read_ = indicators.scan(cable)
    click.echo(f"{cable.id}: {len(read_.figures)} figures, {len(read_.misses)} near misses")
    for number, one in enumerate(read_.figures):
        click.echo(f"\n[{number}] {_line(one)}\n    {one.quote}")
    if read_.misses:
        click.echo("\nNot taken:")
    for miss in read_.misses:
        click.echo(
            f"\n  - {miss.key} {miss.number} {_where(miss.paragraph.number, miss.paragraph.lines)}: {miss.reason}"
        )
        click.echo(f"    {miss.quote}")


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
