"""Scores a set of cases: the product's answers beside the annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.cases import Case
from evaluation.intervals import Interval, added, interval, samples
from evaluation.product import Answer
from evaluation.protocol.annotation import Annotation
from evaluation.protocol.counting import Comparison, Counts, compare
from evaluation.protocol.figures import Figure, Ratio
from evaluation.protocol.from_record import annotation
from evaluation.protocol.links import Corroboration, count_links, with_findings
from evaluation.protocol.words import bag, plain, size
from evaluation.rules import broken_rules
from evaluation.visible import visible_text


@dataclass(frozen=True)
class Scored:
    """One figure of one set, with its interval over reports where it has one."""

    figure: Figure
    ratio: Ratio
    interval: Interval | None


@dataclass(frozen=True)
class CaseScore:
    """One report: prediction and annotation in one shape, what was paired, what broke."""

    case: Case
    found: Annotation
    comparison: Comparison
    counts: Counts
    broken: tuple[str, ...]
    error: str | None


def score_cases(
    cases: Sequence[Case], answers: Sequence[Answer], across: Corroboration | None = None
) -> tuple[tuple[CaseScore, ...], Counts]:
    """Each case's score, and the counts that belong to no single report (links)."""
    found = {a.name: annotation(a.record) if a.record else Annotation() for a in answers}
    found = with_findings(found, across or Corroboration())
    by_name = {answer.name: answer for answer in answers}
    scores = tuple(_case(case, found[case.name], by_name[case.name]) for case in cases)
    links = count_links(
        {case.name: case.gold for case in cases},
        found,
        {score.case.name: score.comparison.claims for score in scores},
    )
    return scores, links


def scored_figures(
    figures: Sequence[Figure], tallies: Sequence[Counts], beside: Counts | None = None
) -> tuple[Scored, ...]:
    """The figures over all reports, with intervals by report."""
    total = added([*tallies, beside or Counts()])
    drawn = samples(tallies) if len(tallies) > 1 else []
    return tuple(_scored(figure, total, drawn) for figure in figures)


def _scored(figure: Figure, total: Counts, drawn: Sequence[Counts]) -> Scored:
    ratio = figure.of(total)
    if not figure.interval or figure.kind != "rate" or ratio.empty:
        return Scored(figure, ratio, None)
    telling = [tally for tally in drawn if not figure.of(tally).empty]
    known = interval(telling, lambda tally: figure.of(tally).value) if telling else None
    return Scored(figure, ratio, known)


def _case(case: Case, found: Annotation, answer: Answer) -> CaseScore:
    comparison = compare(case.gold, found)
    broken = broken_rules(answer.record) if answer.record else ()
    text = visible_text(case.source(), is_html=case.is_html)
    whole = answer.record is not None and plain(answer.record.document.text) == text
    beside = Counts(
        reports=1,
        whole=int(whole),
        failures=int(answer.record is None),
        broken_rules=len(broken),
        other_words=size(bag(text)) - size(bag(case.gold.advertising)),
    )
    return CaseScore(case, found, comparison, comparison.counts + beside, broken, answer.error)
