"""Nothing in a Record depends on the clock: it is read in two named places only."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "onrecord"
CLOCKS = {"today", "now", "utcnow", "localtime", "gmtime", "ctime", "time_ns"}
ALLOWED = {
    "commands/day.py": "warns of a publication date in the future",
    "workspace/clock.py": "says in custody when something was done",
    "reading/fetching.py": "states when an address was retrieved",
}


def reads_clock(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    on_time = isinstance(node.func.value, ast.Name) and node.func.value.id == "time"
    return node.func.attr in CLOCKS or (on_time and node.func.attr == "time")


def test_the_clock_is_read_where_it_is_allowed_and_nowhere_else():
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if reads_clock(node)
    }
    assert found <= set(ALLOWED)
