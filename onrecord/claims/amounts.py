"""Bare figures in a text: digits, number words, ranges, vague amounts and what bounds them."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from onrecord.record import Modifier, Span
from onrecord.text import fold, lexicon


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """A figure without a unit; bounds are None where the words set none."""

    low: float | None = None
    value: float | None = None
    high: float | None = None
    modifier: Modifier
    span: Span


class _Figure(msgspec.Struct, frozen=True):
    value: float
    start: int
    end: int


_QUOTES = "\"'“”„‘’«»‚"
_NOT_AFTER = re.compile(r"[\w/:.,#$€£@-]$|[A-Za-z][-–]$")
_NOT_BEFORE = re.compile(
    r"^(?:st|nd|rd|th)\b|^[:/]\d|^(?:\s?[ap]\.?m\b)|^(?:\.\d)|^/(?=\D|$)|"
    r"^-(?!odd)[a-z]"
)


def amounts(text: str, span: Span | None = None) -> tuple[Amount, ...]:
    """The figures of ``text`` (of one ``span`` of it) in order, each with its bounds.

    Ordinals, clock times, sums of money and numbers inside names are no figures.

    >>> [(a.low, a.value, a.high) for a in amounts("at least 27 tanks and up to two dozen guns")]
    [(27.0, 27.0, None), (None, 24.0, 24.0)]
    """
    whole = span if span is not None else Span(0, len(text))
    found: list[Amount] = []
    at = whole.start
    for match in _number_pattern().finditer(text, whole.start, whole.end):
        if match.start() < at:
            continue
        amount = _amount(text, match, whole)
        if amount is not None:
            found.append(amount)
            at = amount.span.end
    return tuple(found)


def _amount(text: str, match: re.Match[str], whole: Span) -> Amount | None:
    if match.lastgroup == "vague":
        return _vague(match)
    figure = _figure(text, match)
    if figure is None:
        return None
    return _range(text, figure, whole) or _bounded(text, figure, whole)


def _vague(match: re.Match[str]) -> Amount:
    phrase = re.sub(r"\s+", " ", fold(match.group()))
    exact = lexicon("quantities")["exact"].get(phrase)
    if exact is not None:
        return bounds(float(exact), "exact", Span(*match.span()))
    low = float(lexicon("quantities")["vague"][phrase])
    return Amount(low=low, modifier="vague", span=Span(*match.span()))


def _figure(text: str, match: re.Match[str]) -> _Figure | None:
    if match.lastgroup == "digits":
        before, after = (
            text[max(0, match.start() - 2) : match.start()],
            text[match.end() : match.end() + 6],
        )
        if _NOT_AFTER.search(before) and not before.endswith(("–", "-", "(")):
            return None
        if _NOT_BEFORE.search(after) or (before.endswith("-") and not before[0].isdigit()):
            return None
        value = _digits(match.group("digits"))
        if value is None:
            return None
        scale = _scale_pattern().match(text, match.end())
        if scale is None:
            return _Figure(value, *match.span())
        return _Figure(value * _scale(scale.group(1)), match.start(), scale.end())
    value_of_words = _words(match.group())
    return None if value_of_words is None else _Figure(value_of_words, *match.span())


_MOST_DIGITS = 18
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:\.\d+)?")


def _digits(figure: str) -> float | None:
    """The value of digits as printed; None for version numbers and absurd lengths."""
    compact = re.sub(r"[\s\u00a0\u202f]", "", figure)
    if len(compact) > _MOST_DIGITS or (
        not _GROUPED.fullmatch(compact) and len(re.findall("[.,]", compact)) > 1
    ):
        return None
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", compact):
        return float(re.sub(r"[.,]", "", compact))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", compact):
        return float(compact.replace(",", ""))
    return float(compact.replace(",", "."))


def _scale(word: str) -> float:
    key = fold(word)
    scales = lexicon("quantities")["scales"]
    return float(scales.get(key, scales.get(key.rstrip("s"), 1)))


def _words(phrase: str) -> float | None:
    numbers = lexicon("quantities")
    total, part, seen = 0.0, 0.0, False
    if fold(phrase) in ("million", "thousand", "billion", "hundred", "dozen"):
        return None
    for word in re.split(r"[\s-]+", fold(phrase)):
        if word in ("and", "a", "an"):
            part = part or (1.0 if word != "and" else 0.0)
            continue
        seen = True
        small = numbers["ones"].get(word, numbers["tens"].get(word))
        if small is not None:
            part += small
        elif word == "hundred" or word.startswith("dozen"):
            part = (part or 1.0) * _scale(word)
        else:
            total, part = total + (part or 1.0) * _scale(word), 0.0
    return total + part if seen else None


def _range(text: str, first: _Figure, whole: Span) -> Amount | None:
    joint = re.compile(r"\s*(?:[-–—]|to|and|or)\s*", re.IGNORECASE).match(
        text, first.end, whole.end
    )
    if joint is None:
        return None
    word = fold(joint.group().strip())
    lead = re.compile(r"(?:between|from)\s+(?:about\s+|some\s+)?$", re.IGNORECASE)
    before = lead.search(text, max(whole.start, first.start - 20), first.start)
    if word == "and" and (before is None or fold(before.group()).startswith("from")):
        return None
    second_match = _number_pattern().match(text, joint.end(), whole.end)
    if second_match is None or second_match.lastgroup == "vague":
        return None
    second = _range_end(text, second_match)
    if second is None:
        return None
    low, high = _same_scale(first, second)
    if low >= high or (word == "or" and high - low > max(2.0, low)):
        return None
    start = before.start() if before else first.start
    return Amount(low=low, high=high, modifier="about", span=Span(start, second.end))


def _range_end(text: str, match: re.Match[str]) -> _Figure | None:
    if match.lastgroup == "digits":
        if _NOT_BEFORE.search(text[match.end() : match.end() + 6]):
            return None
        scale = _scale_pattern().match(text, match.end())
        factor = _scale(scale.group(1)) if scale else 1.0
        end = scale.end() if scale else match.end()
        value = _digits(match.group("digits"))
        return None if value is None else _Figure(value * factor, match.start(), end)
    in_words = _words(match.group())
    return None if in_words is None else _Figure(in_words, *match.span())


def _same_scale(first: _Figure, second: _Figure) -> tuple[float, float]:
    for scale in (1e9, 1e6, 1e3):
        if second.value >= scale and first.value < 1000 <= second.value / max(first.value, 1e-9):
            return first.value * scale, second.value
    return first.value, second.value


def _bounded(text: str, figure: _Figure, whole: Span) -> Amount:
    start, end = figure.start, figure.end
    modifier: Modifier = "exact"
    before = _before_pattern().search(text, max(whole.start, start - 32), start)
    if before is not None:
        modifier, start = _modifier("before", before.group(1)), before.start(1)
    elif (after := _after_pattern().match(text, end, whole.end)) is not None:
        modifier, end = _modifier("after", after.group(1)), after.end()
    return bounds(figure.value, modifier, Span(start, end))


def bounds(value: float, modifier: Modifier, span: Span) -> Amount:
    """A figure with the bounds that its modifier sets.

    >>> bounds(5, "at_least", Span(0, 1)).high is None
    True
    """
    low = value if modifier in ("exact", "more_than", "at_least") else None
    high = value if modifier in ("exact", "less_than", "at_most") else None
    return Amount(low=low, value=value, high=high, modifier=modifier, span=span)


def _modifier(table: str, phrase: str) -> Modifier:
    words = re.sub(r"\s+", " ", fold(phrase).strip(_QUOTES + " "))
    kinds: dict[str, list[str]] = lexicon("quantities")[table]
    for kind, phrases in kinds.items():
        if words in phrases:
            found: Modifier = msgspec.convert(kind, Modifier)
            return found
    return "exact"


@cache
def _number_pattern() -> re.Pattern[str]:
    numbers = lexicon("quantities")
    vague = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+")
        for phrase in sorted([*numbers["vague"], *numbers["exact"]], key=len, reverse=True)
    )
    small = "|".join(sorted([*numbers["ones"], *numbers["tens"]], key=len, reverse=True))
    big = r"hundred|thousand|million|billion|dozen"
    single = rf"(?:{small}|{big})"
    words = rf"(?:(?:{small}|an?\s+(?={big}))\s*-?)?{single}(?:(?:\s+and\s+|[\s-]+){single})*"
    return re.compile(
        rf"(?<![\w])(?:(?P<vague>{vague})|"
        rf"(?P<digits>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)"
        rf"|(?P<words>{words}))(?![^\W\d])",
        re.IGNORECASE,
    )


@cache
def _scale_pattern() -> re.Pattern[str]:
    return re.compile(r"\s?(million|thousand|billion|dozen|hundred|bn|mn|k|m)(?!\w)", re.IGNORECASE)


@cache
def _before_pattern() -> re.Pattern[str]:
    quotes = f"[{re.escape(_QUOTES)}]?"
    return re.compile(
        rf"(?<!\w){quotes}({_alternatives('before')}){quotes}\s*{quotes}$", re.IGNORECASE
    )


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s?,?\s?({_alternatives('after')})(?!\w)", re.IGNORECASE)


def _alternatives(table: str) -> str:
    phrases = [p for kind in lexicon("quantities")[table].values() for p in kind]
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)
