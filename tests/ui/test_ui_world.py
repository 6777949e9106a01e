"""The globe and the list are one picker."""

from collections.abc import Callable
from typing import Any

from termnews.domain.selection import Selection

Opener = Callable[..., Any]


async def test_picking_in_the_list_turns_the_globe(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("c", *"chi", "enter")
        assert window.home.countries.globe.country == "CL"
        await window.press("left_curly_bracket")
        assert window.home.countries.globe.country == "AR"


async def test_picking_on_the_globe_moves_the_list(open_window: Opener) -> None:
    async with open_window() as window:
        window.home.countries.globe.pick("EE")
        await window.settle()
        assert window.home.countries.picker.row.name == "Estonia"
        assert window.home.articles.selection == Selection(country="EE")
        assert window.home.reading.article_id == "ee1"


async def test_a_country_without_news_says_so(open_window: Opener) -> None:
    async with open_window() as window:
        window.home.countries.globe.pick("MN")
        await window.settle()
        assert window.home.articles.selection == Selection()
        assert "No news from Mongolia in this edition." in {n.message for n in window.app._notifications}


async def test_reading_turns_the_globe_and_draws_lines_to_the_takes(open_window: Opener) -> None:
    async with open_window() as window:
        assert window.home.countries.globe.country == ""
        await window.press("j", "enter")
        assert window.home.countries.globe.country == "EE"
        assert window.home.countries.globe.arcs == ("LT",)
        await window.press("1")
        reading = window.home.reading.reader.reading.article
        assert window.home.countries.globe.country == reading.country


async def test_lines_begin_where_the_article_is_from_whatever_is_picked(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("j", "enter", "w")
        globe = window.app.screen.globe
        first = globe._drawer.shown(globe.scene)
        assert (globe.scene.told_in, first.country, first.takes) == ("EE", "EE", {"LT"})
        globe.pick("CL")
        await window.settle()
        then = globe._drawer.shown(globe.scene)
        assert (globe.scene.told_in, then.country, then.takes) == ("EE", "CL", {"EE", "LT"})


async def test_the_key_that_flattens_says_what_it_does_next(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        await window.press("w")
        assert "f Flat map" in window.text
        await window.press("f")
        assert "f Globe" in window.text
        assert "f Flat map" not in window.text


async def test_the_globe_stands_only_where_there_is_room(open_window: Opener) -> None:
    async with open_window((120, 36)) as window:
        assert window.home.countries.globe.size.height >= 12
    async with open_window((120, 14)) as window:
        assert window.home.query_one("#globe").size.height == 0
    async with open_window((80, 24)) as window:
        assert window.home.countries.picker.size.height >= 9


async def test_the_world_gives_back_what_is_picked_there(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("c", *"lith", "enter", "w")
        assert window.app.screen.id == "world"
        assert window.app.screen.globe.country == "LT"
        await window.press("slash", *"ice", "enter")
        assert window.app.screen.globe.country == "IS"
        assert "1 article" in window.text
        await window.press("enter")
        assert window.app.screen is window.home
        assert window.home.articles.selection == Selection(country="IS")


async def test_a_name_is_flown_to_by_any_of_its_words_and_without_news(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("w", "slash", "d", "r", "space", "c", "o", "enter")
        assert window.app.screen.globe.country == "CD"
        assert "0 articles" in window.text
        for text, code in (("li", "LT"), ("lib", "LR"), ("ivoire", "CI"), ("aland", "AX"), ("ee", "EE"), ("xyz", "EE")):
            await window.press("slash", *text, "enter")
            assert window.app.screen.globe.country == code


async def test_the_world_is_left_without_picking(open_window: Opener) -> None:
    async with open_window() as window:
        for key in ("w", "escape", "q"):
            await window.press("w", key)
            assert window.app.screen is window.home
        assert window.home.articles.selection == Selection()


async def test_arrows_go_from_country_to_country_in_the_world(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("c", *"arg", "enter", "w", "left")
        assert window.app.screen.globe.country == "CL"
        await window.press("right")
        assert window.app.screen.globe.country == "AR"
