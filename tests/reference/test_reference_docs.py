"""docs/references.md names every package, rule, field and key that there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import onrecord
from onrecord.reference import Library
from onrecord.reference.packages import (
    LedgerColumns,
    PackageMeaning,
    SeriesColumns,
    TenureColumns,
)
from onrecord.reference.profiles import _ProfileTable

if TYPE_CHECKING:
    import msgspec

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "references.md").read_text(encoding="utf-8")
DATA = Path(onrecord.__file__).parent / "data"


def test_every_package_is_listed() -> None:
    for path in (DATA / "references").glob("*/datapackage.json"):
        assert f"`{path.parent.name}`" in TEXT


def test_every_rule_that_flags_is_listed(library: Library) -> None:
    found = {flag.rule for one in (*library.series, *library.ledgers) for flag in one.flags}
    assert {"spike", "reclassification", "stale", "fall"} <= found
    assert all(f"| `{rule}` |" in TEXT for rule in found)


@pytest.mark.parametrize(
    "table", [SeriesColumns, LedgerColumns, TenureColumns, PackageMeaning, _ProfileTable]
)
def test_every_field_is_explained(table: type[msgspec.Struct]) -> None:
    for field in table.__struct_fields__:
        assert f"`{field}`" in TEXT or f"[{field}]" in TEXT or f"[{field} " in TEXT, field
