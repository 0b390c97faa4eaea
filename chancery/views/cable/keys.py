"""Key figures of a cable: a strip of numbers by pillar, each a link to its sentence."""

from collections.abc import Sequence

from chancery import words
from chancery.collection.anchors import Anchors
from chancery.collection.standing import is_single
from chancery.model import Indicator, Value
from chancery.views.figures import COUNTED, TERMS, amount, when
from chancery.vocab.terms import indicator, indicators

SILENT = {
    "Prosecution": "investigations, arrests, prosecutions or convictions",
    "Training": "training",
    "Protection": "victims identified, helped or repatriated, or for shelters",
    "Prevention": "awareness work",
    "Resources": "money",
}
"""What a pillar gives figures for, by its name. Absence is a finding."""


class Again(Value, frozen=True):
    """Another place where a cable states the same fact."""

    text: str
    href: str


class Key(Value, frozen=True):
    """One fact with its number."""

    bound: str
    """'at least', 'about', ''; stands before the number at every size."""
    number: str
    noun: str
    href: str
    of: str
    """Status, period and place: 'planned, by the end of 2009'; '' where the text gives none."""
    where: str
    """'¶4'."""
    again: tuple[Again, ...]

    @property
    def phrase(self) -> str:
        """The figure in a few words."""
        return " ".join(filter(None, (self.bound, self.number, self.noun)))


class Pillar(Value, frozen=True):
    """The figures of one pillar."""

    title: str
    keys: tuple[Key, ...]
    single: tuple[Key, ...]
    """Single cases, apart from totals."""
    silent: str
    """What the row says where there are no figures; else ''."""


def rows(figures: Sequence[Indicator], places: Anchors, gives: str) -> tuple[Pillar, ...]:
    """All pillars in the order of the taxonomy; none at all without figures. ``gives``: 'The cable gives'."""
    if not figures:
        return ()
    again = _again(figures, places)
    found: dict[str, tuple[list[Key], list[Key]]] = {term.pillar: ([], []) for term in indicators().values()}
    for index, figure in enumerate(figures):
        if original(figures, index) != index:
            continue
        found[indicator(figure.key).pillar][is_single(figure)].append(
            _key(figure, places, index, tuple(again.get(index, ())))
        )
    return tuple(_row(title, keys, single, gives) for title, (keys, single) in found.items())


def _row(title: str, keys: list[Key], single: list[Key], gives: str) -> Pillar:
    """A pillar; its only case is as large as a total, several cases are a sentence."""
    if not keys and len(single) == 1:
        keys, single = single, []
    silent = "" if keys or single else f"{gives} no figure for {SILENT[title]}."
    return Pillar(title, tuple(keys), tuple(single), silent)


def original(figures: Sequence[Indicator], index: int) -> int:
    """The first figure that states the same fact; the figure itself where it is the first."""
    same = figures[index].same_as
    while same is not None and 0 <= same < index:
        index, same = same, figures[same].same_as
    return index


def _again(figures: Sequence[Indicator], places: Anchors) -> dict[int, list[Again]]:
    found: dict[int, list[Again]] = {}
    for index in range(len(figures)):
        if (first := original(figures, index)) != index:
            found.setdefault(first, []).append(Again(places.cited[index], f"#{places.figures[index]}"))
    return found


def _key(figure: Indicator, places: Anchors, index: int, again: tuple[Again, ...]) -> Key:
    bound, number, noun = said(figure)
    return Key(bound, number, noun, f"#{places.figures[index]}", about(figure), places.cited[index], again)


def said(figure: Indicator) -> tuple[str, str, str]:
    """Bound, number and noun of a figure: ('at least', '28', 'arrests'), ('', '10', 'years, a term')."""
    term, number = indicator(figure.key), amount(figure)
    noun = term.noun(number)
    if figure.unit in TERMS and figure.value is not None:
        number, _, unit = number.rpartition(" ")
        noun = f"{unit}, a {term.one}"
    elif figure.value is None:
        noun = term.one
    elif figure.unit in COUNTED and figure.unit != term.unit:
        number, _, unit = number.rpartition(" ")
        noun = f"{unit}: {term.title.lower()}"
    return words.BOUNDS[figure.qualifier], "no" if figure.qualifier == "none" else number, noun


def about(figure: Indicator) -> str:
    """Status, period and place in the cable's words."""
    said_already = figure.status == "done" or figure.key == "pending_cases"
    return when(figure, "" if said_already else figure.status)
