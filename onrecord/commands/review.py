"""``onrecord review``: what people decide about what was read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from onrecord.commands.workspaces import lines_option, opened, show_lines, workspace_option
from onrecord.record import AgentKind

if TYPE_CHECKING:
    from onrecord.workspace.decisions_making import Reviewer

_Made = TypeVar("_Made", bound=Callable[..., Any])


@click.group("review", short_help="Confirm, correct, reject, grade, approve what was read.")
def command() -> None:
    """Decide about what was read: a person's word wins over the machine's.

    ITEM is a statement (s3), a claim (c2) or an agent (a1) of REPORT, as onrecord show prints
    them. Decisions are kept with author and time, never changed or removed, and taken back by
    another one (undo). They name their item by its words, so that they survive a newer model;
    what fits no more is listed (stale). docs/review.md tells all.
    """


def _deciding(made: _Made) -> _Made:
    for option in (
        click.option("--note", metavar="TEXT", help="Why, for the reader."),
        click.option(
            "--by",
            metavar="NAME",
            envvar="ONRECORD_ACTOR",
            help="Who decides; by default GIT_AUTHOR_NAME, else the name of your account.",
        ),
        workspace_option,
    ):
        made = option(made)
    return made


_item = click.argument("item")
_report = click.argument("report")
_field = click.argument("field", required=False)


@command.command()
@_report
@_item
@_field
@_deciding
def confirm(report: str, item: str, field: str | None, **about: Any) -> None:
    """Say that an item is right, or that its FIELD is.

    Fields: speaker, via, manner, certainty of a statement; kind, actor, target, place, item,
    disposition, quantity, window, certainty, literal of a claim; grade of a claim takes over
    the digit that the rule proposes (onrecord corroborate), and keeps both.
    """
    _decide(report, lambda reviewer: reviewer.confirm(item, field), **about)


@command.command()
@_report
@_item
@click.argument("field")
@click.argument("value", required=False)
@click.option("--clear", is_flag=True, help="Nobody, or nothing, instead of a value.")
@click.option("--kind", type=click.Choice(get_args(AgentKind)), help="What a new agent is.")
@_deciding
def correct(
    report: str,
    item: str,
    field: str,
    value: str | None,
    *,
    clear: bool,
    kind: str | None,
    **about: Any,
) -> None:
    """Give a FIELD another VALUE. Names and figures have to be printed in the report."""
    if clear == (value is not None):
        raise click.UsageError("give either a VALUE or --clear")
    _decide(report, lambda reviewer: reviewer.correct(item, field, value, kind), **about)


@command.command()
@_report
@_item
@_field
@_deciding
def reject(report: str, item: str, field: str | None, **about: Any) -> None:
    """Say that an item is none, that its FIELD has no value, or (grade) take its grade away."""
    _decide(report, lambda reviewer: reviewer.reject(item, field), **about)


@command.command()
@_report
@_item
@click.argument("value", metavar="GRADE")
@click.option("--proposed", metavar="TEXT", help="What a rule proposed and why, to be kept too.")
@_deciding
def grade(report: str, item: str, value: str, proposed: str | None, **about: Any) -> None:
    """Grade on NATO's Admiralty scale: A-F an agent or the report's outlet, 1-6 a claim.

    ITEM is a claim, an agent, or the word "outlet", whose letter holds in every report.
    """
    if proposed:
        about["note"] = "; ".join(filter(None, [about["note"], f"proposed: {proposed}"]))
    _decide(report, lambda reviewer: reviewer.grade(item, value), **about)


@command.command()
@_report
@click.argument("claim")
@click.option(
    "--organisation", metavar="NAME", required=True, help="In whose name the check goes out."
)
@_deciding
def approve(report: str, claim: str, organisation: str, **about: Any) -> None:
    """Approve the check of a CLAIM for publication (ClaimReview), by name, for an organisation.

    What is approved is this verdict with this working: where either is another one later, the
    approval is stale.
    """
    _decide(report, lambda reviewer: reviewer.approve(claim, organisation), **about)


@command.command()
@_report
@click.argument("item", required=False)
@click.option("--words", metavar="TEXT", help="A passage, in words that stand there once.")
@_deciding
def graphic(report: str, item: str | None, words: str | None, **about: Any) -> None:
    """Mark graphic material: an item, a passage, or the whole report."""
    if item and words:
        raise click.UsageError("give either an ITEM or --words")
    _decide(report, lambda reviewer: reviewer.graphic(words, item), **about)


@command.command()
@click.argument("decision")
@_deciding
def undo(decision: str, folder: Path | None, by: str | None, note: str | None) -> None:
    """Take a DECISION back, by its id as list prints it. It stays in the log."""
    from onrecord.workspace.decisions_making import undo as taken_back

    with opened(folder) as workspace:
        made = taken_back(workspace, decision, by or reviewer_name(), note)
    click.echo(f"{made.id[:12]} takes {(made.undoes or '')[:12]} back")


@command.command("list")
@click.argument("report", required=False)
@workspace_option
@lines_option
def list_(report: str | None, folder: Path | None, form: str) -> None:
    """List decisions in the order they were made, all or those about REPORT."""
    from onrecord.publishing.review_text import print_decisions
    from onrecord.workspace.decisions_making import decision_lines

    with opened(folder) as workspace:
        show_lines(
            decision_lines(workspace, report), form, print_decisions, "nothing was decided yet"
        )


@command.command()
@workspace_option
@lines_option
def stale(folder: Path | None, form: str) -> None:
    """List decisions that fit nothing any more, and why: a newer model reads otherwise."""
    from onrecord.publishing.review_text import print_decisions
    from onrecord.workspace.decisions_making import stale_lines

    with opened(folder) as workspace:
        show_lines(stale_lines(workspace), form, print_decisions, "every decision fits")


def reviewer_name() -> str:
    """Who is at work: ``GIT_AUTHOR_NAME``, else as custody has it."""
    from onrecord.workspace import this_user

    return os.environ.get("GIT_AUTHOR_NAME", "").strip() or this_user()


def _decide(
    report: str,
    decide: Callable[[Reviewer], Any],
    *,
    folder: Path | None,
    by: str | None,
    note: str | None,
) -> None:
    from onrecord.commands.output import make_printable
    from onrecord.publishing.review_text import shortened
    from onrecord.workspace.decisions_making import Reviewer

    make_printable()
    with opened(folder) as workspace:
        made = decide(Reviewer(workspace, report, by or reviewer_name(), note))
    value = "" if made.value is None else f" = {made.value}"
    words = shortened(" … ".join(made.targets[0].words))
    click.echo(f"{made.id[:12]} {made.kind} {made.targets[0].item}{value} “{words}”")
