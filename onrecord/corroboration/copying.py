"""Whether two reports share a text, which came first, and what was changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.corroboration.alignment import Aligned, Gap, align
from onrecord.corroboration.credits import Credits, credits_of
from onrecord.corroboration.rules import CopyRules, copy_rules
from onrecord.corroboration.types import Change, Copy, Extent, FirstBy, Passage
from onrecord.corroboration.words import Words, is_figure, words_of
from onrecord.record import Document, Span
from onrecord.text import fold


@dataclass(frozen=True)
class Text:
    """A report as copies are looked for in it: its name, its document, its place in the order.

    ``order`` is None where the order of adding says nothing.
    """

    name: str
    document: Document
    order: int | None = None

    @cached_property
    def words(self) -> Words:
        """Its words, folded."""
        return words_of(self.document)

    @cached_property
    def credits(self) -> Credits:
        """Whose text it says it is."""
        return credits_of(self.document)


def compare(one: Text, other: Text) -> Copy | None:
    """The copy that one of two reports is of the other, or None where they share no text.

    Translations are not recognised, and neither is a text told anew in other words.

    >>> from onrecord.record import Block
    >>> def report(name, text):
    ...     block = Block(start=0, end=len(text), kind="paragraph")
    ...     return Text(name, Document(id=name, text=text, blocks=(block,)))
    >>> told = "At noon on Sunday a column of {} lorries left Brenn for the pass of Oldra in fog."
    >>> found = compare(report("a", told.format(14)), report("b", told.format(41)))
    >>> found.extent, found.first_by, [(c.before, c.after) for c in found.changes]
    ('whole', None, [('14', '41')])
    """
    passages = align(one.words.forms, other.words.forms)
    if not passages:
        return None
    shares = _shares(one, other, passages)
    extent = _extent(one, passages, shares)
    if extent is None:
        return None
    by, swapped = _first(one, other)
    first, second = (other, one) if swapped else (one, other)
    if swapped:
        passages = align(first.words.forms, second.words.forms)
        shares = shares.swapped
    return Copy(
        first=first.name,
        second=second.name,
        first_by=by,
        extent=extent,
        shared=shares.words,
        share_first=round(shares.first, 4),
        share_second=round(shares.second, 4),
        passages=tuple(_passage(first.words, second.words, passage) for passage in passages),
        changes=tuple(_changes(first, second, passages)),
        cut=_rest(first.words, [(p.runs[0].first, _end_first(p)) for p in passages]),
        added=_rest(second.words, [(p.runs[0].second, _end_second(p)) for p in passages]),
    )


def syndicated_from(copies: Iterable[Copy]) -> dict[str, str]:
    """Each copied report's source: the earlier report with which it shares most.

    Pairs of which it is not known which came first are left out.
    """
    best: dict[str, tuple[float, str]] = {}
    for copy in copies:
        if copy.first_by is None:
            continue
        share = (copy.share_second, copy.first)
        if copy.second not in best or share > best[copy.second]:
            best[copy.second] = share
    return {name: first for name, (_, first) in sorted(best.items())}


@dataclass(frozen=True)
class _Shares:
    """Words shared, and what part of each text's own words that is."""

    words: int
    first: float
    second: float

    @property
    def swapped(self) -> _Shares:
        return _Shares(self.words, self.second, self.first)


def _shares(one: Text, other: Text, passages: Sequence[Aligned]) -> _Shares:
    """Counts the shared words that are nobody's quotation in either text."""
    mine, theirs = one.words.own, other.words.own
    shared = sum(
        mine[run.first + k] and theirs[run.second + k]
        for passage in passages
        for run in passage.runs
        for k in range(run.length)
    )
    return _Shares(shared, shared / max(1, sum(mine)), shared / max(1, sum(theirs)))


def _extent(one: Text, passages: Sequence[Aligned], shares: _Shares) -> Extent | None:
    rules = copy_rules().copy
    low, high = sorted((shares.first, shares.second))
    if low >= rules.whole_share and shares.words >= rules.short_words:
        return "whole"
    if shares.words >= rules.part_words and high >= rules.part_share:
        return "part" if _about_something(one, passages, rules) else None
    if shares.words >= rules.short_words and high >= rules.short_share:
        return "part" if _about_something(one, passages, rules) else None
    return None


def _about_something(one: Text, passages: Sequence[Aligned], rules: CopyRules) -> bool:
    """Whether what is shared names somebody, something or a figure; terms of use do not."""
    text, words = one.document.text, one.words
    named = {
        words.forms[at]
        for passage in passages
        for run in passage.runs
        for at in range(run.first, run.first + run.length)
        if words.own[at] and _is_anchor(text, words, at)
    }
    return len(named) >= rules.anchors


def _is_anchor(text: str, words: Words, at: int) -> bool:
    start = words.spans[at][0]
    if is_figure(words.forms[at]):
        return True
    before = text[:start].rstrip(' "“„«(')[-1:] if start else ""
    return text[start].isupper() and before not in ("", ".", "!", "?", ":", "\n", "”")


# ------------------------------------------------------------------ which came first


def _first(one: Text, other: Text) -> tuple[FirstBy | None, bool]:
    """By what it is known which came first, and whether that is the other."""
    mine, theirs = one.document, other.document
    if mine.published and theirs.published and mine.published != theirs.published:
        return "published", theirs.published < mine.published
    takes, taken = _takes_from(one, other), _takes_from(other, one)
    if takes != taken:
        return "credit", takes
    if _both_known(mine.retrieved_at, theirs.retrieved_at):
        return "retrieved", _earlier(theirs.retrieved_at, mine.retrieved_at)
    if one.order is not None and other.order is not None and one.order != other.order:
        return "added", other.order < one.order
    return None, False


def _both_known(one: dt.datetime | None, other: dt.datetime | None) -> bool:
    return one is not None and other is not None and one != other


def _earlier(one: dt.datetime | None, other: dt.datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _takes_from(one: Text, other: Text) -> bool:
    """Whether a report says that it took its text from where the other is from."""
    sources = set(other.credits.marks)
    if other.document.outlet:
        sources.add(fold(other.document.outlet))
    elif not other.credits.taken:
        sources |= {mark for mark in one.credits.marks if mark in other.credits.marks}
    own = fold(one.document.outlet or "")
    named = one.credits.taken | (one.credits.marks if own else frozenset())
    return bool((named & sources) - {own})


# ------------------------------------------------------------------ what was changed


def _passage(first: Words, second: Words, passage: Aligned) -> Passage:
    return Passage(
        first=first.span(passage.runs[0].first, _end_first(passage)),
        second=second.span(passage.runs[0].second, _end_second(passage)),
    )


def _end_first(passage: Aligned) -> int:
    return passage.runs[-1].first + passage.runs[-1].length


def _end_second(passage: Aligned) -> int:
    return passage.runs[-1].second + passage.runs[-1].length


def _changes(first: Text, second: Text, passages: Sequence[Aligned]) -> Iterator[Change]:
    for passage in passages:
        for gap in passage.gaps:
            before = _gap_span(first.words, gap.first, gap.first_end)
            after = _gap_span(second.words, gap.second, gap.second_end)
            yield Change(
                first=before,
                second=after,
                before=before.of(first.document.text),
                after=after.of(second.document.text),
                figures=_touches_figure(first.words, second.words, gap),
            )


def _gap_span(words: Words, start: int, end: int) -> Span:
    """The words of a gap; where there are none, the place between its neighbours."""
    if start < end:
        return words.span(start, end)
    place = words.spans[start - 1][1] if start else 0
    return Span(place, place)


def _touches_figure(first: Words, second: Words, gap: Gap) -> bool:
    before = first.forms[gap.first : gap.first_end]
    after = second.forms[gap.second : gap.second_end]
    if sorted(filter(is_figure, before)) != sorted(filter(is_figure, after)):
        return True
    following = first.forms[gap.first_end : gap.first_end + 1]
    bounds = set(copy_rules().words.modifiers)
    changed = set(before) ^ set(after)
    return bool(following) and is_figure(following[0]) and bool(changed & bounds)


def _rest(words: Words, covered: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """The stretches of a text that no passage covers."""
    found: list[Span] = []
    at = 0
    for start, end in [*sorted(covered), (len(words), len(words))]:
        if start > at:
            found.append(words.span(at, start))
        at = max(at, end)
    return tuple(found)
