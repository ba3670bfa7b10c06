"""Which claims are drawn, where, and what stands beside them."""

from __future__ import annotations

import datetime as dt

import pytest
from chart_world import (
    BASE,
    day,
    figure,
    library,
    reading,
    record,
    reference,
    series,
)

from onrecord.publishing.charts import Wanted, curves_of, timeline
from onrecord.publishing.charts.rows import Interval
from onrecord.record import Participant
from onrecord.reference import Count, Flag, Ledger, Library, Value

FALL = [1000.0, 990, 980, 960, 930, 900, 800, 750, 700, 700, 690, 690]


def rows_of(*records, **wanted):
    return timeline(records, Wanted(**wanted), lambda _: None).rows


def test_rows_stand_in_the_order_of_days_and_are_numbered():
    rows = rows_of(record(11, speaker="C"), record(9, speaker="A"), record(10, speaker="B"))
    assert [(row.number, row.day.day, row.speaker) for row in rows] == [
        (1, 9, "A"),
        (2, 10, "B"),
        (3, 11, "C"),
    ]


def test_a_report_without_a_date_comes_last():
    rows = rows_of(record(9, published=None, speaker="X"), record(11))
    assert [row.day for row in rows] == [day(11), None]


@pytest.mark.parametrize(
    ("quantity", "allowed"),
    [
        ({"modifier": "exact"}, (285, 315)),
        ({"modifier": "about"}, (255, 345)),
        ({"modifier": "more_than", "value": None, "low": 300.0}, (294, None)),
        ({"modifier": "at_least", "value": None, "low": 300.0}, (294, None)),
        ({"modifier": "at_most", "value": None, "high": 300.0}, (None, 306)),
    ],
)
def test_a_figure_keeps_its_modifier_and_the_values_its_words_allow(quantity, allowed):
    (row,) = rows_of(record(quantity=quantity))
    assert row.modifier == quantity["modifier"]
    assert row.printed == 300
    assert (row.allowed.low, row.allowed.high) == pytest.approx(allowed)


def test_a_range_has_no_point():
    (row,) = rows_of(record(quantity={"value": None, "low": 200.0, "high": 400.0}))
    assert row.printed is None
    assert (row.allowed.low, row.allowed.high) == pytest.approx((190, 420))


def test_the_first_reading_that_can_be_decided_is_drawn_and_the_others_are_spanned():
    found = record(
        readings=(
            reading(figure(1.0, decides=False), title="undecided"),
            reading(figure(280), figure(310), title="main"),
            reading(figure(90), figure(120), title="another"),
        )
    )
    (row,) = rows_of(found)
    assert row.drawn.title == "main"
    assert row.drawn.spread == Interval(280, 310)
    assert row.others == Interval(90, 120)


def test_flagged_values_and_a_partys_own_never_widen_the_spread():
    own = reference("ministry", party="north")
    found = record(
        readings=(
            reading(
                figure(290),
                figure(9000, decides=False, flags=("spike 2031-05-09",)),
                figure(500, reference="ministry", decides=False),
                figure(20, decides=False),
            ),
        )
    )
    chart = timeline([found], library_of=lambda _: Library(references=(own,)))
    (row,) = chart.rows
    assert row.drawn.spread == Interval(290, 290)
    assert [one.standing for one in row.drawn.figures] == ["decides", "flagged", "own", "shown"]
    assert row.drawn.figures[1].remark == "spike 2031-05-09"


def test_a_lower_bound_is_open_upward():
    counted = figure(1087, reference="list", unit="items", window=None, as_of=day(9))
    found = record(
        quantity={"unit": "items", "value": 2000.0},
        claim={"kind": "materiel", "item": "tank"},
        readings=(reading(counted, verdict="not_contradicted"),),
    )
    bound = Library(references=(reference("list", bias="lower_bound", unit="items"),))
    (row,) = timeline([found], Wanted(kind="materiel"), lambda _: bound).rows
    assert row.drawn.spread == Interval(1087, None)
    assert row.about == "tank"


def test_figures_in_another_unit_do_not_stand_on_the_scale():
    share = figure(80, unit="percent")
    (row,) = rows_of(record(readings=(reading(share, figure(300)),)))
    assert [one.value for one in row.drawn.figures] == [300]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"claim": {"literal": False}}, "not meant literally"),
        ({"manner": "depicted"}, "said by nobody"),
        ({"claim": {"certainty": "denied"}}, "denied"),
        ({"quantity": {}}, "no figure"),
        ({"quantity": {"modifier": "vague", "value": None, "low": 24.0}}, "a vague figure"),
        ({"quantity": {"value": 1e300}}, "a vague figure"),
    ],
)
def test_what_is_not_drawn_is_told_with_its_reason(changes, reason):
    chart = timeline([record(**changes)], library_of=lambda _: None)
    assert chart.rows == ()
    (left,) = chart.left_out
    assert left.reason == reason
    assert left.words.startswith("More than 300 km²")


def test_words_put_into_a_mouth_never_stand_under_the_name_alone():
    (left,) = timeline([record(manner="depicted")], library_of=lambda _: None).left_out
    assert left.speaker.startswith("put into the mouth of Ada Brandt")


def test_a_jest_whose_figure_is_meant_is_drawn_and_marked():
    (row,) = rows_of(record(manner="ironic"))
    assert row.notes == ("said in jest, the figure meant",)


def test_records_without_such_a_claim_are_counted():
    chart = timeline([record(), record(10, claim={"kind": "materiel"})], library_of=lambda _: None)
    assert (chart.records, chart.without, len(chart.rows)) == (2, 1, 1)


def test_moved_and_held_areas_and_what_no_reference_measures_have_scales_of_their_own():
    held = figure(20_000, window=None, as_of=day(9))
    chart = timeline(
        [
            record(9, readings=(reading(figure(300)),)),
            record(10, readings=(reading(held),)),
            record(11),
        ],
        library_of=lambda _: None,
    )
    assert [panel.measured for panel in chart.panels] == ["moved", "held", "nothing"]
    assert [row.number for row in chart.rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("wanted", "days"),
    [
        ({"actor": "norland"}, [9, 10]),
        ({"actor": "south"}, []),
        ({"place": "aster"}, [10]),
        ({"speaker": "BRANDT"}, [9, 10]),
        ({"first": day(10)}, [10]),
        ({"last": day(9)}, [9]),
        ({"item": "tank"}, []),
    ],
)
def test_claims_are_narrowed_by_who_where_and_when(wanted, days):
    place = {"place": Participant(name="Aster region")}
    rows = rows_of(record(9), record(10, claim=place), **wanted)
    assert [row.day.day for row in rows] == days


def test_curves_count_from_the_day_that_claims_share_by_the_arithmetic_of_checks():
    found = series(FALL)
    records = [
        record(9, readings=(reading(figure(300, window=(BASE, day(9)))),)),
        record(11, readings=(reading(figure(310, window=(BASE, day(11)))),)),
    ]
    chart = curves_of(timeline(records, library_of=lambda _: None), library(found))
    (panel,) = chart.panels
    assert panel.since == BASE
    assert panel.over_time == "Area retaken since 2031-05-01, by reference, km²"
    (curve,) = panel.curves
    assert [(p.day.day, p.value) for p in curve.points][:4] == [(1, 0), (2, 10), (3, 20), (4, 40)]
    assert curve.points[-1].day == day(11)


def test_a_series_that_no_check_used_is_not_drawn():
    records = [
        record(number, readings=(reading(figure(300, window=(BASE, day(9)))),))
        for number in (9, 11)
    ]
    other = series(FALL, definition="area of another island held by Sudmark")
    chart = curves_of(timeline(records, library_of=lambda _: None), library(other))
    assert chart.panels[0].curves == ()


def test_a_flagged_value_is_on_the_curve_and_decides_nothing():
    spike = Flag(rule="spike", start=day(5), end=day(5), size=500, why="+500 and back")
    levels = [*FALL]
    levels[4] = 1430
    values = tuple(
        Value(day=BASE + dt.timedelta(days=n), value=level, flags=(spike,) if n == 4 else ())
        for n, level in enumerate(levels)
    )
    found = series(FALL, values=values, flags=(spike,))
    records = [
        record(number, readings=(reading(figure(300, window=(BASE, day(9)))),))
        for number in (9, 11)
    ]
    chart = curves_of(timeline(records, library_of=lambda _: None), library(found))
    (curve,) = chart.panels[0].curves
    assert all(point.decides for point in curve.points if point.day != day(5))
    assert max(point.value for point in curve.points if point.decides) == 310


def test_a_claim_that_counts_from_another_day_is_not_drawn_against_the_curves():
    april = dt.date(2031, 4, 20)
    records = [
        record(9, readings=(reading(figure(300, window=(BASE, day(9)))),)),
        record(11, readings=(reading(figure(310, window=(BASE, day(11)))),)),
        record(
            12, readings=(reading(figure(900, window=(april, day(9)))),), claim={"window": None}
        ),
    ]
    chart = curves_of(timeline(records, library_of=lambda _: None), library(series(FALL)))
    assert chart.panels[0].apart == {3}


def test_references_are_named_with_version_and_licence():
    chart = timeline([record(readings=(reading(figure(300)),))], library_of=lambda _: None)
    (source,) = chart.sources
    assert (source.name, source.version, source.licence) == ("veld-map", "3", "CC0 1.0")


def test_no_file_is_looked_for_by_the_name_a_record_gives_its_profile(tmp_path):
    from msgspec.structs import replace

    profile = tmp_path / "trap.toml"
    profile.write_text("not a profile", encoding="utf-8")
    one = record(readings=(reading(figure(300)),))
    one = replace(one, made_with=replace(one.made_with, profile=str(profile)))
    assert len(timeline([one]).rows) == 1


def test_a_state_carried_to_later_days_does_not_widen_the_spread_of_those_days():
    states = (Value(day=BASE, value=1000), Value(day=day(5), value=990))
    old = series(FALL, "old", values=states, between="last_state", until=day(12))
    windows = {"window": (BASE, day(9))}
    both = reading(figure(300, **windows), figure(10, reference="old", **windows))
    records = [record(number, readings=(both,)) for number in (9, 11)]
    chart = curves_of(timeline(records, library_of=lambda _: None), library(series(FALL), old))
    carried = [one for one in chart.panels[0].curves if one.reference == "old"]
    assert [point.day.day for point in carried[0].points if not point.carried] == [1, 5]


def test_counts_so_far_stand_beside_claims_of_a_total():
    counts = tuple(
        Count(as_of=day(number), party="south", item=item, disposition=None, count=number * times)
        for item, times in (("tank", 10), ("truck", 7))
        for number in (2, 8, 10)
    )
    ledger = Ledger(
        reference=reference("list", unit="items", bias="lower_bound"),
        id="list",
        definition="documented losses",
        counts=counts,
    )
    records = [
        record(
            number,
            quantity={"unit": "items", "value": 300.0},
            claim={"kind": "materiel", "item": "tank"},
            readings=(
                reading(
                    figure(count, reference="list", unit="items", window=None, as_of=day(number))
                ),
            ),
        )
        for number, count in ((9, 80), (11, 100))
    ]
    chart = timeline(records, Wanted(kind="materiel"), lambda _: None)
    chart = curves_of(chart, Library(ledgers=(ledger,)), {"south": "Sudmark"})
    (panel,) = chart.panels
    (curve,) = panel.curves
    assert panel.over_time == "Tank: counted so far, by reference"
    assert [(p.day.day, p.value) for p in curve.points] == [(9, 80), (10, 100), (11, 100)]
    assert curve.title.endswith("Sudmark, tank")


def test_a_report_given_twice_is_drawn_once_and_that_is_said():
    chart = timeline([record(), record()], library_of=lambda _: None)
    assert (len(chart.rows), chart.records, chart.repeated) == (1, 2, 1)
