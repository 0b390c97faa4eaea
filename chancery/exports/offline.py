"""The last stage of a build: single files, then the whole site as one archive, and the home page that tells its size.

A file that is made from the same as before is taken over; a changed cable costs its own file, its country's and
the archive, which takes what did not change out of the old one.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from jinja2 import Environment

from chancery.collection.corpus import Corpus
from chancery.collection.store import digest
from chancery.exports import stage, whole
from chancery.exports.stage import WantedFile
from chancery.exports.whole import Whole
from chancery.files.output import stamp
from chancery.views import home
from chancery.views.base import Page
from chancery.views.job import Job
from chancery.views.pages import Listing, make_listings
from chancery.views.render import environment, render
from chancery.views.rows import plural
from chancery.words import capital
from chancery.work.desk import Desk

BATCH = 8
"""Single files a batch."""
_encode = msgspec.msgpack.Encoder().encode


class StartView(Page, frozen=True):
    """What ``start-here.html`` receives."""

    holds: str
    """'27 cables'."""
    part: str
    """What of the collection it is: 'Cambodia, 2009'; '' for all of it."""
    search: bool
    """Whether the search is in it."""
    address: str
    """Of the whole site, which has single files as well; '' where it is not known."""


def build(desk: Desk, corpus: Corpus, front: Job, advance: Callable[[int], None], *, wanted: bool) -> None:
    """Make what is missing of the single files, the archive and the home page ``front``; that alone if not wanted.

    ``advance`` is told how many single files are done.
    """
    key = digest(desk.version, _encode(front), corpus.digests(front.ids))
    if not wanted:
        if not desk.files.keep(front.path, key):
            page(desk, front, key)
        return
    _singles(desk, corpus, advance)
    held = whole.packed(desk.files.paths())
    key = digest(key, _key(desk, held))
    if desk.files.keep_all([whole.PATH, *whole.LAST], key):
        return
    asked = Whole(desk.new, desk.runner, _old(desk), held, desk.files.same())
    start = start_page(environment(desk.templates), len(corpus.ids), desk.base_url, search=whole.searched(held))
    target = desk.new / whole.PATH
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    whole.write(asked, target, start, lambda size: page(desk, home.with_archive(front, whole.told(size)), key))
    desk.files.add(whole.PATH, key, stamp(str(target)))


def page(desk: Desk, job: Job, key: bytes) -> None:
    """Make one listing: the home page, which waits for all else."""
    wanted = Listing(job, tuple(desk.places[each] for each in job.ids), key)
    desk.make(make_listings, [wanted], 1, 1, lambda _: None)


def _singles(desk: Desk, corpus: Corpus, advance: Callable[[int], None]) -> None:
    todo = []
    for path, made_from, dossier in stage.jobs(corpus, desk.files):
        key = digest(desk.version, made_from)
        if desk.files.keep(path, key):
            advance(1)
        else:
            todo.append((path, key, dossier))
    places = desk.places
    wanted = (
        WantedFile(path, key, one, tuple(places[each] for each in one.ids) if one else ()) for path, key, one in todo
    )
    desk.make(stage.make, wanted, len(todo), BATCH, advance)


def _key(desk: Desk, paths: Iterable[str]) -> bytes:
    """A digest of all files: of what they were made from."""
    return digest(*(part for path in paths for part in (path.encode(), desk.files.key(path) or b"")))


def _old(desk: Desk) -> Path | None:
    """The old archive, if it is as a build wrote it."""
    return desk.site / whole.PATH if desk.files.whole(whole.PATH, desk.site) else None


def start_page(env: Environment, cables: int, address: str, part: str = "", *, search: bool) -> bytes:
    """The page on top of an archive of so many cables."""
    view = StartView(
        root="",
        path=whole.START,
        title="Start here",
        description=f"A copy of {'a part' if part else 'the whole'} of the site, to be read without a network.",
        holds=capital(plural(cables, "cable")),
        part=part,
        search=search,
        address=address,
    )
    return render(env, "start-here.html", view).encode()
