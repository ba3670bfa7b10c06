"""Which lines of a page are the report, where the page's own boxes do not say otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading.markup import Line, Page

_LONG = 80
_MOSTLY = 0.5
_SHINGLE = 4
_ALIKE = 0.6
_LARGEST = 2_000_000
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def inside_main(page: Page) -> list[bool]:
    """For each element whether it stands in what the page marks as its main part or article."""
    inside = [False] * len(page.elements)
    for number, element in enumerate(page.elements):
        inside[number] = element.hint == "main" or (element.parent >= 0 and inside[element.parent])
    return inside


def report_lines(markup: str, page: Page, outside: Sequence[bool]) -> list[bool]:
    """For each line of the page whether it belongs to the report.

    A page that marks its article is believed if most running text stands there. Else trafilatura
    finds the main text: lines like its own belong to the report, and running text between them.
    ``outside`` are lines in boxes already known as furniture; a page none of this fits is all
    report.
    """
    inside = inside_main(page)
    marked = [inside[line.element] for line in page.lines]
    running: list[int] = [
        line.end - line.start if _is_running(line) and not out else 0
        for line, out in zip(page.lines, outside, strict=True)
    ]
    within = sum(size * mark for size, mark in zip(running, marked, strict=True))
    total: int = sum(running)
    if within and within >= _MOSTLY * total:
        return marked
    found = _extracted(markup, page) if len(page.lines) > 1 and total else None
    return found or [True] * len(page.lines)


def _is_running(line: Line) -> bool:
    size = line.end - line.start
    return size >= _LONG and line.linked < _MOSTLY * size


def _extracted(markup: str, page: Page) -> list[bool] | None:
    """The lines that trafilatura takes for main text, and running text between them."""
    text = _main_text(markup)
    if not text:
        return None
    whole = {" ".join(_WORD.findall(line.casefold())) for line in text.splitlines()}
    shingles = {shingle for line in text.splitlines() for shingle in _shingles(line)}
    like = [_is_like(line.span.of(page.text), whole, shingles) for line in page.lines]
    if not any(like):
        return None
    first, last = like.index(True), len(like) - like[::-1].index(True)
    return [
        alike
        or (
            first <= number < last
            and line.linked < _MOSTLY * (line.end - line.start)
            and bool(_SENTENCE_END.search(line.span.of(page.text)[-6:]))
        )
        for number, (line, alike) in enumerate(zip(page.lines, like, strict=True))
    ]


def _main_text(markup: str) -> str | None:
    if len(markup) > _LARGEST:
        return None
    from trafilatura import extract

    try:
        found = extract(markup, output_format="txt", fast=True, include_comments=False)
    except Exception:
        return None
    return found if isinstance(found, str) else None


def _shingles(words: str) -> list[tuple[str, ...]]:
    found = _WORD.findall(words.casefold())
    return [tuple(found[at : at + _SHINGLE]) for at in range(len(found) - _SHINGLE + 1)]


def _is_like(words: str, whole: set[str], shingles: set[tuple[str, ...]]) -> bool:
    own = _shingles(words)
    if not own:
        return " ".join(_WORD.findall(words.casefold())) in whole
    return sum(shingle in shingles for shingle in own) >= _ALIKE * len(own)
