"""Published data of every kind become references of the user's own, or are refused whole."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import BrokenReferenceWarning, ReferenceDataError
from onrecord.reference import Profile, load_library, load_profile
from onrecord.reference.adapters import KINDS, About, read_about, with_options
from onrecord.reference.adding import add_reference, name_from, remove_reference
from onrecord.reference.packages import Package
from onrecord.reference.user_data import added_folders, conflict_folder

EXAMPLE = Path(__file__).parents[2] / "examples" / "second_conflict"
DAILY = "date,area_km2\n2031-06-02,510.5\n2031-06-01,500\n2031-06-03,512\n"
OURS = About(
    publisher="Delta Institute", licence="CC0", holder="sudemark", retrieved=dt.date(2031, 7, 1)
)
Add = Callable[..., Package]


@pytest.fixture
def lake() -> Profile:
    return load_profile(EXAMPLE / "lake_war.toml")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def add(tmp_path: Path, lake: Profile) -> Add:
    """Adds a file with the given contents."""

    def call(
        contents: str | bytes,
        kind: str = "territory",
        *,
        file: str = "delta.csv",
        beside: dict[str, str] | None = None,
        replace: bool = False,
        **about: object,
    ) -> Package:
        raw = contents.encode() if isinstance(contents, str) else contents
        (tmp_path / file).write_bytes(raw)
        roles = {}
        for role, text in (beside or {}).items():
            roles[role] = tmp_path / f"{role}.json"
            roles[role].write_text(text, encoding="utf-8")
        said = with_options(OURS, about)
        return add_reference(tmp_path / file, kind, said, lake, beside=roles, replace=replace)

    return call


def days_of(package: Package, lake: Profile) -> dict[str, float]:
    library = load_library(lake)
    (series,) = [one for one in library.series if one.reference.name == package.reference.name]
    return {str(value.day): value.value for value in series.values}


def test_daily_totals_become_a_series_beside_those_of_the_profile(add: Add, lake: Profile) -> None:
    package = add(DAILY)
    assert days_of(package, lake) == {"2031-06-01": 500, "2031-06-02": 510.5, "2031-06-03": 512}
    library = load_library(lake)
    assert [one.name for one in library.references][-1] == "delta"
    assert package.reference in library.references
    (series,) = [one for one in library.series if one.id == "delta/total"]
    assert (series.holder, series.place, series.measure) == ("sudemark", "TV", "held")
    assert (package.folder / "published" / "delta.csv").read_text() == DAILY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("datetime,area_m2\n2031-06-01 00:00:00,5e8\n", 500.0),
        ("date;held_km2\n2031-06-01;500\n", 500.0),
        ("﻿date,area_km2_with_islands\n2031-06-01,500\n", 500.0),
        ('[{"date": "2031-06-01", "area_km2": 500, "note": null}]', 500.0),
    ],
)
def test_shapes_that_need_no_telling(add: Add, lake: Profile, text: str, expected: float) -> None:
    assert days_of(add(text), lake) == {"2031-06-01": expected}


def test_columns_and_unit_that_are_told(add: Add, lake: Profile) -> None:
    text = "when,control,advances\n2031-06-01,2,3\n2031-06-02,4,\n"
    package = add(text, day="when", columns=("control", "advances"), scale=100.0)
    assert days_of(package, lake) == {"2031-06-01": 500.0}  # a row with an empty cell: no value


def test_several_series_of_one_table_are_described_in_a_file(
    tmp_path: Path, add: Add, lake: Profile
) -> None:
    about = tmp_path / "about.toml"
    about.write_text(
        'publisher = "Delta Institute"\nlicence = "CC0"\nretrieved = 2031-07-01\n'
        '[[series]]\nid = "all"\ndefinition = "held"\nholder = "sudemark"\nplace = "TV"\n'
        'columns = ["a_km2"]\n'
        '[[series]]\nid = "east"\ndefinition = "held"\nholder = "sudemark"\nplace = "TV-E"\n'
        'columns = ["b_km2"]\n',
        encoding="utf-8",
    )
    table = tmp_path / "two.csv"
    table.write_text("date,a_km2,b_km2\n2031-06-01,500,100\n", encoding="utf-8")
    add_reference(table, "territory", read_about(about), lake)
    places = [one.place for one in load_library(lake).series if one.reference.name == "two"]
    assert places == ["TV", "TV-E"]


def test_packed_files_are_read_and_kept_as_they_came(add: Add, tmp_path: Path) -> None:
    packed = gzip.compress(DAILY.encode())
    package = add(packed, file="delta.csv.gz")
    assert package.reference.name == "delta"
    assert (package.folder / "published" / "delta.csv.gz").read_bytes() == packed
    with zipfile.ZipFile(tmp_path / "echo.zip", "w") as archive:
        archive.writestr("inside.csv", DAILY)
    assert add((tmp_path / "echo.zip").read_bytes(), file="echo.zip").reference.name == "echo"


LOSSES = (
    "snapshot_date,country,equipment_type,destroyed,abandoned,captured,damaged,total,commit\n"
    "2031-06-01,Sudemark,Tanks,3,0,1,0,4,newer\n"
    "2031-06-01,Sudemark,Tanks,2,0,1,0,3,older\n"
    "2031-06-01,Sudemark,Infantry Fighting Vehicles\n,2,0,0,0,2,newer\n"
    '2031-06-02,Sudemark,"Tanks\n",4,0,1,0,5,later\n'
    "2031-06-02,Sudemark,Tanks,1,0,0,0,1,later\n"
    '2031-06-02,Sudemark,"Losses of all kinds - 12, of which destroyed: 9",9,0,0,0,9,later\n'
    "2031-06-02,Sudemark,Submersibles,1,0,0,0,1,later\n"
)


def test_documented_losses_take_the_newest_state_and_tell_what_is_odd(
    add: Add, lake: Profile
) -> None:
    text = LOSSES.replace("Vehicles\n,2", "Vehicles,2")
    package = add(text, "losses")
    (ledger,) = [one for one in load_library(lake).ledgers if one.reference == package.reference]
    first = ledger.at(dt.date(2031, 6, 1), "sudemark", "tank")
    second = ledger.at(dt.date(2031, 6, 2), "sudemark", "tank", "destroyed")
    vehicles = ledger.at(dt.date(2031, 6, 1), "sudemark", "armoured_vehicle")
    assert (first and first.count, second and second.count) == (4, 5)
    assert vehicles
    assert vehicles.count == 2
    assert package.reference.bias == "lower_bound"
    told = "\n".join(package.reference.defects)
    assert "a type stands twice; both are counted (tanks)" in told
    assert "1 rows sum up others" in told
    assert "Submersibles" in told


CHANGED = (
    "country,equipment_type,type_total,date_recorded\n"
    "Sudemark,Tanks,3,2031-06-01\n"
    "Sudemark,Infantry Fighting Vehicles,5,2031-06-01\n"
    "Sudemark,Naval Ships,2,2031-06-01\n"
    "Sudemark,Armoured Personnel Carriers,4,2031-06-02\n"
    "Sudemark,Infantry Fighting Vehicles,6,2031-06-03\n"
    "Sudemark,Naval Ships and Submarines,3,2031-06-03\n"
)


def test_a_list_of_what_changed_leaves_the_rest_as_it_stood(add: Add, lake: Profile) -> None:
    package = add(CHANGED, "losses")
    (ledger,) = [one for one in load_library(lake).ledgers if one.reference == package.reference]

    def count(day: int, item: str) -> int | None:
        found = ledger.at(dt.date(2031, 6, day), "sudemark", item)
        return found.count if found else None

    assert [count(day, "armoured_vehicle") for day in (1, 2, 3)] == [5, 9, 10]
    assert [count(day, "tank") for day in (1, 2, 3)] == [3, 3, 3]
    assert [count(day, "ship") for day in (1, 2, 3)] == [2, 2, 3]  # it goes by another name


def test_a_list_of_one_partys_losses_needs_telling_whose(add: Add) -> None:
    text = "date,type,total\n2031-06-01,Tanks,4\n"
    with pytest.raises(ReferenceDataError, match=r"add --of with one of norrvald, sudemark"):
        add(text, "losses")
    assert add(text, "losses", of="sudemark").reference.coverage.parties == ("sudemark",)


EVENTS = (
    "country,system,status,url,date_recorded\n"
    "Sudemark,12 T-62M,destroyed,https://pics.example/1.jpg,2031-06-01\n"
    "Sudemark,T-62M,captured,https://twitter.com/somebody/status/1568895598777991169,2031-06-02\n"
    "Sudemark,12 T-62M,captured,https://pics.example/1.jpg,2031-06-03\n"
    "Sudemark,152mm howitzer,damaged,https://pics.example/2.jpg,2031-06-03\n"
)
MODELS = '[{"model": "T-62M", "equipment_oryx": "Tanks"}]'


def test_events_are_filed_anew_not_counted_twice(add: Add, lake: Profile) -> None:
    package = add(EVENTS, "loss-events", beside={"models": MODELS})
    (ledger,) = [one for one in load_library(lake).ledgers if one.reference == package.reference]
    last = dt.date(2031, 6, 3)

    def count(item: str, how: str | None = None) -> int | None:
        found = ledger.at(last, "sudemark", item, how)  # type: ignore[arg-type]
        return found.count if found else None

    assert (count("all"), count("tank"), count("tank", "destroyed")) == (3, 2, 0)
    assert count("tank", "captured") == 2
    rows = (package.folder / "events.csv").read_text().splitlines()
    assert rows[1].startswith("2031-06-01,sudemark,T-62M,12 T-62M,tank,destroyed")
    assert rows[2].endswith(",2022-09-11")  # the post's own day
    assert package.reference.bias == "estimate"
    assert any("number of the list" in words for words in package.reference.defects)


CLAIMS = (
    "date,day,tank,field_artillery,personnel,weather,submersibles\n"
    "2031-06-01,1,10,5,100,fair,\n"
    "2031-06-02,2,14,4,120,,1\n"
)
CORRECTIONS = '[{"date": "2031-06-02", "tank": 1, "field artillery": -3, "personnel": 0}]'


def test_official_claims_belong_to_a_party_and_carry_corrections(add: Add, lake: Profile) -> None:
    package = add(
        CLAIMS,
        "claims",
        beside={"corrections": CORRECTIONS},
        party="norrvald",
        of="sudemark",
        items={"submersibles": ("ship",)},
    )
    assert (package.reference.party, package.reference.bias) == ("norrvald", "official_claim")
    (ledger,) = [one for one in load_library(lake).ledgers if one.reference == package.reference]
    assert ledger.items("sudemark") == {"tank", "artillery", "personnel", "ship"}
    flags = [flag for flag in ledger.flags if flag.rule == "correction"]
    assert [(flag.about, flag.size) for flag in flags] == [
        (("sudemark", "artillery", None), -3),
        (("sudemark", "tank", None), 1),
    ]
    assert any("weather" in words for words in package.reference.defects)


def test_claims_need_telling_by_whom_and_about_whom(add: Add) -> None:
    with pytest.raises(ReferenceDataError, match="--party, --of"):
        add(CLAIMS, "claims")


def square(west: float, east: float, **properties: object) -> dict[str, object]:
    ring = [[west, 50.0], [east, 50.0], [east, 50.5], [west, 50.5], [west, 50.0]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, object]) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_a_folder_of_maps_becomes_areas_in_all_and_by_region(tmp_path: Path, lake: Profile) -> None:
    maps = tmp_path / "maps"
    maps.mkdir()
    for day, east in ((1, 31.0), (2, 31.0), (3, 30.5)):
        text = collection(square(30.0, east))
        (maps / f"2031-06-0{day}.geojson").write_text(text, encoding="utf-8")
    (maps / "2031-06-04.geojson").write_text('{"type": "FeatureCollection"', encoding="utf-8")
    outlines = tmp_path / "outlines.geojson"
    regions = square(30.75, 31.5, id="TV-E"), square(29.0, 30.75, id="elsewhere")
    outlines.write_text(collection(*regions), encoding="utf-8")
    package = add_reference(maps, "polygons", OURS, lake, beside={"outlines": outlines})
    series = {
        one.id: [round(value.value) for value in one.values]
        for one in load_library(lake).series
        if one.reference == package.reference
    }
    whole, east = series["maps/total"], series["maps/TV-E"]
    assert whole[0] == whole[1] == pytest.approx(3960, rel=0.01)
    assert whole[2] == pytest.approx(whole[0] / 2, abs=2)
    assert east[0] == pytest.approx(whole[0] / 4, abs=2)
    assert east[2] == 0
    told = " ".join(package.reference.defects)
    assert "2031-06-04.geojson" in told
    assert str(tmp_path) not in told
    assert len(list((package.folder / "published").iterdir())) == 4


def test_maps_need_outlines_of_regions(tmp_path: Path, lake: Profile) -> None:
    (tmp_path / "2031-06-01.geojson").write_text(collection(square(30, 31)), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="add --outlines"):
        add_reference(tmp_path / "2031-06-01.geojson", "polygons", OURS, lake)


def test_a_package_of_ones_own_is_taken_as_it_is(tmp_path: Path) -> None:
    source = EXAMPLE / "references" / "veld-map"
    other = load_profile(EXAMPLE / "lake_war.toml")
    from msgspec.structs import replace

    without = replace(other, references=())
    package = add_reference(source, "package", About(), without)
    assert package.reference.sha256 == load_library(without).references[0].sha256
    assert (package.folder / "datapackage.json").read_bytes() == (
        source / "datapackage.json"
    ).read_bytes()
    with pytest.raises(ReferenceDataError, match="has a reference of that name"):
        add_reference(source, "package", About(), replace(other, references=("a/veld-map",)))


BAD = {
    "empty": (b"", "the file is empty"),
    "no rows": (b"date,area_km2\n", "no rows"),
    "UTF-16": ("date,area_km2\n2031-06-01,5\n".encode("utf-16"), "UTF-16"),
    "Latin-1": (b"date,area_km2\n2031-06-01,5\n2031-06-02,6\xe9\n", "line 3 is not UTF-8"),
    "binary": (bytes(range(256)), "binary"),
    "short row": (b"date,area_km2\n2031-06-01,5\n2031-06-02\n", "row 3: it has 1 cells"),
    "a day twice": (
        b"date,area_km2\n2031-06-01,5\n2031-06-02,6\n2031-06-01,7\n",
        "row 4: 2031-06-01 stands twice: it stands in row 2",
    ),
    "not a number": (b"date,area_km2\n2031-06-01,nan\n", "row 2: area_km2 holds 'nan'"),
    "grouped digits": (b'date,area_km2\n2031-06-01,"12,345"\n', "no plain figure"),
    "no such day": (b"date,area_km2\n2031-13-01,5\n", "row 2: date holds '2031-13-01'"),
    "other days": (b"date,area_km2\n01/06/2031,5\n", "no ISO day"),
    "after retrieval": (b"date,area_km2\n2999-01-01,5\n", "after the day it was retrieved"),
    "no columns": (b"a,b\n1,2\n", "no column for days"),
    "a column twice": (b"date,area_km2,area_km2\n2031-06-01,5,5\n", "stands twice"),
    "two areas": (b"date,a_km2,b_km2\n2031-06-01,5,5\n", "several columns could be the area"),
    "open quote": (b'date,area_km2\n2031-06-01,"5\n', "not CSV"),
    "huge cell": (b"date,area_km2\n2031-06-01," + b"5" * 300_000 + b"\n", "row 2"),
    "broken gzip": (gzip.compress(DAILY.encode() * 99)[:40], "ends in the middle"),
    "deep JSON": (b"[" * 100_000, "not JSON"),
    "no list": (b'{"date": "2031-06-01"}', "no list of objects"),
    "nested": (b'[{"date": "2031-06-01", "area_km2": {}}]', "row 1"),
    "many digits": (b'[{"date": "2031-06-01", "area_km2": ' + b"9" * 5000 + b"}]", "JSON"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_by_name_and_row_and_leave_nothing(
    add: Add, lake: Profile, name: str
) -> None:
    raw, why = BAD[name]
    with pytest.raises(ReferenceDataError, match=why) as caught:
        add(raw)
    assert "delta.csv" in caught.value.item
    assert added_folders(lake.name) == ()
    folder = conflict_folder(lake.name)
    assert not folder.exists() or list(folder.iterdir()) == []
    assert len(load_library(lake).references) == len(lake.references)


def test_what_unpacks_to_far_more_than_itself_is_not_unpacked(add: Add, tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 60_000_000, 9)
    with pytest.raises(ReferenceDataError, match="200 times its size"):
        add(bomb, file="bomb.csv.gz")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 60_000_000)
    with pytest.raises(ReferenceDataError, match="200 times its size"):
        add((tmp_path / "b.zip").read_bytes(), file="b.zip")


def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path, lake: Profile) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(ReferenceDataError, match="no ordinary file"):
        add_reference(tmp_path / "pipe.csv", "territory", OURS, lake)


@pytest.mark.parametrize("name", ["../out", "a/b", ".hidden", "", "Upper", "x" * 80])
def test_a_name_cannot_lead_out_of_the_folder(add: Add, data: Path, name: str) -> None:
    if not name:
        assert name_from(Path("../../Etc Passwd.csv")) == "etc-passwd"
        return
    with pytest.raises(ReferenceDataError, match="a name is of small letters"):
        add(DAILY, name=name)


def test_whoever_is_no_party_or_place_is_refused(add: Add) -> None:
    with pytest.raises(ReferenceDataError, match="'mars' is no party of lake_war"):
        add(DAILY, holder="mars")
    with pytest.raises(ReferenceDataError, match="'Olympus' is no region"):
        add(DAILY, place="Olympus")
    with pytest.raises(ReferenceDataError, match="names 'Mars', no party"):
        add("date,country,type,total\n2031-06-01,Mars,Tanks,4\n", "losses")


def test_what_a_file_cannot_say_is_asked_for_at_once(tmp_path: Path, lake: Profile) -> None:
    (tmp_path / "d.csv").write_text(DAILY)
    with pytest.raises(ReferenceDataError, match="--publisher, --licence, --holder"):
        add_reference(tmp_path / "d.csv", "territory", About(), lake)
    with pytest.raises(ReferenceDataError, match="use one of"):
        add_reference(tmp_path / "d.csv", "tea", OURS, lake)
    assert "territory" in KINDS


def test_a_reference_gives_way_only_to_one_that_is_whole(add: Add, lake: Profile) -> None:
    add(DAILY)
    with pytest.raises(ReferenceDataError, match="added before"):
        add("date,area_km2\n2031-06-05,7\n")
    with pytest.raises(ReferenceDataError, match="no plain figure"):
        add("date,area_km2\n2031-06-05,seven\n", replace=True)
    assert len(days_of(add_again(lake), lake)) == 3
    package = add("date,area_km2\n2031-06-05,7\n", replace=True)
    assert days_of(package, lake) == {"2031-06-05": 7}
    assert [folder.name for folder in conflict_folder(lake.name).iterdir()] == ["delta"]


def add_again(lake: Profile) -> Package:
    from onrecord.reference.packages import read_package

    return read_package(conflict_folder(lake.name) / "delta")


def test_one_that_was_being_replaced_is_still_there_after_a_crash(add: Add, lake: Profile) -> None:
    package = add(DAILY)
    package.folder.rename(package.folder.with_name(".before-delta"))
    assert [one.name for one in load_library(lake).references][-1] == "delta"
    add(DAILY, replace=True)
    assert [folder.name for folder in conflict_folder(lake.name).iterdir()] == ["delta"]


def test_a_damaged_reference_is_left_out_and_told_and_the_others_still_work(
    add: Add, lake: Profile
) -> None:
    package = add(DAILY)
    (package.folder / "values.csv").write_text("date,area_km2\n2031-06-01,1\n")
    with pytest.warns(BrokenReferenceWarning, match="sha256 differs"):
        library = load_library(lake)
    assert [one.name for one in library.references] == [Path(one).name for one in lake.references]
    assert library.series
    remove_reference("delta", lake)
    assert added_folders(lake.name) == ()


def test_the_same_file_said_the_same_gives_the_same_package(add: Add, lake: Profile) -> None:
    first = add(DAILY).reference.sha256
    remove_reference("delta", lake)
    assert add(DAILY).reference.sha256 == first
    descriptor = json.loads((add_again(lake).folder / "datapackage.json").read_text())
    assert descriptor["onrecord"]["added"]["kind"] == "territory"


def test_only_references_that_were_added_can_be_removed(lake: Profile) -> None:
    with pytest.raises(ReferenceDataError, match="no reference of that name was added"):
        remove_reference("veld-map", lake)


def test_a_shipped_conflict_takes_references_too_and_forgets_them(
    tmp_path: Path, ukraine: Profile
) -> None:
    before = load_library(ukraine)
    table = tmp_path / "mine.csv"
    table.write_text("date,area_km2\n2022-06-01,125000\n", encoding="utf-8")
    said = About(publisher="X", licence="CC0", holder="russia", retrieved=dt.date(2026, 1, 1))
    add_reference(table, "territory", said, ukraine)
    assert load_library(ukraine).references[-1].name == "mine"
    assert load_library(ukraine) is load_library(ukraine)
    remove_reference("mine", ukraine)
    assert load_library(ukraine).references == before.references
