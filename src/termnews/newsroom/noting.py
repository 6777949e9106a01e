"""Tags and notes of bookmarks: written into the bookmark's own file, then told; and bookmarks to search in."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from termnews.domain.problems import Problem
from termnews.library.bookmark_notes import clean_tags, write_notes
from termnews.library.bookmarks import decode_bookmark, find_bookmark, keep_bookmark, load_bookmarks
from termnews.newsroom.change import Change
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.undoing import digest_of, pack


def annotate(
    keeper: Keeper, article_id: str, *, tags: Sequence[str] | None = None, note: str | None = None
) -> Change | Problem | None:
    """Set tags or note of a bookmark, None for as they are; return None when they were so before.

    Raises:
        OSError: the file cannot be read or written; nothing is changed.
    """
    path = find_bookmark(keeper.folder, article_id)
    if path is None:
        return Problem(article_id, "no bookmark has this id")
    with keeper.state.together():
        before, after = write_notes(path, decode_bookmark, tags=tags, note=note)
        if before == after:
            return None
        payload = {"id": article_id, "name": path.name, "old": pack(before), "left": digest_of(after)}
        keeper.state.push_undo("note", payload, keeper.clock())
    keeper.renew_tags()
    return Change("note", (article_id,), is_on=True)


def change_tags(tags: Sequence[str], words: Iterable[str]) -> tuple[str, ...]:
    """Return tags after words such as "war", "+war" and "-war"."""
    found = {tag.casefold(): tag for tag in tags}
    for word in words:
        for tag in clean_tags([word.lstrip("+-")]):
            if word.startswith("-"):
                found.pop(tag.casefold(), None)
            else:
                found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def import_bookmarks(path: Path, keeper: Keeper) -> tuple[list[str], list[Problem]]:
    """Keep what a folder or file holds and is not kept yet; return the ids, and what is no bookmark."""
    found, problems = load_bookmarks(path if path.is_dir() else path.parent)
    if not path.is_dir():
        found, problems = [b for b in found if b.path == path], [p for p in problems if p.where == path.name]
    added: list[str] = []
    for bookmark in found:
        if keeper.is_kept(bookmark.article.id):
            continue
        kept = keep_bookmark(keeper.folder, bookmark.article, bookmark.kept or keeper.clock())
        if bookmark.tags or bookmark.note:
            write_notes(kept, decode_bookmark, tags=bookmark.tags, note=bookmark.note)
        keeper.state.push_undo("bookmark", {"id": bookmark.article.id, "is_on": True}, keeper.clock())
        keeper.note_bookmark(bookmark.article.id, is_on=True)
        added.append(bookmark.article.id)
    keeper.renew_tags()
    return added, problems
