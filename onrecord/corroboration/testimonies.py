"""What each report hands on in a group: one testimony a source, restatements counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.corroboration.figures import figure, relation
from onrecord.corroboration.subjects import Subject
from onrecord.corroboration.types import ReportFacts, Stance


@dataclass
class Told:
    """One testimony in the making: its fullest form, and the same report's restatements."""

    main: Subject
    repeats: list[Subject] = field(default_factory=list)
    stance: Stance = "asserts"

    @property
    def report(self) -> ReportFacts:
        """The report that hands it on."""
        return self.main.report


def told_in(group: Sequence[Subject]) -> list[Told]:
    """The testimonies of a group, in its order; each claim is in exactly one."""
    found: list[Told] = []
    for one in sorted(group, key=_fullness):
        same = next((t for t in found if _restates(one, t.main)), None)
        if same is None:
            found.append(Told(one))
        else:
            same.repeats.append(one)
    places = {id(one): at for at, one in enumerate(group)}
    found.sort(key=lambda told: places[id(told.main)])
    for told in found:
        told.stance = _stance(told, found)
    return found


def _fullness(one: Subject) -> tuple[bool, bool, bool, int]:
    """What is attributed, in the body, with a figure, comes before headline and summary."""
    claim = one.claim
    return (claim.heading, claim.by_author, figure(claim.quantity) is None, claim.span.start)


def _restates(one: Subject, other: Subject) -> bool:
    """Whether a report only says again what it has said: headline, summary, the same speaker."""
    if one.report.name != other.report.name or one.denied != other.denied:
        return False
    if relation(one.claim, other.claim) == "conflicting":
        return False
    rests_on_nothing = one.claim.by_author and not one.claim.evidence
    same_source = one.claim.speaker == other.claim.speaker
    return one.claim.heading or rests_on_nothing or same_source


def _stance(told: Told, every: Sequence[Told]) -> Stance:
    """Denied by another is a denial; by the one who said it, taken back."""
    if not told.main.denied:
        return "asserts"
    own = (other for other in every if other is not told and not other.main.denied)
    if any(_same_mouth(told.main, other.main) for other in own):
        return "retracts"
    corrects_itself = told.main.claim.by_author
    return "retracts" if corrects_itself else "denies"


def _same_mouth(one: Subject, other: Subject) -> bool:
    """Whether two claims are of the same speaker, or of the same outlet in its own words."""
    if one.claim.by_author and other.claim.by_author:
        return one.report.name == other.report.name or (
            one.report.outlet is not None and one.report.outlet == other.report.outlet
        )
    return one.entity is not None and one.entity == other.entity
