"""The heading with which a paragraph begins, in its own first line: 'Victim protection: The GOR ...'."""

import re

from chancery.about import questions, tip
from chancery.model import Paragraph
from chancery.vocab.topic_words import COUNTED, PHRASE, READ, asked, foremost, heading_keys, normal, vocabulary

_LEAD = re.compile(
    r"(?:-{1,3}\s?|[*•·oO]\s)?[\"“_*]?"
    r"(?P<words>[A-Za-z][\w'’\"“,/&() -]{2,70}?)[\"”_*]?\s?(?P<stop>:|--|-(?=\s)|\.(?=\s|\Z))(?:\s|\Z)"
)
_LEADS = 100
"""So many characters a lead has at most."""
_LETTER = re.compile(r"[A-Z][.)]\s")
"""The letter of the question behind a dash: 'Prevention - B. It is'."""
_OURS = re.compile(r"\b(?:we|post|embassy|mission|department|USG|recommends?)\b", re.IGNORECASE)
"""A recommendation of the post's own names who makes it."""
_TASK = re.compile(
    r"(?:Adopt|Allocate|Amend|Assist|Build|Conduct|Create|Develop|Draft|Educate|Enact|Enhance|Ensure|Establish|Expand"
    r"|Fund|Give|Identify|Implement|Improve|Increase|Inform|Institute|Intensify|Investigate|Launch|Make|Open|Pass"
    r"|Prosecute|Protect|Provide|Punish|Raise|Screen|Set up|Stop|Strengthen|Tell|Train|Undertake)\b"
)
"""What a recommendation of the last report tells a government to do: 'Provide care to victims. Status: ...'."""
_LEADING = 10
"""Words of the longest heading that stands at the head of a paragraph ..."""
_DASHED = 4
"""... of one with a single dash behind it: 'Public information - A hotline opened' ..."""
_LARGE = re.compile(
    r"(?:(?:combat|fight)ing )?(?:human |anti-|child )?(?:trafficking|tip)"
    r"(?: in (?:persons|women|children|people|human beings))?(?: tip)?(?: (?:issues|update))?"
)
"""What names the subject of a whole cable: the words behind it tell the topic ('Human trafficking: A court ...')."""
_LISTED = 14
"""... and at that of an item of a list: '-- Screen for victims among women who are detained: A form was drawn up'."""


def is_large(heading: str) -> bool:
    """Whether a heading is about trafficking at large, so that what stands below it tells the topic."""
    return _LARGE.fullmatch(normal(heading)) is not None


def names(heading: str) -> bool:
    """Whether a heading names trafficking in persons, so that all that stands below it is about that."""
    return is_large(heading) or tip.may_be(heading) or tip.about((), heading, "") is not None


def of(paragraph: Paragraph) -> str | None:
    """The key of the heading with which a paragraph begins; a letter's words are the question's."""
    lead = find(questions.unlettered(paragraph.text))
    if lead is None or (paragraph.label is not None and lead["stop"] != ":"):
        return None
    return key(lead, relevant=True)


def find(text: str) -> re.Match[str] | None:
    """The heading with which a paragraph begins. Most begin with a sentence, longer than any such."""
    head = text[:_LEADS]
    return _LEAD.match(text) if ":" in head or ". " in head or "- " in head or "\n" in head else None


def key(lead: re.Match[str], *, relevant: bool) -> str | None:
    """The key of a paragraph that begins with its heading: 'Victim protection: The GOR …'."""
    words = lead["words"]
    if _LARGE.fullmatch(words.lower()):
        return None
    if relevant and (counted := COUNTED.match(lead.string)) is not None:
        return _theme(lead.string[counted.end() :])
    task = _TASK.match(words) is not None
    most = _LISTED if task or (lead.string[0] == "-" and lead["stop"] == ":") else _LEADING
    if len(words.split()) > most or not words[0].isupper():
        return None
    loud = words.isupper() and not lead.string[lead.end() :].isupper()
    dashed = (
        lead["stop"] == "-" and len(words.split()) <= _DASHED and lead.string[lead.end() : lead.end() + 1].isupper()
    )
    weak = lead["stop"] in (".", "-") and not (loud or task or dashed) and not _LETTER.match(lead.string, lead.end())
    if weak or not relevant:
        return vocabulary().exact.get(normal(words))
    return foremost(heading_keys(words), [lead.string[:READ]])


def _theme(text: str) -> str:
    """What a recommendation of the last report was about, quoted before the account of what was done about it."""
    first = text[:READ].split(". ", 1)[0]
    total = asked([text[:READ]], PHRASE)
    told = heading_keys(first) if _OURS.search(first) is None else ()
    for place, key in enumerate(told):
        total[key] -= 2 * place
    return max(told or total, key=lambda told: (total[told], told), default="recommendations")
