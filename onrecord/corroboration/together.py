"""Everything across reports, from what is kept of each: the one entrance to the room."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import combinations

from onrecord.corroboration.contradictions import contradictions, strongest_camp
from onrecord.corroboration.copying import syndicated_from
from onrecord.corroboration.events import Events
from onrecord.corroboration.figures import bounds, figure, relation, states_the_same
from onrecord.corroboration.grading import propose
from onrecord.corroboration.grouping import grouped
from onrecord.corroboration.matching import Matcher, Shared
from onrecord.corroboration.origins import Knowledge, origins_of
from onrecord.corroboration.people import find_people
from onrecord.corroboration.rules import claim_rules
from onrecord.corroboration.subjects import Subject, Time, counts, subject
from onrecord.corroboration.testimonies import Told, told_in
from onrecord.corroboration.types import (
    Copy,
    Corroboration,
    Group,
    People,
    PeopleDecision,
    ReportFacts,
    Rung,
    Testimony,
)
from onrecord.text import fold

Link = tuple[tuple[str, str], tuple[str, str]]


def corroborate(
    reports: Iterable[ReportFacts],
    copies: Iterable[Copy] = (),
    decisions: Iterable[PeopleDecision] = (),
) -> Corroboration:
    """What many reports say together.

    Args:
        reports: the facts of each, in their order of adding; names must differ.
        copies: which of them share a text.
        decisions: what people decided about who is who, in force and in order.

    >>> corroborate([]).reports
    0
    """
    known = list(reports)
    found = tuple(copies)
    times = _times(known, found)
    events = Events(known, {name: None if time[0] else time[1] for name, time in times.items()})
    people = find_people(known, events, decisions, found)
    shared = Shared.of(found)
    matcher = Matcher(events, shared)
    knowledge = _knowledge(known, people, shared)
    subjects = [
        subject(report, claim, knowledge.of_agent, times[report.name])
        for report in known
        for claim in report.claims
        if counts(claim)
    ]
    groups: list[Group] = []
    links: list[Link] = []
    first_of = syndicated_from(found)
    for members in grouped(subjects, matcher):
        told = told_in(members)
        groups.append(_group(told, knowledge, first_of))
        links += _links(told, matcher)
    return Corroboration(
        reports=len(known),
        copies=found,
        people=people,
        groups=tuple(sorted(groups, key=_weight)),
        same_claim=tuple(sorted(links)),
        translated=sum(report.translated is not None for report in known),
    )


def _times(reports: Sequence[ReportFacts], copies: Sequence[Copy]) -> dict[str, Time]:
    """Each report's place in time. A report with no day of its own is no later than its copies."""
    days = {report.name: report.published for report in reports}
    source = syndicated_from(copies)
    for second, first in sorted(source.items()):
        day, later = days.get(first), days.get(second)
        if day is None and later is not None:
            days[first] = later
    found: dict[str, Time] = {}
    for report in reports:
        depth, at = 0, report.name
        while at in source and depth <= len(source):
            depth, at = depth + 1, source[at]
        day = days[report.name]
        found[report.name] = (day is None, day or dt.date.max, depth, report.order)
    return found


def _knowledge(reports: Sequence[ReportFacts], people: People, shared: Shared) -> Knowledge:
    return Knowledge(
        entities={entity.id: entity for entity in people.entities},
        of_agent={
            (member.report, member.agent): entity.id
            for entity in people.entities
            for member in entity.members
        },
        maybe={frozenset((one.first, one.second)) for one in people.suggestions},
        shared=shared,
        outlets=frozenset(fold(report.outlet) for report in reports if report.outlet),
    )


def _weight(group: Group) -> tuple[int, int, int, str]:
    return (-group.documents, -group.established, -group.undetermined, group.id)


def _links(told: Sequence[Told], matcher: Matcher) -> Iterator[Link]:
    """Pairs of testimonies in different reports that state the same."""
    rules = claim_rules().matching
    everywhere = len(told) <= rules.most_links
    linked: set[int] = set()
    for one, (j, other) in _pairs(told):
        if one.report.name == other.report.name or one.main.denied != other.main.denied:
            continue
        if not everywhere and j in linked:
            continue
        if _states_the_same(one.main, other.main) and matcher.one_thing(one.main, other.main):
            linked.add(j)
            yield (one.report.name, one.main.claim.id), (other.report.name, other.main.claim.id)


def _states_the_same(one: Subject, other: Subject) -> bool:
    """Figures that agree; without one on either side ("many vehicles"), at least the same item."""
    mine, theirs = figure(one.claim.quantity), figure(other.claim.quantity)
    if (mine is None) != (theirs is None) and one.thing != other.thing:
        return False
    return states_the_same(one.claim, other.claim)


def _pairs(told: Sequence[Told]) -> Iterator[tuple[Told, tuple[int, Told]]]:
    for (_, one), other in combinations(enumerate(told), 2):
        yield one, other


def _group(told: Sequence[Told], known: Knowledge, first_of: dict[str, str]) -> Group:
    origins, places = origins_of(told, known)
    testimonies = _testimonies(told, places, known, first_of)
    asserted = [t for t in testimonies if t.stance == "asserts"]
    camp = strongest_camp(testimonies, origins)
    figures = [(t.low, t.high) for t in asserted if t.low is not None and t.high is not None]
    main = _fullest(told)
    reports = {one.report.name for one in told}
    return Group(
        id=_id(told),
        kind=main.claim.kind,
        about=_about([one.main for one in told]),
        words=main.claim.words,
        testimonies=testimonies,
        origins=origins,
        established=camp.established,
        undetermined=camp.undetermined,
        supports=camp.pivot,
        documents=len(reports),
        outlets=len({one.report.outlet for one in told if one.report.outlet}),
        low=min((low for low, _ in figures), default=None),
        high=max((high for _, high in figures), default=None),
        unit=next((t.unit for t in asserted if t.unit), None),
        earliest=_earliest(told),
        highest=_highest(testimonies),
        contradictions=tuple(contradictions(testimonies)),
        ladder=_ladder(testimonies),
        grade=propose(
            established=camp.established,
            examinable=any(
                kind in claim_rules().ladder.examinable for t in asserted for kind in t.evidence
            ),
            contradicted=camp.against,
            retracted=not asserted and any(t.stance == "retracts" for t in testimonies),
        ),
    )


def _testimonies(
    told: Sequence[Told], places: Sequence[int], known: Knowledge, first_of: dict[str, str]
) -> tuple[Testimony, ...]:
    made = []
    for at, (one, place) in enumerate(zip(told, places, strict=True)):
        claim, report = one.main.claim, one.report
        span = bounds(claim.quantity)
        source = first_of.get(report.name)
        copied = any(
            other.report.name == source and known.shared.same_passage(one.main, other.main)
            for other in told
        )
        entity = known.entities.get(one.main.entity or "")
        made.append(
            Testimony(
                report=report.name,
                claim=claim.id,
                repeats=tuple(other.claim.id for other in one.repeats),
                speaker=_speaker(one),
                entity=entity.id if entity else None,
                by_author=claim.by_author,
                stance=one.stance,
                certainty=claim.certainty,
                words=claim.words,
                figure=claim.figure,
                low=span[0] if span else None,
                high=span[1] if span else None,
                unit=claim.quantity.unit if claim.quantity else None,
                day=report.published,
                no_later=_no_later(one),
                outlet=report.outlet,
                copied_from=source if copied else None,
                evidence=tuple(sorted({e.kind for e in claim.evidence})),
                origin=place,
                conflicts=tuple(_conflicting(at, told)),
            )
        )
    return tuple(made)


def _conflicting(at: int, told: Sequence[Told]) -> Iterator[int]:
    """The testimonies whose figures cannot hold beside this one's; only among those asserted."""
    one = told[at]
    if one.stance != "asserts":
        return
    for other_at, other in enumerate(told):
        if (
            other_at != at
            and other.stance == "asserts"
            and relation(one.main.claim, other.main.claim) == "conflicting"
        ):
            yield other_at


def _no_later(told: Told) -> dt.date | None:
    """The day of a copy that is no earlier than a report whose own day is not known."""
    unknown, day, *_ = told.main.time
    return None if unknown or told.report.published is not None else day


def _speaker(told: Told) -> str | None:
    return next((a.name for a in told.report.agents if a.id == told.main.claim.speaker), None)


def _earliest(told: Sequence[Told]) -> int | None:
    """The first to assert it, where its report's place in time is known."""
    known = (i for i, one in enumerate(told) if one.stance == "asserts" and not one.main.time[0])
    return next(known, None)


def _highest(testimonies: Sequence[Testimony]) -> int | None:
    """The first to give the highest figure; a copy gives none of its own."""
    known = [
        (i, t.high)
        for i, t in enumerate(testimonies)
        if t.stance == "asserts" and t.high is not None and t.copied_from is None
    ]
    return max(known, key=lambda pair: (pair[1], -pair[0]), default=(None, 0.0))[0]


def _ladder(testimonies: Sequence[Testimony]) -> tuple[Rung, ...]:
    rungs = []
    for kind in claim_rules().ladder.order:
        held = tuple(
            i for i, t in enumerate(testimonies) if t.stance == "asserts" and kind in t.evidence
        )
        if held:
            rungs.append(Rung(kind=kind, testimonies=held))
    return tuple(rungs)


def _fullest(told: Sequence[Told]) -> Subject:
    """The claim whose words stand for the group: asserted, in the body, the earliest."""
    return min(told, key=lambda one: (one.stance != "asserts", one.main.claim.heading)).main


def _about(members: Sequence[Subject]) -> str:
    """The group in printed names: the item or fate, whose, by whom, where."""
    claims = [one.claim for one in members]
    named = [
        _commonest(c.item for c in claims),
        _commonest(c.disposition for c in claims),
        _commonest(c.target.name if c.target else None for c in claims),
        _commonest(c.actor.name if c.actor else None for c in claims),
    ]
    kept = list(dict.fromkeys(part for part in named if part))
    return ", ".join(kept)


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], len(value), value)) if counts else None


def _id(told: Sequence[Told]) -> str:
    first = min((one.report.document, one.main.claim.span.start) for one in told)
    return sha256(f"{first[0]} {first[1]} {told[0].main.claim.kind}".encode()).hexdigest()[:8]
