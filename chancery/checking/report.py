"""What ``verify`` found out about a built site."""

import msgspec


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at all over the site."""

    name: str
    """What must hold, as a sentence."""
    looked_at: int
    """How many lines, paragraphs, links ... were looked at."""
    failed: int
    faults: tuple[str, ...]
    """The first of them, with file and place."""

    @property
    def idle(self) -> bool:
        """Whether there was nothing to look at, so that it shows nothing."""
        return not self.looked_at and not self.failed


class SourceSum(msgspec.Struct, frozen=True):
    """The SHA-256 of one cable's text."""

    id: str
    sha256: str


class Report(msgspec.Struct, frozen=True):
    """What came out."""

    checks: tuple[Check, ...]
    sources: tuple[SourceSum, ...]

    @property
    def good(self) -> bool:
        """Whether all holds."""
        return not any(check.failed for check in self.checks)
