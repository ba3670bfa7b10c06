"""The rules that flag reference data, held against what people labelled."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from rich.console import Console

from evaluation.audit import run_audit
from evaluation.audit_printing import print_audit
from evaluation.audit_sets import LABELS, PUBLISHED, SHIPPED, AuditSet, labels
from evaluation.cases import shared_folder
from evaluation.runs import SetReport
from onrecord.reference import Series


def figures(report: SetReport) -> dict[str, float]:
    return {one.figure.key: one.ratio.value for one in report.scored}


@pytest.fixture(scope="module")
def shipped() -> SetReport:
    return run_audit(SHIPPED)


def test_every_labelled_break_of_what_ships_is_flagged_and_no_real_jump(
    shipped: SetReport,
) -> None:
    found = figures(shipped)
    assert found["breaks_flagged"] == 1.0
    assert found["false_alarms"] == 0
    assert sum(one.label.must_be_flagged for one in shipped.audit) >= 12
    assert sum(one.label.is_real for one in shipped.audit) >= 16


@pytest.mark.shared
def test_so_it_is_for_the_files_as_published() -> None:
    report = run_audit(PUBLISHED)
    found = figures(report)
    assert found["breaks_flagged"] == 1.0
    assert found["false_alarms"] == 0
    told = {one.label.series for one in report.audit}
    needed = {label.series for label in labels() if label.must_be_flagged or label.is_real}
    assert needed <= told


@pytest.mark.shared
def test_the_labels_are_those_beside_the_repository() -> None:
    beside = shared_folder() / "reference" / "checks" / "known_breaks.csv"
    assert LABELS.read_bytes() == beside.read_bytes()


class Unflagged(AuditSet):
    """The same series with no flag on them, as if no rule found anything."""

    def series(self) -> tuple[Series, ...]:
        return tuple(one.unflagged() for one in super().series())


class FlaggedAllOver(AuditSet):
    """The same series, each flagged from its first day to its last."""

    def series(self) -> tuple[Series, ...]:
        from msgspec.structs import replace

        from onrecord.reference import Flag

        days = (dt.date(2022, 2, 20), dt.date(2026, 8, 22))
        flag = Flag(rule="all", start=days[0], end=days[1], size=1.0, why="")
        return tuple(replace(one, flags=(flag,)) for one in super().series())


def test_rules_that_find_nothing_miss_every_break() -> None:
    report = run_audit(Unflagged(SHIPPED.name, SHIPPED.called))
    assert figures(report)["breaks_flagged"] == 0.0
    assert figures(report)["false_alarms"] == 0
    assert {mistake.kind for mistake in report.mistakes} == {"miss"}


def test_rules_that_flag_everything_flag_every_real_jump() -> None:
    report = run_audit(FlaggedAllOver(SHIPPED.name, SHIPPED.called))
    assert figures(report)["breaks_flagged"] == 1.0
    assert figures(report)["real_left_alone"] == 0.0


def test_the_table_names_series_days_outcome_and_rules(shipped: SetReport) -> None:
    shown = io.StringIO()
    print_audit(shipped, Console(file=shown, width=140))
    assert "2022-09-08" in shown.getvalue()
    assert "spike" in shown.getvalue()
    assert "left alone" in shown.getvalue()
    assert "false alarm" not in shown.getvalue()
