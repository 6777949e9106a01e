"""What Linux tells of processes: children, CPU and memory."""

import os
import re
import time
from pathlib import Path


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text("ascii").split()]
    except OSError:
        return []


def cpu_seconds(pid: int) -> float:
    """Return the CPU of a process so far."""
    clock = (~pid << 3) | 2  # the kernel's name for another process's CPU clock: CPUCLOCK_SCHED
    try:
        return time.clock_gettime(clock)
    except OSError:
        return 0.0


def ended_children_seconds(pid: int) -> float:
    """Return the CPU of children that were waited for, in the kernel's ticks of usually 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, fields[13:15])) / os.sysconf("SC_CLK_TCK")


def resident_kb(pid: int) -> int:
    """Return the resident memory of a process."""
    try:
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) if found else 0
