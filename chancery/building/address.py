"""The address a site will have, where a person has told it: the feed and the site map need whole addresses."""

from pathlib import Path
from urllib.parse import urlsplit

import yaml


def of_site(given: str, project: Path) -> str:
    """What was given for ``--base-url``, else ``site_url`` of ``mkdocs.yml``; '' where neither is there.

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
