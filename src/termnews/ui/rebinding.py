"""Giving other keys to the classes of the window that have been made with the usual ones.

Textual binds keys when a class is made, and its keymaps can neither take a key away nor swap two. Private names used:
`_merge_bindings` and `_merged_bindings` of `DOMNode`, which say what a class binds together with its bases.
"""

from collections.abc import Iterable, Iterator

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from termnews.ui.commands import BINDING_ID, Command, active_commands, bindings_of, follow


def rebind(commands: tuple[Command, ...]) -> None:
    """Let other keys count, in widgets, screens and windows that are made from now on."""
    follow(commands)
    for kind in dict.fromkeys(_classes(DOMNode)):
        own = kind.__dict__.get("BINDINGS", ())
        if any(_number(one) is not None for one in own):
            kind.BINDINGS = list(_rebound(own))
        kind._merged_bindings = kind._merge_bindings()  # noqa: SLF001 -- see above


def _classes(base: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for kind in base.__subclasses__():
        if kind.__module__.startswith("termnews."):
            yield kind
        yield from _classes(kind)


def _rebound(bindings: Iterable[BindingType]) -> Iterator[BindingType]:
    """Yield bindings with each command's keys where its first key stood."""
    done: set[int] = set()
    for one in bindings:
        number = _number(one)
        if number is None:
            yield one
        elif number not in done:
            done.add(number)
            yield from bindings_of(number, active_commands()[number])


def _number(binding: BindingType) -> int | None:
    """Return which command of the registry a binding is of."""
    name = binding.id if isinstance(binding, Binding) else None
    return int(name.removeprefix(BINDING_ID)) if name and name.startswith(BINDING_ID) else None
