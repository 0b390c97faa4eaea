"""What a cable's page tells to reference managers, feeds and search engines, and prints at its foot."""

import json
from typing import Any

from markupsafe import Markup

from chancery.model import Cable, Value
from chancery.views.cable import citations


class Meta(Value, frozen=True):
    """One element of the head: ``name`` or ``property`` and its content."""

    attribute: str
    name: str
    content: str


def metas(cable: Cable, headline: str, address: str = "") -> tuple[Meta, ...]:
    """What Zotero and Google Scholar read (Highwire's tags), and what Open Graph says of an article alone.

    ``address`` is the whole address of the page, '' where it is not known. A post has no first name: the comma behind
    it tells readers of the tag so, who would else take its last word for a family name.
    """
    pairs = (
        ("citation_title", headline),
        ("citation_author", f"{citations.author(cable.origin.post)},"),
        ("citation_publication_date", cable.date.strftime("%Y/%m/%d")),
        ("citation_technical_report_number", cable.id),
        ("citation_technical_report_institution", citations.INSTITUTION),
        ("citation_language", "en"),
        ("citation_keywords", "; ".join(cable.tags)),
        ("citation_public_url", address),
        ("citation_fulltext_html_url", address),
    )
    graph = (
        ("og:type", "article"),
        ("article:published_time", cable.date.isoformat()),
    )
    return (
        *(Meta("name", name, content) for name, content in pairs if content),
        *(Meta("property", name, content) for name, content in graph),
    )


def linked_data(cable: Cable, headline: str, description: str) -> Markup:
    """The cable as a schema.org Report, safe within a script element."""
    country = cable.origin.country
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": headline,
        "reportNumber": cable.id,
        "datePublished": cable.date.isoformat(),
        "description": description,
        "inLanguage": "en",
        "author": {"@type": "GovernmentOrganization", "name": citations.author(cable.origin.post)},
        "publisher": {"@type": "GovernmentOrganization", "name": citations.INSTITUTION},
        "keywords": list(cable.tags),
    }
    if country:
        data["spatialCoverage"] = {"@type": "Country", "name": country.name}
    return safe_json(data)


def safe_json(data: Any) -> Markup:
    r"""JSON that no HTML parser can leave early: no angle bracket, ampersand or line separator.

    >>> str(safe_json({"a": "</script>"}))
    '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 -- escaped above
