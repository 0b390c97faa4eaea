"""What kind of trafficking report a cable is, and its year: from subject, references and opening words."""

import re
from collections.abc import Sequence
from datetime import date

from chancery.model import Assessment, Kind, Reference

_TIP = re.compile(
    r"""
    \bTIP\b | TRAFFICKING[ -]IN[ -] (?: PERSONS | HUMANS | WOMEN | PEOPLE ) | TRAFFICKING[ ]IN$
    | TRAFFICKING[ ](?: IN | OF )[ ]CHILDREN | (?: HUMAN | CHILD | SEX | LABOR )[ ]TRAFFICKING
    | ANTI-?TRAFFICKING | WATCH[ ]?LIST | \bTIER[ -](?:[23]|TWO|THREE|II)\b
    | VICTIMS[ ]OF[ ]TRAFFICKING | PERSONS[ ]REPORT
    | (?<! DRUG[ ] ) (?<! ARMS[ ] ) (?<! NARCOTICS[ ] ) TRAFFICKING[ -] (?: VICTIMS[ ] )?
      (?: REPORT | SUBMISSION | ASSESSMENT | QUESTIONNAIRE | CHECKLIST )
    """,
    re.VERBOSE,
)
_HOLDS = ("TIP", "TRAFFICK", "TIER", "WATCH", "PERSONS REPORT")
"""One of these stands in every such subject."""
_INTERIM = re.compile(
    r"\bINTERIM\b(?! (?:GOVERNMENT|PRESIDENT|PRIME|ADMIN|AUTHOR))"
    r"|(?:MID-?(?:TERM|YEAR)|\b(?:SIX|6)[ -]MONTHS?)\b.{0,40}(?:ASSESS|REVIEW)|WATCH ?LIST.{0,30}ASSESS"
)
_OPENED = re.compile(r"\bTIP\b|trafficking[ -]in[ -]persons", re.IGNORECASE)
_ANNUAL = re.compile(
    r"""
    \bANNUAL\b
    | \b (?: FIRST | SECOND | THIRD | FOURTH | FIFTH | SIXTH | SEVENTH | EIGHTH | NINTH | TENTH | ELEVENTH
          | \d{1,2} (?: ST | ND | RD | TH ) ) \b .{0,25} (?: TRAFFICKING | TIP ) \b
      (?! [ ] (?: \w+ [ ] ){0,2} (?: CASES? | CONVICT | TRIAL | PROSECUT | LAW | VERDICT | SENTENC | ARREST | INDICT
          | SHELTER | VICTIM | UNIT ) )
    | (?: TIP | PERSONS | TRAFFICKING | HUMANS ) \s? \(? (?: TIP )? \)? (?: (?! LAW | BILL | CASE | RING\b ) . ){0,24}
      (?: REPORT (?! S?[ ] (?: OFFICER | TEAM | SECTION | CHIEF | AUTHOR ) ) | SUBMISSION | INPUT | QUESTIONNAIRE
          | CHECKLIST | RESPONSES? | ASSESSMENT )
    | (?<! BORDER[ ] ) (?<! TRIP[ ] ) (?<! SPOT[ ] ) (?<! NGO[ ] ) (?<! \bUN[ ] ) (?<! UNICEF[ ] ) (?<! RIGHTS[ ] )
      (?<! \bEU[ ] ) (?<! CONSULAR[ ] ) (?<! \bILO[ ] ) (?<! \bIOM[ ] ) (?<! FRAUD[ ] )
      (?: REPORT | SUBMISSION | INPUT | RESPONSES? | (?: REPL(?:Y|IES) | ANSWERS )[ ]TO ) .{0,30}
      (?: TIP | TRAFFICKING )
    | (?: \bTIP | PERSONS ) [ :-]{1,3} (?: ANSWERS | REPL(?:Y|IES) ) \b
    | VICTIMS[ ]OF[ ]TRAFFICKING .{0,40} REPORT
    """,
    re.VERBOSE,
)
_UPDATE = re.compile(
    r"""
    (?<! POLITICAL[ ] ) (?<! ECONOMIC[ ] ) (?<! SECURITY[ ] ) \bUPDATE[SD]?\b
    | ADDENDUM | SUPPLEMENT | ADDITIONAL[ ](?: INFORMATION | INFO | INPUT | DATA )
    | CLARIFICATION | CORRECTIONS?[ ]TO | ERRATA | NEW[ ](?: INFORMATION | FIGURES | DATA | STATISTICS )
    | STATUS[ ]REPORT
    """,
    re.VERBOSE,
)
_GOES_ON = re.compile(r"FOLLOW[- ]?UP|PROGRESS|ACTION PLAN")
"""What makes an update of a cable that does not tell of a demarche, a visit or a promise."""
_INSTRUCTION = re.compile(
    r"""
    \bINSTRUCTIONS?\b | PREPARING[ ](?: THE | FOR ) | REQUEST[ ]FOR[ ](?: INPUT | INFORMATION | REPORT )
    | REPORTING[ ](?: REQUIREMENTS? | GUIDANCE | ASSIGNMENT ) | \bGUIDANCE\b | ACTION[ ]REQUEST
    """,
    re.VERBOSE,
)
_ABOUT_REPORT = re.compile(
    r"""
    REACT(?:S|ED|ION|IONS)?\b | PRESENT(?:S|ED)\b | UNHAPPY | PROMISE | PLEDG | \bRAISES?\b | ANGER | ANGRY | COMPLAI
    | DISMAY | DISMISS | DENOUNC | SLAMS?\b | BLASTS?\b | DISPUT | FURIOUS | UPSET | DISAPPOINT | SURPRIS | OUTRAGE
    | RESENT | THANKS?\b | SPUR | SPARK | TAKES\b | DEN(?:Y|IES)\b | OBJECT(?:S|ED|IONS?)\b | DECR(?:Y|IES)\b
    | SHRUG | ACCEPTS?\b | APPRECIATES? | EMBARRASS | ELECTIONS?\b | LESSONS?\b | TALKING[ ]POINTS
    | UMBRAGE | INDIGNA | PRAISE | MUTED | \bMPS?\b | MINIST(?:ER|RY) | PRESIDENT | CONGRESS | PARLIAMENT
    | REPORT[ ] (?: DRAWS | GETS | MAKES | MEETS | STIRS | PROVOKES | PROMPTS | BRINGS ) \b
    | ROUNDTABLE | SEMINAR | WORKSHOP | CONFERENCE | RANKING | SANCTIONS | WAIVER
    | \bON[ ](?:THE[ ])? (?:(?:\d{4}|FIRST|NEW|LATEST|DRAFT|ANNUAL)[ ])? TIP[ ]REPORT$
    | \b(?:ABOUT|AFTER|AGAINST|AT|BEFORE|DESPITE|FOLLOWING|OVER|SINCE)[ ](?:THE[ ])? (?:\d{4}[ ])?
      (?:TIP|TRAFFICKING[ ]IN[ ]PERSONS)[ ]REPORT
    | RELEASE | RECEPTION | RECEIVE[SD]\b | ROLL-?OUT | DEMARCHE | PRESS | MEDIA | DELIVER | DISCUSS | MEETING
    | PROGRAMS?\b | PROJECTS?\b | GRANTS?\b
    | VISIT | AMBASSADOR | CRITICI | REJECT | PROTEST | WELCOM | HERO | COMMENTS[ ]ON | CONCERNS?\b
    | TIER (?! [ -] (?: 2 | TWO | II ) ,? [ ] (?: SPECIAL[ ] )? WATCH )
    """,
    re.VERBOSE,
)
_REACTION = re.compile(
    r"(?:RESPONSE|REPL(?:Y|IES)|ANSWERS?) TO (?!.{0,45}(?:QUESTION|REQUEST|INSTRUCTION|CHECKLIST|\bSTATE \d))"
)
"""What makes none of a submission, unless that says in its opening that it is one."""
_REPLY = re.compile(
    r"(?:RESPONSES?|REPL(?:Y|IES)|ANSWERS|SUBMISSION|INPUT) (?:TO|FOR) (?:REF(?:TEL| [A-Z])|STATE \d+)$"
)
_YEAR = re.compile(r"\b(?:FY-?|20\d\d[-/])?(?P<long>(?:19|20)\d\d)\b|(?:^|\s)['’](?P<short>\d\d)\b")
_ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "FIRST",
            "SECOND",
            "THIRD",
            "FOURTH",
            "FIFTH",
            "SIXTH",
            "SEVENTH",
            "EIGHTH",
            "NINTH",
            "TENTH",
            "ELEVENTH",
        ],
        1,
    )
}
_SAID, _AT_ONCE = 1_500, 300
"""So many characters of the opening say what a cable is, and the fewer which of them."""
_NINTH = re.compile(rf"\b(?P<word>{'|'.join(_ORDINALS)})\b|\b(?P<figure>\d{{1,2}})(?:ST|ND|RD|TH)\b")
_BEFORE_FIRST = 2000
"""The first annual report was that of 2001, so the ninth is that of 2009."""
_YEARLY = re.compile(
    r"annual (?:anti-?)?trafficking|annual TIP|TIP (?:report )?(?:questionnaire|submission)", re.IGNORECASE
)
_SUBMITS = re.compile(
    r"""
    keyed[ ]to | (?: responses? | replies | answers )[ ]to[ ](?: the[ ] )?questions
    | following[ ]is[ ] [\w ]{0,30} (?: post | embassy | mission | consulate ) [\w ’',]{0,40}
      (?: submission | response | input | report | assessment )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read(
    subject: str | None, title: str, day: date, references: Sequence[Reference], origin: str, opening: str
) -> Assessment:
    """Tell the kind and the year. ``opening`` is the first paragraphs' text, ``origin`` the post.

    'CAMBODIA: 2009 TIP INTERIM ASSESSMENT' is interim, 2009; "RURITANIA'S 2004 TRAFFICKING IN PERSONS REPORT"
    is annual, 2004; '9TH ANNUAL TRAFFICKING IN PERSONS REPORT' is annual, 2009; any other is ``other``.
    """
    words = " ".join((subject or title).upper().split())
    if subject and not _is_tip(words) and _is_tip(title.upper()):
        words = " ".join(f"{words} {title.upper()}".split())
    kind = _kind(words, origin, opening, references)
    return Assessment(kind, None if kind == "other" else _year(words, opening, kind, day))


def _is_tip(words: str) -> bool:
    return any(map(words.__contains__, _HOLDS)) and _TIP.search(words) is not None


def _kind(words: str, origin: str, opening: str, references: Sequence[Reference]) -> Kind:
    if not _is_tip(words):
        asked = _submitted(references, opening) if _REPLY.search(words) else None
        kind = "interim" if _INTERIM.search(words) else asked
        return kind if kind and _OPENED.search(opening) else "other"
    about, reacts = _ABOUT_REPORT.search(words), _REACTION.search(words)
    if "secretary of state" in origin.lower() or origin.lower().startswith("department"):
        asks = _INSTRUCTION.search(words) or _ANNUAL.search(words) or _INTERIM.search(words)
        return "instruction" if asks and not about and not reacts else "other"
    if _INTERIM.search(words) or _UPDATE.search(words):
        return "interim" if _INTERIM.search(words) else "update"
    if _GOES_ON.search(words):
        return "other" if about or reacts else "update"
    yearly = _ANNUAL.search(words) or (references and _YEARLY.search(opening[:_SAID]))
    kind = "annual" if yearly and not reacts else _submitted(references, opening)
    if kind and not about:
        return kind
    return "instruction" if _INSTRUCTION.search(words) and not references else "other"


def _submitted(references: Sequence[Reference], opening: str) -> Kind | None:
    """The kind of a cable that says in its opening that it is what another asked for."""
    if not references or not _SUBMITS.search(opening[:_SAID]):
        return None
    return "interim" if _INTERIM.search(opening[:_AT_ONCE].upper()) else "annual"


def _year(words: str, opening: str, kind: Kind, day: date) -> int:
    """The year that the subject names, else the one its ordinal stands for, else that of the cable.

    A yearly report is named for the year it appears in.
    """
    found = _YEAR.search(words)
    if found is not None:
        return int(found["long"]) if found["long"] else 2000 + int(found["short"])
    ordinal = _NINTH.search(words)
    if ordinal is not None and kind != "interim":
        return _BEFORE_FIRST + (_ORDINALS.get(ordinal["word"]) or int(ordinal["figure"]))
    named = re.search(
        r"\b(20\d\d)\b.{0,40}(?:annual|TIP|trafficking in persons|trafficking).{0,30}(?:report|assessment)",
        opening[:800],
    )
    if named is not None and abs(int(named[1]) - day.year) <= 1:
        return int(named[1])
    return day.year
