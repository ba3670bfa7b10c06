"""The record beside the text: one card for each statement, claim and unknown."""

from __future__ import annotations

from onrecord.publishing.page.annotation import anchor
from onrecord.publishing.page.markup import Html, element
from onrecord.publishing.view import (
    ClaimView,
    FigureView,
    ReadingView,
    ReferenceView,
    StatementView,
    SummaryView,
    UnknownView,
)
from onrecord.publishing.wording import NO_AMOUNT, SHOWN_ONLY


def statement_card(statement: StatementView) -> Html:
    """Whose words, the words, and how they are meant."""
    badge = statement.mode
    details = (statement.how, *statement.notes) if statement.how else statement.notes
    return _card(
        anchor(statement.id),
        statement.id,
        f"statement {statement.form} {statement.manner}",
        element("span", statement.lead, class_="lead", dir="auto"),
        element("span", f", {statement.role}", class_="role", dir="auto")
        if statement.role
        else Html(""),
        element("span", badge, class_=f"badge {statement.manner}") if badge else Html(""),
        body=(
            element("blockquote", statement.quote, dir="auto"),
            _notes(details),
        ),
    )


def claim_card(claim: ClaimView) -> Html:
    """The claim, its details, its verdict, and every reading with its figures."""
    by: list[str] = [element("bdi", claim.by)]
    if claim.said_in:
        by += [" in ", element("a", claim.said_in, href=f"#{anchor(claim.said_in)}")]
    return _card(
        anchor(claim.id),
        claim.id,
        "claim",
        element("span", claim.kind, class_="lead"),
        element("span", ", ", *by, class_="role"),
        body=(
            element("blockquote", claim.quote, dir="auto"),
            _facts(claim.facts),
            element("p", claim.verdict, class_=f"verdict {claim.tone}")
            if claim.verdict
            else Html(""),
            _beside(claim.notes),
            *(_reading(reading) for reading in claim.readings),
            _working(claim.working),
        ),
    )


def reference_list(references: tuple[ReferenceView, ...]) -> Html:
    """What each reference counts, numbered as the figures name it."""
    rows = (
        element(
            "li",
            f"[{reference.note}] ",
            element("b", reference.reference),
            f": {reference.counts}",
            id=f"n{reference.note}",
            tabindex="-1",
        )
        for reference in references
    )
    return element("ul", *rows, class_="references")


def unknown_card(number: int, unknown: UnknownView) -> Html:
    """Words that say that something is not known."""
    return _card(
        f"u{number}",
        "unknown",
        "unknown",
        element("span", "said to be unknown", class_="lead"),
        body=(element("blockquote", unknown.quote, dir="auto"),),
    )


def _card(name: str, tag: str, classes: str, *head: Html, body: tuple[Html, ...]) -> Html:
    back = element(
        "a", tag, class_=f"tag {classes}", href=f"#in-{name}", aria_label=f"{tag}, show in the text"
    )
    return element(
        "article",
        element("h3", back, " ", *head, id=f"{name}-head"),
        *body,
        class_=f"card {classes}",
        id=name,
        aria_labelledby=f"{name}-head",
        tabindex="-1",
    )


def _notes(notes: tuple[str, ...]) -> Html:
    if not notes:
        return Html("")
    return element("ul", *(element("li", note, dir="auto") for note in notes), class_="notes")


def _facts(facts: tuple[tuple[str, str], ...]) -> Html:
    if not facts:
        return Html("")
    rows = (
        element("div", element("dt", label), element("dd", fact, dir="auto"))
        for label, fact in facts
    )
    return element("dl", *rows, class_="facts")


def _beside(notes: tuple[str, ...]) -> Html:
    """What must be read beside a verdict."""
    if not notes:
        return Html("")
    return element("ul", *(element("li", note, dir="auto") for note in notes), class_="beside")


def _working(lines: tuple[str, ...]) -> Html:
    if not lines:
        return Html("")
    shown = (element("p", line, dir="auto") for line in lines)
    return element("details", element("summary", "Working"), *shown, class_="working")


def _reading(reading: ReadingView) -> Html:
    many = len(reading.figures) > len(reading.summary)
    shown = _table(reading.title, [_summary(row) for row in reading.summary])
    every = [_figure(figure) for figure in reading.figures]
    return element(
        "section",
        element(
            "h4",
            element("span", reading.title, class_="reading-title"),
            " ",
            element("span", reading.verdict, class_=f"verdict {reading.tone}"),
        ),
        element("p", reading.why, class_="why") if reading.why else Html(""),
        shown if many else _table(reading.title, every),
        element(
            "details",
            element("summary", f"All {len(every)} figures"),
            _table(f"{reading.title}, each figure", every),
            class_="every",
        )
        if many
        else Html(""),
        class_="reading",
    )


def _table(title: str, rows: list[Html]) -> Html:
    if not rows:
        return Html("")
    labels = ("Figure", "Days", "Reference")
    head = element("tr", *(element("th", label, scope="col") for label in labels))
    return element(
        "table",
        element("caption", f"Figures for: {title}", class_="unseen"),
        element("thead", head),
        element("tbody", *rows),
    )


def _summary(row: SummaryView) -> Html:
    measure = f"{row.measure}, " if row.measure else ""
    return _row(row, (measure, row.references))


def _figure(figure: FigureView) -> Html:
    note = element("a", f"[{figure.note}]", href=f"#n{figure.note}", aria_label="what it counts")
    source = (element("b", figure.reference), " ", note, f" {figure.measure}")
    return _row(figure, source)


def _row(row: SummaryView | FigureView, source: tuple[str, ...]) -> Html:
    remarks: list[str] = []
    if not row.decides and row.why != NO_AMOUNT:
        told = f"{SHOWN_ONLY}: {row.why}" if row.why else SHOWN_ONLY
        remarks += [" ", element("span", told, class_="aside", dir="auto")]
    if row.flags:
        remarks += [" ", element("span", row.flags, class_="flag")]
    return element(
        "tr",
        element("td", *_amount(row.amount), class_="amount"),
        element("td", row.period, class_="days"),
        element("td", *source, *remarks),
        class_=None if row.decides else "undecided",
    )


def _amount(amount: str) -> tuple[Html, ...]:
    point, bracket, spread = amount.partition(" (")
    return (element("b", point), *([element("span", bracket + spread)] if bracket else []))
