"""Whose voice outlets are, wherever articles are shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from termnews.cli.plain import article_lines, headline_lines, headline_value
from termnews.domain.article import Article, Paragraph
from termnews.domain.outlet import Outlet
from termnews.domain.selection import Selection
from termnews.library.store import Library
from termnews.newsroom.catalogue import load_catalogue, save_own
from termnews.newsroom.opening import SAMPLE_NAME, Opening
from termnews.newsroom.settings import find_folders, load_countries
from termnews.newsroom.values import article_value
from termnews.newsroom.voices import load_voices

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def _first(wanted: Callable[[Outlet], bool]) -> Outlet:
    return next(o for o in load_catalogue(find_folders().config).outlets if wanted(o))


def _opening(*outlets: Outlet, name: str = "Test") -> Opening:
    opening = Opening(name, Library.in_memory(), load_countries())
    opening.library.save(
        Article(f"a{n}", f"Headline {n}", o.name, o.country, NOW, (Paragraph("Words."),)) for n, o in enumerate(outlets)
    )
    opening.group()
    return opening


def test_state_media_and_exile_are_said_and_others_are_not() -> None:
    state, exile = _first(lambda o: o.ownership == "state"), _first(lambda o: o.ownership == "exile")
    opening = _opening(state, exile, _first(lambda o: o.ownership == "private"))
    rows = opening.library.find_rows(Selection())
    said = {h.id: h.voice for h in opening.library.headlines(rows)}
    assert said == {"a0": "state media", "a1": "in exile", "a2": ""}
    reading = opening.find_reading("a0")
    assert reading is not None
    assert reading.article.voice == "state media"


def test_lines_and_json_say_it() -> None:
    opening = _opening(_first(lambda o: o.ownership == "exile"))
    (headline,) = opening.library.headlines(opening.library.find_rows(Selection()))
    reading = opening.find_reading("a0")
    assert reading is not None
    assert f"{headline.outlet} (in exile), " in "\n".join(article_lines(reading, opening.countries))
    assert f"{headline.outlet} (in exile) · " in "\n".join(headline_lines([headline], opening.countries, NOW))
    assert headline_value(headline)["voice"] == article_value(reading.article)["voice"] == "in exile"


def test_the_readers_own_word_wins() -> None:
    state = _first(lambda o: o.ownership == "state")
    save_own(find_folders().config, {state.key: replace(state, ownership="private", feeds=())})
    assert state.key not in load_voices(find_folders().config)


def test_the_sample_edition_asks_no_catalogue() -> None:
    opening = _opening(_first(lambda o: o.ownership == "state"), name=SAMPLE_NAME)
    assert opening.library.voices == {}
