"""References of a cable: the list below its text, and the links where the text points at one."""

from collections.abc import Iterator

from chancery import addresses, words
from chancery.collection.corpus import Around, Neighbour
from chancery.head.mentions import Mention, find
from chancery.model import Cable, Value


class ReferenceRow(Value, frozen=True):
    """One reference telegram."""

    anchor: str
    """Of its row: 'ref-A'."""
    label: str
    """'Ref A', 'Ref', or '¶4' where only the running text names it."""
    text: str
    id: str
    href: str
    """Where we hold it; '' where not."""
    note: str


class Referring:
    """The references of one cable, and what words of its text point at."""

    def __init__(self, cable: Cable, around: Around, root: str) -> None:
        self.cable, self.root = cable, root
        self._mentions: dict[str, list[Mention]] = {}
        """By text: a paragraph is asked for twice."""
        self.held = {each.id: each for each in around.held}
        listed = tuple(self._listed())
        self.rows = (*listed, *self._named({row.id for row in listed}))
        self.by_label = {row.label.removeprefix("Ref "): row for row in reversed(listed)}
        self.by_id = {row.id: row for row in reversed(self.rows) if row.id}

    def mentions(self, text: str) -> list[Mention]:
        """Words of a text that point at a telegram, none over another."""
        if text not in self._mentions:
            found = self._mentions.setdefault(text, [])
            for each in find(text, self.cable.id[:2], self.cable.references):
                if not found or each.start >= found[-1].end:
                    found.append(each)
        return self._mentions[text]

    def row(self, mention: Mention) -> ReferenceRow | None:
        """The reference that a mention is of; None where it could be any of several."""
        if mention.label in self.by_label:
            return self.by_label[mention.label]
        return self.by_id.get(mention.id or "")

    def _listed(self) -> Iterator[ReferenceRow]:
        """The rows of the REF lines."""
        for number, each in enumerate(self.cable.references, 1):
            label = f"Ref {each.label}" if each.label else "Ref"
            yield self._row(f"ref-{number}", label, each.text, each.id, _NO_CABLE)

    def _named(self, listed: set[str]) -> Iterator[ReferenceRow]:
        """Cables that only the running text names, each once."""
        seen = set(listed) | {self.cable.id}
        for section in self.cable.sections:
            for paragraph in section.paragraphs:
                for each in self.mentions(paragraph.text):
                    if each.id and each.id not in seen:
                        seen.add(each.id)
                        where = f"¶{paragraph.number}" if paragraph.number is not None else "Text"
                        text = paragraph.text[each.start : each.end]
                        yield self._row(f"ref-{each.id}", where, text, each.id, "")

    def _row(self, anchor: str, label: str, text: str, key: str | None, none: str) -> ReferenceRow:
        found = self.held.get(key or "")
        href = self.root + addresses.cable(found.id) if found else ""
        return ReferenceRow(anchor, label, text, key or "", href, _held(key, found) or none)


_NO_CABLE = "not a cable, or not named fully"


def _held(key: str | None, found: Neighbour | None) -> str:
    if found:
        return f"{found.title}, {words.day(found.date)}"
    return "not held here" if key else ""
