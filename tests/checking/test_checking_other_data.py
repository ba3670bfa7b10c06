"""What a check says of the data it does not decide by: flagged, old, partial, later corrected."""

import datetime as dt

import pytest
from checking_world import Report, ledger, redone, series
from msgspec.structs import replace

from onrecord.reference import Flag

HELD = "Sudmark holds 16,000 square kilometres of Vesk."


def held_claim(value=16_000.0, text=HELD):
    report = Report(text)
    return report, report.claim(
        "territory",
        actor=report.who("Sudmark"),
        place=report.who("Vesk"),
        quantity=report.amount("16,000", value, "km2"),
    )


def flag(rule, first, last=None, **changes):
    fields = {"size": 20.0, "why": "invented", **changes}
    start = dt.date.fromisoformat(first)
    end = dt.date.fromisoformat(last) if last else start
    return Flag(rule=rule, start=start, end=end, **fields)


def reasons(check):
    return {f.why for one in check.readings for f in one.figures if not f.decides}


class TestLevels:
    @pytest.mark.parametrize(
        ("since", "verdict"), [("2031-08-20", "no_reference"), ("2031-09-08", "consistent")]
    )
    def test_a_value_repeated_for_weeks_is_as_old_as_its_last_change(self, since, verdict):
        stale = flag("stale", since, "2031-09-20", informational=True)
        report, claim = held_claim()
        check = report.check(claim, series=[series("daily", {"2031-08-01": 16_000.0}, [stale])])
        assert check.verdict == verdict
        if verdict == "no_reference":
            assert "its last state was 23 days old, with 7 allowed" in reasons(check)

    def test_a_maker_who_leaves_out_a_part_says_nothing_of_the_whole(self):
        part = series("chart", {"2031-08-01": 12_000.0}, without=("Low Holm",))
        whole = series("atlas", {"2031-08-01": 16_000.0})
        report, claim = held_claim()
        check = report.check(claim, series=[part, whole])
        assert check.verdict == "consistent"
        assert reasons(check) == {"leaves out Low Holm"}
        assert report.check(claim, series=[part]).verdict == "no_reference"

    def test_a_change_in_it_is_the_change_of_the_whole(self):
        report = Report("In five days Norland has retaken 3,000 square kilometres.")
        claim = report.claim(
            "territory",
            actor=report.who("Norland"),
            quantity=report.amount("3,000", 3000.0, "km2"),
            window=report.days("In five days", "2031-09-07", "2031-09-12"),
        )
        levels = {"2031-08-01": 15_000.0, "2031-09-09": 12_000.0}
        check = report.check(claim, series=[series("chart", levels, without=("Low Holm",))])
        assert check.verdict == "consistent"


class TestFlagged:
    def test_what_the_verdict_would_be_had_the_flagged_value_decided(self):
        spike = flag("spike", "2031-09-12", size=4000.0)
        levels = {"2031-08-01": 12_000.0, "2031-09-12": 16_000.0, "2031-09-13": 12_000.0}
        report, claim = held_claim()
        atlas = series("atlas", levels, [spike])
        check = report.check(claim, series=[atlas])
        # On the day before, 12,000 km²; on the flagged day itself, 16,000.
        assert (check.verdict, check.with_flagged) == ("inconsistent", "depends_on_reading")
        assert "Had the flagged values decided as well: depends on reading." in check.notes
        assert check.notes[-1] in check.working
        (other,) = report.explained(claim, series=[atlas]).others
        assert {one.reading.split(" on ")[1]: one.verdict for one in other.readings} == {
            "12 September 2031": "consistent",
            "11 September 2031": "inconsistent",
        }

    def test_nothing_is_said_where_nothing_is_flagged(self):
        report, claim = held_claim()
        check = report.check(claim, series=[series("atlas", {"2031-08-01": 16_000.0})])
        assert (check.with_flagged, check.on_the_day) == (None, None)

    def test_every_figure_that_does_not_decide_says_why(self):
        spike = flag("spike", "2031-09-12", size=4000.0)
        report, claim = held_claim()
        atlas = series("atlas", {"2031-08-01": 12_000.0, "2031-09-12": 16_000.0}, [spike])
        check = report.check(claim, series=[atlas])
        for figure in [f for one in check.readings for f in one.figures]:
            assert figure.decides is (figure.why is None)
        assert any(why.startswith("flagged: spike of 12 September 2031") for why in reasons(check))


ROWS = [
    ("2031-02-01", "tank", None, 0),
    ("2031-09-05", "tank", None, 380),
    ("2031-09-12", "tank", None, 440),
]


def lost(value, text="Sudmark has lost 420 tanks."):
    report = Report(text)
    return report, report.claim(
        "materiel",
        target=report.who("Sudmark"),
        item="tank",
        quantity=report.amount("420", value, "items"),
    )


class TestRecorded:
    def test_what_was_known_on_the_day_and_what_is_known_now_are_both_told(self):
        later = [*ROWS, ("2031-10-20", "tank", None, 410), ("2031-11-30", "tank", None, 500)]
        photos = ledger("photos", later, date_means="day_of_recording")
        report, claim = lost(420.0)
        check = report.check(claim, ledgers=[photos])
        # 440 stood on the day, more than claimed; 30 of them were taken back since.
        assert check.on_the_day == "inconsistent"
        assert check.verdict == "not_contradicted"
        assert (
            "By what had been recorded on the day of the report (12 September 2031): inconsistent; "
            "by what is recorded now: not contradicted."
        ) in check.notes
        assert "30 of the 440 of 12 September 2031 were taken back by then" in check.working
        values = {f.value: f.why for one in check.readings for f in one.figures}
        assert values == {410: None, 440: "the maker has taken entries back since"}
        step, *_ = report.explained(claim, ledgers=[photos]).readings[0].steps
        assert redone(step)[1] == 410
        assert step.rows[0].day == dt.date(2031, 10, 20)

    def test_a_table_that_was_missing_for_a_week_takes_nothing_back(self):
        later = [*ROWS, ("2031-10-20", "tank", None, 41), ("2031-10-22", "tank", None, 460)]
        dip = flag("dip", "2031-10-20", "2031-10-21", about=("south", "tank", None))
        photos = ledger("photos", later, [dip], date_means="day_of_recording")
        report, claim = lost(420.0)
        check = report.check(claim, ledgers=[photos])
        assert (check.verdict, check.on_the_day) == ("inconsistent", "inconsistent")
        assert "(12 September 2031): the same." in check.notes[-1]

    def test_data_dated_by_the_event_know_no_other_day(self):
        report, claim = lost(420.0)
        assert report.check(claim, ledgers=[ledger("photos", ROWS)]).on_the_day is None

    def test_losses_of_a_window_taken_back_since_do_not_contradict(self):
        text = "From 1 to 12 September Sudmark has lost 420 tanks."
        report, claim = lost(420.0, text)
        words = report.days("From 1 to 12 September", "2031-09-01", "2031-09-12")
        claim = replace(claim, window=words)
        days = (1, 2, 3, 4, 10, 11, 12)
        rows = [(f"2031-09-{day:02}", "tank", None, 10 if day < 10 else 500) for day in days]
        standing = ledger("photos", rows, date_means="day_of_recording")
        assert report.check(claim, ledgers=[standing]).verdict == "inconsistent"
        later = [*rows, ("2031-10-20", "tank", None, 400)]
        corrected = ledger("photos", later, date_means="day_of_recording")
        check = report.check(claim, ledgers=[corrected])
        assert (check.verdict, check.on_the_day) == ("not_contradicted", "inconsistent")


class TestBeside:
    def test_a_window_has_its_own_ratio(self):
        text = "In the last six days Sudmark has lost 420 tanks."
        report = Report(text)
        claim = report.claim(
            "materiel",
            target=report.who("Sudmark"),
            item="tank",
            quantity=report.amount("420", 420.0, "items"),
            window=report.days("In the last six days", "2031-09-05", "2031-09-12"),
        )
        staff = [(day, item, how, 3 * count) for day, item, how, count in ROWS]
        official = ledger("staff", staff, bias="official_claim", party="north")
        check = report.check(claim, ledgers=[ledger("photos", ROWS), official])
        told = [note for note in check.notes if note.startswith("Tanks, ")]
        assert told[0].startswith("Tanks, 5 to 12 September 2031: 180 claimed officially")
        assert told[0].endswith("60 documented (The photos list): 3.0 times as many.")
        assert told[1].startswith("Tanks, up to 12 September 2031: 1,320 claimed officially")

    def test_equipment_of_no_named_type_is_told_by_type(self):
        report = Report("Sudmark has lost much equipment.")
        claim = report.claim(
            "materiel",
            target=report.who("Sudmark"),
            item="equipment",
            quantity=report.amount("much", None, "items", "vague"),
        )
        rows = [
            ("2031-09-05", "all", None, 30),
            ("2031-09-05", "tank", None, 10),
            ("2031-09-05", "mlrs", None, 20),
        ]
        staff = [("2031-09-05", "tank", None, 25)]
        official = ledger("staff", staff, bias="official_claim", party="north")
        check = report.check(claim, ledgers=[ledger("photos", rows), official])
        assert check.verdict == "not_quantified"
        assert any(
            "multiple rocket launchers 20; tanks 10, with 25 claimed (2.5 times)." in note
            for note in check.notes
        )

    @pytest.mark.parametrize("who", ["Norland", "Farholm"])
    def test_coverage_is_told_where_nobody_counts_the_losses(self, who):
        report = Report(f"{who} has lost 420 tanks.")
        claim = report.claim(
            "materiel",
            target=report.who(who),
            item="tank",
            quantity=report.amount("420", 420.0, "items"),
        )
        check = report.check(claim, ledgers=[ledger("photos", ROWS)])
        assert check.verdict == "no_reference"
        assert "The photos list covers Sudmark: a lower bound, and of no other party." in (
            check.notes
        )

    def test_the_recording_lag_is_told(self):
        report, claim = lost(420.0)
        photos = ledger("photos", ROWS, date_means="day_of_recording")
        check = report.check(claim, ledgers=[photos])
        lag = "dated by recording, up to 3 days after the loss as a rule, at times months"
        assert any(lag in note for note in check.notes)


NEXT_DAY = {"2031-08-01": 19_000.0, "2031-09-09": 18_000.0, "2031-09-13": 16_000.0}


class TestTheNextDay:
    def gain(self, value, modifier="more_than"):
        report = Report("Since 5 September Norland has retaken 420 square kilometres.")
        return report, report.claim(
            "territory",
            actor=report.who("Norland"),
            quantity=report.amount("420", value, "km2", modifier),
            window=report.days("Since 5 September", "2031-09-05", "2031-09-12"),
        )

    def test_what_a_map_shows_a_day_late_may_confirm(self):
        report, claim = self.gain(2500.0)
        check = report.check(claim, series=[series("atlas", NEXT_DAY)])
        assert check.verdict == "depends_on_reading"
        later = [one for one in check.readings if one.verdict == "consistent"]
        assert ["13 September 2031" in one.reading for one in later] == [True]

    def test_what_came_after_the_report_is_not_held_against_it(self):
        report, claim = self.gain(1000.0, "exact")
        check = report.check(claim, series=[series("atlas", NEXT_DAY)])
        assert check.verdict == "consistent"
        assert not any("13 September" in one.reading for one in check.readings)
