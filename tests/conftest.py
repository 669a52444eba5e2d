"""Every test runs without the packs and gazetteers of the person who runs it."""

import os
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOME = TemporaryDirectory(prefix="marsad-home-")  # removed when Python ends
os.environ["MARSAD_HOME"] = HOME.name


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One headless Chromium for all tests that look at pages."""
    from tests.browsing import chromium

    with chromium() as started:
        yield started
