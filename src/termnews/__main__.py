"""Run termnews: `python -m termnews`."""

import gc
import sys

_INTERRUPTED = 130


def main() -> int:
    """Run the command line and return the exit code."""
    try:
        return _main()
    except KeyboardInterrupt:
        return _INTERRUPTED


def _main() -> int:
    if len(sys.argv) == 1:
        from termnews.newsroom.terminal import has_terminal  # noqa: PLC0415 - a headless call needs it later

        if has_terminal():
            return _open_window()
    from termnews.cli.front import run  # noqa: PLC0415 - the commonest call needs no arguments parsed

    return run(sys.argv[1:])


def _open_window() -> int:
    """Open the window on the default edition; what it needs is imported while a child reads the files."""
    gc.disable()  # until the first frame: a collection before it frees nothing
    from termnews.newsroom.terminal import hushed  # noqa: PLC0415 - as above

    with hushed():
        from termnews.newsroom.apart import begin_opening  # noqa: PLC0415 - as above

        pending = begin_opening()
        from termnews.ui.running import run_window  # noqa: PLC0415 - after the child has begun

    return run_window(pending)


if __name__ == "__main__":
    sys.exit(main())
