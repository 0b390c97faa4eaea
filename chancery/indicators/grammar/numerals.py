"""Numbers in digits and words: ``two hundred and forty``, ``155K``, ``1.2 million``, ``half a dozen``."""

import re

from chancery import vocab

Number = int | float

UNITS: dict[str, int] = vocab.load("numbers")["units"]
TENS: dict[str, int] = vocab.load("numbers")["tens"]
SCALES: dict[str, int] = vocab.load("numbers")["scales"]
_SUFFIXES: dict[str, int] = vocab.load("numbers")["suffixes"]
_DIGITS = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)([a-z]*)")
_LONGEST = 15
"""Digits; a longer number is cut, none of them counts anything."""
_MOST = 10**_LONGEST


def numeric(word: str) -> bool:
    """Whether a word is a number or a part of one."""
    return word[:1].isdigit() or word in UNITS or word in TENS or word in SCALES or word == "dozen"


def number(words: list[str], at: int) -> tuple[Number, int] | None:
    """A number in digits or words that begins here, and the word after it."""
    word = words[at]
    if word in UNITS or word in TENS:
        return _in_words(words, at)
    if dozen(words, at):
        return _scaled(1, words, at + 1)
    if word == "half" and words[at + 1 : at + 3] == ["a", "dozen"]:
        return 6, at + 3
    if word.isdecimal():
        return _scaled(int(word[:_LONGEST]), words, at + 1)
    match = _DIGITS.fullmatch(word)
    if match is None or (match[2] and match[2] not in _SUFFIXES):
        return None
    value = _figure(match[1])
    return (times(value, _SUFFIXES[match[2]]), at + 1) if match[2] else _scaled(value, words, at + 1)


def dozen(words: list[str], at: int) -> bool:
    """Whether 'a' begins a number: 'a dozen', 'a hundred'."""
    if words[at] not in {"a", "another"} or at + 1 >= len(words):
        return False
    return words[at + 1] == "dozen" or words[at + 1] in SCALES


def _figure(digits: str) -> Number:
    plain = digits.replace(",", "")
    return min(float(plain), _MOST) if "." in plain else int(plain[:_LONGEST])


def times(value: Number, scale: int) -> Number:
    """Exact where the product is whole: 1.2 million is 1,200,000."""
    product = min(round(value * scale, 2), _MOST)
    return int(product) if product == int(product) else product


def _scaled(value: Number, words: list[str], at: int) -> tuple[Number, int]:
    """A number and the scale word or 'dozen' after it."""
    while at < len(words) and (words[at] in SCALES or words[at] == "dozen"):
        value = times(value, SCALES.get(words[at], 12))
        at += 1
    return value, at


def _in_words(words: list[str], at: int) -> tuple[Number, int]:
    """'two hundred and forty', 'fifty-three', 'three thousand five hundred'."""
    total, current, tail = 0, 0, at
    while tail < len(words):
        word = words[tail]
        if word in UNITS and (current % 10 == 0 or tail == at) and (current % 100 == 0 or UNITS[word] < 10):
            if current % 100 and words[tail - 1] not in {"-", "and", *TENS}:
                break
            current += UNITS[word]
        elif word in TENS and current % 100 == 0:
            current += TENS[word]
        elif word in SCALES and tail > at:
            current, total = (current * 100, total) if word == "hundred" else (0, total + current * SCALES[word])
        elif word == "dozen" and tail > at:
            current *= 12
        elif word in {"-", "and"} and _goes_on(words, tail, current):
            pass
        else:
            break
        tail += 1
    return total + current, tail


def _goes_on(words: list[str], at: int, current: int) -> bool:
    """Whether a hyphen or 'and' inside a number is followed by more of it."""
    after = words[at + 1] if at + 1 < len(words) else ""
    if words[at] == "and":
        return words[at - 1] in SCALES and (after in UNITS or after in TENS)
    return words[at - 1] in TENS and after in UNITS and 0 < UNITS[after] < 10 and current % 10 == 0
