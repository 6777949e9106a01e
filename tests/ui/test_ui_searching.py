"""Searching in the window: the whole language, answers in time, matches shown, mistakes pointed at."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

from textual.events import Paste

from termnews.domain.selection import Selection
from termnews.library.ranking import RankedRow

Opener = Callable[..., Any]


def _shown(window: Any) -> list[str]:
    listed = window.home.articles.list
    return [listed.headline(n).id for n in range(listed.row_count)]


async def test_the_prompt_takes_the_whole_language(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"grid -cable", "enter")
        assert set(_shown(window)) <= {"lt1", "ee1"}
        await window.press("escape", "slash", *"country:cl lithium")
        assert _shown(window) == ["cl1"]


async def test_the_best_stand_first_one_a_story_with_the_number_behind_it(open_window: Opener) -> None:
    async with open_window((160, 50)) as window:
        await window.press("slash", *"lithium")
        assert len(_shown(window)) == 1
        assert "1 more take" in window.text
        assert "best first" in window.text


async def test_a_late_answer_never_takes_the_place_of_a_newer_one(open_window: Opener) -> None:
    async with open_window() as window:
        search = window.app.opening.library.search
        rank, asked, go_on = search.rank_rows, Event(), Event()

        def rank_slowly(selection: Selection, limit: int, is_wanted: Callable[[], bool]) -> list[RankedRow]:
            if selection.words == "grid":
                asked.set()
                go_on.wait(60)
            found: list[RankedRow] = rank(selection, limit, is_wanted)
            return found

        search.rank_rows = rank_slowly
        await window.pilot.press("slash", *"grid")
        await window.until(asked.is_set)
        await window.pilot.press(*[*("backspace",) * 4, *"lithium"])
        await window.until(lambda: {*_shown(window)} in ({"cl1"}, {"ar1"}, {"cl1", "ar1"}))
        go_on.set()
        await window.settle()
        assert set(_shown(window)) <= {"cl1", "ar1"}
        assert "“lithium”" in window.text


async def test_a_slow_walk_ends_when_nobody_wants_it(open_window: Opener) -> None:
    async with open_window() as window:
        search = window.app.opening.library.search
        walked: list[str] = []

        def walk(selection: Selection) -> Iterator[list[int]]:
            for row in range(1, 2000):
                walked.append(selection.words)
                yield [row] if row < 3 else []

        search.is_slow, search.walk = lambda _: True, walk
        await window.press("slash", *"gri")
        before = len(walked)
        assert before
        await window.press("escape")
        assert len(walked) == before


async def test_a_mistake_is_pointed_at_in_the_prompt(open_window: Opener) -> None:
    async with open_window((160, 50)) as window:
        await window.press("slash", *"grid contry:lt")
        assert "there is no filter contry:; did you mean country:?" in window.text.replace("\n", " ")
        prompt = window.home.articles.query_one("Prompt")
        assert {prompt.value[s.start : s.end] for s in prompt._value.spans} == {"contry:"}
        await window.press(*("backspace",) * 9)
        assert not prompt._value.spans


async def test_matches_are_marked_in_list_and_reader(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"switched")
        texts = [s.text for line in window.app.screen._compositor.render_strips() for s in line if _is_marked(s)]
        assert texts.count("switched") >= 2
        await window.press("escape")
        texts = [s.text for line in window.app.screen._compositor.render_strips() for s in line if _is_marked(s)]
        assert not texts


def _is_marked(segment: Any) -> bool:
    return bool(segment.text == "switched")


async def test_a_typo_is_forgiven_and_said(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"lihtium")
        assert set(_shown(window)) <= {"cl1", "ar1"}
        assert _shown(window)
        assert "lithium" in window.text


async def test_one_begun_letter_more_does_not_narrow(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"lithium q")
        assert _shown(window)


async def test_what_is_typed_does_not_lay_the_window_out_again(open_window: Opener) -> None:
    async with open_window((160, 50)) as window:
        await window.press("slash", "g")
        laid_out: list[object] = []
        window.home.screen_layout_refresh_signal.subscribe(window.home, laid_out.append, immediate=True)
        await window.press(*"rid")
        assert window.home.articles.query_one("Prompt").value == "grid"
        assert _shown(window)
        assert not laid_out


async def test_a_headline_of_two_lines_is_pasted_whole(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", "x")
        prompt = window.home.articles.query_one("Prompt")
        prompt.post_message(Paste("Baltic \n\tgrid"))
        await window.settle()
        assert prompt.value == "xBaltic grid"
        prompt.action_select_all()
        prompt.post_message(Paste("grid"))
        await window.settle()
        assert prompt.value == "grid"
        assert "“grid”" in window.text


async def test_the_number_found_stays_in_sight_where_the_words_are_cut(open_window: Opener) -> None:
    async with open_window((80, 24)) as window:
        await window.press("slash", *"grid", "enter")
        assert "“grid” in All countries · 1 · best first" in window.text
        await window.press("enter")
        assert window.home.articles.size.width < 40
        assert "… · 1 · best first" in window.text
