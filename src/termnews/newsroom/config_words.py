"""The schema of `config.toml` in words: the commented file that `config default` prints, and the manual's table."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from textwrap import wrap
from typing import Any, Literal, get_args, get_origin, get_type_hints

from termnews.newsroom import config
from termnews.newsroom.config_values import show_choices


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting, or a table whose names the reader chooses."""

    table: str
    """The dotted name of its table, "" above all tables."""
    name: str
    usual: Any
    choices: tuple[str, ...]
    """The values it takes, where there are some."""
    words: str
    """What it is for."""

    @property
    def is_table(self) -> bool:
        """Whether it is a table whose names the reader chooses."""
        return isinstance(self.usual, Mapping)

    @property
    def path(self) -> str:
        """Its dotted name."""
        return f"{self.table}.{self.name}" if self.table else self.name


def describe_settings() -> Iterator[Setting]:
    """Yield every setting in the order of the file: those above all tables, then a table after the other."""
    yield from _describe(config.Config(), "", _documentation())


def table_words() -> dict[str, str]:
    """Return what each table is for, by its dotted name."""
    said = _documentation()
    return dict(_tables(config.Config(), "", said))


def _tables(table: Any, path: str, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- any table
    for name in table.__dataclass_fields__:
        inner, here = getattr(table, name), f"{path}.{name}".lstrip(".")
        if is_dataclass(inner):
            yield here, said[type(inner).__name__]
            yield from _tables(inner, here, said)
        elif isinstance(inner, Mapping):
            yield here, said[f"{type(table).__name__}.{name}"]


def _describe(table: Any, path: str, said: Mapping[str, str]) -> Iterator[Setting]:  # noqa: ANN401 -- any table
    kinds = get_type_hints(type(table))
    inner = []
    for name in table.__dataclass_fields__:
        usual = getattr(table, name)
        if is_dataclass(usual):
            inner.append((name, usual))
        else:
            yield Setting(path, name, usual, _choices(kinds[name]), said[f"{type(table).__name__}.{name}"])
    for name, one in inner:
        yield from _describe(one, f"{path}.{name}".lstrip("."), said)


def _choices(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 -- any type
    if get_origin(kind) is tuple:
        kind = get_args(kind)[0]
    return get_args(kind) if get_origin(kind) is Literal else ()


def _documentation() -> dict[str, str]:
    """Return the documentation strings of the schema's classes and fields, as they stand in its source."""
    found: dict[str, str] = {}
    for kind in ast.parse(inspect.getsource(config)).body:
        if isinstance(kind, ast.ClassDef):
            found[kind.name] = ast.get_docstring(kind) or ""
            for field, words in zip(kind.body, kind.body[1:], strict=False):
                match field, words:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        found[f"{kind.name}.{name}"] = text
    return found


def default_file() -> str:
    """Return a `config.toml` with every setting and its usual value as comments."""
    lines = ["# Settings of termnews. A line that begins with # does not count: take the # away to set the value."]
    words = table_words()
    settings = list(describe_settings())
    for one in (s for s in settings if not s.table and not s.is_table):
        lines += _setting_lines(one)
    for table, said in words.items():
        own = [s for s in settings if s.table == table]
        lines += ["", f"# {said}", f"[{table}]"]
        for one in own:
            lines += _setting_lines(one)
        lines += [f"# {line}" for line in _EXAMPLES.get(table, ())]
    return "\n".join(lines) + "\n"


_EXAMPLES = {
    "keys": ('bookmark = "b"', 'undo = ["U", "ctrl+z"]'),
    "searches": ('"Baltic grid" = "grid country:lt"',),
    "mute": ('football = "football"',),
    "alerts": ('lithium = "lithium lang:es"',),
}
"""Lines that show how a table is filled whose names the reader chooses."""


def _setting_lines(setting: Setting) -> Iterator[str]:
    takes = f" It takes {show_choices(setting.choices)}." if setting.choices else ""
    yield ""
    yield from (f"# {line}" for line in wrap(f"{setting.words}{takes}", 98))
    yield f"# {setting.name} = {show_value(setting.usual)}"


def show_value(value: Any) -> str:  # noqa: ANN401 -- any value of the schema
    """Return a value as the file has it."""
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return f"[{', '.join(show_value(v) for v in value)}]"
        case str():
            return _quoted(value)
        case dict():
            return (
                "{ " + ", ".join(f"{_quoted(k)} = {show_value(v)}" for k, v in value.items()) + " }" if value else "{}"
            )
        case _:
            return str(value)


def _quoted(text: str) -> str:
    """Return a text as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
