"""What cables can be filtered by, and which cables have each value; they are numbered by time."""

from chancery.collection.corpus import Corpus
from chancery.search.lists import coded, steps, table
from chancery.search.manifest import Facet, Facets
from chancery.search.text import facts


def facets(corpus: Corpus) -> Facets:
    """Facet to values: years newest first, kinds and countries by words, all others by number of cables."""
    held: dict[str, dict[str, Facet]] = {}
    for number, key in enumerate(corpus.ids):
        for facet, values in facts(corpus.gists[key]).items():
            known = held.setdefault(facet, {})
            for value, words in values:
                known.setdefault(value, Facet(value, words, [])).cables.append(number)
    return {facet: _ordered(facet, list(known.values())) for facet, known in held.items()}


def _ordered(facet: str, rows: list[Facet]) -> list[Facet]:
    if facet == "year":
        return sorted(rows, key=lambda row: row.value, reverse=True)
    if facet in {"country", "post"}:
        return sorted(rows, key=lambda row: (row.words, row.value))
    return sorted(rows, key=lambda row: (-len(row.cables), row.words, row.value))


def files(held: Facets) -> dict[str, bytes]:
    """The cables of each value: a table for each facet."""
    return {
        f"facets/{facet}.bin": table((row.value, coded(steps(row.cables)), b"") for row in rows)
        for facet, rows in held.items()
    }
