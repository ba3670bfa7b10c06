"""The words readers see for what is found across reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.corroboration import Copy, Group, Origin, Testimony
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.wording import EVIDENCE_KINDS

GRADES: Mapping[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}

FIRST_BY: Mapping[str | None, str] = {
    "published": "came first, by day of publication",
    "credit": "is the source that the other names",
    "retrieved": "was retrieved first",
    "added": "was added first; their days do not tell",
    None: "which came first is not known",
}

EXTENTS: Mapping[str, str] = {"whole": "the whole text", "part": "part of the text"}
UNITS: Mapping[str, str] = {"km2": "km²", "percent": "%", "items": "", "people": ""}
NOTE_ON_TRANSLATIONS = "copies in another language are not recognised"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "report"), counted(3, "report"), counted(2, "copy", "copies")
    ('1 report', '3 reports', '2 copies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def amount(value: float, unit: str | None) -> str:
    """A figure with its unit.

    >>> amount(343.0, "km2"), amount(27.0, "items"), amount(12.5, "percent")
    ('343 km²', '27', '12.5 %')
    """
    shown = f"{value:,.1f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"
    return f"{shown} {UNITS.get(unit or '', '')}".strip()


def figures_of(group: Group) -> str:
    """The span of the figures asserted: "2 to 27"; nothing where there are none."""
    if group.low is None or group.high is None:
        return ""
    if group.low == group.high:
        return amount(group.low, group.unit)
    return f"{amount(group.low, None)} to {amount(group.high, group.unit)}"


def heading(group: Group) -> str:
    """What a group is about, in printed names."""
    return one_line(f"{group.kind}: {group.about}" if group.about else group.kind)


def origins_line(group: Group) -> str:
    """How many origins, for which figure where they differ."""
    line = (
        f"{counted(group.established, 'established origin')}, {group.undetermined} undetermined, "
        f"in {counted(group.documents, 'report')} of {counted(group.outlets, 'named outlet')}"
    )
    backed = group.testimonies[group.supports] if group.supports is not None else None
    if backed is not None and backed.figure and group.low != group.high:
        line = f"for {one_line(backed.figure)}: {line}"
    return line


def evidence_line(group: Group) -> str:
    """The evidence ladder: kinds from what outsiders can examine down, with how many name them."""
    rungs = [f"{EVIDENCE_KINDS[rung.kind]} ({len(rung.testimonies)})" for rung in group.ladder]
    return " > ".join(rungs) or "none is named"


def grade_line(group: Group) -> str:
    """The proposed digit and its reason."""
    digit = group.grade.digit
    return f"{digit} proposed ({GRADES[digit]}): {group.grade.why}"


def testimony_line(group: Group, at: int) -> str:
    """Who, when and where: "27 · Major Hollin, 14 March 2031, in wire_a, on a recording"."""
    one = group.testimonies[at]
    parts = [one_line(who(one)), day_of(one), f"in {one_line(one.report)}"]
    if one.evidence:
        parts.append(f"evidence: {', '.join(EVIDENCE_KINDS[kind] for kind in one.evidence)}")
    if one.copied_from:
        parts.append(f"copied from {one_line(one.copied_from)}")
    return ", ".join(parts)


def who(one: Testimony) -> str:
    """Whose testimony it is: the speaker, else the report in its own words."""
    if one.speaker:
        return one.speaker
    return f"{one.outlet or one.report}, in its own words" if one.by_author else "an unnamed source"


def day_of(one: Testimony) -> str:
    """The day of the report, as far as it is known."""
    day = one.day or one.no_later
    if day is None:
        return "day unknown"
    return f"{'' if one.day else 'no later than '}{day.day} {day:%B %Y}"


def said_by(group: Group, place: int) -> list[int]:
    """The testimonies of an origin, by their places."""
    return [at for at, one in enumerate(group.testimonies) if one.origin == place]


def figures_said(group: Group, places: Sequence[int]) -> str:
    """What an origin says: its figures as printed, or that it denies or took it back."""
    told: list[str] = []
    for at in places:
        one = group.testimonies[at]
        figure = one_line(one.figure or "")
        if one.stance == "denies":
            figure = "denies it"
        elif one.stance == "retracts":
            figure = f"took back {figure}".strip()
        if figure and figure.casefold() not in [other.casefold() for other in told]:
            told.append(figure)
    return ", ".join(told)


def rests_on(group: Group, places: Sequence[int]) -> str:
    """The reports that rest on an origin, copies marked as such."""
    shown: dict[str, str] = {}
    for at in places:
        one = group.testimonies[at]
        copied = f" (copy of {one_line(one.copied_from)})" if one.copied_from else ""
        shown.setdefault(one.report, one_line(one.report) + copied)
    return ", ".join(shown.values())


def origin_line(origin: Origin) -> str:
    """Who an origin is, and why it counts or does not."""
    return f"{one_line(origin.name)} ({origin.kind}: {one_line(origin.why)})"


def share(copy: Copy) -> str:
    """How much of either report's own words is shared."""
    return (
        f"{EXTENTS[copy.extent]}: {copy.shared:,} words in common, {copy.share_first:.0%} of "
        f"{one_line(copy.first)}, {copy.share_second:.0%} of {one_line(copy.second)}"
    )
