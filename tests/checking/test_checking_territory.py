"""Claims about area: every verdict, from series made by hand."""

import datetime as dt

import pytest
from checking_world import PROFILE, Report, deciding, reference, series
from msgspec.structs import replace

from onrecord.checking import check_claims
from onrecord.record import Affiliation, Agent, Document, Span, Statement
from onrecord.reference import Flag, Library, Value

# Sudmark holds 30,000 km² in spring, loses 12,000 early in April, wins 1,000 until August and
# loses 3,000 in the five days up to 11 September.
LEVELS = {
    "2031-03-20": 30_000.0,
    "2031-04-02": 25_000.0,
    "2031-04-03": 18_000.0,
    "2031-05-10": 18_400.0,
    "2031-08-20": 19_000.0,
    "2031-09-07": 18_500.0,
    "2031-09-09": 17_000.0,
    "2031-09-11": 16_000.0,
}
SENTENCE = "In five days Norland has retaken 3,000 square kilometres."


def amount_claim(words="3,000", value=3000.0, modifier="exact", text=SENTENCE):
    report = Report(text)
    return report, report.claim(
        "territory",
        actor=report.who("Norland"),
        quantity=report.amount(words, value, "km2", modifier),
        window=report.days("In five days", "2031-09-07", "2031-09-12"),
    )


def since_claim(text="In five days Norland has retaken more than Sudmark has held since April."):
    report = Report(text)
    window = report.days("since April", "2031-04-01", "2031-09-12")
    comparison = report.more_than("Sudmark has held since April", "held", window)
    return report, report.claim(
        "territory",
        actor=report.who("Norland"),
        target=report.who("Sudmark"),
        comparison=comparison,
        window=report.days("In five days", "2031-09-07", "2031-09-12"),
    )


def reading(check, start):
    (found,) = [one for one in check.readings if one.reading.startswith(start)]
    return found


def spike(day, size=5000.0):
    day = dt.date.fromisoformat(day)
    return Flag(rule="spike", start=day, end=day, size=size, why="reverts the next day")


class TestAmounts:
    def test_a_claim_that_only_one_window_bears_out_depends_on_the_reading(self):
        report, claim = amount_claim()
        check = report.check(claim, series=[series("atlas", LEVELS)])
        # 6 to 11 September: 19,000 - 16,000 = 3,000; 7 to 12 September: 18,500 - 16,000 = 2,500
        assert check.verdict == "depends_on_reading"
        assert {one.verdict for one in check.readings} == {"consistent", "inconsistent"}
        assert "19,000 (6 September 2031) − 16,000 (11 September 2031) = 3,000 km²" in check.working

    def test_a_bound_that_holds_under_both_windows_is_consistent(self):
        report, claim = amount_claim(modifier="more_than", value=2000.0)
        check = report.check(claim, series=[series("atlas", LEVELS)])
        assert check.verdict == "consistent"

    def test_a_figure_far_off_is_inconsistent(self):
        report, claim = amount_claim(value=9000.0)
        check = report.check(claim, series=[series("atlas", LEVELS)])
        assert check.verdict == "inconsistent"

    def test_references_that_differ_under_one_reading_are_contested(self):
        report, claim = amount_claim(modifier="more_than", value=2000.0)
        other = series("bulletin", {"2031-03-20": 20_000.0, "2031-09-10": 19_500.0})
        check = report.check(claim, series=[series("atlas", LEVELS), other])
        assert check.verdict == "contested"

    def test_a_vague_amount_is_shown_beside_figures_that_do_not_decide(self):
        text = "In five days Norland has retaken thousands of square kilometres."
        report, claim = amount_claim("thousands", None, "vague", text)
        check = report.check(claim, series=[series("atlas", LEVELS)])
        assert check.verdict == "not_quantified"
        assert [figure.value for figure in check.readings[0].figures] == [2500.0, 3000.0]
        assert deciding(check) == set()

    def test_a_claim_without_days_is_unresolved(self):
        report = Report("Norland has retaken 3,000 square kilometres.")
        amount = report.amount("3,000", 3000.0, "km2")
        claim = report.claim("territory", actor=report.who("Norland"), quantity=amount)
        assert report.check(claim, series=[series("atlas", LEVELS)]).verdict == "time_unresolved"

    def test_an_area_held_is_compared_with_the_level_of_the_day(self):
        report = Report("Sudmark holds 16,000 square kilometres.")
        amount = report.amount("16,000", 16_000.0, "km2")
        claim = report.claim("territory", actor=report.who("Sudmark"), quantity=amount)
        assert report.check(claim, series=[series("atlas", LEVELS)]).verdict == "consistent"

    def test_a_share_of_the_country_is_computed_from_its_area(self):
        report = Report("Sudmark controls half of Vesk.")
        claim = report.claim(
            "territory",
            actor=report.who("Sudmark"),
            place=report.who("Vesk"),
            quantity=report.amount("half", 50.0, "percent"),
        )
        check = report.check(claim, series=[series("atlas", LEVELS)])
        assert check.verdict == "inconsistent"
        assert check.readings[0].figures[0].value == 16.0


class TestWhatDecides:
    def test_no_series_is_no_reference(self):
        report, claim = amount_claim()
        assert report.check(claim).verdict == "no_reference"

    def test_outside_the_days_covered_is_no_reference(self):
        report, claim = amount_claim()
        short = series("atlas", LEVELS)
        short = series("atlas", LEVELS, values=short.values[:100])
        assert report.check(claim, series=[short]).verdict == "no_reference"

    def test_a_partys_own_series_is_shown_and_never_decides(self):
        report, claim = amount_claim(value=9000.0)
        own = series("ministry", LEVELS, reference=reference("ministry", party="north"))
        check = report.check(claim, series=[own])
        assert check.verdict == "no_reference"
        assert check.readings[0].figures
        assert deciding(check) == set()

    def test_a_flagged_day_is_replaced_by_the_last_sound_one_and_shown(self):
        report, claim = amount_claim(modifier="more_than", value=2000.0)
        raised = {**LEVELS, "2031-09-07": 30_000.0, "2031-09-08": 18_500.0}
        check = report.check(claim, series=[series("atlas", raised, [spike("2031-09-07")])])
        flagged = [f for one in check.readings for f in one.figures if f.flags]
        assert [(f.value, f.decides, f.flags) for f in flagged] == [
            (14_000.0, False, ("spike 2031-09-07",))
        ]
        assert check.verdict == "consistent"
        assert "spike of 7 September 2031" in check.working

    def test_a_change_across_a_reclassification_does_not_decide(self):
        report, claim = amount_claim()
        day = dt.date(2031, 9, 9)
        flag = Flag(rule="reclassification", start=day, end=day, size=1500, why="", change=True)
        check = report.check(claim, series=[series("atlas", LEVELS, [flag])])
        assert check.verdict == "no_reference"
        assert all(f.flags == ("reclassification 2031-09-09",) for f in check.readings[0].figures)

    def test_an_informational_flag_changes_nothing(self):
        report, claim = amount_claim(modifier="more_than", value=2000.0)
        day = dt.date(2031, 9, 11)
        flag = Flag(rule="stale", start=day, end=day, size=0, why="", informational=True)
        check = report.check(claim, series=[series("atlas", LEVELS, [flag])])
        assert check.verdict == "consistent"

    def test_an_old_state_of_a_stepwise_map_does_not_decide(self):
        report, claim = amount_claim()
        states = tuple(
            Value(day=dt.date.fromisoformat(day), value=value)
            for day, value in [("2031-08-01", 19_000.0), ("2031-09-20", 10_000.0)]
        )
        old = series("atlas", LEVELS, values=states, between="last_state")
        check = report.check(claim, series=[old])
        assert check.verdict == "no_reference"
        assert "days old" in check.working

    def test_a_derived_series_counts_once(self):
        report, claim = amount_claim(modifier="more_than", value=2000.0)
        derived = series(
            "copy",
            {"2031-03-20": 20_000.0},
            reference=reference("copy", derived_from=("atlas",)),
        )
        check = report.check(claim, series=[series("atlas", LEVELS), derived])
        assert check.verdict == "consistent"
        assert deciding(check) == {"atlas"}
        assert "counted once" in check.working


class TestComparison:
    @pytest.fixture
    def check(self):
        report, claim = since_claim()
        return report.check(claim, series=[series("atlas", LEVELS)])

    def test_the_words_since_a_month_are_read_from_four_days(self, check):
        names = [one.reading.split(";")[0] for one in check.readings]
        assert names == [
            "net gain since 1 April 2031",
            "net gain since 4 April 2031",
            "net gain since 15 April 2031",
            "net gain since 1 May 2031",
            "all that was held since 1 April 2031",
        ]

    def test_the_turning_point_is_found_from_the_data(self, check):
        assert reading(check, "net gain since 4 April").why.startswith(
            "the first day after the largest fall of April ended"
        )

    def test_from_before_the_fall_there_was_no_gain(self, check):
        found = reading(check, "net gain since 1 April")
        assert found.verdict == "consistent"
        assert 0.0 in [figure.value for figure in found.figures]

    def test_a_gain_is_measured_to_its_peak(self, check):
        found = reading(check, "net gain since 4 April")
        assert found.verdict == "consistent"
        assert 1000.0 in [figure.value for figure in found.figures]

    def test_the_literal_words_are_a_reading_of_their_own(self, check):
        assert reading(check, "all that was held").verdict == "inconsistent"
        assert check.verdict == "depends_on_reading"

    def test_a_peak_on_a_flagged_day_is_named_and_does_not_decide(self):
        report, claim = since_claim()
        raised = {**LEVELS, "2031-08-25": 40_000.0, "2031-08-26": 19_000.0}
        check = report.check(claim, series=[series("atlas", raised, [spike("2031-08-25")])])
        found = reading(check, "net gain since 4 April")
        assert found.verdict == "consistent"
        assert [(f.value, f.decides) for f in found.figures if f.flags] == [(22_000.0, False)]

    def test_both_sides_come_from_one_series(self):
        report, claim = since_claim()
        spring = series("bulletin", {"2031-03-20": 18_000.0, "2031-08-20": 28_000.0})
        values = tuple(value for value in spring.values if value.day < dt.date(2031, 9, 1))
        spring = series("bulletin", {"2031-03-20": 18_000.0}, values=values)
        check = report.check(claim, series=[series("atlas", LEVELS), spring])
        assert deciding(check) == {"atlas"}

    def test_what_was_newly_taken_is_a_reading_where_a_maker_publishes_it(self):
        report, claim = since_claim()
        gains = series(
            "atlas",
            {"2031-04-16": 4000.0},
            id="atlas/ever",
            definition="ever newly held",
            measure="ever_gained",
            base=dt.date(2031, 4, 15),
            between="last_state",
        )
        check = report.check(claim, series=[series("atlas", LEVELS), gains])
        found = reading(check, "gross gain since 15 April")
        assert found.verdict == "inconsistent"
        assert 4000.0 in [figure.value for figure in found.figures]

    def test_without_the_days_nothing_is_compared(self):
        report, claim = since_claim()
        open_window = report.days("In five days", None)
        claim = type(claim)(**{**_fields(claim), "window": open_window})
        assert report.check(claim, series=[series("atlas", LEVELS)]).verdict == "time_unresolved"


def test_jokes_are_not_checked():
    report, claim = amount_claim()
    claim = type(claim)(**{**_fields(claim), "literal": False})
    assert report.check(claim, series=[series("atlas", LEVELS)]).verdict == "not_literal"


def test_a_denial_is_checked_as_what_is_denied():
    report, claim = amount_claim(modifier="more_than", value=2000.0)
    claim = type(claim)(**{**_fields(claim), "certainty": "denied"})
    check = report.check(claim, series=[series("atlas", LEVELS)])
    assert check.verdict == "consistent"
    assert check.working.startswith("The speaker denies this")


def test_a_claim_without_anything_to_measure_gets_no_check():
    report = Report("Norland is gaining ground.")
    claim = report.claim("territory", actor=report.who("Norland"))
    document = Document(id="sha256:0", text=report.text, published=report.published)
    assert check_claims(document, (), (), (claim,), (), PROFILE, Library()) == ()


def test_the_same_input_gives_the_same_checks():
    report, claim = since_claim()
    library = [series("atlas", LEVELS), series("bulletin", {"2031-03-20": 18_000.0})]
    first, second = (report.check(claim, series=library) for _ in range(2))
    assert first == second


def _fields(claim):
    return {name: getattr(claim, name) for name in claim.__struct_fields__}


def test_two_definitions_of_one_maker_are_two_readings():
    report, claim = amount_claim(modifier="more_than", value=2000.0)
    maker = reference("institute", derived_from=("institute.example",))
    wide = series("institute", LEVELS, reference=maker, definition="control and advances")
    narrow = series(
        "institute",
        {"2031-03-20": 17_000.0, "2031-09-10": 16_900.0},
        id="institute/control",
        reference=maker,
        definition="control alone",
    )
    check = report.check(claim, series=[series("atlas", LEVELS), wide, narrow])
    assert check.verdict == "depends_on_reading"
    assert {one.reading.split("; ")[1]: one.verdict for one in check.readings} == {
        "control and advances": "consistent",
        "control alone": "contested",
    }


def test_the_other_side_holds_what_is_left_of_the_country():
    report = Report("Norland controls 84 percent of Vesk.")
    claim = report.claim(
        "territory",
        actor=report.who("Norland"),
        place=report.who("Vesk"),
        quantity=report.amount("84 percent", 84.0, "percent"),
    )
    assert report.check(claim, series=[series("atlas", LEVELS)]).verdict == "consistent"


def test_a_passive_claim_is_about_the_side_of_its_speaker():
    report = Report("In five days more than 2,000 square kilometres have been retaken.")
    claim = report.claim(
        "territory",
        quantity=report.amount("2,000", 2000.0, "km2", "more_than"),
        window=report.days("In five days", "2031-09-07", "2031-09-12"),
    )
    library = Library(series=(series("atlas", LEVELS),))
    document = Document(id="sha256:0", text=report.text, published=report.published)
    official = Agent(
        id="a1",
        name="General Orr",
        kind="person",
        identity="named",
        party=Affiliation(id="north", span=Span(0, 2)),
    )
    said = Statement(id="s1", content=(Span(0, 5),), form="indirect", speaker="a1")
    claim = type(claim)(**{**_fields(claim), "by": "s1"})
    (known,) = check_claims(document, (official,), (said,), (claim,), (), PROFILE, library)
    (unknown,) = check_claims(document, (), (), (claim,), (), PROFILE, library)
    assert known.verdict == "consistent"
    assert unknown.verdict == "no_reference"
    assert "does not say whose" in unknown.working


def test_a_comparison_too_close_for_the_uncertainty_is_left_open():
    report = Report("In five days Norland has retaken more than Sudmark has gained since 4 April.")
    claim = report.claim(
        "territory",
        actor=report.who("Norland"),
        comparison=report.more_than(
            "Sudmark has gained since 4 April",
            "gained",
            report.days("since 4 April", "2031-04-04", "2031-09-12"),
        ),
        window=report.days("In five days", "2031-09-07", "2031-09-12"),
    )
    near = {
        **LEVELS,
        "2031-08-20": 20_900.0,
        "2031-09-07": 18_900.0,
    }
    unsure = series("atlas", near, definition="area held by Sudmark (± 40 %)")
    check = report.check(claim, series=[unsure])
    assert check.verdict == "no_reference"
    assert "too close to tell" in check.working


def test_two_printed_dates_are_read_with_and_without_the_first_day():
    report = Report("From 7 to 11 September Norland has retaken 2,500 square kilometres.")
    claim = report.claim(
        "territory",
        actor=report.who("Norland"),
        quantity=report.amount("2,500", 2500.0, "km2"),
        window=report.days("7 to 11 September", "2031-09-07", "2031-09-11"),
    )
    check = report.check(claim, series=[series("atlas", LEVELS)])
    found = {one.verdict: one.reading for one in check.readings}
    assert found["inconsistent"] == ("net change, 6 to 11 September 2031 or 5 to 10 September 2031")
    assert found["consistent"] == "net change, 7 to 11 September 2031 or 7 to 12 September 2031"


def test_the_middle_of_a_month_may_be_its_first_day_meant_or_its_fifteenth():
    report = Report("In five days Norland has retaken more than Sudmark has gained since mid-May.")
    claim = report.claim(
        "territory",
        actor=report.who("Norland"),
        comparison=report.more_than(
            "Sudmark has gained since mid-May",
            "gained",
            report.days("since mid-May", "2031-05-11", "2031-09-12"),
        ),
        window=report.days("In five days", "2031-09-07", "2031-09-12"),
    )
    check = report.check(claim, series=[series("atlas", LEVELS)])
    assert [one.reading.split(";")[0] for one in check.readings] == [
        "net gain since 11 May 2031",
        "net gain since 15 May 2031",
    ]
    assert check.verdict == "consistent"


def still(first, last):
    return Flag(
        rule="stale",
        start=dt.date.fromisoformat(first),
        end=dt.date.fromisoformat(last),
        size=20,
        why="the same value",
        informational=True,
    )


@pytest.mark.parametrize(
    ("first", "last", "verdict"),
    [
        ("2031-08-28", "2031-09-20", "no_reference"),  # both days inside
        ("2031-09-03", "2031-09-10", "no_reference"),  # most of the window
        ("2031-08-15", "2031-09-08", "depends_on_reading"),  # one day of five: as without
    ],
)
def test_a_stretch_of_one_value_bars_a_change_that_lies_mostly_in_it(first, last, verdict):
    report, claim = amount_claim()
    check = report.check(claim, series=[series("daily", LEVELS, [still(first, last)])])
    assert check.verdict == verdict
    figures = [one for reading in check.readings for one in reading.figures]
    assert not [one for one in figures if one.flags and one.decides]
    assert "the same value from" in check.working
    assert any(one.flags for one in figures) == (verdict == "no_reference")


@pytest.mark.parametrize(
    ("words", "amount", "why"),
    [
        ("12 settlements", ("12", 12.0), "a number of places (“12”: settlement)"),
        ("several villages", None, "name no place that could be looked up"),
        ("Farholm", None, "does not know the place named (“Farholm”)"),
    ],
)
@pytest.mark.parametrize("kind", ["control", "territory"])
def test_what_no_map_measures_is_said_for_what_it_is(words, amount, why, kind):
    report = Report(f"Norland recaptured {words} this week, and more than that.")
    place = words.split()[-1]
    quantity = report.amount(amount[0], amount[1], "items") if amount else None
    if quantity is None and kind == "territory":
        quantity = report.amount("more than that", None, "km2", "vague")
    claim = report.claim(
        kind,
        actor=report.who("Norland"),
        place=report.who(place),
        item="settlement" if amount else None,
        quantity=quantity,
    )
    check = report.check(claim, series=[series("daily", LEVELS)])
    assert check.verdict == "no_reference"
    assert why.replace("several villages", place) in check.working


def test_a_claim_of_leaving_is_not_read_as_one_of_holding():
    report = Report("Sudmarkian forces have withdrawn from Aster region.")
    claim = report.claim(
        "control",
        actor=report.who("Sudmarkian forces"),
        place=report.who("Aster region"),
    )
    levels = {"2031-03-20": 4_000.0, "2031-09-08": 100.0}
    check = report.check(claim, series=[series("daily", levels, place="V-1")])
    assert check.readings[0].reading.startswith("left altogether")
    assert "held on" not in check.working


def test_who_sits_in_a_seat_of_government_speaks_for_its_party():
    text = "In five days 3,000 square kilometres have been retaken, Norhavn said."
    report = Report(text)
    claim = report.claim(
        "territory",
        quantity=report.amount("3,000", 3000.0, "km2"),
        window=report.days("In five days", "2031-09-07", "2031-09-12"),
    )
    at = report.span("Norhavn")
    agent = Agent(id="a1", name="Norhavn", kind="organisation", identity="named", mentions=(at,))
    document = Document(id="sha256:0", text=text, published=report.published)
    by_agent = replace(claim, by="a1")
    library = Library(series=(series("daily", LEVELS),))
    (check,) = check_claims(document, (agent,), (), (by_agent,), (), PROFILE, library)
    assert "consistent" in {one.verdict for one in check.readings}


def test_an_area_of_a_part_is_not_measured_on_the_whole_country():
    text = "In five days Norland has retaken 3,000 square kilometres near Aster."
    report, claim = amount_claim(text=text)
    check = report.check(claim, series=[series("daily", LEVELS)])
    assert check.verdict == "no_reference"
    assert "who held what of Aster" in check.working


def test_a_time_is_not_taken_for_a_place():
    report = Report("In September Norland has retaken 3,000 square kilometres.")
    claim = report.claim(
        "territory",
        actor=report.who("Norland"),
        place=report.who("September"),
        quantity=report.amount("3,000", 3000.0, "km2"),
        window=report.days("In September", "2031-09-01", "2031-09-12"),
    )
    check = report.check(claim, series=[series("daily", LEVELS)])
    assert "consistent" in {one.verdict for one in check.readings}


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(500.0, "depends_on_reading"), (2_000.0, "inconsistent")],
)
def test_what_was_retaken_and_lost_again_is_no_net_change(value, verdict):
    # 600 km² retaken in spring, 1,000 lost in summer: less than nothing is left of it.
    levels = {"2031-02-20": 20_000.0, "2031-04-10": 19_400.0, "2031-07-01": 20_400.0}
    text = "Norland has retaken some square kilometres since March."
    report = Report(text)
    claim = report.claim(
        "territory",
        actor=report.who("Norland"),
        quantity=report.amount("some", value, "km2"),
        window=report.days("since March", "2031-03-01", "2031-09-12"),
    )
    check = report.check(claim, series=[series("daily", levels)])
    assert check.verdict == verdict
    net, gross = reading(check, "net change"), reading(check, "gross change")
    assert net.verdict == "inconsistent"
    assert gross.verdict == ("not_contradicted" if value < 600 else "inconsistent")
    assert {(one.low, one.high) for one in gross.figures if one.decides} == {(0.0, 600.0)}


def test_windows_on_both_sides_of_a_claim_do_not_contradict_it():
    # 1,000 km² in the five days up to the 11th, 2,000 in those up to the 12th.
    levels = {"2031-08-01": 20_000.0, "2031-09-10": 19_000.0, "2031-09-12": 18_000.0}
    report, claim = amount_claim(words="3,000", value=1_500.0)
    check = report.check(claim, series=[series("daily", levels)])
    assert check.verdict == "no_reference"
    assert "the days are too coarse to decide" in check.working
    assert deciding(check) == set()


def test_a_claim_between_two_references_is_contested():
    low = {day: level - 3_000 for day, level in LEVELS.items()}
    report = Report("Sudmark holds 14,500 square kilometres.")
    claim = report.claim(
        "territory",
        actor=report.who("Sudmark"),
        quantity=report.amount("14,500", 14_500.0, "km2"),
    )
    check = report.check(claim, series=[series("daily", LEVELS), series("other", low)])
    assert check.verdict == "contested"


def test_a_share_of_what_had_been_taken_is_not_one_of_what_was_held():
    report = Report("Norland has retaken half of the land that Sudmark had seized since March.")
    claim = report.claim(
        "territory",
        actor=report.who("Norland"),
        quantity=report.amount("half", 50.0, "percent"),
        window=report.days("since March", "2031-03-01", "2031-09-12"),
    )
    check = report.check(claim, series=[series("daily", LEVELS)])
    assert check.verdict == "no_reference"
    assert "share is of what had been taken" in check.working


def test_a_range_that_agrees_as_a_whole_confirms():
    levels = {"2031-02-20": 20_000.0, "2031-05-01": 20_100.0, "2031-07-01": 18_000.0}
    report = Report("Norland has retaken more than 1,000 square kilometres since March.")
    claim = report.claim(
        "territory",
        actor=report.who("Norland"),
        quantity=report.amount("more than 1,000", 1_000.0, "km2", "more_than"),
        window=report.days("since March", "2031-03-01", "2031-09-12"),
    )
    check = report.check(claim, series=[series("daily", levels)])
    assert check.verdict == "consistent"
    assert reading(check, "gross change").verdict == "consistent"
