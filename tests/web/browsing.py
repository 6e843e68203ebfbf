"""A real browser over a real server, for the tests that need one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from kg.library import Library
from web.serve import open_server

CHROMIUM: Final = Path("/usr/bin/chromium")
PHONE: Final = {"width": 360, "height": 780}
DESK: Final = {"width": 1280, "height": 900}
WAIT: Final = 90_000  # milliseconds: the machine may be busy with other things

needs_browser: Final = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.is_file(), reason="no /usr/bin/chromium; apt-get install chromium"
    ),
]

_FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serving(library: Library) -> Iterator[str]:
    """The address of a server over a library."""
    server = open_server(library, port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # Closed inside its own loop: waitress's sockets belong to the thread that selects on them.
        server.trigger.pull_trigger(server.close)
        server.task_dispatcher.shutdown()
        thread.join(timeout=10)


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """A browser whose expectations are patient."""
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_FLAGS)
        yield browser
        browser.close()
    expect.set_options(timeout=5_000)
