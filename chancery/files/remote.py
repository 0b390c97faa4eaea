"""Cables and sites that are not on a local disk, by their address: 's3://bucket/cables', 'memory://site'.

Cables are brought to a folder of the cache, those alone that changed; a site is made here as any other and then
sent, what changed first and what is gone last, so that no page leads to one that is not there yet. The address
holds a list of what was sent, by which the next build knows what to send. The only module that knows fsspec.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from chancery.files.output import OutputError, remove, replace
from chancery.progress import Clock
from chancery.shelf import is_looked_at
from chancery.source import InputError

SENT = ".chancery.json"
"""At the address of a site: the paths that were sent and the SHA-256 of each."""
SEEN = ".seen"
"""In the folder of brought cables: what each was when it was brought."""
_MARKS = frozenset(
    "etag e_tag content-md5 md5 md5hash content_settings checksum crc crc32c sha sha1 sha256 version_id generation "
    "lastmodified last_modified modified modify mtime updated created date_time".split()
)
"""What hosts call the digest, version or time of a file."""


def local(address: str) -> Path | None:
    """The folder that an address means, or None where it is on no local disk.

    >>> local("cables"), local("s3://bucket/cables")
    (PosixPath('cables'), None)
    """
    if address.startswith("file://"):
        return Path(unquote(urlsplit(address).path))
    return None if "://" in address else Path(address)


def mirror(cache: Path, address: str) -> Path:
    """The folder of the cache that stands for an address."""
    return cache / "remote" / hashlib.sha256(address.encode()).hexdigest()[:16]


def fetch(address: str, folder: Path, clock: Clock) -> None:
    """Bring cables and edits into a folder: what changed, and nothing that is gone there stays here.

    Raises ``InputError`` where the address cannot be read.
    """
    with _told(InputError, address, "name the folder of cables with --cables"):
        files, top = _opened(address)
        there = {
            path.removeprefix(top).lstrip("/"): _mark(info)
            for path, info in sorted(files.find(top, detail=True).items())
            if is_looked_at(path.rpartition("/")[2])
        }
        if not there:
            _look(files, top, address)
        folder.mkdir(parents=True, exist_ok=True)
        seen = _seen(folder / SEEN)
        wanted = [
            path for path, mark in there.items() if not mark or seen.get(path) != mark or not (folder / path).exists()
        ]
        # Should we be stopped, the list must not say of a file what it is not.
        replace(folder / SEEN, msgspec.json.encode({path: seen[path] for path in seen.keys() - set(wanted)}))
        with clock.stage("fetch", len(wanted)) as advance:
            for path in wanted:
                _inside(folder, path)
                replace(folder / path, files.cat_file(f"{top}/{path}"))
                advance(1)
        for path in _brought(folder) - there.keys():
            remove(folder / path)
        replace(folder / SEEN, msgspec.json.encode(there))


def _mark(info: dict[str, Any]) -> str:
    """By what a host tells that a file is as it was; '' where it tells nothing of the kind, as web servers do."""
    told = sorted((name.lower(), str(value)) for name, value in info.items() if value is not None)
    return str(told) if any(name in _MARKS for name, _ in told) else ""


def _look(files: Any, top: str, address: str) -> None:
    """Raise where the reason that no cable is there is that nothing is."""
    try:
        files.ls(top)
    except FileNotFoundError:
        raise InputError(address, None, "no such folder", "name the folder of cables with --cables") from None


def _seen(path: Path) -> dict[str, str]:
    """What was brought, by its list; nothing where that is damaged."""
    try:
        return _list(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}


def _brought(folder: Path) -> set[str]:
    """Cables and edits that are in a folder, whatever its list says: a fetch that was stopped left some."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())
    return {path for path in found if is_looked_at(path.rpartition("/")[2])}


def send(site: Path, address: str, clock: Clock) -> int:
    """Send a site to an address; gives how many files were sent. Raises ``OutputError`` where it cannot be."""
    with _told(OutputError, address, "the site is whole here; send it again when it is put right"):
        files, top = _opened(address)
        sent = _list(files.cat_file(f"{top}/{SENT}")) if files.exists(f"{top}/{SENT}") else {}
        if not sent and files.exists(top) and files.find(top):
            raise OutputError(f"{address} holds something else; empty it, or name another address with --site")
        here = {path.relative_to(site).as_posix(): _digest(path) for path in sorted(site.rglob("*")) if path.is_file()}
        files.makedirs(top, exist_ok=True)
        changed = sorted((path for path in here if sent.get(path) != here[path]), key=_late)
        # Should we be killed, the list must not say of a file what it is not.
        files.pipe_file(f"{top}/{SENT}", msgspec.json.encode(sent | dict.fromkeys(changed, "")))
        with clock.stage("send", len(changed)) as advance:
            for path in changed:
                files.makedirs(f"{top}/{path}".rpartition("/")[0], exist_ok=True)
                files.put_file(str(site / path), f"{top}/{path}")
                advance(1)
        for path in sorted(sent.keys() - here.keys()):
            if files.exists(f"{top}/{path}"):
                files.rm_file(f"{top}/{path}")
        files.pipe_file(f"{top}/{SENT}", msgspec.json.encode(here))
        return len(changed)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _late(path: str) -> tuple[bool, bool, str]:
    """Pages that lead to others are sent after these, the home page last."""
    return path == "index.html", path.endswith(".html") and not path.startswith("cables/"), path


def _list(data: bytes) -> dict[str, str]:
    return msgspec.json.decode(data, type=dict[str, str])


def _inside(folder: Path, path: str) -> None:
    """Raise ``InputError`` for a path that leads out of the folder."""
    if ".." in path.split("/") or not (folder / path).resolve().is_relative_to(folder.resolve()):
        raise InputError(path, None, "a path that leads out of the folder", "rename it")


def _opened(address: str) -> tuple[Any, str]:
    import fsspec  # noqa: PLC0415 -- an optional extra

    files, top = fsspec.core.url_to_fs(address)
    return files, top.rstrip("/")


@contextmanager
def _told(kind: type[InputError] | type[OutputError], address: str, todo: str) -> Iterator[None]:
    """Tell what goes wrong at an address in one line: hosts raise errors of all kinds."""
    try:
        yield
    except (InputError, OutputError):
        raise
    except ImportError as error:
        what, todo = str(error), "install it (pip install NAME); fsspec itself comes with: pip install fsspec"
    except Exception as error:  # noqa: BLE001 -- of hosts' own kinds
        what = " ".join(str(error).split()) or type(error).__name__
    else:
        return
    raise InputError(address, None, what, todo) if kind is InputError else OutputError(f"{address}: {what}; {todo}")
