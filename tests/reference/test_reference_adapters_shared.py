"""The adapters on the published files as they are, with their known oddities."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.reference import Ledger, Profile, Series, load_library
from onrecord.reference.adapters import About
from onrecord.reference.adding import add_reference
from onrecord.reference.packages import Package

pytestmark = pytest.mark.shared

SHIPPED = Path(onrecord.__file__).parent / "data" / "references"
Read = Callable[..., Package]


@pytest.fixture
def read(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ukraine: Profile) -> Read:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))

    def call(source: str | Path, kind: str, beside: str = "", role: str = "", **about: object):
        said = About(name="read", publisher="Maker", licence="see the source", **about)
        extra = {role: shared / "equipment" / beside} if role else {}
        path = source if isinstance(source, Path) else shared / source
        return add_reference(path, kind, said, ukraine, beside=extra, replace=True)

    return call


def ledger(profile: Profile) -> Ledger:
    return next(one for one in load_library(profile).ledgers if one.reference.name == "read")


def series(profile: Profile) -> Series:
    return next(one for one in load_library(profile).series if one.reference.name == "read")


@pytest.mark.parametrize(
    ("file", "day", "km2"),
    [
        ("liveuamap_daily.csv", "2022-09-08", 136687.511),
        ("nzz_daily_as_published.csv", "2023-10-24", 750858.2),
        ("nzz_daily_to_2023-03_without_crimea.csv", "2022-02-24", 30619.85),
        ("isw_economist_assessed_control_daily.csv", "2022-02-24", 81984.43),
        ("derived_deepstate_area_daily.csv", "2024-07-08", 109360.839),
    ],
)
def test_daily_totals_need_no_more_than_who_holds_the_area(
    read: Read, ukraine: Profile, file: str, day: str, km2: float
) -> None:
    read(f"territory/{file}", "territory", holder="russia")
    value = series(ukraine).at(dt.date.fromisoformat(day))
    assert value is not None
    assert value.value == pytest.approx(km2, rel=1e-6)


def test_totals_by_type_give_the_counts_that_ship(read: Read) -> None:
    package = read("equipment/oryx_totals_by_type_snapshots.csv", "losses")
    counts = (package.folder / "counts.csv").read_bytes()
    assert counts == (SHIPPED / "oryx-losses" / "counts.csv").read_bytes()
    assert "on 15 days a type stands twice" in package.reference.defects[0]


def test_the_history_that_a_later_daily_count_lost_is_found(read: Read, ukraine: Profile) -> None:
    package = read("equipment/oryx_daily_count_asof_2025-07-19.csv", "losses")
    entry = ("russia", "all", None)
    flags = [flag for flag in ledger(ukraine).flags if flag.about == entry]
    lost = [flag for flag in flags if flag.rule == "whole_left_behind"]
    assert [(flag.start, flag.end) for flag in lost] == [
        (dt.date(2022, 6, 10), dt.date(2024, 9, 29))
    ]
    assert "rows sum up others and are left out" in package.reference.defects[0]
    tanks = [flag for flag in ledger(ukraine).flags if flag.about == ("russia", "tank", None)]
    assert [flag.end for flag in tanks if flag.rule == "begins_late"] == [dt.date(2025, 3, 20)]


def test_daily_counts_agree_with_the_totals_of_the_same_day(read: Read, ukraine: Profile) -> None:
    read("equipment/oryx_daily_count_asof_2022-10-01.csv", "losses")
    found = ledger(ukraine)
    (shipped,) = [one for one in load_library(ukraine).ledgers if one.id.startswith("oryx-losses")]
    day = dt.date(2022, 9, 30)
    for item in ("all", "tank", "ifv", "artillery", "aircraft", "armoured_vehicle"):
        mine, theirs = found.at(day, "russia", item), shipped.at(day, "russia", item)
        assert mine
        assert theirs
        assert mine.count == pytest.approx(theirs.count, rel=0.01), item


def test_events_have_their_list_numbers_taken_off_and_overcount_less_than_their_rows(
    read: Read, shared: Path, tmp_path: Path, ukraine: Profile
) -> None:
    folder = tmp_path / "events"
    folder.mkdir()
    for path in (shared / "equipment").glob("oryx_event_*_asof_2022-09-30.csv"):
        shutil.copy(path, folder)
    models = "russia_losses_equipment_oryx.json"
    package = read(folder, "loss-events", models, "models")
    count = ledger(ukraine).at(dt.date(2022, 9, 30), "russia", "all")
    assert count is not None
    assert 6526 <= count.count < 7168  # the list's own total, and the rows about Russia
    assert any("list stuck to the system" in words for words in package.reference.defects)
    rows = (package.folder / "events.csv").read_text(encoding="utf-8").splitlines()
    systems = [row.split(",")[2] for row in rows[1:] if '"' not in row]
    assert not [name for name in systems if name[:4].strip().isdigit() and " mm" not in name]


def test_official_claims_give_the_counts_that_ship_and_tell_their_corrections(
    read: Read, ukraine: Profile
) -> None:
    package = read(
        "equipment/ua_mod_claimed_russian_equipment_losses.csv",
        "claims",
        "russia_losses_equipment_correction.json",
        "corrections",
        party="ukraine",
        of="russia",
    )
    counts = (package.folder / "counts.csv").read_bytes()
    assert counts == (SHIPPED / "ua-general-staff-equipment" / "counts.csv").read_bytes()
    told = {flag.start for flag in ledger(ukraine).flags if flag.rule == "correction"}
    assert {dt.date(2022, 10, 13), dt.date(2023, 5, 27)} <= told
    fell = {flag.start for flag in ledger(ukraine).flags if flag.rule in ("fall", "dip")}
    assert {dt.date(2022, 10, 13), dt.date(2023, 5, 28)} <= fell
