"""Whole invented cables and their whole records, side by side in tests/golden; ``--update-golden`` writes them anew."""

import pytest
from shared import ROOT
from whole import accounted

from chancery import records
from chancery.parse import parse
from chancery.source import decode

GOLDEN = ROOT / "tests" / "golden"
FOLDERS = sorted(path.parent for path in GOLDEN.glob("*/cable.txt"))


def parsed(folder):
    return parse(decode((folder / "cable.txt").read_bytes(), f"{folder.name}.txt"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_golden(folder, request):
    record = folder / "record.yaml"
    have = records.to_yaml(parsed(folder).cable)
    if request.config.getoption("--update-golden"):
        record.write_text(have, encoding="utf-8")
    assert have == record.read_text(encoding="utf-8"), "the record changed: if it should, run with --update-golden"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_line_of_a_golden_cable_has_one_role_or_is_unplaced(folder):
    assert accounted(parsed(folder))
