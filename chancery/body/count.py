"""The running number of the paragraphs: which of the lines that can begin one do, by what is counted so far."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from chancery.body import numbering
from chancery.body.numbering import Start

_LEAP = 12
"""How many letters, behind a blank line."""


class Candidate(Struct):
    """A line that can begin a paragraph, and what stands around it."""

    index: int
    start: Start
    gap: bool
    ended: bool
    short: bool
    below: str
    """The next line."""
    first: bool
    """Whether it is a '1' that can begin a list: below a colon, or '1)'."""


class Count:
    """The running number of the paragraphs, and of the letters under a number."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        numbered = [c for c in candidates if c.start.number is not None]
        self.marked = any(c.start.sure or c.start.marking for c in numbered)
        self.best: dict[int, int] = {}
        for c in numbered:
            if c.start.label is not None:
                continue
            if c.gap or c.start.marking or (c.ended and c.start.text.isupper()):
                self.best[c.start.number or 0] = c.index
        self.number: int | None = None
        self.letter: str | None = None
        self.above = -1
        """The index of the last line of capitals that begins with a number and no letter."""

    def takes(self, c: Candidate) -> bool:
        """Whether this candidate begins a paragraph; the count goes on where it does."""
        if c.start.number is None and c.start.label is None:
            if self.letter is not None and c.start.marking == numbering.after(self.letter):
                c.start = replace(c.start, label=f"({c.start.marking})", marking=None)
                self.letter = c.start.label
            return c.gap or c.ended
        if self._is_letter(c.start):
            c.start = replace(c.start, label=c.start.marking, marking=None)
        if c.start.number is None:
            taken = self._takes_letter(c)
        else:
            taken = self._takes_lettered(c) if c.start.label else self._takes_number(c)
        if taken:
            self.above = c.index if c.start.label is None and c.start.text.isupper() else self.above
            self.number = c.start.number if c.start.number is not None else self.number
            within = c.start.label is None and numbering.within(f"{c.start.text} {c.below}")
            self.letter = c.start.label or ("A" if within else numbering.inner(c.start.text))
        return taken

    def _is_letter(self, start: Start) -> bool:
        """Whether '23 (C)' stands behind '23 (B)', or '24 (C)' does, so that the letter is no marking."""
        if self.letter is None or start.label is not None or start.number is None or self.number is None:
            return False
        if start.number - self.number not in (0, 1):
            return False
        return len(self.letter) == 1 and start.marking == numbering.following(self.letter)

    def _next(self, number: int) -> bool:
        return number == (self.number or 0) + 1

    def _takes_number(self, c: Candidate) -> bool:
        number = c.start.number or 0
        onward = self.number is None or 0 < number - self.number <= numbering.STEP or number == 1
        if c.start.marking:
            return c.gap or (c.ended and (c.start.sure or onward)) or self._next(number)
        later = self.best.get(number, -1) > c.index
        if c.start.sure:
            return c.gap or ((c.ended or c.short) and onward and not later and (number != 1 or self.number is None))
        if not c.ended or (later and not (c.gap and (number == 1 or self._next(number)))):
            return False
        if self.marked:
            return (c.gap or c.start.text.isupper()) and (self._next(number) or self._goes_on(c))
        return self._next(number) or c.gap + onward + self._goes_on(c) > 1

    def _goes_on(self, c: Candidate) -> bool:
        """Whether a count that leaps to the instruction's numbers goes on: '27. Overview', and a 28 is to come."""
        number = c.start.number or 0
        return number > (self.number or 0) and number + 1 in self.best and c.start.text[:1].isupper()

    def _takes_lettered(self, c: Candidate) -> bool:
        if c.gap or c.start.sure:
            return c.ended or c.short
        return c.ended and (c.start.number == self.number or self._next(c.start.number or 0) or bool(c.start.marking))

    def _takes_letter(self, c: Candidate) -> bool:
        label = (c.start.label or "").strip("()")
        if "." in label:
            return c.gap or c.ended
        first = label in ("A", "a", "i", "1", "I")
        bracketed = c.start.label is not None and c.start.label.startswith("(")
        if bracketed and label.isdigit() and not c.gap:
            return False
        first = first or (bracketed and label in numbering.ROMANS)
        onward = numbering.follows(self.letter, c.start.label, _LEAP if c.gap else numbering.STEP)
        below = label == "A" and c.short and self.above == c.index - 1
        if c.start.sure and label.isupper():
            return c.gap or onward or below or (c.ended and (first or self.letter is not None))
        if c.start.marking:
            return c.gap or c.ended or onward
        return (
            (c.gap and (first or onward))
            or (c.ended and onward and label.isupper())
            or (label == "A" and c.short and (c.ended or below))
        )
