"""What is listed in the pane of headlines: a selection, or a search of it that gets better while it is looked at."""

import asyncio
from array import array
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.message import Message
from textual.messages import Update
from textual.widgets import Static

from termnews.domain.place import Countries
from termnews.domain.selection import Selection
from termnews.library.store import Library
from termnews.ui.widgets.article_list import ArticleList, Marks
from termnews.ui.widgets.pane import Pane
from termnews.ui.widgets.prompt import Prompt

if TYPE_CHECKING:  # not needed before a search
    from termnews.domain.query import Query
    from termnews.newsroom.searching import Found

SEARCH_HINT = 'search: words, "a phrase", -without, country:fr after:7d'
_PATIENCE = 0.05
"""Seconds without a key before the best matches are looked for: a search for half a word would be in the way."""


class ListingPane(Pane):
    """Shows the articles of `selection`; the answer to a search that is no longer asked is dropped."""

    @dataclass
    class Sought(Message):
        """Another search is on, or none."""

        query: "Query | None"

    @dataclass
    class Bettered(Message):
        """More is known of a search."""

        found: "Found"
        number: int
        """Which search it was, counted from the first."""

    def __init__(self, library: Library, countries: Countries, now: datetime) -> None:
        """Make a pane that lists articles of a library, with ages as of `now`."""
        super().__init__(id="articles")
        self._library = library
        self._number = 0
        self._query: Query | None = None
        self.selection = Selection()
        self.name_shown = "All countries"
        self.list = ArticleList(library.headlines, countries, now, id="articles-list")

    def compose(self) -> ComposeResult:
        """Yield the list, and what stands there when it is empty."""
        yield self.list
        yield Static(id="empty", markup=False)

    def on_unmount(self) -> None:
        """Let a search that is under way end."""
        self._number += 1

    @property
    def body(self) -> ArticleList:
        """The list."""
        return self.list

    def preview(self) -> None:
        """Say what the cursor stands on, when there is anything."""
        raise NotImplementedError

    def preview_soon(self) -> None:
        """Say what the cursor stands on once that has been so for a moment."""
        raise NotImplementedError

    def empty_words(self) -> str:
        """Return what stands in the place of an empty list."""
        raise NotImplementedError

    def show(self, selection: Selection, name: str, article_id: str = "") -> None:
        """List a selection, with the cursor on an article of it when it is there."""
        self.selection, self.name_shown = selection, name
        self._number += 1
        if selection.is_search:
            from termnews.newsroom.searching import find_soon  # noqa: PLC0415 - not needed before a search

            found = find_soon(self._library, selection)
            self._show_found(found, article_id)
            better = partial(self._find_better, found, self._number)
            self.run_worker(better, thread=True, exclusive=True, group="search")
        else:
            rows = self._library.find_rows(selection)
            self._list(rows, Marks(), article_id)
            self._say_title([str(len(rows))])
        self.call_after_refresh(self._say_sought)  # marks in the text can wait for the list

    def _find_better(self, soon: "Found", number: int) -> None:
        from termnews.newsroom.searching import find_better  # noqa: PLC0415 - as above

        sleep(_PATIENCE)
        for found in find_better(self._library, soon, lambda: number == self._number):
            self.post_message(self.Bettered(found, number))

    def on_listing_pane_bettered(self, event: Bettered) -> None:
        """Show what is known now, with the cursor on its article when it was moved, and on the best one otherwise."""
        event.stop()
        if event.number != self._number:
            return
        current = self.list.current if self.list.cursor else None
        self._show_found(event.found, current.id if current else "")
        if current is None and self.has_focus_within:
            self.preview()

    def _show_found(self, found: "Found", article_id: str) -> None:
        self._query = found.query
        self._list(found.rows, Marks(found.query, found.more), article_id)
        if not found.rows and not found.is_whole:
            self.query_one("#empty", Static).update("Searching …")
        details = [f"{len(found.rows)}{'' if found.is_whole or not found.rows else '+'}"]
        spelt = next((word.spellings for word in found.query.words if word.spellings), ())
        if found.is_ranked and not spelt:
            details.append("best first")
        for prompt in self.query(Prompt):
            prompt.point_at(found.query.problems)
        if found.query.problems:
            self.show_title(found.query.problems[0].as_problem().why)
        else:
            self._say_title(details, ", ".join(spelt[:2]))

    def _list(self, rows: "array[int]", marks: Marks, article_id: str) -> None:
        search = self._library.search
        marks = replace(marks, muted=search.muted, alerted=search.alerted)
        row = self._library.find_row(article_id) if article_id else None
        folded = self._library.copies.fold(rows)
        self.list.show_rows(folded, row, names_country=not self.selection.country, marks=marks)
        self.set_class(not rows, "-empty")
        if not rows:
            self.query_one("#empty", Static).update(self.empty_words())

    def _say_title(self, details: list[str], spelt: str = "") -> None:
        words = self.selection.words
        if muted := self._library.search.count_muted(self.selection):
            details.append(f"{muted} muted{' shown' if self.selection.shows_muted else ''}")
        name = f"“{words}” {f'as {spelt}' if spelt else f'in {self.name_shown}'}" if words else self.name_shown
        self.show_title(name, " · ".join(details))

    def _say_sought(self) -> None:
        if not self.selection.is_search:
            self._query = None
            for prompt in self.query(Prompt):
                prompt.point_at(())
        self.post_message(self.Sought(self._query))

    def follow(self, article_id: str) -> bool:
        """Put the cursor on an article; False when it is not in the list."""
        row = self._library.find_row(article_id)
        index = self.list.find_index(row) if row is not None else None
        if index is None:
            return False
        self.list.move_to(index)
        return True

    async def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Search as the words are typed; what was typed and what was found are drawn at once."""
        event.stop()
        with self.app.batch_update():
            self.show(replace(self.selection, words=event.text.strip()), self.name_shown)
            self.preview_soon()
            await asyncio.sleep(0)  # the screen is about to draw the line that was typed into, alone
        for widget in (self, self.list) if self.is_attached else ():
            self.screen.post_message(Update(widget))

    def leave(self) -> bool:
        """Show the whole list again; False when nothing was searched."""
        was_searching = bool(self.selection.words) or bool(self.query(Prompt))
        current = self.list.current
        self.end_prompt()
        if was_searching:
            self.show(replace(self.selection, words=""), self.name_shown, current.id if current else "")
        return was_searching

    def action_search(self) -> None:
        """Ask for words to search for."""
        self.ask(SEARCH_HINT, self.selection.words)
