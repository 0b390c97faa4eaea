"""The lists of the index: no word and no place is lost on the way from what Pagefind wrote to the files of the site."""

import gzip
import itertools
import json
from collections import defaultdict

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.search import lists
from chancery.search.lists import Run
from chancery.search.pairs import COMMON, pairs
from chancery.search.written import MARK, Occurrence, PagefindChangedError, read


def packed(tree):
    return gzip.compress(MARK + cbor2.dumps(tree))


def numbers(data):
    found, now, shift = [], 0, 0
    for byte in data:
        now |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            found.append(now)
            now = shift = 0
    return found


def opened(data):
    """A table: name to its two runs of bytes."""
    head, _, rest = gzip.decompress(data).partition(b"\n")
    found = {}
    for name, one, other in json.loads(head):
        found[name] = rest[:one], rest[one : one + other]
        rest = rest[one + other :]
    assert rest == b""
    return found


def unfolded(run):
    """Cables of a joined run, each with its weight and places."""
    cable, steps, found = 0, iter(numbers(run.places)), []
    for step, weight, count in zip(numbers(run.cables), run.weights, numbers(run.counts), strict=True):
        cable += step
        place, places = 0, []
        for _ in range(count):
            place += next(steps)
            places.append(place)
        found.append((cable, weight, places))
    assert list(steps) == []
    return found


CABLES = st.dictionaries(
    st.integers(0, 999), st.tuples(st.integers(1, 255), st.lists(st.integers(0, 70_000), unique=True)), min_size=1
)


@given(st.lists(CABLES, min_size=1, max_size=4))
def test_runs_of_shards_that_are_joined_hold_every_cable_and_place(shards):
    runs, expected = [], []
    for number, cables in enumerate(shards):
        found = [Occurrence(cable, *cables[cable]) for cable in sorted(cables)]
        runs.append((number * 1000, lists.run(found)))
        expected += [(number * 1000 + each.cable, each.weight, sorted(each.places)) for each in found]
    assert unfolded(lists.joined(runs)) == expected


def test_a_weight_is_one_at_least_and_no_more_than_a_byte_holds():
    run = lists.run([Occurrence(0, 0.5, [1]), Occurrence(1, 2.6, [1]), Occurrence(2, 300, [1])])
    assert list(run.weights) == [1, 3, 255]


def sized(size):
    return Run(0, 0, b"\0" * (size // 2), b"\0" * (size - size // 2), b"", b"")


def test_a_word_of_many_cables_has_a_piece_with_those_that_begin_with_it():
    many, half = lists.MANY, lists.TOGETHER // 2
    words = [("aid", 3), ("judg", many), ("judgment", 3), ("judo", 3), ("zone", many), ("zonk", 3)]
    assert many > half / 2
    cut = [[word for word, _ in piece] for piece in lists.cut((word, sized(size)) for word, size in words)]
    assert cut == [["aid"], ["judg", "judgment"], ["judo"], ["zone"], ["zonk"]]
    few = [(word, sized(lists.MANY - 1)) for word in "abcdef"]
    assert [len(piece) for piece in lists.cut(few)] == [2, 2, 2]


def test_a_table_is_read_as_it_was_written():
    rows = {"judg": (b"\n\0", b"abc"), 'a "b"': (b"", b""), "é": (b"\n", b"")}
    assert opened(lists.table((name, *runs) for name, runs in rows.items())) == rows


@pytest.fixture
def written(tmp_path):
    """An index as Pagefind writes it: three pages, of which the last is the oldest."""
    for name in ("index", "fragment"):
        (tmp_path / name).mkdir()
    for file in "abc":
        (tmp_path / "fragment" / f"en_{file}.pf_fragment").write_bytes(f"page {file}".encode())
    cafe = ["cafe", [[1, [-25, 4], []]], [["café", [[1, [-25, 2, 1, -193, 0], []], [1, [-25, 7], [-2, 1]]]]]]
    (tmp_path / "index" / "en_1.pf_index").write_bytes(packed([[cafe, ["zenda", [[2, [], [-1, 0]]], []]]]))
    pages = [["en_a", 700], ["en_b", 5], ["en_c", 6]]
    meta = ["1.5", pages, [["cafe", "zenda", "en_1"]], [], [["date", [2, 0, 1]]], ["id"]]
    (tmp_path / "pagefind.en_1.pf_meta").write_bytes(packed(meta))
    return tmp_path


def test_what_pagefind_wrote_is_read_in_order_of_time_with_weights_and_words_with_accents(written):
    held = read(written)
    assert (held.texts, held.lengths) == ([b"page c", b"page a", b"page b"], [6, 700, 5])
    assert held.words == {
        "cafe": [Occurrence(0, 2.0, [7]), Occurrence(2, 11.0, [4, 2, 3, 0])],
        "zenda": [Occurrence(0, 1.0, [])],
    }


META = packed(["1.5", [], [], [], [["date", []]], []])


@pytest.mark.parametrize(
    "meta",
    [
        b"no archive",
        META[:-12],
        gzip.compress(b"something else"),
        packed(["1.5"]),
        packed(["1.5", [], [["a", "z", "en_lost"]], [], [["date", []]], []]),
        packed(["1.5", [["en_lost", 1]], [], [], [["date", [0]]], []]),
        packed(["1.5", [], [], [], [], []]),
        gzip.compress(MARK + b"\xff"),
        gzip.compress(MARK + b"\x9f"),
    ],
    ids=[
        "no archive",
        "cut off",
        "no mark",
        "too short",
        "a lost piece",
        "a lost text",
        "no order",
        "no CBOR",
        "no end",
    ],
)
def test_another_form_stops_the_build(tmp_path, meta):
    (tmp_path / "pagefind.en_1.pf_meta").write_bytes(meta)
    with pytest.raises(PagefindChangedError, match="another form"):
        read(tmp_path)


def test_an_index_without_its_list_stops_the_build(tmp_path):
    with pytest.raises(PagefindChangedError):
        read(tmp_path)


@given(st.lists(st.lists(st.sampled_from([*COMMON[:3], "rule", "zenda"]), max_size=9), max_size=3))
def test_a_pair_stands_wherever_its_words_follow_each_other(texts):
    words, expected = defaultdict(list), defaultdict(list)
    for number, text in enumerate(texts):
        for held, rows in ((words, [(each,) for each in text]), (expected, list(itertools.pairwise(text)))):
            for row in dict.fromkeys(rows):
                if held is words or row[0] in COMMON:
                    places = [place for place, each in enumerate(rows) if each == row]
                    held[" ".join(reversed(row))].append(Occurrence(number, 1, places))
    assert pairs(words) == expected
