"""Every pattern that the package compiles, and bad input made from each: for the proof that all take linear time.

Run as a program it prints the patterns as JSON. It notes them where they are compiled, so that those in
functions and those made from vocabularies are there too.
"""

import ast
import contextlib
import functools
import importlib
import io
import json
import pathlib
import pkgutil
import random
import re
import sys
import time
from collections.abc import Callable, Iterator

from shared import ROOT

SMALL, LARGE = 1_500, 12_000
"""Characters of bad input: of the first, and of one that is compared with others."""
LONG = 0.1
"""Seconds of CPU time that either may always take."""


def compiled() -> list[tuple[str, int, str]]:
    """Pattern, flags and place of every pattern of text that modules compile when loaded and when used."""
    found: dict[tuple[str, int], str] = {}
    original = re._compile

    def note(pattern: object, flags: int) -> re.Pattern:
        made = original(pattern, flags)
        frame = sys._getframe(1)
        while frame and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        if frame and f"{ROOT}/chancery" in frame.f_code.co_filename and isinstance(made.pattern, str):
            place = f"{pathlib.Path(frame.f_code.co_filename).relative_to(ROOT)}:{frame.f_lineno}"
            found.setdefault((made.pattern, made.flags), place)
        return made

    re._compile = note
    try:
        _use()
    finally:
        re._compile = original
    return [(pattern, flags, place) for (pattern, flags), place in sorted(found.items(), key=lambda each: each[1])]


def _use() -> None:
    """Load every module, and read, review and publish cables, so that what is made late is made."""
    import chancery

    for module in pkgutil.walk_packages(chancery.__path__, "chancery."):
        importlib.import_module(module.name)
    from chancery.about import tip
    from chancery.editing import edits, review
    from chancery.parse import parse
    from chancery.source import read

    paths = sorted((ROOT / "cables").glob("*.txt")) + sorted((ROOT / "tests/golden").rglob("*.txt"))
    for path in paths:
        with contextlib.suppress(Exception):
            source = read(path)
            cable = parse(source).cable
            review.findings(edits.publish(source, parse(source), None))
            tip.about((), cable.subject, "\n".join(source.lines))


SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})


def searched(place: str) -> bool:
    """Whether the pattern made at a place is looked for within a text, not only at its beginning.

    A name whose every use is ``NAME.match(...)`` or ``NAME.fullmatch(...)`` is not.
    """
    file, _, line = place.partition(":")
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    at = [node for node in tree.body if node.lineno <= int(line) <= node.end_lineno]
    names = {each.id for node in at for each in ast.walk(node) if isinstance(each, ast.Name)
             and isinstance(each.ctx, ast.Store)} if at and isinstance(at[0], ast.Assign) else set()  # fmt: skip
    uses = {use for name in names for use in _uses(name, file)}
    return not uses or bool(uses & SEARCHING) or not uses <= {"match", "fullmatch", "pattern"}


@functools.cache
def _uses(name: str, file: str) -> frozenset[str]:
    """The methods that are called on a name of a module; 'passed' where it is used otherwise."""
    found = set()
    for path in [ROOT / file] if name.startswith("_") else (ROOT / "chancery").rglob("*.py"):
        text = path.read_text("utf-8")
        if name not in text:
            continue
        for use in re.finditer(rf"(?<!\w){name}\b(?:\.(\w+)|(?!\s*(?:[:=]|\w)))", text):
            found.add(use[1] or "passed")
    return frozenset(found)


def bad_inputs(pattern: str, flags: int, *, most: int = 300) -> Iterator[tuple[str, str]]:
    """Beginnings and units to repeat after them."""
    units = [each for each in dict.fromkeys([*PLAIN, *samples(pattern, flags), *repeated(pattern, flags)])
             if len(each) <= SMALL // 4]  # fmt: skip
    for head in ("", next(samples(pattern, flags), "")):
        yield from ((head, unit) for unit in units[:most])


def slow(pattern: str, flags: int, *, search: bool) -> str | None:
    """The bad input on which a pattern takes more than linear time; None where there is none."""
    made = re.compile(pattern, flags)

    def seconds(head: str, unit: str, size: int) -> float:
        text = head + (unit * (size // len(unit) + 1))[:size] + "\x00!"
        started = time.process_time()
        if search:
            for _ in made.finditer(text):
                pass
        else:
            made.match(text)
            made.fullmatch(text)
        return time.process_time() - started

    for head, unit in bad_inputs(pattern, flags):
        taken = functools.partial(seconds, head, unit)
        said = f"{head!r} and then {unit!r} again and again"
        if taken(SMALL) > LONG and least(taken, SMALL) > LONG:
            return said  # cubic or worse: the large one would never end
        if found := grown(taken, LARGE, LONG):
            return f"{said}: {found[1]:.2f} s"
    return None


def grown(taken: Callable[[int], float], size: int, long: float) -> tuple[float, float, float] | None:
    """The seconds of three lengths, each four times the one before, where they grow faster than by nine; else None.

    ``taken`` gives the seconds of a length; ``size`` is the second, which may always take ``long``. The square would
    be sixteen times. Short times are uneven, so what is under suspicion is tried again, and then one of four times
    its length, which is as bad where the growth is one of the reader and not of a moment.
    """
    large = taken(size)
    if large < long or large < 9 * least(taken, size // 4):
        return None
    small, large, larger = least(taken, size // 4), least(taken, size), taken(size * 4)
    return (small, large, larger) if large > 9 * small and larger > 9 * large else None


def least(taken: Callable[[int], float], size: int) -> float:
    """The seconds of a length on a machine that is left alone."""
    return min(taken(size) for _ in range(3))


PLAIN = ("-", "- ", " ", "\n", " \n", "\t", "a", "a ", "A", "A ", "Aa ", "1", "1 ", "1. ", ".", ",", "(", "/", '"', "'", "é", "¶",
         "<", "&", "=", "\\", "A-", "a, ")  # fmt: skip
"""Units that nearly every pattern of a text meets."""


def samples(pattern: str, flags: int, count: int = 6) -> Iterator[str]:
    """Texts that a pattern nearly matches: what it asks for with one choice each, and the parts of it."""
    tree = re._parser.parse(pattern, flags & ~re.UNICODE)
    for seed in range(count):
        text = "".join(_text(tree, random.Random(seed)))
        yield from {text, text[: len(text) // 2], text[:-1]} - {""}


def repeated(pattern: str, flags: int) -> Iterator[str]:
    """What a pattern repeats, alone: the units that a bad input is made of."""
    tree = re._parser.parse(pattern, flags & ~re.UNICODE)
    for sub in _repeats(tree):
        for seed in range(2):
            text = "".join(_text(sub, random.Random(seed)))
            if text:
                yield text


def _repeats(tree: object) -> Iterator[object]:
    for operation, value in tree:
        for sub in _subs(value):
            if "REPEAT" in str(operation):
                yield sub
            yield from _repeats(sub)


def _subs(value: object) -> Iterator[object]:
    if isinstance(value, re._parser.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _subs(each)


def _text(tree: object, chance: random.Random) -> Iterator[str]:
    """Characters of one text that a part of a pattern matches, look-around left out."""
    for operation, value in tree:
        name = str(operation)
        if name == "LITERAL":
            yield chr(value)
        elif name in {"NOT_LITERAL", "ANY"}:
            yield chance.choice("a -")
        elif name == "IN":
            yield _of(value, chance)
        elif name == "BRANCH":
            yield from _text(chance.choice(value[1]), chance)
        elif name == "SUBPATTERN":
            yield from _text(value[3], chance)
        elif name == "ATOMIC_GROUP":
            yield from _text(value, chance)
        elif "REPEAT" in name:
            least, most, sub = value
            for _ in range(min(max(least, chance.randint(1, 3)), int(most), 60)):
                yield from _text(sub, chance)


_SOME = {"CATEGORY_DIGIT": "17", "CATEGORY_SPACE": " \n", "CATEGORY_WORD": "aA1", "CATEGORY_NOT_DIGIT": "a-",
         "CATEGORY_NOT_SPACE": "aA-", "CATEGORY_NOT_WORD": " -"}  # fmt: skip


def _of(choices: list, chance: random.Random) -> str:
    """One character of a set."""
    if str(choices[0][0]) == "NEGATE":
        fitting = [char for char in "aA1 -.,\n¶\x00é" if not any(char in _chars(each) for each in choices[1:])]
        return chance.choice(fitting or ["\u2603"])
    return chance.choice(sorted(_chars(chance.choice(choices))) or [""])


def _chars(choice: tuple) -> str:
    name, value = str(choice[0]), choice[1]
    if name == "RANGE":
        return "".join(map(chr, range(value[0], min(value[1], value[0] + 200) + 1)))
    return chr(value) if name == "LITERAL" else _SOME.get(str(value), "")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with contextlib.redirect_stdout(io.StringIO()):
        every = compiled()
    print(json.dumps(every))
