from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.reference import Library, Profile, load_library, load_profile

SHARED = Path(__file__).parents[2].parent / "shared"

PackageMaker = Callable[..., Path]


@pytest.fixture(scope="session")
def ukraine() -> Profile:
    return load_profile("russia_ukraine_2022")


@pytest.fixture(scope="session")
def library(ukraine: Profile) -> Library:
    return load_library(ukraine)


@pytest.fixture
def shared() -> Path:
    folder = SHARED / "reference"
    if not folder.is_dir():
        pytest.skip("the published reference files do not stand beside the repository")
    return folder


@pytest.fixture
def make_package(tmp_path: Path) -> PackageMaker:
    """Writes a data package with one table into ``tmp_path/NAME`` and returns its folder."""

    def make(
        name: str,
        table: str,
        *,
        meaning: dict[str, Any],
        path: str = "table.csv",
        publisher: str = "Survey of Ruritania",
        more: dict[str, str] | None = None,
        **package: Any,
    ) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        tables = {path: table} | (more or {})
        for file, text in tables.items():
            (folder / file).write_text(text, encoding="utf-8")
        descriptor = {
            "name": name,
            "title": f"Table {name}",
            "version": "1",
            "licenses": [{"name": "CC0-1.0"}],
            "sources": [{"title": "invented"}],
            "resources": [
                {
                    "name": file.removesuffix(".csv"),
                    "path": file,
                    "hash": f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
                    "onrecord": meaning if file == path else {},
                }
                for file, text in tables.items()
            ],
            "onrecord": {
                "publisher": publisher,
                "retrieved": "2031-01-01",
                "coverage": {"start": "2030-01-01", "end": "2030-12-31", "place": "RU-ALL"},
                "unit": "km2",
                "date_means": "day_of_state",
                "bias": "estimate",
                **package,
            },
        }
        (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        return folder

    return make
