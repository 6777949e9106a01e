"""Changes of the reader's own files that can be taken back: settings and outlets."""

import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termnews.library.state import State
from termnews.newsroom.change import Change
from termnews.newsroom.undoing import digest_of, pack, read_present

if TYPE_CHECKING:
    from termnews.ingest.catalogue import Own
    from termnews.newsroom.config_file import Value


def change_setting(
    state: State, config: Path, setting: tuple[str, str], value: "Value | None", *, now: datetime
) -> Change | None:
    """Set a value of `config.toml` in a folder, or with None take it out; return None when it was so before.

    Args:
        state: whose journal gets the step.
        config: the folder of settings.
        setting: table, "" for the settings above all tables, and key.
        value: what it is to be.
        now: when this is.

    Raises:
        ConfigRefusedError: the file cannot be read, or the setting does not take the value.
        OSError: it could not be written; nothing is changed.
    """
    from termnews.newsroom.config_file import config_path, remove_value, set_value  # noqa: PLC0415 - outlets do without

    table, key = setting
    old = _find_old(read_present(config_path(config)) or b"", table, key)
    if old == (list(value) if isinstance(value, tuple) else value):
        return None
    with state.together():
        state.push_undo("config", {"table": table, "key": key, "old": old}, now)
        if value is None:
            remove_value(config, table, key)
        else:
            set_value(config, table, key, value)
    return Change("config", setting, is_on=value is not None)


def _find_old(content: bytes, table: str, key: str) -> Any:  # noqa: ANN401 -- any value of a settings file
    try:
        found: Any = tomllib.loads(content.decode("utf-8-sig"))
    except ValueError:
        return None  # writing will say what is wrong
    for name in (*table.split("."), key) if table else (key,):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def change_outlets(state: State, config: Path, own: "Own", names: Sequence[str], *, now: datetime) -> Change:
    """Write the file of the reader's outlets in a folder; `names` are the outlets that the change is about.

    Raises:
        OSError: it could not be written; nothing is changed.
    """
    from termnews.ingest.catalogue import write_own  # noqa: PLC0415 - settings do without
    from termnews.newsroom.catalogue import OWN_NAME, save_own  # noqa: PLC0415 - as above

    old = read_present(config / OWN_NAME)
    with state.together():
        left = digest_of(write_own(own).encode())
        state.push_undo("outlets", {"names": list(names), "old": pack(old), "left": left}, now)
        save_own(config, own)
    return Change("outlets", tuple(names), is_on=True)
