"""Presets and keys of the reader's own: one action a key, told by line when not, followed by all that names keys."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.newsroom.settings import find_folders
from termnews.ui.commands import APART, COMMANDS, show_key, show_keys
from termnews.ui.configured import follow_settings
from termnews.ui.keymaps import PRESETS, command_names, find_key, make_keymap, preset_keys
from termnews.ui.rebinding import rebind

Opener = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture(autouse=True)
def _usual_keys() -> Iterator[None]:
    """Leave the usual keys to the tests that follow."""
    yield
    rebind(COMMANDS)


def _use(preset: str, own: Mapping[str, str | tuple[str, ...]] | None = None) -> list[str]:
    keymap = make_keymap(preset, own or {})
    rebind(keymap.commands)
    return [f"{'.'.join(c.path)} {c.why}" for c in keymap.complaints]


def test_every_command_has_a_name_of_its_own() -> None:
    names = command_names()
    assert len(set(names)) == len(names) == len(COMMANDS)
    assert all(name.isidentifier() for name in names), [n for n in names if not n.isidentifier()]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_gives_every_command_keys_and_no_key_two_commands(preset: str) -> None:
    assert set(PRESETS[preset]) <= set(command_names())
    keys = preset_keys(preset)
    assert [name for name in keys if not keys[name]] == []
    seen: set[tuple[str, str]] = set()
    for command, name in zip(COMMANDS, command_names(), strict=True):
        for key in keys[name]:
            place = (command.group if command.group in APART else "", key)
            assert place not in seen, (preset, name, key)
            assert find_key(key) == key
            seen.add(place)


def test_the_usual_preset_is_the_registry() -> None:
    assert make_keymap("termnews", {}).commands == COMMANDS


@pytest.mark.parametrize(
    ("word", "key"),
    [
        *(("/", "slash"), ("Esc", "escape"), ("F2", "f2"), ("Ctrl+Z", "ctrl+z"), ("U", "U"), ("?", "question_mark")),
        *(("shift+tab", "shift+tab"), ("+", "plus"), ("é", "é"), ("alt+x", "alt+x"), ("{", "left_curly_bracket")),
        *(("ctrl+/", "ctrl+slash"), (" ", "space"), ("left_square_bracket", "left_square_bracket"), ("PgUp", "pageup")),
        *(("foo", ""), ("", ""), ("ctrl+", ""), ("hyper+x", ""), ("\x07", ""), ("f99", "")),
    ],
)
def test_keys_as_people_write_them(word: str, key: str) -> None:
    assert find_key(word) == key


@given(st.text(max_size=12))
def test_any_word_is_a_key_or_none(word: str) -> None:
    key = find_key(word)
    assert not key or show_key(key)
    assert not (key and word.isascii() and len(word) > 1) or find_key(key) == key


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"bokmark": "f2"}, "keys.bokmark is no action; did you mean bookmark?"),
        ({"xyzzy": "f2"}, "keys.xyzzy is no action; `termnews config keys` prints them"),
        ({"bookmark": "hyper"}, 'keys.bookmark takes keys such as "b", "f2" or "ctrl+z", not "hyper"'),
        (
            {"bookmark": ("f2", "m")},
            "keys.bookmark cannot have m: toggle_read has it too; give that one another key first",
        ),
        (
            {"bookmark": "ctrl+c", "quit_now": "f9"},
            "keys.bookmark cannot have Ctrl+C: quit_now has it too; give that one another key first",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_the_usual_keys_stay(own: Mapping[str, str | tuple[str, ...]], told: str) -> None:
    keymap = make_keymap("termnews", own)
    assert [f"{'.'.join(c.path)} {c.why}" for c in keymap.complaints] == [told]
    index = command_names().index("bookmark")
    assert keymap.commands[index].keys == COMMANDS[index].keys


def test_one_key_for_two_of_the_readers_own_is_refused() -> None:
    told = _use("termnews", {"bookmark": "f2", "undo": "f2"})
    assert [t.partition(";")[0] for t in told] == [
        "keys.bookmark cannot have F2: undo has it too",
        "keys.undo cannot have F2: bookmark has it too",
    ]


def test_keys_that_come_back_from_a_refusal_are_not_bound_twice() -> None:
    keymap = make_keymap("termnews", {"bookmark": "A", "theme": "b"})
    assert [c.path[1] for c in keymap.complaints] == ["bookmark", "theme"]
    assert keymap.commands == COMMANDS


def test_two_commands_may_swap_their_keys() -> None:
    assert _use("termnews", {"bookmark": "m", "toggle_read": ("b", "s")}) == []


def test_keys_of_the_globe_are_apart() -> None:
    assert _use("termnews", {"flatten": "b"}) == []


def test_a_command_may_have_no_key_and_the_way_out_stays() -> None:
    keymap = make_keymap("termnews", {"bookmark": (), "quit_now": "f9"})
    keys = {name: c.keys for name, c in zip(command_names(), keymap.commands, strict=True)}
    assert keys["bookmark"] == ()
    assert keys["quit_now"] == ("f9", "ctrl+c")


def test_mistakes_of_the_file_have_their_lines() -> None:
    folder = find_folders().config
    folder.mkdir(parents=True)
    text = 'keymap = "vim"\n[look]\ntheme = "termnews-papper"\n[keys]\n# mine\nbokmark = "f2"\nbookmark = "A"\n'
    (folder / "config.toml").write_text(text)
    settings, problems = follow_settings(folder)
    assert settings.keymap == "vim"
    assert [(p.where, p.why.partition(";")[0]) for p in problems] == [
        ("config.toml:6", "keys.bokmark is no action"),
        ("config.toml:7", "keys.bookmark cannot have A: mark_all_read has it too"),
        ("config.toml:3", "look.theme is 'termnews-papper', which is no theme"),
    ]


def test_a_theme_too_faint_to_read_is_told() -> None:
    folder = find_folders().config
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[look]\ntheme = "solarized-light"\n')
    _, problems = follow_settings(folder)
    assert [p.why.partition(";")[0] for p in problems] == [
        "look.theme is 'solarized-light', whose texts are too faint to be read"
    ]
    (folder / "config.toml").write_text('[look]\ntheme = "gruvbx"\n')
    _, problems = follow_settings(folder)
    assert [p.why for p in problems] == ["look.theme is 'gruvbx', which is no theme; did you mean gruvbox?"]


async def test_newsboat_keys(open_window: Opener) -> None:
    _use("newsboat")
    async with open_window() as window:
        before = window.home.articles.selection
        await window.press("j")
        assert window.home.articles.selection != before
        await window.press("k", "down", "N")
        rows = window.home.articles.list
        assert rows.cursor == 1
        assert rows.current.is_read
        await window.press("ctrl+b")
        assert window.keeper.is_kept(rows.current.id)


async def test_vim_keys(open_window: Opener) -> None:
    _use("vim")
    async with open_window() as window:
        rows = window.home.articles.list
        await window.press("G")
        assert rows.cursor == rows.row_count - 1
        await window.press("g", "j")
        assert rows.cursor == 1
        await window.press("m")
        assert window.keeper.is_kept(rows.current.id)
        await window.press("u")
        assert not window.keeper.is_kept(rows.current.id)
        await window.press("n")
        assert rows.cursor == 2
        await window.press("N")
        assert rows.cursor == 1
        assert window.home.pane_in_use == "reading"


async def test_footer_help_palette_and_notices_name_the_keys_that_count(open_window: Opener) -> None:
    assert _use("termnews", {"bookmark": "f2", "undo": "f3", "help": "f4", "problems": "f5", "search": "f6"}) == []
    async with open_window((120, 36), problems=()) as window:
        assert "F2 Bookmark" in window.text
        assert "F6 Search" in window.text
        assert "b Bookmark" not in window.text
        await window.press("b")
        assert not window.keeper.bookmarks()
        await window.press("f2", "f2")
        assert [n.message for n in window.app._notifications][-1] == "Bookmark removed. F3 brings it back."
        await window.press("f3", "f4", *"undo")
        assert "F3" in window.text
        await window.press("escape", "colon", *"undo")
        await window.until(lambda: "Undo  ·  F3" in window.text)


async def test_an_action_without_a_key_has_no_hint(open_window: Opener) -> None:
    _use("termnews", {"bookmark": ()})
    async with open_window() as window:
        assert "Bookmark " not in window.text.splitlines()[-1]
        await window.press("b")
        assert not window.keeper.bookmarks()


async def test_screens_that_open_later_follow_too(open_window: Opener) -> None:
    _use("termnews", {"leave_pane": ("f7", "escape"), "back_or_quit": "f8"})
    async with open_window() as window:
        await window.press("B")
        assert window.app.screen.id == "bookmarks"
        await window.press("q")
        assert window.app.screen.id == "bookmarks"
        await window.press("f8")
        assert window.app.screen is window.home


async def test_takes_are_chosen_by_other_keys(open_window: Opener) -> None:
    others = tuple(f"f{n}" for n in range(2, 11))
    assert _use("termnews", {"choose_take": others}) == []
    async with open_window() as window:
        await window.press("enter")
        first = window.home.reading.article_id
        takes = [t.headline.id for t in window.home.reading.reader.reading.takes if t.headline]
        await window.press("f3")
        assert window.home.reading.article_id == takes[1] != first


def test_without_a_file_of_settings_nothing_of_this_is_imported() -> None:
    script = (
        "import sys, termnews.ui.running; found = {'termnews.newsroom.config', 'termnews.ui.keymaps',"
        "'termnews.ui.rebinding', 'termnews.ui.configured', 'tomllib', 'tomlkit'} & set(sys.modules);"
        "assert not found, found"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=300)


def test_the_keys_are_printed_without_textual() -> None:
    script = (
        "import sys; from termnews.cli.front import run; assert run(['config', 'keys']) == 0;"
        "assert 'textual' not in sys.modules"
    )
    out = subprocess.run([sys.executable, "-c", script], check=True, timeout=300, capture_output=True, text=True).stdout
    assert f"next_unread: {show_keys(COMMANDS[command_names().index('next_unread')])} - Open" in out
