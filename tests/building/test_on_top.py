"""What somebody put into the folder of the site: it stays, or is told of."""

import pytest
from making import build, sums

from chancery.checking.verify import verify
from chancery.files.output import OutputError


def test_files_on_top_of_the_site_stay_and_what_does_not_is_told(cables, tmp_path):
    site = tmp_path / "site"
    for cached in (True, True, False):
        build(cables, site, use_cache=cached, offline=True)
        (site / "CNAME").write_text("cables.example")
        (site / "verify.html").write_text("<p>All holds.")
        (site / "mine").mkdir()
        (site / "mine" / "letter.txt").write_text("dear")
        assert build(cables, site, use_cache=cached, offline=True).left == ["mine", "verify.html"]
        assert (site / "CNAME").read_text() == "cables.example"
        assert verify(site, cables).good
        assert build(cables, site, use_cache=cached, offline=True).left == []


def test_pages_of_the_old_site_that_are_made_no_more_are_not_told_of(cables, tmp_path):
    build(cables, tmp_path / "site", offline=True, search=True)
    assert build(cables, tmp_path / "site").left == []


def test_a_repository_in_the_site_is_left_alone(cables, tmp_path):
    build(cables, tmp_path / "site")
    (tmp_path / "site" / ".git").mkdir()
    before = sums(tmp_path / "site")
    with pytest.raises(OutputError, match=r"\.git would be lost; move it elsewhere"):
        build(cables, tmp_path / "site")
    assert sums(tmp_path / "site") == before


def test_the_command_says_what_is_gone(cables, tmp_path, run):
    words = ("build", "--cables", cables, "--site", tmp_path / "site", "--cache", tmp_path / "cache", "--no-search")
    assert "gone with" not in run(*words, "--no-offline").stderr
    (tmp_path / "site" / "mine.html").write_text("dear")
    said = "gone with the old site, for this build does not make it: mine.html\n"
    assert said in run(*words, "--no-offline").stderr
