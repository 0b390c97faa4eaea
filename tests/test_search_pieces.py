"""The pieces of the search index: no word and no place is lost, a beginning leads to its words, the bytes stay."""

import gzip
import itertools
import json
import tempfile
from pathlib import Path

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.search import pieces
from chancery.search.manifest import LIST
from chancery.search.pieces import MARK, PagefindChangedError


def packed(tree):
    return gzip.compress(MARK + cbor2.dumps(tree))


def read(data):
    raw = gzip.decompress(data)
    assert raw.startswith(MARK)
    return cbor2.loads(raw[len(MARK) :])


def written(folder, words, filters=("tag", "year"), values=("KTIP", "PHUM", "CB")):
    """An index as Pagefind writes it: three pages, given words with their numbers of places, two filters."""
    for name in ("index", "fragment", "filter"):
        (folder / name).mkdir(parents=True)
    named = {"tag": [[value, [0, 300]] for value in values], "year": [["2009", [0]]]}
    files = {name: f"en_{'1' if name == 'tag' else '2'}{''.join(values)}" for name in named}
    for name, held in named.items():
        (folder / "filter" / f"{files[name]}.pf_filter").write_bytes(packed([name, held]))
    for file in "abc":
        (folder / "fragment" / f"en_{file}.pf_fragment").write_bytes(f"page {file}".encode())
    half = len(words) // 2
    parts = [part for part in (words[:half], words[half:]) if part]
    for number, part in enumerate(parts):
        held = [[word, [[0, [-25, *range(places - 1)], []]], []] for word, places in part]
        (folder / "index" / f"en_{number}.pf_index").write_bytes(packed([held]))
    chunks = [[part[0][0], part[-1][0], f"en_{number}"] for number, part in enumerate(parts)]
    pages = [["en_a", 70_000], ["en_b", 5], ["en_c", 6]]
    meta = ["1.5", pages, chunks, [[name, files[name]] for name in filters], [["date", [2, 0, 1]]], ["id"]]
    (folder / "pagefind.en_1.pf_meta").write_bytes(packed(meta))
    (folder / "pagefind-entry.json").write_text(json.dumps({"version": "1.5", "languages": {"en": {}}}))
    return folder


MANY = pieces.MANY
WORDS = st.lists(
    st.tuples(st.text("abé-", min_size=1, max_size=4), st.sampled_from([1, 30, MANY - 1, MANY, 2 * MANY])),
    min_size=1,
    max_size=12,
    unique_by=lambda each: each[0],
).map(lambda words: sorted(words, key=lambda each: each[0].encode()))


@given(WORDS)
def test_no_word_is_lost_and_each_beginning_leads_to_its_first_word(words):
    with tempfile.TemporaryDirectory() as folder:
        held = pieces.pieces(written(Path(folder, "made"), words))
    index = {name: read(data)[0] for name, data in held.items() if name.startswith("index/")}
    found = [(word, len(page[1])) for part in index.values() for word, (page,), _ in part]
    assert found == words
    ranges = read(held[LIST])[2]
    for (_, last, _), (first, _, _) in itertools.pairwise(ranges):
        assert last < first
    for word, _ in words:
        for end in range(1, len(word) + 1):
            begin = word[:end]
            first = next(each for each, _ in words if each.startswith(begin))
            asked = [name for start, last, name in ranges if start <= begin <= last]
            assert any(each[0] == first for name in asked for each in index[f"index/{name}.pf_index"])


def test_a_word_with_many_places_has_a_piece_with_those_that_begin_with_it():
    words = [("aid", 3), ("judg", MANY), ("judgment", 3), ("judo", 3), ("n-many", MANY), ("zone", MANY)]
    with tempfile.TemporaryDirectory() as folder:
        held = pieces.pieces(written(Path(folder, "made"), words))
    cut = {name: [word for word, *_ in read(data)[0]] for name, data in held.items() if name.startswith("index/")}
    assert cut == {
        "index/0.pf_index": ["aid"],
        "index/1-judg.pf_index": ["judg", "judgment"],
        "index/2.pf_index": ["judo"],
        "index/3.pf_index": ["n-many"],
        "index/4-zone.pf_index": ["zone"],
    }


def test_fragments_are_named_by_the_numbers_of_their_pages_and_their_order_in_time_stands_apart(tmp_path):
    held = pieces.pieces(written(tmp_path / "made", [("aid", 1)]))
    assert [held[f"fragment/{number}.pf_fragment"] for number in range(3)] == [b"page a", b"page b", b"page c"]
    assert read(held[LIST])[1] == [["0", 70_000], ["1", 5], ["2", 6]]
    assert json.loads(held[pieces.ORDER]) == [2, 0, 1]


def test_filters_in_any_order_give_the_same_files(tmp_path):
    one = pieces.pieces(written(tmp_path / "a", [("aid", 1)], ("tag", "year"), ("KTIP", "PHUM", "CB")))
    other = pieces.pieces(written(tmp_path / "b", [("aid", 1)], ("year", "tag"), ("CB", "KTIP", "PHUM")))
    assert one == other
    assert read(one["filter/tag.pf_filter"])[1][0] == ["CB", [0, 300]]
    assert read(one[LIST])[3] == [["tag", "tag"], ["year", "year"]]


META = packed(["1.5", [], [], [], [["date", []]], []])


@pytest.mark.parametrize(
    "meta",
    [
        b"no archive",
        META[:-12],
        gzip.compress(b"something else"),
        packed(["1.5"]),
        packed(["1.5", [], [], [["tag", "en_lost"]], [["date", []]], []]),
        packed(["1.5", [["en_a", 1]], [], [], [["date", []]], []]),
        packed(["1.5", [], [], [], [], []]),
        gzip.compress(MARK + b"\xff"),
        gzip.compress(MARK + b"\x9f"),
    ],
    ids=["no archive", "cut off", "no mark", "too short", "a lost filter", "no place", "no order", "no CBOR", "no end"],
)
def test_another_form_stops_the_build(tmp_path, meta):
    (tmp_path / "pagefind.en_1.pf_meta").write_bytes(meta)
    with pytest.raises(PagefindChangedError, match="another form"):
        pieces.pieces(tmp_path)


def test_an_index_without_its_list_stops_the_build(tmp_path):
    with pytest.raises(PagefindChangedError):
        pieces.pieces(tmp_path)
