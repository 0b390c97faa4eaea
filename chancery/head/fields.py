"""The names of the head's fields, as printed and misprinted, and how the text behind them begins (5 FAH-2 H-300)."""

import re

_PATTERNS = {
    "eo": r"(?:E\.? ?[O0]\.? ?|EXECUTIVE ORDER ?):? ?(?P<order>(?!13(?:224|3|4))\d{5}) ?[:;.,]?",
    "by": r"(?:THIS [A-Z]{5,9} (?:IS|WAS|HAS BEEN) )?(?:CLASS\.?|CLA?S{1,3}[IF]{1,5}E?D) ?BY\b ?[:;.]?"
    r"|CLASSIFIED ?:(?=.{5,80}1\.[45])"
    r"|REASONS?[ :]{1,2}(?=(?:E\.?O\.? ?\d{5}:?,? )?(?:SECTION )?1\.)|DERIVED FROM ?:|DECLASSIFY ON ?:",
    "tags": r"TAGS? ?(?:\((?:U|C|S|SBU)\) ?)?[:;]|T A G S ?:|TAGS(?:\.(?= )| ?-(?=[ A-Z]))"
    r"|TAGS? {1,3}(?=\(?[A-Z]{2,5}\b)|TAGS ?\Z|TAGS (?=(?-i:(?:[A-Z]{4}){2,10}(?:[A-Z]{2})?)\b)",
    "subject": r"(?:SU[BCEJT]{2,6}S?|SBUJECT|SUBJ[A-Z]{1,2}C?T) ?[.-]? ?[:;]|SUBJECT/ (?=[A-Z])"
    r"|S U B J(?: E C T)? ?:|SUBJECT(?: ?[-–]{1,2} ?(?=[A-Z])|\. (?=[A-Z\"]))"
    r"|SUBJECT +(?=[A-Z(\"'])(?!OF |TO |MATTERS? )|SUBJ +(?=[A-Z(\"'])",
    "ref": r"REF(?:[SF]|TELS?|ERENCES?|\(S\))?[.\s]{0,3}(?:[:;]|\Z)|REF(?=\([A-Z]\))"
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
    r"|\d{1,2}\) ?\((?:U|C|S|SBU|LOU|C/NF|S/NF)\)|INTRODUCTION ?:|\((?:U|C|S|SBU|TS)(?:/[A-Z]{2})?\) ",
    re.IGNORECASE,
)
"""The text begins."""
REMARK = re.compile(r"\((?:U|SBU|C)\) (?:THIS|SENSITIVE|PLEASE|NOT FOR|ENTIRE) ", re.IGNORECASE)
"""Words about the telegram, which can stand between two fields."""
GLUED = re.compile(r"(?<=\S)\s+¶?1\.\s?\((?:U|C|S|SBU|C/NF|S/NF)\)\s+(?!(?:AND|and)\b|\()\S.*")
"""The first paragraph on the last line of the head: 'REF: ZENDA 12 1. (U) The Duke ...'."""
