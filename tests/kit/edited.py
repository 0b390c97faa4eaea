"""An invented cable with edits, as tests ask for it."""

import re
from pathlib import Path

import msgspec
import pytest
from shared import CASES, ROOT

from chancery.editing import edits
from chancery.editing.edits_file import Edits
from chancery.editing.published import Published
from chancery.parse import parse
from chancery.source import InputError, Source, read

INVENTED = CASES / "08ZENDA7.txt"
SHIPPED = ROOT / "cables" / "09PHNOMPENH846.txt"


def publish(text: str, path: Path = INVENTED) -> Published:
    source = read(path)
    return edits.publish(source, parse(source), made_for(source, text))


def made_for(source: Source, text: str) -> Edits:
    """Edits of this text, unless they say of which they are."""
    kept = edits.loads(text.encode(), "x.edits.yaml")
    return msgspec.structs.replace(kept, source=kept.source or source.sha256)


def all_text(published: Published) -> str:
    """Everything that goes downstream, as one text without blanks and marks."""
    return re.sub(r"\W+", "", msgspec.json.encode(published).decode()).casefold()


def failure(text: str, path: Path = INVENTED) -> InputError:
    with pytest.raises(InputError) as caught:
        publish(text, path)
    return caught.value


def paragraph(published: Published, number: int):
    return next(p for s in published.cable.sections for p in s.paragraphs if p.number == number)
