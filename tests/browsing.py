"""A headless Chromium for the tests that look at pages: one that is there, or Debian's if it may be installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

NAMES = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
NO_SANDBOX = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]  # root, and no graphics card
HOW = "install one with `apt-get install chromium`, or name it in MARSAD_TEST_CHROMIUM"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, closed in the end. Without one the test is skipped, but on CI it fails."""
    with sync_playwright() as player:
        try:
            started = player.chromium.launch(executable_path=find() or install(), args=NO_SANDBOX)
        except Error as error:
            absent(f"no Chromium ({error.message.splitlines()[0]}); {HOW}")
        try:
            yield started
        finally:
            started.close()


def find() -> str | None:
    """Where a Chromium is."""
    return os.environ.get("MARSAD_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> str | None:
    """Debian's Chromium, where we may install it."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(
                command, check=False, capture_output=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            )
    return find()


def absent(told: str) -> NoReturn:
    """Something that the tests of pages need is not there: a reason to skip, but never on CI."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(told)
    pytest.skip(told)
