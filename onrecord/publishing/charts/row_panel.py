"""A panel of rows: each claim by day, with its figure on one axis and its references beside it."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.publishing import figures
from onrecord.publishing.charts.glyphs import UPWARD, band, lying_claim, others, shown_only
from onrecord.publishing.charts.layout import EDGE, LINE, WIDE, Drawn
from onrecord.publishing.charts.rows import ClaimRow, Interval, Panel
from onrecord.publishing.charts.scales import BOLD, Scale, ticks, wrapped
from onrecord.publishing.charts.shapes import line, numbered, text
from onrecord.publishing.page.markup import Html

_WORDS = 284.0
_HEADROOM = 1.08
"""How much further than the largest figure the axis goes where a claim is open upward."""


def row_panel(panel: Panel, width: float, top: float, hatch: str) -> Drawn:
    """The rows of a panel, from ``top`` down; ``hatch`` is the id of the references' pattern."""
    wide = width >= WIDE
    values = list(_values(panel.rows))
    is_open = any(row.modifier in UPWARD for row in panel.rows)
    most = max(values) * (_HEADROOM if is_open else 1.0)
    marks = ticks(min(0.0, *values), most, 5 if wide else 4)
    left = EDGE + _WORDS + 16 if wide else EDGE + 6
    x = Scale(marks[0], marks[-1], left, width - EDGE - 22)
    shapes: list[Html] = []
    at = top
    for heading in wrapped(panel.title, 13 * BOLD, width - 2 * EDGE):
        at += LINE
        shapes.append(text((EDGE, at), heading, "ch-panel"))
    at += 20
    shapes += [text((x.at(mark), at), figures.number(mark), "ch-small", "middle") for mark in marks]
    at += 8
    for row in panel.rows:
        lines = _words(row, wide=wide, room=_WORDS - 28 if wide else width - 2 * EDGE - 28)
        height = max(54.0, len(lines) * LINE + 12) if wide else len(lines) * LINE + 52
        axis = at + 22 if wide else at + len(lines) * LINE + 24
        shapes += _row(row, lines, at, axis, x, marks, hatch)
        at += height
        shapes.append(line((EDGE, at - 2), (width - EDGE, at - 2), "ch-grid"))
    return Drawn(tuple(shapes), at + 4 - top)


def _row(
    row: ClaimRow, lines: list[tuple[str, str]], at: float, axis: float,
    x: Scale, marks: list[float], hatch: str,
) -> list[Html]:  # fmt: skip
    shapes = [
        line(
            (x.at(mark), axis - 16), (x.at(mark), axis + 20), "ch-zero" if mark == 0 else "ch-grid"
        )
        for mark in marks
    ]
    shapes.append(numbered((EDGE + 10, at + LINE - 4), str(row.number)))
    for index, (words, classes) in enumerate(lines, 1):
        shapes.append(text((EDGE + 28, at + index * LINE), words, classes))
    main = row.drawn
    if main is not None and main.spread is not None:
        shapes.append(band(main.spread, x, axis, hatch))
    if row.others is not None:
        shapes.append(others(row.others, x, axis + 15))
    shown = {
        (figure.standing, figure.value): figure
        for figure in (main.figures if main else ())
        if figure.standing != "decides"
    }
    shapes += [shown_only(figure, x, axis + 15) for figure in shown.values()]
    shapes.append(lying_claim(row, x, axis))
    return shapes


def _words(row: ClaimRow, *, wide: bool, room: float) -> list[tuple[str, str]]:
    day = str(row.day) if row.day else "no date"
    found = [(words, "ch-lead") for words in wrapped(f"{day} · {row.speaker}", 13 * BOLD, room)]
    found += [(words, "") for words in wrapped(row.said, 13, room, most=1)]
    found += [(words, "ch-small") for words in wrapped(row.since, 12, room, most=1)]
    remarks = "; ".join((*row.notes, *([row.verdict] if row.verdict else [])))
    found += [(words, "ch-small") for words in wrapped(remarks, 12, room, most=2)]
    return found if not wide else found[:5]


def _values(rows: Iterable[ClaimRow]) -> Iterable[float]:
    for row in rows:
        found = [row.printed, *_known(row.allowed)]
        if (main := row.drawn) is not None:
            found += [figure.value for figure in main.figures]
            found += _known(main.spread)
        found += _known(row.others)
        yield from (value for value in found if value is not None)


def _known(interval: Interval | None) -> list[float | None]:
    return [interval.low, interval.high] if interval else []
