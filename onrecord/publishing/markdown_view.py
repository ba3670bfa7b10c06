"""The Record as Markdown (CommonMark with tables), for notes, issues and version control."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.publishing.record_view import record_view
from onrecord.publishing.view import ClaimView, FigureView, ReadingView, StatementView
from onrecord.record import Party, Record

if TYPE_CHECKING:
    from onrecord.attribution.correction_file import Correction

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LINE_MARK = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|www|mailto|javascript)([:.])")


def markdown(
    record: Record, parties: Sequence[Party] = (), corrections: Sequence[Correction] = ()
) -> str:
    """The Record as Markdown; the report's words are escaped, so they cannot become markup.

    ``parties`` are those of a conflict whose profile does not ship with OnRecord,
    ``corrections`` those that people made in it.

    >>> import onrecord
    >>> print(markdown(onrecord.check_text("It *rained* in the valley.")).splitlines()[0])
    # Report without a title
    """
    view = record_view(record, parties, corrections)
    lines = [f"# {_safe(view.title)}", "", _safe(" · ".join(view.facts))]
    if view.url:
        lines += ["", f"`{view.url.replace('`', '%60')}`" if view.url.isprintable() else ""]
    for notice in view.notices:
        lines += ["", f"> **Note.** {_safe(notice)}"]
    if view.summary:
        lines.append("")
        lines += [f"- **{label}:** {_safe(line)}" for label, line in view.summary]
    if view.statements:
        lines += ["", "## Statements", ""]
        lines += [line for statement in view.statements for line in _statement(statement)]
    if view.claims:
        lines += ["", "## Claims and checks"]
        lines += [line for claim in view.claims for line in _claim(claim)]
    if view.unknowns:
        lines += ["", "## Said to be unknown", ""]
        lines += [f"- “{_safe(unknown.quote)}”" for unknown in view.unknowns]
    if view.references:
        lines += ["", "## What the references count", ""]
        lines += [
            f"- \\[{reference.note}\\] {_safe(reference.reference)}: {_safe(reference.counts)}"
            for reference in view.references
        ]
    lines += ["", "## Made with", ""]
    lines += [f"- {_safe(label)}: {_safe(line)}" for label, line in view.made_with]
    return "\n".join(lines) + "\n"


def _statement(statement: StatementView) -> list[str]:
    role = f", {_safe(statement.role)}" if statement.role else ""
    parts = (statement.mode.upper(), statement.how, *statement.notes)
    details = "; ".join(_safe(part) for part in parts if part)
    return [
        f"- `{_code(statement.id)}` **{_safe(statement.lead)}**{role}: {_safe(statement.quote)}",
        f"  *{details}*",
    ]


def _claim(claim: ClaimView) -> list[str]:
    lines = [
        "",
        f"### `{_code(claim.id)}` {claim.kind}, {_safe(claim.by)}",
        "",
        f"> {_safe(claim.quote)}",
    ]
    if claim.facts:
        lines += ["", *(f"- {label}: {_safe(fact)}" for label, fact in claim.facts)]
    if claim.verdict:
        lines += ["", f"**→ {claim.verdict}**"]
    if claim.notes:
        lines += ["", *(f"- {_safe(note)}" for note in claim.notes)]
    for reading in claim.readings:
        lines += _reading(reading)
    if claim.working:
        lines += ["", "Working:", "", *(f"- {_safe(line)}" for line in claim.working)]
    return lines


def _reading(reading: ReadingView) -> list[str]:
    why = f" ({_safe(reading.why)})" if reading.why else ""
    lines = ["", f"**{_safe(reading.title)}:** {reading.verdict}{why}"]
    if reading.figures:
        lines += ["", "| figure | days | reference | flags | decides |", "|---:|---|---|---|---|"]
        lines += [_figure(figure) for figure in reading.figures]
    return lines


def _figure(figure: FigureView) -> str:
    decides = "yes" if figure.decides else f"no: {_safe(figure.why)}" if figure.why else "no"
    source = f"{_safe(figure.reference)} \\[{figure.note}\\] {_safe(figure.measure)}".rstrip()
    cells = (_safe(figure.amount), figure.period, source, _safe(figure.flags), decides)
    return "| " + " | ".join(cells) + " |"


def _safe(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text)
    escaped = _ADDRESS.sub(r"\1\\\2", escaped) if ":" in escaped or "www." in escaped else escaped
    return _LINE_MARK.sub(r"\1\\\2", escaped)


def _code(text: str) -> str:
    return text.replace("`", "'")
