"""Who is who across reports: one entity for one person or body, suggestions for a person to decide.

Agents join an entity only above the merge threshold; between it and the suggest threshold a person
is asked; what a person decided wins. Depicted persons, hedged identities, groups and unnamed
sources stay where they are, each in its own report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations

from onrecord.corroboration.events import Events
from onrecord.corroboration.likeness import SAME_TEXT, Profile, Score, profile, score
from onrecord.corroboration.naming import person_name, skeleton
from onrecord.corroboration.types import (
    AgentFacts,
    AgentKey,
    Copy,
    Entity,
    Member,
    People,
    PeopleDecision,
    ReportFacts,
    Suggestion,
)
from onrecord.record import Identity

_MOST_IN_BLOCK = 60
_KEY = 4
_MERGEABLE = frozenset({"person", "organisation", "medium"})


@dataclass
class _Cluster:
    """An entity in the making."""

    profile: Profile
    agents: list[tuple[ReportFacts, AgentFacts]] = field(default_factory=list)
    because: list[str] = field(default_factory=list)
    alone: bool = False

    @property
    def reports(self) -> set[str]:
        return {report.name for report, _ in self.agents}

    @property
    def key(self) -> tuple[int, str, str]:
        report, agent = self.agents[0]
        return report.order, report.name, agent.id


def find_people(
    reports: Sequence[ReportFacts],
    events: Events | None = None,
    decisions: Iterable[PeopleDecision] = (),
    copies: Iterable[Copy] = (),
) -> People:
    """The persons and bodies of many reports, and who may be who.

    ``decisions`` are in force and in their order: a merge makes the entities of its agents one, a
    split takes its agents out of their entity. In ``copies`` of one text the same name is the
    same agent.

    >>> def report(name, *agents):
    ...     return ReportFacts(name=name, document=name, agents=agents)
    >>> def agent(name, role=None):
    ...     return AgentFacts(id="a1", name=name, kind="person", role=role, identity="named")
    >>> people = find_people([
    ...     report("a", agent("Major Ilva Brandt", "army spokeswoman")),
    ...     report("b", agent("Ilva Brandt", "spokeswoman")),
    ... ])
    >>> [(entity.name, len(entity.members)) for entity in people.entities]
    [('Major Ilva Brandt', 2)]
    """
    known = events if events is not None else Events(reports)
    decided = tuple(decisions)
    apart = {key for one in decided if one.verb == "split" for key in one.agents}
    gathering = _Gathering(known, _partners(copies))
    singles: list[_Cluster] = []
    for report, agent in _in_order(reports):
        key = AgentKey(document=report.document, name=agent.name)
        if key in apart or not _may_merge(agent):
            singles.append(_single(report, agent, known, alone=key not in apart))
        else:
            gathering.add(report, agent)
    clusters = [*gathering.clusters, *_rejoined(singles, decided)]
    clusters = _merged(clusters, decided)
    suggestions = _suggestions([c for c in clusters if not c.alone], known, decided)
    entities = tuple(
        sorted((_entity(c) for c in clusters), key=lambda e: (-len(e.members), e.name, e.id))
    )
    return People(entities=entities, suggestions=tuple(suggestions))


class _Gathering:
    """Agents taken in one after another, fullest names first, into the clusters they fit."""

    def __init__(self, events: Events, partners: Mapping[str, set[str]]) -> None:
        self.events = events
        self.partners = partners
        self.clusters: list[_Cluster] = []
        self._blocks: dict[str, list[int]] = defaultdict(list)
        self._families: dict[str, set[int]] = defaultdict(set)

    def add(self, report: ReportFacts, agent: AgentFacts) -> None:
        """Files an agent in the cluster it fits best, or in one of its own."""
        mine = profile(agent, self.events.rare(report.name))
        best: tuple[float, int] | None = None
        found: Score | None = None
        for at in self._candidates(mine):
            cluster = self.clusters[at]
            if report.name in cluster.reports:
                continue
            one = score(
                mine,
                cluster.profile,
                nearness=self._nearness(mine, cluster, report),
                only_one=self._only(mine),
            )
            if one is not None and one.merges and (best is None or one.value > best[0]):
                best, found = (one.value, at), one
        if best is None or found is None:
            at = len(self.clusters)
            self.clusters.append(_Cluster(mine, [(report, agent)]))
        else:
            at = best[1]
            self.clusters[at].agents.append((report, agent))
            self.clusters[at].because.append(f"“{agent.name}” in {report.name}: {found.why}")
            self.clusters[at].profile.take(mine)
        self._index(mine, at)

    def _nearness(self, mine: Profile, cluster: _Cluster, report: ReportFacts) -> int:
        if not self.partners.get(report.name, set()).isdisjoint(cluster.reports):
            return SAME_TEXT
        last = cluster.agents[-1][0].name
        near = self.events.near_in_time(report.name, last)
        return self.events.grade(len(mine.rare & cluster.profile.rare)) if near else 0

    def _only(self, mine: Profile) -> bool:
        """Whether at most one person with a full name has this surname."""
        families = {skeleton(name.family) for name in mine.names}
        return all(len(self._families[family]) <= 1 for family in families)

    def _candidates(self, mine: Profile) -> Iterator[int]:
        seen: set[int] = set()
        for key in _blocks(mine):
            for at in self._blocks[key][-_MOST_IN_BLOCK:]:
                if at not in seen:
                    seen.add(at)
                    yield at

    def _index(self, mine: Profile, at: int) -> None:
        for key in _blocks(mine):
            if at not in self._blocks[key]:
                self._blocks[key].append(at)
        for name in mine.names:
            if name.full:
                self._families[skeleton(name.family)].add(at)


def _partners(copies: Iterable[Copy]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        found[copy.first].add(copy.second)
        found[copy.second].add(copy.first)
    return found


def _in_order(reports: Sequence[ReportFacts]) -> list[tuple[ReportFacts, AgentFacts]]:
    """All agents, those with full names first, so that a surname alone finds its owner."""
    every = [(report, agent) for report in reports for agent in report.agents]
    return sorted(every, key=lambda pair: (not _full(pair[1]), pair[0].order, pair[0].name))


def _full(agent: AgentFacts) -> bool:
    if agent.kind != "person":
        return True
    name = person_name(agent.name)
    return name is not None and name.full and agent.identity == "named"


def _may_merge(agent: AgentFacts) -> bool:
    return agent.kind in _MERGEABLE and agent.identity != "hedged" and not agent.depicted


def _blocks(mine: Profile) -> set[str]:
    """Keys under which names that are alike find each other."""
    keys: set[str] = set()
    for name in mine.names:
        bones = skeleton(name.family)
        keys |= {f"<{bones[:_KEY]}", f"{bones[-_KEY:]}>"}
    for body in mine.bodies:
        keys.add("=" + " ".join(sorted(body)))
        keys |= {"=" + " ".join(sorted(body - {word})) for word in body if len(body) > 1}
    keys |= {f"#{short}" for short in mine.short}
    keys |= {"@" + " ".join(sorted(office)) for office in mine.offices}
    return keys


def _single(report: ReportFacts, agent: AgentFacts, events: Events, *, alone: bool) -> _Cluster:
    mine = profile(agent, events.rare(report.name))
    return _Cluster(mine, [(report, agent)], alone=alone)


def _rejoined(
    singles: Sequence[_Cluster], decisions: Sequence[PeopleDecision]
) -> Iterator[_Cluster]:
    """Agents that one split took out together stay together."""
    by_key = {_agent_key(cluster): cluster for cluster in singles}
    taken: set[int] = set()
    for one in reversed(decisions):
        if one.verb != "split":
            continue
        group = [by_key[key] for key in one.agents if key in by_key]
        fresh = [cluster for cluster in group if id(cluster) not in taken]
        taken |= {id(cluster) for cluster in fresh}
        if fresh:
            yield _joined(fresh, "split off by a person")
    yield from (cluster for cluster in singles if id(cluster) not in taken)


def _merged(clusters: list[_Cluster], decisions: Sequence[PeopleDecision]) -> list[_Cluster]:
    """The clusters after the merges that people decided."""
    home = {
        AgentKey(document=report.document, name=agent.name): cluster
        for cluster in clusters
        for report, agent in cluster.agents
    }
    alive = {id(cluster): cluster for cluster in clusters}
    for one in decisions:
        if one.verb != "merge":
            continue
        parts = list({id(home[key]): home[key] for key in one.agents if key in home}.values())
        if len(parts) < 2:
            continue
        whole = _joined(parts, "merged by a person")
        for part in parts:
            alive.pop(id(part), None)
        alive[id(whole)] = whole
        home |= {
            AgentKey(document=report.document, name=agent.name): whole
            for report, agent in whole.agents
        }
    return list(alive.values())


def _joined(parts: Sequence[_Cluster], why: str) -> _Cluster:
    first = parts[0]
    whole = _Cluster(Profile(kind=first.profile.kind, general=True, described=True))
    for part in parts:
        whole.profile.take(part.profile)
        whole.agents += part.agents
        whole.because += part.because
    whole.agents.sort(key=lambda pair: (pair[0].order, pair[0].name, pair[1].id))
    whole.because.append(why)
    return whole


def _agent_key(cluster: _Cluster) -> AgentKey:
    report, agent = cluster.agents[0]
    return AgentKey(document=report.document, name=agent.name)


def _suggestions(
    clusters: Sequence[_Cluster], events: Events, decisions: Sequence[PeopleDecision]
) -> list[Suggestion]:
    """Pairs of clusters that may be one, best first; not those that a person took apart."""
    blocks: dict[str, list[int]] = defaultdict(list)
    families: dict[str, int] = defaultdict(int)
    for at, cluster in enumerate(clusters):
        for key in _blocks(cluster.profile):
            blocks[key].append(at)
        for family in {skeleton(n.family) for n in cluster.profile.names if n.full}:
            families[family] += 1
    split = {key for one in decisions if one.verb == "split" for key in one.agents}
    pairs = {pair for block in blocks.values() for pair in combinations(block[:_MOST_IN_BLOCK], 2)}
    found = []
    for a, b in sorted(pairs):
        one, other = clusters[a], clusters[b]
        if one.reports & other.reports or _taken_apart(one, other, split):
            continue
        nearness = events.grade(len(one.profile.rare & other.profile.rare))
        only = all(
            families[skeleton(n.family)] <= 1 for n in (*one.profile.names, *other.profile.names)
        )
        likely = score(one.profile, other.profile, nearness=nearness, only_one=only)
        if likely is not None and likely.suggests:
            first, second = sorted((_id(one), _id(other)))
            found.append(
                Suggestion(first=first, second=second, score=min(likely.value, 1.0), why=likely.why)
            )
    return sorted(found, key=lambda s: (-s.score, s.first, s.second))


def _taken_apart(one: _Cluster, other: _Cluster, split: set[AgentKey]) -> bool:
    return any(
        AgentKey(document=report.document, name=agent.name) in split
        for cluster in (one, other)
        for report, agent in cluster.agents
    )


def entity_id(document: str, name: str) -> str:
    """The id of an entity whose first member is the agent of that name in that document.

    >>> entity_id("sha256:0", "Ilva Brandt")
    'd11037ea'
    """
    return sha256(f"{document}\n{name}".encode()).hexdigest()[:8]


def _id(cluster: _Cluster) -> str:
    report, agent = min(cluster.agents, key=lambda pair: (pair[0].order, pair[0].name, pair[1].id))
    return entity_id(report.document, agent.name)


def _entity(cluster: _Cluster) -> Entity:
    agents = sorted(cluster.agents, key=lambda pair: (pair[0].order, pair[0].name, pair[1].id))
    printed: dict[str, int] = {}
    for _, agent in agents:
        printed[agent.name] = printed.get(agent.name, 0) + 1
    named = {a.name for _, a in agents if a.identity == "named"} or set(printed)
    name = max(named, key=lambda form: (len(form.split()), printed[form], len(form), form))
    return Entity(
        id=_id(cluster),
        name=name,
        kind=agents[0][1].kind,
        identity=_identity([agent for _, agent in agents]),
        forms=tuple(sorted(set(printed) - {name})),
        roles=tuple(sorted({agent.role for _, agent in agents if agent.role})),
        parties=tuple(sorted({agent.party for _, agent in agents if agent.party})),
        members=tuple(
            Member(report=report.name, document=report.document, agent=agent.id, name=agent.name)
            for report, agent in agents
        ),
        because=tuple(cluster.because),
    )


def _identity(agents: Sequence[AgentFacts]) -> Identity:
    kinds = {agent.identity for agent in agents}
    order: tuple[Identity, ...] = ("named", "described", "hedged")
    return next(kind for kind in order if kind in kinds)
