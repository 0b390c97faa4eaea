"""Cables that say of themselves that they correct, cancel or supersede another."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from chancery.model import Link, Reference, Relation
from chancery.vocab import tellings

_TARGET = r"""
    (?: REF (?: TEL | ERENCE )? S? \s? (?: \( )? (?P<label{0}> [A-Z] \b )?
      | \(? (?P<telegram{0}> (?: \d{{2,4}} \s )? (?! (?: THE | AN? | PARA\w* ) \b )
            (?! [A-Z. ]{{0,20}} \b (?: PARA (?: GRAPH )? S?
              | ARTICLES? | LAW | ACT | SECTIONS? | DECREE | CODE | BILL | TIER | RESOLUTION
              | CHAPTER | JANUARY | FEBRUARY | MARCH | APRIL | MAY | JUNE | JULY | AUGUST
              | (?: SEPT | OCTO | NOV | DEC ) (?: EM )? BER ) \b )
            [A-Z][A-Z. ]{{2,25}} \s \d{{1,6}} ) )
"""
_ACTIVE = re.compile(
    rf"""
    \b (?P<verb> CORRECTS? | CORRECTED \s (?: COPY | VERSION ) \s (?: OF | FOR | TO )
         | CORRECTION \s (?: TO | OF ) | CANCELLATION \s OF | CANCELS? | SUPER[SC]EDES? | REPLACES? | AMENDS?
         | DISREGARD | RETRANSMISSION \s OF | RETRANSMITS | RE-?SEN[DT] \s OF ) \s
    (?: AND \s (?: REPLACES | SUPERSEDES | CANCELS ) \s )?
    (?: (?: (?: AN? | THE | SOME ) \s )?
        (?: ERRORS? | CLASSIFICATION | TAGS | SUBJECT | TEXT | NUMBERING | CAPTIONS? | DATES? | NAMES? | FIGURES?
          | NUMBERS? | SPELLING | REFERENCES? | TYPOS? | WORDING ) (?: \s LINE )? \s (?: IN | OF ) \s )?
    (?: PARA (?: GRAPH )? S? \s \d{{1,2}} \s (?: OF | IN ) \s )?
    (?: (?: THE | OUR | POST'S | PREVIOUS | EARLIER | CABLE | MESSAGE | TELEGRAM | MRN ) \s ){{0,3}}
    {_TARGET.format(1)}
    """,
    re.VERBOSE,
)
_PASSIVE = re.compile(
    rf"""
    {_TARGET.format(2)} \s (?: WAS \s SENT \s IN \s ERROR \s AND \s )?
    (?: IS | SHOULD \s BE | HAS \s BEEN ) \s (?: HEREBY \s )?
    (?P<verb> CORRECTED | CANCELL?ED | SUPER[SC]EDED | REPLACED | DISREGARDED )
    """,
    re.VERBOSE,
)
_HEADED = re.compile(
    rf"""
    \b (?P<verb> CORRECTION | CORRECTED \s COPY | CANCELLATION ) \s? [:-]{{1,2}} \s {_TARGET.format(3)}
    (?<! \s (?: 19 | 20 ) \d\d ) (?= \s* (?: [().,;:-] | \Z ) )
    """,
    re.VERBOSE,
)
"""'CORRECTION: ZENDA 99'; 'CORRECTED COPY: RURITANIA 2009' is a country and a year."""
_BEHIND = re.compile(r"(?:IS|BE|BEEN) (?:HEREBY )?(?:CORRECTED|CANCELL?ED|SUPER[SC]EDED|REPLACED|DISREGARDED)")
"""What stands behind its telegram in the second of these: a pattern that is slow, for a telegram has any words."""
_SAYS = (
    *("CORRECT", "CANCEL", "SUPERSE", "SUPERCE", "REPLACE", "DISREGARD", "RETRANSMI"),
    *("AMEND ", "AMENDS ", "RESEND OF", "RESENT OF", "RE-SEN"),
)
"""One of these stands, in capitals or not, in a line that tells a link."""
_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("CANCEL", "cancels"),
    ("SUPER", "supersedes"),
    ("REPLACE", "supersedes"),
    ("DISREGARD", "cancels"),
    ("RETRANSMI", "supersedes"),
    ("RE", "supersedes"),
)


def read(
    texts: Iterable[str], references: Sequence[Reference], resolve: Callable[[str], str | None]
) -> tuple[Link, ...]:
    """The links that the head of a message states; ``resolve`` makes an id of the words for a telegram.

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
                target = _target(match[f"telegram{part}"], match[f"label{part}"], references, resolve)
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
    telegram: str | None,
    label: str | None,
    references: Sequence[Reference],
    resolve: Callable[[str], str | None],
) -> str | None:
    if telegram is not None:
        return resolve(telegram)
    named = [r.id for r in references if label is None or r.label == label]
    return named[0] if len(named) == 1 else None
