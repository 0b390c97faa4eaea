"""What of a cable is indexed: its published text as a small page for Pagefind, and what it can be filtered by.

Every paragraph and section has the address that it has on the cable's page, and Pagefind keeps at which word
each begins: so a hit leads to its paragraph. Texts are those of the published record, so what was redacted cannot
be found.
"""

from collections.abc import Iterator, Mapping
from html import escape

from chancery.collection.anchors import anchors, unplaced
from chancery.collection.briefs import Brief
from chancery.collection.gist import Gist, gist
from chancery.model import Cable
from chancery.views.rows import country_name, country_names, kind_words, stamp
from chancery.vocab import terms
from chancery.words import KINDS, classification

WEIGHT = {"subject": 8, "heading": 4, "summary": 3, "text": 1}
"""A word of the subject counts eight times one of the text."""
ZERO_WIDTH = "\u200b"
"""Pagefind takes a text with zero-width spaces for one of a language without blanks, and counts words by them."""


def facts(one: Gist) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """What a cable can be filtered by: facet to its values, each with how a person reads it."""
    return {
        "country": tuple((iso3, country_name(iso3)) for iso3 in one.countries),
        "year": ((str(one.date.year), str(one.date.year)),),
        "kind": ((one.kind, KINDS[one.kind]),),
        "topic": tuple((key, terms.topic_title(key)) for key in one.topics),
        "post": ((one.post, one.post),) if one.post else (),
        "tag": tuple((tag, _tag(tag)) for tag in dict.fromkeys(one.tags)),
        "classification": ((one.classification, classification(one.classification, ())),) if one.classification else (),
    }


def _tag(code: str) -> str:
    words = terms.tag_words(code)
    return f"{code}, {words}" if words and words != code else code


def document(cable: Cable, brief: Brief) -> str:
    """The page that Pagefind reads."""
    return "".join(_parts(cable, brief)).replace(ZERO_WIDTH, "")


def _parts(cable: Cable, brief: Brief) -> Iterator[str]:
    yield '<!doctype html><html lang="en"><head><title></title></head><body data-pagefind-body>'
    for facet, values in facts(gist(brief)).items():
        for value, _ in values:
            yield f'<meta data-pagefind-filter="{facet}[content]" content="{escape(value)}">'
    yield f'<meta data-pagefind-sort="date[content]" content="{brief.date.isoformat()} {escape(brief.id)}">'
    for name, text in (("id", brief.id), ("about", _about(brief))):
        yield f'<meta data-pagefind-meta="{name}[content]" content="{escape(text)}">'
    yield f'<h1 id="top" data-pagefind-weight="{WEIGHT["subject"]}">{escape(brief.headline)}</h1>'
    yield f'<p data-pagefind-weight="{WEIGHT["heading"]}">{escape(brief.id)}</p>'
    yield from _sections(cable)
    yield from _frame(cable, brief)
    yield "</body></html>"


def _sections(cable: Cable) -> Iterator[str]:
    places = anchors(cable)
    for section, place, names in zip(cable.sections, places.sections, places.paragraphs, strict=True):
        title = terms.topic_title(section.key)
        weight = WEIGHT["summary" if section.key == "summary" else "text"]
        yield f'<h2 id="{place}" data-pagefind-weight="{WEIGHT["heading"]}">{escape(title)}</h2>'
        if section.heading and section.heading.lower() != title.lower():
            yield f'<h3 data-pagefind-weight="{WEIGHT["heading"]}">{escape(section.heading)}</h3>'
        for each, name in zip(section.paragraphs, names, strict=True):
            yield f'<p data-pagefind-weight="{weight}"><a id="{name}"></a>{escape(each.text)}</p>'


def _frame(cable: Cable, brief: Brief) -> Iterator[str]:
    """What stands around the text, at the places that it has on the page; the page of the search names them."""
    listed = {each.id for each in cable.references}
    references = (f"{each.text} {each.id or ''}" for each in cable.references)
    named = (each for each in brief.references if each not in listed)  # in the running text
    persons = (f"{each.name} {each.title or ''}" for each in cable.classified_by)
    signed = (cable.signature,) if cable.signature else ()
    parts = (
        ("apparatus", (*references, *named, *map(_tag, cable.tags))),  # 'human rights' also finds PHUM
        ("transmission", (*cable.captions, *cable.attention, *persons)),
        ("signed", signed),
        ("record", tuple(each.text for each in cable.notices)),
    )
    for place, texts in parts:
        if texts:
            yield f'<h2 id="{place}"></h2>'
            yield from (f"<p>{escape(text)}</p>" for text in texts)
    if cable.unplaced:
        yield '<h2 id="unplaced"></h2>'
    for each in cable.unplaced:
        yield f'<p><a id="{unplaced(each)}"></a>{escape(each.text)}</p>'


def _about(brief: Brief) -> str:
    """The line under a hit: 'Cambodia · interim assessment 2009 · 16 November 2009'."""
    names = country_names(brief.countries) or brief.post
    return " · ".join(filter(None, (names, kind_words(brief), stamp(brief.date))))
