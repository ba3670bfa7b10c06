"""Settlements taken, lost, left and held, against maps of who held them."""

import datetime as dt

import pytest
from checking_world import PROFILE, Report, reference, tenures
from msgspec.structs import replace

from onrecord.checking import check_claims, explain
from onrecord.record import Document, Participant
from onrecord.reference import Library, Region

ASTER = "V-1:Aster"
WINDOWS = ["2031-08-01", "2031-09-01", "2031-09-05", "2031-09-08", "2031-09-11", "2031-09-12"]
TAKEN = {ASTER: [("2031-08-01", "south", False), ("2031-09-08", "north", False)]}


def atlas(history=None, windows=WINDOWS, **changes):
    return tenures(TAKEN if history is None else {ASTER: history}, windows, **changes)


def control(text, *, actor="Norland", place="Aster", days=None, kind="control"):
    report = Report(text)
    window = report.days(*days) if days else None
    claim = report.claim(
        kind,
        actor=report.who(actor) if actor else None,
        place=report.who(place),
        target=report.who(place),
        window=window,
    )
    return report, claim


def verdict(text, found=None, **fields):
    report, claim = control(text, **fields)
    return report.check(claim, tenures=[found or atlas()]).verdict


ON_THE_SEVENTH = ("on 7 September", "2031-09-07", "2031-09-07")


class TestTaking:
    def test_a_change_of_hold_inside_the_days_agrees(self):
        report, claim = control("Norland retook Aster on 7 September.", days=ON_THE_SEVENTH)
        check = report.check(claim, tenures=[atlas()])
        assert check.verdict == "consistent"
        taken, held = check.readings
        assert [figure.holder for figure in taken.figures][:2] == ["Sudmark", "Norland"]
        assert {figure.as_of for figure in taken.figures} >= {
            dt.date(2031, 9, 5),
            dt.date(2031, 9, 8),
        }
        assert held.reading.startswith("held by Norland at the end")
        assert all(figure.value is None for figure in taken.figures)

    def test_what_the_other_side_still_holds_was_not_taken(self):
        days = ("on 2 September", "2031-09-02", "2031-09-02")
        assert verdict("Norland retook Aster on 2 September.", days=days) == "inconsistent"

    def test_what_one_held_before_was_not_taken_but_is_held(self):
        history = [("2031-08-01", "north", False)]
        report, claim = control("Norland retook Aster on 7 September.", days=ON_THE_SEVENTH)
        check = report.check(claim, tenures=[atlas(history)])
        assert [one.verdict for one in check.readings] == ["inconsistent", "consistent"]
        assert check.verdict == "depends_on_reading"

    def test_losing_is_the_same_from_the_other_side(self):
        text = "Sudmark lost Aster on 7 September."
        assert verdict(text, actor="Sudmark", days=ON_THE_SEVENTH) == "consistent"
        text = "Norland lost Aster on 7 September."
        assert verdict(text, days=ON_THE_SEVENTH) == "inconsistent"

    def test_leaving_needs_that_one_held_it(self):
        text = "Sudmark withdrew from Aster on 7 September."
        fields = {"actor": "Sudmark", "kind": "withdrawal", "days": ON_THE_SEVENTH}
        assert verdict(text, **fields) == "consistent"
        history = [("2031-08-01", "north", False)]
        assert verdict(text, atlas(history), **fields) == "depends_on_reading"

    def test_nobody_named_is_read_as_a_change_of_hands(self):
        text = "Aster changed hands on 7 September."
        assert verdict(text, actor=None, days=ON_THE_SEVENTH) == "consistent"
        history = [("2031-08-01", "south", False)]
        assert verdict(text, atlas(history), actor=None, days=ON_THE_SEVENTH) == "inconsistent"

    def test_nothing_after_the_report_is_meant(self):
        text = "Norland retook Aster in September."
        days = ("in September", "2031-09-01", "2031-09-30")
        assert verdict(text, days=days) == "consistent"

    def test_without_days_the_last_ones_are_looked_at(self):
        assert verdict("Norland retook Aster.") == "consistent"

    def test_without_any_day_the_time_is_unresolved(self):
        report, claim = control("Norland retook Aster.")
        report.published = None
        assert report.check(claim, tenures=[atlas()]).verdict == "time_unresolved"


class TestHolding:
    def test_the_holder_on_the_day_and_a_day_earlier(self):
        report, claim = control("Norland holds Aster.")
        check = report.check(claim, tenures=[atlas()])
        assert [one.verdict for one in check.readings] == ["consistent", "consistent"]
        assert "so drawn since 8 September 2031" in check.working
        assert verdict("Sudmark holds Aster.", actor="Sudmark") == "inconsistent"

    def test_to_have_come_in_is_not_to_hold(self):
        history = [("2031-08-01", "south", False)]
        assert verdict("Norland entered Aster.", atlas(history)) == "no_reference"
        assert verdict("Norland entered Aster.") == "consistent"

    def test_a_denial_is_checked_as_what_is_denied(self):
        report, claim = control("Sudmark denied that Norland holds Aster.")
        check = report.check(replace(claim, certainty="denied"), tenures=[atlas()])
        assert check.verdict == "consistent"
        assert "denies" in check.working


class TestNotDecided:
    def test_within_2_km_of_the_line(self):
        history = [("2031-08-01", "south", False), ("2031-09-08", "north", True)]
        report, claim = control("Norland retook Aster on 7 September.", days=ON_THE_SEVENTH)
        check = report.check(claim, tenures=[atlas(history)])
        assert check.verdict == "no_reference"
        assert "within 2 km of the line" in check.working
        assert not any(figure.decides for one in check.readings for figure in one.figures)

    def test_what_the_map_shows_days_later_is_not_held_against_the_words(self):
        history = [("2031-08-01", "south", False), ("2031-09-11", "north", False)]
        days = ("on 8 September", "2031-09-08", "2031-09-08")
        report, claim = control("Norland retook Aster on 8 September.", days=days)
        check = report.check(claim, tenures=[atlas(history)])
        assert check.verdict != "inconsistent"
        assert "may show it" in check.working
        assert "shows what was confirmed, some days late" in check.working

    def test_windows_too_far_apart_leave_it_open(self):
        history = [("2031-08-01", "south", False), ("2031-09-11", "north", False)]
        found = atlas(history, ["2031-08-01", "2031-09-11"])
        days = ("on 20 August", "2031-08-20", "2031-08-20")
        text = "Norland retook Aster on 20 August."
        assert verdict(text, found, days=days) == "no_reference"

    def test_after_the_last_window_a_hold_is_carried_for_a_week_only(self):
        history = [("2031-08-01", "north", False)]
        found = tenures({ASTER: history}, ["2031-08-01"])
        assert verdict("Norland holds Aster.", found) == "no_reference"

    def test_a_party_s_own_map_is_shown_and_never_decides(self):
        own = atlas(party="north")
        report, claim = control("Norland holds Aster.")
        check = report.check(claim, tenures=[own])
        assert check.verdict == "no_reference"
        assert check.readings[0].figures

    def test_two_makers_who_differ(self):
        other = tenures({ASTER: [("2031-08-01", "south", False)]}, WINDOWS)
        other.reference = reference("globe", unit="percent")
        report, claim = control("Norland holds Aster.")
        assert report.check(claim, tenures=[atlas(), other]).verdict == "contested"

    def test_a_place_nobody_draws(self):
        report, claim = control("Norland holds Aster.")
        found = tenures({"V-1:Else": [("2031-08-01", "north", False)]}, WINDOWS)
        check = report.check(claim, tenures=[found])
        assert check.verdict == "no_reference"
        assert "No reference says who held Aster" in check.working

    @pytest.mark.parametrize(
        ("text", "place", "why"),
        [
            ("Norland holds ground near Aster.", "ground near Aster", "at a settlement"),
            ("Norland holds most of Aster.", "most of Aster", "part of a settlement"),
        ],
    )
    def test_ground_near_it_or_a_part_of_it(self, text, place, why):
        report, claim = control(text, place=place)
        check = report.check(claim, tenures=[atlas()])
        assert check.verdict == "no_reference"
        assert why in check.working


TWO = replace(
    PROFILE,
    places=(
        *PROFILE.places,
        Region(id="V-2", name="Brel region", kind="region", within="V", area_km2=10.0),
        Region(id="V-1:Holm", name="Holm", kind="settlement", within="V-1"),
        Region(id="V-2:Holm", name="Holm", kind="settlement", within="V-2"),
    ),
)
HOLMS = {
    "V-1:Holm": [("2031-08-01", "north", False)],
    "V-2:Holm": [("2031-08-01", "south", False)],
    ASTER: TAKEN[ASTER],
}


def named(text, place):
    report = Report(text)
    claim = report.claim(
        "control",
        actor=report.who("Norland"),
        place=Participant(name=place, span=report.span(place)),
    )
    document = Document(id="sha256:0", text=text, published=report.published)
    library = Library(tenures=(tenures(HOLMS, WINDOWS),))
    (check,) = check_claims(document, (), (), (claim,), (), TWO, library)
    return check


class TestNames:
    def test_a_name_that_two_bear_decides_nothing_and_says_why(self):
        check = named("Norland holds Holm.", "Holm")
        assert check.verdict == "no_reference"
        assert "2 settlements bear that name (Aster region and Brel region)" in check.working

    def test_a_region_named_with_it_tells(self):
        check = named("Norland holds Holm in the Aster region.", "Holm in the Aster region")
        assert check.verdict == "consistent"
        assert "the claim names the region" in check.working
        check = named("Norland holds Holm, Brel region.", "Holm, Brel region")
        assert check.verdict == "inconsistent"

    def test_of_several_every_one_must_be_as_the_words_say(self):
        text = "Norland holds Aster and Holm in the {} region."
        for region, expected in (("Aster", "consistent"), ("Brel", "inconsistent")):
            printed = f"Aster and Holm in the {region} region"
            assert named(text.format(region), printed).verdict == expected

    def test_with_one_unknown_among_them_nothing_is_confirmed(self):
        check = named("Norland holds Aster and Holm.", "Aster and Holm")
        assert check.verdict == "no_reference"
        assert check.readings[0].figures


def test_the_rows_of_a_check_are_told():
    report, claim = control("Norland retook Aster on 7 September.", days=ON_THE_SEVENTH)
    document = Document(id="sha256:0", text=report.text, published=report.published)
    library = Library(tenures=(atlas(),))
    found = explain(document, (), (), (claim,), PROFILE, library, "c1")
    rows = [row for one in found.readings for step in one.steps for row in step.rows]
    assert {(row.item, row.holder) for row in rows} == {(ASTER, "south"), (ASTER, "north")}
