"""Whether two claims are about one thing: what agrees adds up, what conflicts rules it out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.corroboration.events import Events
from onrecord.corroboration.figures import relation
from onrecord.corroboration.likeness import SAME_TEXT
from onrecord.corroboration.rules import Matching, claim_rules
from onrecord.corroboration.subjects import Subject
from onrecord.corroboration.types import Copy, Passage
from onrecord.corroboration.words import words_in
from onrecord.record import Span

Day = dt.date


@dataclass(frozen=True)
class Shared:
    """Copies by their two reports: which passages each report shares with which."""

    passages: Mapping[tuple[str, str], tuple[Passage, ...]]

    @classmethod
    def of(cls, copies: Iterable[Copy]) -> Shared:
        """The passages of copies, either way round."""
        found: dict[tuple[str, str], tuple[Passage, ...]] = {}
        for copy in copies:
            found[copy.first, copy.second] = copy.passages
            found[copy.second, copy.first] = tuple(
                Passage(first=passage.second, second=passage.first) for passage in copy.passages
            )
        return cls(found)

    @cached_property
    def _partners(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for here, there in self.passages:
            found.setdefault(here, []).append(there)
        return found

    def partners(self, report: str) -> Sequence[str]:
        """The reports that share a text with this one."""
        return self._partners.get(report, ())

    def same_passage(self, one: Subject, other: Subject) -> bool:
        """Whether two claims stand in one copied passage, in nearly the same words."""
        passages = self.passages.get((one.report.name, other.report.name), ())
        if not passages or one.claim.kind != other.claim.kind or _other_thing(one, other):
            return False
        return any(
            _in(passage.first, one.claim.span) and _in(passage.second, other.claim.span)
            for passage in passages
        ) and _alike(one.claim.words, other.claim.words)


class Matcher:
    """Compares claims of many reports, knowing their events and copies."""

    def __init__(self, events: Events, shared: Shared) -> None:
        """Takes what is known of the reports."""
        self.events = events
        self.shared = shared
        self.rules: Matching = claim_rules().matching

    def score(self, one: Subject, other: Subject) -> int | None:
        """How much two claims have in common; None where something about them conflicts."""
        if self.shared.same_passage(one, other):
            return self.rules.same_passage
        if _conflict(one, other, self.rules):
            return None
        nearness = self._nearness(one, other)
        total = self._about(one, other)
        if not self._anchored(one, other, nearness):
            return 0
        if nearness >= 2:
            closely = self.rules.close_event if self._closely(one, other) else 0
            return total + self.rules.same_event + closely
        return total + (self.rules.near_event if nearness else 0)

    def one_thing(self, one: Subject, other: Subject) -> bool:
        """Whether two claims are about one thing."""
        found = self.score(one, other)
        return found is not None and found >= self.rules.least

    def _closely(self, one: Subject, other: Subject) -> bool:
        """Whether their reports tell hardly anything else, or one report says the same twice."""
        if one.report.name == other.report.name:
            return relation(one.claim, other.claim) != "conflicting"
        shared = self.events.rare(one.report.name) & self.events.rare(other.report.name)
        return len(shared) >= self.rules.close

    def _nearness(self, one: Subject, other: Subject) -> int:
        if one.report.name == other.report.name:
            return SAME_TEXT
        return self.events.nearness(one.report.name, other.report.name)

    def _about(self, one: Subject, other: Subject) -> int:
        rules = self.rules
        return (
            (rules.who if one.who & other.who else 0)
            + (rules.whose if one.whose & other.whose else 0)
            + self._place(one, other)
            + (rules.speaker if _same_source(one, other) else 0)
            + (rules.whose if _own_losses(one, other) or _own_losses(other, one) else 0)
            + (rules.thing if _same_thing(one, other) else 0)
            + (rules.kind_of_thing if _same_kind_of_thing(one, other) else 0)
            + (rules.window if _same_window(one, other) else 0)
        )

    def _place(self, one: Subject, other: Subject) -> int:
        if one.where & other.where:
            return self.rules.where
        for mine, theirs in ((one, other), (other, one)):
            if mine.unnamed and theirs.where and _prints(mine, theirs.where):
                return self.rules.unnamed_place
        if one.unnamed and other.unnamed and one.heads & other.heads:
            return self.rules.unnamed_place
        return 0

    def _anchored(self, one: Subject, other: Subject, nearness: int) -> bool:
        """Whether time and event tie them: the same two sides meet in many battles."""
        if nearness:
            return True
        if _days_apart(one.day, other.day) is None and not (one.days and other.days):
            return False
        return bool(one.where & other.where) or bool(
            one.who & other.who and one.whose & other.whose
        )


def _same_source(one: Subject, other: Subject) -> bool:
    """The same speaker; or a report that corrects its own words."""
    if one.claim.by_author and other.claim.by_author:
        return one.report.name == other.report.name and one.denied != other.denied
    return one.entity is not None and one.entity == other.entity


def _own_losses(one: Subject, other: Subject) -> bool:
    """Whether one claim is a side's own count of what the other says that side lost.

    "Two tanks were lost", with no word on whose, by somebody who speaks for that side.
    """
    unsaid = not one.whose and not one.who and one.claim.disposition is None
    return unsaid and not one.ground and bool(one.speaks & other.whose)


def _conflict(one: Subject, other: Subject, rules: Matching) -> bool:
    mine, theirs = one.claim, other.claim
    return (
        mine.kind != theirs.kind
        or mine.comparison != theirs.comparison
        or _apart(one.who, other.who)
        or _apart(one.whose, other.whose)
        or (one.ground and _other_place(one, other))
        or _other_thing(one, other)
        or _differ(one.folk, other.folk)
        or _differ(mine.disposition, theirs.disposition)
        or _other_measure(one, other)
        or _other_time(one, other, rules)
        or _other_part_of_one_report(one, other)
    )


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _same_thing(one: Subject, other: Subject) -> bool:
    return None not in (one.thing, other.thing) and not _other_thing(one, other)


def _same_kind_of_thing(one: Subject, other: Subject) -> bool:
    """The same disposition, or the same kind of people."""
    mine, theirs = one.claim.disposition, other.claim.disposition
    return (mine is not None and mine == theirs) or (
        one.folk is not None and one.folk == other.folk
    )


def _other_thing(one: Subject, other: Subject) -> bool:
    """Another item or fate, unless one is a wider word for the other ("vehicles", "tanks")."""
    if not _differ(one.thing, other.thing):
        return False
    wider = claim_rules().things.wider
    mine, theirs = one.thing or "", other.thing or ""
    return theirs not in wider.get(mine, ()) and mine not in wider.get(theirs, ())


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _other_place(one: Subject, other: Subject) -> bool:
    if one.claim.kind == "territory":
        return False
    if one.parts != other.parts:
        return not any(place.unnamed and not place.parts for place in (one, other))
    return _apart(one.where, other.where) or _apart(one.heads, other.heads)


def _other_measure(one: Subject, other: Subject) -> bool:
    mine, theirs = one.claim.quantity, other.claim.quantity
    return mine is not None and theirs is not None and mine.unit != theirs.unit


def _other_time(one: Subject, other: Subject, rules: Matching) -> bool:
    if one.days and other.days:
        return _overlap(one.days, other.days, rules.slack) < rules.overlap
    apart = _days_apart(one.day, other.day)
    return apart is not None and apart > rules.days


def _other_part_of_one_report(one: Subject, other: Subject) -> bool:
    """One speaker's two figures in one report are of two things, unless one is taken back."""
    if one.report.name != other.report.name or one.denied or other.denied:
        return False
    if relation(one.claim, other.claim) != "conflicting":
        return False
    same_source = one.claim.speaker == other.claim.speaker
    told_apart = not (one.who & other.who or one.whose & other.whose or one.where & other.where)
    return same_source or (one.claim.kind == "casualties" and told_apart)


def _overlap(one: tuple[Day, Day], other: tuple[Day, Day], slack: int) -> float:
    """The share of both windows together that they have in common, ends off by ``slack`` days."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    common = (high - low).days + 1 + slack
    whole = (max(one[1], other[1]) - min(one[0], other[0])).days + 1
    return max(0, common) / whole


def _days_apart(one: Day | None, other: Day | None) -> int | None:
    return abs((one - other).days) if one is not None and other is not None else None


def _same_window(one: Subject, other: Subject) -> bool:
    if one.days and other.days:
        return True  # they overlap, else they would conflict
    mine, theirs = one.claim.window_words, other.claim.window_words
    return mine is not None and theirs is not None and mine.casefold() == theirs.casefold()


def _prints(one: Subject, names: frozenset[str]) -> bool:
    """Whether a report prints one of these names anywhere."""
    return any(name.startswith(stem) for stem in names for name in one.report.names)


def _in(passage: Span, claim: Span) -> bool:
    return passage.meets(claim)


@lru_cache(maxsize=50_000)
def _bag(words: str) -> Counter[str]:
    return Counter(words_in(words))


def _alike(one: str, other: str) -> bool:
    mine, theirs = _bag(one), _bag(other)
    whole = (mine | theirs).total()
    return bool(whole) and (mine & theirs).total() / whole >= claim_rules().matching.passage_share
