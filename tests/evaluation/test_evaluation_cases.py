"""The gold cases in the repository are well formed, and digests see every change."""

from __future__ import annotations

from typing import get_args

import pytest

from evaluation.cases import Case, CaseSet, case_sets, digest, strings_missing
from onrecord.record import Certainty, ClaimKind, Disposition, Form, Manner, Unit

OWN = [one for one in case_sets() if one.name in ("dev", "fresh", "held_out")]
CASES = [case for one in OWN if one.present for case in one.cases()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.parent.name + case.name[:3])
def test_every_annotated_string_stands_in_its_report(case: Case):
    assert len(list(strings_missing(case))) == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.parent.name + case.name[:3])
def test_annotations_use_the_vocabulary(case: Case):
    for said in case.gold.statements:
        assert said.form in get_args(Form)
        assert said.manner in get_args(Manner)
        assert said.certainty in get_args(Certainty)
        assert said.manner_marked_by in ("reporter", "speaker", "none")
        assert said.speaker_kind
    for claim in case.gold.claims:
        assert claim.kind in get_args(ClaimKind)
        assert claim.certainty in get_args(Certainty)
        assert claim.unit in (None, *get_args(Unit))
        assert claim.disposition in (None, *get_args(Disposition))
        assert isinstance(claim.literal, bool)


@pytest.mark.parametrize("one", OWN, ids=lambda one: one.name)
def test_both_own_sets_are_there(one: CaseSet):
    assert one.present
    assert len(one.cases()) >= 8


def test_a_digest_depends_on_every_byte_and_name(tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("one", encoding="utf-8")
    second.write_text("two", encoding="utf-8")
    before = digest([first, second])
    assert digest([second, first]) != before
    second.write_text("twx", encoding="utf-8")
    assert digest([first, second]) != before


def test_an_annotation_without_report_is_an_error(tmp_path):
    (tmp_path / "lost.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match="no report beside it"):
        CaseSet("mine", tmp_path).cases()
