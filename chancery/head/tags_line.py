"""The TAGS line: subject, geographic and program codes, and names of persons and organizations (5 FAH-3)."""

import re
from functools import cache
from itertools import groupby
from operator import itemgetter

from chancery import vocab
from chancery.vocab import places
from chancery.vocab.acronyms import meanings

_NOT = frozenset(("AND", "N/A", "NA", "NONE", "SIPDIS", "OR", "UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "SBU"))
_PLAIN = re.compile(r"[A-Za-z0-9 ,.;:/()[\]&'\"*¶+-]+\Z")
_CODE = re.compile(r"[A-Z]{2,4}\Z")
_TORN = re.compile(r"(?<![A-Z])([A-Z]{1,3}) ([A-Z]{1,3})(?![A-Z])")
_WORDS = frozenset(["SOCIAL", "MASSES", "ECONOMIC"])
"""Words that look like codes run together: 'PGOVRS'."""
_CLOSE = re.compile(r"(?<=\w),(?=[A-Z'-]{2,20}(?: [A-Z]\.?)?\))")
"""The comma of a person in brackets without a blank behind it: '(ZENDA,ROSE)'."""
_LENGTH = 4
"""Letters of a subject's code."""
_LONG = re.compile(r"[A-Z'-]{6}")
"""A word longer than a code."""
_SPOKEN = re.compile(
    r"(?=.{0,20}\b[A-Z]{5}|AL [^AEIOU][AEIOU])(?:S?[^AEIOU ]?[HLNRTW]?[AEIOU][A-Z'-]{1,19}(?: |\Z)){2,4}\Z"
)
"""Words that can be spoken, one of them longer than a code: 'SUNNI ARAB', and not 'PGVO PHUUM'."""
_WORD = re.compile(r"[A-Za-z]{7,}|[a-z]{5,}")


def read(text: str) -> tuple[str, ...]:
    """The codes of a TAGS line in order, each once, in capitals.

    >>> read("OVIP (RASSENDYLL, RUDOLF R.), PREL; pgov ASECKFRDCVIS")
    ('OVIP', 'RASSENDYLL, RUDOLF R.', 'PREL', 'PGOV', 'ASEC', 'KFRD', 'CVIS')
    """
    found: list[str] = []
    at, text = 0, _CLOSE.sub(", ", _TORN.sub(_whole, text.upper()))
    while token := _token().search(text, at):
        at = token.end()
        if name := token["quoted"] or token["bracketed"]:
            found.append(name.strip())
        elif name := token["person"] or token["open"]:
            found += _person(name, bracketed=token[0][-1] == ")")
        elif name := token["dotted"]:
            found.append(name.replace(".", ""))
        elif name := token["words"] or token["phrase"]:
            found += _words(name)
        elif name := token["apart"]:
            words = name.split()
            whole = (_LONG.search(name) or _SPOKEN.match(name)) is not None and _is_name(words)
            at = at if whole else token.start() + len(words[0])
            found += _words(name) if whole else [one for one in _split(words[0]) or words[:1] if one not in _NOT]
        elif token["code"] not in _NOT:
            found += _coded(token["code"].strip("'-&+"))
    return tuple(dict.fromkeys(one for one in found if len(one) > 1))


def _coded(code: str) -> list[str]:
    """A code, or those in it: run together, with a sign between them ('US&RS', 'ETRD-EINV'), a country behind one."""
    codes = re.split("[&+-]", code)
    if len(code) == _LENGTH + 2 and code not in _WORDS:
        codes = [code[:_LENGTH], code[_LENGTH:]]
    return _split(code) or (codes if _known().issuperset(codes) else [code])


def _whole(torn: re.Match[str]) -> str:
    """A code that the end of a line tore in two: 'E' and 'AID'; anything else stays as it is."""
    code = torn[1] + torn[2]
    return code if len(code) == _LENGTH and code in _known() and not _known().issuperset(torn.groups()) else torn[0]


def _words(name: str) -> list[str]:
    """Words in brackets or between commas: one name ('AFRICAN UNION'), or codes where one of them is a code."""
    words = name.split()
    codes = [_split(word) or [word] for word in words]
    whole = _is_name(words) and len(codes) == sum(map(len, codes))
    return [name] if whole else [code for each in codes for code in each]


def _is_name(words: list[str]) -> bool:
    """Whether none of some words is a code; 'AL' before one that is no body is an article, 'IN' within no country."""
    article = words[0] == "AL" and meanings().keys().isdisjoint(words)
    said = words[1:] if article else words
    return _known().isdisjoint([word for word in said[:-1] if word != "IN"] + said[-1:])


def _person(name: str, *, bracketed: bool) -> list[str]:
    """A person, or what only has the form of one: two bodies ('IMF, WORLD BANK'), codes ('PREL, PGOV')."""
    first, *others = name.split(", ")
    if bracketed and first in meanings():
        return [first, *others]
    return [name] if bracketed and (len(first) != _LENGTH or first not in _known()) else _listed(name)


def _listed(name: str) -> list[str]:
    """Words between commas: codes where one of them is a code ('ECONEFIN, PREL'), else a name ('ZENDA, ROSE')."""
    words = re.split(r",? ", name)
    pieces = [piece for word in words for piece in _split(word) or [word]]
    return [name] if _known().isdisjoint(pieces) else pieces


@cache
def _token() -> re.Pattern[str]:
    """One code or name; a person stands in brackets, has a given name we know, or is the one of a visit (OVIP)."""
    given = "|".join(map(str, vocab.load("tags")["given"]))
    known = groupby(sorted(code for code in _known() if len(code) == _LENGTH), itemgetter(0))
    codes = "|".join(f"{first}(?:{'|'.join(code[1:] for code in codes)})" for first, codes in known)
    return re.compile(
        rf"\(?(?P<person>(?!(?:{codes}) )(?:(?<=\()[A-Z][A-Z'-]+ )?[A-Z][A-Z'-]+(?: [A-Z][A-Z'-]+)?, "
        r"[A-Z][A-Z'.-]*(?: [A-Z]\.?)?(?: [A-Z][A-Z'.-]+)?)(?:\)|(?=;))"
        rf"|(?P<open>(?:(?!(?:{codes})\b)[A-Z][A-Z'-]{{2,20}}, (?:{given})\b"
        r"|(?:(?<=OVIP )|(?<=OREP )|(?<=OVIP, )|(?<=OREP, ))"
        r"[A-Z][A-Z'-]{2,20}, [A-Z][A-Z'-]{2,20})(?: [A-Z]\.?(?![A-Z']))?)"
        r"|(?P<dotted>(?:[A-Z]\.){2,5})"
        r'|"(?P<quoted>[^"]{2,40})"'
        r"|(?:\[(?P<bracketed>[A-Z][A-Z .'-]{1,40})\])"
        r"|\((?P<words>[A-Z][A-Z.'-]{1,30}(?: [A-Z][A-Z.'-]{0,30}){1,4})\)"
        r"|(?P<phrase>[A-Z]{5,20}(?: [A-Z]{5,20}){1,3})(?=\s{0,3}(?:[,;]|\Z))"
        r"|(?:(?<=[,;:] )|(?<=[,;:])|\A)"
        r"(?P<apart>[A-Z][A-Z'-]{1,20}(?:(?: -)? [A-Z][A-Z'-]{1,20}){1,3})(?=\s{0,3}(?:[,;]|\Z))"
        r"|(?P<code>[A-Z]{3,6}/[A-Z]-\d{1,2}\b|[A-Z0-9][A-Z0-9&'+-]*)"
    )


def is_codes(text: str) -> bool:
    """Whether a line is nothing but codes, half of them known: it can go on with a TAGS line below a blank one."""
    codes = re.split(r"[ ,;/]+", text.strip(" ,;."))
    return sum(map(_known().__contains__, codes)) * 2 >= len(codes) and all(_CODE.match(code) for code in codes)


def fits(text: str) -> bool:
    """Whether a line can go on with a TAGS line: codes and names, no prose."""
    return _PLAIN.match(text) is not None and (text.isupper() or _WORD.search(text) is None) and len(text) < 100


def _split(code: str) -> list[str]:
    """Codes that were run together: fours, and a country at the end, half of them known; [] else."""
    if len(code) < 8 or len(code) % 4 not in (0, 2) or not code.isalpha() or code in _WORDS:
        return []
    pieces = [code[at : at + 4] for at in range(0, len(code), 4)]
    known = sum(piece in _known() for piece in pieces)
    ends = len(pieces[-1]) == 4 or pieces[-1] in places.tags()
    return pieces if ends and known * 2 >= len(pieces) else []


@cache
def _known() -> frozenset[str]:
    subjects = vocab.load("tags")["subjects"]
    return frozenset(map(str, subjects)) | places.tags()
