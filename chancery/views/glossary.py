"""The glossary: short forms that cables introduce and the field's own, with where they are used."""

from collections.abc import Iterator, Mapping

from chancery import addresses
from chancery.collection.briefs import Brief
from chancery.collection.gist import Gist
from chancery.model import Value
from chancery.views.base import Page
from chancery.views.job import ROWS, Job, pack, unpack
from chancery.views.rows import Link, Pager, Starts, begins, pager, plural
from chancery.vocab.acronyms import meanings
from chancery.words import capital

USED_IN = 5
"""Cables named for each meaning, the newest; the rest are counted."""


class Use(Value, frozen=True):
    """One meaning of a short form and the cables that have it."""

    form: str
    meaning: str
    own: bool
    """Whether the meaning is the vocabulary's, not a cable's."""
    count: int
    ids: tuple[str, ...]


class GlossaryFacts(Value, frozen=True):
    """What a page of the glossary shows."""

    pages: int
    forms: int
    introduced: int
    starts: Starts
    uses: tuple[Use, ...]


class Meaning(Value, frozen=True):
    """One meaning of a short form."""

    text: str
    own: bool
    cables: tuple[Link, ...]
    more: int


class Entry(Value, frozen=True):
    """One short form."""

    form: str
    anchor: str
    meanings: tuple[Meaning, ...]


class GlossaryView(Page, frozen=True):
    """A page of the glossary."""

    lede: str
    entries: tuple[Entry, ...]
    starts: tuple[Link, ...]
    pager: Pager | None


class Forms:
    """Short forms and their uses while the collection is gone through."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str, bool], int] = {}
        self.ids: dict[tuple[str, str, bool], list[str]] = {}

    def add(self, one: Gist) -> None:
        """Add the forms of a cable; cables come in order of date."""
        known = meanings()
        explained = (_key(form, meaning, known) for form, meaning in one.glossary.items())
        for key in dict.fromkeys((*explained, *((form, known[form], True) for form in one.acronyms))):
            self._use(key, one.id)

    def _use(self, key: tuple[str, str, bool], used_in: str) -> None:
        self.counts[key] = self.counts.get(key, 0) + 1
        ids = self.ids.setdefault(key, [])
        ids.append(used_in)
        if len(ids) > USED_IN:
            del ids[0]

    def uses(self) -> list[Use]:
        """All uses by form; the commonest meaning first, the vocabulary's last."""
        keys = sorted(self.counts, key=lambda k: (k[0].casefold(), k[0], k[2], -self.counts[k], k[1]))
        return [Use(*key, self.counts[key], tuple(reversed(self.ids[key]))) for key in keys]


def _key(form: str, meaning: str, known: Mapping[str, str]) -> tuple[str, str, bool]:
    """A form with its meaning, and whether that is the field's own: a cable may well explain 'NGOs' too."""
    one = form.removesuffix("s")
    if one in known and known[one].casefold() in {meaning.casefold(), meaning.casefold().removesuffix("s")}:
        return one, known[one], True
    return form, meaning, False


def jobs(forms: Forms) -> Iterator[Job]:
    """The pages of the glossary."""
    parts: list[list[Use]] = [[]]
    for use in forms.uses():
        if len(parts[-1]) >= ROWS and parts[-1][-1].form != use.form:
            parts.append([])
        parts[-1].append(use)
    starts: dict[str, tuple[str, str, int]] = {}
    for page, part in enumerate(parts, 1):
        for use in part:
            letter = use.form[0].upper()
            starts.setdefault(letter, (letter, anchor(use.form), page))
    every = {use.form for part in parts for use in part}
    introduced = {use.form for part in parts for use in part if not use.own}
    for page, part in enumerate(parts, 1):
        facts = GlossaryFacts(
            len(parts),
            len(every),
            len(introduced),
            tuple(starts.values()) if len(parts) > 1 else (),
            tuple(part),
        )
        yield Job("glossary", "", page, "glossary.html", (), pack(facts))


def view(_: Mapping[str, Brief], job: Job) -> GlossaryView:
    """A page of the glossary."""
    facts = unpack(job, GlossaryFacts)
    entries: dict[str, list[Use]] = {}
    for use in facts.uses:
        entries.setdefault(use.form, []).append(use)
    return GlossaryView(
        root=job.root,
        path=job.path,
        title="Glossary",
        description="Short forms in US cables on trafficking in persons, and where they are used.",
        lede=_lede(facts),
        entries=tuple(Entry(form, anchor(form), _meanings(uses, job.root)) for form, uses in entries.items()),
        starts=begins(job, facts.starts),
        pager=pager(job, facts.pages),
    )


def anchor(form: str) -> str:
    """The place of a short form on its page; no two forms share one.

    >>> anchor("NGO"), anchor("G/TIP"), anchor("R&D")
    ('NGO', 'G.TIP', 'R_26D')
    """
    return "".join(c if c.isalnum() or c == "-" else "." if c == "/" else f"_{ord(c):x}" for c in form)


def _meanings(uses: list[Use], root: str) -> tuple[Meaning, ...]:
    return tuple(
        Meaning(
            text=use.meaning,
            own=use.own,
            cables=tuple(Link(i, root + addresses.cable(i)) for i in use.ids),
            more=use.count - len(use.ids),
        )
        for use in uses
    )


def _lede(facts: GlossaryFacts) -> str:
    if not facts.forms:
        return "The cables of the collection use no short form that is known here."
    text = f"{capital(plural(facts.forms, 'short form'))} that the cables use"
    if not facts.introduced:
        return f"{text}, with the meanings they have in this field."
    return f"{text}; {plural(facts.introduced, 'is explained', 'are explained')} by a cable itself."
