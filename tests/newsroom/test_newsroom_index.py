"""The search index agrees with the articles, can be built anew, and stays small."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from termnews.domain.article import body_text
from termnews.domain.selection import Selection
from termnews.library.feeds import Batch
from termnews.library.library_file import open_library_file
from termnews.library.rebuilding import rebuild_index
from termnews.newsroom.opening import library_path, open_library
from termnews.newsroom.settings import Folders


def _fill(folders: Folders) -> list[str]:
    articles = [replace(a, original=None) for a in open_library(is_grouped=False).library.articles()]
    opened = open_library_file(library_path(folders)).library
    assert opened is not None
    with closing(opened) as library:
        library.keep(Batch({a.id: a for a in articles}))
    return [a.headline + body_text(a) for a in articles]


def _find(folders: Folders, words: str) -> int:
    opened = open_library_file(library_path(folders)).library
    assert opened is not None
    with closing(opened) as library:
        return len(library.find_rows(Selection(words=words)))


def test_an_index_that_was_lost_is_built_anew(tmp_path: Path) -> None:
    folders = Folders(*[tmp_path] * 4)
    _fill(folders)
    before = _find(folders, "treaty")
    assert before
    with closing(sqlite3.connect(library_path(folders))) as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        connection.commit()
    assert _find(folders, "treaty") == 0
    opened = open_library_file(library_path(folders)).library
    assert opened is not None
    with closing(opened) as library:
        rebuild_index(library)
    assert _find(folders, "treaty") == before


def test_a_replaced_article_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    folders = Folders(*[tmp_path] * 4)
    _fill(folders)
    opened = open_library_file(library_path(folders)).library
    assert opened is not None
    with closing(opened) as library:
        article = next(library.articles())
        library.keep(Batch({article.id: replace(article, headline="Zyzzogeton again")}))
        assert len(library.find_rows(Selection(words="zyzzogeton"))) == 1
        library.keep(Batch({article.id: replace(article, headline="Something else")}))
        assert len(library.find_rows(Selection(words="zyzzogeton"))) == 0


def test_the_index_costs_at_most_half_of_the_text(tmp_path: Path) -> None:
    folders = Folders(*[tmp_path] * 4)
    text = sum(len(one.encode()) for one in _fill(folders))
    with closing(sqlite3.connect(library_path(folders))) as connection:
        tables = ("search_data", "search_headline_data")
        blocks = sum(
            connection.execute(f"SELECT coalesce(sum(length(block)), 0) FROM {table}").fetchone()[0] for table in tables
        )
    assert blocks <= text / 2, json.dumps({"index": blocks, "text": text})
