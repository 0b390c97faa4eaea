"""The names of the head's fields, as printed and misprinted, and how the text behind them begins (5 FAH-2 H-300)."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from string import ascii_uppercase

from chancery.ledger import Line

_PATTERNS = {
    "eo": r"(?:E[.,]{0,2} ?[O0]|EXECUTIVE ORDER)\W{0,3}(?:NO\. ?)?(?P<order>(?!13(?:224|3|4))\d{5}) ?[:;.,]?",
    "by": r"(?:THIS [A-Z]{5,9} (?:IS|WAS|HAS BEEN) )?(?:CLASS\.?|CLA?S{1,3}[IF]{1,5}E?D) ?BY\b ?[:;.]?"
    r"|CLASSIFIED ?:(?=.{5,80}1\.[45])"
    r"|REASONS?[ :]{1,2}(?=(?:E\.?O\.? ?\d{5}:?,? )?(?:SECTION )?1\.)|DERIVED FROM ?:|DECLASSIFY ON ?:",
    "tags": r"TAGS? ?(?:\((?:U|C|S|SBU)\) ?)?[:;]|TAGS(?:\.(?= )| ?-(?=[ A-Z]))"
    r"|TAGS? {1,3}(?=\(?[A-Z]{2,5}\b)|TAGS ?\Z|TAGS (?=(?-i:(?:[A-Z]{4}){2,10}(?:[A-Z]{2})?)\b)",
    "subject": r"SUBJ(?:ECTS?)? ?[.-]? ?[:;]|SUBJECT/ (?=[A-Z])"
    r"|SUBJECT(?: ?[-–]{1,2} ?(?=[A-Z])|\. (?=[A-Z\"])|\Z)"
    r"|SUBJECT +(?=[A-Z(\"'])(?!OF |TO |MATTERS? )|SUBJ +(?=[A-Z(\"'])",
    "ref": r"REF(?:TEL|ERENCE)?(?:'?[SF]| ?\(S\))?[.\s]{0,3}(?:[:;]|\Z)|REF(?=\([A-Z]\))"
    r"|REF(?:S|TELS?|\(S\))? *[.-]? +(?=[(\[¶]?[A-Z0-9])(?=.{0,60}(?:\d|MAIL|TEL))",
}
ROLES = {
    "eo": "executive order",
    "by": "classified by",
    "tags": "tags",
    "subject": "subject",
    "ref": "references",
}
"""The role that each gives its lines."""
_NAMES = frozenset("SUBJECT SUBJ TAGS TAG REF REFS REFTEL REFTELS REFERENCE REFERENCES".split())
_SHORT = 4
"""Letters of a name that other words differ from by one letter: 'REL' is no 'REF'."""
_LONG = 150
"""Characters of a line that is a paragraph."""
_LABEL = 15
"""Characters of a name spaced letter by letter, and the sign behind it."""
_TELLING = re.compile(r"\b[A-Z]{4}\b|\d\d")
"""What TAGS have in them, or references."""
_NAMED = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items())
FIELD = re.compile(rf"¶?(?:\((?:U|C|S|SBU)\) ?|\((?=REF))?(?:{_NAMED})", re.IGNORECASE)
"""A field begins; a portion marking can stand before any of them: '(U) TAGS: PGOV'."""
INNER = re.compile(
    r"\s(?=(?:E\.O\. ?(?!13(?:224|3|4))\d{5} ?:|TAGS? ?:|Tags ?:|SUBJ(?:ECT)? ?:|Subj(?:ect)? ?:"
    r"|SUBJECT [A-Z(\"'](?!F |O |ATTER)|TAGS? [A-Z]{4}[ ,;]{1,2}[A-Z]{2,4}[ ,;]))"
    r"|(?<! TO)(?<! OF)\s\(?(?=(?:R(?:EF|ef)(?:[Ss]|TELS?|tels?|\([Ss]\))? ?:"
    r"|(?:REFERENCE|Reference)[Ss]? ?:(?=.{0,80}\d)"
    r"|C(?:lassified [Bb]y|LASSIFIED BY)(?: ?:| (?=[A-Z].{4,200}(?:[Rr]eason|REASON|1\.[45])))"
    r"|REF(?:S|TELS?)? {1,2}(?:[(\[]?[Aa1](?:[.):\]]{1,2}| -) ?){0,2}(?:(?:20|19)?\d\d[ -])?"
    r"[A-Z][A-Z'.-]{2,12}(?: [A-Z]{2,12}){0,3} \d{2,6}\b"
    r"|REF(?:S|TELS?)? (?!(?:[A-Z]{1,12} )?(?:PAR|PAGE|PHASE|ROUND|ITEM|CHAPTER|SECTION|ANNEX|LINE|ARTICLE|TO ))"
    r"[A-Z]{3,12}(?: [A-Z]{4,12})? \d\W{0,3}\Z))"
)
"""A field runs into another one on the same line: 'E.O. 12958: N/A TAGS: PGOV', 'SUBJECT: ... REF: STATE 1'."""
BODY = re.compile(
    r"¶ ?\d{1,3} ?(?:\.(?!\d)|[) (])|\d{1,2} ?\. ?(?:\(|\s|\Z)|\([A-Z/]{1,6}\) ?¶? ?\d{1,2} ?[.)]|\d{1,2}[A-Z]\."
    r"|(?:-{2,80} ?)?(?:BEGIN |EXECUTIVE )?SUMMARY(?=\s?(?:[:.;(/&–-]|AND\b|\Z)| (?-i:[A-Z][a-z]))"
    r"|\d{1,2}\) ?(?:\((?:U|C|S|SBU|LOU)\b|(?:CONFIDENTIAL|SECRET)\b)|INTRODUCTION ?:"
    r"|\((?:U|C|S|SBU|TS)(?:/[A-Z]{2})?\) ",
    re.IGNORECASE,
)
"""The text begins."""
REMARK = re.compile(r"\((?:U|SBU|C)\) (?:THIS|SENSITIVE|PLEASE|NOT FOR|ENTIRE|PART) ", re.IGNORECASE)
"""Words about the telegram, which can stand between two fields."""
GLUED = re.compile(r"(?<=\S)\s+¶?1\.\s?\((?:U|C|S|SBU|C/NF|S/NF)\)\s+(?!(?:AND|and)\b|\()\S.*")
"""The first paragraph on the last line of the head: 'REF: ZENDA 12 1. (U) The Duke ...'."""
_SAYS = re.compile(
    r"SENSITIVE BUT UNCLASSIFIED|NOT FOR (?:THE )?(?:INTERNET|PUBLIC|DISTRIBUTION|RELEASE)|ENTIRE (?:TEXT|CABLE)"
    r"|(?:HANDLE|PROTECT|TREAT) (?:\w{1,9} )?ACCORDINGLY|C ?O ?R ?R ?E ?C ?T ?E ?D {1,4}C ?O ?P ?Y|DELIBERATIVE PROCESS"
    r"|\bMESSAGE NO\. ?\d|\bPART (?:\d|[IVX]{1,3}|ONE|TWO|THREE) OF"
    r"|(?:COUNTRY TEAM|JOINT [A-Z/ -]{2,40}) (?:CABLE|MESSAGE|TELEGRAM)",
    re.IGNORECASE,
)
"""What such words say where they stand alone below the last field, in a line or two ..."""
_OTHER = re.compile(r"(?!.{0,60}(?:SUMM|INTRO))\W{0,5}\w.{2,68}[^.:;-]\Z", re.IGNORECASE)
_SUMMED = re.compile(
    r"[¶ ]{0,2}(?:\([A-Z/]{1,6}\) ?)?1[.)] {0,2}(?:\([A-Z/]{1,6}\) ?)?(?:BEGIN |EXECUTIVE )?SUMMARY", re.IGNORECASE
)
"""... or any words in one line above a first paragraph that has the name of its section itself."""
_SENTENCE = re.compile(r"(?:\b[a-z]+\W{1,3}){4}")
_BEGUN = re.compile(r"[A-Z]\w* .{0,60}?(?:\b[a-z]+ ){3}")
"""A sentence, and how one begins."""
_FAR = 16
"""So many lines below the last field they are looked for."""


def is_prose(text: str) -> bool:
    """Whether a line is a sentence or as long as a paragraph, with which no subject in capitals goes on."""
    if len(text) >= _LONG:
        return not text.isupper()
    return _BEGUN.match(text) is not None or (text.endswith(".") and _SENTENCE.search(text) is not None)


def behind_remarks(message: Sequence[Line], end: int) -> int:
    """The place behind words about the telegram that stand alone below the last field, which ends at ``end``."""
    texts = [line.text.strip() for line in message[end : end + _FAR]]
    behind = at = 0
    for filled, group in groupby(texts, bool):
        block = list(group)
        at += len(block)
        if filled and _is_remark(block, next(filter(None, texts[at:]), "")):
            behind = at
        elif filled and at > len(block):
            break
    return end + behind


def _is_remark(block: Sequence[str], below: str) -> bool:
    if len(block) > 2 or (BODY.match(block[0]) and not REMARK.match(block[0])):
        return False
    alone = len(block) == 1 and _OTHER.match(block[0]) is not None and _SUMMED.match(below) is not None
    return alone or (len(block[0]) < 120 and _SAYS.search(block[0]) is not None)


def mended(line: str) -> str:
    """A line of the head without tabs, the name of its field as it should be: 'SUBEJCT: A DUKE', 'TA GS: PGOV'."""
    line = line.replace("\t", " ")
    end = line.find(":", 0, _LABEL)
    if end < 0 or (label := line[:end]) in _NAMES:
        return line
    word = "".join(label.split()).upper()
    name = word if word in _NAMES else _misprints().get(word)
    if name is None or not (name[0] == "S" or _TELLING.search(line, end)):
        return line
    return f"{name}{line[end:]}"


@cache
def _misprints() -> dict[str, str]:
    """What is one letter from a name: one left out, doubled or strange, two that changed places."""
    found: dict[str, str] = {}
    for name in sorted(_NAMES):
        halves = [(name[:at], name[at:]) for at in range(len(name))]
        words = {a + b[1:] for a, b in halves} | {a + letter + b for a, b in halves for letter in ascii_uppercase}
        words |= {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
        if len(name) > _SHORT:
            words |= {a + letter + b[1:] for a, b in halves for letter in ascii_uppercase}
        found |= dict.fromkeys(words - _NAMES, name)
    return found
