"""Withdrawals and control, by shares of a region."""

import pytest
from checking_world import Report, deciding, series

# Of 10,000 km² Sudmark holds 4,000, and gives up 3,000 from 9 to 11 September.
REGION = {"2031-03-20": 4000.0, "2031-09-09": 2000.0, "2031-09-11": 1000.0}


def region(levels=None, **changes):
    fields = {
        "place": "V-1",
        "id": "atlas/aster",
        "definition": "area of the Aster region held by Sudmark (±6 %)",
    }
    return series("atlas", levels or REGION, **{**fields, **changes})


def withdrawal(text, **fields):
    report = Report(text)
    claim = report.claim(
        "withdrawal",
        actor=report.who("Sudmark"),
        place=report.who("Aster region"),
        **{"window": None, **fields},
    )
    return report, claim


MOST = "Sudmark has withdrawn from most of the Aster region."


class TestWithdrawal:
    def test_most_is_read_of_what_was_held_and_of_the_whole_place(self):
        report, claim = withdrawal(MOST)
        check = report.check(claim, series=[region()])
        held, whole = check.readings
        assert held.reading.startswith("most of what was held there")
        assert held.verdict == "consistent"
        assert held.figures[0].value == 75.0
        assert whole.reading.startswith("most of the whole of Aster region")
        assert whole.verdict == "inconsistent"
        assert check.verdict == "depends_on_reading"

    def test_what_was_held_before_and_after_stands_beside_the_share(self):
        report, claim = withdrawal(MOST)
        figures = report.check(claim, series=[region()]).readings[0].figures
        assert {f.value for f in figures if f.unit == "km2"} == {4000.0, 1000.0}

    def test_the_uncertainty_a_reference_states_is_carried(self):
        report, claim = withdrawal(MOST)
        before = report.check(claim, series=[region()]).readings[0].figures[1]
        assert (before.low, before.value, before.high) == (3760.0, 4000.0, 4240.0)

    def test_without_days_the_report_s_other_claims_name_them(self):
        text = "Sudmark has withdrawn from most of the Aster region. In two days Norland advanced."
        report = Report(text)
        left = report.claim(
            "withdrawal", actor=report.who("Sudmark"), place=report.who("Aster region")
        )
        days = report.days("In two days", "2031-09-10", "2031-09-12")
        other = report.claim("control", actor=report.who("Norland"), window=days)
        (check,) = report.checks(left, other, series=[region()])
        assert "10 to 12 September 2031" in check.readings[0].reading
        assert "another claim" in check.readings[0].why

    def test_left_without_a_share_is_read_altogether_and_in_part(self):
        report, claim = withdrawal("Sudmark has left the Aster region.")
        check = report.check(claim, series=[region()])
        assert [one.verdict for one in check.readings] == ["inconsistent", "consistent"]

    def test_a_word_for_no_share_is_shown_and_decides_nothing(self):
        report, claim = withdrawal("Sudmark has withdrawn from parts of the Aster region.")
        check = report.check(claim, series=[region()])
        assert check.verdict == "not_quantified"
        assert check.readings[0].figures
        assert deciding(check) == set()

    def test_without_a_publication_date_the_time_is_unresolved(self):
        report = Report(MOST, published=None)
        claim = report.claim(
            "withdrawal", actor=report.who("Sudmark"), place=report.who("Aster region")
        )
        assert report.check(claim, series=[region()]).verdict == "time_unresolved"

    @pytest.mark.parametrize("name", ["Aster", "Farholm"])
    def test_a_place_nobody_measures_is_no_reference(self, name):
        report = Report(f"Sudmark has withdrawn from {name}.")
        claim = report.claim("withdrawal", actor=report.who("Sudmark"), place=report.who(name))
        assert report.check(claim, series=[region()]).verdict == "no_reference"

    def test_running_away_from_nowhere_gets_no_check(self):
        report = Report("Sudmark ran away.")
        claim = report.claim("withdrawal", actor=report.who("Sudmark"))
        assert report.checks(claim, series=[region()]) == ()

    def test_a_share_printed_as_a_figure_is_compared(self):
        report = Report("Sudmark has withdrawn from a third of the Aster region.")
        claim = report.claim(
            "withdrawal",
            actor=report.who("Sudmark"),
            place=report.who("Aster region"),
            quantity=report.amount("a third", 33.3, "percent", "about"),
        )
        check = report.check(claim, series=[region()])
        assert [one.verdict for one in check.readings] == ["inconsistent", "consistent"]


class TestControl:
    def test_holding_a_region_is_its_share_on_the_day(self):
        report = Report("Sudmark controls the Aster region.")
        claim = report.claim(
            "control", actor=report.who("Sudmark"), place=report.who("Aster region")
        )
        check = report.check(claim, series=[region()])
        assert check.verdict == "inconsistent"
        assert check.readings[0].figures[0].value == 10.0

    def test_the_other_side_s_hold_is_what_is_left_of_the_region(self):
        report = Report("Norland controls most of the Aster region.")
        claim = report.claim(
            "control", actor=report.who("Norland"), place=report.who("Aster region")
        )
        check = report.check(claim, series=[region()])
        assert check.verdict == "consistent"

    def test_retaking_a_region_is_read_from_what_the_other_side_gave_up(self):
        report = Report("Norland has retaken most of the Aster region.")
        claim = report.claim(
            "control", actor=report.who("Norland"), place=report.who("Aster region")
        )
        check = report.check(claim, series=[region()])
        assert check.readings[0].verdict == "consistent"

    def test_nobody_measures_a_settlement(self):
        report = Report("Norland has retaken Aster.")
        claim = report.claim("control", actor=report.who("Norland"), place=report.who("Aster"))
        assert report.check(claim, series=[region()]).verdict == "no_reference"
