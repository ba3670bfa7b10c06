"""Data packages on disk: what is read, and what is refused."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import ReferenceDataError
from onrecord.reference import Library, Profile, load_library, load_profile

AREA: dict[str, Any] = {
    "id": "area",
    "definition": "area held",
    "holder": "north",
    "place": "all",
    "columns": ["km2"],
}
TABLE = "date,km2\n2030-01-01,100\n2030-01-02,104.5\n2030-01-04,90\n"


def load(folder: Path) -> Library:
    profile = Profile(
        name="invented",
        title="Invented",
        start=dt.date(2030, 1, 1),
        parties=(),
        references=(folder.name,),
        home=str(folder.parent),
    )
    return load_library(profile)


def test_values_are_read_as_published(make_package: Any) -> None:
    folder = make_package("daily", TABLE, meaning={"series": [AREA]})
    (series,) = load(folder).series
    assert [(value.day.day, value.value) for value in series.values] == [
        (1, 100.0),
        (2, 104.5),
        (4, 90.0),
    ]
    assert series.id == "daily/area"
    assert series.reference.licence == "CC0-1.0"


def test_a_daily_series_says_nothing_of_other_days(make_package: Any) -> None:
    (series,) = load(make_package("daily", TABLE, meaning={"series": [AREA]})).series
    assert series.at(dt.date(2030, 1, 3)) is None
    assert series.at(dt.date(2029, 12, 31)) is None
    assert series.at(dt.date(2030, 1, 5)) is None


def test_a_stepwise_series_gives_the_last_state_within_its_span(make_package: Any) -> None:
    meaning = {"series": [AREA | {"between": "last_state", "until": "2030-01-06"}]}
    (series,) = load(make_package("windows", TABLE, meaning=meaning)).series
    states = [series.at(dt.date(2030, 1, day)) for day in (3, 6, 7)]
    assert [state.day.day if state else None for state in states] == [2, 4, None]


def test_sums_scales_and_empty_cells(make_package: Any) -> None:
    table = "date,a,b\n2030-01-01,1000000,2000000\n2030-01-02,1000000,\n"
    meaning = {"series": [AREA | {"columns": ["a", "b"], "scale": 1e-6}]}
    (series,) = load(make_package("sums", table, meaning=meaning)).series
    assert [value.value for value in series.values] == [pytest.approx(3.0)]


def test_a_grouped_table_holds_one_series_a_base_day(make_package: Any) -> None:
    table = (
        "base,date,km2\n2030-01-01,2030-01-02,5\n2030-01-01,2030-01-03,6\n2030-01-02,2030-01-03,1\n"
    )
    meaning = {"series": [AREA | {"group": "base", "measure": "ever_gained"}]}
    series = load(make_package("gained", table, meaning=meaning)).series
    assert [(one.base, len(one.values)) for one in series] == [
        (dt.date(2030, 1, 1), 2),
        (dt.date(2030, 1, 2), 1),
    ]


LEDGER: dict[str, Any] = {
    "id": "counts",
    "definition": "losses",
    "days": "days",
    "party": "party",
    "counts": {"destroyed": "destroyed", "total": ""},
}
COUNTS = (
    "date,party,item,destroyed,total\n"
    "2030-02-01,north,tank,3,5\n2030-02-03,north,tank,,6\n2030-02-03,south,tank,1,1\n"
)
DAYS = {"days.csv": "date\n2030-02-01\n2030-02-03\n2030-02-07\n"}


def test_a_count_stands_as_of_the_last_recording(make_package: Any) -> None:
    folder = make_package("losses", COUNTS, meaning={"ledger": LEDGER}, more=DAYS, unit="items")
    (ledger,) = load(folder).ledgers
    total = ledger.at(dt.date(2030, 2, 10), "north", "tank")
    destroyed = ledger.at(dt.date(2030, 2, 6), "north", "tank", "destroyed")
    assert total is not None
    assert destroyed is not None
    assert (total.count, total.as_of) == (6, dt.date(2030, 2, 7))
    assert (destroyed.count, destroyed.as_of) == (3, dt.date(2030, 2, 3))
    assert ledger.at(dt.date(2030, 1, 31), "north", "tank") is None
    assert ledger.at(dt.date(2031, 1, 31), "north", "tank") is None
    assert ledger.at(dt.date(2030, 2, 6), "north", "submarine") is None
    assert ledger.items("north") == {"tank"}
    assert ledger.dispositions("north", "tank") == {"destroyed", None}
    assert len(ledger.counts) == 5
    assert ledger.flags == ()


def test_an_altered_table_is_refused_by_name(make_package: Any) -> None:
    folder = make_package("daily", TABLE, meaning={"series": [AREA]})
    (folder / "table.csv").write_text(TABLE.replace("100", "101"), encoding="utf-8")
    library = load(folder)
    with pytest.raises(ReferenceDataError, match=r"table\.csv: its contents are not those"):
        _ = library.series


def test_a_missing_table_is_named(make_package: Any) -> None:
    folder = make_package("daily", TABLE, meaning={"series": [AREA]})
    (folder / "table.csv").unlink()
    with pytest.raises(ReferenceDataError, match=r"table\.csv: the file cannot be read"):
        _ = load(folder).series


def test_a_table_outside_the_package_is_refused(make_package: Any) -> None:
    folder = make_package("daily", TABLE, meaning={"series": [AREA]})
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"][0]["path"] = "../table.csv"
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="leaves the package's folder"):
        _ = load(folder).series


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("date,area\n2030-01-01,1\n", "no column 'km2'"),
        ("date,km2\n2030-01-01\n", "too short"),
        ("date,km2\nsoon,1\n", "no ISO day"),
        ("date,km2\n2030-01-01,many\n", "no figure"),
        ("date,km2\n2030-01-01,nan\n", "no figure"),
        ("date,km2\n2030-01-02,1\n2030-01-01,1\n", "stands after"),
        ("", "no column"),
    ],
)
def test_a_malformed_table_is_refused(make_package: Any, table: str, why: str) -> None:
    folder = make_package("daily", table, meaning={"series": [AREA]})
    with pytest.raises(ReferenceDataError, match=why):
        _ = load(folder).series


@pytest.mark.parametrize(
    "damage", ["", "[]", "{", '{"name": "x"}', '{"name": 3}', "\udcff"], ids=repr
)
def test_a_malformed_descriptor_is_refused(make_package: Any, damage: str) -> None:
    folder = make_package("daily", TABLE, meaning={"series": [AREA]})
    raw = damage.encode("utf-8", "surrogateescape")
    (folder / "datapackage.json").write_bytes(raw)
    with pytest.raises(ReferenceDataError, match=r"datapackage\.json"):
        load(folder)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.text(alphabet='date,km2\n\r"-0123456789.\x00\u2028é', max_size=80))
def test_any_table_is_read_or_refused(make_package: Any, rest: str) -> None:
    text = "date,km2\n" + rest.replace("\r", "")
    folder = make_package("daily", text, meaning={"series": [AREA]})
    try:
        series = load(folder).series
    except ReferenceDataError:
        return
    assert all(value.day for one in series for value in one.values)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.text(alphabet='name="[]{}\n2030-01', max_size=60) | st.just("a=" + "[" * 9999))
def test_any_profile_is_read_or_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReferenceDataError):
        load_profile(path)


def test_deep_nesting_and_null_bytes_are_refused(make_package: Any) -> None:
    folder = make_package("daily", TABLE, meaning={"series": [AREA]})
    (folder / "datapackage.json").write_text("[" * 99_999, encoding="utf-8")
    with pytest.raises(ReferenceDataError):
        load(folder)
    with pytest.raises(ReferenceDataError):
        load_profile("a\0b.toml")


def test_a_reference_that_is_nowhere_is_named(make_package: Any, tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match="reference 'atlantis'"):
        load(tmp_path / "atlantis")


def test_a_misspelt_field_is_refused_rather_than_ignored(make_package: Any) -> None:
    folder = make_package("daily", TABLE, meaning={"series": [AREA | {"colour": "red"}]})
    with pytest.raises(ReferenceDataError, match="colour"):
        load(folder)


def test_the_metadata_travel_with_each_series(make_package: Any) -> None:
    folder = make_package(
        "own", TABLE, meaning={"series": [AREA]}, party="north", bias="official_claim"
    )
    (series,) = load(folder).series
    assert series.reference.party == "north"
    assert series.reference.bias == "official_claim"
    assert len(series.reference.sha256) == 64
    assert msgspec.json.decode(msgspec.json.encode(series), type=type(series)) == series
