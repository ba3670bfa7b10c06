"""The packaged tables can be rebuilt from the published files, byte for byte."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.shared
def test_rebuilding_changes_nothing(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("build", ROOT / "scripts/build_references.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    shipped = ROOT / "onrecord" / "data"
    copy = tmp_path / "data"
    shutil.copytree(shipped / "references", copy / "references")
    for table in (copy / "references").glob("*/*.csv"):
        if (
            "_regions_" not in table.name
            and "_ever_" not in table.name
            and table.parent.name != "nzz-settlements"
        ):  # computed from polygons by the other scripts
            table.unlink()
    monkeypatch.setattr(build, "DATA", copy)
    monkeypatch.setattr(build, "REFERENCES", copy / "references")
    monkeypatch.setattr("sys.argv", ["build_references.py", str(shared)])
    build.main()
    rebuilt = {path.relative_to(copy) for path in copy.glob("references/*/*")}
    assert len(rebuilt) > 15
    for path in rebuilt:
        assert (copy / path).read_bytes() == (shipped / path).read_bytes(), path
