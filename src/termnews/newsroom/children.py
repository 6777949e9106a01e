"""Programs and processes that are started here: how they are let go of, and how they notice that they are alone."""

import gc
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from threading import Thread

_NICE = 15
"""A tenth of what a busy program gets is left at 10, and a thirtieth at 15."""
_COLLECTIONS = (20_000, 20, 100)


def start_detached(arguments: Sequence[str]) -> None:
    """Start a program that shares no stream and no key with the terminal, and do not wait for it.

    Raises:
        OSError: it cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 -- no shell; what comes from outside is an argument of its own
        list(arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=process.wait, daemon=True).start()  # so that no dead process stays behind


def collect_seldom() -> None:
    """Look for garbage less often: what a refresh makes lasts until it is handed over or kept."""
    gc.set_threshold(*_COLLECTIONS)


def end_child(process: "subprocess.Popen[bytes]") -> None:
    """End a process at once, wait for it, and close what it was talked to through."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()


def step_back() -> None:
    """In a child: let whatever the reader does go first, without ever standing still on a busy machine.

    Where the system knows of it, a process that computes in batches also never interrupts another that wakes up.
    """
    os.nice(_NICE)
    if hasattr(os, "SCHED_BATCH"):
        with suppress(OSError):  # not everybody may
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def await_leash_end() -> None:
    """In a child: wait until whoever started it has ended, which closes its standard input, or wants it to end."""
    while os.read(sys.stdin.fileno(), 1):  # not through a buffer, whose lock would be held at the end
        pass
