"""Why a figure does not decide is told in the same words by checking and by the views."""

from onrecord.checking import judging
from onrecord.publishing import wording


def test_the_reasons_that_views_leave_unsaid_are_those_that_checking_writes():
    assert wording.NO_AMOUNT == judging.NO_AMOUNT
    assert wording.BESIDE == judging.BESIDE
