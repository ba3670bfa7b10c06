"""What a claim is about: kind, item or fate, sides, place, time. Never its figure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.claims import item_class
from onrecord.corroboration.sides import sides_of, sides_of_participant, stem
from onrecord.corroboration.types import AgentFacts, ClaimFacts, ReportFacts
from onrecord.corroboration.words import folded
from onrecord.record import Participant
from onrecord.text import fold, lexicon

_GROUND = frozenset({"territory", "control", "withdrawal"})
_ABBREVIATION = re.compile(r"\b[A-Z]{2,8}\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARTS = re.compile(
    r"\b(north|south|east|west|cent(?:er|re|ral))(?:[ -]?(east|west))?(?:ern)?\b(?! of)"
    r"|\b(half|most|part)\b",
    re.IGNORECASE,
)
Time = tuple[bool, dt.date, int, int]
"""A report's place in time: whether its day is unknown, the day, how often copied, its order."""

_ANYBODY = frozenset({"person", "people"})


@dataclass(frozen=True)
class Subject:
    """A claim with what it is about, in the form in which claims are compared.

    ``who``, ``whose`` and ``where`` are stems of proper names; ``parts`` says which part of a
    place, ``heads`` what kind of place ("pass"), ``unnamed`` that it is given without a name;
    ``thing`` is an item's class or a fate ("killed"), ``folk`` who suffered ("soldier"), ``days``
    the window, ``speaks`` whose side the speaker is on, ``time`` the report's place in time.
    """

    report: ReportFacts
    claim: ClaimFacts
    entity: str | None
    who: frozenset[str]
    whose: frozenset[str]
    where: frozenset[str]
    parts: frozenset[str]
    heads: frozenset[str]
    unnamed: bool
    thing: str | None
    folk: str | None
    days: tuple[dt.date, dt.date] | None
    speaks: frozenset[str]
    time: Time

    @property
    def denied(self) -> bool:
        """Whether it is said not to be so."""
        return self.claim.certainty == "denied"

    @property
    def day(self) -> dt.date | None:
        """The report's day, as far as it is known; that of its copy at the latest."""
        unknown, day, *_ = self.time
        return None if unknown else day

    @property
    def ground(self) -> bool:
        """Whether it is about ground, so that the place is what it is about."""
        return self.claim.kind in _GROUND


def subject(
    report: ReportFacts,
    claim: ClaimFacts,
    entities: Mapping[tuple[str, str], str],
    time: Time | None = None,
) -> Subject:
    """What a claim is about; ``entities`` gives an agent's entity by report name and agent id.

    ``time`` is the report's place in time, by default from its own day alone.

    >>> from onrecord.record import Span
    >>> told = ClaimFacts(
    ...     id="c1", kind="casualties", span=Span(0, 1), words="", item="soldiers killed",
    ...     target=Participant(name="Oldranian losses"),
    ... )
    >>> found = subject(ReportFacts(name="a", document="1", claims=(told,)), told, {})
    >>> sorted(found.whose), found.thing, found.folk
    (['oldran'], 'killed', 'soldier')
    """
    ground = claim.kind in _GROUND
    place = claim.place or (claim.target if ground else None)
    thing, folk = _thing(claim)
    start, end = claim.window or (None, None)
    return Subject(
        report=report,
        claim=claim,
        entity=entities.get((report.name, claim.speaker)) if claim.speaker else None,
        who=_side(report, claim.actor),
        whose=frozenset() if ground else _side(report, claim.target),
        where=_place(report, place),
        parts=_parts(place),
        heads=_heads(place),
        unnamed=place is not None and not _place(report, place),
        thing=thing,
        folk=folk,
        days=(start, end) if start is not None and end is not None else None,
        speaks=_of_agent(next((a for a in report.agents if a.id == claim.speaker), None)),
        time=time if time is not None else _own_time(report),
    )


def counts(claim: ClaimFacts) -> bool:
    """Whether a claim can stand beside others: meant as said, and by somebody real."""
    return claim.literal and claim.manner != "depicted" and claim.certainty != "unknown"


def _side(report: ReportFacts, participant: Participant | None) -> frozenset[str]:
    """The sides of a participant; of a person of the report, those of role and party."""
    if participant is None:
        return frozenset()
    agent = _agent_named(report, participant.name)
    if agent is not None and agent.kind == "person":
        return _of_agent(agent)
    return sides_of_participant(participant) | _spelt_out(report, participant.name)


def _of_agent(agent: AgentFacts | None) -> frozenset[str]:
    """The sides of an agent: a person's by role and party, of others also by name."""
    if agent is None:
        return frozenset()
    named = agent.kind == "person" and agent.identity == "named"
    found = sides_of(agent.role or "") | (frozenset() if named else sides_of(agent.name))
    return found | {stem(agent.party)} if agent.party else found


def _own_time(report: ReportFacts) -> Time:
    return report.published is None, report.published or dt.date.max, 0, report.order


def _spelt_out(report: ReportFacts, name: str) -> frozenset[str]:
    """What the abbreviations in a name stand for in this report."""
    short = set(_ABBREVIATION.findall(name))
    return frozenset(
        side
        for agent in report.agents
        if short & {agent.name, *agent.forms}
        for form in (agent.name, *agent.forms)
        for side in sides_of(form)
    )


def _agent_named(report: ReportFacts, name: str) -> AgentFacts | None:
    return next((a for a in report.agents if name in (a.name, *a.forms)), None)


def _place(report: ReportFacts, place: Participant | None) -> frozenset[str]:
    if place is None or _agent_named(report, place.name) is not None:
        return frozenset()
    return sides_of(place.name)


def _parts(place: Participant | None) -> frozenset[str]:
    if place is None:
        return frozenset()
    return frozenset(
        fold(part)[:5] for match in _PARTS.finditer(place.name) for part in match.groups() if part
    )


def _heads(place: Participant | None) -> frozenset[str]:
    """The words for what kind of place it is, singular."""
    if place is None:
        return frozenset()
    parts = [fold(word) for word in _WORD.findall(place.name)]
    singular = {part.removesuffix("s") if part.endswith("s") else part for part in parts}
    return frozenset((singular | set(parts)) & _kinds_of_place())


@cache
def _kinds_of_place() -> frozenset[str]:
    known = {fold(noun) for noun in lexicon("territory")["places"]["nouns"] if " " not in noun}
    plural = {noun for noun in known if noun.endswith("s") and noun.removesuffix("s") in known}
    vague = {"half", "part", "parts", "side", "area", "place", "line", "lines", "state", "country"}
    return frozenset(known - plural - vague)


def _thing(claim: ClaimFacts) -> tuple[str | None, str | None]:
    """The item's class, or the fate and who met it; the last word where no class knows the item."""
    if claim.item is None:
        return None, None
    parts = _WORD.findall(claim.item)
    if not parts:
        return None, None
    if claim.kind == "casualties":
        return fold(parts[-1]), _folk([fold(part) for part in parts[:-1]])
    return item_class(claim.item) or folded(parts[-1]), None


def _folk(parts: list[str]) -> str | None:
    if not parts:
        return None
    last = parts[-1]
    known = lexicon("casualties")
    singular = known["plurals"].get(last, last.removesuffix("s"))
    if last in _ANYBODY or singular in _ANYBODY:
        return None
    return "soldier" if singular in known["people"]["military"] else str(singular)
