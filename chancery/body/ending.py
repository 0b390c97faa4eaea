"""How a message ends: who signed, the classification once more, the end-of-message marks of the network.

There is no list of signers: a signature is told by its shape and its place.
"""

import re
from collections.abc import Sequence

from chancery import vocab
from chancery.body import endmarks, numbering
from chancery.body.paragraphs import DANGLING, is_rule
from chancery.ledger import Ledger, Line
from chancery.vocab.places import is_post

_PARTICLE = r"(?: (?: [Dd][EeUu] | [Ll][AaEe] | [Vv][Aa][Nn] | [Vv][Oo][Nn] | DER | der | DEN | DEL | di ) \s )"
_JOINED = r"(?: (?: Ma?c | De | Di | Du | La | Le | Van | Von | Fitz )[A-Z][A-Za-z]+ )"
_WORD = rf"""(?:
    [A-Z][A-Za-z]?['’`][A-Z][A-Za-z]+ | {_JOINED} | (?! (?: JR | SR | ACTING ) \b ) [A-ZÀ-ÖØ-Þ]{{2,}}
    | [A-Z][a-zß-öø-ÿ]{{2,}} | [A-Z]\. (?: [A-Z]{{3,}} )? | S[Tt]\. )
"""
_RANK = r"(?: AMB(?:ASSADOR)? | CHARGE | CDA | DCM | DR | GEN(?:ERAL)? | LTG | MG | BG | COL(?:ONEL)? | ADM(?:IRAL)? )"
_TOKEN = rf"{_PARTICLE}{{0,2}} {_WORD} (?: - {_WORD} | (?<= [A-Z]{{4}} ) / (?!ACTING) [A-Z]{{4,}} )?"
_TITLE = (
    r"(?i:\(?(?:ACTING|CHARG[EÉ](?:\sD['’]AFF?AIRE?S)?|CDA|DCM|DEPUTY\sCHIEF\sOF\sMISSION|AMBASSADOR|CONSUL\sGENERAL"
    r"|PRINCIPAL\sOFFICER)(?:,?\sA\.?I\.?)?\)?)"
)
_NAME = re.compile(
    rf"""
    (?: /[sS]/ | (?: SIGNED | Signed ) (?: :? \s | / ) | // | \* | \# | >{{1,3}} | ["“'] )? \s?
    (?: (?: {_RANK} | ACTING | Amb(?:assador)? | Charge ) [.:]? \s )? (?P<bracket> \( (?= [A-Z'-]{{4,16}} \) $ ) )?
    (?P<name> {_TOKEN} (?: \s {_TOKEN} ){{0,2}} (?: ,? \s (?: JR | SR | Jr | II | III ) \.? )? )
    (?(bracket) \) ) (?: (?: ,? \s (?: - \s )? | / ) (?: \(? (?: ACTING | [Aa]cting ) \)? | \( [A-Z/]{{1,10}} \) )
      | (?: , | \s - ) \s {_TITLE} )?
    \s? [.\#*/`>"”']{{0,4}}
    """,
    re.VERBOSE,
)
_OFFICE = re.compile(_TITLE)
_NAMES = 3
"""Words of a name."""
_NOT_NAMES = vocab.words("prose", "not_names")
_FOR = re.compile(r" (?:FOR|[Ff]or) ")
"""Between who signed and in whose name."""
_INSTEAD = re.compile(r" \((FOR .+)\)\Z", re.IGNORECASE)
_LETTERS = re.compile(r"(?:[A-Z]\s{1,3}){2,20}[A-Z]")
"""A name spaced letter by letter."""
_LOWER = re.compile(r"[a-z]{4,15}(?:[-'][a-z]{3,15})?")
_ENDING = re.compile(r"BT$(?:(?<=[A-Z]{4}BT)|(?<=[a-z]{3}BT))|N{4}$")
"""What the network puts below a message, glued to the name."""
_REGARDS = re.compile(r"(?:(?:BEST|WARM|KIND) )?(?:REGARDS|SINCERELY)(?:[,.:] ?| )(?=\S)", re.IGNORECASE)
_WHOSE = re.compile(
    r"FOR (?:THE )?(?:AMBASSADOR|CHARG[EÉ](?: D['’]AFF?AIRE?S)?|CONSUL GENERAL|SECRETARY)\W?", re.IGNORECASE
)
_BEHALF = re.compile(rf" {_WHOSE.pattern}\Z", re.IGNORECASE)
_CAPITAL = re.compile(r"\b(?:Ma?c|De|Di|Du|La|Le|Van|Von|Fitz)(?=[A-Z]{3})")
"""The small letters of a name in capitals: 'McZENDA'."""
_SMALL = re.compile(rf"{_PARTICLE}| [A-Z]\. ", re.VERBOSE)
_GLUED = re.compile(
    r"""
    (?: (?<= [a-z.!?)"”’'] ) \s{0,40} | (?<= [ETY] ) \s{1,8} | (?<= END\sCOMMENT ) ) (?: (?<= [.!?] \s ) -{1,2} \s )?
    (?P<name> (?! (?: END | UNQUOTE ) \s ) (?: (?: DE | LA | DU | VAN | VON | LE | DEL ) \s ){0,2}
        [A-Z][A-Z'’-]{2,20} (?: \s [A-Z]{3,20} )? ) (?: [#]{0,3} | (?<= [A-Z]{4} ) \. ) $
    """,
    re.VERBOSE,
)
_CLOSED = re.compile(r"(?i)(?:END (?:OF )?(?:COMMENT|SUMMARY|NOTE|TEXT)|UNQUOTE|(?:REGARDS|SINCERELY),?|GP-?\d)$")
_ADDRESS = re.compile(r"(?:https?:|www\.)\S{4,} (?:\S{2,40} )?[A-Z][A-Z'’-]{3,20}$")
"""A web address at the very end, behind which only a name can stand."""
_SHORT = re.compile(r"(?<![A-Z])[A-Z]\.$|[\w-][./@][\w-]{1,40}\.$")
"""An initial or a web address: what is glued to their dot is of them ('U.S.ZENDA', 'WWW.ZENDA.COM')."""
_DATED = re.compile(
    r"\s\d{4}-\d\d-\d\d$|\s(?:BT|NNNN|UNCLASSIFIED|CONFIDENTIAL|SECRET)$|\s={4,60}\s?CABLE ENDS\s?={0,60}$"
)
_FEW, _FEW_SIGNED = 12, re.compile(r"[A-Za-z]{3,7}[.!?]\s[A-Z]{4,7}")  # 'PAY. SAPT'
_ENDED = frozenset(".!?:;)]\"'”’*")
_CLOSING = _ENDED - {":", ";"}
_SAMPLE, _NEAR, _WIDTH = 40, 12, 50
_BELOW = re.compile(
    r"VISIT |CC:|DISTRIBUTION|ATTACH|ENCLOS|ANNEX|DRAFT(?:ED|ER)|CLEAR(?:ED|ANCE)|APPROVED"
    r"|THIS (?:CABLE|MESSAGE|TELEGRAM) |.{0,80}(?:HTTP|WWW)",
    re.IGNORECASE,
)
"""How lines begin that stand below a signature and go with no heading."""
_FEW_BELOW = 9
"""So many lines, blank ones too, reach from the end to a signature that others stand below."""


def read(body: Sequence[Line], ledger: Ledger) -> tuple[list[Line], str | None, tuple[Line, ...]]:
    """The lines before the ending, the signature, and lines that are about the record ('CABLE ENDS').

    Claims 'signature', 'classification', 'end of message' and 'notice' lines; a downgrading group ('GP-3') is
    a notice. A name glued to the last word ('… slow processing of casesRODLEY') is cut off that line, whose
    role stays the paragraph's.
    """
    rest = list(body)
    tail = _tail(rest, ledger)
    rest = _untitled(rest, ledger)
    loud = shouts([line.text for line in rest[-40:]])
    below: list[Line] = []
    names = _signed(rest, ledger, loud=loud)
    if not names and (at := _above(rest, loud=loud)):
        rest, below = rest[:at], rest[at:]
        names = _signed(rest, ledger, loud=loud)
    while names and (index := _last(rest)) >= 0 and (text := rest[index].text.strip()).strip("-") in ("", "BT"):
        ledger.claim([rest[index]], endmarks.role(text) or "rule")
        del rest[index:]
    if names and (index := _last(rest)) >= 0 and _WHOSE.fullmatch(rest[index].text.strip()):
        ledger.claim([rest[index]], "signature")
        del rest[index:]
    if (index := _last(rest)) >= 0 and endmarks.NOTICES.fullmatch(rest[index].text.strip()):
        ledger.claim([rest[index]], "notice")
        tail = (rest[index], *tail)
        del rest[index:]
    if not names and (glued := _glued(rest)) is not None:
        names = [glued]
    return rest + below, " / ".join(dict.fromkeys(names)) or None, tail


def _signed(rest: list[Line], ledger: Ledger, *, loud: bool) -> list[str]:
    """The one or two names that a text ends with, taken off it."""
    names: list[str] = []
    while len(names) < 2 and (name := _signature(rest, shouting=loud)) is not None:
        index = _last(rest)
        if names and (name.isupper() < names[0].isupper() or rest[index].text.rstrip().endswith(".")):
            break  # the last word of a text: 'Married.'
        ledger.claim([rest[index]], "signature")
        names.insert(0, name)
        del rest[index:]
        if (index := _last(rest)) >= 0 and not rest[-1].text.strip() and not _stands_apart(rest, index):
            break
    return names


def _above(lines: Sequence[Line], *, loud: bool) -> int:
    """The place behind a signature with a few lines below it, such as a web site or who drafted the cable; 0 without.

    A name right below a sentence is none of the headings, which have a blank line above.
    """
    first = _last(lines)
    for at in range(first - 1, max(first - _FEW_BELOW, 0), -1):
        if not lines[at].text.strip():
            continue
        below = lines[first].text.strip()
        usual = _BELOW.match(below)
        if not usual and numbering.read(below) is not None:
            break
        apart = first > at + 1 and (usual or lines[at - 1].text.strip())
        if apart and _stands_apart(lines, at) and _signature(lines[: at + 1], shouting=loud) is not None:
            return at + 1
        first = at
    return 0


def _untitled(lines: list[Line], ledger: Ledger) -> list[Line]:
    """Without the office that stands below the name of who signed: '(ACTING)', 'CHARGE D'AFFAIRES, A.I.'."""
    index = _last(lines)
    if index < 1 or _OFFICE.fullmatch(lines[index].text.strip()) is None:
        return lines
    at = _last(lines[:index])
    above = lines[at].text.strip() if at >= 0 else ""
    if not above.isupper() or len(above.split()) > _NAMES or _NAME.fullmatch(above) is None:
        return lines
    ledger.claim([lines[index]], "signature")
    return lines[: at + 1]


def _stands_apart(lines: Sequence[Line], index: int) -> bool:
    """Whether a word or two in capitals, or two with 'FOR' between them, stand behind the end of a sentence."""
    text, above = lines[index].text.strip(), _last(lines[:index])
    before = lines[above].text.rstrip() if above >= 0 else ""
    ended = before[-1:] in _CLOSING or _CLOSED.search(before[-15:]) is not None
    return ended and text.isupper() and len(_SMALL.sub("", _FOR.split(text)[0]).split()) < _NAMES


def _fits(lines: Sequence[Line], name: str) -> bool:
    """Whether the line above had room for the name, so that the line ended before it on purpose; not of short lines."""
    widths: list[int] = []
    for line in lines[: -_NEAR - 1 : -1]:
        if not line.text.strip():
            break
        widths.append(len(line.text.rstrip()))
    return len(widths) > 1 and max(widths) > _WIDTH and widths[0] + len(name) < max(widths)


def _last(lines: Sequence[Line]) -> int:
    """Where the last non-blank line stands; -1 where there is none."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].text.strip():
            return index
    return -1


def _tail(rest: list[Line], ledger: Ledger) -> tuple[Line, ...]:
    """Take marks, classification lines, rules and notices off the end; the notices come back."""
    notices: list[Line] = []
    while (index := _last(rest)) >= 0:
        line = rest[index]
        role = endmarks.role(line.text.strip()) or ("notice" if _is_over(rest[:index]) else None)
        if role is None:
            break
        ledger.claim([line], role)
        if role == "notice":
            notices.insert(0, line)
        del rest[index:]
    return tuple(notices)


def _is_over(lines: Sequence[Line]) -> bool:
    """Whether the mark that the network puts below a message stands last."""
    return lines[_last(lines)].text.strip() == "NNNN" if lines else False


def shouts(lines: Sequence[str]) -> bool:
    """Whether lines are written in capitals throughout, as most cables were until 2004."""
    sample = " ".join(lines[:_SAMPLE])[:2_000]
    return sample.count("E") > 3 * sample.count("e")


def _signature(lines: Sequence[Line], *, shouting: bool) -> str | None:
    """The name on the last line, where that is one."""
    index = _last(lines)
    if index < 1:
        return None
    text = _printed(lines[index].text)
    above = lines[index - 1].text.strip()
    above = "" if endmarks.NOTICES.fullmatch(above) else above
    bare = text.lstrip("-–— ")
    name = _name(bare, alone=not above)
    if name is None or (bare != text and not _may_be_dashed(lines[:index], name)):
        return None
    town = is_post(name)
    closed = not above or _CLOSED.search(above[-15:]) is not None
    ended = closed or above[-1] in _ENDED or is_rule(above)
    ended = ended or (above.isupper() and not town and _name(_printed(above), alone=False) is not None)
    ended = ended or not above.strip("-") or above.rpartition(" ")[2].startswith(("http", "www."))
    ended = ended or (above[-1].isalpha() and _fits(lines[:index], name))
    loud = "" if town else _CAPITAL.sub("", name)
    plain = loud.isupper() and len(name) > 3 and len(_SMALL.sub("", name).split()) < _NAMES and "  " not in bare
    if not ended and (shouting or not plain or text[-1] == "." or _LETTERS.fullmatch(bare) or _FOR.search(name)):
        return None
    if (not closed and not _SMALL.sub("", name).isupper() and len(name.split()) > 1) or DANGLING.search(above[-6:]):
        return None
    return name


def _printed(text: str) -> str:
    """A line without a paragraph sign, a date, a greeting, signs around it, marks of the network glued to it."""
    bare = _ENDING.sub("", _DATED.sub("", text.strip().lstrip("¶ "))).lstrip("~<>=_.[{").rstrip("~<>=_-# |,%\\]}")
    if "REGARDS" in (upper := bare.upper()) or "SINCERELY" in upper:
        bare = _REGARDS.sub("", bare)
    return _BEHALF.sub("", bare)


def _name(text: str, *, alone: bool) -> str | None:
    """The name that a line is: 'RODLEY', 'R O D L E Y', 'SAPT FOR RODLEY'; 'rodley' where a blank line stands above."""
    if len(text) > 60 or "XX" in text:
        return None
    if _LETTERS.fullmatch(text):
        text = re.sub(r"(?<=\S)\s(?=\S)", "", text)
    text = _INSTEAD.sub(r" \1", " ".join(text.split()))
    if len(text) > 40:
        return None
    found = [_NAME.fullmatch(half) for half in _FOR.split(text)]
    names = [one["name"] for one in found if one]
    if len(names) == len(found) < _NAMES:
        words = " ".join(names).upper().replace(".", "").split()
        return " FOR ".join(names) if _NOT_NAMES.isdisjoint(words) else None
    small = alone and _LOWER.fullmatch(text) is not None and text.upper() not in _NOT_NAMES
    return text if small else None


def _may_be_dashed(above: Sequence[Line], name: str) -> bool:
    """Whether the name behind dashes signs: it is none of the points of a list."""
    last = above[_last(above)].text.strip() if _last(above) >= 0 else ""
    return name.isupper() and last[-1:] in _CLOSING and not last.startswith(("-", "*", "•"))


def _glued(lines: list[Line]) -> str | None:
    """A name at the end of the last line ('… offense. KUBISKE', '… casesRODLEY'), cut off that line."""
    index = _last(lines)
    text = _DATED.sub("", lines[index].text.rstrip()) if index >= 0 else ""
    if len(text) < _FEW and _FEW_SIGNED.fullmatch(text) is None:
        return None
    tail = text[-60:]
    found = _GLUED.search(tail)
    if found is None or _NOT_NAMES.intersection(found["name"].split()):
        return None
    before = tail[: found.start()].rstrip()
    spaced = tail[found.start() : found.start("name")] != ""
    initial = not spaced and before[-1:] == "." and _SHORT.search(before) is not None
    closed = _ADDRESS.search(text[-160:]) or _CLOSED.search(before[-12:])
    loose = spaced and (before[-1].isalnum() or before[-1] in "'’") and not closed
    if not before or initial or loose:
        return None
    lines[index] = Line(lines[index].number, text[: len(text) - len(tail) + found.start()].rstrip())
    return " ".join(found["name"].split())
