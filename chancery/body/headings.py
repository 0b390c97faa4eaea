"""Which blocks are headings: by rules of dashes above or below, by capitals, by standing alone.

Posts set headings in every way: between two rules, underlined, in one line with its dashes, in capitals
without any rule, as a numbered paragraph ('1. Overview:' and dashes), over two or three lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.body import numbering
from chancery.body.flow import LONG
from chancery.body.marks import BEGIN, CLOSE, SIGN
from chancery.body.numbering import Start
from chancery.body.paragraphs import REDACTED, Block, Item, Rule
from chancery.body.wording import END, SAYS, SHORT, framed, remarked, telling, titled, usual
from chancery.ledger import Line
from chancery.vocab.topic_words import ASIDE, heading_keys

_BULLET = re.compile(r"[-*+•·o>]\s|--|[(\[<]|http|www\.|(?i:(?:Dear .{3,60}|(?:Your )?Excellency|Sir)[:,]$)")
_FAREWELL = re.compile(r"\s*[A-Z][A-Za-z ]{3,30},\s*")
_TAIL = re.compile(r"[a-z)\d]{2}[.!?][\"')”’]?\s+(?P<words>[A-Z\"“][^.!?]{6,}[^\s.!?:;,])$")
_SECOND = re.compile(r"\A\d{1,2}[.):]\s+(?=[A-Z])")
"""The instruction's number behind the paragraph's own: '2. (U) 21. OVERVIEW'."""
_TALL = 4
"""Lines of the tallest heading between two rules."""
_LONG, _TITLE, _NARROW = 230, 70, 20


@dataclass(slots=True)
class Heading:
    """A heading: its words, its lines (rules included), and its number and letter where it is a numbered paragraph."""

    text: str
    lines: list[Line]
    number: int | None = None
    marking: str | None = None
    label: str | None = None


Part = Block | Heading | Rule


def find(items: Sequence[Item], *, shouting: bool) -> list[Part]:
    """Blocks, headings and the rules that belong to no heading, in order.

    ``shouting`` says that the whole cable is in capitals, so that capitals tell nothing.
    """
    rest = list(items)
    rest.reverse()
    parts: list[Part] = []
    while rest:
        item = rest.pop()
        if isinstance(item, Rule):
            parts.append(_under_rule(item, rest))
        else:
            last = parts[-1] if parts else None
            listed = isinstance(last, Block) and last.start is not None and last.start.label is not None
            named = isinstance(last, Block) and _FAREWELL.fullmatch(last.lines[0].text)
            parts.extend([item] if named else _of_block(item, rest, shouting=shouting, listed=listed))
    return _merged(parts)


def _under_rule(rule: Rule, rest: list[Item]) -> Part:
    """A rule and what stands below it: a heading between two rules, one below a rule, or a mere rule."""
    block = rest[-1] if rest else None
    if not isinstance(block, Block) or not _may_be(block):
        return rule
    below = rest[-2] if len(rest) > 1 else None
    if isinstance(below, Rule) and len(block.lines) <= _TALL and not (below.gap and block.texts[-1].endswith(".")):
        del rest[-2:]
        return _heading([rule.line, *block.lines, below.line], block)
    near = block.lines[0].number == rule.line.number + 1
    apart = isinstance(below, Block) and (below.gap or (below.start is not None and below.start.number is not None))
    if near and apart and len(block.lines) <= 2 and _telling(block):
        rest.pop()
        return _heading([rule.line, *block.lines], block)
    return rule


def _of_block(block: Block, rest: list[Item], *, shouting: bool, listed: bool) -> list[Part]:
    """A block, or the heading that it is; ``listed`` says that one with a letter stands right above."""
    below = rest[-1] if rest else None
    if isinstance(below, Rule):
        found = _underlined(block, below, rest)
        if found is not None:
            return found
    inline = _one_line(block)
    if inline is not None:
        return inline
    follower = below if isinstance(below, Block) else None
    lettered = block.start is not None and block.start.label is not None and not _heads_letters(block.start, follower)
    if follower is not None and not (listed and lettered) and _alone(block, follower, shouting=shouting):
        return [_heading(list(block.lines), block)]
    return (
        _topped(block, shouting=shouting)
        or _footed(block, follower, shouting=shouting)
        or _tailed(block, follower, shouting=shouting)
        or [block]
    )


def _underlined(block: Block, rule: Rule, rest: list[Item]) -> list[Part] | None:
    """A heading with a rule below it, also where a paragraph stands right above the heading."""
    after = rest[-3] if len(rest) > 2 else None
    apart = rule.gap or (block.texts[-1:] and block.texts[-1].rstrip().endswith("."))
    opens_next = apart and isinstance(after, Rule) and isinstance(rest[-2], Block) and len(rest[-2].lines) <= _TALL
    if opens_next or not block.texts:
        return None
    if "   " in block.texts[-1].strip():
        return _table(block, rule, rest)
    if _may_be(block) and len(block.lines) <= 3 and (not rule.gap or _telling(block)):
        rest.pop()
        return [_heading([*block.lines, rule.line], block)]
    if rule.gap or len(block.texts) < 2 or not telling(block.texts[-1].strip()):
        return None
    if not _ended(block.texts[-2]):
        return None
    rest.pop()
    last = block.lines[-1]
    del block.lines[-1], block.texts[-1]
    return [block, Heading(last.text.strip(), [last, rule.line])]


def _ended(line: str) -> bool:
    line = line.rstrip()
    return line[-1:] in ".!?:\"')”" or REDACTED.search(line[-12:]) is not None


def _table(block: Block, rule: Rule, rest: list[Item]) -> list[Part] | None:
    """A rule between the head of a table and its rows is a line of the table."""
    rows = rest[-2] if len(rest) > 1 else None
    if rule.gap or not isinstance(rows, Block) or rows.start is not None:
        return None
    del rest[-2:]
    block.lines += [rule.line, *rows.lines]
    block.texts += [rule.line.text.rstrip(), *rows.texts]
    return [block]


def _one_line(block: Block) -> list[Part] | None:
    """'-------- SUMMARY --------' and 'SUMMARY --------' as the first line of a block."""
    first = block.lines[0]
    words = framed(first.text.strip(), alone=block.gap and len(block.lines) == 1)
    if words is None:
        return None
    heading = Heading(words, [first])
    if len(block.lines) == 1:
        return [heading]
    return [
        heading,
        Block(block.lines[1:], None, gap=True, texts=[line.text.rstrip() for line in block.lines[1:]]),
    ]


def _alone(block: Block, follower: Block, *, shouting: bool) -> bool:
    """Whether a block that stands alone, without any rule, is the heading of the block that follows it."""
    names = len(block.texts) == 2 and len(block.texts[0]) <= _NARROW and block.texts[-1].lstrip()[:1] != "("
    if len(block.lines) > 2 or names or not _may_be(block) or not (block.gap or _heads_letters(block.start, follower)):
        return False
    text = " ".join(" ".join(block.texts).split())
    numbered = follower.start is not None and (follower.start.number is not None or follower.start.label is not None)
    if (len(text) > SHORT and text[-1] not in "?:") or (not follower.gap and not numbered):
        return False
    start = block.start
    if start is not None and (start.number is not None or start.label is not None):
        return _labelled_alone(start, text, follower, shouting=shouting)
    if END.search(text):
        return False
    longer = numbered or len(follower.lines) > 1 or len(follower.lines[0].text) > len(text)
    if longer and not shouting and remarked(text):
        return True
    short = len(block.lines) == 1 and len(text) <= _TITLE and text[0].isupper()
    return (short and numbered) or usual(text)


def _labelled_alone(start: Start, text: str, follower: Block, *, shouting: bool) -> bool:
    """Whether '2. Prevention' or 'II. PREVENTION' alone is a heading."""
    if start.number is not None:
        loud = not shouting and text.isupper() and follower.start is None
        return loud if start.label is not None else _numbered_alone(text, follower, shouting=shouting)
    told = (telling(text) and ":" not in text[:-1]) or usual(text) or (text.endswith(":") and text.count(":") == 1)
    if not told or follower.start is None:
        return False
    return follower.start.number is not None or _heads_letters(start, follower)


def _heads_letters(start: Start | None, follower: Block | None) -> bool:
    """Whether a number or a letter stands above letters or numbers that begin anew: 'II. Prevention', then 'A. Yes'."""
    label = follower.start.label if follower is not None and follower.start is not None else None
    first = (label or "").strip("().").upper()
    if start is None or first not in ("A", "1"):
        return start is not None and first == f"{start.label}.1"
    if start.label is None:
        return start.number is not None and (first == "A" or label == ".1")
    return start.label.strip("()") in numbering.ROMANS if first == "A" else len(start.label) == 1


def _numbered_alone(text: str, follower: Block, *, shouting: bool) -> bool:
    """Whether a short numbered paragraph is the heading of what follows ('2. Prevention' and answers)."""
    start = follower.start
    lettered = start is not None and start.label is not None
    text = ASIDE.sub("", _SECOND.sub("", text))
    if (start is not None and start.number is not None and not lettered) or ". " in text:
        return False
    colon = text.endswith(":")
    most = 14 if lettered else 6 if shouting or colon else 12
    if len(text.split()) > most or (colon and (SAYS.search(text) or (not text.isupper() and " " not in text))):
        return False
    if lettered:
        return text[-1].isalpha() or (telling(text) and not (shouting and colon and not heading_keys(text)))
    return usual(text) or (telling(text) and not (shouting or colon))


def _topped(block: Block, *, shouting: bool) -> list[Part] | None:
    """A heading as the first line of its paragraph: capitals or a title, broken off where more had fit."""
    if shouting or block.start is not None or not block.gap or not 3 <= len(block.lines) == len(block.texts):
        return None
    first, second = block.texts[0].strip(), block.texts[1].strip()
    room = min(68, max(map(len, block.texts))) - len(block.texts[0].rstrip()) - 1 >= len(second.split(None, 1)[0])
    if not room or not second[0].isupper() or not telling(first) or second.isupper():
        return None
    if not first.isupper() and (len(first.split()) < 4 or titled(second) or BEGIN.match(f"{first} ")):
        return None
    heading = Heading(first, [block.lines[0]])
    return [heading, Block(block.lines[1:], None, gap=True, texts=block.texts[1:])]


def _footed(block: Block, follower: Block | None, *, shouting: bool) -> list[Part] | None:
    """A heading right below a paragraph and right above a numbered one: in capitals, or a title below a full stop."""
    if shouting or follower is None or follower.start is None or len(block.lines) < 2 or len(block.texts) < 2:
        return None
    last, line = block.texts[-1].strip(), block.lines[-1]
    titled_ = follower.start.number is not None and " " in last and block.texts[-2].rstrip().endswith(".")
    if not (last.isupper() or titled_) or not telling(last) or not _ended(block.texts[-2]):
        return None
    del block.lines[-1], block.texts[-1]
    return [block, Heading(last, [line])]


def _tailed(block: Block, follower: Block | None, *, shouting: bool) -> list[Part] | None:
    """A heading at the end of a paragraph that is one long line, where the source lost the line's end."""
    if shouting or follower is None or follower.start is None or follower.start.number is None or not block.texts:
        return None
    last = block.texts[-1].rstrip()
    if len(last) <= LONG or (found := _TAIL.search(last[-SHORT:])) is None:
        return None
    words = found["words"]
    if words.isupper() or not titled(words) or CLOSE.fullmatch(words):
        return None
    block.texts[-1] = last[: -len(words)].rstrip()
    return [block, Heading(words, [])]


def _heading(lines: list[Line], block: Block) -> Heading:
    start = block.start
    text = " ".join(" ".join(block.texts).split())
    if start is not None and start.label is not None and start.number is None:
        above = numbering.plain(block.lines[0].text.strip()).removesuffix(block.texts[0])
        text = " ".join(f"{above.replace(f'({start.marking})', '')}{text}".split())
    return Heading(
        text,
        lines,
        start.number if start else None,
        start.marking if start else None,
        start.label if start and start.number is not None else None,
    )


def _may_be(block: Block) -> bool:
    """Whether a block is short enough and worded so that it can be a heading."""
    if not block.texts:
        return False
    start = block.start
    text = " ".join(block.texts)
    lettered = start is not None and start.label is not None and start.number is None
    if lettered and not telling(block.texts[0].strip()) and not (len(text) <= SHORT and usual(text)):
        return False
    if len(text) > _LONG or _BULLET.match(text) or SIGN.match(text) or len(set(text)) < 3 or "   " in text.strip():
        return False
    return len(text) <= 40 or not text.rstrip().endswith((".", ";", ","))


def _telling(block: Block) -> bool:
    return telling(" ".join(" ".join(block.texts).split()))


def _merged(parts: list[Part]) -> list[Part]:
    """Rules wrapped by the width of the line belong to the heading that they touch."""
    done: list[Part] = []
    for part in parts:
        last = done[-1] if done else None
        if isinstance(part, Rule) and isinstance(last, Heading) and part.line.number == last.lines[-1].number + 1:
            last.lines.append(part.line)
        elif isinstance(part, Heading) and isinstance(last, Rule) and part.lines[0].number == last.line.number + 1:
            part.lines.insert(0, last.line)
            done[-1] = part
        else:
            done.append(part)
    return done
