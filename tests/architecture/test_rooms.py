"""Rooms know only what lies to their left, and nothing heavy stands at the front door."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "onrecord"
ORDER = (
    "record",
    "errors",
    "text",
    "reading",
    "attribution",
    "claims",
    "reference",
    "checking",
    "corroboration",
    "custody",
    "workspace",
    "publishing",
    "pipeline",
    "collecting",
    "commands",
    "cli",
)
OPEN_TO_ALL = {"_version"}
HEAVY = {
    "alembic",
    "altair",
    "anyascii",
    "feedparser",
    "lxml",
    "numpy",
    "onnxruntime",
    "py3langid",
    "pyarrow",
    "pypdf",
    "pyproj",
    "rapidfuzz",
    "rfc3161_client",
    "rich",
    "shapely",
    "sqlalchemy",
    "tokenizers",
    "trafilatura",
    "urllib3",
    "vl_convert",
    "warcio",
}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def absolute(path: Path, node: ast.ImportFrom) -> str:
    if node.level == 0:
        return node.module or ""
    folder = path.parents[node.level - 1].relative_to(PACKAGE.parent)
    return ".".join((*folder.parts, *filter(None, [node.module])))


def imports_of(path: Path) -> set[str]:
    """Every room a module imports from, at its head or inside its functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = absolute(path, node)
            names = (
                [f"onrecord.{alias.name}" for alias in node.names]
                if module == "onrecord"
                else [module]
            )
        found.update(name.split(".")[1] for name in names if name.startswith("onrecord."))
    return found - OPEN_TO_ALL


def modules() -> list[Path]:
    return sorted(
        path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or room_of(path) in ORDER
    )


def test_every_folder_of_code_is_a_room():
    folders = {path.parent.name for path in PACKAGE.glob("*/*.py")}
    assert folders <= set(ORDER)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_nothing_to_its_right(path: Path):
    own = ORDER.index(room_of(path))
    to_the_right = {room for room in imports_of(path) if ORDER.index(room) > own}
    assert not to_the_right


@pytest.mark.parametrize("module", ["onrecord", "onrecord.cli", "onrecord.commands.check"])
def test_what_help_loads_is_light(module: str):
    program = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(loaded.stdout.split())
