"""Take the README's picture: the top of the page of the cable that ships, 1280 pixels wide.

    python tools/screenshot.py [SITE] [--out docs/assets/screenshot.png]

Needs the test requirements (Playwright) and a Chromium.
"""

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
PAGE = "cables/09PHNOMPENH846.html"
SIZE = {"width": 1280, "height": 1425}
"""As much as shows the title, the key figures and the words of one of them in the text."""


def main() -> None:
    """Take the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path, default=PROJECT / "site")
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "assets" / "screenshot.png")
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_context(viewport=SIZE, color_scheme="light", offline=True).new_page()
        page.goto((given.site / PAGE).resolve().as_uri())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=given.out)
        browser.close()


if __name__ == "__main__":
    main()
