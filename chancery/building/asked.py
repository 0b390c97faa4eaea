"""What a build is asked for, and what it tells afterwards."""

from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import yaml

from chancery.collection.corpus import Problem


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a build is asked for."""

    cables: Path
    site: Path
    project: Path
    """The folder with templates/, docs/ and mkdocs.yml."""
    cache: Path
    use_cache: bool = True
    base_url: str = ""
    search: bool = True
    offline: bool = True
    catalogue: bool = True
    """Off, the tables of the old site stay where it has some: a preview shows the changed page first."""
    strict_privacy: bool = False
    elsewhere: frozenset[str] = frozenset()
    """Ids of the rest of the collection, where the cables are a part of it."""
    cables_from: str = ""
    """The address that cables are brought from into ``cables``; '' where they are there."""
    site_to: str = ""
    """The address that the site is sent to when it is whole; '' where it stays here."""

    @property
    def address(self) -> str:
        """The site's own address with a stroke at its end, ready for the name of a page; '' where it has none."""
        return f"{self.base_url.rstrip('/')}/" if self.base_url else ""


class Report(msgspec.Struct, kw_only=True):
    """What a build did."""

    cables: int = 0
    read: int = 0
    """Cables that were read anew."""
    figures: int = 0
    written: int = 0
    unchanged: int = 0
    sent: int = 0
    """Files that were sent to the site's address."""
    problems: tuple[Problem, ...] = ()
    left: list[str] = []
    """What stood on top of the old site and is not in the new one, though no build had made it."""
    workers: int = 1
    """How many worked at once."""


def address_of(given: str, project: Path) -> str:
    """The site's address as it was given for ``--base-url``, else ``site_url`` of ``mkdocs.yml``; '' where neither is.

    Raises ``ValueError`` where it is no address: what is wrong and what to do.
    """
    where, told = ("--base-url", given) if given else ("mkdocs.yml: site_url", _site_url(project / "mkdocs.yml"))
    if not told:
        return ""
    parts = urlsplit(told)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{where}: '{told}' is no address of a site; write one such as https://example.org/cables/")
    return told


def _site_url(path: Path) -> str:
    """As the file has it; the host's own checks and tags are left to the host, which takes half a second to load."""
    try:
        settings = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 -- makes texts alone
    except (OSError, yaml.YAMLError):
        return ""
    found = settings.get("site_url", "") if isinstance(settings, dict) else ""
    return found if isinstance(found, str) else ""
