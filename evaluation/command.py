"""The command: which sets to run, what to print, and how it ends."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from evaluation.answers import AnswerSet
from evaluation.articles import FAST, ArticleSet
from evaluation.audit import run_audit
from evaluation.audit_printing import print_audit
from evaluation.audit_sets import AuditSet, audit_sets
from evaluation.cases import HOME, CaseSet, case_sets
from evaluation.corroboration import CopySet, TogetherSet
from evaluation.floors import (
    FLOORS,
    ChangedSetError,
    SetFloors,
    falls,
    load_floors,
    raised,
    require_same_set,
    save_floors,
)
from evaluation.passage_sets import PassageSet, passage_sets
from evaluation.printing import (
    print_by_report,
    print_demands,
    print_falls,
    print_mistakes,
    print_set,
    print_variations,
    write_report,
)
from evaluation.runs import (
    SetReport,
    run_answers,
    run_articles,
    run_cases,
    run_copies,
    run_together,
    run_variations,
)

OUT = HOME / "out" / "report.json"
ROBUSTNESS = "robustness"
WIDTH = 110

FELL, CHANGED = 1, 2

AnySet = CaseSet | PassageSet | ArticleSet | AuditSet | AnswerSet | TogetherSet | CopySet


@dataclass(frozen=True)
class Wanted:
    """What the caller asked for."""

    sets: tuple[AnySet, ...]
    variations: CaseSet | None
    update: bool
    errors: bool
    by_report: bool
    everything: bool
    show_held_out: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the evaluation.

    Returns:
        0 where all floors hold; 1 where a figure fell or a report raised; 2 where a set is not
        the one its floors were set on.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    offered = available(fast=given.fast, update=given.update_floors)
    known = {one.name: one for one in offered}
    unknown = set(given.set) - {*known, ROBUSTNESS}
    if unknown:
        parser.error(f"no set {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    named = tuple(one for name, one in known.items() if name in (given.set or known))
    varied = ROBUSTNESS in given.set or not (given.set or given.fast)
    wanted = Wanted(
        named,
        next((one for one in case_sets() if one.name == "dev"), None) if varied else None,
        given.update_floors,
        given.errors,
        given.per_file,
        given.all,
        given.show_held_out,
    )
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    return evaluate(wanted, console)


def available(*, fast: bool, update: bool = False) -> tuple[AnySet, ...]:
    """All sets; of the articles only the first ones where it must be fast, both for an update."""
    whole, first = ArticleSet(), ArticleSet(FAST)
    articles = (whole, first) if update else (first if fast else whole,)
    return (
        *case_sets(),
        *passage_sets(),
        *articles,
        *audit_sets(),
        AnswerSet(),
        TogetherSet(),
        CopySet(),
    )


def evaluate(wanted: Wanted, console: Console, floors: Path = FLOORS, out: Path = OUT) -> int:
    """Runs, prints, compares with the floors and writes the report; returns the exit code."""
    known = load_floors(floors)
    skipped = [one.name for one in wanted.sets if not one.present]
    present = [one for one in wanted.sets if one.present]
    try:
        for one in present:
            require_same_set(one.name, one.digest(), known)
    except (ChangedSetError, ValueError) as error:
        console.print(str(error))
        return CHANGED
    for one in wanted.sets:
        if one.name in skipped:
            console.print(f"{one.name}: skipped, {one.folder} does not hold it.")
    reports = []
    for one in present:
        report = _run(one)
        reports.append(report)
        _print(report, known.get(report.name), wanted, console)
    changed = wanted.variations
    varied = list(run_variations(changed)) if changed and changed.present else []
    print_variations(varied, console)
    write_report(out, reports, varied, skipped, show_held_out=wanted.show_held_out)
    if wanted.update:
        known |= {r.name: raised(r.scored, r.digest, known.get(r.name)) for r in reports}
        save_floors(known, floors)
    return _ending(reports, known, console)


def _run(one: AnySet) -> SetReport:
    if isinstance(one, AuditSet):
        return run_audit(one)
    if isinstance(one, AnswerSet):
        return run_answers(one)
    if isinstance(one, TogetherSet):
        return run_together(one)
    if isinstance(one, CopySet):
        return run_copies(one)
    return run_articles(one) if isinstance(one, ArticleSet) else run_cases(one)


def _print(report: SetReport, floors: SetFloors | None, wanted: Wanted, console: Console) -> None:
    print_set(report, floors, console, everything=wanted.everything)
    print_demands(report, console)
    print_audit(report, console)
    if report.secret and not wanted.show_held_out:
        return
    if wanted.by_report and report.by_report:
        print_by_report(report, console)
    if wanted.errors:
        print_mistakes(report, console)


def _ending(reports: Sequence[SetReport], floors: dict[str, SetFloors], console: Console) -> int:
    ending = 0
    for report in reports:
        fallen = falls(report.scored, floors.get(report.name))
        print_falls(report.name, fallen, console)
        if report.failures:
            console.print(f"{report.name}: {report.failures} reports raised; see --errors.")
        if fallen or report.failures:
            ending = FELL
    if not ending:
        without = [report.name for report in reports if report.name not in floors]
        console.print("All floors hold." if not without else f"No floors: {', '.join(without)}.")
    return ending


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation",
        description="Score OnRecord against the gold sets and hold it to its floors.",
    )
    add = parser.add_argument
    add("--set", action="append", default=[], metavar="NAME", help="only this set (repeatable)")
    add("--fast", action="store_true", help="the cases and a few articles, for CI")
    add("--update-floors", action="store_true", help="raise the floors to what was reached")
    add("--errors", action="store_true", help="list what was missed, added or wrong")
    add("--per-file", action="store_true", help="the main figures of each report")
    add("--all", action="store_true", help="every figure, not only those with floors")
    add("--show-held-out", action="store_true", help="with --errors: the held-out set too")
    return parser
