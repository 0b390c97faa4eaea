"""What stands around a number: its bound and its currency.

``at least``, ``as many as``, ``or more``, ``-odd``; ``USD 2.3 million``, ``40,000 euros``, ``a group of 12``.
"""

from chancery import vocab
from chancery.indicators.grammar.lexicon import listed
from chancery.model import Qualifier

CURRENCIES: dict[str, str] = vocab.load("numbers")["currencies"]
_BEFORE: dict[tuple[str, ...], Qualifier] = {
    tuple(term.split()): name for name, terms in vocab.load("numbers")["before"].items() for term in terms
}
_AFTER: dict[tuple[str, ...], Qualifier] = {
    tuple(term.split()): name for name, terms in vocab.load("numbers")["after"].items() for term in terms
}
_CLOSING = frozenset(told[-1] for told in _BEFORE)
_OPENING = frozenset(told[0] for told in _AFTER)
_GROUPS = listed("counts groups")
"""'a group of 12 traffickers' is 12 traffickers."""


def bound(words: list[str], at: int) -> tuple[int, Qualifier | None]:
    """The words of a bound that end where the number begins: 'at least', 'a group of'."""
    bound: Qualifier | None = None
    if at and words[at - 1] in {"between", "from"}:
        at -= words[at - 1] == "between"
    for size in (4, 3, 2, 1) if at and words[at - 1] in _CLOSING else ():
        if at >= size and (found := _BEFORE.get(tuple(words[at - size : at]))):
            at, bound = at - size, found
            break
    if at > 1 and words[at - 1] == "of" and words[at - 2] in _GROUPS:
        at -= 2
        while at and words[at - 1] in {"the", "a", "an", "entire", "full", "its", "another", "combined", "whole"}:
            at -= 1
    return at, bound


def bound_after(words: list[str], last: int) -> tuple[Qualifier | None, int]:
    """The bound after a number, and the word after both: 'or more'."""
    for size in (2, 1) if last < len(words) and words[last] in _OPENING else ():
        told = tuple(words[last : last + size])
        if found := _AFTER.get(told):
            return found, last + len(told)
    return None, last


def money(words: list[str], at: int, last: int) -> tuple[str | None, int, int]:
    """The currency before or after a number, and the words both take up."""
    at -= at > 1 and words[at - 1] == "." and words[at - 2] in CURRENCIES  # 'Rs. 40,000'
    first = at
    if at and words[at - 1] in CURRENCIES and words[at - 1] != "won":  # 'has won 19 convictions'
        currency, first = CURRENCIES[words[at - 1]], at - 1
        if first and words[first] == "$" and words[first - 1] in {"us", "u", "usd", "s"}:
            first -= 1
        elif first > 3 and words[first] == "$" and words[first - 4 : first] == ["u", ".", "s", "."]:
            first -= 4
    else:
        currency = None
    tail = last
    if tail < len(words) and words[tail] in {"us", "u"}:
        tail += 1 if words[tail] == "us" else 4 * (words[tail : tail + 4] == ["u", ".", "s", "."])
    if tail < len(words) and words[tail] in CURRENCIES and words[tail].isalpha():
        return currency or CURRENCIES[words[tail]], first, tail + 1
    return currency, first, last
