"""Searching with the whole language: filters, phrases, minus, typos, and an index that can be built anew."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_sample import ARTICLES, LONDON, NOON, PORT_LOUIS, UNDATED, VILNIUS, WASHINGTON, filled_library, numbered

from termnews.domain.article import Article, Original, Paragraph, body_text
from termnews.domain.selection import Selection
from termnews.domain.translation import as_published
from termnews.ingest.folders import read_seeds
from termnews.library.forgiving import MOST_SPELLINGS
from termnews.library.matches import COMMON
from termnews.library.rebuilding import compact_index, complete_index, index_some, rebuild_index
from termnews.library.search import BATCH
from termnews.library.store import Library
from termnews.newsroom.settings import load_countries

LIBRARY = filled_library()
LIBRARY.mark_read([LONDON.id, VILNIUS.id], is_read=True)
LIBRARY.mark_bookmarked([PORT_LOUIS.id], is_bookmarked=True)
EVERYTHING = Selection()
NAMES = {a.id: a for a in ARTICLES}


def found(words: str, library: Library = LIBRARY, within: Selection = EVERYTHING) -> list[str]:
    rows = library.find_rows(replace(within, words=words, now=NOON + timedelta(hours=6)))
    return [h.id for h in library.headlines(rows)]


def library_of(*texts: str) -> Library:
    library = Library.in_memory()
    library.save(numbered(-number, text) for number, text in enumerate(texts))
    return library


def found_texts(words: str, *texts: str) -> list[int]:
    ids = [numbered(-number).id for number in range(len(texts))]
    return [ids.index(i) for i in found(words, library_of(*texts))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("country:gb", [LONDON]),
        ("-country:gb -country:lt", [WASHINGTON, PORT_LOUIS, UNDATED]),
        ("country:mauritius treaty", [PORT_LOUIS]),
        ('outlet:"washington post"', [WASHINGTON]),
        ("outlet:guar", [LONDON]),
        ("outlet:guar treaty", []),
        ("outlet:lords", []),
        ("outlet:l'express", [PORT_LOUIS]),
        ("-outlet:guardian treaty", [PORT_LOUIS]),
        ("before:2025-12-02", [PORT_LOUIS]),
        ("after:2025-12-03", [VILNIUS, WASHINGTON]),
        ("after:1d before:2025-12-03", [LONDON]),
        ("-after:2025-12-03", [LONDON, PORT_LOUIS, UNDATED]),
        ("is:read", [VILNIUS, LONDON]),
        ("is:unread treaty", [PORT_LOUIS]),
        ("is:bookmarked", [PORT_LOUIS]),
        ("is:overlooked", [LONDON, PORT_LOUIS]),
        ("-is:overlooked prisoners", [VILNIUS, WASHINGTON]),
        ("takes:>0", [VILNIUS, WASHINGTON, LONDON, PORT_LOUIS]),
        ("takes:0", [UNDATED]),
        ("takes:>=2", []),
        ("lang:fr", [PORT_LOUIS]),
        ("lang:english treaty", [LONDON]),
        ("treaty -lords", [PORT_LOUIS]),
        ("-treaty -prisoners", [UNDATED]),
        ("-treat", list(reversed([UNDATED, PORT_LOUIS, LONDON, WASHINGTON, VILNIUS]))),
        ('"freed prisoners"', [VILNIUS]),
        ('"prisoners freed"', []),
        ('"the treaty in port" country:mu', [PORT_LOUIS]),
        ('"TREATY in pörț', [PORT_LOUIS]),
        ('"washington post"', [WASHINGTON]),
        ('treaty -"lords delay"', [PORT_LOUIS]),
        ('-"chagos treaty" -"chagos bill"', [VILNIUS, WASHINGTON, UNDATED]),
        ("is:nothing treaty", [LONDON, PORT_LOUIS]),
    ],
)
def test_the_language_finds(words: str, expected: list[Article]) -> None:
    assert [NAMES[i] for i in found(words)] == expected


def test_a_query_narrows_a_selection() -> None:
    assert found("treaty", within=Selection(is_overlooked=True, is_unread=True)) == [PORT_LOUIS.id]
    assert found("is:read", within=Selection(is_overlooked=True)) == [LONDON.id]
    assert LIBRARY.unread_ids(Selection(words="treaty")) == [PORT_LOUIS.id]


def test_a_limit_keeps_the_newest() -> None:
    rows = LIBRARY.find_rows(Selection(words="treaty"), 1)
    assert [h.id for h in LIBRARY.headlines(rows)] == [LONDON.id]
    assert len(LIBRARY.find_rows(Selection(), 3)) == 3


def test_common_words_are_found_in_the_same_order() -> None:
    library = Library.in_memory()
    library.save(numbered((n * 37) % COMMON, "Common.") for n in range(COMMON))
    everything = library.find_rows(Selection())
    assert library.find_rows(Selection(words="common")) == everything
    assert library.find_rows(Selection(words="common country:gb"), 5) == everything[:5]
    assert [one.row for one in library.search.rank_rows(Selection(words="common"), 3)] == list(everything[:3])


def test_without_a_moment_the_newest_article_says_what_is_recent() -> None:
    rows = LIBRARY.find_rows(Selection(words="after:1d"))
    assert [h.id for h in LIBRARY.headlines(rows)] == [VILNIUS.id, WASHINGTON.id, LONDON.id]
    assert list(Library.in_memory().find_rows(Selection(words="after:1d"))) == []


def test_what_is_wrong_is_told_and_the_rest_is_found() -> None:
    query = LIBRARY.search.read(Selection(words="treaty contry:gb"))
    assert [p.as_problem().where for p in query.problems] == ["column 8"]
    assert found("treaty contry:gb") == [LONDON.id, PORT_LOUIS.id]


@pytest.mark.parametrize(
    ("words", "texts", "expected"),
    [
        (
            '"climate opinion"',
            ["climate—opinion", "opinion on climate", "the climate’s opinion", "climate opinions"],
            [0],
        ),
        ('"climate opin', ["climate opinion", "opinion, climate"], [0]),
        ('"l\'état"', ["L’Etat, c’est moi", "état l"], [0]),
        ('"東京都"', ["昨日、東京都で", "東京と京都"], [0]),
        ('"東京 大阪"', ["東京、大阪で", "東京と大阪"], [0]),
        ('"الكتاب الجديد"', ["والكتاب الجديدة", "الجديد الكتاب"], [0]),
        ('"one two"', ["ends with one", "one\ttwo"], [1]),
        ('"caf\u00e9 noir"', ["un Café, noir", "cafe au lait noir"], [0]),
    ],
)
def test_phrases_stand_side_by_side(words: str, texts: list[str], expected: list[int]) -> None:
    assert found_texts(words, *texts) == expected


def test_a_phrase_does_not_reach_over_blocks() -> None:
    library = Library.in_memory()
    library.save([replace(numbered(1), blocks=(Paragraph("the end"), Paragraph("begins here")))])
    assert found('"end begins"', library) == []
    assert found('"begins here"', library) == [numbered(1).id]


@pytest.mark.parametrize(
    ("phrase", "is_found"),
    [
        ('"port louis"', True),  # a paragraph
        ('"99 years', True),  # an item of a list
        ('"the citadel"', True),  # a caption
        ('"mauritius counts"', True),  # the headline
        ('"la citadelle"', False),  # the text of a picture
        ('"british perspective"', False),  # a label
        ('"diego garcia"', False),  # the last label
        ('"unicode lodz"', False),  # the byline
        ('"sample desk"', False),  # who made a picture
        ('"p islands"', False),  # what only JSON puts there
    ],
)
def test_phrases_are_looked_for_where_words_are(phrase: str, *, is_found: bool) -> None:
    words = "la citadelle british perspective diego garcia unicode lodz sample desk p islands"
    library = Library.in_memory()
    library.save([replace(PORT_LOUIS, blocks=(*PORT_LOUIS.blocks, *map(Paragraph, words.split())))])
    assert found(phrase, library) == [PORT_LOUIS.id] * is_found


@pytest.mark.parametrize(
    ("words", "texts", "expected"),
    [
        ("priosners", ["freed prisoners", "freed prison", "poisoners"], [0]),
        ("sactions prisners", ["sanctions on prisoners", "sanctions only"], [0]),
        ("sactions priso", ["sanctions on prisoners", "sanctions only"], [0]),  # beside an unfinished word
        ("priosn", ["freed prisoners", "poisoned"], [0]),  # in an unfinished word
        ("sanctoins", ["sanctions", "sanctoins"], [1]),  # what is there needs no forgiving
        ("санкции", ["санкций нет", "слово"], [0]),
        ("vlsa", ["visa", "vista"], []),  # too short
        ("visa lordz", ["visas lords", "visa for lords"], [1]),
        ("2025 lordz", ["2024 lords", "2025 lords"], [1]),
        ("-lordz chagos", ["chagos lords"], [0]),  # nothing is excluded by mistake
        ('"climete opinion"', ["climate opinion"], []),  # exact is exact
        ("form trial", ["from trail", "form"], []),
        ("forms trial", ["form, trail", "forms"], [0]),  # known words are forgiven last
    ],
)
def test_one_typo_is_forgiven_in_longer_words(words: str, texts: list[str], expected: list[int]) -> None:
    assert found_texts(words, *texts) == expected


def test_forgiven_spellings_are_told_and_few() -> None:
    library = library_of(*(f"sanct{letter}ons" for letter in "abcdefghijklm"))
    (word,) = library.search.read(Selection(words="sanctwons")).words
    assert len(word.spellings) == MOST_SPELLINGS
    assert library.search.read(Selection(words="sanctaons")).words[0].spellings == ()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("كتاب", "وكتابهم"),
        ("كتاب", "للكتاب"),
        ("كتاب", "وبالكتاب"),
        ("كتاب قلم", "القلم والكتب والكتابة"),
        ("اقتصاد", "والاقتصادية"),
        ("الكتاب", "الكتابة"),
    ],
)
def test_arabic_is_found_within_its_word(words: str, text: str) -> None:
    assert found_texts(words, "شيء آخر", text) == [1]


def test_original_and_translation_are_found() -> None:
    if not _keeps_originals():
        pytest.skip("originals are not stored yet")
    library = Library.in_memory()
    original = Original("es", "El litio chileno", (Paragraph("Sal y agua."),))
    library.save([replace(LONDON, headline="Chilean lithium", original=original)])
    assert found("litio", library) == found("lithium agua", library) == found("lang:es", library) == [LONDON.id]
    library.save([LONDON])
    assert found("litio", library) == []


def _keeps_originals() -> bool:
    library = Library.in_memory()
    library.save([replace(LONDON, original=Original("es", "x", LONDON.blocks))])
    kept = library.find_article(LONDON.id)
    return bool(kept and kept.original)


def test_the_index_can_be_built_anew() -> None:
    library = filled_library()
    before = found("treaty", library)
    with library._writer.transaction() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    assert found("treaty", library) == []
    rebuild_index(library)
    assert found("treaty", library) == before != []
    assert found("outlet:guardian", library) == [LONDON.id]
    library.save([replace(LONDON, blocks=(Paragraph("Elephants."),))])
    assert found("peers", library) == []


def test_the_index_takes_at_most_half_of_the_text() -> None:
    library = Library.in_memory()
    library.save(ARTICLES)
    library.save(numbered(n, " ".join(f"word{(n * 7 + k * k) % 4000}" for k in range(300))) for n in range(400))
    library.build_index()
    assert _index_share(library) <= 0.5


def test_originals_cost_no_more_than_half_of_their_text_either() -> None:
    sample = read_seeds([Path(__file__).parents[2] / "seeds"], load_countries())
    articles = [article for article in sample if isinstance(article, Article)]
    assert any(article.original for article in articles)
    library = Library.in_memory()
    library.save(articles)
    library.build_index()
    compact_index(library)
    assert _index_share(library) <= 0.5


def _index_share(library: Library) -> float:
    """Return what the index takes of the text with its originals, without what only JSON needs."""
    index = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search%'"
    articles = list(library.articles())
    shown = [article for a in articles for article in (a, as_published(a))[: 1 + bool(a.original)]]
    text = sum(len(part.encode()) for a in shown for part in (a.headline, a.outlet, body_text(a)))
    return float(library._connection.execute(index).fetchone()[0] / text)


def test_an_index_of_one_piece_answers_alike() -> None:
    library = filled_library()
    words = ("treaty", "outlet:washington", "priso", "café", '"freed prisoners"')
    before = [found(w, library) for w in words]
    library.save([numbered(n, "Elephants.") for n in range(50)])
    library.save([replace(numbered(n, "Giraffes."), id=numbered(n).id) for n in range(50)])
    found("x", library)
    compact_index(library)
    assert [found(w, library) for w in words] == before
    assert found("elephants", library) == []
    assert len(found("giraffes", library)) == 50


def test_the_newest_come_first_into_the_index_and_the_rest_when_there_is_time() -> None:
    library = library_of(*(f"Elephant {n}" for n in range(200)))
    assert not index_some(library, 0.0)
    assert found("elephant", library) == []
    asked = iter([True, True, False])
    assert not complete_index(library, lambda: next(asked))
    newest = library.find_rows(Selection(words="elephant"))
    assert sorted(newest) == list(range(200 - 2 * BATCH + 1, 201))
    assert complete_index(library, lambda: True)
    assert len(found("elephant", library)) == 200
    library.save([numbered(1000, "Elephant again")])
    assert len(found("elephant", library)) == 201


PARTS = st.sampled_from(
    [
        "treaty",
        "-",
        '"',
        " ",
        "country:",
        "gb",
        "takes:>",
        "1",
        "is:read",
        "outlet:",
        "after:",
        "7d",
        "é",
        "東京都",
        "ال",
        "lordz",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(), st.lists(PARTS, max_size=12).map("".join)))
def test_nothing_typed_breaks_a_search(words: str) -> None:
    rows = set(LIBRARY.find_rows(Selection(words=words)))
    ranked = LIBRARY.search.rank_rows(Selection(words=words))
    shown = [row for one in ranked for row in (one.row, *one.more)]
    assert len(shown) == len(set(shown))
    assert set(shown) == rows
