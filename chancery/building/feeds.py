"""What machines follow: an Atom feed of assessments (RFC 4287) and the map of the site (sitemaps.org).

Addresses are whole where the site's address is known (``--base-url``, or ``site_url`` of ``mkdocs.yml``). Without it
they are relative to the file: RFC 4287 allows that, with the file's own address as base; the protocol of site maps
does not, and the build says so. The map is written all the same: the site has the same files wherever it is put.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.collection.corpus import ASSESSMENTS, Corpus
from chancery.files.blocks import batches
from chancery.views.base import NAME
from chancery.views.cable import citations
from chancery.views.rows import country_name, country_names
from chancery.words import KINDS, day

NEWEST = 100
"""Entries of the feed."""
MOST = 50_000
"""Addresses a file, by the protocol of sitemaps."""
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_EMPTY = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated: it has to say, and nothing happened yet."""


def files(corpus: Corpus, pages: Iterable[str], base_url: str) -> Iterator[tuple[str, bytes]]:
    """The files: paths and bytes. ``pages`` are the paths of the site's pages."""
    assessments = (corpus.briefs[key] for key in reversed(corpus.ids) if corpus.gists[key].kind in ASSESSMENTS)
    yield "feed.xml", feed(list(islice(assessments, NEWEST)), base_url).encode()
    for path, text in sitemaps(sorted(pages), base_url):
        yield path, text.encode()


def feed(briefs: Sequence[Brief], base_url: str) -> str:
    """The feed of some cables, the newest first."""
    updated = f"{briefs[0].date.isoformat()}T00:00:00Z" if briefs else _EMPTY
    return "".join(
        (
            f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n',
            f"<id>{_urn('feed')}</id>\n<title>{NAME}: assessments</title>\n",
            "<subtitle>US diplomatic cables that report on human trafficking, the newest first</subtitle>\n",
            f"<updated>{updated}</updated>\n<author><name>{NAME}</name></author>\n",
            f'<link rel="self" type="application/atom+xml" href={quoteattr(base_url + "feed.xml")}/>\n',
            f'<link rel="alternate" type="text/html" href={quoteattr(base_url + "index.html")}/>\n',
            *(_entry(one, base_url) for one in briefs),
            "</feed>\n",
        )
    )


def _entry(one: Brief, base_url: str) -> str:
    page = quoteattr(base_url + addresses.cable(one.id))
    record = quoteattr(base_url + addresses.data(one.id, "json"))
    moment = f"{one.date.isoformat()}T00:00:00Z"
    categories = "".join(
        f"<category term={quoteattr(iso3)} label={quoteattr(country_name(iso3))}/>" for iso3 in one.countries
    )
    return (
        f"<entry><id>{_urn(one.id)}</id><title>{_text(one.headline)}</title>"
        f"<updated>{moment}</updated><published>{moment}</published>"
        f"<author><name>{_text(citations.author(one.post) or citations.INSTITUTION)}</name></author>"
        f'<link rel="alternate" type="text/html" href={page}/>'
        f'<link rel="related" type="application/json" href={record}/>'
        f'{categories}<summary type="text">{_text(_summary(one))}</summary></entry>\n'
    )


def _summary(one: Brief) -> str:
    about = country_names(one.countries)
    first = f"{KINDS[one.kind]}{' on ' if about else ''}{about}, {one.id}, {day(one.date)}."
    return " ".join(filter(None, (first, one.sections[0].excerpt if one.sections else "")))


def _text(text: str) -> str:
    """Text of an element: escaped, without characters that XML does not allow."""
    allowed = (c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff")
    return escape("".join(allowed))


def _urn(name: str) -> str:
    """A lasting name that says nothing about where the site stands."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'chancery {name}')}"


def sitemaps(pages: Sequence[str], base_url: str, most: int = MOST) -> Iterator[tuple[str, str]]:
    """``sitemap.xml``; with more than ``most`` pages it lists ``sitemap-1.xml`` and so on, which list the pages."""
    if len(pages) <= most:
        yield "sitemap.xml", _listing("urlset", "url", pages, base_url)
        return
    parts = list(batches(pages, most))
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _listing("sitemapindex", "sitemap", names, base_url)
    for name, part in zip(names, parts, strict=True):
        yield name, _listing("urlset", "url", part, base_url)


def _listing(root: str, element: str, paths: Iterable[str], base_url: str) -> str:
    lines = "".join(f"<{element}><loc>{escape(base_url + path)}</loc></{element}>\n" for path in paths)
    return f'{_XML}<{root} xmlns="{_SITEMAP}">\n{lines}</{root}>\n'
