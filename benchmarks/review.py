"""How much of what an editor should see ``review`` shows, on invented sentences: ``python benchmarks/review.py``.

The sentences are those of ``tests/cases/review*.yaml``: with names, numbers and addresses that should be shown, and
with officials, agencies, laws and places that should not.
"""

import argparse
import pathlib
import sys
from collections import Counter

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from chancery.editing import sightings  # noqa: E402 -- the project is found first

KINDS = ("name", "phone", "email", "address", "passport")


def counts(cases):
    """Right, shown and wanted, for each kind."""
    common = frozenset(" ".join(case["text"] for case in cases).replace(",", " ").replace(".", " ").split())
    right, shown, wanted = Counter(), Counter(), Counter()
    for case in cases:
        got = {(hit.kind, case["text"][hit.start : hit.end]) for hit in sightings.hits(case["text"], common)}
        want = {(kind, words) for kind, every in case.get("find", {}).items() for words in every}
        for counter, found in ((right, got & want), (shown, got), (wanted, want)):
            counter.update(kind for kind, _ in found)
    return right, shown, wanted


def main():
    """Print precision and recall of each kind and of all."""
    argparse.ArgumentParser(description=__doc__.split("\n", 1)[0]).parse_args()
    for file, what in (
        ("review", "that the rules were written for"),
        ("review_held", "that they were not written for"),
    ):
        show(yaml.safe_load((ROOT / f"tests/cases/{file}.yaml").read_text("utf-8")), what)


def show(cases, what):
    """The same for the sentences of one file."""
    right, shown, wanted = counts(cases)
    nothing = sum("find" not in case for case in cases)
    print(f"{len(cases)} invented sentences {what}, {nothing} of them with nothing to show")
    for name, kinds in (*((kind, (kind,)) for kind in KINDS), ("all", KINDS)):
        hit, got, want = (sum(counter[kind] for kind in kinds) for counter in (right, shown, wanted))
        print(f"{name:<9} {want:>3} wanted   precision {hit / max(got, 1):6.1%}   recall {hit / max(want, 1):6.1%}")


if __name__ == "__main__":
    main()
