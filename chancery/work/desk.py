"""What a build lends to a stage that lives in a room of its own: the search index, and what people take along."""

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from chancery.collection.packs import Place
from chancery.work.executor import Runner
from chancery.work.filing import Filing


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Folders, workers, and the list of the site's files."""

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
    runner: Runner
    files: Filing
    """What the files are made from; takes files over from the old site, and notes what is added."""
    places: Mapping[str, Place]
    """Where each cable stands in the packs."""
    make: Callable[..., None]
    """Have files made by the workers."""
