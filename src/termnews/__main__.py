"""Run termnews: `python -m termnews`."""

import sys


def main() -> int:
    """Run the command line and return the exit code."""
    from termnews.cli.front import run  # noqa: PLC0415 - `import termnews.__main__` stays free of side effects

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
