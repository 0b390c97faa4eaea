"""Random input to everything that reads: minutes by ``make test-slow``, hours by ``make fuzz``.

Seeds are the files of ``tests/corpus`` and the invented cables; inputs that once failed are put there by hand, and
those that Hypothesis finds are kept in ``tests/corpus/found`` and tried first the next time.
"""

import io
import os
import tarfile
import zipfile
from collections import Counter
from datetime import date

import invented
import msgspec
import pytest
from cable_pages import page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase
from shared import ROOT

from chancery import records
from chancery.collection.briefs import brief
from chancery.editing import edits, review
from chancery.importers import archives, csv_full, web_edition
from chancery.parse import parse
from chancery.search.text import document
from chancery.source import ID, InputError, Source, decode

CORPUS = ROOT / "tests" / "corpus"
EXAMPLES = int(os.environ.get("FUZZ", "300"))
SEEDS = [invented.raw(), invented.raw(8, text="-- one;\n-- two\n\nA. (SBU) Yes.\nZENDA 00000007  002 OF 003\nB. No.")]
SEEDS += [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
TRIED: Counter[str] = Counter()

pytestmark = [pytest.mark.slow, pytest.mark.timeout(0)]
fuzzed = settings(
    max_examples=EXAMPLES, deadline=None, database=DirectoryBasedExampleDatabase(CORPUS / "found"),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)  # fmt: skip


@pytest.fixture(autouse=True)
def _told(record_property, request: pytest.FixtureRequest):
    yield
    record_property("inputs fuzzed", TRIED[request.node.name])


@st.composite
def cables(draw: st.DrawFn) -> str:
    """A cable with lines cut, doubled, shuffled, spliced, broken and made of anything."""
    lines = draw(st.sampled_from(SEEDS)).split("\n")
    other = draw(st.sampled_from(SEEDS)).split("\n")
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(lines)))
        match draw(st.integers(0, 7)):
            case 0:
                lines[at : at + draw(st.integers(1, 9))] = []
            case 1:
                lines[at:at] = lines[at : at + draw(st.integers(1, 9))]
            case 2:
                lines[at : at + 6] = draw(st.permutations(lines[at : at + 6]))
            case 3:
                lines[at:at] = other[draw(st.integers(0, len(other))) :][: draw(st.integers(1, 9))]
            case 4:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            case 5:
                lines[at : at + 1] = [" ".join(lines[at : at + 1])[draw(st.integers(0, 40)) :]]
            case 6:
                lines[2:3] = [f"{draw(st.dates() | st.just(date.max)):%a %b %d 00:00:00 +0100 %Y}"]
                lines[7:8] = [f"DE RUEHZN #0007/01 {draw(st.integers(0, 400) | st.just(366)):03}1013"]
            case _:
                lines.insert(at, draw(st.text(max_size=80)))
    return "\n".join(["08ZENDA7", *lines[1:]])


def source_of(text: str) -> Source | None:
    """The text as a source; None where it is refused in one line."""
    try:
        return decode(text.encode("utf-8", "replace"), "08ZENDA7.txt")
    except InputError as error:
        said = str(error)
    assert "\n" not in said
    return None


@fuzzed
@given(cables())
def test_cables(text: str):
    """Parser and page never raise, each non-blank line has a role or is unplaced, records are valid, spans slice to quotes."""
    TRIED["test_cables"] += 1
    source = source_of(text)
    if source is None:
        return
    parsed = parse(source)
    shown = {number for each in parsed.cable.unplaced for number in range(each.lines[0], each.lines[1] + 1)}
    assert set(parsed.ledger.unclaimed()) == shown
    texts = {each.lines: each.text for section in parsed.cable.sections for each in section.paragraphs}
    assert all(texts[one.lines][slice(*one.span)] == one.quote for one in parsed.cable.indicators)
    assert records.to_yaml(parsed.cable)
    published = edits.publish(source, parsed, None)
    review.findings(published)
    assert page(msgspec.structs.replace(published, roles=parsed.ledger.roles()))
    assert document(published.cable, brief(published))


@fuzzed
@given(cables(), st.data())
def test_redactions(text: str, data: st.DataObject):
    """Words of a line of a broken cable are taken out of all that is published of it."""
    TRIED["test_redactions"] += 1
    source = source_of(text)
    words = (
        []
        if source is None
        else [each for line in source.lines[1:] for each in line.split() if len(each) > 11 and each.isalpha()]
    )
    if source is None or not words:
        return
    word = data.draw(st.sampled_from(words))
    decided = edits.loads(f"redactions: [{{text: {word}, reason: a test}}]".encode(), "x")
    try:
        published = edits.publish(source, parse(source), decided)
    except InputError:
        return
    left = "\n".join((*published.raw[1:], records.to_yaml(published.cable)))
    assert word.casefold() not in left.casefold()


@fuzzed
@given(st.one_of(st.binary(max_size=600), st.text(max_size=600).map(lambda text: text.encode("utf-8", "replace"))))
def test_edits_files(data: bytes):
    """Any bytes are edits, or one line on what is wrong."""
    TRIED["test_edits_files"] += 1
    said = ""
    try:
        edits.loads(data, "08ZENDA7.edits.yaml")
    except InputError as error:
        said = str(error)
    assert "\n" not in said


@fuzzed
@given(
    st.lists(
        st.sampled_from(['"', "\\", ",", "\n", '"1","1/1/2008","08ZENDA7"', '","', "text", "é", "\r", "\0"]),
        max_size=60,
    )
)
def test_csv(parts: list[str]):
    """Any CSV gives cables under ids, or rows with what is wrong with them."""
    TRIED["test_csv"] += 1
    for found in csv_full.read(io.BytesIO("".join(parts).encode()), "x.csv"):
        assert (found.text is None) == (found.fault is not None)
        assert found.id is None or ID.fullmatch(found.id)


@fuzzed
@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "</", "table", "<tr><td>", "<pre>", "</pre>", "&#10;", "&amp;", "08ZENDA7", "'", '"', "<a href="]
        ),
        max_size=60,
    )
)
def test_pages(parts: list[str]):
    """Any page is a cable or is refused with a word."""
    TRIED["test_pages"] += 1
    said = "read"
    try:
        web_edition.read("".join(parts))
    except ValueError as error:
        said = str(error)
    assert said


@fuzzed
@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=20), st.binary(max_size=50)), max_size=4),
    st.binary(max_size=8),
    st.integers(0, 400),
    st.booleans(),
)
def test_archives(tmp_path_factory: pytest.TempPathFactory, members: list, noise: bytes, at: int, zipped: bool):
    """A damaged archive gives members or faults, and nothing is unpacked anywhere."""
    TRIED["test_archives"] += 1
    buffer = io.BytesIO()
    try:
        if zipped:
            with zipfile.ZipFile(buffer, "w") as archive:
                for name, data in dict(members).items():
                    archive.writestr(name + ".txt", data)
        else:
            with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
                for name, data in members:
                    info = tarfile.TarInfo(name + ".txt")
                    info.size = len(data)
                    archive.addfile(info, io.BytesIO(data))
    except (ValueError, UnicodeError, IndexError):  # a name that no archive can have
        return
    made = bytearray(buffer.getvalue())
    made[at : at + len(noise)] = noise
    path = tmp_path_factory.getbasetemp() / ("x.zip" if zipped else "x.tar.gz")
    path.write_bytes(made)
    for member in archives.read(path, (".txt",)):
        assert (member.data is None) == (member.fault is not None)
        assert member.data is None or ".." not in member.name.replace("\\", "/").split("/")
