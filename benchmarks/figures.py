"""How well figures are read, and how fast: ``python benchmarks/figures.py [-v]``.

Precision, recall and qualifiers on the invented sentences of ``tests/cases/figures`` (those of ``held_out.txt`` were
written before the rules and are given apart), the share of traps without a wrong figure, and milliseconds for a cable
of 10 KB. Where ``../shared/gold`` is there, ``../shared/tools/score.py`` gives the same on whole cables.
"""

import argparse
import pathlib
import sys
import time
from collections import Counter
from typing import NamedTuple

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from chancery.parse import parse
from chancery.source import read
from tests.kit.figure_cases import CASES, Case, cases, found_in

CABLE = pathlib.Path(__file__).resolve().parents[1] / "cables/09PHNOMPENH846.txt"
SECONDS = 2.0


class Score(NamedTuple):
    """What was counted over some cases."""

    right: int
    found: int
    wanted: int
    qualified: int
    traps: int
    clean: int
    """Traps without a figure."""

    def __str__(self):
        share = lambda part, whole: f"{part}/{whole} = {100 * part / whole if whole else 100:.1f} %"  # noqa: E731
        return (
            f"precision {share(self.right, self.found)}  recall {share(self.right, self.wanted)}  "
            f"qualifier {share(self.qualified, self.right)}  traps {share(self.clean, self.traps)}"
        )


def score(cases_: list[Case], *, verbose: bool) -> Score:
    """Compare what is found in each sentence with what a person reads in it."""
    total: Counter[str] = Counter()
    for case in cases_:
        figures = found_in(case.text)
        wanted = Counter(each.fact for each in case.wanted)
        got = Counter((one.key, one.value, one.value_to) for one in figures)
        right = wanted & got
        total["right"] += right.total()
        total["found"] += got.total()
        total["wanted"] += wanted.total()
        qualifiers = {each.fact: each.qualifier for each in case.wanted}
        for one in figures:
            fact = (one.key, one.value, one.value_to)
            if fact in right and (qualifiers[fact] == one.qualifier):
                total["qualified"] += 1
            elif fact in right and verbose:
                print(f"  qualifier: {one.qualifier}, not {qualifiers[fact]}: {case.text}")
        total["traps"] += not case.wanted
        total["clean"] += not case.wanted and not figures
        if verbose and wanted != got:
            missed, wrong = (sorted(map(str, each.elements())) for each in (wanted - got, got - wanted))
            print(f"  {case.text}\n     missed {missed} wrong {wrong}")
    return Score(*(total[name] for name in Score._fields))


def speed() -> float:
    """Milliseconds of one core that figures add to reading a cable of 10 KB, the best of many."""
    source = read(CABLE)
    best = {True: float("inf"), False: float("inf")}
    began = time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        for figures, least in best.items():
            start = time.process_time()
            parse(source, figures=figures)
            best[figures] = min(least, time.process_time() - start)
    return 1000 * (best[True] - best[False]) * 10_000 / CABLE.stat().st_size


def main():
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    names = sorted(path.stem for path in CASES.glob("*.txt"))
    asked.add_argument("only", nargs="*", metavar="FAMILY", help=f"of {', '.join(names)}; all if none is named")
    asked.add_argument("-v", dest="verbose", action="store_true", help="each sentence that is not read as it should be")
    given = asked.parse_args()
    verbose, only = given.verbose, given.only
    if unknown := sorted({*only} - {*names}):
        asked.error(f"no sentences '{unknown[0]}'")
    tuned: list[Case] = []
    for path in sorted(CASES.glob("*.txt")):
        if only and path.stem not in only:
            continue
        some = cases(path)
        if verbose:
            print(path.stem)
        print(f"{path.stem:12} {len(some):4} sentences  {score(some, verbose=verbose)}")
        if not path.stem.startswith("held_out"):
            tuned += some
    print(f"{'all tuned':12} {len(tuned):4} sentences  {score(tuned, verbose=False)}")
    print(f"{speed():.2f} ms for a cable of 10 KB on one core")


if __name__ == "__main__":
    main()
