"""Who classified a telegram, and why: 'Classified By: Ambassador Rudolf Rassendyll for reasons 1.4 (b) and (d)'.

The form is that of E.O. 12958, section 1.6: name or title of the original classification authority, and the
reasons of section 1.4 (1.5 before 2003).
"""

import re
from collections.abc import Iterator
from functools import cache

from chancery import vocab
from chancery.model import Classifier
from chancery.vocab import places

_BY = re.compile(
    r"\b(?:(?:CLASS\.?|CLA?S{1,3}[IF]{1,5}E?D)\s{0,3}BY\s{0,3}(?:[:;.-]\s{0,3})?(?:\((?:U|C|S|SBU)\)\s{0,2})?"
    r"(?:This\s[a-z]{5,9}\sis\s(?=CLASS))?){1,2}",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?P<article>1\.[45])\.?\s{0,2}(?:(?:[Rr]easons?|[Pp]ara(?:graph)?s?)\s)?"
    r"(?P<letters>\(?\s?[A-Ha-h](?:\s?\))?"
    r"(?:[\s,;/&+-]|(?i:and|through|thru)\b|\(\s?[A-Ha-h](?:\s?\))?|[A-Ha-h]\b\)?){0,20})"
)
_LEAD = (
    r"(?:\b(?:for|per|under|due to|because of|based on|(?:by|under the) authority of|on the basis of|pursuant to"
    r"|in accordance with)\s+)?(?:the\s+)?"
)
_REASONS = re.compile(
    rf"(?<![\s,.;:-])[\s,.;:-]*+{_LEAD}(?:1\.[45]\s+)?(?:\bE\.?O\.?\s*\d{{5}},?\s*)?"
    r"\b(?:(?:for)?(?:rea?so?ns?|reasos|raesons?)(?=\d|\b)|rsns?|sec(?:tions?|s)?(?=\W{1,3}1\.))(?=\d|\b)"
    rf"|(?<![\s,.;:(])[\s,.;:(]*+{_LEAD}(?:\bE\.?O\.?\s*\d{{5}},?\s*)?1\.[45]\s?(?:para(?:graph)?s?\s)?\(?\s?[A-Ha-h]"
    r"|(?<![\s,.;:(])[\s,.;:(]*+\b(?:per|for)\s+1\.[45]"
    r"|(?<![\s,.;:(])[\s,.;:(]*+\b(?:derived from|declassify on)\b"
    rf"|(?<![\s,.;:(])[\s,.;:(]*+{_LEAD}\bE\.?O\.?\s*\d{{5}}\b",
    re.IGNORECASE,
)
# A section broken at the end of a line, or with a letter for its figure: '1 .4', 'l.4'.
_SECTION = re.compile(r"(?:\b|(?<=[a-z]))[1Il]\s?(?:\.\s?(?=[45]\b|[45][A-Ha-h]\b)|,(?=[45]\s?\([A-Ha-h]))")
_BROKEN = re.compile(r"(?<=[a-z])- (?=[a-z])")
"""A name broken at the end of a line ..."""
_TORN = re.compile(r"\b(?:a ?n ?d|f ?o ?r|r ?e ?a ?s ?o ?n(?: ?s)?)\b(?!/)", re.IGNORECASE)
"""... and the words around the reasons, which have no hyphen there: 'for re asons 1.4 (b) a nd (d)'."""
_PIECES = re.compile(r"\b([A-Z][a-z]*) ([a-z]{1,12})\b(?!['.])")
"""A name or a title that the end of a line tore: 'Zend a'."""
_STUCK = re.compile(r"\b(?:A?DCM|CDA|Ambassador|Counselor|Chief|Officer)(?=[A-Z][a-z])")
"""A title stuck to the name: 'DCMRose'."""
_BRACKETS = str.maketrans("{}[]", "()()")
_RANGE = re.compile(r"([a-h])\)?\s?(?:-|thr(?:ough|u)\b)\s?\(?([a-h])\b")
# The apostrophe in the title of a chargé, printed as a comma, a quotation mark or a blank, or with a blank behind it.
_CHARGE = re.compile(r"(?P<d>\bd)[,'\"`’ ]\s?(?=aff?aires\b)", re.IGNORECASE)
_AUTHORITY = re.compile(r" \(([A-Z][A-Z'-]{1,20}), ([A-Z][A-Z. '-]{0,30})\)(?: OR-\w)?\Z")
_TITLES = vocab.words("heads", "titles")
_TOWARDS = frozenset("at for in of the to".split())
_SMALL = _TITLES | _TOWARDS | vocab.words("heads", "particles")
"""Words that stand for themselves beside a name."""
_PIECE = 3
"""Letters of the shorter piece of a torn word at most."""
_OFFICES = vocab.words("heads", "offices")
_SUFFIX = re.compile(r"(?:JR|SR|II|III|IV)\.?\Z", re.IGNORECASE)
_GOES_ON = re.compile(
    r"1\.[45]\s?\(?[A-H]\b|E\.?O\.? ?\d{5}\W{1,3}(?:\w+ ){0,2}1\.[45]"
    r"|(?:\([A-H]\)(?:,? ?(?:AND|&) ?|[, /]{1,3})?){1,5}\.?\Z",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"\s\(([\"“']?[A-Z][a-z]{1,12}[\"”']?)\)(?=\s[A-Z])")
"""Within a name, in brackets: 'Black ("Mike") Michael'; those brackets divide nothing."""
_OTHER = str.maketrans("‹›", "()")
_GLUED = re.compile(r"[/&-]")
_SHORT = re.compile(r"(?:pol|econ|mil|con|emb|env|sci|leg|lab){1,3}(?:offs?|couns|chief|counselor|officer)")
"""A title in one word: 'poleconoff'."""
_INNER = re.compile(r"[A-Z][a-z]+")


def read(text: str) -> tuple[Classifier, ...]:
    """The persons of a 'Classified By' line, or of the first one within a paragraph; none where there is none.

    >>> [(one.name, one.title) for one in read("Classified By: A/DCM Black Michael and ECON Counselor Flavia Strofzin")]
    [('Black Michael', 'A/DCM'), ('Flavia Strofzin', 'ECON Counselor')]
    """
    begun = _BY.search(text) if "CLAS" in text.upper() else None
    if not begun:
        return ()
    rest = _CHARGE.sub(r"\g<d>'", _BROKEN.sub("", " ".join(text[begun.end() : begun.end() + 400].split())))
    rest = _SECTION.sub("1.", _STUCK.sub(r"\g<0> ", _TORN.sub(_mended, rest.translate(_BRACKETS))))
    reasons = _reasons(rest)
    stop = _REASONS.search(rest)
    who = rest[: _dotted(rest, stop.start())] if stop else re.split(r"(?<=[a-z]{3})\.\s", rest, maxsplit=1)[0]
    who = _PIECES.sub(_whole, who if _bare(who) else _behind(rest))
    return tuple(Classifier(name, title, reasons) for name, title in _people(_bare(who)))


def _mended(torn: re.Match[str]) -> str:
    return torn[0].replace(" ", "")


def _whole(pieces: re.Match[str]) -> str:
    """Two pieces as one word, unless the second can stand for itself."""
    apart = pieces[2] in _SMALL or min(map(len, pieces.groups())) > _PIECE
    return pieces[0] if apart else pieces[1] + pieces[2]


def of(by: str, order: str) -> tuple[Classifier, ...]:
    """The persons of the field, else the one on the line of the order before 1982: 'GDS 8/12/85 (ZENDA, ROSE) OR-P'."""
    if by:
        return read(by if by[:7].upper() == "DERIVED" else f"Classified By: {by}")
    found = _AUTHORITY.search(order)
    return (Classifier(f"{found[2]} {found[1]}", None, ()),) if found else ()


def goes_on(text: str) -> bool:
    """Whether a line below 'Classified by ... for reasons' goes on with the order or with letters: '(c) and (d)'."""
    return _GOES_ON.match(text.lstrip("¶ ")) is not None


def named_in(texts: list[str]) -> Iterator[Classifier]:
    """The classifiers that the first paragraphs name instead: '¶1. (C) Classified by DCM Black Michael ...'."""
    for text in texts[:2]:
        if (found := read(text)) and (found[0].reasons or text[:4].upper() == "CLAS"):
            yield from found
            return


def _behind(text: str) -> str:
    """The persons behind the reasons, where those stand first: 'Reason: 1.4 (b). Classified by: DCM Black Michael.'."""
    end = max((hit.end() for hit in _REASON.finditer(text)), default=len(text))
    return _BY.sub("", text[end:].lstrip(" ,.;)"), count=1).strip(" .")


def _dotted(text: str, end: int) -> int:
    """Where the persons end; the dot of 'Jr.' is of the name, that of 'a.i.' of the title."""
    return end + text[max(end - 4, 0) : end + 1].upper().endswith(("JR.", "SR.", " A.I."))


def _bare(who: str) -> str:
    """Without what joins the persons to the reasons."""
    who = who.strip(" ,;:-").removeprefix("the ")
    return who if re.search(r"\b(?:[JS]r|a\.i)\.\Z", who, re.IGNORECASE) else who.strip(" ,.;:-")


def _reasons(text: str) -> tuple[str, ...]:
    """'1.4 (b) and (d)', '1.4 b/d' and '1.4(B,D)' are all 1.4 (b) and 1.4 (d); '1.4 (b-d)' is three."""
    found: list[str] = []
    for hit in _REASON.finditer(text):
        letters = _RANGE.sub(_spelt, hit["letters"].lower())
        found += [f"{hit['article']} ({letter})" for letter in re.findall(r"(?<![a-z])[a-h](?![a-z])", letters)]
    return tuple(dict.fromkeys(found))


def _spelt(found: re.Match[str]) -> str:
    """All letters of a range: 'b-d' is 'b c d'."""
    return " ".join(map(chr, range(ord(found[1]), ord(found[2]) + 1)))


def _people(text: str) -> list[tuple[str, str | None]]:
    """Names with their titles; two people where an 'and' stands between two names."""
    if not text:
        return []
    for found in re.finditer(r",? (?:and|AND|&) ", text):
        left, right = _person(text[: found.start()]), _person(text[found.end() :])
        if left and right and len(left[0].split()) > 1 and len(right[0].split()) > 1:
            return [left, *_people(text[found.end() :])]
    name, _, title = text.partition(", ")  # of a name in one word: 'RZENDA, CDA'
    return [_person(text) or ((name, title) if title and _is_title(title.split()[0]) else (text, None))]


def _person(text: str) -> tuple[str, str | None] | None:
    """The name in some words, and the rest of them as the title: it stands before the name or behind a comma."""
    text = _NICKNAME.sub(lambda found: found[0] if _is_title(found[1]) else f" ‹{found[1]}›", text)
    pieces = [piece.strip() for piece in re.split(r",|\s\(|\)|;|:|\s-{1,2}\s", text) if piece.strip()]
    titles: list[str] = []
    name = ""
    for place, piece in enumerate(pieces, 1):
        if name and _SUFFIX.match(piece):
            name += f", {piece}"
            continue
        words = piece.split()
        at = 0 if name else max(_name_at(words), _behind_office(words))
        if (
            name
            or at == len(words)
            or ((words[-1].lower() in _OFFICES or _is_place(piece)) and any(map(_is_name, pieces[place:])))
            or (len(words) == 1 and len(pieces) > 1 and words[0].isupper() and "." not in piece)
        ):
            titles.append(piece)
        else:
            end = _name_end(words, at)
            name = " ".join(words[at:end]).strip(" .") if not words[end - 1].endswith(".") else " ".join(words[at:end])
            titles += filter(None, (" ".join(words[:at]), " ".join(words[end:])))
    return (name.translate(_OTHER), ", ".join(titles).translate(_OTHER) or None) if name else None


def _is_name(piece: str) -> bool:
    """Whether some words can only be a name: two to four with capitals, of which none is of a title or a place."""
    words = piece.split()
    return 1 < len(words) < 5 and not any(word[0].islower() or _is_title(word) or _is_place(word) for word in words)


def _behind_office(words: list[str]) -> int:
    """Where the name begins behind a title with words we do not know: 'EUR Assistant Secretary X Y'."""
    first = words[0]
    at = max((n for n, word in enumerate(words[:-1], 1) if _is_title(word) and len(word) > 2), default=0)
    if at < 2 or len(words) - at > 4 or (_is_place(words[at]) and len(words) - at != 2):
        return 0
    if _is_place(first) or (first.isupper() and first.replace("-", "").isalpha() and 1 < len(first) < 10):
        return at
    office = any(word.strip(".").lower() in _OFFICES for word in words[:at])
    return at if office and len(words) - at > 1 and words[at - 1].lower() not in _TOWARDS else 0


def _name_end(words: list[str], at: int) -> int:
    """Where the name ends: before a title that follows it in the same breath ('John Doe Consul General')."""
    for n in range(at + 2, len(words)):
        if all(map(_is_title, words[n:])) and any(word.strip(".").lower() in _OFFICES for word in words[n:]):
            return n
    return len(words)


def _is_body(words: list[str]) -> bool:
    """Whether the first of some words is a short form, of an organization or an office: 'IAEA' before 'Rose Zenda'."""
    first = words[0]
    return first.isalpha() and first.isupper() and 1 < len(first) < 10 and any(map(str.islower, "".join(words)))


def _name_at(words: list[str]) -> int:
    """Where the name begins: behind the words of a title and the places they speak of."""
    at = 0
    while at < len(words) and (
        _is_title(words[at])
        or (not at and len(words) > 2 and len(words[0]) > 2 and _is_body(words))
        or (len(words) > at + 2 and len(words[at]) < 5 and words[at].isupper() and _is_title(words[at + 1]))
        or (at and words[at - 1].lower() in _TOWARDS and (_is_place(words[at]) or _is_body(words[at:])))
        or (at and words[at - 1].lower() in ("to", "for") and len(words) - at > 2)
    ):
        at += 1
    return at


@cache
def _is_title(word: str) -> bool:
    if len(word) == 2 and word[0].isupper() and word[1] == ".":
        return False  # an initial
    plain = word.strip(".,:'\"()").lower()
    if (
        plain in _TITLES
        or plain.startswith(("d'affa", "daffa"))
        or _SHORT.fullmatch(plain)
        or (plain.startswith("charg") and len(plain) < 9 and not plain.endswith("er"))
    ):
        return True  # the letter with an accent is printed in many ways: 'Chargq', 'Charge''
    parts = [part for part in _GLUED.split(plain) if part]
    joined = _INNER.findall(word)  # 'PolMilCouns'
    if len(joined) > 1 and "".join(joined) == word and all(part.lower() in _TITLES for part in joined):
        return True
    return "/" in word or (len(parts) > 1 and all(part in _TITLES for part in parts))


@cache
def _is_place(word: str) -> bool:
    plain = word.strip(".,'").removesuffix("'s")
    return places.of_post(plain) is not None or places.country(plain) is not None
