"""What a check comes to before it is written down."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from onrecord.checking.days import Window, named
from onrecord.checking.judging import Outcome, Weighed, by_definition, overall, weighed
from onrecord.record import Check, Verdict

Outcomes = Callable[[Window], list[Outcome]]


@dataclass(frozen=True)
class Finding:
    """The readings of a claim; ``verdict`` is set where it does not follow from them."""

    readings: tuple[Weighed, ...] = ()
    verdict: Verdict | None = None
    lead: str = ""
    after: str = ""

    def check(self, claim: str) -> Check:
        """The check, with its working: the lead, each reading with its sources, what remains."""
        readings = tuple(one.reading for one in self.readings)
        verdict = self.verdict or overall(readings)
        lines = [self.lead] if self.lead else []
        for number, one in enumerate(self.readings, start=1):
            lines.append(f"{number}. {one.reading.reading} ({one.reading.why}):")
            lines += one.lines or ("  - no reference speaks of it.",)
            if self.verdict is None:
                lines.append(f"  {_VERDICTS[one.reading.verdict]}")
        lines += [self.after] if self.after else []
        lines.append(_WHOLE[verdict])
        return Check(
            claim=claim,
            verdict=verdict,
            readings=readings,
            notes=(*self._told(), *self.after.splitlines()),
            working="\n".join(lines),
        )

    def _told(self) -> list[str]:
        """The lines of the lead that are no list of figures."""
        lines = self.lead.splitlines()
        listing = any(line.startswith("  - ") for line in lines)
        return [] if listing else lines


def undecided(readings: Iterable[Weighed], verdict: Verdict) -> tuple[Weighed, ...]:
    """The same readings, each with a verdict that the words, not the figures, impose."""
    return tuple(
        dataclasses.replace(one, reading=replace(one.reading, verdict=verdict)) for one in readings
    )


def by_verdict(windows: Sequence[Window], outcomes: Outcomes) -> list[list[Window]]:
    """Windows grouped by the verdict they lead to; those that decide nothing only if none does."""
    groups: dict[Verdict, list[Window]] = {}
    for window in windows:
        verdict = weighed("", "", outcomes(window)).reading.verdict
        groups.setdefault(verdict, []).append(window)
    if len(groups) > 1:
        groups.pop("no_reference", None)
    return list(groups.values())


def over_windows(
    name: str, why: str, windows: Sequence[Window], outcomes: Outcomes
) -> tuple[Weighed, ...]:
    """One reading for all windows that lead to the same verdict, in the order of the windows."""
    known = {window: outcomes(window) for window in windows}
    between = _between({keyed for one in known.values() for keyed in _keyed(one)})
    for window, one in known.items():
        opened = [_open(o, _BETWEEN) if _key(o) in between else o for o in one]
        known[window] = not_held_against(window, opened)
    settled = known.__getitem__
    found = []
    for members in by_verdict(telling(known), settled):
        days, reasons = named(members)
        together = [outcome for window in members for outcome in settled(window)]
        why_all = "; ".join(filter(None, (why, reasons)))
        found += split_by_definition(f"{name}, {days}", why_all, together)
    return tuple(found)


Key = tuple[str, str]


def _key(one: Outcome) -> Key:
    return one.label, one.figures[0].definition if one.figures else ""


def _keyed(outcomes: Sequence[Outcome]) -> list[tuple[Key, int]]:
    return [(_key(one), one.side) for one in outcomes if one.verdict is not None]


def _between(sides: set[tuple[Key, int]]) -> set[Key]:
    """The sources whose windows, a day apart, lie on both sides of what the words allow."""
    below, inside, above = ({key for key, side in sides if side == at} for at in (-1, 0, 1))
    return (below & above) - inside


def telling(known: Mapping[Window, Sequence[Outcome]]) -> list[Window]:
    """The windows that have anything to tell; all of them where none has.

    One that ends after the report tells something only where it decides.
    """
    told = [
        window
        for window, outcomes in known.items()
        if any(one.verdict is not None or not window.is_later for one in outcomes)
    ]
    return told or [window for window in known if not window.is_later]


def not_held_against(window: Window, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Outcomes of a window that ends after the report decide nothing where one contradicts."""
    if not window.is_later or not any(one.verdict == "inconsistent" for one in outcomes):
        return list(outcomes)
    return [_open(one, _LATER) for one in outcomes]


def _open(one: Outcome, why: str) -> Outcome:
    """The same outcome, not deciding for a reason."""
    if one.verdict is None:
        return one
    figures = tuple(figure.barred(why) for figure in one.figures)
    return dataclasses.replace(one, figures=figures, verdict=None, words=f"{one.words}; {why}")


def split_by_definition(
    name: str,
    why: str,
    outcomes: Sequence[Outcome],
    lines: Callable[[Sequence[Outcome]], Sequence[str]] | None = None,
) -> list[Weighed]:
    """One reading; or, where it is contested only between definitions, one for each of them.

    ``lines`` writes the working of some outcomes; None writes a line for each.
    """

    def weigh(title: str, reason: str, some: Sequence[Outcome]) -> Weighed:
        return weighed(title, reason, some, lines(some) if lines else None)

    whole = weigh(name, why, outcomes)
    if whole.reading.verdict != "contested":
        return [whole]
    parts = [
        weigh(f"{name}; {definition}", f"{why}; by this definition", some)
        for definition, some in by_definition(outcomes)
    ]
    settled = any(part.reading.verdict != "contested" for part in parts)
    return parts if settled else [whole]


_LATER = "it ends after the report, which is not held against it"
_BETWEEN = "another window lies on the other side, so the days are too coarse to decide"
_VERDICTS: dict[Verdict, str] = {
    "consistent": "This reading agrees with the references.",
    "inconsistent": "This reading does not agree with the references.",
    "not_contradicted": "The references do not contradict this reading; they cannot confirm it.",
    "contested": "The references differ under this reading.",
    "depends_on_reading": "It depends.",
    "time_unresolved": "The days meant are not known, so nothing is decided.",
    "not_quantified": "The words give no amount to compare, so nothing is decided.",
    "not_literal": "Not meant literally.",
    "no_reference": "No reference decides this reading.",
}
_WHOLE: dict[Verdict, str] = {
    "consistent": "Whole: every reading that can be decided agrees with the references.",
    "inconsistent": "Whole: no reading that can be decided agrees with the references.",
    "not_contradicted": "Whole: the references neither contradict the claim nor can confirm it.",
    "contested": "Whole: the references differ.",
    "depends_on_reading": "Whole: it depends on how the words are read.",
    "time_unresolved": "Whole: the words leave the time open, so nothing is compared.",
    "not_quantified": "Whole: the words give no amount to compare.",
    "not_literal": "Whole: the words are not meant literally, so nothing is compared.",
    "no_reference": "Whole: no reference can decide it.",
}
