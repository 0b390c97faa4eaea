"""The account of lines: every non-blank line of a raw file gets exactly one role.

The reading rooms take numbered lines and claim them here; what nobody claims is unplaced.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct


class Line(Struct, frozen=True, gc=False):
    """A line as a reading room gets it: its number in the raw file, counted from 1, and its text.

    The text can be shorter than the raw line where a line holds two things (in this source the last header
    line and the first message line are glued together); the role of such a line is that of its first part.
    """

    number: int
    text: str


class Ledger:
    """Who read which line of one raw file."""

    def __init__(self, raw: Sequence[str]) -> None:
        self.raw = tuple(raw)
        self._roles: dict[int, str] = {}

    def claim(self, lines: Iterable[Line], role: str) -> None:
        """Give lines a role; a line keeps the first role it was given, so that each has exactly one."""
        take = self._roles.setdefault
        for line in lines:
            take(line.number, role)

    def claim_number(self, number: int, role: str) -> None:
        """Give the line of a number a role, unless it has one."""
        self._roles.setdefault(number, role)

    def role(self, number: int) -> str | None:
        """The role of a line, 'blank' for an empty one, None while nobody has read it."""
        if not self.raw[number - 1].strip():
            return "blank"
        return self._roles.get(number)

    def roles(self) -> tuple[str, ...]:
        """The roles of all lines: 'blank' for an empty one, '' for one that nobody has read."""
        role = self._roles.get
        return tuple([role(number, "") if text.strip() else "blank" for number, text in enumerate(self.raw, 1)])

    def unclaimed(self) -> list[int]:
        """Numbers of the non-blank lines without a role, in order."""
        return [n for n, text in enumerate(self.raw, 1) if n not in self._roles and text.strip()]
