"""Killed at any moment of bringing an older file up: it opens after, whole, with everything that was in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from migrated_files import KINDS

KILLS = int(os.environ.get("TERMNEWS_KILLS", "72"))
"""In all; set to 500 or more for a full run."""


@pytest.mark.parametrize("kind", KINDS)
def test_an_older_file_outlives_kills_while_it_is_brought_up(kind: str, tmp_path: Path, repository: Path) -> None:
    here = Path(__file__).parent
    kills = -(-KILLS // len(KINDS))
    done = subprocess.run(
        [sys.executable, str(here / "migrated_files.py"), str(tmp_path), kind, str(kills)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(repository / "src"), str(here)))},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.startswith(f"{kills} of ")
    print(f"{kind}: {done.stdout}", end="")  # noqa: T201 - for `-s`
