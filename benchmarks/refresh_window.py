"""The window during a refresh of 300 feeds on loopback against the same window at rest: cursor keys and memory.

Run `python -m benchmarks.refresh_window`; it prints one Markdown table. The library holds 6,000 articles, the refresh
brings 6,000 others. Frames of the progress count as a key's when they come first: for both, since none come at rest.
"""

import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.compare import Figures, clean_environment, markdown, medians, percentile, python, read_runs
from benchmarks.pty import PAUSES, Terminal
from benchmarks.refresh import follow, let_time_pass, serving, termnews

KEYS, ROWS = 60, 10
DOWN, UP = b"\x1b[B", b"\x1b[A"
DELAY = 8.0
"""Seconds over which the hosts' answers are spread."""
PORT = 28_731


def press(terminal: Terminal, *, until: str = "") -> list[float]:
    """Press cursor keys, as long as a text is visible when one is given."""
    found = []
    for at in range(KEYS):
        time.sleep(0.05 + PAUSES[at % len(PAUSES)])
        if until and not terminal.shows(until):
            break
        found.append(terminal.tap(UP if at // ROWS % 2 else DOWN))
    return found


def measure() -> Figures:
    """Fill a library, open the window on it, and refresh."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        with serving("one", port=PORT):
            environment = follow(home, PORT)
            subprocess.run(termnews(home), env=environment, stdout=subprocess.DEVNULL, check=True)
        let_time_pass(home)
        with serving("two", DELAY, PORT):
            terminal = Terminal(python("-m", "termnews"), clean_environment(home) | environment, home)
            try:
                terminal.wait_for("unread of")
                terminal.settle()
                press(terminal)
                quiet = press(terminal)
                terminal.settle()
                before = terminal.memory()
                terminal.tap(b"R")
                terminal.wait_for("Refreshing [0-9]+ of")
                busy = press(terminal, until="Refreshing|Fetching")
                end = time.monotonic() + 120
                while terminal.shows("Refreshing|Fetching") and time.monotonic() < end:
                    time.sleep(0.2)
                terminal.settle(2.0)
                after = terminal.memory()
            finally:
                terminal.quit(b"Q")
    return {
        "quiet": percentile(quiet, 0.95), "busy": percentile(busy, 0.95), "keys": len(busy),
        "quiet_median": percentile(quiet, 0.5), "busy_median": percentile(busy, 0.5), "memory": after - before,
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    found = medians([measure() for _ in range(read_runs("Measure the window during a refresh.", 3))])
    rows = [
        (
            f"cursor key to a frame, {words}",
            f"{found[one]:.1f} ms",
            f"{found[other]:.1f} ms",
            f"{found[other] / found[one]:.2f}",
        )
        for words, one, other in (("median", "quiet_median", "busy_median"), ("95 of 100", "quiet", "busy"))
    ]
    rows.append(("resident memory of the window", "", f"{found['memory']:+.1f} MB", ""))
    print(markdown(("work", "at rest", "during a refresh", "ratio"), rows))


if __name__ == "__main__":
    main()
