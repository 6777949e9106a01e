"""Writing to `config.toml`: what the reader wrote there, comments and order too, stays as it is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termnews.library.safe_files import make_private_folder, read_whole, write_whole
from termnews.newsroom.config import NAME, Config, read_config

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Value = str | int | float | bool | list[str] | tuple[str, ...]
_MOST_BYTES = 1 << 20


class ConfigRefusedError(Exception):
    """A change that would not make a right `config.toml`; the words say why."""


def config_path(folder: Path) -> Path:
    """Return the file of settings."""
    return folder / NAME


def set_value(folder: Path, table: str, key: str, value: Value) -> None:
    """Set a value in a table, such as "look" or "translate.deepl", or "" for the settings above all tables.

    Raises:
        ConfigRefusedError: the file cannot be read, or the setting does not take the value.
        OSError: the file cannot be written.
    """

    def change(document: "TOMLDocument") -> None:
        _find_table(document, table)[key] = list(value) if isinstance(value, tuple) else value

    edit(folder, change)


def remove_value(folder: Path, table: str, key: str) -> bool:
    """Take a value out of a table, so that the usual one counts; tell whether it was there.

    Raises:
        ConfigRefusedError: the file cannot be read.
        OSError: the file cannot be written.
    """
    was_there = False

    def change(document: "TOMLDocument") -> None:
        nonlocal was_there
        found: Any = document
        for name in table.split(".") if table else ():
            found = found.get(name, {})
        was_there = key in found
        if was_there:
            del found[key]

    edit(folder, change)
    return was_there


def edit(folder: Path, change: "Callable[[TOMLDocument], None]") -> None:
    """Read the file, let something change it, and write it whole if that left it right; make it if there is none.

    Problems that were there before are no hindrance. A link is followed, and the file keeps its permissions.

    Raises:
        ConfigRefusedError: the file cannot be read, or the change would bring a new problem.
        OSError: the file cannot be written.
    """
    import tomlkit  # noqa: PLC0415 - most runs write no settings
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - as above

    path = config_path(folder).resolve()
    before = _read(path)
    try:
        document = tomlkit.parse(before.decode("utf-8-sig"))
        change(document)
        after = tomlkit.dumps(document).encode()
    except (TOMLKitError, ValueError, TypeError) as error:
        raise ConfigRefusedError(f"{NAME} cannot be changed: {error}") from error
    known = {p.why for p in read_config(before)[1]}
    new = [p for p in read_config(after)[1] if p.why not in known]
    if new:
        raise ConfigRefusedError(new[0].why)
    if b"\r\n" in before:
        after = after.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if after != before:
        _write(path, after)


def _read(path: Path) -> bytes:
    try:
        return read_whole(path, _MOST_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ConfigRefusedError(f"{path} cannot be read: {error.strerror}") from error


def _write(path: Path, content: bytes) -> None:
    make_private_folder(path.parent)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    write_whole(path, content)
    path.chmod(mode)


def _find_table(document: Any, name: str) -> Any:  # noqa: ANN401 -- tomlkit's tables have no common type
    import tomlkit  # noqa: PLC0415 - as above

    found = document
    parts = name.split(".") if name else []
    for depth, part in enumerate(parts, 1):
        if part not in found:
            found[part] = tomlkit.table(is_super_table=depth < len(parts))
        found = found[part]
        if not isinstance(found, dict):
            raise TypeError(f"{part} is no table")
    return found


def values_of(config: Config) -> Iterator[tuple[str, Any]]:
    """Yield the dotted name and the value of each setting; of a table that the reader names, the whole of it."""
    yield from _values(config, "")


def _values(table: Any, before: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- any table of the schema
    for name in table.__dataclass_fields__:
        value = getattr(table, name)
        if is_dataclass(value):
            yield from _values(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def split_name(name: str) -> tuple[str, str]:
    """Return the table and the key of a dotted name; in a table of the reader's own names, a dot is part of the key."""
    table, _, key = name.partition(".")
    if isinstance(getattr(Config(), table, None), Mapping):
        return table, key
    table, _, key = name.rpartition(".")
    return table, key


def read_words(name: str, words: Sequence[str]) -> tuple[str, str, Value]:
    """Return table, key and value of a setting given as words, the value in the kind that the setting takes."""
    table, key = split_name(name)
    usual = dict(values_of(Config())).get(name)
    if isinstance(usual, tuple) or len(words) > 1:
        return table, key, [] if list(words) == [""] else list(words)
    word = words[0]
    if isinstance(usual, bool):
        return table, key, {"true": True, "yes": True, "false": False, "no": False}.get(word.casefold(), word)
    for kind in (int, float):
        if type(usual) is kind:
            with suppress(ValueError):
                return table, key, kind(word)
    return table, key, word


def begin_file(folder: Path, content: str) -> Path:
    """Return the file of settings; one that is not there is made with this content.

    Raises:
        OSError: it cannot be made.
    """
    path = config_path(folder)
    if not path.exists():
        _write(path.resolve(), content.encode())
    return path
