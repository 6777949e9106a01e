"""Services, packages and a clock for the tests of this room."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from translate_package import make_archive
from translate_services import ServiceServer, running_services

from termnews.translate.memory import Memory

sys.path.append(str(Path(__file__).parents[1] / "newsroom"))  # for `live_samples`


@pytest.fixture
def services() -> Iterator[ServiceServer]:
    with running_services() as server:
        yield server


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    opened = Memory(tmp_path / "memory.db")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small package for Spanish that the real libraries load."""
    return make_archive(tmp_path_factory.mktemp("package"), "es")
