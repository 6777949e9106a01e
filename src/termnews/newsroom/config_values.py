"""Values of a configuration file against a schema of dataclasses: what is wrong, in which line, what was meant."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from termnews.domain.problems import Problem

Path = tuple[str, ...]
"""The names that lead to a setting: its tables', then its own."""
SECRETS = frozenset({"key", "password"})
"""Settings whose values are never shown."""
HIDDEN = "(hidden)"
_LINKS = frozenset({"url", "index"})
"""Settings that are addresses: what may let somebody in is not shown with them."""
_LETS_IN = re.compile(r"(?:(?<=//)|^(?!\w+://)).*@|(?<=\?)[^#]+|(?<=#).+", re.DOTALL)
MOST = 100_000_000
"""The largest number that a setting takes."""
_Table = TypeVar("_Table")
_KINDS = {bool: "true or false", int: "a whole number from 0 on", float: "a number from 0 on", str: "text in quotes"}


def mask(path: str, value: object) -> object:
    """Return a setting's value as it may be shown: without keys, passwords, and what of an address may hold some."""
    name = path.rpartition(".")[2]
    if name in _LINKS and isinstance(value, str):
        return _LETS_IN.sub(lambda found: HIDDEN + "@" * found[0].endswith("@"), value)
    return HIDDEN if value and name in SECRETS else value


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a setting."""

    path: Path
    why: str
    """One sentence, lower case, without a full stop."""


class WrongValueError(Exception):
    """A value that a setting does not take; the words say what it takes."""


def read_file(usual: _Table, content: bytes, name: str) -> tuple[_Table, tuple[Problem, ...]]:
    """Read a file's bytes into a table like the usual one; what cannot be used is told with its line."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        values = tomllib.loads(text)
    except ValueError as error:
        return usual, (_unreadable(name, error, content.rstrip().count(b"\n") + 1),)
    except RecursionError:
        return usual, (Problem(name, "is nested too deeply"),)
    complaints: list[Complaint] = []
    table = read_table(usual, values, complaints)
    return table, tuple(place(complaints, text, name))


def place(complaints: Iterable[Complaint], text: str, name: str) -> Iterator[Problem]:
    """Yield complaints as problems, each with its line of the file's text."""
    lines = None
    for one in complaints:
        lines = find_lines(text) if lines is None else lines
        yield Problem(_place(name, lines.get(one.path)), f"{'.'.join(one.path)} {one.why}")


def _unreadable(name: str, error: ValueError, last: int) -> Problem:
    if isinstance(error, UnicodeDecodeError):
        return Problem(name, "is not UTF-8")
    where = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
    words = str(error)[: where.start()] if where else str(error)
    return Problem(_place(name, int(where[1] or last) if where else last), f"cannot be read from here on: {words}")


def _place(name: str, line: int | None) -> str:
    return f"{name}:{line}" if line else name


def read_table(usual: _Table, values: Mapping[str, Any], complaints: list[Complaint]) -> _Table:
    """Return the usual table with values in it, and add to the complaints what cannot be used."""
    return _read_table(usual, values, (), complaints, [".".join(p) for p in setting_paths(usual)])


def _read_table(
    usual: _Table, values: Mapping[str, Any], path: Path, complaints: list[Complaint], names: list[str]
) -> _Table:
    kinds = get_type_hints(type(usual))
    found: dict[str, Any] = {}
    for name, value in values.items():
        here = (*path, name)
        if name not in kinds:
            complaints.append(Complaint(here, f"is no setting{_meant('.'.join(here), names)}"))
        elif is_dataclass(inner := getattr(usual, name)):
            if isinstance(value, dict):
                found[name] = _read_table(inner, value, here, complaints, names)
            else:
                complaints.append(Complaint(here, f"is a table: it is written [{'.'.join(here)}]"))
        elif get_origin(kinds[name]) is Mapping:
            found[name] = dict(_read_entries(kinds[name], value, here, complaints))
        else:
            try:
                found[name] = read_value(kinds[name], value)
            except WrongValueError as error:
                why = str(error).partition(", not ")[0] if name in SECRETS else str(error)
                complaints.append(Complaint(here, why))
    return type(usual)(**{f.name: getattr(usual, f.name) for f in fields(usual)} | found)  # type: ignore[arg-type]


def _read_entries(kind: Any, value: Any, path: Path, complaints: list[Complaint]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- any type
    if not isinstance(value, dict):
        complaints.append(Complaint(path, f"is a table: it is written [{'.'.join(path)}]"))
        return
    for name, entry in value.items():
        try:
            yield name, read_value(get_args(kind)[1], entry)
        except WrongValueError as error:
            complaints.append(Complaint((*path, name), str(error)))


def read_value(kind: Any, value: object) -> Any:  # noqa: ANN401 -- any type
    """Return a value as a type takes it.

    Raises:
        WrongValueError: the type does not take it.
    """
    if get_origin(kind) in {UnionType, Union}:
        kind = next((k for k in get_args(kind) if (get_origin(k) is tuple) == isinstance(value, list)), str)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise WrongValueError(f"takes a list in [ ], not {_show(value)}")
        return tuple(read_value(get_args(kind)[0], one) for one in value)
    if get_origin(kind) is Literal:
        return _read_choice(get_args(kind), value)
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind or (isinstance(value, int | float) and not 0 <= value <= MOST):
        raise WrongValueError(f"takes {_KINDS[kind]}, not {_show(value)}")
    return value


def _read_choice(choices: tuple[str, ...], value: object) -> str:
    if isinstance(value, str) and value in choices:
        return value
    meant = _meant(value, choices, quote='"') if isinstance(value, str) else ""
    raise WrongValueError(f"takes {show_choices(choices)}, not {_show(value)}{meant}")


def show_choices(choices: tuple[str, ...]) -> str:
    """Return choices as words: "a", "b" or "c"."""
    quoted = [f'"{c}"' for c in choices]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _show(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "a table"
        case list():
            return "a list"
        case str():
            return f'"{" ".join(value.split())[:40]}"'
        case _:
            return str(value)[:40]


def _meant(name: str, names: list[str] | tuple[str, ...], quote: str = "") -> str:
    nearest = find_nearest(name, names)
    return f"; did you mean {quote}{nearest}{quote}?" if nearest else ""


def find_nearest(name: str, names: list[str] | tuple[str, ...]) -> str:
    """Return the name that was probably meant; "" when none is near. Dotted names may stand in a wrong table."""
    last = name.rpartition(".")[2].casefold()
    table = name.rpartition(".")[0]
    beside = {n.rpartition(".")[2].casefold(): n for n in names if n.rpartition(".")[0] == table}
    anywhere = {n.rpartition(".")[2].casefold(): n for n in reversed(names)}
    for known in (beside, anywhere):
        if near := get_close_matches(last, known, 1, 0.6):
            return known[near[0]]
    return next(iter(get_close_matches(name, names, 1, 0.6)), "")


def setting_paths(table: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401 -- any dataclass
    """Yield the path of each setting and table of a schema, a table's before those in it."""
    for one in fields(table):
        yield (*path, one.name)
        if is_dataclass(inner := getattr(table, one.name)):
            yield from setting_paths(inner, (*path, one.name))


def find_lines(text: str) -> dict[Path, int]:
    """Return in which line each table and setting of a TOML text stands; the text as a whole is known to be right."""
    lines: dict[Path, int] = {}
    table: Path = ()
    begun, first = "", 1
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        first = first if begun else number
        begun += line
        try:
            values = tomllib.loads(begun)
        except ValueError:
            continue  # a value that goes on in the next line
        paths = list(_paths(values))
        if begun.lstrip().startswith("["):
            table = next((p for p in reversed(paths)), ())
            lines |= {table[:n]: first for n in range(1, len(table) + 1) if table[:n] not in lines}
        else:
            lines |= {(*table, *p): first for p in paths}
        begun = ""
    return lines


def _paths(values: Mapping[str, Any], path: Path = ()) -> Iterator[Path]:
    for name, value in values.items():
        yield (*path, name)
        inner = value[-1] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            yield from _paths(inner, (*path, name))
