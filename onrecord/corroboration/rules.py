"""The tables corroboration stands on: ``onrecord/data/corroboration/*.toml``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import msgspec

from onrecord.record import EvidenceKind

_Table = TypeVar("_Table")


class SketchRules(msgspec.Struct, frozen=True):
    """How a text is sampled, and when two samples make their texts candidates."""

    shingle: int
    rate: int
    fewest: int
    least_common: int
    least_share: float
    most_candidates: int
    crowded: int


class AlignmentRules(msgspec.Struct, frozen=True):
    """Lengths, in words, of runs, bridged gaps and passages."""

    run: int
    bridge: int
    passage: int
    refrain: int


class CopyRules(msgspec.Struct, frozen=True):
    """How much two texts share when one is a copy of the other, or of a part of it."""

    part_words: int
    part_share: float
    short_words: int
    short_share: float
    whole_share: float
    anchors: int


class CreditRules(msgspec.Struct, frozen=True):
    """How a report says whose text it is."""

    phrases: tuple[str, ...]
    dateline: str
    byline: str
    reach: int


class SpellingRules(msgspec.Struct, frozen=True):
    """Spellings brought to one form: patterns, and single words."""

    rules: tuple[tuple[str, str], ...]
    words: dict[str, str]


class WordLists(msgspec.Struct, frozen=True):
    """Words that change what a figure says."""

    modifiers: tuple[str, ...]


class CopyTables(msgspec.Struct, frozen=True):
    """All of ``copies.toml``."""

    sketch: SketchRules
    alignment: AlignmentRules
    copy: CopyRules
    credit: CreditRules
    words: WordLists
    spelling: SpellingRules


@cache
def copy_rules() -> CopyTables:
    """What makes two texts copies of one another."""
    return table("copies", CopyTables)


def table(name: str, shape: type[_Table]) -> _Table:
    """One file of ``onrecord/data/corroboration``, in its shape.

    Raises:
        FileNotFoundError: where the package has no such file.
        msgspec.ValidationError: where it is not of that shape.
    """
    path = resources.files("onrecord") / "data" / "corroboration" / f"{name}.toml"
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return msgspec.convert(raw, shape)


class Thresholds(msgspec.Struct, frozen=True):
    """From which score two agents are one, and from which a person is asked."""

    merge: float
    suggest: float


class NameScores(msgspec.Struct, frozen=True):
    """What two names say by themselves."""

    equal: float
    transliterated: float
    misspelt: float
    short: float
    body: float
    general_body: float
    abbreviated: float
    of_a_side: float
    office: float


class EvidenceScores(msgspec.Struct, frozen=True):
    """What speaks for two agents being one."""

    role: float
    rank: float
    side: float
    same_text: float
    same_event: float
    near_event: float
    only_one: float


class AgainstScores(msgspec.Struct, frozen=True):
    """What speaks against it."""

    role: float
    rank: float


class Likeness(msgspec.Struct, frozen=True):
    """How alike the letters of two names must be to be one name misspelt."""

    whole: float
    part: float
    last_letters: str


class EventRules(msgspec.Struct, frozen=True):
    """When two reports are about the same events."""

    most_reports: int
    most_share: float
    same: int
    near: int
    days: int
    names: int


class Transliteration(msgspec.Struct, frozen=True):
    """Letters that change with the system of transliteration."""

    rules: tuple[tuple[str, str], ...]


class RankRules(msgspec.Struct, frozen=True):
    """How ranks are abbreviated."""

    short: dict[str, str]


class SideRules(msgspec.Struct, frozen=True):
    """How the name of a side is told from its adjective, and from words that say nothing."""

    endings: tuple[str, ...]
    least: int
    government: tuple[str, ...]
    rebels: tuple[str, ...]
    at_large: tuple[str, ...]
    general: tuple[str, ...]


class PeopleTables(msgspec.Struct, frozen=True):
    """All of ``people.toml``."""

    thresholds: Thresholds
    names: NameScores
    evidence: EvidenceScores
    against: AgainstScores
    likeness: Likeness
    events: EventRules
    transliteration: Transliteration
    ranks: RankRules
    sides: SideRules


@cache
def people_rules() -> PeopleTables:
    """When two agents of different reports are one."""
    return table("people", PeopleTables)


class Matching(msgspec.Struct, frozen=True):
    """What two claims have in common, and how much of it makes them one."""

    least: int
    who: int
    whose: int
    where: int
    unnamed_place: int
    speaker: int
    thing: int
    kind_of_thing: int
    window: int
    same_event: int
    near_event: int
    close: int
    close_event: int
    same_passage: int
    passage_share: float
    days: int
    slack: int
    overlap: float
    most_groups: int
    most_members: int
    most_links: int


class Things(msgspec.Struct, frozen=True):
    """Classes of items that a wider word may mean."""

    wider: dict[str, tuple[str, ...]]


class FigureRules(msgspec.Struct, frozen=True):
    """How far a bound reaches."""

    reach: float


class Ladder(msgspec.Struct, frozen=True):
    """Kinds of evidence in their order."""

    order: tuple[EvidenceKind, ...]
    examinable: tuple[EvidenceKind, ...]


class OriginRules(msgspec.Struct, frozen=True):
    """Who speaks for a side, and who only hands on."""

    speaks_for: tuple[str, ...]
    media: tuple[str, ...]


class GradeRules(msgspec.Struct, frozen=True):
    """From how many established origins on a grade is proposed."""

    confirmed: int
    contested: int


class ClaimTables(msgspec.Struct, frozen=True):
    """All of ``claims.toml``."""

    matching: Matching
    things: Things
    figures: FigureRules
    ladder: Ladder
    origins: OriginRules
    grades: GradeRules


@cache
def claim_rules() -> ClaimTables:
    """When claims are about one thing, and what is made of it."""
    return table("claims", ClaimTables)
