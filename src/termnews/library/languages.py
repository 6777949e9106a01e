"""Which articles are in other languages than English."""

from collections.abc import Callable
from datetime import datetime

from termnews.domain.languages import base_language
from termnews.library.rows import encode_time
from termnews.library.store import Library

_UNTRANSLATED = """
    SELECT id, language FROM article WHERE language NOT IN ('', 'en') AND published >= ? ORDER BY published DESC, row
"""
_HAS_UNTRANSLATED = "SELECT EXISTS (SELECT 1 FROM article WHERE language NOT IN ('', 'en'))"


def find_untranslated(library: Library, since: datetime, is_wanted: Callable[[str], bool]) -> list[str]:
    """Return the ids of articles published since a moment that are wholly or partly untranslated, the newest first.

    `is_wanted` is asked of each language code.
    """
    with library._lock:  # noqa: SLF001 -- of the same room; the class is full
        rows = library._connection.execute(_UNTRANSLATED, (encode_time(since),)).fetchall()  # noqa: SLF001 -- as above
    return [article_id for article_id, language in rows if is_wanted(base_language(language))]


def has_untranslated(library: Library) -> bool:
    """Tell whether any article is wholly or partly untranslated."""
    with library._lock:  # noqa: SLF001 -- as above
        return bool(library._connection.execute(_HAS_UNTRANSLATED).fetchone()[0])  # noqa: SLF001 -- as above
