"""Titles and definitions of topics and indicators, as the vocabularies have them."""

from functools import cache
from typing import Any

from chancery.model import Value
from chancery.vocab import load, places


class Term(Value, frozen=True):
    """An indicator as pages name and define it."""

    key: str
    title: str
    one: str
    many: str
    unit: str
    pillar: str
    means: str
    counts: str
    excludes: str
    says: tuple[str, ...]

    def noun(self, number: str) -> str:
        """What stands after a number: 'arrest' after '1', 'arrests' after all others."""
        return self.one if number == "1" else self.many


@cache
def _taxonomy() -> dict[str, Any]:
    data: dict[str, Any] = load("taxonomy")
    return data


@cache
def _definitions() -> dict[str, Any]:
    data: dict[str, Any] = load("definitions")
    return data


@cache
def indicators() -> dict[str, Term]:
    """All indicators by key, in the order of the taxonomy."""
    words = _definitions()["indicators"]
    return {each["key"]: _term(each, words[each["key"]]) for each in _taxonomy()["indicators"]}


def _term(each: dict[str, Any], words: dict[str, Any]) -> Term:
    return Term(
        key=each["key"],
        title=words["title"],
        one=words["noun"][0],
        many=words["noun"][1],
        unit=each["unit"],
        pillar=_definitions()["pillars"][each["pillar"]],
        means=each["means"],
        counts=words["counts"],
        excludes=words["excludes"],
        says=tuple(each.get("says", ())),
    )


def indicator(key: str) -> Term:
    """The definition of one indicator. Raises ``KeyError`` for a key that the taxonomy does not have."""
    return indicators()[key]


def indicator_keys() -> tuple[str, ...]:
    """Keys of all indicators, in the order of the taxonomy."""
    return tuple(indicators())


@cache
def topics() -> dict[str, str]:
    """Titles of all topics by key, in the order of the taxonomy."""
    return {each["key"]: each["title"] for each in _taxonomy()["sections"]}


def topic_title(key: str) -> str:
    """The title of a topic; the key in words where the taxonomy does not have it."""
    return topics().get(key, key.replace("_", " ").capitalize())


def tag_words(code: str) -> str:
    """What a TAGS code means, a subject or a place; '' where no source says it.

    >>> tag_words("KTIP"), tag_words("CB"), tag_words("ZZZZ")
    ('Trafficking in persons', 'Cambodia', '')
    """
    subject: str | None = load("tags")["subjects"].get(code)
    country = places.by_tag(code)
    return subject or (country.name if country else "")
