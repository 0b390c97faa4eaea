"""The yearly instruction's lettered questions: which answers belong together, and what was asked there.

The letters of the instruction changed by year, and posts left questions out: the words of a group of answers and
its place among its neighbours tell which of the known groups of questions it answers.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chancery.model import Paragraph
from chancery.vocab.topic_words import PHRASE, READ, asked, heading_keys, normal, vocabulary

_KEYED = re.compile(
    r"""
    (?: (?: RE | AT | ON | TO | UNDER | REGARDING ) :? \s )?
    [(\[-]? (?: (?: (?: REF(?:TEL)? | QUESTION | Q | PARA(?:GRAPH)?S?
            | (?: ANSWER | RESPONSE ) (?: \s TO )? ) \.? \s? ){1,2}
        (?P<number> \d{1,2} )?
      | (?P<own> \d{1,2} ) )
    \s? [-./(,]? \s? (?P<letter> [A-Z] ) (?: \s? (?: AND | THROUGH | TO | [-,&/] ) \s? (?P<last> [A-Z] ) \b ){0,3}
    (?: \)? \s? [-./:)\]]{1,2} | (?<= \d\.[A-Z] ) ) \s+
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""The letter of a question within a numbered paragraph: '29A. Legal framework', 'Para 27/B: Most are'."""
_WHOLE = re.compile(
    r"[(\[]?(?:(?:REF(?:TEL)?|QUESTION|Q|PARA(?:GRAPH)?S?)\.?\s?){1,2}(?P<number>\d{1,2})(?P<own>)\s?[)\]]?\s?[:.-]",
    re.IGNORECASE,
)
"""The number of a question without letters: 'Para 31: Post nominates'."""
_SEVERAL = 3
"""So many of the instruction's numbers tell which form they are of."""
_FIRST = 10
"""... none of which was below this: 'Question 1' is of another list."""
_HEAD = 90
"""So many characters a heading of the form has at most."""
PILLARS = frozenset(["situation", "prevention", "prosecutions", "victim_protection"])
"""What the headings of all forms tell."""
_REPLIES = PILLARS | {"government_efforts", "international_cooperation", "child_soldiers", "heroes"}
_ANNOUNCING = 120
"""... and words that announce a group of answers."""
_OWN = 0.3
"""So much the form of its own year is ahead of others for a report."""
_WHOLLY = 0.6
"""The least part of a single group of answers that is about one group of questions: in 2000 it was about all."""
_LETTERS = 26
"""So many questions have a letter; '27.3.' answers the third."""
_LATER = 24
"""So many characters it has at most."""


def groups(paragraphs: Iterable[Paragraph], slant: frozenset[str], year: int) -> dict[int, str]:
    """The keys of the groups of lettered answers (18A …, 19A …) in a yearly submission, by first lines.

    ``slant`` is what the subject of one in parts tells ('TIP REPORT, PART 3: PROTECTION'), ``year`` that of the report.
    """
    paragraphs = list(paragraphs)
    answers = [group for group in _lettered(paragraphs) if group and not _is_outline(group)]
    keyed = _by_number(paragraphs, year)
    if not any(len(group) > 1 for group in answers):
        return keyed
    best, fits = _fitted(dict(enumerate(answers)), year)
    part = min(slant & PILLARS, default=None)
    if len(answers) == 1 and (part or best < _WHOLLY):
        return keyed | dict.fromkeys((p.lines[0] for p in answers[0]), part) if part else keyed
    told = {
        place: (answers[place][0].label is None and _announced(answers[place][0].text)) or key
        for place, key in fits.items()
    }
    return keyed | {p.lines[0]: key for place, key in told.items() for p in answers[place]}


def _fitted(answers: Mapping[int, Sequence[Paragraph]], year: int) -> tuple[float, dict[int, str]]:
    """How well groups of answers, by their places, fit that form which they fit best, and the keys that it gives them.

    Of several groups the form of the ``year`` is ahead of others.
    """
    weights = {place: asked([p.text[:READ] for p in group], 2 * PHRASE) for place, group in answers.items()}
    first, last = min(weights), max(weights)
    forms = vocabulary().forms
    own = max((since for since in forms if since <= year), default=None) if len(weights) > 1 else None
    best, told = -1.0, dict[int, str]()
    for since, form in forms.items():
        for offset in range(len(form) - (last - first)):
            fits = {place: form[offset + place - first].split() for place in weights}
            score = sum(_share(weights[place], keys) for place, keys in fits.items()) + _OWN * (since == own)
            if score > best:
                best, told = score, {place: keys[0] for place, keys in fits.items()}
    return best, told


def _is_outline(group: Iterable[Paragraph]) -> bool:
    """Whether letters stand before the headings of the form themselves: 'A. OVERVIEW. ...', 'B. PREVENTION. ...'."""
    heads = [p.text[:READ].split(".", 1)[0].split(":", 1)[0] for p in group]
    told = {vocabulary().exact.get(normal(head)) for head in heads if len(head) <= _HEAD}
    return len(told & PILLARS) >= _SEVERAL


def _by_number(paragraphs: Iterable[Paragraph], year: int) -> dict[int, str]:
    """The keys of paragraphs that name the instruction's numbers, in whatever order ('Reftel para 29E', 'Para 31')."""
    named: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        asks = _asks(paragraph) or (_WHOLE.match(paragraph.text[:_LATER]) if paragraph.label is None else None)
        if asks is not None and (number := asks["number"] or asks["own"]):
            named.setdefault(int(number), []).append(paragraph)
    if len(named) < _SEVERAL or min(named) < _FIRST:
        return {}
    _, told = _fitted(named, year)
    return {p.lines[0]: told[number] for number, group in named.items() for p in group if number in told}


def _lettered(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Answers in groups: a new one begins where the letters start again, or the number before them changes.

    Where each letter has a number of its own, one that is left out begins none.
    """
    paragraphs = list(paragraphs)
    letters = [_letter(paragraph) for paragraph in paragraphs]
    small = not any(letter.isupper() for _, letter in letters)
    group: list[Paragraph] = []
    number, letter, alone = None, "", list[Paragraph]()
    own: int | None = None
    for paragraph, (asked_in, printed) in zip(paragraphs, letters, strict=True):
        label = printed.upper() if small else printed
        if not label.isupper():
            alone = [paragraph] if paragraph.number is not None and _heads(paragraph.text) else []
            continue
        below = paragraph.label is not None and paragraph.number == own
        skips = asked_in != number and not below and ord(label) != ord(letter or "@") + 1
        if label <= letter or (skips and not len({p.number for p in group}) == len(group) > 1):
            yield group
            group = []
        group += [*alone, paragraph]
        number, letter, alone = number if below else asked_in, _last(paragraph) or label, []
        own = paragraph.number
    yield group


def _heads(text: str) -> bool:
    """Whether a paragraph belongs to the letters below it, having no words of its own."""
    return not text or _announced(text) is not None


def _announced(text: str) -> str | None:
    """What a paragraph says of the answers below it: 'Ref para 27, investigation and prosecution:' and no more."""
    if len(text) > _ANNOUNCING or not (text.endswith(":") or "para" in text):
        return None
    return next((key for key in heading_keys(text) if key in _REPLIES), None)


def _letter(paragraph: Paragraph) -> tuple[int | None, str]:
    """The number and the letter of the question that a paragraph answers, be they its own or its first words."""
    asks = _asks(paragraph)
    if asks is None:
        outer, _, figure = (paragraph.label or "").rpartition(".")
        label, counted = figure.strip("()"), figure if figure.isdigit() else ""
        number = ord(outer) if outer else paragraph.number
        return number, chr(ord("@") + int(counted)) if counted and int(counted) <= _LETTERS else label[:1]
    return int(asks["number"] or asks["own"] or 0), asks["letter"].upper()


def _last(paragraph: Paragraph) -> str | None:
    """The last letter of several that one paragraph answers: 'C' of 'Para 21, A-C'."""
    asks = _asks(paragraph)
    return asks["last"].upper() if asks is not None and asks["last"] else None


def _share(weights: Counter[str], keys: Sequence[str]) -> float:
    """How much of what a group of answers is about belongs to what one group of questions asks."""
    return sum(weights[key] for key in keys) / (sum(weights.values()) or 1)


def _asks(paragraph: Paragraph) -> re.Match[str] | None:
    """The question's number and letter with which the words of a paragraph begin that has no letter of its own."""
    return _KEYED.match(paragraph.text[:_LATER]) if paragraph.label is None else None


def unlettered(text: str) -> str:
    """The words of a paragraph behind the letter of the question that they answer."""
    found = _KEYED.match(text[:_LATER])
    return text[found.end() :] if found is not None else text
