"""What the keys do while the globe has them."""

from textual.binding import Binding, BindingType

from termnews.ui.commands import MOVING, Command

# fmt: off
GLOBE_COMMANDS: tuple[Command, ...] = (
    Command("aim", ("up",), "North", "On the globe: the next country with news to the north", MOVING, "'UP'", "focus"),
    Command("aim", ("down",), "South", "On the globe: the next one to the south", MOVING, "'DOWN'", "focus"),
    Command("aim", ("left",), "West", "On the globe: the next one to the west", MOVING, "'LEFT'", "focus"),
    Command("aim", ("right",), "East", "On the globe: the next one to the east", MOVING, "'RIGHT'", "focus"),
    Command("turn", ("shift+up",), "Turn north", "Turn the globe freely", MOVING, "0, 1", "focus"),
    Command("turn", ("shift+down",), "Turn south", "Turn the globe freely", MOVING, "0, -1", "focus"),
    Command("turn", ("shift+left",), "Turn west", "Turn the globe freely", MOVING, "-1, 0", "focus"),
    Command("turn", ("shift+right",), "Turn east", "Turn the globe freely", MOVING, "1, 0", "focus"),
    Command("zoom", ("plus", "equals_sign"), "Nearer", "Look at the globe from nearer", MOVING, "1", "focus"),
    Command("zoom", ("minus",), "Farther", "Look at the globe from farther away", MOVING, "-1", "focus"),
    Command("whole", ("0",), "Whole globe", "The whole globe, the picked country in the middle", MOVING, "", "focus"),
    Command("flatten", ("f",), "Flat map", "The earth as a flat map, or as a globe again", MOVING, "", "focus"),
    Command("next_mode", ("M",), "Drawing", "Draw the globe with dots, blocks or letters", MOVING, "", "focus"),
    Command("enter_country", ("enter",), "Read", "Read what the picked country has", MOVING, "", "focus"),
)
# fmt: on


def globe_bindings() -> list[BindingType]:
    """Return Textual's bindings for them."""
    return [Binding(key, c.action, c.label, show=False) for c in GLOBE_COMMANDS for key in c.keys]
