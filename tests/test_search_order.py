"""The search index has the same bytes each time: its filters are put into one order."""

import gzip
import json

import pytest

from chancery.search import order


def index(folder, values, filters):
    """An index of two filters in the form that Pagefind writes, in a given order."""
    folder.mkdir()
    (folder / "filter").mkdir()
    named = {"tag": [[value, [0, 300]] for value in values], "year": [["2009", [0]]]}
    files = {name: f"en_{'1' if name == 'tag' else '2'}{''.join(values)}" for name in named}
    for name, held in named.items():
        data = order.MARK + order.encode([name, held])
        (folder / "filter" / f"{files[name]}.pf_filter").write_bytes(gzip.compress(data))
    meta = ["1.5", [["en_a", 70_000]], [["000", "z", "en_b"]], [[name, files[name]] for name in filters], []]
    hashed = f"en_{''.join(filters)}"
    (folder / f"pagefind.{hashed}.pf_meta").write_bytes(gzip.compress(order.MARK + order.encode(meta)))
    (folder / "pagefind-entry.json").write_text(json.dumps({"languages": {"en": {"hash": hashed}}}))
    order.settle(folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_filters_in_any_order_give_the_same_files(tmp_path):
    one = index(tmp_path / "a", ["KTIP", "PHUM", "CB"], ["tag", "year"])
    other = index(tmp_path / "b", ["CB", "KTIP", "PHUM"], ["year", "tag"])
    assert one == other
    hashed = json.loads(one["pagefind-entry.json"])["languages"]["en"]["hash"]
    meta = gzip.decompress(one[f"pagefind.{hashed}.pf_meta"])
    tree, _ = order.decode(meta, len(order.MARK))
    assert {f"filter/{file}.pf_filter" for _, file in tree[3]} <= one.keys()
    assert tree[1] == [["en_a", 70_000]]


def an_index(folder, meta, entry="en_1"):
    (folder / "pagefind.en_1.pf_meta").write_bytes(meta)
    (folder / "pagefind-entry.json").write_text(json.dumps({"languages": {"en": {"hash": entry}}}))
    return folder


META = gzip.compress(order.MARK + order.encode(["1.5", [], [], [], []]))


@pytest.mark.parametrize(
    "meta",
    [
        b"no archive",
        META[:-12],
        gzip.compress(b"something else"),
        gzip.compress(order.MARK + order.encode(["1.5"])),
        gzip.compress(order.MARK + order.encode(["1.5", [], [], [["tag", "en_lost"]], []])),
        gzip.compress(order.MARK + b"\xff"),
    ],
    ids=["no archive", "cut off", "no mark", "too short", "a filter without its file", "no CBOR"],
)
def test_another_form_stops_the_build(tmp_path, meta):
    with pytest.raises(order.PagefindChangedError, match="another form"):
        order.settle(an_index(tmp_path, meta))


def test_an_index_without_its_list_or_whose_entry_names_another_stops_the_build(tmp_path):
    with pytest.raises(order.PagefindChangedError):
        order.settle(tmp_path)
    with pytest.raises(order.PagefindChangedError, match="does not name"):
        order.settle(an_index(tmp_path, META, "en_2"))
