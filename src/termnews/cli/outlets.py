"""Commands over the outlets: those that ship with termnews and the reader's own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termnews.cli.printing import DONE, PROBLEM, json_option, print_lines, print_value, problem_line
from termnews.domain.health import FeedHealth
from termnews.domain.outlet import Outlet
from termnews.newsroom.catalogue import Catalogue, load_catalogue
from termnews.newsroom.settings import find_folders, load_countries

if TYPE_CHECKING:
    from termnews.ingest.catalogue import Own
_HINTS = {"link": "ADDRESS", "country": "--country", "language": "--language"}


def load_outlets() -> Sequence[Outlet]:
    """Return all outlets; what is wrong with the reader's own file is said."""
    return _load().outlets


def _load() -> Catalogue:
    catalogue = load_catalogue(find_folders().config)
    for problem in catalogue.problems:
        click.echo(problem_line(problem), err=True)
    return catalogue


@contextmanager
def _changing(catalogue: Catalogue) -> Iterator[None]:
    """Refuse to write over a file that could not be read, and tell what the disk says."""
    if not catalogue.is_readable:
        raise click.ClickException("nothing is changed, because the file of your outlets cannot be read")
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"nothing is changed: {error.strerror or error}") from error


def _save(own: "Own", names: Sequence[str]) -> None:
    """Write the file of the reader's outlets; `termnews undo` brings the former one back."""
    from termnews.library.state import State  # noqa: PLC0415 - cheap start of other commands
    from termnews.newsroom.changing import change_outlets  # noqa: PLC0415 - as above
    from termnews.newsroom.opening import utc_now  # noqa: PLC0415 - as above

    folders = find_folders()
    state, problems = State.open(folders.state_file)
    for problem in problems:
        click.echo(problem_line(problem), err=True)
    try:
        change_outlets(state, folders.config, own, names, now=utc_now())
    finally:
        state.close()


def _find(catalogue: Catalogue, words: str) -> Outlet:
    from termnews.ingest.catalogue import find_outlet  # noqa: PLC0415 - cheap start of other commands

    outlet = find_outlet(catalogue.outlets, words)
    if outlet is None:
        raise click.ClickException(f"no outlet is called {words!r}; `termnews outlets` prints the names")
    return outlet


def _code(country: str) -> str:
    code = load_countries().find_code(country) if country else ""
    if code is None:
        raise click.BadParameter(f"no country is called {country!r}", param_hint="--country")
    return code


@click.group(invoke_without_command=True)
@click.pass_context
def outlets(ctx: click.Context) -> int:
    """List, add, remove, switch on and off the outlets; show how their feeds are doing."""
    return DONE if ctx.invoked_subcommand else ctx.invoke(list_outlets, country="", is_on=False, is_json=False)


@outlets.command("list")
@click.option("--country", default="", metavar="XX", help="Only this country: its code or its name.")
@click.option("--on", "is_on", is_flag=True, help="Only those that a refresh reads.")
@json_option
def list_outlets(*, country: str, is_on: bool, is_json: bool) -> int:
    """Print the outlets by country."""
    code = _code(country)
    found = [o for o in _load().outlets if (not code or o.country == code) and (o.is_on or not is_on)]
    if is_json:
        print_value([_value(outlet) for outlet in found])
    else:
        print_lines(_line(outlet) for outlet in found)
    return DONE


def _line(outlet: Outlet) -> str:
    details = [
        outlet.label, outlet.kind, outlet.language, "yours" if outlet.is_own else "", *outlet.tags,
        "" if outlet.is_on else "off",
    ]  # fmt: skip
    return f"{outlet.country or '??'}  {outlet.name}" + "".join(f" · {word}" for word in details if word)


def _value(outlet: Outlet) -> dict[str, object]:
    return {
        "country": outlet.country,
        "outlet": outlet.name,
        "language": outlet.language,
        "kind": outlet.kind,
        "ownership": outlet.ownership,
        "homepage": outlet.homepage,
        "on": outlet.is_on,
        "own": outlet.is_own,
        "full_text": outlet.has_full_text,
        "tags": list(outlet.tags),
        "feeds": [{"link": f.link, "section": f.section, "language": f.language} for f in outlet.feeds],
    }


@outlets.command("add")
@click.argument("link", metavar="ADDRESS")
@click.option("--name", default="", help="What the outlet is called; its host otherwise.")
@click.option("--country", default="", metavar="XX", help="Its country; guessed from the host otherwise.")
@click.option("--language", default="", metavar="xx", help="The language it writes in.")
def add_outlet(link: str, *, name: str, country: str, language: str) -> int:
    """Add the feed at an ADDRESS."""
    catalogue = _load()
    save = _make_outlet(link, name, country, language)
    from termnews.ingest.catalogue import add  # noqa: PLC0415 - cheap start of other commands

    with _changing(catalogue):
        _save(add(catalogue.own, save, catalogue.shipped), [save.name])
    print_lines([f"Added {_line(save)}", "`termnews refresh` reads it."])
    return DONE


def _make_outlet(link: str, name: str, country: str, language: str) -> Outlet:
    from termnews.newsroom.outlets import OutletRefusedError, make_outlet  # noqa: PLC0415 - cheap start of others

    try:
        return make_outlet(link, name, country, language, load_countries())
    except OutletRefusedError as refusal:
        raise click.BadParameter(str(refusal), param_hint=_HINTS[refusal.field]) from refusal


@outlets.command("remove")
@click.argument("name", metavar="OUTLET")
def remove_outlet(name: str) -> int:
    """Remove an OUTLET: one of yours for good, one that ships with termnews from sight."""
    from termnews.ingest.catalogue import remove  # noqa: PLC0415 - cheap start of other commands

    catalogue = _load()
    outlet = _find(catalogue, name)
    with _changing(catalogue):
        _save(remove(catalogue.own, outlet, catalogue.shipped), [outlet.name])
    print_lines([f"Removed {_line(outlet)}"])
    return DONE


def _which(command: Callable[..., int]) -> Callable[..., int]:
    """Add the ways to say which outlets are switched: by a name, by a country, or all."""
    for parameter in (
        click.option("--all", "is_all", is_flag=True, help="All outlets."),
        click.option("--country", default="", metavar="XX", help="All outlets of this country: its code or its name."),
        click.argument("name", metavar="[OUTLET]", default=""),
    ):
        command = parameter(command)
    return command


@outlets.command("on")
@_which
def switch_on(name: str, country: str, *, is_all: bool) -> int:
    """Let a refresh read an OUTLET, also one whose feed was given up, or all of a country."""
    return _switch(_choose(name, country, is_all=is_all), is_on=True)


@outlets.command("off")
@_which
def switch_off(name: str, country: str, *, is_all: bool) -> int:
    """Let a refresh pass over an OUTLET, or all of a country."""
    return _switch(_choose(name, country, is_all=is_all), is_on=False)


def _choose(name: str, country: str, *, is_all: bool) -> tuple[Catalogue, list[Outlet]]:
    if [bool(name), bool(country), is_all].count(True) != 1:
        raise click.UsageError("takes the name of an outlet, or --country, or --all")
    code = _code(country)
    catalogue = _load()
    if name:
        return catalogue, [_find(catalogue, name)]
    return catalogue, [outlet for outlet in catalogue.outlets if is_all or outlet.country == code]


@outlets.command("full")
@click.argument("name", metavar="OUTLET")
@click.option("--off", "is_off", is_flag=True, help="Summaries again.")
def switch_full_text(name: str, *, is_off: bool) -> int:
    """Let a refresh fetch the whole texts of an OUTLET's new articles from their pages."""
    from termnews.ingest.catalogue import switch_full  # noqa: PLC0415 - cheap start of other commands

    catalogue = _load()
    outlet = _find(catalogue, name)
    with _changing(catalogue):
        _save(switch_full(catalogue.own, outlet, is_full=not is_off), [outlet.name])
    print_lines([f"{outlet.name}: {'summaries' if is_off else 'whole texts'} from now on."])
    return DONE


def _switch(chosen: tuple[Catalogue, list[Outlet]], *, is_on: bool) -> int:
    from termnews.ingest.catalogue import switch  # noqa: PLC0415 - cheap start of other commands

    catalogue, found = chosen
    own = catalogue.own
    for outlet in found:
        own = switch(own, outlet, is_on=is_on)
    with _changing(catalogue):
        _save(own, [outlet.name for outlet in found])
        if is_on and len(found) == 1:
            _revive(found[0])
    what = f"{found[0].name} is" if len(found) == 1 else f"{len(found)} outlets are"
    print_lines([f"{what} {'on' if is_on else 'off'}."])
    return DONE


def _revive(outlet: Outlet) -> None:
    from termnews.newsroom.health import revive_outlet  # noqa: PLC0415 - cheap start of other commands

    revive_outlet(find_folders(), outlet)


@outlets.command("health")
@click.option("--all", "is_all", is_flag=True, help="Feeds that are doing well too.")
@json_option
def show_health(*, is_all: bool, is_json: bool) -> int:
    """Print how feeds have been doing: those in trouble, or all that were asked."""
    from termnews.newsroom.health import load_healths  # noqa: PLC0415 - cheap start of other commands

    healths, problems = load_healths(find_folders())
    for problem in problems:
        click.echo(problem_line(problem), err=True)
    pairs = [(o, healths[f.link]) for o in _load().outlets for f in o.feeds if f.link in healths]
    shown = [(o, h) for o, h in pairs if is_all or h.why or h.is_disabled]
    if is_json:
        print_value([_health_value(outlet, health) for outlet, health in shown])
    else:
        print_lines(map(_health_line, shown) if shown else _no_health(pairs))
    return DONE


def _no_health(asked: Iterable[object]) -> list[str]:
    return ["All feeds are doing well."] if list(asked) else ["No feed has been asked yet: try `termnews refresh`."]


def _health_line(pair: tuple[Outlet, FeedHealth]) -> str:
    outlet, health = pair
    state = f"{health.why} ({health.failures} in a row)" if health.why else "doing well"
    seen = f"last read {health.succeeded:%Y-%m-%d %H:%M} UTC" if health.succeeded else "never read"
    gone = "; given up: `termnews outlets on` asks it again" if health.is_disabled else ""
    return f"{outlet.country or '??'}  {outlet.name}: {state}, {seen}{gone} · {health.feed}"


def _health_value(outlet: Outlet, health: FeedHealth) -> dict[str, object]:
    times = {name: getattr(health, name) for name in ("tried", "succeeded", "due", "paused")}
    return {
        "country": outlet.country,
        "outlet": outlet.name,
        "feed": health.feed,
        "moved_to": health.moved_to,
        "failures": health.failures,
        "why": health.why,
        "disabled": health.is_disabled,
        **{name: moment.isoformat() if moment else None for name, moment in times.items()},
    }


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.opml")
def import_outlets(file: Path) -> int:
    """Add the feeds of a list that another reader exported as OPML; folders become countries or tags."""
    from termnews.newsroom.lists import add_all, parse_list  # noqa: PLC0415 - cheap start of other commands

    catalogue = _load()
    found, problems = parse_list(file, catalogue)
    for problem in problems:
        click.echo(problem_line(problem), err=True)
    if not found:
        return PROBLEM
    with _changing(catalogue):
        _save(add_all(catalogue, found), [outlet.name for outlet in found])
    feeds = sum(len(outlet.feeds) for outlet in found)
    print_lines([f"Added {feeds} feed{'s' * (feeds != 1)} of {len(found)} outlet{'s' * (len(found) != 1)}."])
    return DONE
