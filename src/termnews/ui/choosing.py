"""What the reader chooses about the window, kept for the next time: its theme, whether pictures are shown."""

from typing import TYPE_CHECKING

from termnews.newsroom.keeping import Job, Keeper
from termnews.ui.guarded import GuardedApp
from termnews.ui.messages import Kept, SettingAsked
from termnews.ui.themes import THEMES

if TYPE_CHECKING:
    from termnews.newsroom.briefing import Brief
    from termnews.newsroom.config import Config


def _is_offered(theme: str) -> bool:
    from termnews.ui.theme_names import theme_names  # noqa: PLC0415 - most have chosen none

    return theme in theme_names()


class ChoosingApp(GuardedApp):
    """Has a keeper, whose thread does what is to be kept."""

    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (60, "-two"), (100, "-three")]
    brief: "Brief | None" = None
    """What was new when a live library was opened; None until that is known."""
    settings: "Config | None" = None
    """What the reader has set; None where there is no `config.toml`."""

    def __init__(self, keeper: Keeper) -> None:
        """Begin with the choices that were kept."""
        super().__init__()
        self.keeper = keeper
        """What is kept of what the reader does."""
        for theme in THEMES:
            self.register_theme(theme)
        kept = keeper.state.setting("theme")
        self.theme = kept if kept and _is_offered(kept) else THEMES[0].name

    def follow(self, settings: "Config") -> None:
        """Follow what the reader has set."""
        self.settings = settings
        if settings.look.theme and _is_offered(settings.look.theme):
            self.theme = settings.look.theme
        self.set_class(settings.look.screen_reader or settings.look.globe == "letters", "-letters")
        if settings.look.screen_reader:
            self.add_class("-spoken")
            self.HORIZONTAL_BREAKPOINTS = [(0, "-one")]  # of this window alone

    @property
    def is_spoken(self) -> bool:
        """Whether the window is kept plain for a screen reader."""
        return self.settings is not None and self.settings.look.screen_reader

    def keep(self, job: Job) -> None:
        """Keep something on the thread that writes; `Kept` tells when it is safe."""
        self.keeper.submit(job, lambda result: self.post_message(Kept(result)))

    def on_setting_asked(self, event: SettingAsked) -> None:
        """Keep a choice."""
        self.keep(lambda: self.keeper.state.keep_setting(event.name, event.value))

    def action_theme(self) -> None:
        """Take the next theme, and keep the choice."""
        from termnews.ui.theme_names import theme_names  # noqa: PLC0415 - not needed to begin

        names = theme_names()
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.notify(f"Theme: {self.theme}", markup=False, timeout=2)
        self.on_setting_asked(SettingAsked("theme", self.theme))

    def action_do(self, name: str, *arguments: str | int) -> None:
        """Do a deed, a command that a module of its own does."""
        from termnews.ui.doing import do  # noqa: PLC0415 - not needed to begin

        do(self, name, *arguments)
