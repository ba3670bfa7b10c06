"""The reference data that ship with the package."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

import onrecord
from onrecord.reference import Library, Profile, Series
from onrecord.text import lexicon

DATA = Path(onrecord.__file__).parent / "data"
DESCRIPTORS = sorted(DATA.glob("*/**/datapackage.json"))


def series(library: Library, name: str) -> Series:
    return next(one for one in library.series if one.id == name)


@pytest.mark.parametrize("path", DESCRIPTORS, ids=lambda path: path.parent.name)
def test_every_package_states_what_a_data_package_must(path: Path) -> None:
    package = json.loads(path.read_text(encoding="utf-8"))
    assert package["name"] == path.parent.name or path.parent == DATA / "places"
    assert re.fullmatch(r"[a-z0-9._/-]+", package["name"])
    for field in ("title", "version", "licenses", "sources", "contributors", "resources"):
        assert package[field], field
    for licence in package["licenses"]:
        assert licence["name"]
        assert licence["title"]
    for resource in package["resources"]:
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", resource["hash"])
        assert (path.parent / resource["path"]).stat().st_size == resource["bytes"]
        fields = resource.get("schema", {}).get("fields", [])
        assert fields or resource["format"] == "geojson"


def test_all_series_and_ledgers_load_verified(library: Library) -> None:
    assert {one.reference.name for one in library.series} == {
        "liveuamap-daily",
        "isw-economist-control",
        "isw-economist-control-advances",
        "nzz-windows",
        "deepstate-daily",
    }
    assert len({one.id for one in library.series}) == len(library.series)
    assert [one.reference.unit for one in library.ledgers] == ["items", "items", "people"]
    assert all(one.values for one in library.series)
    assert all(one.counts for one in library.ledgers)


def test_coverage_holds_every_value(library: Library) -> None:
    for one in library.series:
        coverage = one.reference.coverage
        assert coverage.start <= one.values[0].day
        assert one.last_day <= coverage.end
    for ledger in library.ledgers:
        assert ledger.reference.coverage.start == ledger.days[0]
        assert ledger.reference.coverage.end == ledger.days[-1]


def test_every_reference_of_the_profile_has_its_metadata(
    library: Library, ukraine: Profile
) -> None:
    assert tuple(one.name for one in library.references) == ukraine.references
    for reference in library.references:
        assert reference.defects
        assert reference.licence
        assert reference.source.startswith("https://")


def test_only_a_partys_own_figures_carry_its_id(library: Library) -> None:
    own = {one.name: one.party for one in library.references if one.party}
    assert own == {"ua-general-staff-equipment": "ukraine", "ua-general-staff-personnel": "ukraine"}


def test_what_rests_on_one_upstream_map_says_so(library: Library) -> None:
    upstream = {one.name: set(one.derived_from) for one in library.references}
    assert upstream["liveuamap-daily"] & upstream["nzz-windows"]
    assert upstream["isw-economist-control"] == upstream["isw-economist-control-advances"]
    assert not upstream["isw-economist-control"] & upstream["liveuamap-daily"]


def test_a_window_state_holds_until_the_next_window(library: Library) -> None:
    total = series(library, "nzz-windows/total")
    shown = [total.at(dt.date(2022, 7, day)) for day in (24, 30, 31)]
    assert [state.day if state else None for state in shown] == [dt.date(2022, 7, 24)] * 3
    assert total.at(dt.date(2022, 8, 6)) == total.at(dt.date(2022, 7, 24))
    assert total.at(dt.date(2022, 8, 7)) != total.at(dt.date(2022, 8, 6))


def test_region_shares_add_up_to_no_more_than_the_total(library: Library) -> None:
    regions = [one for one in library.series if one.place != "UA" and one.measure == "held"]
    assert len(regions) >= 12
    for day in (dt.date(2022, 4, 5), dt.date(2022, 6, 30), dt.date(2022, 9, 10)):
        total = series(library, "nzz-windows/total").at(day)
        held = [one.at(day) for one in regions]
        assert total is not None
        assert 0.95 * total.value < sum(one.value for one in held if one) <= total.value + 1


def test_series_are_found_by_holder_place_and_measure(library: Library) -> None:
    assert {one.measure for one in library.series_for("russia", "UA")} == {"held"}
    assert [one.id for one in library.series_for("russia", "UA-63", "lost")] == [
        "nzz-windows/UA-63-lost"
    ]
    assert library.series_for("ukraine", "UA") == ()


def test_ledgers_are_found_by_the_party_whose_losses_they_count(library: Library) -> None:
    assert [one.reference.name for one in library.ledgers_for("ukraine")] == ["oryx-losses"]
    assert len(library.ledgers_for("russia")) == 3
    assert library.ledgers_for("elsewhere") == ()


def test_ledgers_count_in_classes_of_the_equipment_vocabulary(library: Library) -> None:
    known = set(lexicon("equipment")["classes"]) | {"personnel"}
    for ledger in library.ledgers:
        for party in ledger.reference.coverage.parties:
            assert ledger.items(party) <= known


def test_published_types_map_to_classes_of_the_equipment_vocabulary() -> None:
    import tomllib

    text = (DATA / "references" / "equipment_classes.toml").read_text(encoding="utf-8")
    known = set(lexicon("equipment")["classes"])
    for publisher, types in tomllib.loads(text).items():
        assert {name for names in types.values() for name in names} <= known, publisher


def test_both_parties_are_counted_in_the_same_classes(library: Library) -> None:
    documented = next(one for one in library.ledgers if one.reference.bias == "lower_bound")
    assert documented.items("russia") == documented.items("ukraine")


def test_documented_losses_are_a_lower_bound_by_disposition(library: Library) -> None:
    documented = library.ledgers_for("ukraine")[0]
    day = dt.date(2022, 9, 12)
    total = documented.at(day, "russia", "tank")
    parts = [
        documented.at(day, "russia", "tank", disposition)
        for disposition in ("destroyed", "abandoned", "captured", "damaged")
    ]
    assert total is not None
    assert total.as_of == day
    assert total.count == sum(part.count for part in parts if part)


def test_a_table_missing_from_one_recording_is_flagged_as_a_dip(library: Library) -> None:
    documented = library.ledgers_for("ukraine")[0]
    serious = [flag for flag in documented.flags if not flag.informational]
    assert {flag.rule for flag in serious} == {"dip", "fall", "whole_below_part"}
    serious = [flag for flag in serious if flag.rule == "dip"]
    day = serious[0].start
    assert serious[0].about is not None
    assert serious[0] in documented.flags_against(day, day, *serious[0].about)


def test_a_flag_on_a_change_leaves_the_levels_alone(library: Library) -> None:
    control = series(library, "isw-economist-control/control")
    step = next(flag for flag in control.flags if flag.rule == "reclassification")
    before = step.start - dt.timedelta(days=1)
    assert step in control.flags_against(before, step.end)
    assert step not in control.flags_against(step.end, step.end)
    assert step not in control.flags_against(before, before)


def test_a_spike_speaks_against_every_change_from_or_to_its_day(library: Library) -> None:
    daily = series(library, "liveuamap-daily/total")
    spike = max((flag for flag in daily.flags if flag.rule == "spike"), key=lambda f: abs(f.size))
    week = dt.timedelta(days=7)
    assert spike in daily.flags_against(spike.start, spike.start + week)
    assert spike in daily.flags_against(spike.start - week, spike.start)
    assert spike not in daily.flags_against(spike.start - week, spike.start + week)


def test_the_areas_of_regions_are_those_of_their_outlines(ukraine: Profile) -> None:
    path = DATA / "references" / "natural-earth-ukraine" / "ukraine_oblasts_natural_earth.geojson"
    outlines = json.loads(path.read_text(encoding="utf-8"))["features"]
    coded = {feature["properties"]["iso_3166_2"] for feature in outlines}
    regions = {place.id: place for place in ukraine.places if place.kind == "region"}
    assert coded <= set(regions)
    assert all(regions[code].area_km2 for code in coded)
