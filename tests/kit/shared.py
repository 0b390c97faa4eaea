"""Where things are for tests: the project, and a folder of real cables that may stand beside it."""

import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
SHARED = ROOT.parent / "shared"
CABLE = "09PHNOMPENH846"

needs_shared = pytest.mark.skipif(
    not (SHARED / "cables").is_dir(),
    reason="skipped: the folder of real cables (../shared/cables) is not here",
)
