"""What is new since the last visit, as values, words, command and screen."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from click.testing import CliRunner

from termnews.cli.front import main
from termnews.domain.article import Article, Paragraph
from termnews.domain.story import Verdict
from termnews.library.state import State
from termnews.library.store import Library
from termnews.newsroom.briefing import Visit, brief_words, find_brief, keep_visit, last_visit
from termnews.newsroom.opening import Opening
from termnews.newsroom.settings import load_countries

NOW = datetime(2025, 12, 14, 12, 5, tzinfo=UTC)
Opener = Callable[..., Any]


def _article(article_id: str, country: str, words: str) -> Article:
    return Article(article_id, words, "Desk", country, NOW, (Paragraph(f"{words}. More of it."),))


def _opening() -> Opening:
    opening = Opening("World news", Library.in_memory(), load_countries(), checked=NOW)
    old = [_article("a", "LT", "Grid leaves the ring"), _article("b", "CL", "Lithium price falls")]
    opening.library.save(old)
    return opening


def _add(opening: Opening) -> None:
    opening.library.save([
        _article("c", "EE", "Grid leaves the eastern ring"), _article("d", "LV", "Grid of the ring"),
        _article("e", "AR", "Lithium price and Salta"), _article("f", "IS", "Whales alone"),
    ])  # fmt: skip
    stories = dict.fromkeys("acd", "grid") | dict.fromkeys("be", "lithium")
    opening.library.set_stories(stories, {"grid": Verdict.COVERED, "lithium": Verdict.OVERLOOKED})


def test_only_what_came_since_counts() -> None:
    opening, state = _opening(), State.in_memory()
    assert last_visit(state) == Visit()
    keep_visit(state, opening, NOW)
    assert last_visit(state) == Visit(NOW, 2)
    assert brief_words(find_brief(opening, last_visit(state))) == "Nothing new since Sunday 14 December, 12:05 UTC."
    _add(opening)
    brief = find_brief(opening, last_visit(state))
    assert (brief.articles, brief.stories, brief.countries) == (4, 3, 4)
    assert [(t.id, t.article_id, t.countries, t.articles) for t in brief.most_covered] == [
        ("grid", "c", 3, 3), ("lithium", "e", 2, 2),
    ]  # fmt: skip
    assert [t.id for t in brief.overlooked] == ["lithium"]
    assert brief_words(brief) == "3 stories from 4 countries since Sunday 14 December, 12:05 UTC."


def test_a_garbled_visit_is_none() -> None:
    state = State.in_memory()
    for value in ("", "[]", "{", '{"at": 3, "row": 1}', '{"at": "x", "row": 1}', '{"at": "2025-12-14"}'):
        state.keep_setting("visit", value)
        assert last_visit(state) == Visit()


def test_the_command_counts_all_of_the_sample() -> None:
    result = CliRunner().invoke(main, ["brief", "--json"], standalone_mode=False)
    value = json.loads(result.stdout)
    assert value["since"] is None
    assert value["articles"] > value["stories"] > 38
    assert value["countries"] > 100
    assert len(value["most_covered"]) == len(value["overlooked"]) == 5
    told = value["most_covered"][0]
    assert told["countries"] >= value["most_covered"][1]["countries"] >= 2
    text = CliRunner().invoke(main, ["brief"], standalone_mode=False).stdout
    assert told["topic"] in text
    assert text.startswith(f"{value['stories']} stories from {value['countries']} countries.")
