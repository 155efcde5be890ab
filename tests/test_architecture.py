"""The rooms of the code: data runs one way, and each module is small enough to hold in mind."""

import ast
from pathlib import Path

import pytest

from conftest import ROOT

PACKAGE = ROOT / "tools" / "lydelse"
ORDER = (
    "findings",
    "yamltext",
    "source",
    "links",
    "citations",
    "markdown",
    "prose",
    "body",
    "privacy",
    "canonical",
    "documents",
    "schemas",
    "statutes",
    "requirements",
    "register",
    "law",
    "wording",
    "changes",
    "formatting",
    "reading",
    "tree",
    "cache",
    "git",
    "days",
    "signers",
    "ledger",
    "history",
    "seals",
    "timeline",
    "decided",
    "corpus",
    "editing",
    "pool",
    "archive",
    "project",
    "asof",
    "coverage",
    "chronicle",
    "selection",
    "summary",
    "rules",
    "checking",
    "decisions",
    "report",
    "console",
    "arguments",
    "allowed",
    "outlets",
    "pages",
    "shelf",
    "yearly",
    "swap",
    "papers",
    "publish",
    "serve",
    "commands",
    "cli",
)
"""Each module imports only those before it."""

SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def room(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """The rooms that a module imports, anywhere in it; its own folder left out."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "lydelse" and len(parts) > 1 and parts[1] in ORDER:
                found.add(parts[1])
    return found - {room(path)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        assert imported_rooms(path) == set()
        return
    here = ORDER.index(room(path))
    assert [name for name in imported_rooms(path) if ORDER.index(name) >= here] == []


def test_every_module_has_a_place_in_the_order() -> None:
    assert {room(path) for path in SOURCES} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_is_one_thing(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.split("\n")) <= 420
    assert ast.get_docstring(ast.parse(text)), "one line that says what it knows"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_functions_are_short(path: Path) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno > 45
    ]
    assert long == []


def test_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()
