"""Addressees of the transmission header (ACP-127 format lines 6 to 8): FM, TO, INFO and XMT, over as many lines."""

import re

from chancery.model import Addressee
from chancery.vocab.places import is_post

_PRECEDENCE = r"(?P<precedence>NIACT[ ]IMMEDIATE|FLASH|IMMEDIATE|PRIORITY|ROUTINE)"
_LED = re.compile(rf"(?:{_PRECEDENCE} (?!XMT)(?=[A-Z]))?(?:(?P<routing>R[A-Z]{{3,7}}|ZEN) ?//? ?|(?<= ))")
"""What stands before a name: the precedence ('PRIORITY AMEMBASSY ZENDA'), the routing indicator, or both."""
_TAIL = re.compile(
    rf"""
    [ ] (?: {_PRECEDENCE} (?: [ ] NIACT )?
            (?: [ ] (?= \d ) | \Z ) )?
    (?P<number> \d{{1,6}} (?: - \d{{1,6}} )? )? \Z
    """,
    re.VERBOSE,
)
_LONGEST = 40
"""No precedence and number have more characters."""
# 'TO RUEHC/SECSTATE WASHDC 6 INFO RUEHST/AMCONSUL STRELSAU' on one line.
_INLINE = re.compile(r"(?<=[A-Z0-9])(?<!\bTO)(?<!\bINFO)(?<!\bXMT) (?=(?:INFO )?R[A-Z]{3,7}/[A-Z])")
_XMT = re.compile(r"\bXMT\b")
POST = re.compile(r"(?:AM(?:EMBASSY|CONSUL)|USMISSION|USINT|USLO|USDAO|USEU|USUN)\b")
"""How a post's name begins."""
_ROUTING = re.compile(r"R[A-Z]{3,7}/")
_MEMBER = re.compile(rf"(?<!\s)(?:\s*[,;]\s*(?:AND\s+)?|\s+AND\s+|(?<!USMISSION)\s+(?={POST.pattern}))")
_NEXT = re.compile(rf",\s(?={POST.pattern})")


class Addressees:
    """The action and information addressees, as their lines come in."""

    def __init__(self) -> None:
        self.to: list[str] = []
        self.info: list[str] = []
        self._into: list[str] | None = None
        self._routed = False

    @property
    def begun(self) -> bool:
        """Whether TO or INFO has been seen."""
        return self._into is not None

    def take(self, text: str) -> bool:
        """Take a line of the header; False where it is none of an addressee."""
        several = " INFO R" in text or (" R" in text and text.count("/") > 1)
        first, *others = _INLINE.split(text) if several else [text]
        taken = self._one(first)
        for other in others:
            self._one(other)
        return taken

    def _one(self, text: str) -> bool:
        word, _, rest = text.partition(" ")
        if (word := word.removesuffix(":")) in ("TO", "INFO"):
            self._into, text = self.to if word == "TO" else self.info, rest.strip()
        if self._into is None:
            return False
        if led := _LED.match(text):
            self._routed = self._routed or led["routing"] is not None
            self._into.append(text)
        elif text and self._into and (joint := self._joint(self._into[-1], text)):
            self._into[-1] += joint + text
        elif text:
            self._into += _NEXT.split(text) if "," in text else [text]
        return True

    def _joint(self, last: str, text: str) -> str:
        """What joins a line without a routing indicator to the addressee before it; '' where it is another one."""
        post = "XMT" in last and (POST.match(text) is not None or is_post(text))
        if post and _tail(last[-_LONGEST:])[1:] == _tail(text)[1:] == (None, None):
            return ", "
        goes_on = self._routed or text.startswith(("XMT", "WASH")) or _TAIL.fullmatch(f" {text}")
        return " " if goes_on else ""

    def read(self) -> tuple[tuple[Addressee, ...], tuple[Addressee, ...]]:
        """Action and information addressees, each once: a second header block has them again, perhaps with more."""
        to, info = ({(each.name, each.number): each for each in map(addressee, of)} for of in (self.to, self.info))
        return tuple(to.values()), tuple(info.values())


def addressee(text: str) -> Addressee:
    """One addressee of its words.

    >>> addressee("RUEHC//SECSTATE WASHDC IMMEDIATE 1365").number
    '1365'
    >>> addressee("RUEHZO/AFRICAN UNION COLLECTIVE XMT AMEMBASSY ZENDA").excluded
    ('AMEMBASSY ZENDA',)
    """
    text = " ".join(text.split())
    led = _LED.match(text)
    name = text[led.end() :] if led else text
    name, *more = _XMT.split(name, maxsplit=1) if "XMT" in name else [name]
    name, precedence, number = _tail(name.rstrip())
    excluded, later, last = _tail(more[0].strip()) if more else ("", None, None)
    members = [each.strip(" ,:") for each in _MEMBER.split(_ROUTING.sub("", excluded))] if excluded else []
    return Addressee(
        name.strip(),
        led["routing"] if led else None,
        precedence or later or (led["precedence"] if led else None),
        number or last,
        tuple(filter(None, members)),
    )


def _tail(text: str) -> tuple[str, str | None, str | None]:
    """The words without the precedence and the number at their end, and these two."""
    found = _TAIL.search(text)
    return (text[: found.start()], found["precedence"], found["number"]) if found else (text, None, None)
