"""What people corrected: told beside the statements it is about, and why the rest fits nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.publishing.cleaning import one_line
from onrecord.record import Record, Statement

if TYPE_CHECKING:
    from onrecord.attribution.correction_file import Correction

_FIELDS = {
    "statements.speaker": "speaker",
    "statements.via": "who relayed it",
    "statements.manner": "manner",
    "statements.certainty": "certainty",
}


def corrected_statements(
    record: Record, corrections: Sequence[Correction]
) -> Mapping[str, tuple[Correction, ...]]:
    """The corrections of each statement that has some, by the statement's id."""
    found: dict[str, tuple[Correction, ...]] = {}
    for correction in corrections:
        fitting = _fitting(record, correction)
        if len(fitting) == 1:
            found[fitting[0].id] = (*found.get(fitting[0].id, ()), correction)
    return found


def correction_note(correction: Correction) -> str:
    """Who corrected what, and when.

    >>> from onrecord.attribution.corrections import Correction
    >>> one = Correction("statements.manner", ("Lovely.",), "ironic", by="N. Editor")
    >>> correction_note(one)
    'manner corrected by N. Editor'
    """
    who = one_line(correction.by or "") or "a person"
    day = f", {one_line(correction.on)}" if correction.on else ""
    note = f" (“{one_line(correction.note)}”)" if correction.note else ""
    return f"{_FIELDS[correction.item]} corrected by {who}{day}{note}"


def why_unmatched(record: Record, correction: Correction) -> str:
    """Why a correction fits nothing in a record: its document, its words or its name."""
    if correction.document not in (None, record.document.id):
        return "it is about another document"
    fitting = _fitting(record, correction)
    if not fitting:
        return "its words are not the whole content of any statement"
    if len(fitting) > 1:
        return "its words are said more than once: add their spans"
    return (
        f"its words fit {fitting[0].id}, but the name “{one_line(correction.value or '')}” is not "
        "printed in the report, or fits several agents"
    )


def _fitting(record: Record, correction: Correction) -> list[Statement]:
    """The statements whose content has exactly the correction's words, white space aside."""
    wanted = tuple(" ".join(words.split()) for words in correction.words)
    found = []
    for statement in record.statements:
        text = record.document.text
        pieces = tuple(" ".join(piece.of(text).split()) for piece in statement.content)
        same = wanted == pieces or (len(wanted) == 1 and wanted[0] == " ".join(pieces))
        if same and correction.spans in ((), statement.content):
            found.append(statement)
    return found
