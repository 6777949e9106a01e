"""The command that asks the outlets for news, and writes the library."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from types import FrameType

import click

from termnews.cli.printing import DONE, PROBLEM, problem_line
from termnews.domain.problems import Problem
from termnews.domain.refresh import (
    Finished,
    OutletDone,
    OutletFailed,
    Progress,
    RefreshEvent,
    Synced,
    TranslationProgress,
    write_event,
)
from termnews.newsroom.children import await_leash_end, collect_seldom, step_back
from termnews.newsroom.settings import find_folders, load_countries

_ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@click.command()
@click.argument("countries", nargs=-1, metavar="[XX]...")
@click.option("--events", "is_events", is_flag=True, help="Print what happens as lines of JSON.")
@click.option("--due", "is_due", is_flag=True, help="Ask only the feeds whose time has come.")
@click.option("--leash", "is_leashed", is_flag=True, hidden=True, help="End when the standard input does.")
def refresh(countries: tuple[str, ...], *, is_events: bool, is_due: bool, is_leashed: bool) -> int:
    """Ask the outlets for news, of all countries or of the named ones."""
    gc.freeze()
    collect_seldom()
    codes = _find_codes(countries)
    cancelled = threading.Event()
    if is_leashed:
        step_back()  # whoever holds the leash is a window, whose keys come first
        threading.Thread(target=_await_end, args=(cancelled,), daemon=True).start()
    code = _refresh(codes, cancelled, is_wanted=not is_due, is_events=is_events)
    if cancelled.is_set():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)  # everything is kept, and Python would wait for names that are still looked up
    return code


def _refresh(codes: frozenset[str], cancelled: threading.Event, *, is_wanted: bool, is_events: bool) -> int:
    from termnews.newsroom.live_refresh import RefreshRefusedError, refresh_live  # noqa: PLC0415 - only this needs it

    try:
        with _cancelled_by_signals(cancelled):
            events = refresh_live(find_folders(), codes, is_wanted=is_wanted, cancelled=cancelled, report=_report)
            with closing(events):
                return _print(events, is_events=is_events)
    except RefreshRefusedError as refusal:
        _report(refusal.problem)
        return PROBLEM


def _find_codes(names: Sequence[str]) -> frozenset[str]:
    table = load_countries()
    codes = {name: table.find_code(name) for name in names}
    for name, code in codes.items():
        if code is None:
            raise click.BadParameter(f"no country is called {name!r}", param_hint="XX")
    return frozenset(filter(None, codes.values()))


def _print(events: Iterator[RefreshEvent], *, is_events: bool) -> int:
    """Print events as they come; return the exit code: 1 when there were feeds to ask and none could be read."""
    end = None
    for event in events:
        line = write_event(event) if is_events else _line(event)
        if line:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        end = event if isinstance(event, Finished) else end
    return PROBLEM if end is None or (end.done and end.failed == end.done) else DONE


def _line(event: RefreshEvent) -> str:
    match event:
        case OutletDone(outlet, country, _, added, updated) if added or updated:
            return f"{country or '??'}  {outlet}: {added} new" + (f", {updated} changed" if updated else "")
        case OutletFailed(outlet, country, feed, reason, is_disabled):
            gone = "; it will not be asked again until you switch it on" if is_disabled else ""
            return f"{country or '??'}  {outlet}: {reason}{gone} ({feed})"
        case Progress(0, total):
            return f"Asking {total} feed{'s' * (total != 1)} ..." if total else "No feed is due."
        case TranslationProgress(done, total, is_of_headlines, why):
            what = "headlines" if is_of_headlines else "articles"
            return f"Translating {what}: {done} of {total}" + (f", and no further: {why}" if why else "")
        case Finished(done, failed, added, updated, seconds, is_cancelled):
            start = "Stopped" if is_cancelled else "Done"
            return f"{start}: {done} feeds, {failed} failed, {added} new articles, {updated} changed, {seconds:.0f} s"
        case _:
            return _shared(event)


def _shared(event: RefreshEvent) -> str:
    if not isinstance(event, Synced):
        return ""
    return f"Shared with your server: {event.here} changes here, {event.there} there"


def _report(problem: Problem) -> None:
    click.echo(problem_line(problem), err=True)


def _await_end(cancelled: threading.Event) -> None:
    """Wait until whoever started this process has ended or wants it to."""
    await_leash_end()
    cancelled.set()


@contextmanager
def _cancelled_by_signals(cancelled: threading.Event) -> Iterator[None]:
    """Make signals ask for the end, which comes after what is under way is kept.

    A signal may come while the event is being set or waited for, whose lock cannot be taken twice: it only writes to a
    pipe, and a thread sets the event.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    waiter = threading.Thread(target=_set_at_a_signal, args=(reading, cancelled), daemon=True)
    waiter.start()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        with suppress(BlockingIOError):  # thousands have come already
            os.write(writing, b"x")

    before = {number: signal.signal(number, ask) for number in _ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(writing)
        waiter.join()
        os.close(reading)


def _set_at_a_signal(reading: int, cancelled: threading.Event) -> None:
    while os.read(reading, 1024):
        cancelled.set()
