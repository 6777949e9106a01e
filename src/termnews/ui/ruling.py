"""Saved searches, mute rules and keyword alerts in the window: what they are about is found beside it, and shown."""

from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message

from termnews.newsroom.opening import Opening, utc_now
from termnews.ui.choosing import ChoosingApp

if TYPE_CHECKING:  # a reader without rules pays for none of it
    from termnews.library.store import Library
    from termnews.newsroom.rules import Alert, RuledRows, Rules
    from termnews.ui.screens.home import HomeScreen

_AT_ONCE = 0.05
"""Seconds that the first frame may wait for what must not be on it."""


class RulingApp(ChoosingApp):
    """Finds what rules are about before the first frame, after every refresh, and when the rules are other ones."""

    opening: Opening
    rules: "Rules | None" = None
    """What the reader has set; None where nothing was ever set."""
    _ruling = 0
    _ruled: "RuledRows | None" = None
    _library_ruled: "Library | None" = None
    _last_row = 0

    @dataclass
    class Ruled(Message):
        """What rules are about has been found."""

        number: int
        rules: "Rules"
        rows: "RuledRows"
        alerts: "list[Alert]"

    @property
    def home(self) -> "HomeScreen | None":
        """The screen of the edition, None until it is there."""
        raise NotImplementedError

    def begin_rules(self) -> None:
        """Keep muted news off the first frame, as far as that takes no time; the rest follows it."""
        if self.settings is None or not self.settings.mute:
            return
        from termnews.newsroom.rules import load_rules, mute_soon  # noqa: PLC0415 - most have no rules

        until = monotonic() + _AT_ONCE
        self.rules = load_rules(self.keeper.folders.config, self.opening.countries, utc_now())
        mute_soon(self.opening.library, self.rules, self._rule_time(), lambda: monotonic() < until)

    def _rule_time(self) -> datetime | None:
        """Return from when `after:7d` counts: now for live news, None, the newest article, for an edition of files."""
        return utc_now() if self.opening.checked else None

    def rule_anew(self) -> None:
        """Find what rules are about, in a worker, when there are any or there were."""
        from termnews.newsroom.config_file import config_path  # noqa: PLC0415 - after the first frame

        if self.rules is None and not config_path(self.keeper.folders.config).exists():
            return
        self._ruling += 1
        number = self._ruling
        self.run_worker(lambda: self._find_ruled(number), thread=True, exclusive=True, group="rules")

    def _find_ruled(self, number: int) -> None:
        from termnews.newsroom.rules import find_alerts, find_ruled, load_rules  # noqa: PLC0415 - as above

        library, now = self.opening.library, self._rule_time()
        rules = load_rules(self.keeper.folders.config, self.opening.countries, now or utc_now())
        is_same, before = library is self._library_ruled, self._last_row
        self._library_ruled, self._last_row = library, library.search.last_row()
        rows = find_ruled(library, rules, now, lambda: number == self._ruling)
        alerts = find_alerts(library, rules, before, now) if is_same and self._last_row > before else []
        if rows is not None:
            self.post_message(self.Ruled(number, rules, rows, alerts))

    def on_ruling_app_ruled(self, event: Ruled) -> None:
        """Show what was found, unless it is found anew already, and tell of alerts."""
        if event.alerts:
            self.tell_alerts(event.alerts)
        if event.number != self._ruling:
            return
        from termnews.newsroom.rules import apply_rules  # noqa: PLC0415 - as above

        known = self.rules.problems if self.rules else ()
        problems = self.keeper.problems
        problems[:] = [p for p in problems if p not in known] + list(event.rules.problems)
        is_other = event.rows != self._ruled
        self.rules, self._ruled = event.rules, event.rows
        apply_rules(self.opening.library, event.rules, event.rows)
        if self.home and (is_other or known or event.rules.problems):
            self.home.show_ruled(event.rules, event.rows)

    def tell_alerts(self, alerts: "list[Alert]") -> None:
        """Tell of new articles that alerts are about: in the window, and outside it as the reader has set."""
        first = alerts[0]
        more = f" and {len(alerts) - 1} more" if len(alerts) > 1 else ""
        self.notify(f"{first.headline.headline}{more}", title=f"◆ {first.name}", markup=False, timeout=10)
        if self.settings is not None and self.settings.telling.notify != "none":
            from termnews.ui.telling import tell  # noqa: PLC0415 - off unless it is set

            tell(self, self.settings.telling.notify, first.name, f"{first.headline.headline}{more}")
