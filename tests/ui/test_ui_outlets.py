"""The screen of outlets: looking, narrowing, switching, adding, removing, and the way back."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from termnews.domain.health import FeedHealth
from termnews.library.feeds import Batch
from termnews.library.library_file import open_library_file
from termnews.newsroom.catalogue import OWN_NAME, load_catalogue
from termnews.newsroom.opening import library_path
from termnews.newsroom.settings import find_folders

WHY = "is not there (404)"
Opener = Callable[..., Any]


def _outlet(name: str) -> Any:
    found = [o for o in load_catalogue(find_folders().config).outlets if o.name == name]
    return found[0] if found else None


def _keep(*healths: FeedHealth) -> None:
    library = open_library_file(library_path(find_folders())).library
    assert library is not None
    with closing(library):
        library.keep(Batch(healths={h.feed: h for h in healths}))


async def _open(window: Any, *words: str) -> Any:
    await window.press("O")
    await window.app.workers.wait_for_complete()
    await window.settle()
    if words:
        await window.press("slash", *words, "enter")
    return window.app.screen.pane.list


async def _settle(window: Any) -> None:
    await window.settle()
    await window.app.workers.wait_for_complete()
    await window.settle()


async def test_all_outlets_are_listed_and_narrowed_as_words_are_typed(open_window: Opener) -> None:
    async with open_window((120, 36)) as window:
        shown = await _open(window)
        assert shown.row_count > 700
        assert "AFGHANISTAN" in window.text
        await window.press("slash", *"latvia public")
        assert 0 < shown.row_count < 5
        assert {k.outlet.country for k in shown.known} == {"LV"}
        assert {k.outlet.ownership for k in shown.known} == {"public"}
        await window.press("escape")
        assert shown.row_count > 700
        await window.press("O")
        assert window.app.screen is window.home


async def test_state_media_and_what_is_wrong_are_said(open_window: Opener) -> None:
    now = datetime.now(UTC)
    tass = _outlet("TASS")
    _keep(FeedHealth(tass.feeds[0].link, tried=now, failures=10, missing=10, why=WHY, is_disabled=True))
    async with open_window((80, 24)) as window:
        await _open(window, *"tass")
        assert "given up: is not there (404)" in window.text
        assert "state media" in window.text
        assert "10 times in a row" in window.text
        await window.press("e")
        await _settle(window)
        assert "given up" not in window.text


async def test_switching_is_kept_and_undone(open_window: Opener) -> None:
    was_on = _outlet("TASS").is_on
    async with open_window() as window:
        await _open(window, *"tass")
        await window.press("space")
        await _settle(window)
        assert _outlet("TASS").is_on is not was_on
        assert window.app.screen.pane.list.current.outlet.name == "TASS"
        await window.press("U")
        await _settle(window)
        assert _outlet("TASS").is_on is was_on
        assert not (find_folders().config / OWN_NAME).exists()
        assert window.app.screen.pane.list.current.outlet.is_on is was_on


async def test_removing_is_undone_also_from_the_first_screen(open_window: Opener) -> None:
    async with open_window() as window:
        await _open(window, *"tass")
        await window.press("d")
        await _settle(window)
        assert _outlet("TASS") is None
        await window.press("escape", "escape", "U")
        await _settle(window)
        assert window.app.screen is window.home
        assert _outlet("TASS") is not None


async def test_an_outlet_is_added_and_what_is_none_is_said(open_window: Opener) -> None:
    async with open_window() as window:
        shown = await _open(window)
        await window.press("a", *"nonsense", "enter", "enter", "enter", "enter")
        assert "is no http(s) address" in window.text
        await window.press(*["backspace"] * 8, *"https://paper.example/rss", "enter", *"Paper", "enter")
        await window.press(*"Atlantis", "enter", "enter")
        assert "no country is called 'Atlantis'" in window.text
        await window.press(*["backspace"] * 8, *"Latvia", "enter", "enter")
        await _settle(window)
        paper = _outlet("Paper")
        assert (paper.country, paper.feeds[0].link, paper.is_own) == ("LV", "https://paper.example/rss", True)
        assert shown.current.outlet == paper


async def test_a_file_that_cannot_be_read_is_not_written_over(open_window: Opener) -> None:
    config = find_folders().config
    config.mkdir(parents=True, exist_ok=True)
    (config / OWN_NAME).write_bytes(b"\xff\xfe\xff")
    async with open_window() as window:
        await _open(window, *"tass")
        await window.press("space")
        await _settle(window)
        assert (config / OWN_NAME).read_bytes() == b"\xff\xfe\xff"
        assert "nothing is changed" in " ".join(n.message for n in window.app._notifications)


async def test_a_country_is_asked_from_here(open_window: Opener) -> None:
    asked = []

    def begin(codes: Any) -> Any:
        asked.append(tuple(codes))
        raise OSError

    async with open_window() as window:
        window.app.begin_refresh = begin
        await _open(window, *"tass")
        await window.press("r")
    assert asked == [("RU",)]


async def test_an_article_of_state_media_says_so(open_window: Opener) -> None:
    async with open_window((160, 50)) as window:
        article = window.app.opening.library.find_article("ee1")
        window.app.opening.library.save([replace(article, outlet="TASS", country="RU")])
        window.app.opening.renew(None)
        window.app.opening.library.voices = {"RU/TASS": "state media"}
        window.home.show_regrouped()
        await window.press("j")
        assert "Russia · TASS (state media)" in window.text
        assert "RUSSIA  TASS  state media" in window.text
