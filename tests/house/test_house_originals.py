"""The sample edition can be read in the languages of its countries, part for part."""

from functools import cache
from pathlib import Path

from house_source import ROOT

from termnews.domain.article import Article, Caption, Original, Picture, body_text
from termnews.domain.languages import language_name
from termnews.domain.translation import as_published, is_aligned, texts_of
from termnews.ingest.folders import read_seeds
from termnews.newsroom.settings import load_countries

SEEDS = ROOT / "seeds"
LEAST, MOST_GROWTH = 12, 2.2
SCRIPTS = {
    "ar": "\u0600-\u06ff",
    "ja": "\u3040-\u9fff",
    "ru": "\u0400-\u04ff",
    "uk": "\u0400-\u04ff",
    "zh": "\u4e00-\u9fff",
}


@cache
def _translated() -> tuple[tuple[Article, Original], ...]:
    found = read_seeds([Path(SEEDS)], load_countries())
    return tuple((a, a.original) for a in found if isinstance(a, Article) and a.original)


def test_there_are_enough_languages() -> None:
    languages = [original.language for _, original in _translated()]
    assert len(languages) >= LEAST
    assert len(set(languages)) >= LEAST
    assert {"ar", "es", "fr", "ja", "lt", "uk"} <= set(languages)
    assert all(language_name(language) != language for language in languages)


def test_originals_match_their_translations_part_for_part() -> None:
    assert [a.headline for a, o in _translated() if not is_aligned(a.blocks, o.blocks)] == []
    for article, _ in _translated():
        for text, translation in zip(texts_of(as_published(article)), texts_of(article), strict=True):
            assert text != translation
            assert text
            assert len(translation) < 4 * len(text)
            assert len(text) < MOST_GROWTH * len(translation)


def test_captions_begin_with_the_words_of_their_pictures() -> None:
    """Which stand there as the outlet published them, cut off."""
    for _, original in _translated():
        for picture, caption in zip(original.blocks, original.blocks[1:], strict=False):
            if isinstance(picture, Picture):
                assert isinstance(caption, Caption)
                assert caption.text.startswith(picture.alt)


def test_originals_are_in_their_script() -> None:
    for article, original in _translated():
        first, _, last = SCRIPTS.get(original.language, "a-\u024f").partition("-")
        letters = [c for c in body_text(as_published(article)) if c.isalpha()]
        assert sum(first <= c <= last or c < "a" for c in letters) > 0.9 * len(letters), article.headline
