"""The head of the message text: classification line, captions, attention, E.O., classified by, TAGS, SUBJECT, REF."""

import re
from dataclasses import dataclass

from chancery import references
from chancery.ledger import Ledger, Line
from chancery.model import Classifier, ExecutiveOrder, Reference

_CAPTIONS = (
    "SENSITIVE",
    "SIPDIS",
    "NOFORN",
    "EXDIS",
    "LIMDIS",
    "NODIS",
    "STADIS",
    "AIDAC",
    "NOCONTRACT",
    "NOFORN",
)
_MARKING = re.compile(
    r"(?:UNCLAS|UNCLASSIFIED|C O N F I D E N T I A L|CONFIDENTIAL|S E C R E T|SECRET|SENSITIVE BUT UNCLASSIFIED)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?P<eo>E\.? ?O\.? ?(?P<order>\d{5}) ?:?)|(?P<by>CLASSIFIED BY ?:?)|(?P<tags>TAGS? ?:|TAGS? (?=[A-Z]{2,4}\b))"
    r"|(?P<subject>SUBJ(?:ECT)? ?:|SUBJECT )|(?P<ref>REF(?:S|\(S\))?(?: ?:| (?=[A-Z(])))",
    re.IGNORECASE,
)
_ATTENTION = re.compile(r"(?:STATE|DEPT\.?|DEPARTMENT|NSC|[A-Z][A-Z /]{1,30}) (?:FOR|PASS(?: TO)?) ", re.IGNORECASE)
_BODY = re.compile(r"\s*(?:¶ ?\d|\d{1,2}\. ?|\([A-Z/]{1,5}\) ?\d|SUMMARY\b|[-=]{4,})", re.IGNORECASE)
_REASON = re.compile(r"1\.[45] ?\(?[a-h]\)?(?:(?:,| AND|, AND)? ?\([a-h]\))*", re.IGNORECASE)


@dataclass(slots=True)
class Header:
    """What the head of the message text says."""

    captions: tuple[str, ...] = ()
    attention: tuple[str, ...] = ()
    executive_order: ExecutiveOrder | None = None
    classified_by: tuple[Classifier, ...] = ()
    tags: tuple[str, ...] = ()
    subject: str | None = None
    references: tuple[Reference, ...] = ()


_ROLES = {
    "eo": "executive order",
    "by": "classified by",
    "tags": "tags",
    "subject": "subject",
    "ref": "references",
}


def read(message: list[Line], ledger: Ledger, cable_id: str) -> tuple[Header, list[Line]]:
    """The header of the message text, claimed in the ledger, and the lines of the body."""
    values: dict[str, list[str]] = {}
    captions: list[str] = []
    attention: list[str] = []
    order, state, seen, end = "", "", False, len(message)
    for at, line in enumerate(message):
        text = line.text.strip()
        found = _FIELD.match(text)
        if not text:
            state = "" if state != "ref" else state
        elif found and found.lastgroup:
            state = next(name for name in _ROLES if found[name])
            order, seen = found["order"] or order, True
            values.setdefault(state, []).append(text[found.end() :].strip())
            ledger.claim([line], _ROLES[state])
        elif _BODY.match(text) and state != "ref":
            end = at
            break
        elif _MARKING.match(text):
            state = ""
            captions += [word for word in text.split() if word in _CAPTIONS and "BUT UNCL" not in text]
            ledger.claim([line], "classification marking")
        elif all(word in _CAPTIONS for word in text.replace("/", " ").split()):
            captions += text.replace("/", " ").split()
            ledger.claim([line], "caption")
        elif (_ATTENTION.match(text) and not seen) or state == "for":
            state = "for"
            attention.append(text)
            ledger.claim([line], "attention")
        elif state in _ROLES and (state != "ref" or re.match(r"[¶(]{0,2}[A-Z][.)]", text)):
            values[state].append(text)
            ledger.claim([line], _ROLES[state])
        else:
            end = at
            break
    return _header(values, captions, attention, order, cable_id), message[end:]


def _header(
    values: dict[str, list[str]], captions: list[str], attention: list[str], order: str, cable_id: str
) -> Header:
    joined = {name: " ".join(parts).strip() for name, parts in values.items()}
    offices = _ATTENTION.sub("", " ".join(attention))
    return Header(
        captions=tuple(dict.fromkeys(captions)),
        attention=tuple(one for one in re.split(r"\s*[,;]\s*", offices.strip()) if one),
        executive_order=_order(order, joined["eo"]) if "eo" in joined else None,
        classified_by=_classified(joined.get("by", "")),
        tags=tuple(dict.fromkeys(one for one in re.split(r"[\s,;.()]+", joined.get("tags", "").upper()) if one)),
        subject=" ".join(joined.get("subject", "").split()) or None,
        references=references.read(joined.get("ref", ""), cable_id[:2]),
    )


def _order(number: str, text: str) -> ExecutiveOrder:
    words = re.sub(r"^DECL ?: ?", "", text, flags=re.IGNORECASE).strip()
    if found := re.match(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})$", words):
        year = found[3] if len(found[3]) == 4 else "20" + found[3]
        words = f"{year}-{int(found[1]):02}-{int(found[2]):02}"
    return ExecutiveOrder(number, words or None)


def _classified(text: str) -> tuple[Classifier, ...]:
    if not text:
        return ()
    reasons: list[str] = []
    for group in _REASON.finditer(text):
        head = group[0][:3]
        reasons += [f"{head} ({one.lower()})" for one in re.findall(r"\(?([A-Ha-h])\)", group[0])]
    name, _, title = re.split(r"\.? (?:FOR )?REASONS?\b", text, maxsplit=1, flags=re.IGNORECASE)[0].partition(",")
    return (Classifier(name.strip(), title.strip(" ,.") or None, tuple(reasons)),)
