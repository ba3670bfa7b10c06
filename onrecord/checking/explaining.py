"""The rows and the arithmetic behind a check, so that it can be redone by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from onrecord.checking.case import Case
from onrecord.checking.check import (
    cases,
    checked,
    finding_of,
    is_comparable,
    on_the_day,
    without_flags,
)
from onrecord.checking.judging import Weighed
from onrecord.checking.measuring import Measured
from onrecord.checking.rows import Row, Worked
from onrecord.record import Agent, Check, Claim, Document, Figure, Reading, Statement, Verdict
from onrecord.reference import Library, Profile, Reference

_ROW_NAME = re.compile(r"\br(\d+)\b")


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One figure, the rows it comes from, and how.

    ``formula`` gives the figure's value from the rows by name (``r1`` is the first); ``low`` and
    ``high`` its range, in which ``value`` is the formula's result (None: no range). They are in
    Python's grammar, with ``max`` and ``abs``. ``arithmetic`` is the same with the rows' values,
    and ``result`` what comes out, unrounded.
    """

    figure: Figure
    rows: tuple[Row, ...]
    formula: str
    low: str | None = None
    high: str | None = None
    arithmetic: str
    result: float


class ExplainedReading(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of the claim with the steps behind its figures, and its working in words."""

    reading: str
    why: str
    verdict: Verdict
    steps: tuple[Step, ...]
    working: tuple[str, ...] = ()


class OtherVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the check would come to with other data: ``what`` they are, and by which readings."""

    what: str
    verdict: Verdict
    readings: tuple[Reading, ...]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A reference that the figures come from, as far as it must be known to judge them."""

    name: str
    title: str
    publisher: str
    version: str
    licence: str
    sha256: str
    source: str
    date_means: str
    bias: str
    party: str | None
    derived_from: tuple[str, ...]
    defects: tuple[str, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A check from the rows up.

    ``others`` are the verdicts had the flagged values decided, and by what had been recorded on
    the day of the report, where these can be told apart.
    """

    claim: str
    quote: str
    published: dt.date | None
    verdict: Verdict
    readings: tuple[ExplainedReading, ...]
    others: tuple[OtherVerdict, ...]
    sources: tuple[Source, ...]
    working: str


def explain(
    document: Document,
    agents: Sequence[Agent],
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    profile: Profile,
    library: Library,
    claim: str,
) -> Explanation | None:
    """The check of the claim of that id, with every row it rests on; None where it gets none.

    Raises:
        KeyError: where there is no claim of that id.
        ReferenceDataError: where a table of the library is missing or altered.

    >>> from onrecord.record import Span
    >>> text = "The islanders left."
    >>> report = Document(id="sha256:0", text=text)
    >>> left = Claim(id="c1", span=Span(0, 18), by="author", kind="withdrawal")
    >>> nowhere = Profile(name="islands", title="Islands", start=dt.date(2031, 1, 1), parties=())
    >>> explain(report, (), (), (left,), nowhere, Library(), "c1") is None
    True
    """
    found = {
        one.claim.id: one for one in cases(document, agents, statements, claims, profile, library)
    }
    case = found[claim]
    return _explained(case) if is_comparable(case) else None


def _explained(case: Case) -> Explanation:
    check, finding = checked(case), finding_of(case)
    readings = tuple(
        _reading(one, reading)
        for one, reading in zip(finding.readings, check.readings, strict=True)
    )
    used = {figure.reference for one in check.readings for figure in one.figures}
    return Explanation(
        claim=case.claim.id,
        quote=" ".join(case.words.split()),
        published=case.published,
        verdict=check.verdict,
        readings=readings,
        others=_others(case, check),
        sources=tuple(_source(one) for one in case.library.references if one.name in used),
        working=check.working,
    )


def _others(case: Case, check: Check) -> tuple[OtherVerdict, ...]:
    told = (
        ("had the flagged values decided as well", without_flags(case, check)),
        ("by what had been recorded on the day of the report", on_the_day(case, check)),
    )
    found = []
    for what, other in told:
        if other is not None:
            result = finding_of(other).check(case.claim.id)
            found.append(OtherVerdict(what=what, verdict=result.verdict, readings=result.readings))
    return tuple(found)


def _reading(one: Weighed, reading: Reading) -> ExplainedReading:
    return ExplainedReading(
        reading=reading.reading,
        why=reading.why,
        verdict=reading.verdict,
        steps=tuple(
            _step(figure, measured)
            for figure, measured in zip(reading.figures, one.measured, strict=True)
        ),
        working=tuple(line.strip().removeprefix("- ") for line in one.lines),
    )


def _step(figure: Figure, measured: Measured) -> Step:
    worked = measured.worked() if measured.worked is not None else Worked((), f"{measured.value!r}")
    return Step(
        figure=figure,
        rows=worked.rows,
        formula=worked.value,
        low=worked.low,
        high=worked.high,
        arithmetic=_ROW_NAME.sub(lambda name: _printed(worked, int(name[1])), worked.value),
        result=measured.value,
    )


def _printed(worked: Worked, number: int) -> str:
    value = worked.rows[number - 1].value
    return f"{value:.12g}" if value >= 0 else f"({value:.12g})"


def _source(reference: Reference) -> Source:
    return Source(
        name=reference.name,
        title=reference.title,
        publisher=reference.publisher,
        version=reference.version,
        licence=reference.licence,
        sha256=reference.sha256,
        source=reference.source,
        date_means=reference.date_means,
        bias=reference.bias,
        party=reference.party,
        derived_from=reference.derived_from,
        defects=reference.defects,
    )
