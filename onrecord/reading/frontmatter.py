"""What a plain text prints about itself: bylines, notices, its outlet, its date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.reading.dates import full_dates
from onrecord.reading.layout import Stretch
from onrecord.text import lexicon

_TOP = 5
_LONGEST_HEAD = 24
_LONGEST_LINE = 260
_DATELINE = re.compile(r"[^.!?\n]{0,90}?(?:\s[-–—]{1,2}\s|\)\s*[-–—:]|\.\s|:\s)")
_STATED = re.compile(
    r"(?:published|posted|date|dated|as of|issued|updated|last updated)\b[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
_SET_APART = re.compile(r"(?:^|[|,;:·•(\[/–—-])\s*(?:\w+day,?\s+)?$")
_RANGE = re.compile(
    r"(?:\d[a-z]{0,2}(?:\s+\w+)?\s*[-–—]|\b(?:since|until|till|from|between|to|before|after|of|on|period:?))\s*$"
    r"|\b(?:period|covering|covers|between)\b",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"\s*(?:$|[|,;:·•)\]/–—.-]|\(|\d{1,2}[:.]\d{2}|at\b)")


def mark_furniture(text: str, stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The stretches with bylines and the outlet's own notices as boilerplate."""
    last = len(stretches) - 1
    head = _head_matter(text, stretches)
    return tuple(
        replace(stretch, kind="boilerplate")
        if stretch.kind in ("paragraph", "heading")
        and (
            number < head
            or _is_furniture(stretch.span.of(text), near_edge=number < _TOP or last - number < 3)
        )
        else stretch
        for number, stretch in enumerate(stretches)
    )


def _head_matter(text: str, stretches: Sequence[Stretch]) -> int:
    """How many stretches stand between the dashes with which a Markdown file may begin."""
    rules = [n for n, s in enumerate(stretches[:_LONGEST_HEAD]) if s.span.of(text) == "---"]
    return rules[1] + 1 if len(rules) > 1 and rules[0] == 0 else 0


def _is_furniture(words: str, *, near_edge: bool) -> bool:
    if len(words) > _LONGEST_LINE:
        return False
    if near_edge and any(pattern.match(words) for pattern in _patterns("byline")):
        return True
    return any(pattern.match(words) for pattern in _patterns("notice"))


def printed_outlet(text: str, stretches: Sequence[Stretch]) -> str | None:
    """The outlet that a plain text names as its own in a byline or a source line."""
    top = [s.span.of(text) for s in stretches[:_TOP] if s.kind != "advertising"]
    edge = [s.span.of(text) for s in stretches[-2:] if s.kind == "boilerplate"]
    for words in (*top, *edge):
        for pattern in _patterns("outlet"):
            match = pattern.search(words[:_LONGEST_LINE])
            if match:
                return " ".join(match.group("the").split())
    for words in top[1:3]:
        if _publisher().match(words) and _uses(text, words):
            return " ".join(words.split())
    return None


def _uses(text: str, line: str) -> bool:
    """Whether the publisher's short form comes back in the text."""
    match = _publisher().match(line)
    return match is not None and len(re.findall(rf"\b{match.group('short')}\b", text[:60_000])) > 1


def printed_date(text: str, stretches: Sequence[Stretch]) -> dt.date | None:
    """The day on which a plain text says it was published; None where that is not certain.

    Only a full date counts that stands apart in the title, a byline or the dateline, and only
    where no other such date disagrees.
    """
    found: set[dt.date] = set()
    seen_paragraph = False
    for stretch in stretches[:_TOP]:
        if stretch.kind == "advertising":
            continue
        words = stretch.span.of(text)[:400]
        if stretch.kind == "paragraph":
            if seen_paragraph:
                break
            seen_paragraph = len(words) > 120
            dateline = _DATELINE.match(words) if seen_paragraph else None
            words = dateline.group() if dateline else "" if seen_paragraph else words
        if stretch.kind == "boilerplate":
            found.update(_beside_a_byline(words))
        else:
            found.update(_apart(words))
    return found.pop() if len(found) == 1 else None


def _beside_a_byline(words: str) -> set[dt.date]:
    """The dates that stand apart on a line of a byline, or that end one."""
    found: set[dt.date] = set()
    for line in words.splitlines():
        found.update(_apart(line))
        if any(pattern.match(line) for pattern in _patterns("byline")):
            found.update(
                date.date
                for date in full_dates(line)
                if not line[date.end :].strip() and not _RANGE.search(line[: date.start])
            )
    return found


def _apart(words: str) -> set[dt.date]:
    return {
        date.date
        for date in full_dates(words)
        if _STATED.search(words[: date.start])
        or _stands_apart(words[: date.start], words[date.end :])
    }


def _stands_apart(before: str, after: str) -> bool:
    return bool(_SET_APART.search(before) and _FOLLOWED.match(after) and not _RANGE.search(before))


@cache
def _patterns(table: str) -> tuple[re.Pattern[str], ...]:
    flags = re.IGNORECASE | re.MULTILINE
    return tuple(re.compile(p, flags) for p in lexicon("boilerplate")[table])


@cache
def _publisher() -> re.Pattern[str]:
    return re.compile(lexicon("boilerplate")["publisher"], re.IGNORECASE)
