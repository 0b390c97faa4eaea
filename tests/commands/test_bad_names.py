"""Names of files that cannot be written down, and words that name no cable: a line each."""

import os
import re
import sys
from pathlib import Path

import pytest
from invented import fill


@pytest.mark.skipif(sys.platform != "linux", reason="skipped: other systems take no such names")
def test_names_of_files_that_are_not_utf_8(run, tmp_path):
    cables, line = fill(tmp_path / "cables", 1), "the name is not UTF-8; name the file after its cable"
    Path(os.fsdecode(os.fsencode(cables) + b"/\xff.txt")).write_text("08ZENDA2")
    options = ("--site", tmp_path / "site", "--cache", tmp_path / "cache", "--no-search", "--no-offline")
    for words in (
        ("check", cables), ("check", "--format", "json", *sorted(cables.iterdir())), ("review", cables),
        ("build", "--cables", cables, *options),
    ):  # fmt: skip
        done = run(*words)
        told = done.stdout + done.stderr
        assert (done.returncode, told.count(line), "Traceback" in told) == (1, 1, False), told
        assert "\ufffd.txt" in told
    assert "\ufffd.txt" in (tmp_path / "site" / "method.html").read_text("utf-8")


@pytest.mark.parametrize("command", ["explain", "figures"])
def test_words_that_are_no_id_find_no_cable(command, run, tmp_path):
    words = ("/nope", "a**b", "**", "08*", "..", "../08ZENDA1", "[", "08ZENDA1/")
    done = run(command, "--cables", fill(tmp_path / "cables", 1), *words, "08zenda1")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, len(words)), done.stderr
    told = re.compile(r".+: (there is no such file|this is no file .+); .+")
    assert all(map(told.fullmatch, done.stderr.splitlines()))
    assert "08ZENDA1" in done.stdout
