"""Pagefind run over a shard, and what it wrote as scripts that a page can load from anywhere.

Browsers refuse ``fetch`` and modules from a disk; a classic script they load. So each file of an index becomes a
script that hands its bytes over in base64, and Pagefind's own program a function that is given a ``fetch`` which
answers out of them (``templates/assets/js/search.js``).
"""

import base64
import hashlib
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pagefind.service import get_executable

from chancery.search import order

FOLDER = "pagefind"
PROGRAM = "pagefind.js"
WASM = "wasm.en.pagefind"
_EXPORT = re.compile(r"export\s*\{(?P<names>[\w$]+(?:\s*,\s*[\w$]+)*)\};?\s*$")
_IMPORT = re.compile(r"\bimport\s*[.({\"']")


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
        return dict(_own(name, made)), dict(_shared(made))


def _run(source: Path, made: Path) -> None:
    """Run Pagefind's program as its package names it: its service may end before its files are whole."""
    words = [str(get_executable()), "--site", str(source), "--output-path", str(made), "--force-language", "en"]
    subprocess.run([*words, "--keep-index-url", "--silent"], check=True, stdin=subprocess.DEVNULL)


def _own(name: str, made: Path) -> Iterator[tuple[str, bytes]]:
    order.settle(made)
    top = f"{FOLDER}/{name}"
    for kind in ("index", "fragment"):
        for path in sorted((made / kind).glob("*")):
            yield f"{top}/{kind}/{path.stem}.js", script({f"{name}/{kind}/{path.name}": path.read_bytes()})
    base = [made / "pagefind-entry.json", *sorted(made.glob("*.pf_meta"))]
    yield _named(f"{top}/base", script({f"{name}/{path.name}": path.read_bytes() for path in base}))
    held = {f"{name}/filter/{path.name}": path.read_bytes() for path in sorted((made / "filter").glob("*"))}
    yield _named(f"{top}/filters", script(held))


def _shared(made: Path) -> Iterator[tuple[str, bytes]]:
    yield _named(f"{FOLDER}/program", program((made / PROGRAM).read_text(encoding="utf-8")))
    yield _named(f"{FOLDER}/wasm", script({WASM: (made / WASM).read_bytes()}))


def _named(path: str, data: bytes) -> tuple[str, bytes]:
    """A file named after what it holds, so that no browser shows an old one."""
    return f"{path}-{hashlib.sha256(data).hexdigest()[:8]}.js", data


def script(held: Mapping[str, bytes]) -> bytes:
    r"""A script that hands these files over.

    >>> script({"2009/index/en_1.pf_index": b"abc"})
    b'tipSearch.file("2009/index/en_1.pf_index","YWJj");\n'
    """
    calls = (f'tipSearch.file("{path}","{base64.b64encode(data).decode()}");\n' for path, data in held.items())
    return "".join(calls).encode()


def program(module: str) -> bytes:
    r"""Pagefind's module as a classic script: a function of ``fetch`` that gives what the module exports.

    >>> program("let a=import.meta.url;export{a};")
    b'tipSearch.program((fetch)=>{"use strict";let a=(void 0);return{a};});\n'
    """
    text = module.replace("import.meta.url", "(void 0)")
    found = _EXPORT.search(text)
    if found is None or _IMPORT.search(text):
        raise order.changed("its program has no list of exports, or imports something")
    body = text[: found.start()].rstrip()
    return f'tipSearch.program((fetch)=>{{"use strict";{body}return{{{found["names"]}}};}});\n'.encode()
