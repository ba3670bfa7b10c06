"""Who made or posted a thing that shows invented words; else the thing itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.attribution.channel import platform_name
from onrecord.attribution.depicting.people import is_name
from onrecord.attribution.depicting.staging import Prop, Sentence, named
from onrecord.attribution.frames import Item
from onrecord.record import Span
from onrecord.text import words

_INSIDE_NAMES = frozenset({"&", "of", "the", "and", "de", "la", "for", "-"})
_NOBODY = frozenset(
    {"somebody", "someone", "nobody", "it", "which", "that", "they", "who", "one", "there", "what"}
)
_FILLERS = 5  # lower-case words between "by" and the name: "by someone who signs as Ba"
_AFTER = 3  # sentences behind the words in which the maker is named


def maker_in(
    prop: Prop, at: int, place: int, here: Sequence[Sentence], shown: Span | None
) -> Span | None:
    """The words naming who made or posted a thing of the sentence ``at``; else the thing itself.

    ``place`` is the sentence of the words, ``shown`` who seems to speak them: never the maker.
    """
    home = here[at]
    for span in _candidates(prop, at, place, here):
        if not (shown is not None and span.meets(shown)) and not span.meets(prop.span):
            return span
    return _itself(prop, home)


def _candidates(prop: Prop, at: int, place: int, here: Sequence[Sentence]) -> Iterator[Span]:
    home = here[at]
    yield from _subject(home.frame.items, prop.at)
    yield from _owner(home.frame.items, prop.at)
    yield from _printing(home.frame.items, prop.at)
    order = [at, *range(at + 1, min(len(here), place + _AFTER + 1)), *range(max(0, at - 1), at)]
    for number in order:
        items = here[number].frame.items
        yield from _behind(items, prop.at if number == at else -1)
        yield from _medium(items)


def _subject(items: Sequence[Item], at: int) -> Iterator[Span]:
    """Who posted or drew it, where that is the subject: "Ba shared a montage"."""
    for verb in range(at, -1, -1):
        lower = items[verb].lower
        if lower not in words("staging", "making") and lower not in words("staging", "portraying"):
            continue
        if verb == at and lower not in words("staging", "portraying"):
            continue
        end = verb
        while end > 0 and (
            items[end - 1].lower in words("grammar", "auxiliaries")
            or items[end - 1].lower in words("grammar", "adverbs")
        ):
            end -= 1
        if end > 0 and items[end - 1].lower in {"he", "she", "they"}:
            yield items[end - 1].span
            return
        start = _name_start(items, end)
        preposed = start > 0 and items[start - 1].lower in words("grammar", "prepositions")
        if start < end and not preposed:
            yield _span(items, start, end)
            return
        start = _noun_start(items, end) if start == end else end
        preposed = start > 0 and items[start - 1].lower in words("grammar", "prepositions")
        if start + 1 < end and items[start].lower not in _NOBODY and not preposed:
            yield _span(items, start, end)
            return


def _owner(items: Sequence[Item], at: int) -> Iterator[Span]:
    """As in "Radio Ba's puppet programme": whose it is, if that is a name close before it."""
    for i in range(at - 1, max(-1, at - 4), -1):
        item = items[i]
        if item.lower.endswith(("'s", "s'")) and item.capitalised:
            start = _name_start(items, i + 1)
            length = 2 if item.lower.endswith("'s") else 1
            yield Span(items[start].span.start, item.span.end - length)
            return


def _printing(items: Sequence[Item], at: int) -> Iterator[Span]:
    """As in "the comic that the newspaper Ba printed"."""
    for verb in range(at + 2, min(len(items), at + 10)):
        if items[verb].lower in words("staging", "making") and items[verb - 1].capitalised:
            start = _name_start(items, verb)
            before = {item.lower for item in items[at + 1 : start]}
            if before & {"that", "which", "the"} and not before & {"in", "where", "of"}:
                yield _span(items, start, verb)
            return


def _behind(items: Sequence[Item], after: int) -> Iterator[Span]:
    """Who is named behind "drawn by", "comes from", "turned up on" or "source:"."""
    lower = [item.lower for item in items]
    for i, word in enumerate(lower):
        near = lower[max(0, i - 4) : i]
        made = word == "by" and (
            any(w in words("staging", "making") for w in near)
            or i == after + 1
            or (after >= 0 and 0 < i - after <= 3 and near[-1:] != ["said"])
        )
        came = word in {"from", "with", "on", "in", "to", "at"} and any(
            w in words("staging", "coming") or w in words("staging", "appearing") for w in near
        )
        told = word in {":", "is", "was"} and any(
            w in words("staging", "sources") for w in near[-2:]
        )
        if made or came or told:
            yield from _name_after(items, i + 1, needs_medium=came)


def _name_after(items: Sequence[Item], at: int, *, needs_medium: bool) -> Iterator[Span]:
    start = at
    while (
        start < len(items)
        and start - at <= _FILLERS
        and items[start].is_word
        and not _named(items[start])
    ):
        start += 1
    if start < len(items) and _named(items[start]):
        if needs_medium and start == at and not _has_medium(items[at : start + 4]):
            return
        if platform_name(items[start].lower) is not None and _medium_after(items, start):
            yield _span(items, at, start + 2)
            return
        yield _span(items, start, _name_end(items, start))
        return
    noun = next(
        (
            i
            for i in range(at, start)
            if items[i].lower in words("staging", "media") or items[i].lower.endswith("s")
        ),
        None,
    )
    if (
        not needs_medium
        and noun is not None
        and items[at].is_word
        and items[at].lower not in _NOBODY
        and not items[at].lower.isdigit()
    ):
        yield _span(items, at, noun + 1)


def _medium_after(items: Sequence[Item], at: int) -> bool:
    return at + 1 < len(items) and named("media", items[at + 1].lower)


def _has_medium(items: Sequence[Item]) -> bool:
    return any(named("media", item.lower) for item in items)


def _medium(items: Sequence[Item]) -> Iterator[Span]:
    """A medium with its name: "the channel Ba & Co", "of the programme The Ba"."""
    for i, item in enumerate(items[:-1]):
        follower = items[i + 1]
        if item.lower in words("staging", "media") and not item.capitalised and _named(follower):
            yield _span(items, i + 1, _name_end(items, i + 1))
        elif (
            item.lower in words("staging", "media")
            and not item.capitalised
            and follower.quote is not None
        ):
            yield follower.quote.inner


def _itself(prop: Prop, home: Sentence) -> Span:
    """The thing with the words that belong to it: "a document of two pages"."""
    items, at = home.frame.items, prop.at
    if items[at].quote is not None or not items[at].span.meets(prop.span):
        return prop.span
    start = _noun_start(items, at)
    end = at + 1
    if (
        end + 2 < len(items)
        and items[end].lower == "of"
        and items[end + 2].lower.rstrip("s") in {"page", "second", "minute", "line"}
    ):
        end += 3
    return _span(items, start, end)


def _noun_start(items: Sequence[Item], end: int) -> int:
    """Where the noun phrase that ends before an item begins."""
    start = end
    for i in range(end - 1, max(-1, end - 6), -1):
        item = items[i]
        if item.lower in words("grammar", "determiners"):
            return i
        if (
            not item.is_word
            or item.lower in words("grammar", "prepositions")
            or item.lower in words("grammar", "auxiliaries")
            or item.lower in words("grammar", "conjunctions")
        ):
            break
        start = i
    return start


def _name_start(items: Sequence[Item], end: int) -> int:
    start = end
    while start > 0 and (
        _named(items[start - 1])
        or (
            items[start - 1].lower in _INSIDE_NAMES
            and start > 1
            and start < end
            and _named(items[start - 2])
            and items[start - 1].lower != "the"
        )
    ):
        start -= 1
    return start


def _name_end(items: Sequence[Item], at: int) -> int:
    end = at + 1
    while end < len(items):
        if _named(items[end]):
            end += 1
        elif items[end].lower in _INSIDE_NAMES and end + 1 < len(items) and _named(items[end + 1]):
            end += 2
        else:
            break
    return end


def _named(item: Item) -> bool:
    return is_name(item) and platform_name(item.lower) is None


def _span(items: Sequence[Item], start: int, end: int) -> Span:
    return Span(items[start].span.start, items[end - 1].span.end)
