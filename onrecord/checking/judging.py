"""From figures to verdicts: of one source, of one reading, of the whole claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.checking.accepting import Accepted, Agreement
from onrecord.checking.measuring import Measured, remarks_of
from onrecord.checking.wording import listed, number
from onrecord.record import Reading, Relation, Verdict

_SIDES = {
    -1: "below what the words allow",
    0: "inside what the words allow",
    1: "above what the words allow",
}
NO_AMOUNT = "the words state no amount to compare"
BESIDE = "the figure it is compared with does not decide"
_DERIVED = "derived from another reference that decides here: counted once"


@dataclass(frozen=True)
class Outcome:
    """What one source says under one reading; ``verdict`` is None where it does not decide.

    ``side`` says where the figure lies: below what the words allow (-1), among it, or above (1).
    ``why`` says why it does not decide, where no figure says so itself.
    """

    figures: tuple[Measured, ...]
    verdict: Verdict | None
    words: str
    short: str = ""
    side: int = 0
    why: str = ""

    @property
    def source(self) -> str:
        """The name of the reference."""
        return self.figures[0].reference.name if self.figures else ""

    @property
    def label(self) -> str:
        """What a working calls the source: its series, where it is one."""
        series = self.figures[0].series if self.figures else None
        return series.id if series is not None else self.source


@dataclass(frozen=True)
class Weighed:
    """A reading, the lines of its working, and its figures as they were measured."""

    reading: Reading
    lines: tuple[str, ...]
    measured: tuple[Measured, ...] = ()


def against_interval(figure: Measured, wanted: Accepted) -> Outcome:
    """A figure beside the interval of values a claim allows."""
    if not figure.decides:
        return shown(figure)
    verdict: Verdict = wanted.judge(figure.low, figure.high)
    side = wanted.side(figure.low, figure.high)
    words = f"{figure.words}{range_of(figure)}: {_SIDES[side]}{remarks_of((figure,))}"
    return Outcome((figure,), verdict, words, side=side)


def range_of(figure: Measured) -> str:
    """In brackets, the range that the reference's uncertainty leaves; empty where there is none."""
    if figure.low == figure.high or (figure.bounds is not None and not figure.by_line):
        return ""
    why = "with the line 2 km further in or out" if figure.by_line else "with its uncertainty"
    low, high = number(figure.low, figure.unit), number(figure.high, figure.unit)
    return f" ({low} to {high} {why})"


def against_figure(left: Measured, right: Measured, relation: Relation, slack: float) -> Outcome:
    """One figure beside another of the same source, for "more", "less" or "the same"."""
    pair = (left, right)
    if not left.decides or not right.decides:
        return Outcome(pair, None, f"{left.words}; {right.words}{notes_of(pair)}")
    verdict = _COMPARE[relation](left, right, slack)
    short = _RELATION_WORDS[relation][verdict]
    words = f"{left.words}; {right.words}: {short}{remarks_of(pair)}"
    return Outcome(pair, verdict, words, short, why="" if verdict else _TOO_CLOSE)


def shown(*figures: Measured, why: str = NO_AMOUNT) -> Outcome:
    """Figures that are shown and do not decide."""
    words = "; ".join(figure.words for figure in figures)
    return Outcome(figures, None, words + notes_of(figures), why=why)


def weighed(
    name: str, why: str, outcomes: Iterable[Outcome], lines: Sequence[str] | None = None
) -> Weighed:
    """A reading's verdict over its sources, with a derived source counted once.

    ``lines`` are its working; None writes a line for each source.
    """
    settled = _counted_once(tuple(outcomes))
    deciding = [one for one in settled if one.verdict is not None]
    verdict = reading_verdict([one.verdict for one in deciding if one.verdict is not None])
    if verdict == "inconsistent" and _lies_between(deciding):
        verdict = "contested"
    figures = dict.fromkeys(
        figure if one.verdict is not None else _with_why(figure, one.why)
        for one in settled
        for figure in one.figures
    )
    kept = {measured.figure(): measured for measured in figures}
    if lines is None:
        lines = _lines(settled)
    lines = [*dict.fromkeys(lines), *_shared_origins(settled)]
    reading = Reading(
        reading=name,
        why=why,
        verdict=verdict,
        figures=tuple(kept),
    )
    return Weighed(reading, tuple(lines), tuple(kept.values()))


def _with_why(figure: Measured, why: str) -> Measured:
    """A figure of an outcome that does not decide, with the reason, if it has none of its own."""
    return figure if figure.notes else figure.barred(why or BESIDE)


def _lies_between(outcomes: Sequence[Outcome]) -> bool:
    """Whether some sources lie wholly below what is claimed and others wholly above it."""
    below, above = ({one.label for one in outcomes if one.side == side} for side in (-1, 1))
    return bool(below - above) and bool(above - below)


def by_definition(outcomes: Sequence[Outcome]) -> list[tuple[str, tuple[Outcome, ...]]]:
    """One set of outcomes for each definition that makers of one origin offer side by side.

    "Control" and "control and advances" of one maker are two meanings of "held", not two
    witnesses. Empty where no origin offers more than one definition that decides.
    """
    offered: dict[tuple[str, ...], list[str]] = {}
    for one in outcomes:
        definitions = offered.setdefault(_origin(one), [])
        if one.verdict is not None and _definition(one) not in definitions:
            definitions.append(_definition(one))
    for origin, definitions in offered.items():
        if len(definitions) > 1:
            return [
                (name, tuple(o for o in outcomes if _origin(o) != origin or _definition(o) == name))
                for name in definitions
            ]
    return []


def _origin(one: Outcome) -> tuple[str, ...]:
    reference = one.figures[0].reference if one.figures else None
    return (reference.derived_from or (reference.name,)) if reference is not None else ()


def _definition(one: Outcome) -> str:
    series = one.figures[0].series if one.figures else None
    return series.definition if series is not None else ""


def reading_verdict(verdicts: Sequence[Verdict]) -> Verdict:
    """All sources agree: their verdict; they differ: contested; none decides: no reference.

    >>> reading_verdict(["consistent", "inconsistent"])
    'contested'
    """
    found = set(verdicts)
    if not found:
        return "no_reference"
    if len(found) == 1:
        return verdicts[0]
    if found == {"consistent", "not_contradicted"}:
        return "not_contradicted"
    return "contested"


def overall(readings: Sequence[Reading]) -> Verdict:
    """All readings that can be decided agree: their verdict; they differ: it depends.

    Where some agree with the references and the others are not contradicted, none is the claim's
    undoing: it is not contradicted.

    >>> overall([])
    'no_reference'
    """
    found = [one.verdict for one in readings if one.verdict != "no_reference"]
    if not found:
        return "no_reference"
    if set(found) == {"consistent", "not_contradicted"}:
        return "not_contradicted"
    return found[0] if len(set(found)) == 1 else "depends_on_reading"


def _counted_once(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    deciding = {one.source for one in outcomes if one.verdict is not None}
    return tuple(_unless_derived(one, deciding) for one in outcomes)


def _unless_derived(one: Outcome, deciding: set[str]) -> Outcome:
    if one.verdict is None or not one.figures:
        return one
    origins = set(one.figures[0].reference.derived_from) - {one.source}
    if not origins & deciding:
        return one
    figures = tuple(figure.barred(_DERIVED) for figure in one.figures)
    return replace(one, figures=figures, verdict=None, words=f"{one.words} ({_DERIVED})")


def _lines(outcomes: Sequence[Outcome]) -> list[str]:
    """A line for each source; of more than two like ones, the smallest and the largest figure."""
    like: dict[tuple[str, str, Verdict | None], dict[str, Outcome]] = {}
    for one in outcomes:
        if one.figures:
            key = (one.label, one.figures[0].definition, one.verdict)
            like.setdefault(key, {}).setdefault(one.words, one)
    lines = []
    for (label, _, _), group in like.items():
        found = sorted(group.values(), key=lambda one: one.figures[0].value)
        if len(found) > 2 and not found[0].figures[0].holder:
            first, last = found[0].words, found[-1].words
            lines.append(f"  - {label}, {len(found)} times; least: {first}; most: {last}.")
        else:
            lines += [f"  - {label}: {one.words}." for one in group.values()]
    return lines


def _shared_origins(outcomes: tuple[Outcome, ...]) -> list[str]:
    """A line for each origin that several deciding sources rest on: they are no two witnesses."""
    resting: dict[str, list[str]] = {}
    for one in outcomes:
        if one.verdict is not None and one.figures:
            for origin in one.figures[0].reference.derived_from:
                if one.source not in resting.setdefault(origin, []):
                    resting[origin].append(one.source)
    return [
        f"  {listed(sources)} rest on the same origin ({origin}) and count once."
        for origin, sources in resting.items()
        if len(sources) > 1
    ]


def notes_of(figures: Sequence[Measured]) -> str:
    """In brackets, why figures are shown and do not decide; empty where they decide."""
    notes = dict.fromkeys(note for figure in figures for note in figure.notes)
    return f" (shown, does not decide: {'; '.join(notes)})" if notes else ""


def _more(left: Measured, right: Measured, slack: float) -> Agreement | None:
    del slack
    if left.low > right.high:
        return "consistent"
    return "inconsistent" if left.high <= right.low else None


def _less(left: Measured, right: Measured, slack: float) -> Agreement | None:
    return _more(right, left, slack)


def _same(left: Measured, right: Measured, slack: float) -> Agreement | None:
    room = abs(right.value) * slack
    apart = left.low > right.high + room or left.high < right.low - room
    return "inconsistent" if apart else "consistent"


_COMPARE: dict[Relation, Callable[[Measured, Measured, float], Agreement | None]] = {
    "more": _more,
    "less": _less,
    "same": _same,
}
_TOO_CLOSE = "too close to tell, given the reference's uncertainty"
_RELATION_WORDS: dict[Relation, dict[Agreement | None, str]] = {
    "more": {"consistent": "more", "inconsistent": "not more", None: _TOO_CLOSE},
    "less": {"consistent": "less", "inconsistent": "not less", None: _TOO_CLOSE},
    "same": {"consistent": "about the same", "inconsistent": "not the same", None: _TOO_CLOSE},
}
