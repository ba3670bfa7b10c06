"""A Record as readers see it: every phrase settled once, for terminal, HTML and Markdown alike."""

from __future__ import annotations

import msgspec

from onrecord.publishing.wording import Tone
from onrecord.record import Form, Manner, Span, Spans


class StatementView(msgspec.Struct, frozen=True):
    """One statement. ``lead`` says whose words they are.

    ``how`` is their form and channel, ``mode`` says that they are in jest or invented, ``notes``
    what else a reader must know.
    """

    id: str
    lead: str
    role: str
    quote: str
    form: Form
    manner: Manner
    how: str
    mode: str
    notes: tuple[str, ...]
    content: Spans


class FigureView(msgspec.Struct, frozen=True):
    """One number of one reference, as a row of a table.

    ``measure`` is what was taken of it here; ``note`` numbers what the reference counts, in
    ``View.references``. ``why`` says why it does not decide.
    """

    amount: str
    period: str
    reference: str
    note: int
    measure: str
    flags: str
    decides: bool
    why: str = ""


class SummaryView(msgspec.Struct, frozen=True):
    """All figures of one measure in one line: their range, days, references and kinds of flags.

    ``why`` names the kinds of reasons for which they do not decide.
    """

    measure: str
    amount: str
    period: str
    references: str
    flags: str
    decides: bool
    why: str = ""


class ReadingView(msgspec.Struct, frozen=True):
    """One meaning of a claim's words, and what the references say under it.

    ``summary`` is what ``figures`` come to, one line a measure; ``heading`` stands over readings
    of this verdict where they are listed together.
    """

    title: str
    why: str
    verdict: str
    heading: str
    tone: Tone
    summary: tuple[SummaryView, ...]
    figures: tuple[FigureView, ...]


class ClaimView(msgspec.Struct, frozen=True):
    """One claim with its check.

    ``by`` says who claims it, ``facts`` are labelled details; ``verdict`` is empty where nothing
    was checked; ``notes`` must be read beside it, ``working`` is the arithmetic, line by line.
    """

    id: str
    kind: str
    quote: str
    by: str
    said_in: str | None
    facts: tuple[tuple[str, str], ...]
    verdict: str
    tone: Tone
    readings: tuple[ReadingView, ...]
    notes: tuple[str, ...]
    working: tuple[str, ...]
    span: Span


class UnknownView(msgspec.Struct, frozen=True):
    """Words that say that something is not known."""

    quote: str
    span: Span


class ReferenceView(msgspec.Struct, frozen=True):
    """What a reference counts, said once for all figures taken of it."""

    note: int
    reference: str
    counts: str


class View(msgspec.Struct, frozen=True):
    """One Record, ready to be laid out.

    ``facts`` are outlet, date and language; ``notices`` what a reader must know before trusting
    the rest; ``summary`` labelled lines (who is quoted, who is not, advertising).
    """

    title: str
    url: str | None
    facts: tuple[str, ...]
    notices: tuple[str, ...]
    summary: tuple[tuple[str, str], ...]
    statements: tuple[StatementView, ...]
    claims: tuple[ClaimView, ...]
    unknowns: tuple[UnknownView, ...]
    references: tuple[ReferenceView, ...]
    made_with: tuple[tuple[str, str], ...]
