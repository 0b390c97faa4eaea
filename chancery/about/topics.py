"""Headings and words to canonical section keys, with what decided: heading, marker, question or words.

The printed heading decides where it tells; then the text's own SUMMARY and COMMENT; then, in yearly submissions, the
order of the instruction's questions; then the paragraph's own words. What fits nothing is ``other``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Literal

from chancery.about import leads, questions, slants
from chancery.about.units import asks, grouped, is_theme
from chancery.body import marks, reach
from chancery.body.sections import Draft
from chancery.model import By, Paragraph, Section
from chancery.vocab.topic_words import (
    PHRASE,
    READ,
    apart,
    asked,
    foremost,
    heading_keys,
    nearness,
    normal,
    opens,
    unspoken,
    vocabulary,
    weigh,
)

About = Literal["subject", "mentions", "passing", "nothing"]
"""What a cable has to do with trafficking: it is its subject, one of several, named in passing, or nothing."""
OTHER = "other"
SILENT = ""
"""What a paragraph that tells nothing has for a key until its neighbours are asked."""
_GENERAL = frozenset(["summary", "action_request", "recommendations", "contacts", "comment"])
"""Keys that headings tell in cables about anything."""
_WHOLE = _GENERAL - {"recommendations"}
"""... and that tell all of what stands below."""
_ENOUGH = 3
"""The least weight of words that tells a paragraph without a heading, or all of those under one that are silent ..."""
_FAR, _NEVER = 3, 99
"""What speaks against such a paragraph, and against one in a cable that names trafficking in passing."""
_NEAR: dict[About, int] = {"mentions": 1, "passing": 2}
"""So many words are near to trafficking in what is about it, in cables on other things as well."""
_HEADLINE = 4
"""Words of the shortest headline ..."""
_SAYS = re.compile(r"[:?!](?! *\Z)|\? *\Z|[\"“]")
"""... unless signs tell that it is one ('Courts: Not Yet')."""
_SAID = 5
"""The weight of what a headline tells, against the words below it."""
_NAMED = 7
"""... of a shorter one, which names its topic."""
_BROAD = 4
"""... of one that names what a government did, which can be anything."""
_AHEAD = 2 * PHRASE
"""So much phrases add for a key at most, or nearly so."""
_COMMON = {"situation": 1, "child_labor": 1, "interagency_cooperation": 1}
"""Keys whose words are said of other things as well, so that they must be ahead of other keys by so much."""


def keyed(
    drafts: Iterable[Draft], *, annual: int, report: bool = False, about: About = "subject", subject: str = ""
) -> tuple[Section, ...]:
    """Give each section its key.

    ``annual`` is the year of the instruction whose questions the cable answers, if it does; ``report`` says that it was
    asked for by any instruction, so that its first words say so; ``about`` how much it is about trafficking: where not
    at all, only general headings tell. A ``subject`` that names one narrow topic ('nomination of a hero') tells too.
    """
    drafts = list(drafts)
    slant = slants.of(subject, trafficking=about == "subject", report=report) if about != "nothing" else frozenset()
    groups = questions.groups((p for draft in drafts for p in draft.paragraphs), slant, annual) if annual else {}
    reading = _Reading(about, groups, slant, annual=annual > 0, report=report)
    if about == "mentions":
        reading.part = slants.part(drafts, subject)
    reading.summed_up = any(draft.marker == "summary" or reach.named(draft.heading) == "summary" for draft in drafts)
    divided = any(groups) or any(draft.heading and reach.named(draft.heading) is None for draft in drafts)
    if report and divided and drafts[0].heading is None and drafts[0].paragraphs:
        reading.opening = drafts[0].paragraphs[0]
    return tuple(section for draft in drafts for section in reading.sections(draft))


class _Reading:
    """What is known of one cable while its sections get their keys."""

    def __init__(
        self, about: About, groups: dict[int, str], slant: frozenset[str], *, annual: bool, report: bool
    ) -> None:
        self.about, self.relevant = about, about != "nothing"
        self.groups, self.slant = groups, slant
        self.annual, self.report = annual, report
        self.summed_up = False
        """The cable has a summary, so that an introduction is none."""
        self.opening: Paragraph | None = None
        """What stands above the answers or the headings of a report sums them up if it tells anything."""
        self.part: range | None = None
        """Lines between which a cable on several things speaks of trafficking."""
        self.above: str | None = None
        """The key of a heading right above, under which nothing stands but a heading of second rank."""

    def sections(self, draft: Draft) -> Iterator[Section]:
        told = self._told(draft)
        above, self.above = self.above, told if told is not None and not draft.paragraphs else None
        if above is None and draft.heading is not None and leads.is_large(draft.heading):
            above = "situation"
        if draft.marker is not None and (
            told is None or draft.heading is None or (draft.closed and told != draft.marker)
        ):
            yield from _headed(draft.marker, draft, "marker")
        elif told is not None:
            whole = not self.relevant or told in _WHOLE or (self.annual and told in questions.PILLARS)
            yield from _headed(told, draft, "heading", whole=whole)
        else:
            runs = list(self._runs(draft))
            if draft.heading is not None and above is not None and all(run.key == OTHER for run in runs):
                yield Section(above, draft.heading, "heading", tuple(draft.paragraphs))
            else:
                yield from runs

    def _told(self, draft: Draft) -> str | None:
        heading = draft.heading or (draft.under if draft.marker is None else None)
        if not heading or (heading.endswith("?") and any(map(asks, draft.paragraphs))):
            return None
        plain = normal(heading)
        large = self.about != "subject" and leads.is_large(heading)
        texts = (p.text[:READ] for p in draft.paragraphs if self.relevant)
        told = None if large else foremost(heading_keys(unspoken(heading)), texts)
        if told is None or not self._fits(told):
            return None
        if told == "investigations" and draft.paragraphs:  # of a yearly form they are a part of its prosecutions
            told = self.groups.get(draft.paragraphs[0].lines[0], told)
        if self.annual and told not in questions.PILLARS:
            told = next(filter(questions.PILLARS.__contains__, heading_keys(heading)), told)
        if told == "summary" and self.summed_up and plain == "introduction":
            return None
        if told in _GENERAL or self.about == "subject" or plain in vocabulary().exact:
            return told
        return told if self.relevant and (not draft.paragraphs or self._close(heading, draft.paragraphs)) else None

    def _fits(self, key: str) -> bool:
        """Whether a heading may tell a key: in a cable that its subject speaks for, none but that and general ones."""
        return self.slant.isdisjoint(slants.PLAIN) or key in self.slant | _GENERAL

    def _runs(self, draft: Draft) -> Iterator[Section]:
        """Paragraphs without a telling heading: each with its own key, neighbours of one key together.

        Under a heading, even one that tells nothing, a paragraph that tells little goes with its neighbour.
        """
        heading = draft.heading
        headed = heading is not None or all(p.number is None for p in draft.paragraphs)
        key, run = SILENT, list[Paragraph]()
        by: By = "words"
        for unit, told, new_by in self._keyed_units(draft):
            new_key = told if headed else told or OTHER
            silent = headed and bool(run) and new_key == SILENT
            if run and not silent and (new_key, new_by) != (key, by) and not (headed and key == SILENT):
                yield Section(key or OTHER, heading, by, tuple(run))
                heading, run = None, []
            if not silent:
                key, by = new_key, new_by
            run.extend(unit)
        if run or heading is not None:
            yield Section(key or OTHER, heading, by, tuple(run))

    def _keyed_units(self, draft: Draft) -> list[tuple[list[Paragraph], str, By]]:
        """Each paragraph of a section with its key and what decided; all together where none tells anything."""
        heading = draft.heading
        units = list(grouped(draft.paragraphs, self.groups))
        close = self._close(heading, draft.paragraphs)
        away = _FAR if self.about == "mentions" and (close or heading is None or self.part is None) else _NEVER
        keyed = list[tuple[list[Paragraph], str, By]]()
        for unit in units:
            far = 0 if self._close(heading, unit) else away
            far = _NEVER if far and self.part is not None and unit[0].lines[0] not in self.part else far
            keyed.append((unit, *self._unit_key(unit, far, heading)))
        if heading is not None and close and all(key == SILENT for _, key, _ in keyed):
            key = _together(heading, draft.paragraphs)
            return [(unit, key, by) for unit, _, by in keyed]
        return keyed

    def _close(self, heading: str | None, paragraphs: Sequence[Paragraph]) -> bool:
        """Whether words may tell of trafficking: any in a cable about it, those near to it in another."""
        if self.about == "subject" or (self.relevant and heading is not None and leads.names(heading)):
            return True
        least = _NEAR.get(self.about)
        texts = [heading or "" if self.part is None else "", *(p.text[:READ] for p in paragraphs)]
        return least is not None and nearness(" ".join(texts)) >= least

    def _unit_key(self, unit: Sequence[Paragraph], far: int, heading: str | None) -> tuple[str, By]:
        first = unit[0]
        if first.lines[0] in self.groups:
            return self.groups[first.lines[0]], "question"
        text = questions.unlettered(first.text)
        key = leads.key(lead, relevant=self.relevant and not far) if (lead := leads.find(text)) else None
        if key and self._fits(key):
            return key, "words"
        if plain := (opens(text) if self.report else None) or apart(text):
            return plain, "words"
        key = self._by_words(unit, far, heading) if self.relevant else SILENT
        sums_up = first is self.opening and key and key not in _WHOLE and not self.summed_up
        return "summary" if sums_up else key, "words"

    def _by_words(self, paragraphs: Sequence[Paragraph], far: int, heading: str | None) -> str:
        """What paragraphs that belong together are about: the first of them says so, or all of them together do."""
        text = paragraphs[0].text
        if self.slant and marks.QUOTES.match(text):
            return min(self.slant)
        theme = is_theme(paragraphs[0])
        first = paragraphs[: 1 + (theme or text.endswith("?") or text.startswith("Q:"))]
        said = dict.fromkeys(heading_keys(text)[:1] if theme else (), _SAID)
        for some in (first, paragraphs) if len(paragraphs) > len(first) else (paragraphs,):
            total = _asked(some)
            if heading is not None:
                total.update(weigh([heading]))
            total[OTHER] = total[OTHER] + far if far else total[OTHER] // 2
            total.update(said)
            total.update({key: slants.WEIGHTS[key] for key in self.slant})
            total["reactions"] //= 1 + self.report
            key, best = _best(total)
            if best >= _ENOUGH + (far if key == OTHER else 0) and key != "comment":
                return key
        return min(self.slant & slants.PLAIN, default=SILENT)


def _headed(told: str, draft: Draft, told_by: By, *, whole: bool = False) -> Iterator[Section]:
    """A section that heading or marker tells, but for paragraphs that plainly say that they are something else.

    That do the usual phrases of a point of contact, and leads ('Protection: ...'), if there are several. A ``whole``
    one is of the form's own headings, so that leads only repeat its questions ('Existing laws: ...').
    """
    heading, run, key, by = draft.heading, list[Paragraph](), told, told_by
    units = list(grouped(draft.paragraphs))
    by_heading = told_by == "heading" and heading is not None
    may_lead = by_heading and len(units) > 1 and (not whole or told == "action_request")
    led_by = [leads.of(unit[0]) for unit in units] if may_lead else []
    led = len(set(filter(None, led_by))) > 1
    said = _weight(heading) if by_heading and heading is not None and not whole else 0
    loose = heading_keys(heading) if said and heading is not None else ()
    said = min(said, _SAID) if len(loose) > 1 else said
    said = min(said, _BROAD) if told == "government_efforts" else said
    for unit, lead in zip_longest(units, led_by):
        begins = (told_by == "marker" and unit[0] is draft.paragraphs[0]) or (told == "summary" and draft.closed)
        begins = begins or lead == told
        own = told if begins else (led and lead) or _apart(unit[0]) or _nearest(loose, unit, said) or told
        if own != key:
            if run:
                yield Section(key, heading, by, tuple(run))
                heading = None
            by, run, key = told_by if own in (told, *loose) else "words", [], own
        run.extend(unit)
    yield Section(key, heading, by, tuple(run))


def _apart(paragraph: Paragraph) -> str | None:
    """What a paragraph plainly is under any heading: what a post recommends belongs to its comment."""
    key = apart(paragraph.text)
    return key if key != "recommendations" else None


def _weight(heading: str) -> int:
    """How much a heading tells of what stands below: one in the manner of newspapers less; 0 of one that tells all."""
    plain = normal(heading)
    if plain in vocabulary().exact:
        return 0
    words = len(plain.split()) + (_SAYS.search(heading) is not None)
    return _SAID if words >= _HEADLINE else _NAMED if words > 1 else 0


def _nearest(keys: Sequence[str], unit: Sequence[Paragraph], said: int) -> str | None:
    """What a paragraph below a headline is about: what the headline tells, or what its own words tell far more."""
    if not keys or unit[0].label is not None:
        return None
    total = _asked(unit)
    for key in keys:
        total[key] += said
    order = {key: place for place, key in enumerate(keys)}
    return min(total, key=lambda key: (_COMMON.get(key, 0) - total[key], order.get(key, len(keys)), key))


def _asked(paragraphs: Sequence[Paragraph]) -> Counter[str]:
    """What paragraphs are about by their words, and by phrases where one key is not far ahead of all others."""
    texts = [p.text[:READ] for p in paragraphs]
    total = weigh(texts)
    first, second = sorted([0, 0, *total.values()])[:-3:-1]
    return total if first - second > _AHEAD else asked(texts, PHRASE)


def _best(total: Counter[str]) -> tuple[str, int]:
    """The key that words speak for most, and how much."""
    return min(total.items(), key=lambda item: (_COMMON.get(item[0], 0) - item[1], item[0]), default=(SILENT, 0))


def _together(heading: str, paragraphs: Sequence[Paragraph]) -> str:
    """What paragraphs none of which tells anything are about together, with the words of their heading."""
    key, best = _best(asked([heading, *(p.text[:READ] for p in paragraphs)], PHRASE))
    return key if best >= _ENOUGH and key != "comment" else SILENT
