"""Equipment and people lost, against cumulative counts."""

import datetime as dt

import pytest
from checking_world import Report, deciding, ledger, redone

from onrecord.reference import Flag

COUNTS = [
    ("2031-02-01", "tank", "destroyed", 0),
    ("2031-02-01", "tank", "abandoned", 0),
    ("2031-02-01", "tank", "captured", 0),
    ("2031-02-01", "tank", None, 0),
    ("2031-09-05", "tank", "destroyed", 300),
    ("2031-09-05", "tank", "abandoned", 20),
    ("2031-09-05", "tank", "captured", 60),
    ("2031-09-05", "tank", None, 380),
    ("2031-09-11", "tank", "destroyed", 320),
    ("2031-09-11", "tank", "abandoned", 30),
    ("2031-09-11", "tank", "captured", 90),
    ("2031-09-11", "tank", None, 440),
]


def tanks(value, modifier="exact", disposition=None, text="Sudmark has lost 500 tanks."):
    report = Report(text)
    words = text.split(" tanks")[0].split()[-1]
    claim = report.claim(
        "materiel",
        target=report.who("Sudmark"),
        item="tank",
        disposition=disposition,
        quantity=report.amount(words, value, "items", modifier),
    )
    return report, claim


def destroyed(text, value):
    report = Report(text)
    claim = report.claim(
        "materiel",
        actor=report.who("Norland"),
        target=report.who("Sudmarkian"),
        item="tank",
        disposition="destroyed",
        quantity=report.amount("50", value, "items"),
    )
    return report, claim


class TestLowerBound:
    def test_a_claim_above_the_documented_count_is_not_contradicted(self):
        report, claim = tanks(500.0)
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "not_contradicted"

    def test_a_claim_below_the_documented_count_is_inconsistent(self):
        report, claim = tanks(400.0)
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "inconsistent"
        assert "more are documented than the words allow" in check.working

    def test_at_least_is_never_contradicted_by_more(self):
        report, claim = tanks(100.0, "at_least")
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "not_contradicted"
        assert "at least as many as the words say (at least 100 items)" in check.working

    def test_a_number_that_may_be_of_some_is_read_both_ways(self):
        report, claim = destroyed("Norland destroyed 50 Sudmarkian tanks.", 50.0)
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "depends_on_reading"
        verdicts = {one.reading.rpartition("; ")[2]: one.verdict for one in check.readings}
        assert verdicts == {
            "as all of them": "inconsistent",
            "as some of them, not all": "not_contradicted",
        }

    @pytest.mark.parametrize("words", ["a total of 50", "only 50", "no more than 50"])
    def test_a_number_that_says_it_is_all_is_read_one_way(self, words):
        report, claim = destroyed(f"Norland destroyed {words} Sudmarkian tanks.", 50.0)
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "inconsistent"

    def test_a_list_of_an_army_decides_nothing_about_a_part_of_it(self):
        text = "The Sudmarkian 4th Brigade has lost 50 tanks."
        report = Report(text)
        claim = report.claim(
            "materiel",
            target=report.who("The Sudmarkian 4th Brigade"),
            item="tank",
            quantity=report.amount("50", 50.0, "items"),
        )
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "no_reference"
        assert "does not tell the parts of an army apart" in check.working

    @pytest.mark.parametrize("place", ["near Aster", "in Aster region"])
    def test_a_list_that_knows_no_places_decides_nothing_about_one(self, place):
        report, claim = tanks(50.0, text=f"Sudmark has lost 50 tanks {place}.")
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "no_reference"
        assert "does not tell Aster" in check.working

    def test_a_small_dip_is_noted_and_not_put_with_the_figure(self):
        dip = Flag(
            rule="dip",
            start=dt.date(2031, 9, 11),
            end=dt.date(2031, 9, 11),
            size=-2.0,
            why="a table was missing",
            informational=True,
        )
        report, claim = tanks(400.0)
        check = report.check(claim, ledgers=[ledger("photos", COUNTS, flags=(dip,))])
        assert check.verdict == "inconsistent"
        assert "noted, does not bar: dip of 11 September 2031" in check.working
        assert not [f for one in check.readings for f in one.figures if f.flags]

    @pytest.mark.parametrize("seat", ["Miren", "Miren's army"])
    def test_a_seat_of_government_names_its_party(self, seat):
        report = Report(f"{seat} has lost 400 tanks.")
        claim = report.claim(
            "materiel",
            target=report.who(seat),
            item="tank",
            quantity=report.amount("400", 400.0, "items"),
        )
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert [one.figures[0].value for one in check.readings[:1]] == [440]

    def test_a_town_is_not_the_government_that_sits_in_it(self):
        report = Report("The fire brigade of Miren has lost 400 tanks.")
        claim = report.claim(
            "materiel",
            target=report.who("The fire brigade of Miren"),
            item="tank",
            quantity=report.amount("400", 400.0, "items"),
        )
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert "does not say whose losses" in check.working

    def test_what_was_left_behind_may_be_entered_as_captured(self):
        report, claim = tanks(50.0, disposition="abandoned")
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        # 30 abandoned allow it, 120 abandoned or captured do not.
        assert [one.verdict for one in check.readings] == ["not_contradicted", "inconsistent"]
        assert check.verdict == "depends_on_reading"

    def test_the_uneven_coverage_is_said(self):
        report, claim = tanks(500.0)
        check = report.check(claim, ledgers=[ledger("photos", COUNTS, others=COUNTS[:4])])
        said = "The photos list covers Norland (0 tanks) and Sudmark (440 tanks): a lower bound, "
        assert f"{said}documented unevenly between the parties." in check.notes

    def test_a_list_of_one_party_says_so(self):
        report, claim = tanks(500.0)
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        said = "The photos list covers Sudmark (440 tanks): a lower bound, and of no other party."
        assert said in check.notes
        assert "any count of equipment lost by Norland" in check.notes[-1]

    def test_a_window_is_begun_late_where_entries_lag(self):
        text = "In the last six days Sudmark has lost 50 tanks."
        report = Report(text)
        claim = report.claim(
            "materiel",
            target=report.who("Sudmark"),
            item="tank",
            quantity=report.amount("50", 50.0, "items"),
            window=report.days("In the last six days", "2031-09-06", "2031-09-12"),
        )
        photos = ledger("photos", COUNTS, date_means="day_of_recording")
        check = report.check(claim, ledgers=[photos])
        assert "begun 3 days late" in check.working


class TestOthers:
    def test_a_list_of_totals_is_shown_where_the_claim_names_a_fate(self):
        report, claim = tanks(50.0, disposition="destroyed")
        totals = ledger("sums", [row for row in COUNTS if row[2] is None])
        check = report.check(claim, ledgers=[totals])
        assert check.verdict == "no_reference"
        assert check.readings[0].figures[0].value == 440
        assert "does not tell apart" in check.working

    def test_an_official_claim_is_shown_and_never_decides(self):
        report, claim = tanks(400.0)
        staff = ledger("staff", COUNTS, bias="official_claim", party="north")
        check = report.check(claim, ledgers=[staff])
        assert check.verdict == "no_reference"
        assert check.readings[0].figures[0].value == 440
        assert deciding(check) == set()

    def test_official_and_documented_totals_are_set_side_by_side(self):
        report, claim = tanks(900.0)
        doubled = [(day, item, how, 2 * count) for day, item, how, count in COUNTS]
        staff = ledger("staff", doubled, bias="official_claim", party="north")
        check = report.check(claim, ledgers=[ledger("photos", COUNTS), staff])
        assert check.verdict == "not_contradicted"
        assert (
            "880 claimed officially (The staff list), 440 documented (The photos list): "
            "2.0 times as many"
        ) in check.working

    def test_an_estimate_decides_both_ways(self):
        estimate = ledger("institute", COUNTS, bias="estimate")
        for value, verdict in ((440.0, "consistent"), (900.0, "inconsistent")):
            report, claim = tanks(value)
            assert report.check(claim, ledgers=[estimate]).verdict == verdict

    def test_a_share_has_no_total_to_be_a_share_of(self):
        report = Report("Sudmark left half its tanks behind.")
        claim = report.claim(
            "materiel",
            actor=report.who("Sudmark"),
            item="tank",
            disposition="abandoned",
            quantity=report.amount("half", 50.0, "percent"),
        )
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "no_reference"
        assert "needs the number there was before" in check.working
        assert check.readings[0].figures[0].value == 30
        assert deciding(check) == set()

    def test_no_number_is_shown_beside_the_counts(self):
        report = Report("Sudmark left many tanks behind.")
        claim = report.claim(
            "materiel",
            actor=report.who("Sudmark"),
            item="tank",
            disposition="abandoned",
            quantity=report.amount("many", None, "items", "vague"),
        )
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "not_quantified"
        assert deciding(check) == set()

    @pytest.mark.parametrize("who", ["Norland", "Farholm"])
    def test_whose_losses_nobody_counts_is_no_reference(self, who):
        report = Report(f"{who} has lost 500 tanks.")
        claim = report.claim(
            "materiel",
            target=report.who(who),
            item="tank",
            quantity=report.amount("500", 500.0, "items"),
        )
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "no_reference"

    def test_an_item_no_list_counts_is_no_reference(self):
        report = Report("Sudmark has lost 7 airships.")
        claim = report.claim(
            "materiel",
            target=report.who("Sudmark"),
            item="airship",
            quantity=report.amount("7", 7.0, "items"),
        )
        check = report.check(claim, ledgers=[ledger("photos", COUNTS)])
        assert check.verdict == "no_reference"

    def test_a_count_of_other_people_does_not_decide(self):
        report = Report("Sudmark has lost 900 soldiers killed.")
        claim = report.claim(
            "casualties",
            target=report.who("Sudmark"),
            item="soldiers killed",
            quantity=report.amount("900", 900.0, "people"),
        )
        rows = [("2031-02-01", "personnel", None, 0), ("2031-09-11", "personnel", None, 5000)]
        named = [("2031-02-01", "killed", None, 0), ("2031-09-11", "killed", None, 1000)]
        people = {"unit": "people"}
        every = ledger("office", rows, **people)
        obituaries = ledger("obituaries", named, **people)
        assert report.check(claim, ledgers=[every]).verdict == "no_reference"
        assert report.check(claim, ledgers=[obituaries]).verdict == "inconsistent"


def test_every_figure_can_be_traced_to_its_rows():
    report, claim = tanks(50.0, disposition="abandoned")
    found = report.explained(claim, ledgers=[ledger("photos", COUNTS)])
    (step,) = found.readings[1].steps
    assert [(row.disposition, row.value) for row in step.rows] == [
        ("abandoned", 30),
        ("captured", 90),
    ]
    assert {row.party for row in step.rows} == {"south"}
    assert redone(step) == (None, 120, None)
