"""Pagefind run over a shard, and what it wrote in two forms: as files that a page fetches, and as scripts.

Browsers refuse ``fetch`` and modules from a disk; a classic script they load. So beside the files stand scripts that
hand over the bytes of some of them, in base64, and Pagefind's own program is a function that is given a ``fetch``
which answers out of either (``templates/assets/js/search-engine.js``). The archive holds the scripts alone.
"""

import base64
import hashlib
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pagefind.service import get_executable

from chancery.search.manifest import TOGETHER
from chancery.search.pieces import changed, entry, pieces

FOLDER = "pagefind"
PROGRAM = "pagefind.js"
WASM = "wasm.en.pagefind"
_EXPORT = re.compile(r"export\s*\{(?P<names>[\w$]+(?:\s*,\s*[\w$]+)*)\};?\s*$")
_IMPORT = re.compile(r"\bimport\s*[.({\"']")
_FILE = re.compile(r"(?P<kind>index|fragment)/(?P<number>\d+)")


def files(name: str, documents: Iterable[tuple[str, str]], work: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Index a shard: the files of its own, and those that all shards share; path from the top of the site to bytes.

    ``documents`` are ids and pages; ``work`` is a folder where they stand while they are indexed.
    """
    with tempfile.TemporaryDirectory(dir=work) as folder:
        source, made = Path(folder, "text"), Path(folder, "made")
        source.mkdir()
        for key, text in documents:
            (source / f"{key}.html").write_text(text, encoding="utf-8")
        _run(source, made)
        return _own(name, pieces(made)), dict(_shared(made))


def _run(source: Path, made: Path) -> None:
    """Run Pagefind's program as its package names it: its service may end before its files are whole."""
    words = [str(get_executable()), "--site", str(source), "--output-path", str(made), "--force-language", "en"]
    subprocess.run([*words, "--keep-index-url", "--silent"], check=True, stdin=subprocess.DEVNULL)


def _own(name: str, held: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files and scripts, in a folder named after what they hold, so that no browser shows an old one."""
    part = f"{name}-{_digest(*held.values())}"
    together: dict[str, dict[str, bytes]] = {}
    for path, data in held.items():
        together.setdefault(bundle(path), {})[f"{part}/{path}"] = data
    top = f"{FOLDER}/{part}"
    return {f"{top}/{path}": data for path, data in held.items()} | {
        f"{top}/{path}": script(group) for path, group in together.items()
    }


def bundle(path: str) -> str:
    """The script that hands over a file of a shard.

    >>> bundle("index/17-judg.pf_index"), bundle("fragment/3.pf_fragment"), bundle("list.pf_meta")
    ('index-2.js', 'fragment-0.js', 'list.js')
    >>> bundle("filter/year.pf_filter")
    'filter.js'
    """
    if found := _FILE.match(path):
        return f"{found['kind']}-{int(found['number']) // TOGETHER}.js"
    return re.sub(r"[./].*", ".js", path)


def _shared(made: Path) -> Iterator[tuple[str, bytes]]:
    yield _named("program.js", program((made / PROGRAM).read_text(encoding="utf-8"), entry(made)))
    data = (made / WASM).read_bytes()
    yield _named("wasm.pagefind", data)
    yield _named("wasm.js", script({"wasm": data}))


def _named(name: str, data: bytes) -> tuple[str, bytes]:
    stem, _, kind = name.partition(".")
    return f"{FOLDER}/{stem}-{_digest(data)}.{kind}", data


def _digest(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for each in parts:
        whole.update(each)
    return whole.hexdigest()[:8]


def script(held: Mapping[str, bytes]) -> bytes:
    r"""A script that hands these files over.

    >>> script({"2009-1a2b3c4d/index/1.pf_index": b"abc"})
    b'tipSearch.file("2009-1a2b3c4d/index/1.pf_index","YWJj");\n'
    """
    calls = (f'tipSearch.file("{path}","{base64.b64encode(data).decode()}");\n' for path, data in held.items())
    return "".join(calls).encode()


def program(module: str, told: bytes) -> bytes:
    r"""Pagefind's module as a classic script: a function of ``fetch`` that gives what the module exports.

    ``told`` is JSON that is handed over with it.

    >>> program("let a=import.meta.url;export{a};", b"{}")
    b'tipSearch.program((fetch)=>{"use strict";let a=(void 0);return{a};},{});\n'
    """
    text = module.replace("import.meta.url", "(void 0)")
    found = _EXPORT.search(text)
    if found is None or _IMPORT.search(text):
        raise changed("its program has no list of exports, or imports something")
    body = text[: found.start()].rstrip()
    names = found["names"]
    return f'tipSearch.program((fetch)=>{{"use strict";{body}return{{{names}}};}},{told.decode()});\n'.encode()
