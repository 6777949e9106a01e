"""Searching: what finds what, and that nothing typed can break it."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from library_sample import ARTICLES, LONDON, PORT_LOUIS, UNDATED, VILNIUS, WASHINGTON, filled_library, numbered

from termnews.domain.article import Paragraph
from termnews.domain.query import Query, Word
from termnews.domain.selection import Selection
from termnews.library.folding import MAX_WORDS, fold_stored, fold_typed
from termnews.library.search import BATCH, match_expression
from termnews.library.store import Library

LIBRARY = filled_library()


def found(words: str, library: Library = LIBRARY) -> list[str]:
    return [h.id for h in library.headlines(library.find_rows(Selection(words=words)))]


def found_text(words: str, *texts: str) -> list[int]:
    library = Library.in_memory()
    library.save([numbered(-number, text) for number, text in enumerate(texts)])
    wanted = [numbered(-number).id for number in range(len(texts))]
    return [wanted.index(article_id) for article_id in found(words, library)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("chagos", [LONDON, PORT_LOUIS]),
        ("sanctions prisoners", [VILNIUS, WASHINGTON]),  # in a headline; over headline and body
        ("prisoners", [VILNIUS, WASHINGTON]),
        ("potash prisoners envoy", [WASHINGTON]),  # in any order
        ("guardian peers", [LONDON]),  # over outlet and body
        ("CAFE", [VILNIUS]),
        ("café", [VILNIUS]),
        ("treat", [VILNIUS, LONDON, PORT_LOUIS]),  # the last word may be unfinished
        ("treaty mauri", [LONDON, PORT_LOUIS]),
        ("trea mauritius", []),  # only the last
        ("treat mauritius", [LONDON, PORT_LOUIS]),  # but a letter may be missing
        ("notes undated", [UNDATED]),
        ("l'express", [PORT_LOUIS]),
        ("l’express", [PORT_LOUIS]),
        ("99-years", [PORT_LOUIS]),
        ("citadel", [PORT_LOUIS]),  # captions are searched
        ("siege", []),  # alternative texts of pictures are not
        ("rupee few", [PORT_LOUIS]),
        ("elephants", []),
    ],
)
def test_words_find_articles(words: str, expected: list[object]) -> None:
    names = {a.id: a for a in ARTICLES}
    assert [names[i] for i in found(words)] == expected


def test_blank_words_restrict_nothing() -> None:
    assert len(found("")) == len(found("  \t")) == len(ARTICLES)


@pytest.mark.parametrize("words", ['"', "!?", "* ^ -", "()", "\x00", "🔥"])
def test_words_without_letters_find_nothing(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("unicode", "Ünïcödé"),
        ("Ünïcödé", "unicode"),
        ("lodz", "Łódź"),
        ("u\u0308ber", "Über"),
        ("jorgensen", "Jørgensen said"),
        ("strasse", "Hauptstr. und STRASSE"),
        ("straße", "STRASSE"),
        ("athina", "athina"),
        ("αθηνα", "Αθήνα"),
        ("москва", "МОСКВА"),
        ("йод", "ЙОД"),
        ("istanbul", "İstanbul"),
        ("東京", "昨日、東京都で"),
        ("京", "昨日、東京都で"),
        ("都", "昨日、東京都"),
        ("ニュース", "日本語のニュースです"),
        ("ガザ", "パレスチナ自治区ガザ"),
        ("ガザ", "カ\u3099サ\u3099地区"),
        ("AI技術", "最新のAI技術を"),
        ("北京 上海", "从上海到北京的列车"),
        ("서울", "서울에서 열린"),
        ("กรุงเทพ", "ที่กรุงเทพมหานคร"),
        ("كتاب", "قرأت الكتاب أمس"),
        ("مدينة", "في والمدينة القديمة"),
        ("العراق", "العِراق"),
        ("שלום", "שָׁלוֹם"),
        ("हिन्दी", "यह हिन्दी समाचार है"),
        ("ﬁre", "the fire"),
        ("２０２５", "in 2025"),
    ],
)
def test_scripts_and_spellings_meet(words: str, text: str) -> None:
    assert found_text(words, "something else, 別のこと", text) == [1]


@pytest.mark.parametrize(
    ("words", "text"),
    [("京東", "昨日、東京都で"), ("カサ", "パレスチナ自治区ガザ"), ("हिन्दि", "यह हिन्दी समाचार है"), ("cat", "concat")],
)
def test_other_words_do_not_meet(words: str, text: str) -> None:
    assert found_text(words, text) == []


def test_what_is_saved_later_is_found() -> None:
    library = filled_library()
    assert found("elephants", library) == []
    library.save([numbered(number, "Elephants again") for number in range(BATCH * 2 + 3)])
    assert len(found("elephants", library)) == BATCH * 2 + 3


def test_replaced_words_are_forgotten() -> None:
    library = filled_library()
    assert found("peers", library) == [LONDON.id]
    library.save([replace(LONDON, blocks=(Paragraph("Elephants."),)), numbered(1, "peers")])
    assert found("peers", library) == [numbered(1).id]
    assert found("elephants", library) == [LONDON.id]
    library.save([LONDON])
    assert found("elephants", library) == []
    assert found("peers", library) == [numbered(1).id, LONDON.id]


def test_the_index_waits_for_the_first_search() -> None:
    library = filled_library()
    count = "SELECT count(*) FROM article WHERE is_indexed = 1"
    library.find_rows(Selection(country="GB", words=" "))
    assert library._connection.execute(count).fetchone() == (0,)
    library.build_index()
    assert library._connection.execute(count).fetchone() == (len(ARTICLES),)


@pytest.mark.parametrize(
    "words",
    [
        'chagos" OR "prisoners',
        "chagos OR prisoners",
        "chagos NOT bill",
        "headline:chagos",
        "chagos NEAR(bill, 2)",
        "{headline outlet} : chagos",
        "^elephants",
        "'; DROP TABLE article; --",
        "chagos) OR (prisoners",
    ],
)
def test_nothing_typed_is_query_language(words: str) -> None:
    plain = " ".join(fold_typed(words))
    assert found(words) == found(plain)
    assert len(found("")) == len(ARTICLES)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(alphabet="ab \"*^:()-+{}'\\;%_NEAROTD\x00", max_size=40)))
@example("a" * 100_000)
@example("x " * 50_000)
@example("\ud800")
@example('"*')
def test_any_words_can_be_searched_for(words: str) -> None:
    assert set(found(words)) <= {a.id for a in ARTICLES}
    query = Query((Word(words), Word(words, is_negated=True)))
    assert match_expression(query).count('"') == 4 * len(fold_typed(words)) <= 4 * MAX_WORDS


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    typed = fold_typed(text[:200])
    stored = set("".join(c if c.isalnum() or ord(c) > 127 else " " for c in fold_stored(text[:200])).split())
    assert set(typed[:-1]) <= stored
    assert all(any(word.startswith(last) for word in stored) for last in typed[-1:])


def test_a_repeated_word_may_still_be_unfinished_at_the_end() -> None:
    assert fold_typed("a b a") == ["b", "a"]
