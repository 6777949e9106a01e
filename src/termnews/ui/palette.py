"""The commands of the registry, for Textual's command palette."""

from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from inspect import unwrap
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.css.query import NoMatches
from textual.errors import NoWidget
from textual.events import Click

from termnews.ui.commands import Command, active_commands, show_keys


class _Found(CommandList):
    """The commands found; Textual fails at a click on one that has just gone."""

    async def _on_click(self, event: Click) -> None:
        event.prevent_default()  # or Textual's own runs after this one
        with suppress(IndexError):
            await super()._on_click(event)


class Palette(CommandPalette):
    """The palette over the registry."""

    def compose(self) -> ComposeResult:
        """Yield what Textual's has, with a list of our own."""
        for widget in super().compose():
            yield _Found() if type(widget) is CommandList else widget

    def _action_command_list(self, action: str) -> None:
        """Move in the list; Textual fails where the list has just become shorter than the place it marks."""
        with suppress(KeyError):
            super()._action_command_list(action)

    # What still looks for commands when the palette has been left finds its list gone.

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)  # noqa: SLF001 - its parent's
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(NoMatches):
            await unwrap(CommandPalette._gather_commands)(self, search_value)  # noqa: SLF001 - likewise

    def _refresh_command_list(self, *arguments: Any) -> None:  # noqa: ANN401 - as they come
        with suppress(NoMatches):
            super()._refresh_command_list(*arguments)

    def _watch__list_visible(self) -> None:
        with suppress(NoMatches):
            super()._watch__list_visible()

    async def _watch__show_busy(self) -> None:
        with suppress(NoMatches):
            await super()._watch__show_busy()

    def _on_click(self, event: Click) -> None:  # type: ignore[override] # as in Textual's own
        """Take a click outside for leaving; Textual fails at one where the window has just become smaller."""
        event.prevent_default()  # or Textual's own runs after this one
        with suppress(NoWidget):
            if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
                self._cancel_gather_commands()
                self.dismiss()


class RegistryProvider(Provider):
    """Finds commands by the words of their label and help."""

    def _title(self, command: Command) -> str:
        return f"{command.label}  ·  {show_keys(command)}"

    async def _run(self, command: Command) -> None:
        await self.screen.run_action(command.action)

    async def discover(self) -> Hits:
        """Offer every command before anything is typed."""
        for command in _offered():
            yield DiscoveryHit(Content(self._title(command)), partial(self._run, command), command.label, command.help)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Offer the commands that match what is typed."""
        matcher = self.matcher(query)
        for command in _offered():
            if (score := matcher.match(f"{command.label} {command.help}")) > 0:
                title = Content(self._title(command))
                yield Hit(score, title, partial(self._run, command), command.label, command.help)


def _offered() -> list[Command]:
    return [command for command in active_commands() if command.is_in_palette]
