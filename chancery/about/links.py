"""Cables that say of themselves that they correct, cancel or supersede another."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from chancery.model import Link, Reference, Relation
from chancery.vocab import tellings

_TARGET = r"""
    (?: REF (?: TEL | ERENCE )? S? \s? (?: \( )? (?P<label{0}> [A-Z] \b )?
      | \(? (?P<telegram{0}> (?: \d{{2,4}} \s )? \b [A-Z][A-Z.'-]{{0,15}} (?: \s [A-Z][A-Z.'-]{{0,15}} ){{0,3}}
            \s \d{{1,6}} \b ) )
"""
_ACTIVE = re.compile(
    rf"""
    \b (?P<verb> CORRECT (?: S | ING )? | CORRECTED \s (?: COPY | VERSION ) \s (?: OF | FOR | TO )
         | CORRECTION \s (?: TO | OF ) | CANCELLATION \s OF | CANCEL (?: S | L?ING )? | SUPER[SC]ED (?: ES? | ING )
         | REPLAC (?: ES? | ING ) | AMEND (?: S | ING )? | RESCIND (?: S | ING )? | DISREGARD
         | WITHDRAW (?: S | ING )? | RE-?TRANSMI (?: SSION | TTAL ) \s OF | RETRANSMITS | RE-?SEN[DT] \s OF
         | (?: (?<= ORIGINALLY\s ) | (?<= PREVIOUSLY\s ) | (?<= INITIALLY\s ) ) SENT \s AS ) ,? \s
    (?: (?: AND \s (?: REPLACES? | SUPERSEDES? | CANCELS? ) | IN \s (?: FULL | ITS \s ENTIRETY ) | ENTIRELY
          | AN? | ALL | THE | THOSE | SOME | OUR | POST'S | PREVIOUS | EARLIER | CABLE | MESSAGE | TELEGRAM | MRN
          | ERRORS? | CLASSIFICATION | TAGS | SUBJECT | TEXT | NUMBERING | CAPTIONS? | DATES? | NAMES? | FIGURES?
          | NUMBERS? | SPELLING | REFERENCES? | TYPOS? | WORDING | LINE | INSTRUCTIONS? | GUIDANCE | TRANSMITTED
          | INFORMATION | RECORD | PARA (?: GRAPH )? S? \s \d{{1,2}} | IN | OF ) ,? \s ){{0,9}}
    {_TARGET.format(1)}
    """,
    re.VERBOSE,
)
_PASSIVE = re.compile(
    rf"""
    {_TARGET.format(2)} \s (?: WAS \s SENT \s IN \s ERROR \s AND \s )?
    (?: IS | SHOULD \s BE | HAS \s BEEN ) \s (?: HEREBY \s )?
    (?P<verb> CORRECTED | CANCELL?ED | SUPER[SC]EDED | REPLACED | DISREGARDED | RESCINDED | WITHDRAWN | DESTROYED )
    """,
    re.VERBOSE,
)
_HEADED = re.compile(
    rf"""
    \b (?P<verb> CORRECTION | CORRECTED \s COPY | CANCELLATION ) \s? (?: [:-]{{1,2}} \s | \( ) {_TARGET.format(3)}
    (?<! \s (?: 19 | 20 ) \d\d ) (?= \s* (?: [().,;:-] | \Z ) )
    """,
    re.VERBOSE,
)
"""'CORRECTION: ZENDA 99'; 'CORRECTED COPY: RURITANIA 2009' is a country and a year."""
_BEHIND = re.compile(
    r"(?:IS|BE|BEEN) (?:HEREBY )?(?:CORRECTED|CANCELL?ED|SUPER[SC]EDED|REPLACED|DISREGARDED|RESCINDED|WITHDRAWN"
    r"|DESTROYED)"
)
"""What stands behind its telegram in the second of these: a pattern that is slow, for a telegram has any words."""
_SAYS = (
    *("CORRECT", "CANCEL", "SUPERSE", "SUPERCE", "REPLAC", "DISREGARD", "RETRANSMI", "WITHDRAW"),
    *("RE-TRANSMI", "DESTROYED", "RESCIND", "RESEND OF", "RESENT OF", "RE-SEN", "LY SENT AS"),
    *("AMEND ", "AMENDS ", "AMENDING"),
)
"""One of these stands, in capitals or not, in a line that tells a link."""
_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("CANCEL", "cancels"),
    ("SUPER", "supersedes"),
    *((stem, "cancels") for stem in ("DISREGARD", "RESCIND", "WITHDRAW", "DESTROY")),
    ("SENT", "supersedes"),
    ("RE", "supersedes"),
)


def read(
    texts: Iterable[str], references: Sequence[Reference], resolve: Callable[[str], str | None]
) -> tuple[Link, ...]:
    """The links that the head of a message states; ``resolve`` makes an id of words that are a telegram.

    'THIS CABLE CORRECTS ZENDA 76' corrects; 'SUPERSEDES REF A' takes the id of that reference, 'REFTEL' that
    of the only one. A corrected copy that names no other telegram gives no link.
    """
    found: dict[Link, None] = {}
    for text in texts:
        upper = text.upper()
        if not says(upper):
            continue
        upper = " ".join(upper.split())
        patterns = ((_ACTIVE, 1), (_HEADED, 3), *(((_PASSIVE, 2),) if _BEHIND.search(upper) else ()))
        for pattern, part in patterns:
            for match in pattern.finditer(upper):
                words = (match[f"telegram{part}"] or "").split()
                tails = [" ".join(words[at:]) for at in range(len(words) - 1)]  # 'NOTE THAT ZENDA 76 IS CANCELLED'
                target = _target(tails if part == 2 else tails[:1], match[f"label{part}"], references, resolve)
                if target is not None:
                    found[Link(_relation(match["verb"]), target)] = None
    return tuple(found)


def says(upper: str) -> bool:
    """Whether words in capitals may tell a link."""
    for word in _SAYS:  # noqa: SIM110 -- a plain loop, for it is asked of many lines
        if word in upper:
            return True
    return False


def places(upper: str) -> Iterator[int]:
    """Where words in capitals stand that may tell a link."""
    return tellings.places(upper, _SAYS)


def _relation(verb: str) -> Relation:
    return next((relation for stem, relation in _RELATIONS if verb.startswith(stem)), "corrects")


def _target(
    telegrams: Sequence[str],
    label: str | None,
    references: Sequence[Reference],
    resolve: Callable[[str], str | None],
) -> str | None:
    if telegrams:
        return next(filter(None, map(resolve, telegrams)), None)
    named = [r.id for r in references if label is None or r.label == label]
    return named[0] if len(named) == 1 else None
