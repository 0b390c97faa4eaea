"""The page on what ``verify`` found: each check, and the SHA-256 of every source."""

from chancery.checking.report import Report, SourceSum
from chancery.model import Value
from chancery.views.base import Page
from chancery.words import count


class CheckRow(Value, frozen=True):
    """One check."""

    name: str
    looked_at: str
    """A number with its thousands apart."""
    holds: str
    """'yes', how often not, or that there was nothing to look at."""
    faults: tuple[str, ...]


class VerifyView(Page, frozen=True):
    """What ``verify.html`` receives."""

    lede: str
    checks: tuple[CheckRow, ...]
    count: str
    sources: tuple[SourceSum, ...]


def verify_view(report: Report) -> VerifyView:
    """The view of a report; one without checks is that of a site which nobody has verified yet."""
    return VerifyView(
        root="",
        path="verify.html",
        title="Nothing lost, nothing invented",
        description="What was found when the built site was read again, and the SHA-256 of every source.",
        lede=_lede(report),
        checks=tuple(
            CheckRow(
                name=check.name,
                looked_at=f"{check.looked_at:,}",
                holds=f"no: {check.failed:,} do not" if check.failed else "nothing to look at" if check.idle else "yes",
                faults=check.faults,
            )
            for check in report.checks
        ),
        count=count(len(report.sources), "source"),
        sources=report.sources,
    )


def _lede(report: Report) -> str:
    if not report.checks:
        return "This site was not read again after it was built: run 'python build.py verify'."
    if report.good and report.checks[0].idle:
        return "The built site was read again as a stranger would. All holds. It was not compared with its sources."
    if report.good:
        return "The built site was read again as a stranger would, and compared with its sources. All holds."
    return "The built site was read again and compared with its sources. Not all of it holds."
