"""Claims of many reports gathered into groups about one thing, each claim compared with few.

Every claim looks only at the groups that share one of its keys (a side, a place, a speaker, a rare
name of its report), the newest and most alike first: the cost grows with the number of claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from onrecord.corroboration.events import Events
from onrecord.corroboration.matching import Matcher
from onrecord.corroboration.rules import claim_rules
from onrecord.corroboration.subjects import Subject, Time

Key = tuple[str, str | None, str]

_WIDEST = "all"
_NEWEST = 40
"""Of a key that many groups share, only so many of the newest are looked at."""


def grouped(subjects: Iterable[Subject], matcher: Matcher) -> list[list[Subject]]:
    """The groups, each in the order of time; every subject is in exactly one."""
    gathering = _Gathering(matcher)
    for one in sorted(subjects, key=in_time):
        gathering.add(one)
    return gathering.groups


def in_time(one: Subject) -> tuple[Time, str, int]:
    """The order of time: by report, then by place in it."""
    return one.time, one.report.name, one.claim.span.start


class _Gathering:
    """Groups in the making, found by their keys."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.groups: list[list[Subject]] = []
        self._by_key: dict[Key, list[int]] = defaultdict(list)

    def add(self, one: Subject) -> None:
        """Files a claim in the group it fits best, or in a new one."""
        keys = tuple(_keys(one, self.matcher.events))
        best: tuple[int, int] | None = None
        for at in self._candidates(keys):
            score = self._fit(one, self.groups[at])
            if score is not None and (best is None or score > best[0]):
                best = (score, at)
        if best is None:
            at = len(self.groups)
            self.groups.append([one])
        else:
            at = best[1]
            self.groups[at].append(one)
        for key in keys:
            held = self._by_key[key]
            if not held or at not in held[-_NEWEST:]:
                held.append(at)

    def _candidates(self, keys: Iterable[Key]) -> list[int]:
        counts = Counter(at for key in keys for at in self._by_key.get(key, ())[-_NEWEST:])
        ranked = sorted(counts, key=lambda at: (-counts[at], -at))
        return ranked[: claim_rules().matching.most_groups]

    def _fit(self, one: Subject, group: list[Subject]) -> int | None:
        """The best score with a member, if it is enough and no member conflicts."""
        rules = claim_rules().matching
        best = 0
        for other in group[-rules.most_members :]:
            score = self.matcher.score(one, other)
            if score is None:
                return None
            best = max(best, score)
        return best if best >= rules.least else None


def _family(thing: str | None) -> str | None:
    """One word for all classes of items that a wider word may mean."""
    wider = claim_rules().things.wider
    return (
        _WIDEST if thing in wider or any(thing in classes for classes in wider.values()) else thing
    )


def _keys(one: Subject, events: Events) -> Iterator[Key]:
    """What a claim can be found by; casualties also by fate, the rest by kind alone."""
    kind = one.claim.kind
    thing = _family(one.thing) if kind in ("casualties", "materiel") else None
    for name in one.who | one.whose | one.where:
        yield kind, thing, name
    if one.entity is not None:
        yield kind, thing, f"@{one.entity}"
    for name in events.rare(one.report.name):
        yield kind, thing, f"~{name}"
    yield kind, thing, f"#{one.report.name}"
