"""What stands at the end of a message besides a name: the classification once more, marks of the network, notices."""

import re

from chancery.body.paragraphs import is_rule
from chancery.head.classification import is_marking

_MARKS = re.compile(
    r"(?:N{1,6}MAFVVZCZ|N{2,6}|-{1,3}|BT|B\s?T|(?:N{4}\s?)?#\s?\d{3,5}|#+|[>=\"'`]{1,3}|[.,~|\\]|\d|\d{4}-\d\d-\d\d"
    r"|END|<<?\s?END(?:\sOF\sDOCUMENT)?\s?>?>|ZCZC\w{0,8}|(?:> )?\d{4}[A-Z]{3,20}\d{2,6} - Classification: .{3,40})"
)
NOTICES = re.compile(
    r"""
    [(\[=*-]{0,60} \s? (?: CABLE | MESSAGE | TELEGRAM | TEXT | HEADER ) \s (?: ENDS? | BEGINS? )
    \s? \.? \s? [)\]=*-]{0,60}
    | \(? MINIMIZE \s (?: FOR \s .{1,40} \s )? (?: WAS \s | IS \s )? CONSIDERED (?: \s FOR \s .{1,40} )? \.? \)?
    | DECONTROL (?: LED )? \s (?: UPON | FOLLOWING | ON ) \s .{1,40}
    | \(? END \s (?: OF \s )? (?: CABLE | MESSAGE | NOTE ) (?: \s TEXT )? [.)]{0,2} | DELIVERED
    | \(? NOTE \s BY \s .{1,80}
    | \.{3,} | …
    | DECLASSIFIED (?: \s .{1,40} )?
    | GP-?\s?\d | X?GDS (?: -?\d )?      # automatic downgrading groups of the telegrams before 1980
    """,
    re.VERBOSE | re.IGNORECASE,
)


def role(text: str) -> str | None:
    """What a line that ends a message without a name is; None for any other."""
    if len(text) > 90:
        return None
    if _MARKS.fullmatch(text):
        return "end of message"
    if NOTICES.fullmatch(text):
        return "notice"
    if is_marking(text):
        return "classification"
    if is_rule(text):
        return "rule"
    return None
