"""What is drawn: theme colours only, and text from outside is never markup."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from house_source import SOURCE, Module, called_name, package_modules

STYLE_NAMES = frozenset({"CSS", "DEFAULT_CSS"})
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?<=[{;}])\s*(\$?[\w-]+)\s*:\s*([^;{}]+)(?=[;}])")
NUMERIC_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(")
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
COLOURS_AT_HOME = "termnews.ui.themes"
DRAWS_MARKUP = frozenset(
    {"notify", "Static", "Label", "Option", "Button", "Checkbox", "update", "add_option", "from_markup"}
)
BORDER_TEXTS = frozenset({"border_title", "border_subtitle"})
UI = tuple(m for m in package_modules() if f"{m.name}.".startswith("termnews.ui."))


def test_style_sheets_use_theme_colours_only() -> None:
    sheets = list(_style_sheets())
    assert sum("$" in css for _, css in sheets) > 3
    assert [f"{where}: {found}" for where, css in sheets for found in literal_colours(css)] == []


def test_colours_stand_in_the_themes_only() -> None:
    literal = [
        m.at(node)
        for m in package_modules()
        if m.name != COLOURS_AT_HOME
        for node in m.walk(ast.Constant)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX_COLOUR.fullmatch(node.value)
    ]
    assert literal == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("#reader { color: $text; border: round $primary 40%; }", []),
        ("#fade { width: 1fr; background: transparent; /* red */ }", []),
        ("A { & :hover { color: auto 50%; } }", []),
        ("#reader { color: #fade00; }", ["#fade00"]),
        ("A { width: 1; B { border: round red; } }", ["red"]),
        ("A { background: rgb(1, 2, 3) }", ["rgb("]),
        ("$accent: teal; A { color: ansi_bright_red; }", ["teal", "ansi_bright_red"]),
    ],
)
def test_literal_colours_are_found(css: str, found: list[str]) -> None:
    assert literal_colours(css) == found


def test_nothing_escapes_markup() -> None:
    """Escaped text still crashes a parser now and then: text from outside never meets one."""
    assert [where for m in package_modules() for where in escapes(m)] == []


def test_text_from_outside_is_never_markup() -> None:
    assert any(called_name(call) == "notify" for m in UI for call in m.calls())
    assert [where for m in UI for where in drawn_as_markup(m)] == []


def test_border_titles_are_content() -> None:
    assert [where for m in UI for where in border_texts(m)] == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('self.notify(f"{x} read", markup=False)', 0),
        ('Static("Nothing here.")', 0),
        ("Static(Content(headline))", 0),
        ('self.notify(f"{x} read")', 1),
        ('Label("%s" % x)', 1),
        ('Static("{}".format(x), markup=True)', 1),
        ('Option("a " + x)', 1),
        ("Content.from_markup(headline)", 1),
        ('Content.from_markup("[b]All[/]")', 0),
    ],
)
def test_markup_is_found(source: str, count: int) -> None:
    assert len(list(drawn_as_markup(_module(source)))) == count


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("self.border_title = Content(name)", 0),
        ("pane.border_subtitle = Content.assemble(name, ' ', size)", 0),
        ("self.border_title = 'Keys'", 0),
        ("self.border_title = '[b]Keys'", 1),
        ("self.border_title = name", 1),
        ("self.border_title = f'{name}'", 1),
        ("self.a, self.border_subtitle = Content(x), y", 1),
        ("self.border_title += name", 1),
        ("self.border_title: str = name", 1),
    ],
)
def test_border_texts_are_found(source: str, count: int) -> None:
    assert len(list(border_texts(_module(source)))) == count


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("from rich.markup import escape", 1),
        ("from textual import markup\nmarkup.escape(x)", 1),
        ("from html import escape", 0),
        ("import rich.markup as m\nm.escape(x)", 1),
    ],
)
def test_escapes_are_found(source: str, count: int) -> None:
    assert len(list(escapes(_module(source)))) == count


def literal_colours(css: str) -> list[str]:
    """Find colours that are no variables of the theme in the values of a style sheet."""
    found = []
    for _, value in DECLARATION.findall("{" + COMMENT.sub(" ", css)):
        numeric = NUMERIC_COLOUR.findall(value)
        words = re.findall(r"(?<![\w$-])[a-z][\w-]*", value)
        found += numeric + [word for word in words if _is_colour(word)]
    return found


def escapes(module: Module) -> Iterator[str]:
    """Find where markup is imported in order to escape it."""
    for node in module.walk(ast.Import, ast.ImportFrom):
        match node:
            case ast.ImportFrom(module="rich.markup" | "textual.markup"):
                yield module.at(node)
            case ast.ImportFrom(module="rich" | "textual") if any(a.name == "markup" for a in node.names):
                yield module.at(node)
            case ast.Import() if any(a.name in {"rich.markup", "textual.markup"} for a in node.names):
                yield module.at(node)


def drawn_as_markup(module: Module) -> Iterator[str]:
    """Find calls that would read a text as markup that was put together from values."""
    for call in module.calls():
        name = called_name(call)
        if name not in DRAWS_MARKUP or not call.args:
            continue
        is_plain = any(
            k.arg == "markup" and isinstance(k.value, ast.Constant) and k.value.value is False for k in call.keywords
        )
        is_risky = (
            not isinstance(call.args[0], ast.Constant) if name == "from_markup" else _is_put_together(call.args[0])
        )
        if is_risky and not is_plain:
            yield module.at(call)


def _is_put_together(node: ast.expr) -> bool:
    match node:
        case ast.JoinedStr():
            return True
        case ast.BinOp(left=left, op=ast.Add() | ast.Mod(), right=right):
            return any(
                isinstance(side, ast.JoinedStr) or _is_string(side) or _is_put_together(side) for side in (left, right)
            )
        case ast.Call(func=ast.Attribute(value=text, attr="format" | "join")):
            return _is_string(text)
        case ast.IfExp(body=body, orelse=orelse):
            return _is_put_together(body) or _is_put_together(orelse)
        case _:
            return False


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def border_texts(module: Module) -> Iterator[str]:
    """Find border titles that are set from anything but Content: a string is read as markup."""
    for node in module.walk(ast.Assign, ast.AnnAssign, ast.AugAssign):
        assert isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        sets = {n.attr for target in targets for n in ast.walk(target) if isinstance(n, ast.Attribute)} & BORDER_TEXTS
        if sets and not (isinstance(node, ast.Assign) and _is_content(node.value)):
            yield module.at(node)


def _is_content(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return "[" not in str(node.value)
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] == "Content"


def _style_sheets() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.tcss")):
        yield path.name, path.read_text("utf-8")
    for module in UI:
        for node in module.walk(ast.Assign, ast.AnnAssign):
            assert isinstance(node, ast.Assign | ast.AnnAssign)
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if node.value and any(isinstance(t, ast.Name) and t.id in STYLE_NAMES for t in targets):
                yield module.at(node), "".join(_strings(node.value))


def _strings(node: ast.expr) -> Iterator[str]:
    return (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


@cache
def _is_colour(word: str) -> bool:
    from textual.color import Color, ColorParseError

    try:
        Color.parse(word)
    except ColorParseError:
        return False
    return word not in {"auto", "transparent"}


def _module(source: str) -> Module:
    return Module(SOURCE / "termnews" / "ui" / "made_up.py", "termnews.ui.made_up", source)
