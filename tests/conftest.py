"""What every test stands on: a home of its own, no network, two of everything."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import textual.app
import textual.pilot
from hypothesis import HealthCheck, settings

QUIET_TURNS = 4
"""After a turn in which a loop has nothing to do it may still find what came in from outside."""


async def until_quiet(min_sleep: float = 0.004, max_sleep: float = 60.0) -> None:
    """Wait until a window has done everything it was given, however busy the machine is.

    Textual's own takes a process that was given no processor for a resting one.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    end = time.monotonic() + max_sleep
    await asyncio.sleep(max(min_sleep, 0.004))
    quiet = 0
    while quiet < QUIET_TURNS and time.monotonic() < end:
        await asyncio.sleep(0)
        quiet = 0 if ready else quiet + 1


settings.register_profile(
    "busy", deadline=None, derandomize="TERMNEWS_FUZZ" not in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy")  # no example is too slow on a busy machine, and each run tries the same ones
textual.pilot.wait_for_idle = textual.app.wait_for_idle = until_quiet  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine out: HOME and the XDG folders are temporary."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (("DATA", "data"), ("STATE", "state"), ("CONFIG", "config"), ("CACHE", "cache")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail any test that leaves loopback."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            pytest.fail(f"a test tried to reach {address[0]}")
        real(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture
def run_code(repository: Path) -> Callable[[str], "subprocess.CompletedProcess[str]"]:
    """Return what runs lines of Python over the checkout, in a process of its own that must end well."""

    def run(code: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": str(repository / "src")},
            capture_output=True,
            text=True,
            check=True,
        )

    return run


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the folder of the checkout."""
    return Path(__file__).parents[1]
