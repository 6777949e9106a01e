"""A pane whose text has pictures, which the reader can put away."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from termnews.domain.place import Countries
from termnews.newsroom.settings import find_folders
from termnews.ui.messages import SettingAsked
from termnews.ui.widgets.pane import Pane
from termnews.ui.widgets.reader import Reader

if TYPE_CHECKING:
    from termnews.newsroom.config import Config
    from termnews.ui.drawing import Draughtsman

SETTING, ON, OFF = "pictures", "on", "off"
"""What the choice is kept as."""


class PicturedPane(Pane):
    """Knows how the terminal draws pictures, and whether they are wanted."""

    def __init__(self, countries: Countries, *, id: str) -> None:  # noqa: A002 - Textual's own word
        """Make a pane that shows captions alone."""
        super().__init__(id=id)
        self.reader = Reader(countries, id="reader")
        self.environment: Mapping[str, str] = {}
        self.settings: Config | None = None
        self.has_pictures = False

    def show_pictures(
        self, environment: Mapping[str, str], choice: str | None, settings: "Config | None" = None
    ) -> None:
        """Show pictures as a terminal can, unless the choice that was kept is against it."""
        self.environment, self.settings = environment, settings
        self.has_pictures = choice != OFF
        self._choose()

    def draw_like(self, other: "PicturedPane") -> None:
        """Show pictures as another pane does."""
        self.show_pictures(other.environment, ON if other.has_pictures else OFF, other.settings)

    def _choose(self) -> None:
        if not self.has_pictures:
            self.reader.set_draughtsman(None)
            return
        self.reader.set_draughtsman(self._hire)

    def _hire(self) -> "Draughtsman":
        from termnews.ui.drawing import Draughtsman  # noqa: PLC0415 - most articles have no picture
        from termnews.ui.looks import find_look  # noqa: PLC0415 - as above

        return Draughtsman(find_look(self.environment, self.settings), find_folders().cache)

    def action_pictures(self) -> None:
        """Show pictures or captions alone, and let the choice be kept."""
        self.has_pictures = not self.has_pictures
        self._choose()
        self.post_message(SettingAsked(SETTING, ON if self.has_pictures else OFF))
        self.notify("Pictures." if self.has_pictures else "Captions alone.", markup=False, timeout=2)
