"""The language of a search: what is meant, what is not, and that any text is a query."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from termnews.domain.place import parse_countries
from termnews.domain.query import (
    ByOutlet,
    Condition,
    Filter,
    HasTakes,
    InCountry,
    InLanguage,
    PublishedBefore,
    PublishedSince,
    Query,
    QueryProblem,
    Standing,
    Word,
)
from termnews.domain.query_parse import FILTERS, LONGEST_QUERY, MOST_PARTS, OTHER_NAMES, parse_query
from termnews.domain.selection import Selection

COUNTRIES = parse_countries(
    "iso2,name,demonym,region,latitude,longitude,flag,capital\n"
    "FR,France,French,Europe,46,2,🇫🇷,Paris\n"
    "GB,United Kingdom,British,Europe,54,-2,🇬🇧,London\n"
    "CI,Côte d'Ivoire,Ivorian,Africa,8,-5,🇨🇮,Yamoussoukro\n"
)
NOW = datetime(2025, 12, 13, 15, 30, tzinfo=UTC)


def read(text: str) -> Query:
    return parse_query(text, COUNTRIES, NOW)


def condition(text: str) -> Condition:
    query = read(text + " x")
    assert query.is_sound, query.problems
    (found,) = query.filters
    return found.condition


def problem(text: str) -> QueryProblem:
    (found,) = read(text).problems
    return found


def test_words_stand_in_their_order_and_the_last_is_open() -> None:
    assert read(" sanctions  prisoners ").words == (Word("sanctions"), Word("prisoners", is_open=True))
    assert read("prisoners country:fr").words == (Word("prisoners"),)


def test_phrases_are_whole_and_one_left_open_ends_at_the_end() -> None:
    assert read('"climate opinion" court').words[0] == Word("climate opinion", is_phrase=True)
    assert read('court "climate opin').words[1] == Word("climate opin", is_phrase=True, is_open=True)
    assert read("„climate opinion“").words == read("«climate opinion»").words == read('"climate opinion"').words
    assert read('treaty"climate opinion"').words == (Word("treaty"), Word("climate opinion", is_phrase=True))


def test_a_minus_excludes_what_it_stands_before() -> None:
    query = read('-lords -"new zealand" -country:fr chagos - x-ray')
    assert query.unwanted == (Word("lords", is_negated=True), Word("new zealand", is_phrase=True, is_negated=True))
    assert query.wanted == (Word("chagos"), Word("x-ray", is_open=True))
    assert query.filters == (Filter(InCountry("FR"), is_negated=True),)
    assert not read("chagos -lor").words[1].is_open


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("country:fr", InCountry("FR")),
        ("country:GB", InCountry("GB")),
        ("COUNTRY:france", InCountry("FR")),
        ('country:"united kingdom"', InCountry("GB")),
        ("country:uk", InCountry("GB")),
        ("country:“côte d’ivoire”", InCountry("CI")),
        ('outlet:"Le Monde"', ByOutlet("Le Monde")),
        ("outlet:15min", ByOutlet("15min")),
        ("before:2025-12-01", PublishedBefore(datetime(2025, 12, 1, tzinfo=UTC))),
        ("before:2025", PublishedBefore(datetime(2025, 1, 1, tzinfo=UTC))),
        ("after:2025-11", PublishedSince(datetime(2025, 11, 1, tzinfo=UTC))),
        ("after:7d", PublishedSince(datetime(2025, 12, 6, tzinfo=UTC))),
        ("after:2w", PublishedSince(datetime(2025, 11, 29, tzinfo=UTC))),
        ("after:12h", PublishedSince(datetime(2025, 12, 13, 3, 30, tzinfo=UTC))),
        ("after:3m", PublishedSince(datetime(2025, 9, 14, tzinfo=UTC))),
        ("before:1y", PublishedBefore(datetime(2024, 12, 13, tzinfo=UTC))),
        ("after:today", PublishedSince(datetime(2025, 12, 13, tzinfo=UTC))),
        ("before:yesterday", PublishedBefore(datetime(2025, 12, 12, tzinfo=UTC))),
        ("is:unread", Standing.UNREAD),
        ("is:read", Standing.READ),
        ("is:Bookmarked", Standing.BOOKMARKED),
        ("is:overlooked", Standing.OVERLOOKED),
        ("takes:>3", HasTakes(">", 3)),
        ("takes:<=2", HasTakes("<=", 2)),
        ("takes:0", HasTakes("=", 0)),
        ("lang:es", InLanguage("es")),
        ("lang:pt-BR", InLanguage("pt")),
        ("lang:Spanish", InLanguage("es")),
    ],
)
def test_filters_are_read(text: str, expected: Condition) -> None:
    assert condition(text) == expected


def test_only_the_last_outlet_may_be_unfinished() -> None:
    assert read("x outlet:guard").filters[0].condition == ByOutlet("guard", is_open=True)


@pytest.mark.parametrize(
    ("text", "start", "end", "nearest"),
    [
        ("chagos country:frnace", 15, 21, "France"),
        ('-country:"untied kingdom"', 9, 25, '"United Kingdom"'),
        ("country:zz", 8, 10, ""),
        ("x contry:fr", 2, 9, "country:"),
        ("since:7d x", 0, 6, "after:"),
        ("country: x", 0, 8, ""),
        ('outlet:"" x', 0, 9, ""),
        ("outlet:?", 7, 8, ""),
        ("is:unred", 3, 8, "unread"),
        ("is:new", 3, 6, ""),
        ("before:2025-13-01", 7, 17, ""),
        ("before:yesterdya", 7, 16, "yesterday"),
        ("after:9999y", 6, 11, ""),
        ("takes:many", 6, 10, ""),
        ("lang:spansh", 5, 11, "spanish"),
    ],
)
def test_a_problem_points_at_its_place(text: str, start: int, end: int, nearest: str) -> None:
    found = problem(text)
    assert (found.start, found.end, found.nearest) == (start, end, nearest)
    assert not read(text).is_sound
    told = found.as_problem()
    assert told.where == f"column {start + 1}"
    assert told.why.endswith(f"did you mean {nearest}?") == bool(nearest)


def test_what_is_understood_beside_a_problem_still_counts() -> None:
    query = read("chagos contry:fr -bill is:read takes:x")
    assert [word.text for word in query.words] == ["chagos", "bill"]
    assert query.filters == (Filter(Standing.READ),)
    assert len(query.problems) == 2


@pytest.mark.parametrize("text", ["10:30", "headline:chagos", "https://example.org", "Gaza: what next", "x:y", "a::b"])
def test_a_colon_makes_no_filter_by_itself(text: str) -> None:
    query = read(text)
    assert query.is_sound
    assert not query.filters
    assert " ".join(word.text for word in query.words) == text


def test_quotes_behind_a_name_that_is_no_filter_make_a_phrase() -> None:
    assert read('gaza:"what next" x').words[0] == Word("gaza what next", is_phrase=True)


@pytest.mark.parametrize("text", ["", "  ", '"', '""', "-", '-"', "?! *", "🔥"])
def test_text_without_a_word_asks_for_nothing(text: str) -> None:
    assert read(text) == Query()


def test_other_programs_names_lead_to_ours() -> None:
    assert set(OTHER_NAMES.values()) <= set(FILTERS)
    assert OTHER_NAMES.keys().isdisjoint(FILTERS)


def test_a_selection_is_the_same_at_any_time() -> None:
    assert Selection(words="x", now=NOW) == Selection(words="x")


TOKENS = st.sampled_from(
    [
        *(f"{name}:" for name in FILTERS),
        "-",
        '"',
        "“",
        " ",
        "fr",
        "is:unread",
        "9999y",
        "2025-12-01",
        "0000",
        ">3",
        "é",
        "東",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), st.lists(TOKENS, max_size=30).map("".join)), st.datetimes(timezones=st.just(UTC)))
@example("a" * 100_000, NOW)
@example('"' * 5_000, NOW)
@example("-" * 5_000 + "a:" * 5_000, NOW)
@example("after:1d before:yesterday after:9999h", datetime.min.replace(tzinfo=UTC))
@example("after:٧d takes:٣ before:²025", NOW)
@example("\ud800:\udfff country:\x00", NOW)
def test_any_text_is_a_query(text: str, now: datetime) -> None:
    query = parse_query(text, COUNTRIES, now)
    assert len(query.words) + len(query.filters) + len(query.problems) <= MOST_PARTS
    for found in query.problems:
        assert 0 <= found.start < found.end <= min(len(text), LONGEST_QUERY)
        assert found.as_problem().why
    for word in query.words:
        assert word.text in text or word.is_phrase
        assert not (word.is_open and word.is_negated)
    assert hash(query) == hash(parse_query(text, COUNTRIES, now))


def test_a_star_leaves_a_word_unfinished_wherever_it_stands() -> None:
    assert read("treat* chagos bill").words == (Word("treat", is_open=True), Word("chagos"), Word("bill", is_open=True))
    assert read("-treat* bill").words[0] == Word("treat", is_negated=True)
    assert read("* **").words == ()
