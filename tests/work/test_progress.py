"""What a person sees of a build: progress with a rate and the time left on a terminal, and the summary at the end."""

import re

from invented import fill
from making import words
from terminal import on_a_terminal


def test_a_terminal_gets_the_rate_and_the_time_left(tmp_path):
    fill(tmp_path / "cables", 1000)
    shown = on_a_terminal(words(tmp_path))
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert re.search(r"read [^\r]*\d+/1000 [\d,]+/s \d+:\d\d:\d\d\r", plain)
    assert re.search(r"cables [^\r]*\d+/1000 [\d,]+/s \d+:\d\d:\d\d\r", plain)
    assert re.search(r"lists [^\r]*\d+/\d+ ", plain)


def test_what_is_sent_and_single_files_show_their_progress(tmp_path):
    fill(tmp_path / "cables", 30)
    asked = [*words(tmp_path)[:-1], "--site", f"local://{tmp_path}/sent"]
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", on_a_terminal(asked))
    assert re.search(r"offline [^\r]*\d+/30 ", plain)
    assert re.search(r"send [^\r]*\d+/\d+ ", plain)
    again = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", on_a_terminal(asked))
    assert re.search(r"scan [^\r]*\d+/30 ", again)


def test_the_summary_says_what_was_done_and_where_to_look(tmp_path, run):
    fill(tmp_path / "cables", 30)
    done = run(*words(tmp_path))
    assert "\x1b" not in done.stderr
    assert re.search(r"^30 cables \(30 read anew\), [\d,]+ figures$", done.stderr, re.MULTILINE)
    assert re.search(r"^[\d,]+ files written, 0 unchanged$", done.stderr, re.MULTILINE)
    assert re.search(r"^[\d.]+ s \(.*cables \d\.\d.*\), \d+ MB at most$", done.stderr, re.MULTILINE)
    assert done.stderr.count("sitemap.xml has no whole addresses") == 1
    assert done.stderr.endswith(f"Look at {tmp_path}/site/index.html\n")
    again = run(*words(tmp_path), "--base-url", "https://cables.example").stderr
    assert "30 cables (0 read anew)" in again
    assert "sitemap.xml" not in again
