"""Whose keys the window follows: a preset, and keys of single commands on top of it.

The presets newsboat and vim give the keys that those programs document as their own to the commands that do the same
here; where one of them uses several keys in a row, as vim does in `gg` and `ZZ`, the first one does it alone.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from string import punctuation

from termnews.newsroom.config_values import Complaint, find_nearest
from termnews.ui.commands import APART, COMMANDS, Command, show_key

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "termnews": {},
    "newsboat": {
        "down": ("down",),
        "up": ("up",),
        "page_down": ("pagedown",),
        "page_up": ("pageup",),
        "top": ("home",),
        "end": ("end",),
        "enter_pane": ("enter", "right"),
        "leave_pane": ("escape", "left"),
        "next_country": ("j", "right_curly_bracket"),
        "previous_country": ("k", "left_curly_bracket"),
        "toggle_read": ("N", "m"),
        "night": ("I",),
        "bookmark": ("ctrl+b", "s", "b"),
        "translation": ("ctrl+u", "T"),
    },
    "vim": {
        "down": ("j", "down", "ctrl+e", "ctrl+n"),
        "up": ("k", "up", "ctrl+y"),
        "page_down": ("ctrl+f", "ctrl+d", "pagedown"),
        "page_up": ("ctrl+b", "ctrl+u", "pageup"),
        "top": ("g", "home"),
        "end": ("G", "end"),
        "enter_pane": ("l", "enter", "right"),
        "leave_pane": ("h", "escape", "left"),
        "next_pane": ("ctrl+w", "tab"),
        "next_unread": ("n",),
        "previous_unread": ("N",),
        "night": ("I",),
        "go_back": ("ctrl+o", "backspace"),
        "bookmark": ("m", "b", "s"),
        "bookmarks": ("apostrophe", "B"),
        "toggle_read": ("p",),
        "undo": ("u", "U", "ctrl+z"),
        "copy_link": ("y", "Y"),
        "palette": ("colon",),
        "back_or_quit": ("q",),
        "quit_now": ("Z", "Q", "ctrl+c", "ctrl+q"),
    },
}
"""The keys that a preset gives to commands; every other key is the registry's."""
_ALIASES = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "page_up": "pageup", "page_down": "pagedown", "bs": "backspace",
}  # fmt: skip
_NAMED = (
    "escape", "enter", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up",
    "down", "left", "right", *(f"f{n}" for n in range(1, 25)),
)  # fmt: skip
_MODIFIERS = frozenset({"ctrl", "shift", "alt", "super"})
_ALWAYS = ("quit_now", "ctrl+c")
"""A command and a key that it never loses: the way out."""
_CHARACTER_NAMES = {"solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "plus_sign": "plus",
                    "hyphen_minus": "minus", "low_line": "underscore"}  # fmt: skip
"""What Textual calls characters otherwise than Unicode does."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The registry with the keys that count, and what was wrong with those that were asked for."""

    commands: tuple[Command, ...]
    complaints: tuple[Complaint, ...]


@cache
def command_names() -> tuple[str, ...]:
    """Return the name of each command for `[keys]`: its id, or its label where an id stands for several."""
    ids = Counter(c.id for c in COMMANDS)
    return tuple(c.id if ids[c.id] == 1 else c.label.casefold().replace(" ", "_") for c in COMMANDS)


def make_keymap(preset: str, own: Mapping[str, str | tuple[str, ...]]) -> Keymap:
    """Return the registry with a preset's keys and the reader's own; what cannot be is left out and told."""
    keys = preset_keys(preset)
    complaints: list[Complaint] = []
    asked = dict(_asked(own, complaints))
    while clashes := dict(_clashes(asked, _places(keys | asked))):
        complaints += (Complaint(("keys", name), why) for name, why in clashes.items())
        asked = {name: wanted for name, wanted in asked.items() if name not in clashes}
    keys |= asked
    command, key = _ALWAYS
    if key not in keys[command]:
        keys[command] = (*keys[command], key)
    commands = tuple(replace(c, keys=keys[name]) for c, name in zip(COMMANDS, command_names(), strict=True))
    return Keymap(commands, tuple(complaints))


def preset_keys(preset: str) -> dict[str, tuple[str, ...]]:
    """Return the keys of every command in a preset, by name; a preset's own keys are taken from other commands."""
    given = PRESETS[preset]
    arenas = dict(zip(command_names(), map(_arena, COMMANDS), strict=True))
    taken = {(arenas[name], key) for name, keys in given.items() for key in keys}
    return {
        name: given.get(name) or tuple(k for k in command.keys if (arenas[name], k) not in taken)
        for name, command in zip(command_names(), COMMANDS, strict=True)
    }


def _arena(command: Command) -> str:
    """Return where a command's keys count: two commands of one arena cannot share a key."""
    return command.group if command.group in APART else ""


def _asked(
    own: Mapping[str, str | tuple[str, ...]], complaints: list[Complaint]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in own.items():
        if name not in command_names():
            nearest = find_nearest(name, list(command_names()))
            meant = f"; did you mean {nearest}?" if nearest else "; `termnews config keys` prints them"
            complaints.append(Complaint(("keys", name), f"is no action{meant}"))
            continue
        keys = [value] if isinstance(value, str) else list(value)
        wrong = next((k for k in keys if not find_key(k)), None)
        if wrong is not None:
            complaints.append(Complaint(("keys", name), f'takes keys such as "b", "f2" or "ctrl+z", not "{wrong}"'))
            continue
        yield name, tuple(dict.fromkeys(find_key(k) for k in keys))


def _places(keys: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], list[str]]:
    """Return which commands a key runs, by where it counts."""
    found: dict[tuple[str, str], list[str]] = {}
    for command, name in zip(COMMANDS, command_names(), strict=True):
        for key in keys[name]:
            found.setdefault((_arena(command), key), []).append(name)
    return found


def _clashes(
    asked: Mapping[str, Sequence[str]], places: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """Yield which of the commands asked for cannot have their keys, and why."""
    arenas = dict(zip(command_names(), map(_arena, COMMANDS), strict=True))
    for name, keys in asked.items():
        for key in keys:
            others = [other for other in places[arenas[name], key] if other != name]
            if _ALWAYS[1] == key and name != _ALWAYS[0]:
                others = [_ALWAYS[0]]
            if others:
                yield name, f"cannot have {show_key(key)}: {others[0]} has it too; give that one another key first"
                break


def find_key(word: str) -> str:
    """Return Textual's name of a key as people write it, such as "/", "Esc", "F2" or "Ctrl+z"; "" for none."""
    *modifiers, last = word.split("+") if len(word) > 1 else [word]
    modifiers = [m.strip().casefold() for m in modifiers]
    if not last:
        return ""
    name = last if len(last) == 1 else _ALIASES.get(last.strip().casefold(), last.strip().casefold())
    if len(name) == 1:
        name = _name_character(name.casefold() if modifiers else name)
    elif name not in _NAMED and not _is_character_name(name):
        return ""
    if not name or not _MODIFIERS.issuperset(modifiers):
        return ""
    return "+".join([*sorted(set(modifiers)), name])


def _name_character(character: str) -> str:
    if character.isalnum():
        return character
    if not character.isprintable():
        return ""
    name = unicodedata.name(character, "").casefold().replace("-", "_").replace(" ", "_")
    return _CHARACTER_NAMES.get(name, name)


def _is_character_name(name: str) -> bool:
    return name in {_name_character(character) for character in punctuation}
