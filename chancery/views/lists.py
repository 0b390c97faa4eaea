"""Every page but those of cables: which there are, and what each template receives."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from chancery.collection.corpus import Corpus
from chancery.views import compare, countries, country, glossary, home, indicator, search, tag, topic, wanted, year
from chancery.views.base import Page
from chancery.views.job import Job
from chancery.views.rows import country_names
from chancery.views.survey import Survey

KINDS: Mapping[str, tuple[str, Callable[[Mapping[str, Any], Job], Page]]] = {
    "home": ("home.html", home.view),
    "countries": ("countries.html", countries.view),
    "country": ("country.html", country.view),
    "years": ("index.html", year.index_view),
    "year": ("year.html", year.view),
    "topics": ("index.html", topic.index_view),
    "topic": ("topic.html", topic.view),
    "tags": ("index.html", tag.index_view),
    "tag": ("tag.html", tag.view),
    "indicators": ("indicators.html", indicator.index_view),
    "indicator": ("indicator.html", indicator.view),
    "glossary": ("glossary.html", glossary.view),
    "search": ("search.html", search.view),
    "wanted": ("wanted.html", wanted.view),
    "compare-index": ("compare-index.html", compare.index_view),
    "compare": ("compare.html", compare.view),
    "compare-data": ("compare-data.js", compare.data_view),
}
"""Kind of page to its template and to the function that makes what the template receives."""


def jobs(corpus: Corpus) -> Iterator[Job]:
    """All pages but those of cables, in a fixed order. One pass over the gists, then ids alone."""
    survey = Survey(corpus.gists.values())
    compared = compare.comparable(survey)
    yield from home.jobs(corpus, survey)
    yield from countries.jobs(survey.tally)
    yield from country.jobs(corpus, survey, compared)
    yield from year.jobs(corpus, survey.tally)
    yield from topic.jobs(corpus, survey)
    yield from tag.jobs(corpus, survey.tally)
    yield from indicator.jobs(corpus, survey)
    yield from glossary.jobs(survey.forms)
    yield from search.jobs(corpus)
    yield from wanted.jobs(corpus.wanted)
    yield from compare.jobs(corpus, survey)


BY_DATE = frozenset({"tag", "year"})
"""Kinds of pages that list cables by date, rows alone; the others list them by country, and show more of a brief."""


def near(corpus: Corpus, job: Job) -> tuple[bool, str, int]:
    """A key that brings pages together which list the same cables: made one after the other, they share briefs."""
    if not job.ids:
        return (False, "", 0)
    first = corpus.gists[job.ids[0]]
    dated = job.kind in BY_DATE
    return dated, "" if dated else country_names(first.countries), -first.date.toordinal()


def view(briefs: Mapping[str, Any], job: Job) -> tuple[str, Page]:
    """The template of a page and what it receives; ``briefs`` has to hold those of the job and no more.

    Of cables on a page of a kind in :data:`BY_DATE` the rows are enough.
    """
    template, make = KINDS[job.kind]
    return template, make(briefs, job)
