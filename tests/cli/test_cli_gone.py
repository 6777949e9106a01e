"""A pipe whose reader has gone: commands end quietly, however much they print."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PRINTING = {
    "help": ["--help"],
    "version": ["--version"],
    "folders": ["dirs"],
    "headlines": ["list", "--from", "seeds"],
    "headlines-json": ["list", "--from", "seeds", "--json"],
    "plain": ["--sample", "--plain"],
    "countries": ["countries", "--json"],
    "takes": ["stories"],
    "settings": ["config", "default"],
}


@pytest.mark.parametrize("arguments", PRINTING.values(), ids=PRINTING)
def test_a_reader_who_has_gone_is_no_fault(arguments: list[str], tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "TERMNEWS"))}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "termnews", *arguments],
            stdout=writing, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=kept | {"HOME": str(tmp_path)},
            check=False, timeout=300,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
