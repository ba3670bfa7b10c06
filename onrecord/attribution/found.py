"""An attribution as it is found in one sentence, before anybody is named."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.attribution.cues import CueVerb
from onrecord.record import Form, Span, Spans


@dataclass(frozen=True)
class Found:
    """Content, cue and source as spans of the text.

    ``scene`` is the stretch of text that introduces the content: marks of manner and channel are
    looked for there, outside the content. ``denied`` where the cue denies the content, ``inner``
    where the content stands inside another attribution's content; ``sure``
    (0 to 1) how sure the finder is that content and source are right.
    """

    content: Spans
    form: Form
    scene: Span
    cue: Spans = ()
    source: Spans = ()
    verb: CueVerb | None = None
    denied: bool = False
    inner: bool = False
    sure: float = 1.0

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start
