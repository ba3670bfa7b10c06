"""Documents to outlets to origins: what testimonies rest on, and what is known of it.

Testimonies that rest on the same text, speaker, party or recording have one origin. An origin is
established where it is known who it is and that it is none of the others; else it is undetermined:
shown, and not counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from onrecord.corroboration.figures import relation
from onrecord.corroboration.matching import Shared
from onrecord.corroboration.naming import is_abbreviation, is_general
from onrecord.corroboration.rules import claim_rules
from onrecord.corroboration.sides import sides_of
from onrecord.corroboration.testimonies import Told
from onrecord.corroboration.types import AgentFacts, Entity, Origin, OriginKind, OriginState
from onrecord.text import fold, words

UNNAMED = "an unnamed source"


@dataclass(frozen=True)
class Knowledge:
    """What is known across reports when origins are told apart.

    ``entities`` by id, ``of_agent`` gives an agent's entity by report name and agent id, ``maybe``
    holds pairs of entities that may be one, ``shared`` the copied passages, ``outlets`` the
    folded names of those who publish the reports.
    """

    entities: Mapping[str, Entity]
    of_agent: Mapping[tuple[str, str], str]
    maybe: Set[frozenset[str]]
    shared: Shared
    outlets: Set[str] = frozenset()


@dataclass(frozen=True)
class _Root:
    """What one testimony rests on, seen by itself."""

    kind: OriginKind
    name: str
    known: bool
    why: str
    keys: frozenset[str]
    entity: str | None = None
    body: bool = False


def origins_of(told: Sequence[Told], known: Knowledge) -> tuple[tuple[Origin, ...], list[int]]:
    """The origins of a group's testimonies, and each testimony's place among them.

    Origins that assert come first, established before undetermined.
    """
    roots = [_root(one, known) for one in told]
    parts = _joined(told, roots, known)
    order = sorted(
        parts,
        key=lambda part: (
            not any(_asserts(told[i]) for i in part),
            not any(roots[i].known for i in part),
            part[0],
        ),
    )
    origins: list[Origin] = []
    places = [0] * len(told)
    counted: dict[bool, list[tuple[_Root, list[int]]]] = {True: [], False: []}
    for part in order:
        best = max((roots[i] for i in part), key=lambda root: (root.known, root.kind == "party"))
        beside = counted[any(_asserts(told[i]) for i in part)]
        agreeing = [root for root, other in beside if not _clash(told, part, other)]
        state, why = _state(best, agreeing, known)
        if state == "established":
            beside.append((best, part))
        for i in part:
            places[i] = len(origins)
        origins.append(_origin(best, state, why, [told[i] for i in part], [roots[i] for i in part]))
    return tuple(origins), places


def _asserts(told: Told) -> bool:
    return told.stance == "asserts"


# ------------------------------------------------------------------ one testimony's root


def _root(told: Told, known: Knowledge) -> _Root:
    claim, report = told.main.claim, told.report
    agent = next((a for a in report.agents if a.id == claim.speaker), None)
    recordings = _recordings(told, known)
    if agent is not None:
        return _of_speaker(agent, known.of_agent.get((report.name, agent.id)), known, recordings)
    if not claim.by_author:
        return _Root("unnamed", UNNAMED, False, "the report does not say who said it", recordings)
    examinable = claim_rules().ladder.examinable
    shown = [one for one in claim.evidence if one.kind in examinable]
    if shown:
        first = shown[0]
        by = _name_of(report.agents, first.by or first.described_by)
        if recordings:
            return _Root(
                "recording", first.words, True, f"{first.kind} of {by or first.url}", recordings
            )
        return _Root(
            "recording", first.words, False, f"a {first.kind} of unknown origin", recordings
        )
    name = report.outlet or report.name
    return _Root(
        "outlet",
        name,
        False,
        "in the report's own words: it does not say what they rest on",
        recordings,
    )


def _of_speaker(
    agent: AgentFacts, entity: str | None, known: Knowledge, recordings: frozenset[str]
) -> _Root:
    whole = known.entities.get(entity) if entity else None
    keys = recordings | ({f"entity {entity}"} if entity else frozenset())
    name = whole.name if whole else agent.name
    if agent.kind in ("anonymous", "group") or agent.identity == "hedged":
        why = {"hedged": "the report is not sure who it is"}.get(
            agent.identity, "nobody is named: others may be the same people"
        )
        return _Root("unnamed", agent.name, False, why, keys, entity)
    body = agent.kind != "person"
    side = _speaks_for(agent, whole)
    if side is not None:
        return _Root(
            "party", name, True, _for_whom(agent, side[1]), keys | {f"side {side[0]}"}, entity, body
        )
    if agent.kind == "medium" or _hands_on(agent.name) or fold(name) in known.outlets:
        return _Root(
            "outlet",
            name,
            False,
            "hands on what others say: its sources are not given",
            keys,
            entity,
        )
    if agent.identity == "described" and agent.kind == "organisation":
        return _Root("speaker", name, True, "a body, told by what it is", keys, entity, body)
    if agent.identity == "described":
        return _Root("unnamed", agent.name, False, "described, not named", keys, entity)
    roles = [agent.role, *(whole.roles if whole else ())]
    if agent.kind == "person" and not any(roles):
        return _Root(
            "speaker",
            name,
            False,
            "named, but nothing says how they know or for whom they speak",
            keys,
            entity,
        )
    return _Root(
        "speaker",
        name,
        True,
        next(filter(None, roles), f"a named {agent.kind}"),
        keys,
        entity,
        body,
    )


def _speaks_for(agent: AgentFacts, entity: Entity | None) -> tuple[str, str] | None:
    """The side that somebody officially speaks for: its key, and its printed words."""
    parties = [agent.party] if agent.party else list(entity.parties if entity else ())
    if parties:
        return parties[0], parties[0]
    said = [agent.name if agent.kind != "person" else "", agent.role or ""]
    if entity is not None:
        said += [name for name in (entity.name, *entity.forms) if agent.kind != "person"]
        said += entity.roles
    for words_said in filter(None, said):
        sides = sorted(sides_of(words_said))
        if len(sides) == 1 and _is_official(words_said):
            return sides[0], words_said
    return None


def _for_whom(agent: AgentFacts, said: str) -> str:
    """Why somebody counts as a side's voice: a person by office, a body as what it is."""
    return f"speaks officially: {said}" if agent.kind == "person" else "a side's own body"


def _is_official(said: str) -> bool:
    folded = fold(said)
    parts = set(folded.replace("'s", " ").split())
    official = words("roles", "official") | set(claim_rules().origins.speaks_for)
    return bool(parts & official) or any(
        phrase in folded for phrase in words("roles", "official") if " " in phrase
    )


def _hands_on(name: str) -> bool:
    parts = fold(name).split()
    media = words("roles", "media") | set(claim_rules().origins.media)
    return bool(parts) and not is_abbreviation(name) and parts[-1] in media


def _recordings(told: Told, known: Knowledge) -> frozenset[str]:
    """Keys of the recordings, images and documents a testimony rests on, where it says whose."""
    report, found = told.report, set()
    for one in told.main.claim.evidence:
        if one.kind not in claim_rules().ladder.examinable:
            continue
        if one.url:
            found.add(f"{one.kind} {one.url}")
        for maker in (one.by, one.described_by):
            entity = known.of_agent.get((report.name, maker)) if maker else None
            if entity is not None:
                found.add(f"{one.kind} by {entity}")
    return frozenset(found)


def _name_of(agents: Sequence[AgentFacts], agent_id: str | None) -> str | None:
    return next((agent.name for agent in agents if agent.id == agent_id), None)


# ------------------------------------------------------------------ roots together


def _joined(told: Sequence[Told], roots: Sequence[_Root], known: Knowledge) -> list[list[int]]:
    """Testimonies with one origin, together: the same key, or a copied passage."""
    parts = _Parts(len(told))
    holders: dict[tuple[str, bool], int] = {}
    for at, root in enumerate(roots):
        for key in root.keys:
            parts.join(at, holders.setdefault((key, _asserts(told[at])), at))
    by_report: dict[str, list[int]] = {}
    for at, one in enumerate(told):
        by_report.setdefault(one.report.name, []).append(at)
    for i, one in enumerate(told):
        for partner in known.shared.partners(one.report.name):
            for j in by_report.get(partner, ()):
                same = _asserts(one) == _asserts(told[j])
                if same and known.shared.same_passage(one.main, told[j].main):
                    parts.join(i, j)
    return parts.listed()


class _Parts:
    """Things that are joined pair by pair, and the parts they then fall into."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def join(self, one: int, other: int) -> None:
        self._parent[self._top(one)] = self._top(other)

    def listed(self) -> list[list[int]]:
        """The parts, each in ascending order."""
        found: dict[int, list[int]] = {}
        for at in range(len(self._parent)):
            found.setdefault(self._top(at), []).append(at)
        return list(found.values())

    def _top(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at


def _clash(told: Sequence[Told], part: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two origins give figures that cannot both hold: then they are not one source."""
    return any(
        relation(told[i].main.claim, told[j].main.claim) == "conflicting"
        for i in part
        for j in other
    )


def _state(root: _Root, counted: Sequence[_Root], known: Knowledge) -> tuple[OriginState, str]:
    if not root.known:
        return "undetermined", root.why
    for other in counted:
        if root.entity and other.entity and frozenset((root.entity, other.entity)) in known.maybe:
            return "undetermined", f"may be the same as {other.name}"
        if _bodies_of_general_name(root, other):
            return "undetermined", f"its name is general, and it may be the same as {other.name}"
        if _officials_of_unknown_side(root, other):
            return (
                "undetermined",
                f"speaks officially, and may speak for the same side as {other.name}",
            )
    return "established", root.why


def _bodies_of_general_name(root: _Root, other: _Root) -> bool:
    """Two bodies, one of them called only by what it is ("the army", "the Front")."""
    both = root.body and other.body
    return both and (is_general(root.name) or is_general(other.name))


def _officials_of_unknown_side(root: _Root, other: _Root) -> bool:
    """Two official voices, of which it is not known for both whose they are."""
    official = [one for one in (root, other) if one.kind == "party" or _is_official(one.why)]
    return len(official) == 2 and any(one.kind != "party" for one in official)


def _origin(
    root: _Root, state: OriginState, why: str, told: Sequence[Told], roots: Sequence[_Root]
) -> Origin:
    names = sorted({one.name for one in roots if one.known})
    others = f"; with {', '.join(n for n in names if n != root.name)}" if len(names) > 1 else ""
    outlets = {one.report.outlet for one in told if one.report.outlet}
    return Origin(
        kind=root.kind,
        name=root.name,
        state=state,
        why=why + others,
        asserts=any(_asserts(one) for one in told),
        outlets=tuple(sorted(outlets)),
        reports=tuple(dict.fromkeys(one.report.name for one in told)),
    )
