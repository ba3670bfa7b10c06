"""The real report beside the repository, from its bytes to its claims."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from onrecord.attribution import attribute
from onrecord.claims import Findings, find_claims
from onrecord.reading import read_path
from onrecord.record import Claim, Document

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def report(shared: Path) -> tuple[Document, Findings]:
    path = shared / "cases" / "seed" / "article.txt"
    document = read_path(path, published=dt.date(2022, 9, 12))
    said = attribute(document)
    return document, find_claims(document, said.agents, said.statements)


def of_kind(findings: Findings, kind: str) -> list[Claim]:
    return [claim for claim in findings.claims if claim.kind == kind]


def test_the_comparison_has_both_windows(report: tuple[Document, Findings]) -> None:
    (claim,) = of_kind(report[1], "territory")
    assert claim.window is not None
    assert (claim.window.start, claim.window.end) == (dt.date(2022, 9, 7), dt.date(2022, 9, 12))
    assert claim.comparison is not None
    other = claim.comparison.other
    assert (claim.comparison.relation, other.measure) == ("more", "held")
    assert other.window is not None
    assert other.window.start == dt.date(2022, 4, 1)


def test_what_was_left_behind_is_hedged_where_the_report_hedges(
    report: tuple[Document, Findings],
) -> None:
    left = [c for c in of_kind(report[1], "materiel") if c.disposition == "abandoned"]
    assert {c.certainty for c in left if c.by == "author"} == {"probable"}
    assert {c.certainty for c in left if c.by != "author"} == {"certain"}


def test_jokes_are_not_literal_and_plain_words_beside_them_are(
    report: tuple[Document, Findings],
) -> None:
    document, findings = report
    literal = {c.span.of(document.text): c.literal for c in findings.claims}
    assert [text for text, plain in literal.items() if "loans" in text and plain] == []
    assert [text for text, plain in literal.items() if "half their" in text and not plain] == []
    assert [text for text, plain in literal.items() if "has increased" in text and not plain] == []


def test_recordings_and_the_expert_back_the_claim_they_stand_with(
    report: tuple[Document, Findings],
) -> None:
    document, findings = report
    kinds = {e.id: e.kind for e in findings.evidence}
    (claim,) = [c for c in findings.claims if "large quantities" in c.span.of(document.text)]
    assert {kinds[e] for e in claim.evidence} == {"recording", "expert"}


def test_the_explicit_unknowns(report: tuple[Document, Findings]) -> None:
    document, findings = report
    words = [u.span.of(document.text) for u in findings.unknowns]
    assert len(words) == 2
    assert "not yet possible to say" in words[0]
