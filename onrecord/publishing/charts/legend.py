"""What each mark of a picture stands for; only the marks that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.publishing.charts.glyphs import DOWNWARD, STRICT, UPWARD, diamond
from onrecord.publishing.charts.layout import EDGE, WIDE, Drawn
from onrecord.publishing.charts.rows import ClaimRow, Curve, Mark, Source, Timeline
from onrecord.publishing.charts.scales import wrapped
from onrecord.publishing.charts.shapes import arrow_head, box, cross, dot, group, line, path, text
from onrecord.publishing.page.markup import Html

Sample = Callable[[float, float], Html]
_ROOM = 40.0


def legend(chart: Timeline, width: float, top: float, hatch: str) -> Drawn:
    """The marks of a picture and what they mean, in one column or two."""
    columns = 2 if width >= WIDE else 1
    room = (width - 2 * EDGE) / columns
    shapes: list[Html] = []
    heights = [top] * columns
    for sample, words in _entries(chart, hatch):
        column = heights.index(min(heights))
        left, at = EDGE + column * room, heights[column]
        lines = wrapped(words, 12, room - _ROOM - 12, most=4)
        shapes.append(sample(left, at + 9))
        shapes += [
            text((left + _ROOM, at + 13 + number * 15), one, "ch-small")
            for number, one in enumerate(lines)
        ]
        heights[column] = at + 15 * len(lines) + 7
    return Drawn(tuple(shapes), max(heights) - top)


def _entries(chart: Timeline, hatch: str) -> Iterator[tuple[Sample, str]]:
    yield from _claim_entries(chart)
    yield from _reference_entries(chart, hatch)


def _claim_entries(chart: Timeline) -> Iterator[tuple[Sample, str]]:
    modifiers = {row.modifier for row in chart.rows_drawn}
    if any(panel.is_crowded for panel in chart.panels):
        yield (
            _many,
            "claimed figures (of several alike, one mark); a triangle: more than, less than",
        )
    if modifiers - {*UPWARD, *DOWNWARD}:
        yield _point, "the figure claimed, and the values its words allow"
    if modifiers & {*STRICT}:
        yield _strict, "more than (arrow up or right), less than (down or left)"
    if modifiers & {*UPWARD, *DOWNWARD} - {*STRICT}:
        yield _weak, "at least (arrow up or right), at most (down or left)"


def _reference_entries(chart: Timeline, hatch: str) -> Iterator[tuple[Sample, str]]:
    curves = [curve for panel in chart.panels for curve in panel.curves]
    drawn = [row.drawn for row in chart.rows_drawn if row.drawn is not None]
    every = [row.drawn.spread for row in chart.rows if row.drawn is not None]
    spreads = [spread for spread in every if spread is not None]
    standings = {figure.standing for meaning in drawn for figure in meaning.figures}
    if any(one.high is not None for one in spreads):
        yield _band(hatch), "references, from the least to the most, for the same days"
    if any(one.high is None for one in spreads):
        yield _lower_bound, "a lower bound: so many are documented, there may be more"
    if any(row.others is not None for row in chart.rows_drawn):
        yield _others, "the same under the other readings of the words"
    if standings & {"flagged", "shown"} or any(map(_has_barred, curves)):
        yield _shown, "flagged, too old or too coarse: shown, decides nothing"
    if any(mark.bars and not _is_barred(mark, one) for one in curves for mark in one.marks):
        yield _found, "found by a rule, named below: no change across it decides"
    if "own" in standings | {curve.standing for curve in curves}:
        yield _own, "a party's own figure: shown, never decides"


def _has_barred(curve: Curve) -> bool:
    return curve.standing != "own" and not all(point.decides for point in curve.points)


def _is_barred(mark: Mark, curve: Curve) -> bool:
    """Whether a finding stands on values that are themselves marked."""
    return any(not p.decides for p in curve.points if p.day in (mark.start, mark.end))


def credits_of(chart: Timeline) -> str:
    """Whose figures a picture shows, to stand in it wherever it is shown; empty without any."""
    named = [f"{source.publisher or source.name} ({_briefly(source)})" for source in chart.sources]
    return f"Figures by {'; '.join(named)}. Terms: onrecord reference show NAME." if named else ""


def _briefly(source: Source) -> str:
    """A reference's name, and the first words of its terms."""
    terms = source.licence.partition(" (")[0].partition(";")[0]
    return ", ".join(words for words in (source.name, terms) if words)


def notes(chart: Timeline) -> Iterator[str]:
    """What a reader must know beside the picture: what is left out, which reading is drawn."""
    reasons: dict[str, int] = {}
    for one in chart.left_out:
        reasons[one.reason] = reasons.get(one.reason, 0) + 1
    told = [f"{count} {_REASONS[reason]}" for reason, count in reasons.items()]
    if told:
        yield f"Not drawn, but in the table: {', '.join(told)}."
    if chart.without:
        yield f"{chart.without} of {_counted(chart.records, 'record')} hold no such claim."
    if chart.repeated:
        told_twice = _counted(chart.repeated, "record")
        yield f"{told_twice} of reports that stand here already: not drawn again."
    if apart := sum(len(panel.apart) for panel in chart.panels):
        yield f"{_counted(apart, 'claim')} counted from another day or undated: in rows only."
    undated = sum(
        row.day is None for panel in chart.panels if panel.is_crowded for row in panel.rows
    )
    if undated:
        yield f"{_counted(undated, 'claim')} of reports without a date: in the table only."
    crowded = sum(len(panel.rows) for panel in chart.panels if panel.is_crowded)
    if crowded:
        yield f"{crowded:,} claims, too many for a row each: the table has them one by one."
    if any(_has_other_readings(row) for row in chart.rows_drawn):
        yield (
            "Where words have several readings, the first that a reference decides is drawn "
            "with its references; the thin line spans the others."
        )
    for source in chart.sources:
        yield from (f"{remark[:1].upper()}{remark[1:]}" for remark in source.remarks)


_REASONS = {
    "not meant literally": "not meant literally",
    "said by nobody": "said by nobody (montage, satire, forgery)",
    "denied": "denied by the speaker",
    "no figure": "without a figure",
    "a vague figure": "with no number that can be drawn",
}


def _has_other_readings(row: ClaimRow) -> bool:
    return len(row.meanings) > 1 and row.main is not None


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _point(x: float, y: float) -> Html:
    ends = [line((x + at, y - 5), (x + at, y + 5), "ch-claim") for at in (3, 29)]
    return group(
        [line((x + 3, y), (x + 29, y), "ch-claim"), *ends, dot((x + 16, y), 4.5, "ch-claim-point")]
    )


def _strict(x: float, y: float) -> Html:
    return _bound(x, y, "ch-claim-open")


def _weak(x: float, y: float) -> Html:
    return _bound(x, y, "ch-claim-point")


def _bound(x: float, y: float, classes: str) -> Html:
    return group(
        [
            line((x + 6, y), (x + 28, y), "ch-claim"),
            arrow_head((x + 31, y), "right", "ch-claim-point"),
            dot((x + 6, y), 4.5, classes),
        ]
    )


def _many(x: float, y: float) -> Html:
    return group([dot((x + 9, y), 2.6, "ch-many"), arrow_head((x + 23, y - 4), "up", "ch-many", 8)])


def _band(hatch: str) -> Sample:
    return lambda x, y: box((x + 2, y - 7), 28, 14, "ch-spread", hatch)


def _others(x: float, y: float) -> Html:
    ends = [line((x + at, y - 3.5), (x + at, y + 3.5), "ch-others") for at in (2, 30)]
    return group([line((x + 2, y), (x + 30, y), "ch-others"), *ends])


def _lower_bound(x: float, y: float) -> Html:
    edges = [line((x + 4, y + at), (x + 28, y + at), "ch-spread ch-dash-2") for at in (-6, 6)]
    tips = [arrow_head((x + 31, y + at), "right", "ch-tip", 5) for at in (-6, 6)]
    return group([line((x + 4, y - 6), (x + 4, y + 6), "ch-spread"), *edges, *tips])


def _shown(x: float, y: float) -> Html:
    return cross((x + 16, y), 3.2, "ch-shown")


def _found(x: float, y: float) -> Html:
    return arrow_head((x + 16, y + 4), "down", "ch-mark", 8)


def _own(x: float, y: float) -> Html:
    return group([path([(x + 2, y), (x + 30, y)], "ch-curve-own"), diamond((x + 16, y))])
