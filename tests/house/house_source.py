"""The project's own source, as the tests of this room look at it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
TOOLS = ("benchmarks", "scripts")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: Path
    name: str
    """Dotted, as it is imported; a package stands under its own name."""
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @property
    def is_room(self) -> bool:
        """Whether it is an `__init__.py`."""
        return self.path.name == "__init__.py"

    def at(self, node: ast.stmt | ast.expr | ast.excepthandler) -> str:
        """Say where something stands."""
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"

    def walk(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Find nodes of some kinds."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def functions(self) -> Iterator[Function]:
        """Find functions and methods, inner ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        """Find classes, inner ones too."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    def calls(self) -> Iterator[ast.Call]:
        """Find calls."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


def read_module(path: Path, base: Path) -> Module:
    """Read a file as the module that it is below a folder of packages."""
    parts = path.relative_to(base).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(path, name, path.read_text("utf-8"))


@cache
def package_modules() -> tuple[Module, ...]:
    """Return every module of the package."""
    return tuple(read_module(path, SOURCE) for path in sorted((SOURCE / "termnews").rglob("*.py")))


@cache
def tool_modules() -> tuple[Module, ...]:
    """Return the modules of benchmarks and scripts."""
    return tuple(read_module(path, ROOT) for tool in TOOLS for path in sorted((ROOT / tool).rglob("*.py")))


def method_count(node: ast.ClassDef) -> int:
    """Count the methods of a class, properties too."""
    return sum(isinstance(n, Function) for n in node.body)


def length(node: Function | ast.ClassDef) -> int:
    """Count the lines of a definition, its decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def called_name(call: ast.Call) -> str:
    """Return the last name of what is called: `notify` of `self.app.notify(...)`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
