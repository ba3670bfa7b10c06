"""How strongly two agents of different reports look like one person or body, and why."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from onrecord.corroboration.naming import (
    PersonName,
    body_words,
    genders,
    is_abbreviation,
    is_general,
    person_name,
    persons_alike,
    role_heads,
)
from onrecord.corroboration.rules import PeopleTables, people_rules
from onrecord.corroboration.sides import sides_of
from onrecord.corroboration.types import AgentFacts

SAME_TEXT = 3
"""The nearness of two reports that share a text."""


@dataclass
class Profile:
    """What is known of an agent, or of several held to be one.

    ``names`` are a person's parsed names, ``bodies`` the words of a body's names, ``short`` its
    abbreviations; ``printed`` maps each printed name to how often it stands.
    """

    kind: str
    printed: dict[str, int] = field(default_factory=dict)
    names: set[PersonName] = field(default_factory=set)
    bodies: set[frozenset[str]] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    general: bool = False
    described: bool = False
    roles: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    ranks: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    rare: set[str] = field(default_factory=set)
    offices: set[frozenset[str]] = field(default_factory=set)

    def take(self, other: Profile) -> None:
        """Adds what is known of another that is held to be the same."""
        for name, count in other.printed.items():
            self.printed[name] = self.printed.get(name, 0) + count
        for mine, theirs in (
            (self.names, other.names), (self.bodies, other.bodies), (self.short, other.short),
            (self.roles, other.roles), (self.heads, other.heads), (self.ranks, other.ranks),
            (self.genders, other.genders), (self.parties, other.parties),
            (self.sides, other.sides), (self.rare, other.rare), (self.offices, other.offices),
        ):  # fmt: skip
            mine |= theirs  # type: ignore[operator]
        self.general = self.general and other.general
        self.described = self.described and other.described


@dataclass(frozen=True)
class Score:
    """A score (``people.toml``) and its reasons in words."""

    value: float
    why: str

    @property
    def merges(self) -> bool:
        """Whether the two are one."""
        return self.value >= people_rules().thresholds.merge - 1e-9

    @property
    def suggests(self) -> bool:
        """Whether a person is to be asked."""
        return self.value >= people_rules().thresholds.suggest - 1e-9


def profile(agent: AgentFacts, rare: AbstractSet[str]) -> Profile:
    """What one report says of an agent; ``rare`` are the report's rare names."""
    found = Profile(kind="person" if agent.kind == "person" else "body")
    found.printed = {agent.name: 1}
    found.described = agent.identity == "described"
    said = f"{agent.name} {agent.role or ''}"
    found.genders |= genders(said)
    found.heads |= role_heads(said if agent.kind == "person" else agent.role)
    found.roles |= {agent.role} if agent.role else set()
    found.parties |= {agent.party} if agent.party else set()
    if found.kind == "person":
        _person(found, agent)
    else:
        _body(found, agent)
    own = {part for name in found.names for part in (*name.given, *name.family.split())}
    found.rare |= {name for name in rare if name not in own}
    return found


def score(one: Profile, other: Profile, *, nearness: int, only_one: bool) -> Score | None:
    """How strongly two profiles look like one; None where something rules it out.

    ``nearness`` is how near the events of their reports are (0 to 2; 3 where one report is a copy
    of the other), ``only_one`` whether nobody else has the shared surname.
    """
    if one.kind != other.kind or _ruled_out(one, other):
        return None
    rules = people_rules()
    named = _persons(one, other, rules) if one.kind == "person" else _bodies(one, other, rules)
    if named is None:
        return None
    value, why = named
    reasons = [why]
    for amount, reason in _reasons(one, other, rules, nearness):
        value += amount
        reasons.append(reason)
    if only_one and why.startswith("surname"):
        value += rules.evidence.only_one
        reasons.append("nobody else here has that surname")
    return Score(round(value, 4), ", ".join(reasons))


def _person(found: Profile, agent: AgentFacts) -> None:
    parsed = person_name(agent.name)
    if agent.identity == "described" or parsed is None:
        found.offices |= _office(agent.name)
    else:
        found.names.add(parsed)
        found.ranks |= parsed.ranks
    if agent.role:
        found.offices |= _office(agent.role)
        found.sides |= sides_of(agent.role)


def _office(words: str) -> set[frozenset[str]]:
    """An office by its words, if they say whose it is: there are many mayors."""
    return {body_words(words)} if sides_of(words) else set()


def _body(found: Profile, agent: AgentFacts) -> None:
    found.sides |= sides_of(f"{agent.name} {agent.role or ''}")
    found.general = is_general(agent.name)
    for name in (agent.name, *agent.forms):
        if is_abbreviation(name):
            found.short.add(name)
    found.bodies.add(body_words(agent.name))


def _ruled_out(one: Profile, other: Profile) -> bool:
    if one.parties and other.parties and not one.parties & other.parties:
        return True
    return bool(one.genders and other.genders and not one.genders & other.genders)


def _persons(one: Profile, other: Profile, rules: PeopleTables) -> tuple[float, str] | None:
    names = rules.names
    if not (one.names and other.names):
        if (one.offices & other.offices) and (one.described or other.described):
            return names.office, "the same office"
        return None
    worth = {
        "equal": (names.equal, "the same name"),
        "transliterated": (names.transliterated, "the same name in another transliteration"),
        "misspelt": (names.misspelt, "names a letter or two apart"),
        "short": (names.short, "surname"),
        "no": None,
    }
    found = [worth[persons_alike(a, b)] for a in one.names for b in other.names]
    full = [a for a in one.names if a.full], [b for b in other.names if b.full]
    if all(full) and all(persons_alike(a, b) == "no" for a in full[0] for b in full[1]):
        return None
    return max((pair for pair in found if pair is not None), default=None)


def _bodies(one: Profile, other: Profile, rules: PeopleTables) -> tuple[float, str] | None:
    names = rules.names
    if one.bodies & other.bodies:
        if one.general or other.general:
            return names.general_body, "the same name, which many bodies have"
        return names.body, "the same name"
    if one.short & other.short:
        return names.abbreviated, "the same abbreviation"
    for mine in one.bodies:
        for theirs in other.bodies:
            more, fewer = sorted((mine, theirs), key=len, reverse=True)
            extra = more - fewer
            if fewer and fewer < more and (one.general or other.general) and len(extra) == 1:
                return names.of_a_side, "the same name, once without whose it is"
    return None


def _reasons(
    one: Profile, other: Profile, rules: PeopleTables, nearness: int
) -> list[tuple[float, str]]:
    found: list[tuple[float, str]] = []
    evidence, against = rules.evidence, rules.against
    if one.heads & other.heads:
        found.append(
            (evidence.role, f"the same role ({', '.join(sorted(one.heads & other.heads))})")
        )
    elif one.heads and other.heads:
        found.append((-against.role, "but different roles"))
    if one.ranks & other.ranks:
        found.append(
            (evidence.rank, f"the same rank ({', '.join(sorted(one.ranks & other.ranks))})")
        )
    elif one.ranks and other.ranks:
        found.append((-against.rank, "but different ranks"))
    if one.parties & other.parties or one.sides & other.sides:
        found.append((evidence.side, "the same side"))
    if nearness == SAME_TEXT:
        found.append((evidence.same_text, "in copies of one text"))
    elif nearness == 2:
        found.append((evidence.same_event, "in reports of the same events"))
    elif nearness == 1:
        found.append((evidence.near_event, "in reports that share names"))
    return found
