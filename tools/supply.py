"""What the site is made with: a software bill of materials and the list of licences, from the pinned packages.

``python tools/supply.py`` writes ``site-sbom.cdx.json`` (CycloneDX 1.5) beside the site; ``--licences`` writes
``docs/licences.md``. Versions and hashes come from ``requirements/site.lock``, licences from what the installed
packages say of themselves; no network is asked.
"""

import importlib.metadata
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "site.lock"
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)(?: *; *(?P<marker>[^\\]+))?")
_HASH = re.compile(r"--hash=sha256:(?P<sha256>[0-9a-f]{64})")
_CLASSIFIER = "License :: "


class Package(NamedTuple):
    """A pinned package."""

    name: str
    version: str
    marker: str | None
    """Where it is needed only on some systems: ``sys_platform == 'win32'``."""
    hashes: tuple[str, ...]
    licence: str | None
    """As the package says; None where it is not installed here, or says nothing."""


def packages(lock: str) -> list[Package]:
    """The packages of a lock file, in its order."""
    found: list[Package] = []
    for line in lock.splitlines():
        if pin := _PIN.match(line):
            marker = pin["marker"].strip() if pin["marker"] else None
            found.append(Package(pin["name"], pin["version"], marker, (), licence(pin["name"])))
        elif (more := _HASH.search(line)) and found:
            found[-1] = found[-1]._replace(hashes=(*found[-1].hashes, more["sha256"]))
    return found


def licence(name: str) -> str | None:
    """The licence that an installed package names: its expression, else its classifiers, else its first words."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    every = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith(_CLASSIFIER)]
    text = (told.get("License") or "").strip().split("\n")[0]
    words = told.get("License-Expression") or "; ".join(every) or text
    return words.strip() or None


def bill(every: list[Package]) -> str:
    """The bill of materials, CycloneDX JSON; the same packages give the same bytes."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{each.name}@{each.version}",
            "name": each.name,
            "version": each.version,
            "purl": f"pkg:pypi/{each.name}@{each.version}",
            **({"licenses": [{"license": {"name": each.licence}}]} if each.licence else {}),
            "properties": [{"name": "pinned:sha256", "value": sha256} for sha256 in each.hashes],
        }
        for each in every
    ]
    top = {"type": "application", "bom-ref": "chancery", "name": "chancery", "licenses": [{"license": {"id": "MIT"}}]}
    return json.dumps(
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": top},
         "components": components,
         "dependencies": [{"ref": "chancery", "dependsOn": [each["bom-ref"] for each in components]}]},
        indent=2, sort_keys=True,
    ) + "\n"  # fmt: skip


def table(every: list[Package]) -> str:
    """The list of licences, Markdown."""
    rows = [f"| {each.name} | {each.licence or 'see the package'} | {each.marker or ''} |" for each in every]
    head = "# Licences\n\nWhat the site is built with (`python tools/supply.py --licences` writes this list). The fonts"
    note = "that ship with it have the SIL Open Font License, beside each font in `templates/assets/fonts/`."
    return "\n".join(
        [head, note, "", "| Package | Licence, as it says | Only where |", "| --- | --- | --- |", *rows, ""]
    )


def main(words: list[str]) -> None:
    """Write the bill, or the list."""
    every = packages(LOCK.read_text("utf-8"))
    path = ROOT / ("docs/licences.md" if "--licences" in words else "site-sbom.cdx.json")
    path.write_text(table(every) if "--licences" in words else bill(every), "utf-8")
    print(f"{path}: {len(every)} packages")


if __name__ == "__main__":
    main(sys.argv[1:])
