"""Claims that a place is held, taken, lost or left: settlements by tenures, regions by shares."""

from __future__ import annotations

from onrecord.checking.case import Case
from onrecord.checking.finding import Finding
from onrecord.checking.leaving import region_held, region_left
from onrecord.checking.settlements import check_settlements


def check_control(case: Case) -> Finding:
    """The readings of a claim that somebody holds, took or lost a place."""
    return check_settlements(case, leaving=case.is_leaving()) or region_held(case)


def check_withdrawal(case: Case) -> Finding:
    """The readings of a claim that somebody left a place."""
    return check_settlements(case, leaving=True) or region_left(case)
