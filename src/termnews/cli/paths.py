"""The command that every path means: a window, or headlines where there is no terminal."""

from pathlib import Path

import click

from termnews.newsroom.terminal import has_terminal


@click.command(hidden=True)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Open the sample edition.")
@click.option("--plain", is_flag=True, help="Print headlines instead of opening a window.")
@click.option("--screen-reader", "is_spoken", is_flag=True, help="Open a window that suits a screen reader.")
@click.option("--json", "is_json", is_flag=True, help="Print JSON.")
def read(paths: tuple[Path, ...], *, sample: bool, plain: bool, is_spoken: bool, is_json: bool) -> int:
    """Open the window, or print headlines where there is no terminal."""
    if has_terminal() and not (plain or is_json):
        from termnews.cli.window import open_window  # noqa: PLC0415 - what a window needs not is not waited for

        return open_window(paths, is_sample=sample, is_spoken=is_spoken)
    from termnews.cli.reading import print_headlines  # noqa: PLC0415 - only who prints needs it

    return print_headlines(paths, is_sample=sample, is_json=is_json)
