"""Deadlines that lie ahead: "might retake the town by the end of April"."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from msgspec.structs import replace

from onrecord.record import Span, TimeWindow
from onrecord.text import lexicon

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def not_in_the_past(
    text: str, claim: Span, window: TimeWindow | None, published: dt.date | None
) -> TimeWindow | None:
    """The window; open where words of the future set a deadline whose year they leave open.

    "By the end of April" is this spring's in a report about what was done, and may be next
    spring's in one about what might be.

    >>> text = "They might retake it by the end of April."
    >>> past = TimeWindow(end=dt.date(2031, 4, 30), span=Span(21, 40), resolved="ends")
    >>> not_in_the_past(text, Span(0, 40), past, dt.date(2031, 6, 11)).end is None
    True
    """
    if window is None or published is None or window.start is not None or window.end is None:
        return window
    if window.end > published or _YEAR.search(window.span.of(text)):
        return window
    return replace(window, end=None, resolved=None) if speaks_ahead(claim.of(text)) else window


def speaks_ahead(words: str) -> bool:
    """Whether words speak of what is yet to be done.

    >>> speaks_ahead("they might retake it"), speaks_ahead("they might have retaken it")
    (True, False)
    """
    return _ahead().search(words) is not None


@cache
def _ahead() -> re.Pattern[str]:
    words = lexicon("time")["ahead"]
    verbs = "|".join(map(re.escape, words["verbs"]))
    done = "|".join(map(re.escape, words["done"]))
    return re.compile(rf"(?<!\w)(?:{verbs})\s+(?!(?:{done})\b)", re.IGNORECASE)
