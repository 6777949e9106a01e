"""What a reader sees who has no news yet."""

from datetime import UTC, datetime

import pytest

from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import open_library
from termnews.newsroom.settings import find_folders
from termnews.ui.app import TermnewsApp

NOW = datetime(2025, 12, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize("width", [60, 80, 160])
async def test_the_sample_says_how_to_get_todays_news(width: int) -> None:
    opening = open_library()
    keeper = Keeper(find_folders(), opening.library, lambda: NOW)
    app = TermnewsApp(opening, keeper, lambda: NOW, {"TERM": "xterm", "LANG": "C.UTF-8"}, has_flags=False)
    try:
        async with app.run_test(size=(width, 24)) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert " Sample edition · R for today's news " in app.screen._compositor.render_strips()[0].text
    finally:
        keeper.close()
        opening.library.close()
