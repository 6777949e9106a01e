"""Run termnews: `python -m termnews`."""

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
            from termnews.cli.window import open_window  # noqa: PLC0415 - likewise

            return open_window()
    from termnews.cli.front import run  # noqa: PLC0415 - the commonest call needs no arguments parsed

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
