"""Which reports are about the same events: they share names that few others print."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from onrecord.corroboration.rules import EventRules, people_rules
from onrecord.corroboration.sides import stem
from onrecord.corroboration.types import ReportFacts


class Events:
    """The rare names of every report.

    >>> one = ReportFacts(name="a", document="1", names=("brenn", "ilva", "oldra", "tarn"))
    >>> other = ReportFacts(name="b", document="2", names=("brenn", "ilva", "oldra", "tarn"))
    >>> Events([one, other]).nearness("a", "b")
    2
    """

    def __init__(
        self, reports: Iterable[ReportFacts], days: Mapping[str, dt.date | None] | None = None
    ) -> None:
        """Counts in how many reports every name stands.

        ``days`` are better known days of reports than those they print.
        """
        reports = list(reports)
        counts = Counter(name for report in reports for name in report.names)
        countries = _countries(counts)
        rules = people_rules().events
        limit = max(rules.most_reports, int(rules.most_share * len(reports)))
        self._rules: EventRules = rules
        self._rare: dict[str, frozenset[str]] = {
            report.name: _rarest(
                (name for name in report.names if stem(name) not in countries),
                counts,
                limit,
                rules.names,
            )
            for report in reports
        }
        self._days: dict[str, dt.date | None] = {r.name: r.published for r in reports}
        self._days |= days or {}

    def rare(self, report: str) -> frozenset[str]:
        """The names of a report that few others print, and at least one does."""
        return self._rare[report]

    def nearness(self, one: str, other: str) -> int:
        """2 where two reports are about the same events, 1 where they may be, else 0."""
        if not self.near_in_time(one, other):
            return 0
        return self.grade(len(self._rare[one] & self._rare[other]))

    def grade(self, shared: int) -> int:
        """2 where so many shared rare names tell the same events, 1 where they may, else 0."""
        return 2 if shared >= self._rules.same else int(shared >= self._rules.near)

    def near_in_time(self, one: str, other: str) -> bool:
        """Whether two reports' days, where both are known, lie near one another."""
        first, second = self._days[one], self._days[other]
        if first is None or second is None:
            return True
        return abs((first - second).days) <= self._rules.days


def _countries(names: Iterable[str]) -> frozenset[str]:
    """The stems that stand both as a name and as its adjective ("Oldrania", "Oldranian")."""
    forms: dict[str, set[str]] = defaultdict(set)
    for name in names:
        forms[stem(name)].add(name)
    return frozenset(bare for bare, found in forms.items() if len(found) > 1)


def _rarest(
    names: Iterable[str], counts: Mapping[str, int], limit: int, most: int
) -> frozenset[str]:
    shared = [name for name in names if 2 <= counts[name] <= limit]
    return frozenset(sorted(shared, key=lambda name: (counts[name], name))[:most])
