"""The tables as search engines for data know them: schema.org Dataset, as JSON-LD."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from chancery.views.cable.citing import safe_json
from chancery.vocab.terms import indicators

LICENCE = "https://opensource.org/license/mit"
"""Of what we add; the texts are works of the US government."""
FIGURES = (("text/csv", "indicators.csv"), ("application/vnd.sqlite3", "catalog.sqlite"))
ALL = (("text/csv", "cables.csv"), *FIGURES, ("application/json", "datapackage.json"))


def dataset(
    name: str, description: str, files: Sequence[tuple[str, str]], root: str, more: Mapping[str, Any] | None = None
) -> Markup:
    """A data set whose files lie in ``data/``; ``root`` is the way to the top of the site, or its address."""
    return safe_json(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": name,
            "description": description,
            "isAccessibleForFree": True,
            "license": LICENCE,
            "creator": {"@type": "Organization", "name": "TIP Cables"},
            "inLanguage": "en",
            "variableMeasured": [term.title for term in indicators().values()],
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{root}data/{file}"}
                for kind, file in files
            ],
            **(more or {}),
        }
    )


def collection(base_url: str) -> Markup:
    """All tables together, for the data page; ``base_url`` ends in a stroke."""
    return dataset(
        name="TIP Cables: diplomatic cables on trafficking in persons",
        description="Records of US diplomatic cables on trafficking in persons, section by section, and the figures "
        "that they state, each with its bound, its period and the words it was read from.",
        files=ALL,
        root=base_url,
    )
