"""The picture: where marks stand, what a screen reader is told, and that nothing breaks it."""

from __future__ import annotations

import csv
import io
import re
import sys
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from chart_world import BASE, day, figure, library, reading, record, reference, series
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.publishing import html_page
from onrecord.publishing.charts import (
    Choice,
    Timeline,
    Wanted,
    as_csv,
    as_html,
    as_png,
    as_svg,
    as_text,
    curves_of,
    package_curves,
    timeline,
)
from onrecord.publishing.charts.scales import day_ticks, ticks, width_of, wrapped
from onrecord.reference import Count, Coverage, Flag, Ledger, Library

FALL = [1000.0, 990, 980, 960, 930, 900, 800, 750, 700, 700, 690, 690]
ATTACK = "<script>alert(1)</script>\"'&\x1b[31m\x00\u202e=cmd|' /C calc'!A0"
SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart, width=760):
    return ElementTree.fromstring(as_svg(chart, width))  # noqa: S314 - our own


def drawn(*records, width=760, **wanted):
    return parsed(chart_of(*records, **wanted), width)


def chart_of(*records, **wanted):
    return timeline(records, Wanted(**wanted), lambda _: None)


def marked(svg, classes):
    return [one for one in svg.iter() if one.get("class") == classes]


def words(svg):
    return [one.text or "" for one in svg.iter(f"{SVG}text")]


def beside(*values, **changes):
    return record(readings=(reading(*(figure(value) for value in values)),), **changes)


def test_the_references_stand_where_their_figures_are():
    svg = drawn(beside(500, 600))
    (band,) = [one for one in svg.iter(f"{SVG}rect") if one.get("class") == "ch-spread"][:1]
    (claim,) = marked(svg, "ch-claim-point")[:1]
    zero = min(float(one.get("x1")) for one in marked(svg, "ch-zero"))
    scale = (float(claim.get("cx")) - zero) / 300
    assert float(band.get("x")) - zero == pytest.approx(500 * scale, abs=1)
    assert float(band.get("width")) == pytest.approx(100 * scale, abs=1)


@pytest.mark.parametrize(
    ("modifier", "end", "point"),
    [
        ("more_than", "right", "ch-claim-open"),
        ("at_least", "right", "ch-claim-point"),
        ("less_than", "left", "ch-claim-open"),
        ("at_most", "left", "ch-claim-point"),
    ],
)
def test_a_bound_is_a_direction_not_a_point(modifier, end, point):
    svg = drawn(beside(500, 600, quantity={"modifier": modifier}))
    dot = next(one for one in svg.iter(f"{SVG}circle") if one.get("class") == point)
    line = marked(svg, "ch-claim")[0]
    x1, x2 = float(line.get("x1")), float(line.get("x2"))
    assert float(dot.get("cx")) == pytest.approx(x1)
    assert x2 > x1 if end == "right" else x2 < x1


def test_a_range_is_drawn_between_its_ends_without_a_point():
    svg = drawn(record(quantity={"value": None, "low": 200.0, "high": 400.0}))
    assert len(list(svg.iter(f"{SVG}circle"))) == 1  # the legend's


def test_flagged_figures_and_a_partys_own_have_marks_of_their_own():
    own = Library(references=(reference("ministry", party="north"),))
    found = record(
        readings=(
            reading(
                figure(290),
                figure(700, decides=False, flags=("spike 2031-05-09",)),
                figure(500, reference="ministry", decides=False),
            ),
        )
    )
    told = " ".join(words(parsed(timeline([found], None, lambda _: own))))
    assert "flagged, too old or too coarse: shown, decides nothing" in told
    assert "a party's own figure: shown, never decides" in told


def test_only_marks_that_are_drawn_are_explained():
    told = " ".join(words(drawn(record())))
    assert "references" not in told.replace("with no reference to compare", "")
    assert "more than" not in told


def test_a_screen_reader_is_told_every_claim():
    svg = drawn(beside(500, 600), record(11, speaker="Bo Lind", claim={"literal": False}))
    assert svg.get("role") == "img"
    named = {one.get("id"): one.text for one in svg.iter() if one.get("id")}
    assert named[svg.get("aria-labelledby")] == "Claims about territory, 2031-05-09"
    told = named[svg.get("aria-describedby")]
    assert "1. 2031-05-09, Ada Brandt: 300 km² (2031-05-01 to 2031-05-09)." in told
    assert "References: 500 to 600 km²." in told
    assert "Not drawn, but in the table: 1 not meant literally." in told


def test_what_is_left_out_is_said_beside_the_picture():
    told = " ".join(words(drawn(record(), record(10, claim={"certainty": "denied"}))))
    assert "Not drawn, but in the table: 1 denied by the speaker." in told


def test_nothing_to_draw_is_said():
    for chart in (chart_of(), chart_of(record(claim={"kind": "materiel"}))):
        assert "No claim of this kind has a figure to draw." in words(parsed(chart))
        assert as_text(chart).startswith("Claims about territory")
        assert as_html(chart).count("<figure") == 1
        assert len(as_csv(chart).splitlines()) == 1


@pytest.mark.parametrize("width", [300, 340, 760, 2000])
def test_no_words_stick_out(width):
    long = record(speaker="the spokesperson of the northern command of the coast guard " * 4)
    svg = drawn(long, beside(500, 600, speaker="W" * 200), width=width)
    for one in svg.iter(f"{SVG}text"):
        size = 12 if "small" in (one.get("class") or "") else 11
        start = float(one.get("x"))
        room = width_of(one.text, size) * 0.85
        start -= {"end": room, "middle": room / 2}.get(one.get("text-anchor") or "", 0)
        assert start >= -2
        assert start + room <= width + 2, one.text


def test_hostile_names_stay_words():
    hostile = record(speaker=ATTACK, title=ATTACK, outlet=ATTACK)
    left = record(10, speaker=ATTACK, claim={"literal": False})
    chart = chart_of(hostile, left)
    svg = as_svg(chart)
    parsed(chart)
    for shown in (svg, as_html(chart), html_page(hostile)):
        assert "<script" not in shown
        assert not re.search(r"[\x00-\x08\x1b\u202e]", shown)
    assert not re.search(r"[\x00-\x08\x1b\u202e]", as_text(chart))


def test_a_table_runs_no_formula():
    rows = list(csv.DictReader(io.StringIO(as_csv(chart_of(record(speaker="=1+1"))))))
    assert rows[0]["speaker"] == "'=1+1"
    assert rows[0]["claimed_value"] == "300"


def test_the_table_has_every_reading_and_every_claim_left_out():
    found = record(readings=(reading(figure(280)), reading(figure(90), title="another")))
    chart = chart_of(found, record(10, claim={"literal": False}))
    rows = list(csv.DictReader(io.StringIO(as_csv(chart))))
    assert [(row["reading"], row["reading_drawn"], row["reference_low"]) for row in rows] == [
        ("net change", "yes", "280"),
        ("another", "no", "90"),
        ("", "", ""),
    ]
    assert rows[2]["remarks"] == "not drawn: not meant literally"


def test_the_page_holds_no_script_no_style_attribute_and_no_id_twice():
    page = html_page(beside(500, 600))
    assert 'role="img"' in page
    assert "<script" not in page
    assert not re.search(r"<[^>]* style=", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert "default-src &#x27;none&#x27;; style-src &#x27;sha256-" in page


def test_a_page_without_a_figure_to_compare_has_no_picture():
    assert "<svg" not in html_page(record())


def test_thousands_of_claims_are_one_picture_and_a_whole_table():
    records = [
        record(1 + number % 12, speaker=f"Speaker {number}", quantity={"value": float(number)})
        for number in range(3000)
    ]
    chart = chart_of(*records)
    svg = as_svg(chart)
    assert len(svg) < 1_000_000
    assert "3,000 claims, too many for a row each" in " ".join(words(parsed(chart)))
    assert len(as_csv(chart).splitlines()) == 3001


def test_curves_are_told_apart_without_colour():
    two = library(
        series(FALL), series([level * 2 for level in FALL], "other", definition="other area")
    )
    chart = package_curves(two, ("veld-map", "other"))
    svg = parsed(chart)
    dashes = {one.get("class") for one in svg.iter(f"{SVG}path") if one.get("class")}
    assert {"ch-curve ch-dash-0", "ch-curve ch-dash-1"} <= dashes
    assert "Veld map" in words(svg)


def test_a_plot_says_coverage_dates_terms_and_findings():
    step = Flag(
        rule="unshared_step", start=day(6), end=day(7), size=-100, why="-100 km²", change=True
    )
    chart = package_curves(library(series(FALL, flags=(step,))), ("veld-map",))
    told = as_text(chart)
    assert "Covers 2031-05-01 to 2031-05-12, ISLE; unit km2; a date is the day whose" in told
    assert "Licence: CC0 1.0." in told
    assert "Flagged, unshared step, 2031-05-06 to 2031-05-07: -100 km²." in told
    svg = parsed(chart)
    assert marked(svg, "ch-mark")


def test_a_plot_of_levels_says_that_its_axis_is_cut():
    svg = parsed(package_curves(library(series(FALL)), ("veld-map",)))
    assert any("the axis does not begin at 0" in one for one in words(svg))


def test_a_plot_holds_the_days_asked_for():
    chart = package_curves(library(series(FALL)), ("veld-map",), Choice(first=day(3), last=day(5)))
    rows = list(csv.DictReader(io.StringIO(as_csv(chart))))
    assert [(row["date"], row["value"]) for row in rows] == [
        ("2031-05-03", "980"),
        ("2031-05-04", "960"),
        ("2031-05-05", "930"),
    ]


def test_counts_of_a_party_are_its_own_and_steps():
    counts = tuple(
        Count(as_of=day(number), party="south", item="tank", disposition=None, count=number * 2)
        for number in (2, 4, 9)
    )
    ledger = Ledger(
        reference=reference(
            "ministry",
            unit="items",
            party="north",
            bias="official_claim",
            coverage=Coverage(start=BASE, end=day(12), place="ISLE", parties=("south",)),
        ),
        id="counts",
        definition="tanks claimed",
        counts=counts,
    )
    chart = package_curves(
        Library(ledgers=(ledger,)), ("ministry",), Choice(item="tank", parties={"south": "Sudmark"})
    )
    (curve,) = chart.panels[0].curves
    assert (curve.standing, curve.stepwise) == ("own", True)
    assert curve.title.endswith("Sudmark, tank")
    assert "a party's own" in " ".join(words(parsed(chart)))


def test_claims_stand_at_their_days_against_the_curves():
    records = [
        record(number, readings=(reading(figure(300, window=(BASE, day(9)))),))
        for number in (9, 11)
    ]
    chart = curves_of(chart_of(*records), library(series(FALL)))
    svg = parsed(chart)
    assert "Area retaken since 2031-05-01, by reference, km²" in words(svg)
    dots = [one for one in svg.iter(f"{SVG}circle") if one.get("class") == "ch-claim-point"]
    assert float(dots[0].get("cx")) < float(dots[1].get("cx"))
    assert dots[0].get("cy") == dots[1].get("cy")


def test_a_png_has_the_width_asked_for():
    png = as_png(chart_of(beside(500, 600)), 340)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 680


def test_without_the_extra_a_png_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(UsageError, match=r"pip install .onrecord\[charts\]"):
        as_png(Timeline(title="Claims", kind="territory"))


def test_a_picture_is_the_same_every_time():
    records = [beside(500, 600), record(11)]
    assert as_html(chart_of(*records)) == as_html(chart_of(*reversed(records)))


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_ticks_hold_what_they_are_for(low, room):
    found = ticks(low, low + room)
    assert found[0] <= low + 1e-6 * max(1, abs(low), room)
    assert found[-1] >= low + room - 1e-6 * max(1, abs(low), room)
    assert 2 <= len(found) <= 14


@given(st.dates(), st.dates(), st.integers(2, 9))
def test_days_below_an_axis_are_few_and_inside(one, other, most):
    first, last = sorted((one, other))
    found = day_ticks(first, last, most)
    assert 1 <= len(found) <= most
    assert all(first <= day <= last for day in found)


@settings(max_examples=200)
@given(st.text(max_size=80), st.integers(20, 400))
def test_wrapped_words_fit(words, room):
    lines = wrapped(words, 12, room)
    assert len(lines) <= 2
    assert all(width_of(line, 12) <= room for line in lines)


def test_a_picture_credits_those_whose_figures_it_shows():
    told = " ".join(words(drawn(beside(500, 600))))
    assert "Figures by veld-map (veld-map, CC0 1.0)." in told


def test_claims_of_one_figure_on_one_day_are_one_mark_with_all_their_numbers():
    windows = {"window": (BASE, day(9))}
    records = [
        record(number, speaker=speaker, readings=(reading(figure(300, **windows)),))
        for number, speaker in ((9, "A"), (9, "B"), (9, "C"), (11, "D"))
    ]
    chart = curves_of(chart_of(*records), library(series(FALL)))
    svg = parsed(chart)
    assert "1–3" in words(svg)
    rows_and_marks_and_legend = 4 + 2 + 1
    dots = [one for one in svg.iter(f"{SVG}circle") if one.get("class") == "ch-claim-point"]
    assert len(dots) == rows_and_marks_and_legend


def test_marks_of_one_day_do_not_cover_one_another():
    windows = {"window": (BASE, day(9))}
    records = [
        record(9, speaker=f"S{value}", quantity={"value": value},
               readings=(reading(figure(300, **windows)),))
        for value in (300.0, 301.0, 302.0)
    ] + [record(11, readings=(reading(figure(300, **windows)),))]  # fmt: skip
    svg = parsed(curves_of(chart_of(*records), library(series(FALL))))
    dots = [one for one in svg.iter(f"{SVG}circle") if one.get("class") == "ch-claim-point"][:3]
    places = sorted(float(one.get("cx")) for one in dots)
    assert all(later - earlier > 9 for earlier, later in pairwise(places))


NUMBERS = st.none() | st.floats(-1e12, 1e12) | st.sampled_from([0.0, 5e-324, 1e-9, 1e13])
DAYS = st.none() | st.dates()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["exact", "about", "more_than", "at_least", "less_than", "at_most"]),
            st.tuples(NUMBERS, NUMBERS, NUMBERS),
            st.tuples(NUMBERS, NUMBERS, NUMBERS),
            st.tuples(DAYS, DAYS, DAYS),
        ),
        max_size=6,
    )
)
def test_any_figures_and_days_make_a_picture(drafts):
    records = []
    for number, (modifier, claimed, measured, (published, first, last)) in enumerate(drafts):
        low, value, high = claimed
        found = figure(measured[1] or 0.0, low=measured[0], high=measured[2])
        if first and last:
            found = figure(measured[1] or 0.0, window=(first, last))
        records.append(
            record(
                speaker=f"S{number}",
                published=published,
                quantity={"low": low, "value": value, "high": high, "modifier": modifier},
                readings=(reading(found, found), reading(found)),
            )
        )
    chart = curves_of(chart_of(*records), library(series(FALL)))
    assert len(chart.rows) + len(chart.left_out) == len(drafts)
    for width in (300, 760):
        svg = as_svg(chart, width)
        parsed(chart, width)
        assert not re.search(r'="(?:nan|-?inf)', svg)
