from collections.abc import Iterator

import pytest
from tests.web.host import QUICK, Host

from marsad.sources import Web


@pytest.fixture
def host() -> Iterator[Host]:
    running = Host()
    yield running
    running.close()


@pytest.fixture
def web() -> Web:
    """The web with short times, which may visit this machine."""
    return Web(QUICK)
