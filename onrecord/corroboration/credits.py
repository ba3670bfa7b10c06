"""Whose text a report says it is: datelines, bylines and credit lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.corroboration.rules import copy_rules
from onrecord.record import Document
from onrecord.text import compile_phrases, fold

_NAME = re.compile(
    r"\W{0,3}(?:the\s+|an?\s+)?(?:[a-z-]+\s+){0,3}?((?:[A-Z][\w’'&.-]*)(?:\s+(?:of\s+|the\s+|and\s+)*[A-Z][\w’'&.-]*)*)"
    r"(?:\s+\(([A-Z][\w.]{1,12})\))?"
)


@dataclass(frozen=True)
class Credits:
    """``marks``: agencies named in dateline or byline; ``taken``: whose text it says it took."""

    marks: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()


def credits_of(document: Document) -> Credits:
    """What a report prints about whose text it is; all names folded.

    >>> text = "HARWICK, May 2 (XNA) - Rain fell. Taken over from the Xeno News Agency (XNA)."
    >>> found = credits_of(Document(id="sha256:0", text=text))
    >>> sorted(found.marks), sorted(found.taken)
    (['xna'], ['xeno news agency', 'xna'])
    """
    text, reach = document.text, copy_rules().credit.reach
    ends = (text,) if len(text) <= 2 * reach else (text[:reach], text[-reach:])
    marks = {
        fold(match["mark"].strip(" ."))
        for pattern in _marks()
        for line in text[:reach].splitlines()
        if (match := pattern.match(line))
    }
    taken = {name for part in ends for name in _taken(part)}
    return Credits(frozenset(marks), frozenset(taken))


def _taken(text: str) -> set[str]:
    found: set[str] = set()
    for phrase in compile_phrases(copy_rules().credit.phrases).finditer(text):
        if name := _NAME.match(text, phrase.end()):
            found.update(fold(part) for part in name.groups() if part)
    return found


@cache
def _marks() -> tuple[re.Pattern[str], ...]:
    credit = copy_rules().credit
    return re.compile(credit.dateline), re.compile(credit.byline)
