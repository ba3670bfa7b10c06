"""The seed report's demands: each is asked, whatever the Record holds."""

from __future__ import annotations

import msgspec
import pytest

from evaluation.cases import case_sets
from evaluation.product import answer_case
from evaluation.seed import demands
from evaluation.seed_report import seed_report

SEED = next(one for one in case_sets() if one.name == "seed")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SEED.present, reason="the seed report, which stands beside the repository, is not here"
    ),
]


@pytest.fixture(scope="module")
def case():
    return SEED.cases()[0]


@pytest.fixture(scope="module")
def record(case):
    return answer_case(case).record


def test_every_demand_is_asked_once(case, record):
    names = [demand.name for demand in demands(seed_report(record, case.gold))]
    assert len(names) == len(set(names))
    assert len(names) > 40


def test_a_record_without_findings_meets_nearly_none(case, record):
    bare = msgspec.structs.replace(
        record, agents=(), statements=(), claims=(), evidence=(), unknowns=(), checks=()
    )
    asked = demands(seed_report(bare, case.gold))
    met = {demand.name for demand in asked if demand.passed}
    assert len(asked) > 40
    assert len(met) <= 6
    assert not any("speaker" in name or "ironic" in name or "km²" in name for name in met)


def test_words_of_the_montage_given_to_the_persons_shown_are_noticed(case, record):
    said = tuple(
        msgspec.structs.replace(
            one, manner="earnest", speaker=one.depicts[0] if one.depicts else one.speaker
        )
        for one in record.statements
    )
    leaked = msgspec.structs.replace(record, statements=said)
    asked = demands(seed_report(leaked, case.gold))
    assert not any(demand.passed for demand in asked if "depicted, not said" in demand.name)
