"""Every command once: keys, footer, palette, help screen and README table are made from this registry."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType

MOVING = "Moving"
READING = "Reading"
TAKES = "Alternative takes"
KEEPING = "Keeping"
FINDING = "Finding"
WINDOW = "Window"
GLOBE = "On the globe"
OUTLETS = "In the list of outlets"
STORY = "Side by side"
APART = frozenset({GLOBE, OUTLETS, STORY})
"""Headings of commands that only count where they stand: their keys may do something else elsewhere."""
BINDING_ID = "command-"
_NO_KEY = "no-key"
"""What no keyboard sends: the binding of a command that has lost its keys."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a reader can do."""

    id: str
    """The action's name: `action_<id>` on the screen or widget that does it."""
    keys: tuple[str, ...]
    """Textual key names, the one to show first."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for the help screen, the palette and the README."""
    group: str
    """The heading it stands under in the help."""
    argument: str = ""
    """What the action is called with, as Textual writes it."""
    place: str = "screen"
    """Who does it.

    "screen", "app", "open" (a screen over it), "outlets" (its screen), "deed" (a module), a pane's id, or "focus".
    """

    @property
    def is_in_palette(self) -> bool:
        """Whether its name is a way to run it: moving, choosing by number and the palette itself need their keys."""
        return self.group not in {MOVING, *APART} and self.id not in {"choose_take", "palette", "read_on"}

    @property
    def action(self) -> str:
        """The action string that Textual runs."""
        return self.action_with(self.argument)

    def action_with(self, argument: str) -> str:
        """Return the action string for another argument."""
        match self.place:
            case "focus":
                return f"{self.id}({argument})"
            case "screen" | "app":
                return f"{self.place}.{self.id}({argument})"
            case "open":
                return f"app.open({self.id!r})"
            case "deed":
                return f"app.do({', '.join(x for x in (repr(self.id), argument) if x)})"
            case "outlets":
                return f"screen.{self.id}({argument})"
            case pane:
                words = ", ".join(x for x in (repr(pane), repr(self.id), argument) if x)
                return f"screen.in_pane({words})"


# fmt: off
COMMANDS: tuple[Command, ...] = (
    Command("move", ("down", "j"), "Down", "Next row, or scroll down a line", MOVING, "1", "focus"),
    Command("move", ("up", "k"), "Up", "Previous row, or scroll up a line", MOVING, "-1", "focus"),
    Command("page", ("pagedown", "ctrl+d", "ctrl+f"), "Page down", "A page down", MOVING, "1", "focus"),
    Command("page", ("pageup", "ctrl+u"), "Page up", "A page up", MOVING, "-1", "focus"),
    Command("jump", ("home", "g"), "Top", "To the top", MOVING, "0", "focus"),
    Command("jump", ("end", "G"), "End", "To the end", MOVING, "-1", "focus"),
    Command("enter_pane", ("enter", "l", "right"), "Open", "Into the next pane: open what is marked", MOVING),
    Command("leave_pane", ("escape", "h", "left"), "Back", "Out of this pane, towards the countries", MOVING),
    Command("next_pane", ("tab",), "Next pane", "To the next pane", MOVING, "1"),
    Command("next_pane", ("shift+tab",), "Previous pane", "To the previous pane", MOVING, "-1"),
    Command("read_on", ("space",), "Read on", "A page on; at the end, the next unread article",
            READING, "1", "reading"),
    Command("read_on", ("shift+space",), "Read back", "A page back", READING, "-1", "reading"),
    Command("next_unread", ("n",), "Next unread", "Open the next unread article", READING, "1", "articles"),
    Command("next_unread", ("p",), "Previous unread", "Open the previous unread article", READING, "-1", "articles"),
    Command("next_article", ("J",), "Next article", "Open the next article of the list", READING, "1", "articles"),
    Command("next_article", ("K",), "Previous article", "Open the previous article of the list",
            READING, "-1", "articles"),
    Command("toggle_read", ("m",), "Read mark", "Mark the article read, or unread again", READING, "", "articles"),
    Command("mark_all_read", ("A",), "Mark all read", "Mark the whole list read; undo brings it back",
            READING, "", "deed"),
    Command("pictures", ("i",), "Pictures", "Show pictures, or captions alone; the choice is kept",
            READING, "", "reading"),
    Command("translation", ("T",), "Original", "Translation, original, or both", READING, "", "reading"),
    Command("full_text", ("x",), "Full text", "Fetch the whole text from the article's page", READING, "", "deed"),
    Command("zen", ("z",), "Zen", "Give the reader the whole window, or back", READING),
    Command("choose_take", tuple("123456789"), "Take", "Open take 1 to 9 of the article", TAKES, "", "reading"),
    Command("walk_takes", ("right_square_bracket",), "Next take", "Read the next take of the story",
            TAKES, "1", "reading"),
    Command("walk_takes", ("left_square_bracket",), "Take before", "Read the take before", TAKES, "-1", "reading"),
    Command("story", ("v",), "Viewpoints", "All takes of the story side by side", TAKES, "", "app"),
    Command("why", ("W",), "Why?", "Say why the marked take is part of the story", TAKES, "", "deed"),
    Command("apart", ("X",), "Not this story", "Take the marked take out of the story, for good", TAKES, "", "deed"),
    Command("together", ("equals_sign",), "One story", "Put two articles into one story: press it on each", TAKES, "",
            "articles"),
    Command("copies", ("plus",), "Copies", "Show the copies of a text that a row stands for, or fold them", TAKES, "",
            "deed"),
    Command("takes_panel", ("t",), "Takes", "Show the takes below the text, or put them away", TAKES, "", "reading"),
    Command("go_back", ("backspace",), "Return", "Return to where the jump between takes began", TAKES, "", "reading"),
    Command("bookmark", ("b", "s"), "Bookmark", "Bookmark the article, or let the bookmark go",
            KEEPING, "", "articles"),
    Command("bookmarks", ("B",), "Bookmarks", "All bookmarks, from every edition", KEEPING, "", "open"),
    Command("undo", ("U", "ctrl+z"), "Undo", "Take back the last change, whatever it was", KEEPING, "", "app"),
    Command("copy_link", ("y",), "Copy link", "Copy the address, or the headline when there is none",
            KEEPING, "", "reading"),
    Command("tag", ("number_sign",), "Tags", "Tag the bookmark, to find it by tag: in a search", KEEPING, "", "deed"),
    Command("note", ("a",), "Note", "Write a note into the bookmark's file", KEEPING, "", "deed"),
    Command("open_link", ("o",), "Browser", "Open the article's page in the browser", KEEPING, "", "deed"),
    Command("share", ("S",), "Share", "Copy, quote, save or pass on the article", KEEPING, "", "deed"),
    Command("pipe", ("vertical_line",), "Pipe", "Give the article's text to a command", KEEPING, "", "deed"),
    Command("edit", ("e",), "Editor", "Open a copy of the article in your editor", KEEPING, "", "deed"),
    Command("brief", ("L",), "Since you left", "What is new since you left, and what most countries tell",
            FINDING, "", "deed"),
    Command("search", ("slash",), "Search", "Find articles as you type", FINDING, "", "articles"),
    Command("keep_search", ("F",), "Save search", "Keep the search as a row of the country list, or delete it",
            FINDING, "", "deed"),
    Command("mute", ("M",), "Mute", "Hide what the search finds, now and later, or no longer", FINDING, "", "deed"),
    Command("alert", ("E",), "Alert", "Tell when a refresh brings what the search finds, or no longer",
            FINDING, "", "deed"),
    Command("show_muted", ("V",), "Show muted", "Show what mute rules hide, or hide it again", FINDING, "", "deed"),
    Command("find_country", ("c",), "Countries", "Find a country by typing its name", FINDING, "", "countries"),
    Command("world", ("w",), "Globe", "The globe in the whole window: turn it, pick a country", FINDING, "", "app"),
    Command("heat", ("H",), "Colours", "What the globe's colours show: articles, unread, or takes of the open story",
            FINDING, "", "deed"),
    Command("night", ("N",), "Night", "Show on the globe where it is night, or no longer", FINDING, "", "deed"),
    Command("next_country", ("right_curly_bracket",), "Next country", "The next country of the list",
            FINDING, "1", "countries"),
    Command("next_country", ("left_curly_bracket",), "Previous country", "The previous country",
            FINDING, "-1", "countries"),
    Command("aim", ("up",), "North", "The next country with news to the north", GLOBE, "'UP'", "focus"),
    Command("aim", ("down",), "South", "The next one to the south", GLOBE, "'DOWN'", "focus"),
    Command("aim", ("left",), "West", "The next one to the west", GLOBE, "'LEFT'", "focus"),
    Command("aim", ("right",), "East", "The next one to the east", GLOBE, "'RIGHT'", "focus"),
    Command("turn", ("shift+up",), "Turn north", "Turn the globe freely", GLOBE, "0, 1", "focus"),
    Command("turn", ("shift+down",), "Turn south", "Turn the globe freely", GLOBE, "0, -1", "focus"),
    Command("turn", ("shift+left",), "Turn west", "Turn the globe freely", GLOBE, "-1, 0", "focus"),
    Command("turn", ("shift+right",), "Turn east", "Turn the globe freely", GLOBE, "1, 0", "focus"),
    Command("zoom", ("plus", "equals_sign"), "Nearer", "Look at the globe from nearer", GLOBE, "1", "focus"),
    Command("zoom", ("minus",), "Farther", "Look at the globe from farther away", GLOBE, "-1", "focus"),
    Command("whole", ("0",), "Whole globe", "The whole globe, the picked country in the middle", GLOBE, "", "focus"),
    Command("flatten", ("f",), "Flat map", "The earth as a flat map, or as a globe again", GLOBE, "", "focus"),
    Command("next_mode", ("M",), "Drawing", "Draw the globe with dots, blocks or letters", GLOBE, "", "focus"),
    Command("enter_country", ("enter",), "Read", "Read what the picked country has", GLOBE, "", "focus"),
    Command("choose_column", ("right", "l"), "Next column", "The take to the right", STORY, "1", "focus"),
    Command("choose_column", ("left", "h"), "Previous column", "The take to the left", STORY, "-1", "focus"),
    Command("switch_outlet", ("space",), "On, off", "Let a refresh read the outlet, or pass over it",
            OUTLETS, "", "outlets"),
    Command("find_outlet", ("slash",), "Filter", "Narrow the list as you type", OUTLETS, "", "outlets"),
    Command("add_outlet", ("a",), "Add", "Add an outlet of yours", OUTLETS, "", "outlets"),
    Command("remove_outlet", ("d", "delete"), "Remove", "Remove the outlet; undo brings it back",
            OUTLETS, "", "outlets"),
    Command("revive_outlet", ("e",), "Ask again", "Ask feeds again that were given up or put off",
            OUTLETS, "", "outlets"),
    Command("refresh_outlet", ("r",), "Refresh", "Ask the outlets of its country for news", OUTLETS, "", "outlets"),
    Command("refresh", ("R",), "Refresh", "Ask all outlets for news; again to stop", WINDOW, "True", "app"),
    Command("refresh", ("r",), "Refresh here", "Ask the picked country's outlets for news", WINDOW, "False", "app"),
    Command("outlets", ("O",), "Outlets", "All outlets: how they are doing, which are asked, add one",
            WINDOW, "", "deed"),
    Command("theme", ("D",), "Theme", "Next theme; the choice is kept", WINDOW, "", "app"),
    Command("problems", ("exclamation_mark",), "Problems", "What could not be read, and why", WINDOW, "", "open"),
    Command("help", ("question_mark", "f1"), "Help", "Keys and what they do, with a filter", WINDOW, "", "open"),
    Command("palette", ("colon", "ctrl+p"), "Palette", "Run any command by its name", WINDOW, "", "open"),
    Command("back_or_quit", ("q",), "Quit", "Close this screen; on the first one, quit", WINDOW),
    Command("quit_now", ("Q", "ctrl+c", "ctrl+q"), "Quit at once", "Leave termnews", WINDOW, "", "app"),
)
# fmt: on

_SHOWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "Enter", "escape": "Esc", "space": "Space",
    "shift+space": "Shift+Space", "tab": "Tab", "shift+tab": "Shift+Tab", "backspace": "Backspace",
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "slash": "/", "question_mark": "?",
    "colon": ":", "exclamation_mark": "!", "left_square_bracket": "[", "right_square_bracket": "]",
    "left_curly_bracket": "{", "right_curly_bracket": "}", "f1": "F1", "equals_sign": "=", "plus": "+", "minus": "-",
    "shift+up": "Shift+↑", "shift+down": "Shift+↓", "shift+left": "Shift+←", "shift+right": "Shift+→",
}  # fmt: skip


_CHARACTERS = {
    "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$", "percent_sign": "%", "ampersand": "&",
    "apostrophe": "'", "left_parenthesis": "(", "right_parenthesis": ")", "asterisk": "*", "comma": ",",
    "full_stop": ".", "semicolon": ";", "less_than_sign": "<", "greater_than_sign": ">", "at": "@",
    "backslash": "\\", "circumflex_accent": "^", "underscore": "_", "grave_accent": "`", "vertical_line": "|",
    "tilde": "~", "delete": "Del", "insert": "Ins",
}  # fmt: skip
"""Keys that no command has by itself, but may be given."""


def show_key(key: str) -> str:
    """Return a key as it is printed on the keyboard."""
    if key in _SHOWN:
        return _SHOWN[key]
    modifier, plus, last = key.rpartition("+")
    if plus:
        return f"{modifier.title()}+{_SHOWN.get(last, last.upper())}"
    return key.upper() if len(key) > 1 and key[1:].isdigit() else _CHARACTERS.get(key, key)


def show_keys(command: Command) -> str:
    """Return all keys of a command, the first one first."""
    if command.keys == tuple("123456789"):
        return "1-9"
    return " ".join(show_key(k) for k in command.keys)


_active: tuple[Command, ...] = COMMANDS


def active_commands() -> tuple[Command, ...]:
    """Return the registry with the keys that count now, in the order of COMMANDS."""
    return _active


def follow(commands: tuple[Command, ...]) -> None:
    """Let other keys count; `commands` is COMMANDS with other keys. Classes made before need `rebinding.rebind`."""
    global _active  # noqa: PLW0603 -- a process has one keyboard
    _active = commands


def find_command(command_id: str) -> Command:
    """Return the first command with an id; a KeyError for a name that is no command."""
    for command in _active:
        if command.id == command_id:
            return command
    raise KeyError(command_id)


def first_key(command_id: str) -> str:
    """Return the key to name for a command, as it is printed on the keyboard; its label when it has none."""
    command = find_command(command_id)
    return show_key(command.keys[0]) if command.keys else command.label


def bindings(*command_ids: str) -> "list[BindingType]":
    """Return Textual bindings for commands, for the screen or widget that does them."""
    return [b for n, c in enumerate(_active) if c.id in command_ids for b in bindings_of(n, c)]


def deed_bindings() -> "list[BindingType]":
    """Return Textual bindings for the commands that a module of their own does."""
    return [b for n, c in enumerate(_active) if c.place == "deed" for b in bindings_of(n, c)]


def bindings_of(number: int, command: Command) -> "Iterator[Binding]":
    """Yield the bindings of a command of the registry; their id is its number there."""
    from textual.binding import Binding  # noqa: PLC0415 - the registry is read without a window, too

    for place, key in enumerate(command.keys or (_NO_KEY,), 1):
        action = command.action_with(str(place)) if command.id == "choose_take" else command.action
        is_first = command.id == "quit_now" and key.startswith("ctrl+")  # also where a line is typed, and over a screen
        yield Binding(key, action, command.label, show=False, priority=is_first, id=f"{BINDING_ID}{number}")


def by_group() -> dict[str, list[Command]]:
    """Return the commands under their headings, in the registry's order."""
    groups: dict[str, list[Command]] = {}
    for command in _active:
        groups.setdefault(command.group, []).append(command)
    return groups
