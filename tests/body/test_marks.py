"""End marks are looked for near the letters that each of them has, and none is missed."""

import patterns

from chancery.body import marks

BETWEEN = ("The Duke attended the end.", "(", "--\n", "ends in summer. ", "\n", " " * 30)


def test_every_end_mark_is_found():
    samples = list(patterns.samples(marks.CLOSE.pattern, marks.CLOSE.flags, count=400))
    for at, sample in enumerate(samples):
        words = BETWEEN[at % len(BETWEEN)]
        text = f"{words} {sample}{words}{samples[at - 1]}{words}"
        assert [found.span() for found in marks.ends(text)] == [found.span() for found in marks.CLOSE.finditer(text)]
    assert sum(any(marks.ends(sample)) for sample in samples) > len(samples) / 2
