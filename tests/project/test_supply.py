"""What the site is made with: pinned with hashes and without addresses, in the bill of materials, licences listed."""

import json
import re

import pytest
from shared import ROOT

from tools import supply

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PACKAGES = supply.packages(supply.LOCK.read_text("utf-8"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_version_is_pinned_with_hashes_and_no_address(lock):
    text = lock.read_text("utf-8")
    every = supply.packages(text)
    assert len(every) == len(re.findall(r"^\w", text, re.MULTILINE)) > 10
    assert not [each.name for each in every if not each.hashes]
    assert "://" not in text


def test_the_bill_of_materials_holds_every_pin():
    made = json.loads(supply.bill(PACKAGES))
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.5")
    assert [each["purl"] for each in made["components"]] == [
        f"pkg:pypi/{each.name}@{each.version}" for each in PACKAGES
    ]
    assert all(each["properties"] for each in made["components"])
    assert made["dependencies"][0]["dependsOn"] == [each["bom-ref"] for each in made["components"]]
    assert supply.bill(PACKAGES) == supply.bill(list(PACKAGES))


def test_licences_are_listed_and_nobody_keeps_theirs_from_us():
    page = (ROOT / "docs/licences.md").read_text("utf-8")
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")]
    assert rows[2:] == [each.name for each in PACKAGES]
    assert not [each.name for each in PACKAGES if each.licence is None and each.marker is None]
