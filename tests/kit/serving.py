"""A web server for a built site, on this machine alone."""

import functools
import http.server
import pathlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under /some/where/ and says nothing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/some/where"))

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: pathlib.Path) -> Iterator[str]:
    """Serve a folder under a sub-path of a local address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/where/"
        server.shutdown()
