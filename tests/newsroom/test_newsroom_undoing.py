"""Every kind of change can be taken back, also by another run; what somebody else wrote since stays."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from termnews.domain.article import Article
from termnews.domain.problems import Problem
from termnews.ingest.catalogue import switch
from termnews.library.store import Library
from termnews.newsroom.catalogue import load_catalogue
from termnews.newsroom.change import Change
from termnews.newsroom.change_words import say
from termnews.newsroom.changing import change_outlets, change_setting
from termnews.newsroom.config import load_config
from termnews.newsroom.config_file import ConfigRefusedError
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.settings import find_folders

NOW = datetime(2025, 12, 14, 12, tzinfo=UTC)


def _open() -> Keeper:
    return Keeper(find_folders(), Library.in_memory(), lambda: NOW)


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    """Return a keeper of an empty home."""
    found = _open()
    yield found
    found.close()


def _set(keeper: Keeper, table: str, key: str, value: str | None) -> Change | None:
    return change_setting(keeper.state, keeper.folders.config, (table, key), value, now=NOW)


def test_settings_come_back_one_by_one_in_another_run(keeper: Keeper) -> None:
    config = keeper.folders.config
    config.mkdir(parents=True)
    (config / "config.toml").write_text("# mine\n[mute]\nold = 'cricket'\n")
    before = (config / "config.toml").read_bytes()
    assert _set(keeper, "mute", "sport", "football")
    assert _set(keeper, "mute", "sport", "rugby")
    assert _set(keeper, "mute", "old", None)
    assert _set(keeper, "mute", "old", None) is None
    keeper.close()
    again = _open()
    assert again.undo() == Change("config", ("mute", "old"), is_on=True, is_undo=True)
    assert load_config(config)[0].mute == {"old": "cricket", "sport": "rugby"}
    again.undo()
    assert load_config(config)[0].mute == {"old": "cricket", "sport": "football"}
    again.undo()
    assert load_config(config)[0].mute == {"old": "cricket"}
    assert (config / "config.toml").read_bytes().split() == before.replace(b"'", b'"').split()
    assert again.undo() is None
    again.close()


def test_a_setting_that_is_refused_leaves_no_step(keeper: Keeper) -> None:
    with pytest.raises(ConfigRefusedError):
        _set(keeper, "look", "globe", "cubes")
    assert keeper.undo() is None


def test_outlets_come_back_as_the_same_bytes(keeper: Keeper) -> None:
    config = keeper.folders.config
    catalogue = load_catalogue(config)
    first, second = catalogue.outlets[:2]
    own = switch(catalogue.own, first, is_on=not first.is_on)
    change_outlets(keeper.state, config, own, [first.name], now=NOW)
    one = (config / "outlets.csv").read_bytes()
    change_outlets(keeper.state, config, switch(own, second, is_on=not second.is_on), [second.name], now=NOW)
    assert (config / "outlets.csv").read_bytes() != one
    assert keeper.undo() == Change("outlets", (second.name,), is_on=False, is_undo=True)
    assert (config / "outlets.csv").read_bytes() == one
    keeper.undo()
    assert not (config / "outlets.csv").exists()


def test_what_somebody_else_wrote_since_is_not_written_over(keeper: Keeper) -> None:
    config = keeper.folders.config
    change_outlets(keeper.state, config, {}, ["One", "Two"], now=NOW)
    (config / "outlets.csv").write_text("theirs")
    result = keeper.undo()
    assert isinstance(result, Problem)
    assert "changed since" in result.why
    assert (config / "outlets.csv").read_text() == "theirs"


def test_an_undo_that_the_disk_refuses_can_be_tried_again(keeper: Keeper) -> None:
    articles = [Article(i, f"Headline {i}", "Desk", "LT", NOW) for i in ("one", "two")]
    keeper.toggle_bookmark(articles[0])
    keeper.toggle_bookmark(articles[1])
    keeper.toggle_bookmark(articles[1])
    folder = keeper.folder
    aside = folder.rename(folder.with_name("aside"))
    Path(folder).write_text("a file where the folder should be")
    assert isinstance(keeper.attempt(keeper.undo), Problem)
    folder.unlink()
    aside.rename(folder)
    assert keeper.attempt(keeper.undo) == Change("bookmark", ("two",), is_on=True, is_undo=True)


@pytest.mark.parametrize(("kind", "payload"), [("of tomorrow", {}), ("read", {"ids": 3}), ("bookmark", [])])
def test_a_step_that_makes_no_sense_is_passed_over(keeper: Keeper, kind: str, payload: object) -> None:
    keeper.mark_read(["one"], is_read=True)
    keeper.state.push_undo(kind, payload, NOW)
    assert isinstance(keeper.undo(), Problem)
    assert keeper.undo() == Change("read", ("one",), is_on=False, is_undo=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("config", ("mute", "sport"), is_on=True), "Mute rule “sport” set. U takes it back."),
        (Change("config", ("look", "theme"), is_on=False, is_undo=True), "Undone: look.theme is as it was."),
        (Change("config", ("", "keymap"), is_on=True), "Keymap set. U takes it back."),
        (
            Change("outlets", ("A", "B", "C", "D", "E"), is_on=True),
            "Outlets changed: A, B, C and 2 more. U takes it back.",
        ),
        (Change("read", ("a", "b"), is_on=False, is_undo=True), "Undone: 2 articles unread again."),
        (Change("read", ("a",), is_on=True), ""),
    ],
    ids=lambda value: value.kind if isinstance(value, Change) else "",
)
def test_every_change_has_its_words(change: Change, words: str) -> None:
    assert say(change, "U") == words
