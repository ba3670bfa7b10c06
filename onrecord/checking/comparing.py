"""Claims that one stretch of territory is more than another: "this week … than since spring"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.checking.days import Anchor, Window, anchors, is_open_since, named, shifted
from onrecord.checking.finding import by_verdict, not_held_against, split_by_definition, telling
from onrecord.checking.gains import extent, gross_gain, net_gain
from onrecord.checking.judging import Outcome, Weighed, against_figure, notes_of, shown
from onrecord.checking.measuring import Measured, change
from onrecord.checking.rules import rules
from onrecord.checking.wording import day, listed, number, stretch
from onrecord.record import Measure, Relation, TimeWindow
from onrecord.reference.types import Series

_ALONE = "it has no figure for the claim's own days"

Rights = Mapping[str, tuple[Measured, ...]]


@dataclass(frozen=True)
class Line:
    """A series, how the claim moves it, and how the other side's gain does (1 up, -1 down)."""

    series: Series
    sign: int
    way: int


@dataclass(frozen=True)
class Compared:
    """Both sides of a comparison.

    ``kin`` are the series of gains that the same makers publish; ``measure`` is what the other
    side's party gained, lost or held, None where the words do not say. ``own`` keeps what was
    worked out of the claim's own side.
    """

    lines: tuple[Line, ...]
    kin: tuple[Series, ...]
    role: str
    relation: Relation
    measure: Measure | None
    window: TimeWindow
    spans: tuple[Window, ...]
    text: str
    last: dt.date
    own: dict[tuple[str, int, Window], tuple[Measured, ...]] = field(default_factory=dict)

    @property
    def until(self) -> dt.date:
        """The last day of the other side's window."""
        return self.window.end or self.last


def compare(case: Compared) -> tuple[Weighed, ...]:
    """The readings of a comparison: net, gross and literal, from each admissible base day."""
    found: list[Weighed] = []
    if is_open_since(case.window, case.text):
        for base in anchors(case.window, case.text, [line.series for line in case.lines]):
            found += _net(case, base)
            found += _gross(case, base)
    else:
        found += _dated(case)
    if case.measure in (None, "held") and case.window.start is not None:
        found += _held(case, case.window.start)
    return tuple(found)


def own_side(case: Compared) -> str:
    """The claim's own side: each series and window, once, with its arithmetic."""
    lines = [f"What was {case.role}, level less level inside one series:"]
    lines += [
        f"  - {line.series.id}: {found.words}{notes_of((found,))}."
        for line in case.lines
        for found in _own(case, line, case.spans)
    ]
    return "\n".join(dict.fromkeys(lines))


def _own(case: Compared, line: Line, spans: Iterable[Window]) -> list[Measured]:
    return [found for span in spans for found in _moved(case, line, span)]


def _moved(case: Compared, line: Line, span: Window) -> tuple[Measured, ...]:
    """What was retaken in one window, worked out once for all readings of the other side."""
    key = (line.series.id, line.sign, span)
    if key not in case.own:
        found = change(line.series, span.base, span.end, line.sign, case.role)
        case.own[key] = found
    return case.own[key]


def _net(case: Compared, base: Anchor) -> list[Weighed]:
    turn, word = _turn(case)
    rights = {
        line.series.id: net_gain(line.series, base.base, case.until, line.way * turn)
        for line in case.lines
    }
    why = f"{base.why}; the furthest the area moved in that time from where it stood"
    return _weigh(case, f"{word} since {day(base.base)}", why, rights)


def _gross(case: Compared, base: Anchor) -> list[Weighed]:
    first = min(span.base for span in case.spans)
    rights: dict[str, tuple[Measured, ...]] = {}
    turn, _ = _turn(case)
    for line in case.lines:
        kin = [
            one
            for one in case.kin
            if (one.measure == "lost") == (line.way * turn < 0)
            and one.reference.name == line.series.reference.name
            and (one.holder, one.place) == (line.series.holder, line.series.place)
        ]
        rights[line.series.id] = tuple(
            found for one in _closest(kin, base.base) for found in gross_gain(one, base.base, first)
        )
    if not any(rights.values()):
        return []
    why = f"{base.why}; all that was newly taken in that time, whatever was lost meanwhile"
    return _weigh(case, f"gross gain since {day(base.base)}", why, rights)


def _dated(case: Compared) -> list[Weighed]:
    start, end = case.window.start, case.window.end
    if start is None or end is None:
        return []
    turn, word = _turn(case)
    found: list[Weighed] = []
    for base, why in ((shifted(start, -1), "the first day counts"), (start, "from the first day")):
        rights = {
            line.series.id: change(line.series, base, end, line.way * turn, word)
            for line in case.lines
        }
        found += _weigh(case, f"{word} from {stretch(base, end)}", why, rights)
    return found


def _held(case: Compared, base: dt.date) -> list[Weighed]:
    rights = {
        line.series.id: extent(line.series, base, case.until) for line in case.lines if line.way > 0
    }
    if not rights:
        return []
    why = "the words taken literally: not what was newly gained but all that was held"
    return _weigh(case, f"all that was held since {day(base)}", why, rights)


def _turn(case: Compared) -> tuple[int, str]:
    return (-1, "net loss") if case.measure == "lost" else (1, "net gain")


def _closest(kin: list[Series], base: dt.date) -> list[Series]:
    """Series of window gains, and of those with a base day of their own the nearest one."""
    based = [one for one in kin if one.base is not None]
    nearest = min(
        based, key=lambda one: (abs((one.base or base) - base), one.base or base), default=None
    )
    return [*([nearest] if nearest else []), *(one for one in kin if one.base is None)]


def _weigh(case: Compared, name: str, why: str, rights: Rights) -> list[Weighed]:
    """One reading for all windows of the claim that lead to the same verdict."""
    known = {span: not_held_against(span, _pairs(case, rights, span)) for span in case.spans}
    outcomes = known.__getitem__
    found = []
    for members in by_verdict(telling(known), outcomes):
        days, reasons = named(members)
        title = f"{name}; {case.role} {days}"
        together = [outcome for member in members for outcome in outcomes(member)]

        def lines(some: Sequence[Outcome], members: Sequence[Window] = members) -> list[str]:
            return _lines(case, rights, members, some)

        found += split_by_definition(title, f"{why}; {reasons}", together, lines)
    return found


def _pairs(case: Compared, rights: Rights, span: Window) -> list[Outcome]:
    slack = rules().allowances["km2"].about
    found: list[Outcome] = []
    for line in case.lines:
        lefts = _own(case, line, [span])
        others = rights.get(line.series.id, ())
        if not lefts and others:
            found.append(shown(*others, why=_ALONE))
        found += [
            against_figure(left, right, case.relation, slack) for right in others for left in lefts
        ]
    return found


def _lines(
    case: Compared, rights: Rights, spans: Sequence[Window], some: Sequence[Outcome]
) -> list[str]:
    """A line for each figure of the other side, beside the range of the claim's own side."""
    wanted = {figure.series.id for one in some for figure in one.figures if figure.series}
    return [
        f"  - {line.series.id}: {_line(case, _own(case, line, spans), right)}."
        for line in case.lines
        if line.series.id in wanted
        for right in rights.get(line.series.id, ())
    ]


def _line(case: Compared, lefts: Sequence[Measured], right: Measured) -> str:
    deciding = [left for left in lefts if left.decides]
    if not right.decides or not deciding:
        return f"{right.words}{notes_of((right, *lefts) if not deciding else (right,))}"
    slack = rules().allowances["km2"].about
    words = dict.fromkeys(
        against_figure(left, right, case.relation, slack).short for left in deciding
    )
    amounts = sorted(left.value for left in deciding)
    span = number(amounts[0])
    if number(amounts[-1]) != span:
        span = f"{span} to {number(amounts[-1])}"
    return f"{right.words}; {case.role} {span} km²: {listed(list(words), 'or')}"
