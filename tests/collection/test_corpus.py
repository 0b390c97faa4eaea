"""The collection as briefs: groups, who refers to whom, and what one cable's page shows of the rest."""

import tracemalloc
from datetime import date

from invented import cable

from chancery.collection import gist
from chancery.collection.briefs import Brief, brief, pack, unpack
from chancery.collection.corpus import Corpus, Problem
from chancery.editing.published import Published
from chancery.model import Assessment, Link, Paragraph, Reference, Section
from chancery.views import lists


def made(key: str, day: date = date(2008, 3, 17), refers: tuple[str, ...] = (), **changes: object) -> Brief:
    references = tuple(Reference(None, each, each) for each in refers)
    return brief(
        Published(cable=cable(id=key, date=day, references=references, **changes), raw=(), roles=()), digest=key
    )


def test_a_brief_has_what_listings_need():
    one = made("08ZENDA7")
    assert (one.id, one.post, one.kind, one.year) == ("08ZENDA7", "Embassy Zenda", "annual", 2008)
    assert [(each.key, each.anchor, each.paragraphs) for each in one.sections] == [
        ("summary", "p1", 1),
        ("victim_protection", "p2", 2),
    ]
    assert [each.anchor for each in one.indicators] == ["p1-convictions", "l34-sentences", "p1-funding"]
    assert unpack(pack(one)) == one


def test_an_excerpt_is_short_and_ends_at_a_word():
    text = "Zenda " * 100
    one = made("08ZENDA7", sections=(Section("other", None, "words", (Paragraph(1, None, None, text, (1, 9)),)),))
    excerpt = one.sections[0].excerpt
    assert len(excerpt) <= 240
    assert excerpt.endswith("Zenda …")


def test_groups_list_the_oldest_first():
    found = Corpus.of([made("09ZENDA1", date(2009, 1, 1)), made("08ZENDA9"), made("08ZENDA7")])
    assert found.ids == ("08ZENDA7", "08ZENDA9", "09ZENDA1")
    assert found.by_year == {2008: ("08ZENDA7", "08ZENDA9"), 2009: ("09ZENDA1",)}
    assert found.by_country == {"RUR": found.ids}
    assert found.by_tag["NO"] == found.ids
    assert found.by_topic["victim_protection"] == found.ids
    assert found.by_indicator["sentences"] == found.ids
    assert found.figures == 9


def test_the_order_in_which_cables_come_makes_no_difference():
    briefs = [made("09ZENDA1", date(2009, 1, 1), ("08ZENDA7",)), made("08ZENDA9"), made("08ZENDA7")]
    one, other = Corpus.of(briefs), Corpus.of(reversed(briefs))
    assert list(one.briefs) == list(other.briefs)
    assert [one.around(each) for each in one.ids] == [other.around(each) for each in other.ids]


def test_references_lead_both_ways():
    found = Corpus.of([made("09ZENDA1", refers=("08ZENDA7", "08STATE3")), made("08ZENDA7")])
    assert [each.id for each in found.around("09ZENDA1").held] == ["08ZENDA7"]
    assert [each.id for each in found.around("08ZENDA7").cited_by] == ["09ZENDA1"]
    assert found.wanted == {"08STATE3": ("09ZENDA1",)}


def test_a_part_of_a_collection_wants_no_cable_of_the_rest():
    one = made("09ZENDA1", refers=("08ZENDA7", "08STATE3"))
    found = Corpus({one.id: gist.pack(gist.gist(one))}, {one.id: one}.__getitem__, elsewhere=frozenset({"08ZENDA7"}))
    assert found.wanted == {"08STATE3": ("09ZENDA1",)}


def test_a_cable_that_refers_to_itself_is_not_beside_itself():
    found = Corpus.of([made("08ZENDA7", refers=("08ZENDA7",))])
    assert (found.around("08ZENDA7").held, found.around("08ZENDA7").cited) == ((), 0)


def test_the_page_of_a_cable_that_all_refer_to_stays_small():
    many = [made(f"09ZENDA{n}", refers=("08STATE3",)) for n in range(150)]
    around = Corpus.of([*many, made("08STATE3")]).around("08STATE3")
    assert (len(around.cited_by), around.cited) == (100, 150)


def test_assessments_of_a_country_follow_each_other():
    found = Corpus.of(
        [
            made("07ZENDA1", date(2007, 3, 1)),
            made("08ZENDA1", date(2008, 3, 1), assessment=Assessment("other", None)),
            made("09ZENDA1", date(2009, 3, 1)),
        ]
    )
    around = found.around("09ZENDA1")
    assert around.previous is not None
    assert (around.previous.id, around.following) == ("07ZENDA1", None)
    assert found.around("08ZENDA1").previous is None


def test_a_cable_knows_which_one_corrects_it():
    found = Corpus.of([made("09ZENDA2", links=(Link("corrects", "09ZENDA1"),)), made("09ZENDA1")])
    (changed,) = found.around("09ZENDA1").changed_by
    assert (changed.relation, changed.by.id) == ("corrects", "09ZENDA2")


def test_a_problem_is_one_line():
    assert str(Problem("a.txt", 3, "this is no text", "give one")) == "a.txt:3: this is no text; give one"


def test_an_empty_collection_has_no_groups():
    found = Corpus.of([])
    assert (found.ids, found.by_country, found.wanted, found.figures) == ((), {}, {}, 0)


def held(count):
    """Bytes that a collection of so many cables takes, with what its lists are made from."""
    gists = {
        f"08ZENDA{n}": gist.pack(gist.gist(made(f"08ZENDA{n}", refers=("08STATE3", "08STATE4")))) for n in range(count)
    }
    tracemalloc.start()
    kept = Corpus(gists, {}.__getitem__)
    jobs = list(lists.jobs(kept))
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert jobs
    return size


def test_what_is_held_of_a_cable_is_small():
    assert (held(3000) - held(1000)) / 2000 < 3_500
