"""Runs one set through the product and scores it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluation.answers import AnswerSet, answers
from evaluation.articles import ArticleSet, answer_article, count_article
from evaluation.cases import CaseSet
from evaluation.corroboration import (
    COPY_FIGURES,
    TOGETHER_FIGURES,
    CopySet,
    TogetherSet,
    across,
    score_copies,
    score_folder,
)
from evaluation.errors import Mistake, mistakes
from evaluation.passage_sets import PassageSet
from evaluation.product import answer_case
from evaluation.protocol.attribution import ATTRIBUTION_FIGURES
from evaluation.protocol.counting import Counts
from evaluation.protocol.figures import CASE_FIGURES, Figure, accuracy, number
from evaluation.robustness import scores_under
from evaluation.scoring import CaseScore, Scored, score_cases, scored_figures
from evaluation.seed import demands
from evaluation.seed_report import Demand, seed_report

if TYPE_CHECKING:
    from evaluation.audit import Judgement

DEMANDS_FIGURE = Figure(
    "demands_met", "demands", "demands met", accuracy("met", "asked", "asked"), interval=False
)
REPRODUCED_FIGURE = Figure(
    "reproduced", "answers", "answers reproduced", accuracy("met", "asked", "asked"), interval=False
)
ARTICLE_FIGURES = (
    *ATTRIBUTION_FIGURES,
    Figure("text_whole", "articles", "text kept whole", accuracy("whole", "reports", "reports")),
    Figure("failures", "articles", "articles that raised", number("failures"), "lower", "count"),
)
ROBUSTNESS_KEYS = (
    "statements_F1", "statement_speaker_acc", "claims_F1", "unknowns_R", "advertising_token_R",
)  # fmt: skip


@dataclass(frozen=True)
class SetReport:
    """One set's figures, demands and mistakes."""

    name: str
    digest: str
    reports: int
    seconds: float
    scored: tuple[Scored, ...]
    secret: bool = False
    by_report: tuple[tuple[str, tuple[Scored, ...]], ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    demands: tuple[Demand, ...] = ()
    audit: tuple[Judgement, ...] = ()
    things: str = "reports"

    @property
    def failures(self) -> int:
        """How many reports raised an error."""
        return sum(int(one.ratio.value) for one in self.scored if one.figure.key == "failures")


@dataclass(frozen=True)
class VariationReport:
    """The main figures of the plain-text cases under one way of typing them."""

    name: str
    scored: tuple[Scored, ...]


def run_cases(
    cases_of: CaseSet | PassageSet, clock: Callable[[], float] = time.perf_counter
) -> SetReport:
    """Runs and scores a set of cases; the seed's demands are asked where it is the seed."""
    cases = cases_of.cases()
    start = clock()
    answers = [answer_case(case) for case in cases]
    seconds = clock() - start
    found = across(answers) if isinstance(cases_of, CaseSet) else None
    scores, links = score_cases(cases, answers, found)
    scored = scored_figures(CASE_FIGURES, [score.counts for score in scores], links)
    asked: tuple[Demand, ...] = ()
    if cases_of.name == "seed":
        records = [answer.record for answer in answers]
        asked = tuple(
            demand
            for case, record in zip(cases, records, strict=True)
            if record is not None
            for demand in demands(seed_report(record, case.gold))
        )
        met = Counts(asked=len(asked), met=sum(demand.passed for demand in asked))
        scored = (*scored_figures((DEMANDS_FIGURE,), [met]), *scored)
    return SetReport(
        cases_of.name,
        cases_of.digest(),
        len(cases),
        seconds,
        scored,
        cases_of.secret,
        tuple((s.case.name, scored_figures(CASE_FIGURES, [s.counts])) for s in scores),
        tuple(mistake for score in scores for mistake in mistakes(score)),
        asked,
    )


def run_articles(
    articles_of: ArticleSet, clock: Callable[[], float] = time.perf_counter
) -> SetReport:
    """Runs and scores articles of the attribution corpus."""
    articles = articles_of.articles()
    start = clock()
    answers = [answer_article(article) for article in articles]
    seconds = clock() - start
    counts = [count_article(a, answer) for a, answer in zip(articles, answers, strict=True)]
    return SetReport(
        articles_of.name,
        articles_of.digest(),
        len(articles),
        seconds,
        scored_figures(ARTICLE_FIGURES, counts),
        mistakes=tuple(Mistake(a.name, "raised", a.error) for a in answers if a.error),
    )


def run_together(reports: TogetherSet, clock: Callable[[], float] = time.perf_counter) -> SetReport:
    """Runs and scores folders of reports that belong together."""
    start = clock()
    parts = [score_folder(folder) for folder in reports.folders()]
    return SetReport(
        reports.name,
        reports.digest(),
        len(parts),
        clock() - start,
        scored_figures(TOGETHER_FIGURES, [counts for counts, _ in parts]),
        mistakes=tuple(mistake for _, mistakes in parts for mistake in mistakes),
        things="folders",
    )


def run_copies(made: CopySet, clock: Callable[[], float] = time.perf_counter) -> SetReport:
    """Runs and scores labelled pairs of copies and of what only looks so."""
    start = clock()
    counts, mistakes = score_copies(made)
    return SetReport(
        made.name,
        made.digest(),
        len(made.texts()),
        clock() - start,
        scored_figures(COPY_FIGURES, [counts]),
        mistakes=mistakes,
    )


def run_answers(stated: AnswerSet, clock: Callable[[], float] = time.perf_counter) -> SetReport:
    """Computes stated answers anew and counts those that are reproduced."""
    start = clock()
    asked = tuple(answers(stated))
    seconds = clock() - start
    met = Counts(asked=len(asked), met=sum(demand.passed for demand in asked))
    return SetReport(
        stated.name,
        stated.digest(),
        len(asked),
        seconds,
        scored_figures((REPRODUCED_FIGURE,), [met]),
        mistakes=tuple(
            Mistake(stated.name, f"not reproduced: {one.name}", one.found)
            for one in asked
            if not one.passed
        ),
        demands=asked,
    )


def run_variations(cases_of: CaseSet) -> Iterator[VariationReport]:
    """The plain-text cases of a set under each way of typing them."""
    figures = [figure for figure in CASE_FIGURES if figure.key in ROBUSTNESS_KEYS]
    for variation, scores in scores_under(cases_of.cases()):
        yield VariationReport(variation.name, _totals(figures, scores))


def _totals(figures: list[Figure], scores: tuple[CaseScore, ...]) -> tuple[Scored, ...]:
    total = sum((score.counts for score in scores), Counts())
    return scored_figures(figures, [total])
