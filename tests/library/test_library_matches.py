"""Searches that match thousands of articles: asked of the index once, and found in the order of time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from library_sample import NOON, numbered

from termnews.domain.article import Article
from termnews.domain.selection import Selection
from termnews.library.matches import COMMON, Matches
from termnews.library.search import quick_expression, spell_out
from termnews.library.store import Library

MANY = 3 * COMMON


def _article(number: int) -> Article:
    words = ["common", "even" if number % 2 == 0 else "odd", "side by side" if number % 3 == 0 else "by side side"]
    words += ["zebra", "ẑж"] * (number % 1000 == 7)
    published = None if number % 500 == 3 else NOON - timedelta(minutes=(number * 1237) % MANY)
    country = "GB" if number % 5 else "LT"
    return replace(numbered(number, " ".join(words)), published=published, country=country)


@pytest.fixture(name="library", scope="module")
def _library() -> Library:
    library = Library.in_memory()
    library.save(_article(number) for number in range(MANY))
    library.build_index()
    return library


@pytest.mark.parametrize(
    ("words", "is_match"),
    [
        ("common", lambda n: n >= 0),
        ("comm", lambda n: n >= 0),
        ("c", lambda n: n >= 0),
        ("common even", lambda n: n % 2 == 0),
        ("common -odd", lambda n: n % 2 == 0),
        ("odd country:lt", lambda n: n % 2 and n % 5 == 0),
        ("even -country:lt", lambda n: n % 2 == 0 and n % 5),
        ('"side by side"', lambda n: n % 3 == 0),
        ('common -"side by side"', lambda n: n % 3),
        ("-odd", lambda n: n % 2 == 0),
        ("zeb", lambda n: n % 1000 == 7),
        ("z", lambda n: n % 1000 == 7),
        ("zж", lambda n: n % 1000 == 7),
    ],
)
def test_all_matches_come_in_the_order_of_time(library: Library, words: str, is_match: object) -> None:
    selection = Selection(words=words)
    everything = library.find_rows(Selection())
    ids = {h.id: row for row in everything for h in library.headlines([row])}
    wanted = {ids[_article(number).id] for number in range(MANY) if is_match(number)}  # type: ignore[operator]
    expected = [row for row in everything if row in wanted]
    assert expected
    assert [row for part in library.search.walk(selection) for row in part] == expected
    assert library.find_rows(selection).tolist() == expected
    assert library.find_rows(selection, 7).tolist() == expected[:7]


def test_the_newest_are_there_at_once_where_they_came_first() -> None:
    library = Library.in_memory()
    library.save(numbered(-number, "common") for number in range(MANY))
    everything = library.find_rows(Selection()).tolist()
    assert everything[0] == 1
    walked = library.search.walk(Selection(words="common"))
    first = next(walked)
    assert len(first) >= 100
    assert [*first, *(row for part in walked for row in part)] == everything


def test_what_comes_later_is_known_at_once(library: Library) -> None:
    selection = Selection(words="common country:fr")
    assert not library.find_rows(selection)
    library.save([replace(_article(MANY), country="FR")])
    assert len(library.find_rows(selection)) == 1
    assert len([row for part in library.search.walk(selection) for row in part]) == 1


def test_ranking_ends_when_nobody_wants_it(library: Library) -> None:
    assert library.search.rank_rows(Selection(words="common"), 5)
    assert library.search.rank_rows(Selection(words="common"), 5, lambda: False) == []


def test_few_words_are_spelt_out(library: Library) -> None:
    connection = library._connection
    assert spell_out(connection, '"comm"*') == '"common"'
    assert spell_out(connection, '"nothing"*') == '"nothing"*'
    assert spell_out(connection, '"co"* AND ("zeb"* OR "eve"*)') == '"co"* AND ("zebra" OR "even")'


@pytest.mark.parametrize("expression", ['"ab"*', '"a"', '"ж"*', "", '"a"* AND "b"*'])
def test_only_a_single_letter_is_asked_for_otherwise(expression: str) -> None:
    assert not quick_expression(expression)
    assert '"a0"*' in quick_expression('"a"*')


def test_matches_know_what_they_know() -> None:
    matches = Matches("")
    assert 3 not in matches
    matches.add([9, 7], is_all=False)
    assert (matches.floor, matches.is_whole, matches.count) == (7, False, 2)
    matches.add([2], is_all=True)
    assert (matches.floor, matches.is_whole) == (0, True)
    assert matches.rows() == [2, 7, 9]
    assert matches.pick([9, 8, 2, 100]) == [9, 2]
