"""Bookmarks in a library of their own, to be listed, searched and read with their tags and notes."""

from collections.abc import Sequence
from dataclasses import replace

from termnews.domain.article import Article, Block, Heading, Paragraph, Quote
from termnews.domain.selection import Selection
from termnews.domain.translation import as_published
from termnews.library.bookmarks import Bookmark
from termnews.library.store import Library
from termnews.newsroom.opening import utc_now


def noted_article(bookmark: Bookmark) -> Article:
    """Return a bookmark's article with tags and note above the text, as it is shown and searched."""
    above: list[Block] = []
    if bookmark.tags:
        above.append(Paragraph("Tags: " + " ".join(f"#{tag}" for tag in bookmark.tags)))
    if bookmark.note:
        above += [Heading("Your note", 3), *(Quote(line) for line in bookmark.note.splitlines() if line.strip())]
    article = bookmark.article
    original = article.original and replace(article.original, blocks=(*above, *article.original.blocks))
    return replace(article, blocks=(*above, *article.blocks), original=original) if above else article


def translated_bookmark(bookmark: Bookmark, known: Article | None) -> Bookmark:
    """Return a bookmark with what is known of its article in translation, where that is of the same text."""
    article = bookmark.article
    if known is None or known.original is None or (article.original and known.language == known.original.language):
        return bookmark
    kept, published = as_published(article), as_published(known)
    if (kept.headline, kept.blocks, kept.language) != (published.headline, published.blocks, published.language):
        return bookmark
    article = replace(
        article, headline=known.headline, blocks=known.blocks, language=known.language, original=known.original
    )
    return replace(bookmark, article=article)


def fill_shelf(shelf: Library, bookmarks: Sequence[Bookmark]) -> None:
    """Make bookmarks, their notes and tags searchable in a library of their own."""
    shelf.save(map(noted_article, bookmarks))
    shelf.mark_bookmarked([b.article.id for b in bookmarks], is_bookmarked=True)
    shelf.search.keep_tags({b.article.id: b.tags for b in bookmarks})


def search_bookmarks(bookmarks: Sequence[Bookmark], words: str) -> list[Bookmark]:
    """Return the bookmarks that match a query, in their order."""
    shelf = Library.in_memory()
    fill_shelf(shelf, bookmarks)
    rows = shelf.find_rows(Selection(words=words, now=utc_now()))
    ids = {headline.id for headline in shelf.headlines(rows)}
    shelf.close()
    return [b for b in bookmarks if b.article.id in ids]
