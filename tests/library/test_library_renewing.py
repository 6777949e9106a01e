"""A bookmark gets the translation that comes after it, and never loses what the reader wrote."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from termnews.domain.article import Article, Paragraph
from termnews.domain.translation import Translation, apply_translation
from termnews.library.bookmarks import keep_bookmark, load_bookmarks
from termnews.library.renewing import translate_bookmark

NOW = datetime(2025, 12, 12, tzinfo=UTC)
SPANISH = Article("00000000a001", "El mar", "Diario", "PE", NOW, (Paragraph("Uno."), Paragraph("Dos.")), language="es")
OTHER = replace(SPANISH, id="00000000a002", headline="Otra cosa")
HALF = apply_translation(SPANISH, Translation("en", "DeepL", NOW, "The sea", SPANISH.blocks, "not yet"))
WHOLE = apply_translation(SPANISH, Translation("en", "DeepL", NOW, "The sea", (Paragraph("One."), Paragraph("Two."))))


def _kept(folder: Path) -> list[Article]:
    return sorted((b.article for b in load_bookmarks(folder)[0]), key=lambda a: a.id)


def test_the_translation_comes_into_the_file_bit_by_bit(tmp_path: Path) -> None:
    keep_bookmark(tmp_path, SPANISH, NOW)
    keep_bookmark(tmp_path, OTHER, NOW)
    for translated in (HALF, WHOLE):
        assert translate_bookmark(tmp_path, translated)
        assert _kept(tmp_path) == [translated, OTHER]
    assert not translate_bookmark(tmp_path, WHOLE)
    assert not translate_bookmark(tmp_path, HALF)  # less than there is
    assert _kept(tmp_path) == [WHOLE, OTHER]


def test_what_the_reader_changed_stays(tmp_path: Path) -> None:
    path = keep_bookmark(tmp_path, SPANISH, NOW)
    for before, after in (("Dos.", "Dos y medio."), ("---\n\n", "---\n\n\n\n")):
        edited = path.read_text("utf-8").replace(before, after)
        path.write_text(edited, "utf-8")
        assert not translate_bookmark(tmp_path, WHOLE)
        assert path.read_text("utf-8") == edited


def test_there_may_be_no_bookmark(tmp_path: Path) -> None:
    assert not translate_bookmark(tmp_path / "nowhere", WHOLE)
    keep_bookmark(tmp_path, OTHER, NOW)
    assert not translate_bookmark(tmp_path, WHOLE)
    assert not translate_bookmark(tmp_path, OTHER)
