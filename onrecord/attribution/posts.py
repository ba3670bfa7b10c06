"""Posts shown in a report with the name of who wrote them, as a signature or before the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.attribution.found import Found
from onrecord.attribution.frames import Paragraph
from onrecord.attribution.quotes import find_quotes
from onrecord.record import Span
from onrecord.text import lexicon, words

_MARKS = '"“”„«»‘’'
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_HANDLE = r"@[\w.]*\w"
_TITLE = r"(?:(?:Dr|Gen|Col|Maj|Capt|Lt|Sgt|Brig|Adm|Mr|Mrs|Ms|Prof|St)\.\s?)*"
_IN_NAME = rf"(?:[^\n()@—–|·!?…:;.]|\.(?=\S)|(?<=\b{_UPPER})\.)"
_NAME = rf"(?:{_TITLE}{_UPPER}|[^\w\s(—–-]){_IN_NAME}{{1,58}}?"
_LONGEST_NAME = 8  # words
_FEWEST_WORDS = 2
_ABBREVIATION = 5  # characters, with the full stop


def signed_posts(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Found, ...]:
    """Posts whose author is named beside them, in order.

    That is an embedded post with a signature ("— Ada Ba (@ada_ba) June 12, 2024") or a head line,
    a quote signed behind a dash, or a line that begins with a handle ("@ada_ba: …"). The words
    are the post's body, the source is the name. A signed post wins over clauses found inside it.

    >>> from onrecord.record import Span
    >>> post = "We are home. — Ada Ba (@ada_ba) June 12, 2024"
    >>> block = Paragraph(Span(0, len(post)), "embedded_post", ())
    >>> [found.source[0].of(post) for found in signed_posts(post, [block])]
    ['Ada Ba']
    """
    return tuple(found for paragraph in paragraphs for found in _in_paragraph(text, paragraph))


def _in_paragraph(text: str, paragraph: Paragraph) -> Iterator[Found]:
    span = paragraph.span.trimmed(text)
    if paragraph.kind == "embedded_post":
        found = _signed(text, span) or _headed(text, span) or _cited(text, span)
        if found is not None:
            yield found
        return
    found = _signed_quote(text, span)
    if found is not None:
        yield found
        return
    yield from _handled(text, span)


@cache
def _date() -> str:
    months = "|".join(lexicon("posts")["months"])
    day, year, clock = (
        r"\d{1,2}(?:st|nd|rd|th)?\.?",
        r"(?:,?\s+\d{4})?",
        r"\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?",
    )
    named = rf"(?:(?:{months})\.?\s+{day}{year}|{day}\s+(?:of\s+)?(?:{months})\.?{year})"
    numeric = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    weekday = "|".join(lexicon("posts")["weekdays"])
    one = rf"(?:{named}|{numeric}|{clock}|{weekday}|today|yesterday|\d+\s?[hm](?:\s+ago)?)"
    return rf"(?i:{one}(?:[\s,·•|–-]+(?:at\s+)?{one})*)"


@cache
def _signature() -> re.Pattern[str]:
    end = rf"(?:\s*\(?\s*(?P<handle>{_HANDLE})\s*\)?)?(?:\s*[,·•|(–-]?\s*(?:on\s+)?[\w .]{{0,20}}?\s*{_date()}\)?)?(?:\s*https?://\S+)?\s*$"
    return re.compile(rf"(?:^|\s|[.!?…{_MARKS}])(?:—|–|--|-)\s?(?P<name>{_NAME}){end}")


def _signed(text: str, span: Span) -> Found | None:
    matches = [m for m in _signature().finditer(text, *span) if m.start("name") > span.start + 2]
    match = matches[-1] if matches else None
    if match is None:
        return None
    return _post(
        text,
        Span(span.start, match.start()),
        Span(*match.span("name")),
        Span(match.start("name"), span.end),
    )


def _headed(text: str, span: Span) -> Found | None:
    """A head line "Ada Ba @ada_ba · 12 June" over the body."""
    head = re.compile(
        rf"(?P<name>{_NAME})\s*\(?(?P<handle>{_HANDLE})\)?(?:\s*[,·•|–-]?\s*{_date()})?\s*(?:\n|:\s)"
    ).match(text, *span)
    if head is None:
        return None
    body = Span(head.end(), span.end)
    tail = re.compile(rf"\n\s*{_date()}[^\n]{{0,40}}$").search(text, *body)
    if tail is not None:
        body = Span(body.start, tail.start())
    return _post(text, body, Span(*head.span("name")), Span(head.start(), head.end()))


def _cited(text: str, span: Span) -> Found | None:
    """A last line, or words behind the last sentence, that are a name and a date or handle."""
    pattern = re.compile(
        rf"(?:\n\s*|(?<=[.!?…{_MARKS}])\s+|(?<=[^\w\s])\s+)(?P<name>{_NAME})\s*(?:[,(·|]\s*(?:{_HANDLE}\)?|{_date()}\)?))+\s*$"
    )
    match = pattern.search(text, *span)
    if match is None:
        return None
    return _post(
        text,
        Span(span.start, match.start()),
        Span(*match.span("name")),
        Span(match.start("name"), span.end),
    )


def _signed_quote(text: str, span: Span) -> Found | None:
    """A paragraph that is one quote and a name behind a dash."""
    quotes = find_quotes(text, [span])[0]
    if len(quotes) != 1 or quotes[0].outer.start != span.start or not quotes[0].closed:
        return None
    rest = Span(quotes[0].outer.end, span.end)
    match = re.compile(
        rf"\s*(?:—|–|--)\s?(?P<name>{_NAME})(?:\s*\(?{_HANDLE}\)?)?(?:,\s*[^\n.]{{0,60}})?\s*$"
    ).match(text, *rest)
    if match is None:
        return None
    return _post(
        text, quotes[0].inner, Span(*match.span("name")), Span(match.start("name"), span.end)
    )


def _handled(text: str, span: Span) -> Iterator[Found]:
    """Lines such as "@ada_ba: …" or "Reply of the day goes to @ada_ba: “…”"."""
    pattern = re.compile(
        rf"^(?:[^\w@\n]*|[^\n:@]{{0,60}}\b(?:to|by|from|user|account)\s+)(?P<name>{_HANDLE})(?P<aside>[^\n:]{{0,40}})?:\s+(?P<body>[^\n]+)$",
        re.MULTILINE,
    )
    for match in pattern.finditer(text[: span.end], span.start):
        body = Span(*match.span("body"))
        quotes = find_quotes(text, [body])[0]
        if quotes and quotes[0].outer.start == body.start:
            body = quotes[0].inner
        found = _post(
            text, body, Span(*match.span("name")), Span(match.start(), match.start("body"))
        )
        if found is not None:
            yield found


def _post(text: str, body: Span, name: Span, scene: Span) -> Found | None:
    body = body.trimmed(text)
    if body.end > body.start and text[body.start] in _MARKS and text[body.end - 1] in _MARKS:
        body = body.trimmed(text, _MARKS)
    name = name.trimmed(text, ",;:·•|")
    written = name.of(text).split()
    too_long = len(written) > _LONGEST_NAME or not written
    if too_long or len(body.of(text).split()) < _FEWEST_WORDS or _is_clause(written):
        return None
    return Found(content=(body,), form="direct", scene=scene.trimmed(text), source=(name,))


def _is_clause(written: Sequence[str]) -> bool:
    """Whether what should be a name holds an auxiliary verb or the end of a sentence."""
    if any(len(word) > _ABBREVIATION and word.endswith(".") for word in written[:-1]):
        return True
    return any(word.casefold() in words("grammar", "auxiliaries") for word in written)
