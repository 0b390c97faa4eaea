"""MkDocs' live-reload server in front of our own build."""

import logging
import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog import events
from watchdog.observers import Observer

POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]{0,2000}>')
"""The policy allows no script in the page; the server reloads pages by one, so it is left out of the preview."""
CHANGES = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileDeletedEvent,
    events.FileMovedEvent,
]
"""What counts as a change: reading a file does not."""


class Server(LiveReloadServer):
    """Serves a site, builds it again when something changes and reloads the browser."""

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: Path) -> None:
        super().__init__(builder, host, port, str(root))
        # The system tells of changes; looking for them in ten thousand files twice a second costs a core.
        self.observer = Observer()  # type: ignore[assignment]
        self.error_handler = self._missing

    def _missing(self, code: int) -> bytes | None:
        page = Path(self.root, "404.html")
        return page.read_bytes() if code == 404 and page.exists() else None

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:  # noqa: ARG002 -- the host's form
        """Build again when a file below a folder, or the file, changes."""
        if not Path(path).exists():
            return
        self._watched_paths[str(path)] = 1
        handler = events.FileSystemEventHandler()
        handler.on_any_event = self._changed  # type: ignore[method-assign, assignment]
        self._watch_refs[str(path)] = self.observer.schedule(
            handler, str(path), recursive=recursive, event_filter=CHANGES
        )

    def _changed(self, _: events.FileSystemEvent) -> None:
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> Any:
        return super()._inject_js_into_html(POLICY.sub(b"", content), epoch)  # type: ignore[no-untyped-call]


def serve(builder: Callable[[], None], host: str, port: int, root: Path, watched: Iterable[Path]) -> None:
    """Serve until the person stops it. Raises ``OSError`` where the address is taken."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    server = Server(builder, host, port, root)
    for path in watched:
        server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        threading.Thread(target=server.shutdown, daemon=True).start()
