"""What a line 2 km off leaves open of levels, changes and shares."""

import datetime as dt

import pytest
from checking_world import PROFILE, Report, reference

from onrecord.checking import explain
from onrecord.record import Document
from onrecord.reference import Library, Series, Value

DAYS = {"2031-09-01": (3800.0, 4000.0, 4300.0), "2031-09-10": (900.0, 1000.0, 1150.0)}


def moved_line(days=DAYS):
    values = tuple(
        Value(day=dt.date.fromisoformat(day), low=low, value=value, high=high)
        for day, (low, value, high) in days.items()
    )
    return Series(
        reference=reference("atlas"),
        id="atlas/aster",
        definition="area of the Aster region held by Sudmark",
        holder="south",
        place="V-1",
        values=values,
        between="last_state",
        until=dt.date(2031, 9, 30),
    )


def withdrawn(text="Sudmark withdrew from most of the Aster region from 2 to 10 September."):
    report = Report(text)
    return report, report.claim(
        "withdrawal",
        actor=report.who("Sudmark"),
        place=report.who("Aster region"),
        window=report.days("2 to 10 September", "2031-09-02", "2031-09-10"),
    )


def test_a_level_carries_its_own_bounds():
    report, claim = withdrawn()
    figures = report.check(claim, series=[moved_line()]).readings[0].figures
    (after,) = [figure for figure in figures if figure.as_of == dt.date(2031, 9, 10)]
    assert (after.low, after.value, after.high) == (900.0, 1000.0, 1150.0)


def test_a_share_is_taken_with_the_line_of_both_days_moved_alike():
    report, claim = withdrawn()
    check = report.check(claim, series=[moved_line()])
    share = check.readings[0].figures[0]
    assert share.value == 75.0
    assert share.low == pytest.approx(100 * (4300 - 1150) / 4300, abs=0.1)
    assert share.high == pytest.approx(100 * (3800 - 900) / 3800, abs=0.1)
    assert "with the line 2 km further in or out" in check.working


def test_where_nothing_changed_the_line_leaves_nothing_open():
    same = {"2031-09-01": DAYS["2031-09-01"], "2031-09-10": DAYS["2031-09-01"]}
    report, claim = withdrawn()
    share = report.check(claim, series=[moved_line(same)]).readings[0].figures[0]
    assert (share.low, share.value, share.high) == (0.0, 0.0, 0.0)


def test_the_formulas_give_the_figures_and_their_ranges():
    report, claim = withdrawn()
    document = Document(id="sha256:0", text=report.text, published=report.published)
    library = Library(series=(moved_line(),))
    found = explain(document, (), (), (claim,), PROFILE, library, "c1")
    steps = [step for one in found.readings for step in one.steps]
    assert len(steps) >= 4
    for step in steps:
        names = {f"r{n}": row.value for n, row in enumerate(step.rows, start=1)}
        names |= {"max": max, "abs": abs, "value": step.result}
        low, value, high = (
            eval(formula, {"__builtins__": {}}, names)  # noqa: S307 - formulas of our own making
            for formula in (step.low, step.formula, step.high)
        )
        assert value == pytest.approx(step.figure.value, abs=0.05)
        assert (low, high) == pytest.approx((step.figure.low, step.figure.high), abs=0.05)
