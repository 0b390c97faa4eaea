"""The grammar of reference telegrams: 'A. STATE 111958', '(B) 06 TBILISI 0140', '09 FOO 12 AND 13'."""

import re
from collections.abc import Iterator
from itertools import dropwhile, pairwise

from chancery import vocab
from chancery.model import Reference
from chancery.vocab.acronyms import meanings
from chancery.vocab.places import is_post, post_id

# A label: 'A.', '(B)', '¶C.', 'D)', '1)'; printed twice now and then ('A. A. STATE 1'), or with a marking behind it.
# Those of group c count only where they are the next of their row: 'a.', 'A-', 'A/', or as in 'A ZENDA 12'.
_LABEL = re.compile(
    r"""
    (?: (?<= [\s;,:] ) | \A | (?<= \d ) (?= \([B-Z]\) [ ]? (?:\d\d[ ]?)? [A-Z]{3} ) ) (?: ¶ | -{1,2} | REF[ ] )? \s?
    (?: [(\[] [ ]? (?P<a> [A-Za-z] ) [.]? [ ]? [)\]] (?! \s?[,;] | \s*\Z )
      | (?P<b> [A-Z] ) [.):]{1,2} (?= \s | ['\d(] | [A-Z]{2} )
      | (?P<c> [a-z][.)] (?=\s)
          | \(?[1-9][.)] (?= \s? (?:\d\d[ ])? [A-Z]{3} )
          | \(?[A-Z][.)]{1,2}, [ ]? (?= \d\d | [A-Z]{2} )
          | [A-Z] [ ]? [/-] [ ]? (?! MAIL ) (?= [A-Z][A-Z'][A-Z -] | '?(?:\d\d){1,2}(?: [ -] | [A-Z]{3} ) )
          | \(?[A-Z][ ] (?= (?: (?:\d\d){1,2}[ ] )? [A-Z]{2,20} (?: [ ][A-Z]{2,20} ){0,2} [ ]\d ) ) )
    [.:,]? \s* (?: \( (?:U|C|S|SBU) \) \s* )?
    """,
    re.VERBOSE,
)
_YEAR = r"(?:(?:[CF]Y ?)?\(?'?(?P<year>(?:19|20)\d\d|\d\d)\)?[ -]{1,2}|(?P<glued>(?:19|20)?\d\d)(?=[A-Z]{2}[A-Z .]{2}))"
# The day of a telegram behind its number, for its year: 'OF 12/3/2005', 'DTD 3 DEC 05', '(DTG 121314Z MAR 05)'.
_MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}"
_DATED = rf"""
    (?: [ ]{{0,2}} (?: \( (?: (?:OF|DTD|DATED|DTG) [ ] )? | ,? [ ] (?:OF|DTD|DATED) [ ] )
        (?: '? (?P<after> (?:19|20)?\d\d ) \) | (?P<whole> (?:19|20)\d\d ) \b (?! [/-]\d )
          | (?: \d{{1,2}}[/.-]\d{{1,2}}[/.-] | \d{{1,2}} (?:\d{{4}}Z)? [ -]? {_MONTH} [.,]? [ -]?
              | {_MONTH} \.? [ ] \d{{1,2}} ,? [ ] ) (?P<dated> (?:19|20)?\d\d ) \b \)? )
      | (?<! \d{{4}} ) , [ ] (?P<comma> 19[6-9]\d | 200\d ) \Z | (?<= \d{{3}} ) / (?P<stroke> 0\d ) \b (?! / ) )?
"""
_YEARS = ("year", "glued", "mid", "after", "whole", "dated", "comma", "stroke")
TELEGRAM = re.compile(
    rf"""
    (?<![A-Z0-9-]) (?<![^0-9 ]/) {_YEAR}? (?!(?:AND|THROUGH|THRU)\b)
    (?P<post> [A-Z][A-Z.'’]* (?: (?: [ -]{{1,2}} | / ) [A-Z][A-Z.'’]* ){{0,3}} )
    (?: [ ] \(NOTAL\) )? (?: [ -]{{0,4}} | [ ]? [#] [ ]? | [:_] (?:[ ](?=0)|(?=\d{{3}})) )
    (?: '? (?P<mid> (?:19|20)\d\d | 0\d ) [ -] )?
    (?P<number> (?<= STATE[ ] ) \d{{2,3}},\d{{3}} \b | (?! (?:19|20)\d\d/ ) \d{{3,7}} \b | 0\d{{7,8}} \b
        | (?: 3[2-9] | [4-9]\d ) \b
        | \d{{1,2}} \b (?! /\d{{1,2}}/ | (?<= [ ]0\d ) [ ] [A-Z]{{3,20}} (?: [ ] [A-Z]{{2,20}} )? [ ] \d ) )
    (?! [ ]?: \d | \.\d | (?<! \d{{4}} ) ,\d )
    {_DATED}
    (?P<more> (?:
        (?: [ ]? \( (?: NOTAL | EXDIS | NODIS ) \) )? [ ]{{0,2}}
        (?: , [ ]{{0,2}} AND | [,;] | AND | & | / | - | THROUGH | THRU | TO ) [ ]{{0,2}} \d{{1,7}} \b
        (?! /\d{{1,2}}/ | [ -]? (?!(?:AND|THROUGH|THRU|TO)\b) [A-Z]{{2,}} (?: [ ] [A-Z]{{2,}} ){{0,2}} [ -] \d )
    ){{0,9}} )
    """,
    re.VERBOSE,
)
# A label printed behind the telegram: 'STATE 1 (A)', 'ZENDA 2 (REF B)'.
_BEHIND = re.compile(r"\d [(\[](?:REF )?([A-Z])[)\]]\Z")
# Behind a name a number of at most six figures over two lines, unless a label, a year or a day stands on the second.
_WRAPPED = re.compile(
    r"([A-Za-z] (?=[\d\n]{3,7}(?!\d))\d{1,5})\n"
    r"(?=\d)(?!\d[.)]|(?:19[6-9]|20[01])\d\b|\d{1,5}(?: ?/| \d| ?-?(?!AND|NOTAL)[A-Z]{3}))"
)
_MONTHS = frozenset(map(str.upper, vocab.words("numbers", "months")))
_NO_POST = _MONTHS | vocab.words("heads", "no_post")
_NO_NAME = _MONTHS | vocab.words("heads", "no_name")
_BEFORE = vocab.words("heads", "before")
"""What can stand before a telegram and is not of its post."""
_BEHIND_POST = frozenset("CABLE CABLES CITE MSG NO NO. NR NR. NUMBER NOS NOS. TEL TELS TELEGRAM TELEGRAMS".split())
"""What can stand between a post and the number."""
_BETWEEN = re.compile(r"(?:[;,:.)]|\bAND|&|\d)\s*\Z", re.IGNORECASE)
_SEMICOLON = re.compile(r";(?! ?\d{1,7}(?:[ ;,]|\Z))")
_PLAIN = str.maketrans("ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ", "AAAAAACEEEEIIIINOOOOOUUUUY")
"""Letters with accents, which no reference id has."""
_PROSE = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{0,30} (?:[A-Za-z]{1,30} ){0,3}[a-z]")
"""Words of which one has only small letters: 'The Ambassador met'."""
_UNGLUED = re.compile(r"(?<=\d)(?=[B-Z][.)] ?(?:\d\d )?[A-Z]{3})")
"""Where a label is glued to the number before it: 'STATE 115233B. ZENDA 12'."""
_NEAR = 6
_SHORTEST = 3
"""Figures of a number that cannot be a day or a month."""
_MOST = 20
"""So many telegrams a range of numbers names at most, and so near are those that go out together."""
_MARKED = re.compile(r"\A\((?:U|C|S|SBU)\)\s?(?=[A-Z\d])")
"""A portion marking before the first reference."""
_TURNED = re.compile(r"((?!(?:19|20)\d\d )\d{3,7}) ([A-Z][A-Z .'-]{2,30})")
"""A number before its post: '744 PHNOM PENH'."""
_NONE = frozenset(("NONE", "N/A", "NA", "NIL", ""))
_HANDLING = frozenset(("NOTAL", "EXDIS", "NODIS", "ET AL", "PREVIOUS", "AND PREVIOUS", "BOTH NOTAL", "ALL NOTAL"))
"""What is said of the telegram before, and is none itself."""
_LEAD = re.compile(
    r"\A(?:REF(?:S|TELS?|ERENCES?|\(S\))?\s*[:.-]?\s*(?:[A-Z] (?=(?:\d\d )?[A-Z]{3}))?|SEE\s+"
    r"|AND\s+(?!PREVIOUS)|CITE\s+)",
    re.IGNORECASE,
)


def ids_of(found: re.Match[str], year: str) -> list[str]:
    """Reference ids of the telegrams that a match names, in the cable's own year where it names none."""
    words = list(dropwhile(_BEFORE.__contains__, re.split(r"[ -]+", found["post"])))
    words = words[:-1] if len(words) > 1 and words[-1] in _BEHIND_POST else words
    post = _owned(" ".join(words))
    if not words or (not is_post(post) and (not _may_name(words) or _has_stroke(found))):
        return []
    short = next(filter(None, found.group(*_YEARS)), year)[-2:]
    return [f"{short}{post_id(post)}{number}" for number in _numbers(found) if number]


def _telegrams(words: str, year: str) -> Iterator[tuple[re.Match[str], list[str]]]:
    """The telegrams that words name, with their ids.

    In the brackets or behind a hyphen that follow one stands its title, where only known posts count, as in prose.
    """
    last, depth = None, 0
    loud = words.upper()
    for hit in TELEGRAM.finditer(loud if loud.isascii() else loud.translate(_PLAIN)):
        between = words[last : hit.start()] if last is not None else ""
        depth = max(depth + between.count("(") - between.count(")"), 0)
        titled = last is not None and (depth > 0 or words.startswith(" - ", hit.start() - 3))
        titled = titled or words.startswith("(", hit.start() - 1)
        titled = titled or _PROSE.search(words, hit.start("post"), hit.end("post")) is not None
        last = hit.start() if last is not None else None
        if (ids := ids_of(hit, year)) and not (titled and not is_post(hit["post"])):
            last = hit.start()
            yield hit, ids


def _owned(post: str) -> str:
    """A post without the 's of an owner ("STRELSAU'S 4456"), unless that is of its name ("ST JOHN'S")."""
    return post[:-2] if post.endswith(("'S", "’S")) and not is_post(post) else post


def _has_stroke(found: re.Match[str]) -> bool:
    """Whether a stroke stands between two names or two short numbers, which are the telegrams of known posts alone."""
    return "/" in found["post"] or (len(found["number"]) < _SHORTEST and found["more"].lstrip()[:1] == "/")


def _may_name(words: list[str]) -> bool:
    """Whether words that are no post we know can be the name of one."""
    other = words[0].strip(".") in _NO_POST or words[0] in meanings() or words == ["THE"]
    other = other or not _NO_NAME.isdisjoint(words)
    return not other and len(words[-1]) > 1 and len(" ".join(words)) > 2


def _numbers(found: re.Match[str]) -> list[int]:
    """The numbers of a match, those between two included: '12-14' is 12, 13 and 14.

    Behind a stroke or a hyphen only the last figures can be printed: '1234/5' is 1234 and 1235, but '744/10' only 744.
    """
    first = found["number"].replace(",", "")
    numbers = [int(first)]
    for sign, digits in re.findall(r"(/|-|TH|TO|\b)[A-Z ]{0,8}(\d+)", found["more"]):
        short = bool(sign) and len(digits) < len(first)
        whole = int(first[: -len(digits)] + digits if short else digits)
        if not sign or (sign == "/" and (not short or whole > numbers[-1])):
            numbers.append(whole)
        elif 0 < whole - numbers[-1] <= _MOST:
            numbers += range(numbers[-1] + 1, whole + 1)
    return numbers


def unwrapped(lines: list[str]) -> str:
    """The lines of a REF field, the number of a telegram that is broken over two of them whole: 'STATE 11', '1958'."""
    return _WRAPPED.sub(r"\1", "\n".join(lines))


def read(text: str, own: str) -> tuple[Reference, ...]:
    """The references of a REF line (its lines joined) of the cable of the id ``own``.

    What is no telegram (e-mails, calls, press items) stays as text with no id.

    >>> [one.id for one in read("A. STATE 111958 B. 06 ZENDA 12 AND 13 (C) IIR 6 842 0123", "09ZENDA7")]
    ['09STATE111958', '06ZENDA12', '06ZENDA13', None]
    """
    found: list[Reference] = []
    for label, piece in _labelled(_MARKED.sub("", _UNGLUED.sub(" ", " ".join(text.split())))):
        for words, ids in _apart(_bare(_LEAD.sub("", piece.strip(" ;,")).strip(" ;,")), own[:2]):
            behind = _BEHIND.search(words) if label is None else None
            last = found[-1].id if label and found and words.isdecimal() else None  # 'A) ZENDA 12 B) 14'
            keys: list[str | None] = [*dict.fromkeys(ids)] or [last and f"{last.rstrip('0123456789')}{int(words)}"]
            found += [Reference(behind[1] if behind else label, words, _sent(key, words, own)) for key in keys]
    return tuple(found)


def _sent(key: str | None, words: str, own: str) -> str | None:
    """An id; None where the words name no year and the cable's own post was far from such a number in this one."""
    post = own.rstrip("0123456789")
    later = key and key.rstrip("0123456789") == post and int(key[len(post) :]) > int(own[len(post) :]) + _MOST
    return None if later and not any(key in ids for _, ids in _telegrams(words, "")) else key


def _bare(piece: str) -> str:
    """A piece without the brackets around the whole of it: 'REFTEL (STATE 12)'."""
    whole = piece[:1] == "(" and piece[-1:] == ")" and "(" not in piece[1:]
    return piece[1:-1] if whole else piece


def _labelled(text: str) -> Iterator[tuple[str | None, str]]:
    """The pieces of a REF line, each with its label; a label printed twice counts once."""
    marks: list[tuple[str, int, int]] = []
    for mark in _LABEL.finditer(text):
        letter = str(mark["a"] or mark["b"] or mark["c"]).strip("(")[0].upper()
        if marks and marks[-1][2] == mark.start() and (letter == marks[-1][0] or mark["a"]):
            marks[-1] = (*marks[-1][:2], mark.end())
        elif mark["c"] is None or (letter in (chr(ord("A") + len(marks)), str(len(marks) + 1)) and _row(mark, marks)):
            marks.append((letter, mark.start(), mark.end()))
    yield None, text[: marks[0][1]] if marks else text
    for at, (letter, _, end) in enumerate(marks, 1):
        yield letter, text[end : marks[at][1] if at < len(marks) else None]


def _row(mark: re.Match[str], marks: list[tuple[str, int, int]]) -> bool:
    """Whether a label can be of a row.

    A number with a dot that stands first can end a telegram ('ZENDA 1. STATE 2'), a letter with a comma can be the
    label of the one before it ('STATE 1 (A), ZENDA 2 (B)').
    """
    return bool(marks) or mark.start() == 0 or not (("." in mark[0] and mark[0][0].isdigit()) or "," in mark[0])


def _apart(piece: str, year: str) -> list[tuple[str, list[str]]]:
    """Telegrams in one piece, apart at a semicolon, comma, colon or 'AND' before the next post, with their ids."""
    if piece.upper().strip(".") in _NONE:
        return []
    hits = list(_telegrams(piece, year))
    starts = [hit.start() for hit, _ in hits]
    cuts = [0, *(at for at in starts[1:] if _BETWEEN.search(piece[max(at - _NEAR, 0) : at])), len(piece)]
    parts = (part for a, b in pairwise(cuts) for part in _SEMICOLON.split(piece[a:b]))
    found = [one for one in map(_trim, parts) if one.strip(" .,-")]
    found = [one for at, one in enumerate(found) if not at or one.strip(" .,()").upper() not in _HANDLING]
    each = [hits] if found == [piece] else [list(_telegrams(one, year)) for one in found]
    keys = ([key for _, ids in own for key in ids] for own in each)
    return [(one, ids or _turned(one, year)) for one, ids in zip(found, keys, strict=True)]


def _turned(words: str, year: str) -> list[str]:
    found = _TURNED.fullmatch(words.upper())
    return [f"{year}{post_id(found[2])}{int(found[1])}"] if found and is_post(found[2]) else []


def _trim(part: str) -> str:
    """Words without what joins them to the next: 'ZENDA 55 AND '."""
    part = part.strip(" ,:&-").removeprefix("PLUS ")
    part = part[:-1] if re.search(r"\A[^(]*\)\Z|[\d)]\.\Z", part) else part
    return part[:-3].rstrip(" ,") if part[-4:].upper() in (" AND", "AND") else part.rstrip(" ,")
