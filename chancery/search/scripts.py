"""Files of the index in two forms: as a page fetches them, and as scripts.

Browsers refuse ``fetch`` from a disk; a classic script they load. So beside the files stand scripts that hand over the
bytes of some of them, in base64. The archive holds the scripts alone.
"""

import base64
import re
from collections.abc import Mapping

FOLDER = "pagefind"
TOGETHER = 8
"""Numbered files of one kind in a script; those that follow each other."""
_NUMBERED = re.compile(r"(?P<name>.*[/-])(?P<number>\d+)\.\w+")


def both(folder: str, held: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files and scripts of a folder of the index: path from the top of the site to bytes."""
    together: dict[str, dict[str, bytes]] = {}
    for path, data in held.items():
        together.setdefault(bundle(path), {})[f"{folder}/{path}"] = data
    top = f"{FOLDER}/{folder}"
    return {f"{top}/{path}": data for path, data in held.items()} | {
        f"{top}/{path}": script(group) for path, group in together.items()
    }


def bundle(path: str) -> str:
    """The script that hands over a file.

    >>> bundle("cables/j2-17.bin"), bundle("text/3.bin"), bundle("facets/year.bin"), bundle("list.bin")
    ('cables-j2-2.js', 'text-0.js', 'facets.js', 'list.js')
    """
    if found := _NUMBERED.fullmatch(path):
        return f"{found['name']}{int(found['number']) // TOGETHER}.js".replace("/", "-")
    return re.sub(r"[./].*", ".js", path)


def script(held: Mapping[str, bytes]) -> bytes:
    r"""A script that hands these files over.

    >>> script({"2009-1a2b3c4d/text/1.bin": b"abc"})
    b'tipSearch.file("2009-1a2b3c4d/text/1.bin","YWJj");\n'
    """
    calls = (f'tipSearch.file("{path}","{base64.b64encode(data).decode()}");\n' for path, data in held.items())
    return "".join(calls).encode()
