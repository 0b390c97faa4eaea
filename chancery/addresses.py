"""Where a page or file of which a site has many stands, from its top.

``checking`` spells these out again: it reads a site as a stranger does, who knows what was promised and nothing else.
"""


def cable(key: str) -> str:
    """The page of a cable."""
    return f"cables/{key}.html"


def raw(key: str) -> str:
    """The original text of a cable whose page would be too heavy with it."""
    return f"cables/{key}-raw.html"


def data(key: str, form: str = "yaml") -> str:
    """A data file of a cable: the first of them, or that of another form ('json', 'txt')."""
    return f"data/{key}.{form}"


def country(iso3: str) -> str:
    """The page of a country; of more than one, as of all listings, the first."""
    return f"countries/{iso3}.html"


def year(number: int | str) -> str:
    """The page of a year."""
    return f"years/{number}.html"


def topic(key: str) -> str:
    """The page of a topic."""
    return f"topics/{key}.html"


def tag(code: str) -> str:
    """The page of a TAGS code."""
    return f"tags/{code}.html"


def indicator(key: str) -> str:
    """The page of an indicator."""
    return f"indicators/{key}.html"
