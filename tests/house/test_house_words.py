"""One word for each thing, and the project speaks of itself alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
from house_source import ROOT, TOOLS, Module, package_modules, tool_modules

MODULE_WORDS = frozenset({"utils", "util", "helpers", "helper", "manager", "managers", "mixins", "misc"})
CLASS_WORD = re.compile(r"(?:Manager|Helper|Utils?)s?$|Mixin$")
FUNCTION_WORD = re.compile(r"_*(?:get|handle|process)_")
TEXT_PARTS = ("src", "tests", "docs", "seeds", ".ci", "screenshots", *TOOLS)
TEXT_ENDS = frozenset({"", ".py", ".md", ".toml", ".tcss", ".txt", ".csv", ".svg", ".cfg", ".ini", ".yml", ".json"})
FOREIGN = {
    "a path of one machine": re.compile(r"(?<![\w.~}$])/(?:home|root|Users|work|workspace|mnt|opt)/[\w.]"),
    "a host of a package index": re.compile(
        r"\bpy[p]i\.(?:org|python)|python[h]osted\.|\banaconda\.(?:org|com)", re.IGNORECASE
    ),
    "a file beside the project": re.compile(r"\.\./[s]hared|\b[s]hared/(?:design|bench|facts|seeds|eval|prototypes)\b"),
    "how it was made": re.compile(
        r"\b(?:sub-?[a]gents?\b|language [m]odels?\b|[t]tybench|generated (?:by|with) (?:an? )?(?:ai|model)\b)",
        re.IGNORECASE,
    ),
}


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [m.name for m in _modules() if MODULE_WORDS & set(m.path.stem.split("_"))] == []
    folders = {part for m in _modules() for part in m.path.relative_to(ROOT).parts[:-1]}
    assert folders.isdisjoint(MODULE_WORDS)


def test_classes_say_what_they_are() -> None:
    assert [m.at(c) for m in _modules() for c in m.classes() if CLASS_WORD.search(c.name)] == []


def test_functions_say_what_they_do() -> None:
    hooks = {"termnews.ui.": _textual_hooks(), "termnews.cli.": set(dir(click.Group))}
    vague = {
        m.at(f): f.name
        for m in _modules()
        for f in m.functions()
        if FUNCTION_WORD.match(f.name) and not any(m.name.startswith(room) and f.name in hooks[room] for room in hooks)
    }
    assert vague == {}


def test_the_project_speaks_of_itself_alone() -> None:
    files = list(_text_files())
    assert len(files) > 250
    found = [
        f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, match.start()) + 1}: {what}: {match[0]}"
        for path in files
        for text in [path.read_text("utf-8", "replace")]
        for what, pattern in FOREIGN.items()
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_a_foreign_word_is_found() -> None:
    said = ["see /ho" + "me/somebody/notes", "from py" + "pi.org", "../sh" + "ared/design", "measured by t" + "tybench"]
    assert all(pattern.search(words) for pattern, words in zip(FOREIGN.values(), said, strict=True))
    assert not any(p.search("read ~/.config/home/x and https://example.org/home/w") for p in FOREIGN.values())


def _modules() -> tuple[Module, ...]:
    return package_modules() + tool_modules()


def _textual_hooks() -> set[str]:
    """Names that a subclass must use because Textual calls them."""
    from textual.app import App
    from textual.screen import Screen
    from textual.scroll_view import ScrollView

    return {name for kind in (App, Screen, ScrollView) for name in dir(kind)}


def _text_files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXT_ENDS and path.name != ".git")
    for part in TEXT_PARTS:
        for path in (ROOT / part).rglob("*"):
            is_cache = "__pycache__" in path.parts or any(p.endswith("_cache") for p in path.parts)
            if path.is_file() and path.suffix in TEXT_ENDS and not is_cache:
                yield path
