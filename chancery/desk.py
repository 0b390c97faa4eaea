"""What a build lends to a stage that lives in a room of its own: the search index, and what people take along."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from chancery.output import Stamp
from chancery.store import Held, Made


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Folders, workers, and the build's own ways to take a file over from the old site or to add one."""

    site: Path
    """The old site."""
    new: Path
    """The folder that is being filled."""
    packs: Path
    work: Path
    """A folder for what is needed for a moment; the cache."""
    templates: Path
    base_url: str
    """The address of the site; '' where it is not known."""
    version: bytes
    runner: Any
    """Workers: :class:`chancery.executor.Runner`."""
    known: Mapping[str, Made]
    """The files of the old site."""
    made: Mapping[str, Made]
    """Those of the new one so far."""
    held: Mapping[str, Held]
    """Where each cable stands in the packs."""
    keep: Callable[[Iterable[str], bytes], bool]
    """Take files over from the old site: all of them or none."""
    add: Callable[[str, bytes, Stamp], None]
    put: Callable[[str, bytes], None]
    """Write a file that is made here, unless the old site has it."""
    make: Callable[..., None]
    """Have files made by the workers."""
