"""Listings of invented cables, as tests ask for them."""

from datetime import date

from shared import ROOT

from chancery.collection.briefs import Brief, Excerpt, Figure
from chancery.collection.corpus import Corpus
from chancery.model import Indicator, Period
from chancery.views.lists import jobs, view
from chancery.views.render import environment, render

SHELL = {"root", "path", "title", "description"}
"""Fields that base.html uses."""


def figure(key, value, qualifier="exact", **more):
    """An invented figure."""
    words = {
        "value_to": None,
        "unit": "persons",
        "status": "done",
        "actor": None,
        "place": None,
        "period": None,
        "paragraph": 1,
        "lines": (30, 40),
        "quote": f"invented: {value} {key}",
        "span": (0, 9),
        "same_as": None,
    }
    return Indicator(key=key, value=value, qualifier=qualifier, **{**words, **more})


def cable(id_, countries=("KHM",), day=date(2009, 11, 16), figures=(), **more):
    """The brief of an invented cable of the invented Embassy Zenda."""
    fields = {
        "title": f"INVENTED CABLE {id_}",
        "subject": None,
        "headline": more.get("title", f"Invented cable {id_}"),
        "classification": "UNCLASSIFIED",
        "captions": (),
        "post": "Embassy Zenda",
        "origin": None,
        "kind": "interim",
        "year": day.year,
        "tags": ("PHUM", "KTIP"),
        "sections": (Excerpt("summary", None, "p1", "Invented words.", 1),),
        "references": (),
        "glossary": {},
        "acronyms": (),
        "links": (),
        "completeness": "full",
        "paragraphs": 9,
        "words": 900,
        "digest": "0",
        "file": f"{id_}.txt",
        "sha256": "0",
    }
    figures = tuple(Figure(f"p{f.paragraph}-{f.key}", f"¶{f.paragraph}", f) for f in figures)
    return Brief(id=id_, countries=countries, date=day, indicators=figures, **{**fields, **more})


def year(y):
    return Period(text=f"in {y}", from_=date(y, 1, 1), to=date(y, 12, 31))


ONE = [
    cable(
        "09ZENDA1",
        figures=[
            figure("arrests", 28, "at_least"),
            figure("convictions", 4, "at_least"),
            figure("convictions", 4, "at_least", same_as=1, paragraph=4),
            figure("judicial_trained", 240, status="planned", paragraph=3),
            figure("hotline_calls", 300, "at_least", place="Invented Province", unit="events", paragraph=8),
        ],
        references=("09STATE1", "09ZENDA2"),
        glossary={"RGZ": "Royal Government of Zenda"},
        acronyms=("NGO",),
    )
]
MANY = [
    *ONE,
    *(
        cable(
            f"{y - 2000:02}ZENDA{n}",
            (iso3,),
            date(y, 3, 1),
            [figure("convictions", y - 2000 + n, period=year(y)), figure("arrests", n, period=year(y))],
            kind="annual",
            references=("09STATE1",),
        )
        for n, iso3 in enumerate(["KHM", "THA", "VNM", "MLT"], 1)
        for y in range(2003, 2008)
    ),
]


def made(briefs, *, only=None):
    """Views by path; each gets the briefs of its own job and no others."""
    corpus = Corpus.of(briefs)
    found = {}
    for job in jobs(corpus):
        if only is None or job.kind == only:
            found[job.path] = view({i: corpus.briefs[i] for i in job.ids}, job)[1]
    return found


def rendered(briefs):
    """Pages by path."""
    env = environment(ROOT / "templates")
    corpus = Corpus.of(briefs)
    found = {}
    for job in jobs(corpus):
        template, each = view({i: corpus.briefs[i] for i in job.ids}, job)
        found[job.path] = render(env, template, each)
    return found
