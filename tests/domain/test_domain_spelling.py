"""Typos: which words are one away, and which name is nearest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termnews.domain.spelling import find_nearest, is_forgivable, one_typo_away, typo_distance


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("prisoners", "prisoners", 0),
        ("priosners", "prisoners", 1),
        ("prisners", "prisoners", 1),
        ("prrisoners", "prisoners", 1),
        ("prisonars", "prisoners", 1),
        ("prisonrse", "prisoners", 2),
        ("belarus", "lithium", 3),
        ("a", "abcd", 3),
        ("", "ab", 2),
    ],
)
def test_typos_are_counted(one: str, other: str, distance: int) -> None:
    assert typo_distance(one, other, 2) == typo_distance(other, one, 2) == distance


@settings(max_examples=200)
@given(st.text("abcx", min_size=5, max_size=9), st.text("abcx", min_size=3, max_size=9))
def test_every_word_one_typo_away_is_yielded_and_no_other(word: str, other: str) -> None:
    near = list(one_typo_away(word))
    assert len(near) == len(set(near))
    assert word not in near
    assert (other in near) == (typo_distance(word, other, 1) == 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("саннкции", "санкции"), ("ειρηνη", "ειρηνηs"), ("пирсонеры", "присонеры"), ("اقتصد", "اقتصاد")],
)
def test_other_alphabets_have_typos_too(typed: str, meant: str) -> None:
    assert (meant in one_typo_away(typed)) == (not meant.endswith("s"))


def test_a_short_word_may_only_lack_a_letter() -> None:
    near = set(one_typo_away("visa"))
    assert "visas" in near
    assert near.isdisjoint({"vias", "vis", "vista"[:4], "visit"[:4]})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("visa", True),
        ("lords", True),
        ("cat", False),
        ("2025", False),
        ("cop30x", False),
        ("a" * 40, False),
        ("हिन्दि", False),
    ],
)
def test_only_words_of_letters_are_forgiven(word: str, *, expected: bool) -> None:
    assert is_forgivable(word) == expected


def test_the_nearest_name_is_found_and_nothing_far() -> None:
    assert find_nearest("contry", ["outlet", "country"]) == "country"
    assert find_nearest("xx", ["us", "uk"]) == ""
    assert find_nearest("headline", ["country", "lang"]) == ""
    assert find_nearest("x", []) == ""
