"""Help, palette, problems; and what the registry promises."""

from collections.abc import Callable
from typing import Any

from textual.binding import Binding

from termnews.domain.problems import Problem
from termnews.ui.commands import APART, COMMANDS, GLOBE, STORY, bindings, show_keys
from termnews.ui.screens.home import HomeScreen
from termnews.ui.screens.opening import NAMES
from termnews.ui.screens.outlets import OutletsScreen
from termnews.ui.screens.story import StoryScreen
from termnews.ui.widgets.article_pane import ArticlePane
from termnews.ui.widgets.country_pane import CountryPane
from termnews.ui.widgets.globe import Globe
from termnews.ui.widgets.reader import Reader
from termnews.ui.widgets.reader_pane import ReaderPane
from termnews.ui.widgets.rows import RowList
from termnews.ui.widgets.story_columns import StoryColumns

Opener = Callable[..., Any]


async def test_help_shows_every_command_and_narrows(open_window: Opener) -> None:
    async with open_window((160, 140)) as window:
        await window.press("question_mark")
        for command in COMMANDS:
            assert command.help[:30] in window.text
        await window.press(*"takes walk")
        assert "Nothing here is called that." in window.text
        await window.press(*["backspace"] * 4)
        assert "Read the next take of the story" in window.text
        assert "Undo the last" not in window.text
        await window.press("escape")
        assert window.app.screen is window.home


async def test_the_palette_runs_a_command_in_its_pane(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("colon", *"next article")
        await window.until(lambda: "Next article" in window.text)
        await window.press("enter")
        await window.settle()
        assert window.home.reading.article_id == "ee1"


async def test_problems_are_counted_and_listed_literally(open_window: Opener) -> None:
    problems = (Problem("one.txt", "is empty"), Problem("dir/[bold]two[/x].txt", "is no text: [/] it has zero bytes"))
    async with open_window(problems=problems) as window:
        assert "2 problems !" in window.text
        await window.press("exclamation_mark")
        assert "dir/[bold]two[/x].txt" in window.text
        assert "is no text: [/] it has zero bytes" in window.text
        await window.press("escape")
        assert window.app.screen is window.home


async def test_no_problems_is_a_screen_too(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("exclamation_mark")
        assert "Everything could be read." in window.text
        await window.press("q")
        assert window.app.screen is window.home


def test_every_command_is_done_where_it_says() -> None:
    places = {
        "countries": CountryPane,
        "articles": ArticlePane,
        "reading": ReaderPane,
        "screen": HomeScreen,
        "outlets": OutletsScreen,
    }
    doers: list[type]
    for command in COMMANDS:
        match command.place:
            case "focus":
                special: dict[str, list[type]] = {GLOBE: [Globe], STORY: [StoryColumns]}
                doers = special.get(command.group, [RowList, Reader])
            case "app":
                from termnews.ui.app import TermnewsApp

                doers = [TermnewsApp]
            case "open":
                assert command.id in NAMES
                continue
            case "deed":  # `test_ui_deeds` looks at those
                continue
            case place:
                doers = [places[place]]
        doers = [Reader] if command.id == "read_on" else doers
        assert all(hasattr(doer, f"action_{command.id}") for doer in doers), command.id


def test_no_key_is_bound_twice() -> None:
    everywhere = [b.key for b in bindings(*{c.id for c in COMMANDS if c.group not in APART}) if isinstance(b, Binding)]
    assert len(everywhere) == len(set(everywhere))


def test_every_command_is_bound_somewhere_and_explained() -> None:
    from termnews.ui.app import TermnewsApp

    owners = (TermnewsApp, HomeScreen, RowList, StoryScreen, StoryColumns, OutletsScreen, Globe)
    bound = {b.action for owner in owners for b in owner.BINDINGS if isinstance(b, Binding)}
    for command in COMMANDS:
        assert command.id == "choose_take" or command.action in bound, command.id
        assert command.help[0].isupper()
        assert show_keys(command)
