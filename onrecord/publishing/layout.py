"""Layout for the terminal without padding: piped output has no trailing blanks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult


class Beside:
    """A mark at the left of a body; further lines of the body hang beside it.

    ``width`` is the room for the mark, in cells.
    """

    def __init__(self, mark: Text, body: RenderableType, width: int) -> None:
        self.mark = mark
        self.body = body
        self.width = width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        room = max(1, options.max_width - self.width)
        narrower = options.update_width(room)
        whole = options.update_width(max(1, self.width))
        marks = console.render_lines(self.mark, whole, pad=False) if self.mark else []
        first, used = (marks[0], self.mark.cell_len) if marks else ([], 0)
        for number, line in enumerate(console.render_lines(self.body, narrower, pad=False)):
            if number == 0:
                yield from first
            blanks = self.width - (used if number == 0 else 0)
            if any(segment.text.strip() for segment in line):
                yield Segment(" " * blanks)
                yield from _without_trailing_blanks(line)
            yield Segment.line()


def _without_trailing_blanks(line: list[Segment]) -> list[Segment]:
    kept = list(line)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return [*kept[:-1], Segment(kept[-1].text.rstrip(), kept[-1].style)] if kept else []


def beside(mark: str, body: RenderableType, *, style: str = "", width: int = 5) -> Beside:
    """A mark of plain text beside a body."""
    return Beside(Text(mark, style=style), body, width)


def indented(body: RenderableType, width: int) -> Beside:
    """A body with room at its left."""
    return Beside(Text(""), body, width)


def labelled(rows: Iterable[tuple[str, str]]) -> list[Beside]:
    """Rows of a label and a line, the lines aligned."""
    rows = list(rows)
    width = max((len(label) for label, _ in rows), default=0) + 2
    return [Beside(Text(label, style="dim"), Text(line), width) for label, line in rows]
