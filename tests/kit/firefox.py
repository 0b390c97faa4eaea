"""A Firefox without a window, driven over its own Marionette socket: Playwright cannot drive an installed one."""

import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time

PATIENCE = 90
"""Seconds that something may take on a busy machine; nothing waits longer than it has to."""
TOO_SOON = ("javascript error", "no such window", "unknown error")
PREFS = """\
user_pref("marionette.port", %d);
user_pref("network.proxy.type", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
"""


def find():
    """An installed Firefox; None where there is none."""
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


class AskedTooSoonError(Exception):
    """The page that was asked went away, or its script ran before it had a document."""


class Firefox:
    """with Firefox(folder) as firefox: firefox.go(address); firefox.ask('return document.title')."""

    def __init__(self, folder: pathlib.Path):
        self.profile = folder / "profile"
        self.profile.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (self.profile / "user.js").write_text(PREFS % self.port)

    def __enter__(self):
        words = [
            find(),
            "--headless",
            "--no-remote",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            str(self.profile),
        ]
        environ = os.environ | {"HOME": str(self.profile), "MOZ_HEADLESS": "1"}
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(words, env=environ, stdout=quiet, stderr=quiet)
        self.socket = self._connected()
        self.number = 0
        self._read()
        self.send("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": False}}})
        self.send("WebDriver:SetTimeouts", {"script": 60_000, "pageLoad": 60_000})
        return self

    def __exit__(self, *_):
        self.socket.close()
        self.process.kill()
        self.process.wait()

    def _connected(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            except OSError:
                assert self.process.poll() is None
                time.sleep(0.1)
        raise TimeoutError("Firefox does not answer")

    def _read(self):
        size = b""
        while (byte := self.socket.recv(1)) != b":":
            size += byte
        data = b""
        while len(data) < int(size):
            data += self.socket.recv(int(size) - len(data))
        return json.loads(data)

    def send(self, name, values):
        """One command; its result."""
        self.number += 1
        data = json.dumps([0, self.number, name, values]).encode()
        self.socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._read()
        if error and error["error"] in TOO_SOON:
            raise AskedTooSoonError(error)
        assert error is None, error
        return result

    def offline(self):
        """Take the network away from the whole browser."""
        self.send("Marionette:SetContext", {"value": "chrome"})
        self.ask("Services.io.offline = true; return null")
        self.send("Marionette:SetContext", {"value": "content"})

    def go(self, address):
        """Open a page."""
        self.send("WebDriver:Navigate", {"url": address})

    def ask(self, script, *values):
        """What a script returns."""
        return self.send("WebDriver:ExecuteScript", {"script": script, "args": list(values)})["value"]

    def wait(self, script, *values):
        """What a script returns as soon as that is something; it may be asked while a page gives way to the next."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(AskedTooSoonError):
                if found := self.ask(script, *values):
                    return found
            time.sleep(0.05)
        raise TimeoutError(f"{script}: {self.ask('return document.body.innerText')[:500]}")
