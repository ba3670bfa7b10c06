"""Measures that the parts of a picture share, in CSS pixels."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.publishing.page.markup import Html

WIDE = 560
"""From this width on there is room for words beside an axis, and for two columns."""

EDGE = 12.0
"""Free at the left and the right."""

LINE = 17.0
"""From one line of words to the next."""


@dataclass(frozen=True)
class Drawn:
    """Shapes, and the height they take."""

    shapes: tuple[Html, ...]
    height: float
