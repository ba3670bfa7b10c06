"""The rules that flag reference data, on invented series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reference import Count, Coverage, Flag, Reference, Series, Value
from onrecord.reference.flag_rules import flag_rules
from onrecord.reference.flags import DescribedSeries, flag_falls, flag_series
from onrecord.reference.packages import SeriesColumns

START = dt.date(2030, 5, 1)
DAY = dt.timedelta(days=1)


def reference(publisher: str) -> Reference:
    return Reference(
        name=publisher.lower(),
        title=publisher,
        version="1",
        publisher=publisher,
        licence="CC0",
        sha256="0" * 64,
        retrieved=START,
        source="invented",
        coverage=Coverage(start=START, end=START + 400 * DAY, place="all"),
        unit="km2",
        date_means="day_of_state",
        bias="estimate",
    )


def described(
    values: Sequence[float | tuple[float, ...]],
    *,
    publisher: str = "Alpha",
    name: str = "area",
    days: Sequence[int] | None = None,
    area: float | None = None,
    leaves_out: tuple[str, ...] = (),
    measure: str = "held",
    between: str = "nothing",
) -> DescribedSeries:
    parts = [value if isinstance(value, tuple) else (value,) for value in values]
    places = days if days is not None else range(len(parts))
    return DescribedSeries(
        series=Series(
            reference=reference(publisher),
            id=f"{publisher}/{name}",
            definition="area held",
            holder="north",
            place="all",
            values=tuple(
                Value(day=START + place * DAY, value=sum(part))
                for place, part in zip(places, parts, strict=True)
            ),
            measure=measure,
            between=between,
        ),
        columns=SeriesColumns(
            id=name,
            definition="area held",
            holder="north",
            place="all",
            columns=("a",),
            leaves_out=leaves_out,
            area_km2=area,
            measure=measure,
            between=between,
        ),
        parts=tuple(parts),
    )


def flags_of(*series: DescribedSeries) -> list[list[Flag]]:
    return [list(one.flags) for one in flag_series(series, flag_rules())]


def ramp(days: int, *, start: float = 50_000, daily: float = 7) -> list[float]:
    return [start + daily * day for day in range(days)]


def test_a_day_that_leaves_its_neighbours_and_comes_back_is_a_spike() -> None:
    values = ramp(10)
    values[4] += 3000
    (flags,) = flags_of(described(values))
    assert [(flag.rule, flag.start, round(flag.size, -3)) for flag in flags] == [
        ("spike", START + 4 * DAY, 3000)
    ]
    (series,) = flag_series([described(values)], flag_rules())
    assert [value.day for value in series.values if value.flags] == [START + 4 * DAY]


def test_the_day_after_a_spike_is_compared_with_the_day_before_it() -> None:
    values = [50_000.0, 50_000, 50_400, 50_000, 50_400, 50_400]
    (flags,) = flags_of(described(values))
    assert [flag.start for flag in flags] == [START + 2 * DAY]


def test_a_fall_that_lasts_is_no_spike() -> None:
    values = [50_000.0, 50_000, 47_000, 44_000, 43_900, 43_800]
    assert flags_of(described(values)) == [[]]


def test_a_spike_during_a_retreat_is_still_a_spike() -> None:
    values = [50_000.0, 60_000, 48_800, 47_000]
    (flags,) = flags_of(described(values))
    assert [flag.rule for flag in flags] == ["spike"]


def test_values_far_apart_make_no_spike() -> None:
    values = [50_000.0, 60_000, 50_000]
    assert flags_of(described(values, days=[0, 10, 20])) == [[]]


def test_a_step_that_no_other_maker_shares_is_flagged() -> None:
    stepped = [value + (4000 if day >= 15 else 0) for day, value in enumerate(ramp(30))]
    flags, calm = flags_of(described(stepped), described(ramp(30), publisher="Beta"))
    assert [(flag.rule, flag.start, flag.change) for flag in flags] == [
        ("unshared_step", START + 15 * DAY, True)
    ]
    assert calm == []


def test_a_step_in_a_series_that_leaves_out_a_class_is_a_reclassification() -> None:
    stepped = [value + (4000 if day >= 15 else 0) for day, value in enumerate(ramp(30))]
    advances = [9000 - (3900 if day >= 15 else 0) for day in range(30)]
    flags, _, _ = flags_of(
        described(stepped, leaves_out=("advances",)),
        described(advances, name="advances", measure="advances"),
        described(ramp(30), publisher="Beta"),
    )
    assert [flag.rule for flag in flags] == ["reclassification"]
    assert "advances move -3,900" in flags[0].why
    assert not flags[0].informational


def test_the_rest_of_an_exchange_between_the_parts_of_a_sum_is_only_noted() -> None:
    parts = [(50_000.0 + day, 9000.0) for day in range(15)]
    parts += [(55_000.0 + day, 6000.0) for day in range(15)]
    flags, _ = flags_of(described(parts), described(ramp(30), publisher="Beta"))
    assert [(flag.rule, flag.informational) for flag in flags] == [("exchange_between_parts", True)]


@pytest.mark.parametrize("lag", [-4, -1, 0, 2, 5])
def test_a_step_that_another_maker_shows_some_days_off_is_real(lag: int) -> None:
    one = [value - (6000 if day >= 15 else 0) for day, value in enumerate(ramp(30))]
    other = [value - (5000 if day >= 15 + lag else 0) for day, value in enumerate(ramp(30))]
    assert flags_of(described(one), described(other, publisher="Beta")) == [[], []]


def test_a_witness_that_moves_the_other_way_shares_nothing() -> None:
    one = [value + (6000 if day >= 15 else 0) for day, value in enumerate(ramp(30))]
    other = [value - (6000 if day >= 15 else 0) for day, value in enumerate(ramp(30))]
    assert [len(flags) for flags in flags_of(described(one), described(other, publisher="B"))] == [
        1,
        1,
    ]


def test_a_spike_of_a_witness_vouches_for_no_step() -> None:
    one = [value + (3000 if day >= 15 else 0) for day, value in enumerate(ramp(30))]
    other = ramp(30)
    other[16] += 5000
    flags, _ = flags_of(described(one), described(other, publisher="Beta"))
    assert [flag.rule for flag in flags] == ["unshared_step"]


def test_another_table_of_the_same_maker_is_no_witness() -> None:
    stepped = [value + (4000 if day >= 15 else 0) for day, value in enumerate(ramp(30))]
    assert flags_of(described(stepped), described(ramp(30), name="again")) == [[], []]


def test_without_a_witness_on_those_days_no_step_is_judged() -> None:
    stepped = [value + (4000 if day >= 15 else 0) for day, value in enumerate(ramp(30))]
    later = described(ramp(30), publisher="Beta", days=range(100, 130))
    assert flags_of(described(stepped), later) == [[], []]


def test_a_stepwise_witness_vouches_with_the_state_of_its_window() -> None:
    one = [value - (6000 if day >= 15 else 0) for day, value in enumerate(ramp(30))]
    windows = described(
        [50_000, 50_050, 44_000, 44_000],
        days=[0, 10, 17, 29],
        publisher="Beta",
        between="last_state",
    )
    assert flags_of(described(one), windows) == [[], []]


def test_values_beyond_the_place_are_flagged() -> None:
    (flags,) = flags_of(described([-1.0, 500, 1000, 1100], area=1000))
    assert [(flag.rule, flag.start) for flag in flags] == [
        ("out_of_bound", START),
        ("out_of_bound", START + 3 * DAY),
    ]


def test_gaps_and_stale_stretches_are_only_noted() -> None:
    values = [*ramp(10), *([60_000.0] * 20), *ramp(10, start=60_010)]
    days = [*range(30), *range(33, 43)]
    (flags,) = flags_of(described(values, days=days))
    assert [(flag.rule, flag.informational, flag.size) for flag in flags] == [
        ("stale", True, 20),
        ("gap", True, 3),
    ]


def test_selected_days_have_no_gaps() -> None:
    assert flags_of(described(ramp(4), days=[0, 30, 60, 90])) == [[]]


def counts(*figures: tuple[int, int]) -> tuple[Count, ...]:
    return tuple(
        Count(as_of=START + day * DAY, party="north", item="tank", disposition=None, count=count)
        for day, count in figures
    )


def test_a_count_that_falls_for_good_speaks_against_growth_across_it() -> None:
    history = counts((0, 100), (3, 120), (5, 80), (30, 90))
    (flag,) = flag_falls(("north", "tank", None), history)
    assert (flag.rule, flag.change, flag.informational) == ("fall", True, False)
    assert (flag.start, flag.size) == (START + 5 * DAY, -40)


def test_a_fall_made_good_soon_is_a_dip_of_those_days() -> None:
    history = counts((0, 100), (3, 120), (5, 20), (7, 121))
    (flag,) = flag_falls(("north", "tank", None), history)
    assert (flag.rule, flag.change) == ("dip", False)
    assert (flag.start, flag.end) == (START + 5 * DAY, START + 6 * DAY)


def test_small_corrections_are_only_noted() -> None:
    (flag,) = flag_falls(("north", "tank", None), counts((0, 100), (3, 98)))
    assert flag.informational


areas = st.lists(st.floats(0, 1e6, allow_nan=False), max_size=40)


@given(areas, areas)
def test_no_rule_changes_a_value_or_fails(one: list[float], other: list[float]) -> None:
    before = [described(one), described(other, publisher="Beta")]
    after = flag_series(before, flag_rules())
    for was, now in zip(before, after, strict=True):
        assert [(v.day, v.value) for v in was.series.values] == [
            (v.day, v.value) for v in now.values
        ]
