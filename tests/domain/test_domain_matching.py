"""Matches in a text: whatever is found is marked, in any script, where it stands."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termnews.domain.matching import find_spans
from termnews.domain.place import Countries
from termnews.domain.query import Query, Word
from termnews.domain.query_parse import parse_query

NOW = datetime(2025, 12, 13, tzinfo=UTC)


def marked(text: str, query: str) -> list[str]:
    spans = find_spans(text, parse_query(query, Countries(()), NOW))
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Belarus frees prisoners after sanctions talks", "sanctions prisoners", ["prisoners", "sanctions"]),
        ("Prisoners, prisoner, imprisoned", "prisoner", ["Prisoner", "prisoner"]),
        ("Prisoners, prisoner, imprisoned", "prisoner is:read", ["prisoner"]),
        ("The ICJ climate—opinion of July", '"climate opinion" icj', ["ICJ", "climate—opinion"]),
        ("climate of opinion", '"climate opinion"', []),
        ("Chagos Lords", "chagos -lords", ["Chagos"]),
        ("Ünïcödé in Łódź", "unicode lodz", ["Ünïcödé", "Łódź"]),
        ("u\u0308ber alles", "über x", ["u\u0308ber"]),
        ("STRASSE und Straße, Æsop", "straße aesop", ["STRASSE", "Straße", "Æsop"]),
        ("Αθήνα και Αθήνας", "αθηνα", ["Αθήνα", "Αθήνα"]),
        ("L’Express of Port Louis", "l'express", ["L", "Express"]),
        ("昨日、東京都で", "東京", ["東京"]),
        ("東京都", "東京 京都", ["東京都"]),
        ("カ\u3099サ\u3099地区", "ガザ", ["カ\u3099サ\u3099"]),
        ("最新のAI技術を", "ai技術", ["AI技術"]),
        ("قرأت وكتابهم أمس", "كتاب", ["كتاب"]),
        ("العِراق اليوم", "عراق", ["عِراق"]),
        ("한글 뉴스", "한글", ["한글"]),
        ("ﬁre in the hall", "fire", ["ﬁre"]),
        ("nothing here", "elephants", []),
        ("", "x", []),
        ("a.b (c) [d] $^", "[d] (c) $^", ["c", "d"]),
    ],
)
def test_matches_are_marked(text: str, query: str, expected: list[str]) -> None:
    joined = marked(text, query)
    assert joined == expected or "".join(joined) == "".join(expected)


def test_forgiven_spellings_are_marked() -> None:
    query = Query((Word("priosners", is_open=True, spellings=("prisoners", "prisoner")),))
    assert find_spans("Belarus frees prisoners", query) == [(14, 23)]


def test_a_query_without_words_marks_nothing() -> None:
    assert find_spans("text", Query()) == []


@settings(max_examples=400, deadline=None)
@given(st.text(), st.text())
def test_spans_are_in_order_within_the_text(text: str, query: str) -> None:
    spans = find_spans(text, parse_query(query, Countries(()), NOW))
    ends = [0, *(place for span in spans for place in span)]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text)
    assert all(start < end for start, end in spans)


WORDS = st.text("abcéßł東京الб", min_size=1, max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_a_text_holds_its_own_phrases(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    phrase = " ".join(words[first : data.draw(st.integers(first + 1, len(words)))])
    text = " — ".join(words)
    assert any(phrase in found.replace(" — ", " ") for found in marked(text, f'"{phrase}"'))
