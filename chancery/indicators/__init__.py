"""Figures with the words they were read from: the grammar of counts, one family of indicators a file.

Sentences (``sentences``) that can state a figure (``stated``) have numbers (``counts``). A number has a noun phrase
(``phrases``) and acts that its clause tells of (``predicates``, ``governing``, ``parts``, ``mentions``). A rule a
family makes a claim of that (``prosecution``, ``terms``, ``training``, ``victims``, ``prevention``, ``funding``), which
``scene`` can refuse.
``context`` and ``periods`` add who, where and when, ``following`` what the text before tells, ``tables`` reads
columns; ``reading`` puts it together.
"""

from collections.abc import Sequence
from datetime import date as Date  # noqa: N812 -- 'date' is the name of a parameter
from functools import cache

from chancery.about import tip
from chancery.indicators.following import Found, Miss
from chancery.indicators.reading import find
from chancery.model import Cable, Indicator, Section
from chancery.vocab import places

__all__ = ["Found", "Miss", "read", "scan"]


def scan(cable: Cable) -> Found:
    """The figures of a cable, and the numbers that nearly were some, each with the reason why it is none."""

    @cache
    def relevant() -> bool:
        if cable.assessment.kind != "other":
            return True
        texts = [paragraph.text for section in cable.sections for paragraph in section.paragraphs]
        return tip.about(cable.tags, cable.subject or cable.title, "\n".join(texts)) is not None

    return find(
        cable.sections,
        when=cable.date,
        nation=_nation(cable.origin.country.iso3 if cable.origin.country else None),
        relevant=relevant,
    )


def read(
    sections: Sequence[Section], *, date: Date, country: str | None, relevant: bool = True
) -> tuple[Indicator, ...]:
    """The figures that sections state, in the order of the text.

    ``date`` is the cable's: what 'this year' means. ``country`` (ISO 3166 alpha-3) tells a national 'none' from a local
    one. Where the text is not ``relevant`` (not about trafficking), only what says so itself is a figure.
    """
    return find(sections, when=date, nation=_nation(country), relevant=lambda: relevant).figures


def _nation(iso3: str | None) -> frozenset[str]:
    """The names of a country in small letters, which are no place in it."""
    country = places.by_iso3(iso3) if iso3 else None
    return frozenset({country.name.lower()}) if country else frozenset()
