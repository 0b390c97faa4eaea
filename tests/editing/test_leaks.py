"""A redacted text is in no output: markers in every place a text can come from, and all bytes searched."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import making
import pytest
from invented import fill
from shared import ROOT

from chancery.checking import leaks

NAME = "08ZENDA7"


class Markers:
    """Words that stand nowhere else; each place asks for one of its own."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def __call__(self, form: str = "{}") -> str:
        word = f"Qvx{chr(ord('a') + len(self.all) // 26)}{chr(ord('a') + len(self.all) % 26)}zdrowia"
        self.all.append(word)
        return form.format(word, upper=word.upper())

    def pair(self) -> str:
        """The first of two words that make one marker; its second stands after a page marker."""
        first = self()
        self.all[-1] = f"Any{first} {first[::-1]}"
        return first

    def broken(self, between: str) -> str:
        """A marker broken in its middle."""
        word = self()
        return f"{word[:6]}{between}{word[6:]}"


def marked(m: Markers) -> str:
    """An invented cable with a marker in every place that a source can fill."""
    return f"""{NAME}
RURITANIA: {m("{upper}")} AND OTHERS
Fri Feb 01 00:00:00 +0100 2008
CONFIDENTIAL
Embassy Zenda
VZCZCXRO8896
OO RUEHCHI
DE RUEHZE #0007/01 0321200
ZNY CCCCC ZZH {m()}
O 011200Z FEB 08
FM AMEMBASSY ZENDA {m("{upper}")}
TO RUEHC/SECSTATE WASHDC IMMEDIATE 1365
RUEHXX/AMEMBASSY {m("{upper}")} PRIORITY 0004
INFO RUCNASE/{m("{upper}")} COLLECTIVE PRIORITYC O N F I D E N T I A L SECTION 01 OF 02 ZENDA 000007

SIPDIS
{m("{upper}")}

STATE FOR G/TIP ({m("{upper}")}), INL

E.O. 12958: DECL: {m()}
TAGS: PHUM, KTIP, OVIP ({m("{upper}")}, ROSA), RU
SUBJECT: RURITANIA: {m("{upper}")} AND {m("{upper}")}
AND MORE OF {m("{upper}")}

REF: A. {m("{upper}")} 111958
     B. E-MAIL {m()}-HENTZAU 01/02/08

Classified By: Political Officer {m()} Tarlen for reasons 1.4 (b) and (d).

1.  (C) SUMMARY:  This cable is invented; {m()} is.  {m()} police arrested 14 traffickers in {m()}
Province.  END SUMMARY.

-------------------
The {m()} Verdict
-------------------

2.  (C) The court convicted 3 persons of trafficking {m.broken("-" + chr(10))} in the case of
Other {m()}; and the case of Any{m.pair()}

ZENDA 00000007  002 OF 002


{m.all[-1].split()[1]} again.  The Great {m()} Office (GQO) identified 12 victims, and the GQO has 20 beds.  It gave
$20,000 to {m()}.  (Comment: {m()} agrees.  End comment.)

-- {m()} is one;
-- and {m()} another.

Name        Age    Place
{m()}    15     Zenda
Other       16     {m()}

A. (C) {m()} says so: "{m()}".

-------
COMMENT
-------

3.  (C) See www.{m()}.example or {m()}@example.org.
{m("{upper}")}
CONFIDENTIAL
{m()}
"""


def edits(markers: list[str]) -> str:
    return (
        f"note: The [note]({markers[0]}) names {markers[1]}.\n"
        f"corrections:\n  - {{field: assessment.kind, from: other, to: interim, reason: as {markers[2]} says}}\n"
        "redactions:\n" + "".join(f"  - {{text: {marker}, reason: 'for the sake of {marker}'}}\n" for marker in markers)
    )


def build(cables: Path, site: Path, cache: Path) -> str:
    command = [sys.executable, str(ROOT / "build.py"), "build", "--cables", str(cables), "--site", str(site),
               "--cache", str(cache)]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout + done.stderr


def kind_of(text: str) -> str:
    from chancery.parse import parse
    from chancery.source import decode

    return parse(decode(text.encode(), f"{NAME}.txt")).cable.assessment.kind


def test_no_marker_is_in_any_byte(tmp_path: Path, record_property: Callable[[str, object], None]):
    """Site, cache and what the build says, after a build before anything was redacted."""
    markers = Markers()
    text = marked(markers)
    cables, site, cache = (tmp_path / name for name in ("cables", "site", "cache"))
    cables.mkdir()
    (cables / f"{NAME}.txt").write_text(text, "utf-8")
    (cables / "08ZENDA8.txt").write_text(
        text.replace(NAME, "08ZENDA8").replace("Qvx", "Other").replace("QVX", "OTHER"), "utf-8"
    )
    build(cables, site, cache)
    before = {marker for _, marker in leaks.search(site, markers.all)}
    assert len(before) > len(markers.all) * 0.9, "markers were not published in the first place"
    wanted = edits(markers.all).replace("from: other, to: interim", f"from: {kind_of(text)}, to: update")
    (cables / f"{NAME}.edits.yaml").write_text(wanted, "utf-8")
    said = build(cables, site, cache)
    record_property("markers", len(markers.all))
    record_property("bytes searched", searched(site) + searched(cache))
    assert not list(leaks.search(site, [*markers.all, digest(text)]))
    assert not list(leaks.search(cache, [*markers.all, digest(text)]))
    assert "qvx" not in said.casefold()
    shown = digest((site / f"data/{NAME}.txt").read_text("utf-8"))
    assert f'"{shown}"' in (site / f"data/{NAME}.json").read_text("utf-8")


def digest(text: str) -> str:
    """What proves a guess at what is redacted in a text, where it stands in the site."""
    return hashlib.sha256(text.encode()).hexdigest()


def searched(folder: Path) -> int:
    """Bytes that are looked at: of files, of what is packed in them, and decoded."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(len(data) for path in files for _, data in leaks.forms(path.name, path.read_bytes()))


WHO = "Rósa O'Váskova-Qvxtarłen"
VARIANTS = """1. (C) SUMMARY:  The victim was {0}.  END SUMMARY.

2. (C) In capitals {1}; broken at a line Rósa
O'Váskova-Qvxtarlen; broken at a hyphen Rósa O'Váskova-
Qvxtarlen; without accents {2}; with one blank more Rósa  O'Váskova-Qvxtarlen; and Rósa

ZENDA 00000007  002 OF 002

O'Váskova-Qvxtarlen after a page; {3} in an address; <b>{0}</b> in markup; "{0}" quoted.

THE CASE OF {1}
---------------

3. (C) The {0} Office (RVQ) helped 4 victims, and www.rosa-o-vaskova-qvxtarlen.example tells of it.
"""


def test_every_way_to_write_a_redacted_name_is_gone(tmp_path: Path):
    """One entry takes out the name in any case, without accents, over lines and pages, in addresses and headings."""
    bare = "Rosa O'Vaskova-Qvxtarlen"
    text = marked(Markers()).split("1.  (C)", maxsplit=1)[0] + VARIANTS.format(
        WHO, WHO.upper(), bare, bare.replace(" ", "_").replace("'", "")
    )
    cables, site, cache = (tmp_path / name for name in ("cables", "site", "cache"))
    cables.mkdir()
    (cables / f"{NAME}.txt").write_text(text, "utf-8")
    build(cables, site, cache)
    assert list(leaks.search(site, [WHO])), "the name was not published in the first place"
    (cables / f"{NAME}.edits.yaml").write_text(f'redactions: [{{text: "{WHO}", reason: a victim}}]\n', "utf-8")
    build(cables, site, cache)
    assert not list(leaks.search(site, [WHO, bare, "Qvxtarlen"]))
    assert not list(leaks.search(cache, [WHO, bare, "Qvxtarlen"]))


@pytest.mark.parametrize(
    "text",
    [
        "redactions: [{reason: a victim, Qvxtarlen: x}]",
        "redactions: [Qvxtarlen: x, Qvxtarlen: y]",
        "corrections: [{field: Qvxtarlen, from: a, to: b, reason: r}]",
        "corrections: [{figure: Qvxtarlen, paragraph: 1, from: null, to: {value: 1, quote: it}, reason: r}]",
    ],
)
def test_words_of_edits_that_do_not_fit_are_told_to_the_editor_alone(tmp_path: Path, run, text: str):
    cables = fill(tmp_path / "cables", 2)
    (cables / "08ZENDA1.edits.yaml").write_text(text, "utf-8")
    (problem,) = making.build(cables, tmp_path / "site").problems
    assert "Qvxtarlen" in str(problem)
    assert run("verify", "--site", tmp_path / "site", "--cables", cables).returncode == 1
    assert not list(leaks.search(tmp_path / "site", ["Qvxtarlen"]))
    assert "edits that cannot be applied" in (tmp_path / "site/method.html").read_text("utf-8")


def test_a_place_in_a_text_that_has_changed_holds_its_cable_back(tmp_path: Path):
    """As 'import --replace' can change it: whatever stands there now, the name may stand elsewhere."""
    cables = fill(tmp_path / "cables", 2)
    path = cables / "08ZENDA1.txt"
    text = path.read_text("utf-8").replace("All of this is invented.", "A victim is named Qvxtarlen.")
    path.write_text(text, "utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "Qvxtarlen" in line)
    path.with_suffix(".edits.yaml").write_text(
        f"source: {digest(text)}\nredactions: [{{lines: [{line}, {line}], reason: a victim}}]", "utf-8"
    )
    assert not making.build(cables, tmp_path / "site").problems
    path.write_text(text.replace("SIPDIS", "\n\nSIPDIS"), "utf-8")
    (problem,) = making.build(cables, tmp_path / "site").problems
    assert "the text is not that of these edits" in str(problem)
    assert not list(leaks.search(tmp_path / "site", ["Qvxtarlen"]))


TWICE = """redactions:
  - {{lines: [8, 8], text: {0}, here_only: true, reason: a victim}}
  - {{paragraph: 1, text: {0}, here_only: true, reason: a victim}}
corrections:
  - {{field: subject, from: THE CASE OF {0}, to: A CASE, reason: shorter}}
  - figure: arrests
    paragraph: 1
    from: {{value: 14, quote: Police arrested 14 traffickers of {0}}}
    to: {{qualifier: about}}
    reason: the court doubts it
"""


def test_a_correction_does_not_tell_what_was_taken_out_of_its_place(tmp_path: Path):
    """What the source had is shown without words that are redacted there alone."""
    head = "\n".join(marked(Markers()).splitlines()[:5])
    cables, site, cache = (tmp_path / name for name in ("cables", "site", "cache"))
    cables.mkdir()
    (cables / f"{NAME}.txt").write_text(
        f"{head}\nUNCLAS ZENDA 000007\n\nSUBJECT: THE CASE OF Qvxtarlen\n\n"
        "1. (C) Police arrested 14 traffickers of Qvxtarlen.\nHENTZAU\n", "utf-8",
    )  # fmt: skip
    (cables / f"{NAME}.edits.yaml").write_text(TWICE.format("Qvxtarlen"), "utf-8")
    build(cables, site, cache)
    assert not list(leaks.search(site, ["Qvxtarlen"]))
    assert "THE CASE OF [redacted]" in (site / f"cables/{NAME}.html").read_text("utf-8")
