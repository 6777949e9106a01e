"""What tests of this room share: feeds on loopback."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "ingest"))
from feed_server import FeedServer, running_server


@pytest.fixture(name="server")
def _server() -> Iterator[FeedServer]:
    with running_server() as server:
        yield server
