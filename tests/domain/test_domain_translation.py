"""Articles in translation: applied and taken back, side by side, and kept in Markdown with both texts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.article import Article, Block, Caption, Heading, ListItem, Original, Paragraph, Picture, Quote
from termnews.domain.cleaning import clean_article
from termnews.domain.languages import language_name
from termnews.domain.markdown import ArticleFile, parse_markdown, write_markdown
from termnews.domain.translation import (
    Pair,
    Translation,
    apply_translation,
    as_published,
    is_aligned,
    side_by_side,
    texts_of,
    with_texts,
)

AT = datetime(2025, 12, 12, 9, 30, tzinfo=UTC)
SPANISH = Article(
    id="a1b2c3d4e5f6",
    headline="Hablan en Vilna",
    outlet="Sample Desk, Madrid",
    country="ES",
    published=AT,
    blocks=(
        Picture("Vista de"),
        Caption("Vista de Vilna.", "EFE"),
        Heading("Ayer", 3),
        Paragraph("Uno."),
        Quote("Dos."),
    ),
    labels=("A View",),
    language="es",
)
ENGLISH = Translation(
    "en",
    "DeepL",
    AT,
    "They talk in Vilnius",
    (
        Picture("Vista de"),
        Caption("View of Vilnius.", "EFE"),
        Heading("Yesterday", 3),
        Paragraph("One."),
        Quote("Two."),
    ),
)
WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["<!-- original -->", "<!-- caption -->", "---", "# a", "", "original_language: es"]),
)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, WORDS),
    st.builds(Heading, WORDS, st.integers(1, 6)),
    st.builds(Quote, WORDS),
    st.builds(ListItem, WORDS),
    st.builds(Picture, WORDS),
    st.builds(Caption, WORDS, WORDS),
)
BODIES = st.lists(BLOCKS, max_size=4).map(tuple)
ORIGINALS = st.builds(Original, WORDS, WORDS, BODIES, WORDS, st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))))


def test_a_translation_is_applied_and_taken_back() -> None:
    read = apply_translation(SPANISH, ENGLISH)
    assert (read.headline, read.language, read.blocks) == ("They talk in Vilnius", "en", ENGLISH.blocks)
    assert (read.id, read.labels, read.published) == (SPANISH.id, SPANISH.labels, SPANISH.published)
    assert read.original == Original("es", SPANISH.headline, SPANISH.blocks, "DeepL", AT)
    assert as_published(read) == SPANISH
    assert as_published(SPANISH) is SPANISH


def test_a_second_translation_is_of_the_original() -> None:
    other = replace(ENGLISH, backend="Argos", headline="Talks in Vilnius")
    assert as_published(apply_translation(apply_translation(SPANISH, ENGLISH), other)) == SPANISH


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        ENGLISH.blocks[:-1],
        ENGLISH.blocks[::-1],
        (*ENGLISH.blocks[:2], Heading("Yesterday", 2), *ENGLISH.blocks[3:]),
    ],
)
def test_a_translation_of_something_else_is_refused(blocks: tuple[Block, ...]) -> None:
    assert not is_aligned(SPANISH.blocks, blocks)
    with pytest.raises(ValueError, match="not a translation"):
        apply_translation(SPANISH, replace(ENGLISH, blocks=blocks))


def test_texts_go_out_and_come_back() -> None:
    assert texts_of(SPANISH) == ("Hablan en Vilna", "Vista de Vilna.", "Ayer", "Uno.", "Dos.")
    assert with_texts(SPANISH, texts_of(SPANISH)) == (SPANISH.headline, SPANISH.blocks)
    texts = ["They talk in Vilnius", "View of Vilnius.", "Yesterday", "One.", "Two."]
    assert with_texts(SPANISH, texts) == (ENGLISH.headline, ENGLISH.blocks)
    with pytest.raises(ValueError, match="one text for each part"):
        with_texts(SPANISH, texts[:-1])


def test_both_texts_stand_side_by_side() -> None:
    assert list(side_by_side(SPANISH)) == []
    pairs = list(side_by_side(apply_translation(SPANISH, ENGLISH)))
    assert pairs[0].is_same
    assert pairs[3:] == [Pair(Paragraph("Uno."), Paragraph("One.")), Pair(Quote("Dos."), Quote("Two."))]
    edited = replace(apply_translation(SPANISH, ENGLISH), blocks=ENGLISH.blocks[:4])
    assert list(side_by_side(edited))[-1] == Pair(Quote("Dos."), Paragraph(""))


def test_languages_have_names() -> None:
    assert [language_name(code) for code in ("es", "fa", "zh", "xx")] == ["Spanish", "Persian", "Chinese", "xx"]


def test_a_bookmark_keeps_both_texts() -> None:
    read = apply_translation(SPANISH, ENGLISH)
    text = write_markdown(read, {"bookmarked": "2025-12-12"})
    assert parse_markdown(text) == ArticleFile(read, {"bookmarked": "2025-12-12"})
    front, _, body = text.partition("---\n\n")
    assert 'original_language: "es"\noriginal_headline: "Hablan en Vilna"\ntranslator: "DeepL"' in front
    assert body.index("One.") < body.index("\n<!-- original -->\n") < body.index("Uno.")


@given(original=ORIGINALS, headline=WORDS, blocks=BODIES)
def test_any_original_is_read_back(original: Original, headline: str, blocks: tuple[Block, ...]) -> None:
    article = Article("1", headline, "", "", None, blocks, original=original)
    found = parse_markdown(write_markdown(article))
    assert isinstance(found, ArticleFile)
    assert found.article == article


def test_an_original_s_fields_are_the_article_s_own() -> None:
    with pytest.raises(ValueError, match="extra field"):
        write_markdown(SPANISH, {"original_language": "es"})


def test_an_original_written_by_hand() -> None:
    text = (
        "---\nheadline: Talks\noriginal_language: es\noriginal_headline: Hablan\n---\nOne.\n  <!-- original -->\nUno.\n"
    )
    found = parse_markdown(text)
    assert isinstance(found, ArticleFile)
    assert found.article.original == Original("es", "Hablan", (Paragraph("Uno."),))
    assert found.article.blocks == (Paragraph("One."),)
    without = parse_markdown(text.replace("original_language: es\n", ""))
    assert isinstance(without, ArticleFile)
    assert without.article.original is None


def test_originals_are_cleaned_too() -> None:
    dirty = Original("es\x1b[31m", "Ho\x07la", (Paragraph("a\u202eb"), Picture("x\x00y")), "D\x1b[0meepL", AT)
    article = clean_article(replace(SPANISH, original=dirty))
    assert article.original == Original("es", "Hola", (Paragraph("ab"), Picture("xy")), "DeepL", AT)
    assert clean_article(article) == article
