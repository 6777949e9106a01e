"""Stories, takes, and what is overlooked."""

from dataclasses import replace

from library_sample import LONDON, PORT_LOUIS, UNDATED, VILNIUS, WASHINGTON, filled_library, numbered

from termnews.domain.selection import Selection
from termnews.domain.story import Story, Verdict
from termnews.library.store import Library


def takes_of(library: Library, *article_ids: str) -> list[int]:
    return [h.takes for h in library.headlines([library.find_row(i) or 0 for i in article_ids])]


CHAGOS = Story("chagos", (PORT_LOUIS.id, LONDON.id), Verdict.OVERLOOKED)


def test_a_story_lists_its_articles_oldest_first() -> None:
    library = filled_library()
    assert library.story_of(VILNIUS.id) == Story("prisoners", (WASHINGTON.id, VILNIUS.id), Verdict.COVERED)
    assert library.story_of(PORT_LOUIS.id) == library.story_of(LONDON.id) == CHAGOS


def test_undated_articles_end_a_story() -> None:
    library = filled_library()
    library.set_stories({UNDATED.id: "chagos"})
    assert library.story_of(UNDATED.id) == Story("chagos", (PORT_LOUIS.id, LONDON.id, UNDATED.id), Verdict.OVERLOOKED)


def test_an_article_alone_is_no_story() -> None:
    library = filled_library()
    assert library.story_of(UNDATED.id) is None
    assert [s.id for s in library.stories()] == ["prisoners", "chagos"]


def test_takes_count_the_other_articles() -> None:
    library = filled_library()
    library.save([numbered(1)])
    library.set_stories({numbered(1).id: "chagos"})
    assert takes_of(library, LONDON.id, PORT_LOUIS.id, numbered(1).id, VILNIUS.id, UNDATED.id) == [2, 2, 2, 1, 0]


def test_moving_an_article_changes_both_stories() -> None:
    library = filled_library()
    library.set_stories({WASHINGTON.id: "chagos"})
    assert takes_of(library, VILNIUS.id, WASHINGTON.id, LONDON.id, PORT_LOUIS.id) == [0, 2, 2, 2]
    assert library.story_of(VILNIUS.id) is None
    assert library.smart_counts().overlooked == 1


def test_an_empty_story_takes_an_article_out() -> None:
    library = filled_library()
    library.set_stories({WASHINGTON.id: "", LONDON.id: "", PORT_LOUIS.id: ""})
    assert takes_of(library, VILNIUS.id, WASHINGTON.id, LONDON.id, PORT_LOUIS.id) == [0, 0, 0, 0]
    assert library.stories() == []
    assert library.smart_counts().overlooked == 0


def test_unknown_articles_make_no_story() -> None:
    library = filled_library()
    library.set_stories({"nobody": "chagos", "noone": "new"})
    assert takes_of(library, LONDON.id) == [1]
    assert [s.id for s in library.stories()] == ["prisoners", "chagos"]


def test_overlooked_articles_come_by_story_the_newest_first() -> None:
    library = filled_library()
    others = [replace(numbered(n), country=c) for n, c in ((-40, "FR"), (-60, "ES"), (-10, "FR"), (-90, "LT"))]
    library.save(others)
    stories = {others[0].id: "b", others[1].id: "b", others[2].id: "a", others[3].id: "a"}
    library.set_stories(stories, dict.fromkeys("ab", Verdict.OVERLOOKED))
    rows = library.find_rows(Selection(is_overlooked=True))
    assert [h.id for h in library.headlines(rows)] == [
        *(others[2].id, others[3].id),  # the story told last, though its first article is the oldest of all
        *(LONDON.id, PORT_LOUIS.id),
        *(others[0].id, others[1].id),
    ]
    assert library.smart_counts().overlooked == 3
    rows = library.find_rows(Selection(is_overlooked=True, country="LT"))
    assert [h.id for h in library.headlines(rows)] == [others[3].id]
    rows = library.find_rows(Selection(is_overlooked=True, words="chagos louis"))
    assert [h.id for h in library.headlines(rows)] == [PORT_LOUIS.id]


def test_a_verdict_stays_until_the_story_is_judged_anew() -> None:
    library = filled_library()
    library.save([replace(LONDON, headline="Lords pass the Chagos bill")])
    assert library.smart_counts().overlooked == 1
    library.set_stories({}, {"chagos": Verdict.TOO_SOON, "prisoners": Verdict.UNKNOWN})
    assert library.smart_counts().overlooked == 0
    assert [s.verdict for s in library.stories()] == [Verdict.UNKNOWN, Verdict.TOO_SOON]


def test_grouping_twice_is_grouping_once() -> None:
    library = filled_library()
    library.set_stories({LONDON.id: "chagos", PORT_LOUIS.id: "chagos"})
    assert takes_of(library, LONDON.id, PORT_LOUIS.id) == [1, 1]
    assert library.smart_counts().overlooked == 1


def test_takes_count_the_articles_of_the_same_strand() -> None:
    library = filled_library()
    library.set_stories(dict.fromkeys((WASHINGTON.id, VILNIUS.id), "chagos"), strands={WASHINGTON.id: 1})
    assert takes_of(library, LONDON.id, PORT_LOUIS.id, VILNIUS.id, WASHINGTON.id) == [2, 2, 2, 0]
    story = library.story_of(WASHINGTON.id)
    assert story is not None
    assert story.beside(WASHINGTON.id) == ()
    assert set(story.beside(LONDON.id)) == {PORT_LOUIS.id, VILNIUS.id}
    library.set_stories({WASHINGTON.id: "chagos"})
    assert takes_of(library, LONDON.id, WASHINGTON.id) == [3, 3]
