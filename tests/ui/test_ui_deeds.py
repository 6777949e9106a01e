"""Every deed of the registry has a function that does it, and no function waits without a command."""

from importlib import import_module

from termnews.ui.commands import COMMANDS
from termnews.ui.doing import _MODULES


def test_every_deed_is_done_by_its_module() -> None:
    deeds = {c.id for c in COMMANDS if c.place == "deed"}
    assert deeds == set(_MODULES)
    for name, module in _MODULES.items():
        assert callable(getattr(import_module(f"termnews.ui.deeds.{module}"), f"do_{name}"))
