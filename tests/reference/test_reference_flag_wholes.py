"""Rules that hold a series against its parts, and steps against witnesses that moved earlier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Disposition
from onrecord.reference import Count, Coverage, Flag, Reference, Series, Value
from onrecord.reference.described import DescribedSeries
from onrecord.reference.flag_counts import Correction, CountRules
from onrecord.reference.flag_rules import flag_rules
from onrecord.reference.flags import flag_series
from onrecord.reference.packages import SeriesColumns

START = dt.date(2030, 5, 1)
DAY = dt.timedelta(days=1)


def reference(publisher: str, sources: tuple[str, ...] = ()) -> Reference:
    return Reference(
        name=publisher.lower(),
        title=publisher,
        version="1",
        publisher=publisher,
        licence="CC0",
        sha256="0" * 64,
        retrieved=START,
        source="invented",
        derived_from=sources,
        coverage=Coverage(start=START, end=START + 400 * DAY, place="all"),
        unit="km2",
        date_means="day_of_state",
        bias="estimate",
    )


def one(
    values: Sequence[float],
    *,
    publisher: str = "Alpha",
    sources: tuple[str, ...] = (),
    place: str = "all",
    measure: str = "held",
    between: str = "nothing",
    area: float | None = None,
    days: Sequence[int] | None = None,
) -> DescribedSeries:
    columns = SeriesColumns(
        id=f"{place}-{measure}",
        definition="area",
        holder="north",
        place=place,
        columns=("a",),
        measure=measure,
        between=between,
        area_km2=area,
    )
    places = days if days is not None else range(len(values))
    series = Series(
        reference=reference(publisher, sources),
        id=f"{publisher}/{columns.id}",
        definition="area",
        holder="north",
        place=place,
        values=tuple(
            Value(day=START + number * DAY, value=value)
            for number, value in zip(places, values, strict=True)
        ),
        measure=measure,
        between=between,
    )
    return DescribedSeries(series=series, columns=columns, parts=tuple((v,) for v in values))


def weighty(*series: DescribedSeries) -> list[list[tuple[str, int, int]]]:
    """The rules that flag each series, with first and last day, but those noted only."""
    return [
        [
            (flag.rule, (flag.start - START).days, (flag.end - START).days)
            for flag in found.flags
            if not flag.informational
        ]
        for found in flag_series(series, flag_rules())
    ]


FELL = [50_000.0] * 10 + [42_000.0] * 20
"""A real fall on the tenth day."""


def windows(stale: int, late: int) -> list[float]:
    """A maker that publishes anew after ``stale`` days, and shows the fall ``late`` days later."""
    return [50_000.0] * stale + [50_100.0] * late + [42_050.0] * (30 - stale - late)


def test_an_edition_without_a_step_that_everybody_had_seen_is_late() -> None:
    flags = weighty(one(windows(12, 3)), one(FELL, publisher="Beta"))
    assert flags == [[("late", 12, 14)], []]


def test_the_step_itself_that_comes_long_after_is_shared_by_nobody() -> None:
    flags = weighty(one(windows(12, 9)), one(FELL, publisher="Beta"))
    assert flags[0] == [("late", 12, 20), ("unshared_step", 21, 21)]


def test_it_is_not_late_while_another_witness_has_not_moved_yet() -> None:
    slow = [50_000.0] * 15 + [42_000.0] * 15
    flags = weighty(one(windows(12, 3)), one(FELL, publisher="B"), one(slow, publisher="C"))
    assert flags[0] == []


def test_an_edition_that_showed_part_of_the_step_is_not_late() -> None:
    partly = [50_000.0] * 12 + [46_000.0] * 3 + [42_000.0] * 15
    assert weighty(one(partly), one(FELL, publisher="Beta"))[0] == []


def test_values_between_a_step_and_the_step_that_undoes_it_decide_nothing() -> None:
    still = [30_000.0] * 30
    bulge = [30_000.0] * 10 + [35_000.0] * 8 + [30_000.0] * 12
    flags = weighty(one(bulge), one(still, publisher="Beta"))
    assert ("excursion", 10, 17) in flags[0]
    assert flags[1] == []


def test_two_steps_with_movement_between_them_are_no_excursion() -> None:
    moving = [30_000.0] * 10 + [35_000.0 - 300 * day for day in range(8)] + [27_600.0] * 12
    flags = weighty(one(moving), one([30_000.0] * 30, publisher="Beta"))
    assert "excursion" not in [rule for rule, _, _ in flags[0]]


def test_a_value_that_is_flagged_itself_vouches_for_nothing() -> None:
    foreign = [40_000.0] * 10 + [900_000.0] * 3 + [40_000.0] * 7
    step = [40_000.0] * 10 + [43_000.0] * 10
    flags = weighty(one(step), one(foreign, publisher="Beta", area=60_000))
    assert ("out_of_bound", 10, 12) in flags[1]
    assert flags[0] == [("unshared_step", 10, 10)]


def test_series_of_the_same_sources_share_their_faults() -> None:
    step = [40_000.0] * 10 + [43_000.0] * 10
    still = [40_000.0] * 20
    same = {"sources": ("atlas",)}
    alike = weighty(
        one(step, **same), one(step, publisher="Beta", **same), one(still, publisher="C")
    )
    assert [len(found) for found in alike] == [1, 1, 0]
    apart = weighty(one(step, **same), one(step, publisher="Beta"), one(still, publisher="C"))
    assert [len(found) for found in apart] == [0, 0, 0]


def test_a_total_less_than_its_regions_decides_nothing() -> None:
    parts = [one([600.0, 600, 600], place=place) for place in ("east", "west")]
    assert weighty(one([1250.0, 900, 880]), *parts)[0] == [
        ("less_than_parts", 1, 1), ("less_than_parts", 2, 2),
    ]  # fmt: skip


def test_a_step_outside_all_regions_is_a_foreign_polygon() -> None:
    parts = [one([6000.0] * 4, place=place) for place in ("east", "west")]
    flags = weighty(one([12_500.0, 12_500, 14_500, 14_500]), *parts)
    assert flags[0] == [("outside_regions", 2, 2)]


def test_regions_that_move_with_the_total_are_no_foreign_polygons() -> None:
    parts = [one([6000.0, 6000, 7000, 7000], place=place) for place in ("east", "west")]
    assert weighty(one([12_500.0, 12_500, 14_500, 14_500]), *parts) == [[], [], []]


def maps(lost: Sequence[float], held: Sequence[float]) -> list[DescribedSeries]:
    days = [0, 7, 14]
    return [
        one(held, between="last_state", area=100_000, days=days),
        one(lost, measure="lost", area=100_000, days=days),
        one([0.0, 0, 0], measure="gained", area=100_000, days=days),
    ]


def test_more_lost_than_held_at_one_stroke_is_an_exchange_of_labels() -> None:
    flags = weighty(*maps([0.0, 64_000, 0], [80_000.0, 16_000, 80_000]))
    assert [found[0] for found in flags] == [("inverted", 7, 13)] * 3


def test_unless_another_maker_shows_the_collapse_too() -> None:
    collapse = one(
        [80_000.0, 16_000, 16_000], publisher="Beta", days=[0, 7, 14], between="last_state"
    )
    flags = weighty(*maps([0.0, 64_000, 0], [80_000.0, 16_000, 16_000]), collapse)
    assert not any(rule == "inverted" for found in flags for rule, _, _ in found)


def test_a_change_that_is_not_gains_less_losses_is_noted() -> None:
    (series, *_) = flag_series(maps([0.0, 500, 0], [5000.0, 5000, 5000]), flag_rules())
    noted = [flag for flag in series.flags if flag.informational]
    assert [(flag.rule, flag.size) for flag in noted] == [("moves_differ", 500)]


def counts(item: str, *pairs: tuple[int, int], how: Disposition | None = None) -> tuple[Count, ...]:
    return tuple(
        Count(as_of=START + day * DAY, party="north", item=item, disposition=how, count=count)
        for day, count in pairs
    )


def count_flags(
    entry: tuple[str, Disposition | None],
    *histories: tuple[Count, ...],
    corrections: Sequence[Correction] = (),
) -> list[Flag]:
    by_entry = {(h[0].party, h[0].item, h[0].disposition): h for h in histories}
    days = tuple(sorted({count.as_of for history in histories for count in history}))
    rules = CountRules(by_entry, days, corrections)
    return list(rules(("north", *entry), by_entry["north", *entry]))


def test_a_whole_less_than_one_of_its_parts_decides_nothing_on_these_days() -> None:
    (flag,) = count_flags(
        ("all", None), counts("all", (0, 100), (3, 900)), counts("truck", (0, 300), (3, 310))
    )
    assert (flag.rule, flag.start, flag.end) == ("whole_below_part", START, START + 2 * DAY)
    assert not flag.informational


def test_so_it_is_for_a_total_and_its_dispositions() -> None:
    (flag,) = count_flags(
        ("tank", None), counts("tank", (0, 100)), counts("tank", (0, 300), how="destroyed")
    )
    assert flag.rule == "whole_below_part"


def test_a_whole_that_stands_still_while_its_parts_grow_lost_its_history() -> None:
    tanks = counts("tank", (0, 200), *((day, 700) for day in range(30, 50)))
    flags = count_flags(("all", None), counts("all", (0, 1000), (60, 1900)), tanks)
    assert [(flag.rule, flag.end - flag.start) for flag in flags] == [
        ("whole_left_behind", 58 * DAY)
    ]
    small = count_flags(
        ("all", None), counts("all", (0, 1000), (60, 1010)), counts("tank", (0, 200), (40, 205))
    )
    assert small == []


def test_a_whole_that_then_leaps_after_weeks_of_recordings_lost_its_history() -> None:
    parts = counts("tank", *((day, 200 + day) for day in range(40)))
    flags = count_flags(("all", None), counts("all", (0, 1000), (40, 1400)), parts)
    assert [flag.rule for flag in flags] == ["whole_left_behind"]
    steady = count_flags(("all", None), counts("all", (0, 1000), (40, 1020)), parts)
    assert steady == []


def test_a_part_without_any_count_contradicts_nothing() -> None:
    whole, empty = counts("all", (0, 100), (60, 900)), ("north", "ship", None)
    rules = CountRules({("north", "all", None): whole, empty: ()}, (START,))
    assert rules(("north", "all", None), whole) == ()
    assert rules(empty, ()) == ()


def test_a_count_that_begins_late_and_high_is_noted() -> None:
    flags = count_flags(("tank", None), counts("tank", (40, 4000)), counts("truck", (0, 1)))
    assert [(flag.rule, flag.informational) for flag in flags] == [("begins_late", True)]


@pytest.mark.parametrize(("change", "noted"), [(-2, True), (-400, False)])
def test_a_correction_that_the_maker_tells_speaks_against_growth_across_it(
    change: int, noted: bool
) -> None:
    told = Correction(day=START + 3 * DAY, party="north", item="tank", change=change)
    (flag,) = count_flags(("tank", None), counts("tank", (0, 1000), (3, 1010)), corrections=[told])
    assert (flag.rule, flag.informational, flag.change) == ("correction", noted, True)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40), st.integers(0, 39))
def test_flags_never_change_or_drop_a_value(values: list[float], at: int) -> None:
    given_ = [one(values), one(values[::-1], publisher="Beta"), one(values, place="east")]
    found = flag_series(given_, flag_rules())
    assert [[(v.day, v.value) for v in series.values] for series in found] == [
        [(v.day, v.value) for v in series.series.values] for series in given_
    ]
