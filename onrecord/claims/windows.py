"""Time expressions, placed on the calendar by the day of publication alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

from onrecord.claims import days, stretches
from onrecord.claims.days import Days
from onrecord.record import Span, TimeWindow
from onrecord.text import fold, lexicon

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], dt.date | None], Days]]

_OPEN = Days(None, None)


def windows(
    text: str, span: Span | None = None, published: dt.date | None = None
) -> tuple[TimeWindow, ...]:
    """The time expressions of ``text`` (of one ``span`` of it), in order and disjoint.

    Relative words count from ``published``; without it they stay open (start and end None).
    "since X" runs to publication, "until X" and "by X" have no start.

    >>> found = windows("since Tuesday", None, dt.date(2024, 3, 14))
    >>> found[0].start, found[0].end
    (datetime.date(2024, 3, 12), datetime.date(2024, 3, 14))
    """
    whole = span if span is not None else Span(0, len(text))
    best: list[tuple[Span, TimeWindow]] = []
    for pattern, resolve in _rules():
        for match in pattern.finditer(text, whole.start, whole.end):
            here = Span(*match.span()).trimmed(text, ",")
            if any(here.meets(other) for other, _ in best) or _is_other_word(here.of(text)):
                continue
            best.append((here, _window(here, match, resolve, published)))
    return tuple(window for _, window in sorted(best, key=lambda pair: pair[0]))


def _is_other_word(words: str) -> bool:
    """Whether a bare "May" or "March" is more likely a verb or a name than a month."""
    return fold(words) in ("may", "march")


def _window(
    span: Span,
    match: re.Match[str],
    resolve: Callable[[re.Match[str], dt.date | None], Days],
    published: dt.date | None,
) -> TimeWindow:
    start, end = _resolved(match, resolve, published)
    lead = fold(match.groupdict().get("lead") or "")
    if not match.groupdict().get("day2") and not match.groupdict().get("month2"):
        start, end = _led(lead, Days(start, end), published)
    words = re.sub(r"\s+", " ", match.group().strip())
    return TimeWindow(
        start=start, end=end, span=span, resolved=_in_words(words, Days(start, end), published)
    )


def _resolved(
    match: re.Match[str],
    resolve: Callable[[re.Match[str], dt.date | None], Days],
    published: dt.date | None,
) -> Days:
    """The days meant; open where they lie off the calendar ("last month" in January of year 1)."""
    try:
        return resolve(match, published)
    except (OverflowError, ValueError):
        return _OPEN


def _led(lead: str, meant: Days, published: dt.date | None) -> Days:
    start, end = meant
    if start is None and end is None:
        return meant
    if lead.startswith(("since", "from")):
        return Days(
            start,
            published if published is not None and (start is None or start <= published) else None,
        )
    if lead.startswith(("by", "until", "till", "up to")):
        return Days(None, end)
    if lead.startswith(("before", "prior")):
        return Days(None, days.shifted(start, -1) if start else None)
    if lead.startswith("after"):
        return Days(days.shifted(end, 1) if end else None, None)
    return meant


def _in_words(words: str, meant: Days, published: dt.date | None) -> str | None:
    start, end = meant
    if start is None and end is None:
        return None
    base = f", counted from publication on {published.isoformat()}" if published is not None else ""
    if start == end:
        return f"“{words}” is {start}{base}"
    if start is None:
        return f"“{words}” ends on {end}{base}"
    if end is None:
        return f"“{words}” begins on {start}{base}"
    return f"“{words}” is {start} to {end}{base}"


# ---------------------------------------------------------------- what each rule means


def _day_word(match: re.Match[str], published: dt.date | None) -> Days:
    if published is None:
        return _OPEN
    word = re.sub(r"\s+", " ", fold(match.group("word")))
    back = {"yesterday": 1, "the day before yesterday": 2, "the previous day": 1, "yesterday's": 1}
    if word in (
        "overnight",
        "last night",
        "the night",
        "tonight",
        "during the night",
        "in the night",
    ):
        first = published if word == "tonight" else published - days.DAY
        return Days(first, published)
    if word.startswith("yesterday"):
        word = "yesterday"
    day = published - back.get(word, 0) * days.DAY
    return Days(day, day)


def _weekday(match: re.Match[str], published: dt.date | None) -> Days:
    if published is None:
        return _OPEN
    number = lexicon("time")["weekdays"].index(fold(match.group("weekday")))
    day = days.weekday_before(published, number)
    if match.group("last") and day == published:
        day -= 7 * days.DAY
    return Days(day, day)


def _weekend(_match: re.Match[str], published: dt.date | None) -> Days:
    if published is None:
        return _OPEN
    saturday = days.weekday_before(published, 5)
    return Days(saturday, min(saturday + days.DAY, published))


def _date(match: re.Match[str], published: dt.date | None) -> Days:
    months = lexicon("time")["months"]
    month = months[fold(match.group("month")).rstrip(".")]
    month2 = match.groupdict().get("month2")
    first, last = int(match.group("day")), match.groupdict().get("day2")
    end = _placed(
        match, published, months[fold(month2).rstrip(".")] if month2 else month, int(last or first)
    )
    start = _placed(match, published, month, first)
    if start is not None and end is not None and start > end and not match.groupdict().get("year"):
        start = days.safe_date(end.year - (month > end.month), month, first)
    return Days(start, end)


def _placed(
    match: re.Match[str], published: dt.date | None, month: int, day: int
) -> dt.date | None:
    year = match.groupdict().get("year")
    if year:
        return days.safe_date(int(year), month, day)
    if published is None:
        return None
    ahead = fold(match.groupdict().get("lead") or "").startswith(("by", "until", "before", "till"))
    return days.nearest_year(published, month, day, past=not ahead)


def _iso(match: re.Match[str], _published: dt.date | None) -> Days:
    day = days.safe_date(*(int(part) for part in match.group("iso").split("-")))
    return Days(day, day)


def _month(match: re.Match[str], published: dt.date | None) -> Days:
    month = lexicon("time")["months"][fold(match.group("month")).rstrip(".")]
    year = match.group("year")
    if match.groupdict().get("month2"):
        return _months(match, published, month, year)
    if year:
        whole = days.whole_month(int(year), month) if 1 <= int(year) <= 9999 else _OPEN
    elif published is None:
        return _OPEN
    else:
        past = fold(match.group("last") or "").startswith(("last", "previous"))
        whole = days.month_of(published, month, past=past)
    return _part_of_month(fold(match.group("part") or ""), whole)


def _months(match: re.Match[str], published: dt.date | None, month: int, year: str | None) -> Days:
    """As "between March and August": from the first of the one to the last of the other."""
    last = lexicon("time")["months"][fold(match.group("month2")).rstrip(".")]
    if published is None and not year:
        return _OPEN
    if year:
        end = days.whole_month(int(year), last)
    elif published is not None:
        end = days.month_of(published, last, past=False)
    if end.end is None:
        return _OPEN
    start = days.whole_month(end.end.year - (month > last), month)
    return Days(start.start, end.end)


def _part_of_month(part: str, whole: Days) -> Days:
    if whole.start is None or whole.end is None:
        return whole
    if part.startswith(("the beginning", "the start", "early", "beginning", "start")):
        return Days(whole.start, whole.start + 9 * days.DAY)
    if part.startswith(("mid", "the middle", "middle")):
        return Days(whole.start + 10 * days.DAY, whole.start + 19 * days.DAY)
    if part.startswith(("the end", "late", "end")):
        return Days(whole.start + 20 * days.DAY, whole.end)
    return whole


def _season(match: re.Match[str], published: dt.date | None) -> Days:
    if published is None:
        return _OPEN
    return days.season_of(published, lexicon("time")["seasons"][fold(match.group("season"))])


def _year(match: re.Match[str], _published: dt.date | None) -> Days:
    year = int(match.group("year") or 0)
    return Days(days.safe_date(year, 1, 1), days.safe_date(year, 12, 31))


def _named_stretch(match: re.Match[str], published: dt.date | None) -> Days:
    if published is None:
        return _OPEN
    which, unit = fold(match.group("which")), fold(match.group("stretch"))
    running = which == "this" or which == "the current"
    if unit == "week":
        week = days.week_of(published)
        shift = 0 if running else -7
        start, end = (
            days.shifted(week.start or published, shift),
            days.shifted(week.end or published, shift),
        )
        return Days(start, min(end, published) if end and running else end)
    if unit == "month":
        anchor = published if running else published.replace(day=1) - days.DAY
        whole = days.whole_month(anchor.year, anchor.month)
        return Days(whole.start, published if running else whole.end)
    year = published.year if running else published.year - 1
    end_of_year = published if running else days.safe_date(year, 12, 31)
    return Days(days.safe_date(year, 1, 1), end_of_year)


def _duration(match: re.Match[str], published: dt.date | None) -> Days:
    if published is None:
        return _OPEN
    length = _length(match)
    if length is None:
        return _OPEN
    if match.groupdict().get("ago"):
        day = days.shifted(published, -round(length))
        return Days(day, day)
    return Days(days.shifted(published, -max(1, round(length))), published)


def _length(match: re.Match[str]) -> float | None:
    from onrecord.claims.amounts import amounts  # numbers in words

    unit = fold(match.group("unit")).rstrip("s")
    per: float = lexicon("time")["units"][unit]
    count = fold(match.groupdict().get("count") or "")
    if count in ("", "a", "an", "single", "one"):
        return per
    found = amounts(count)
    if not found or found[0].value is None:
        return None
    return found[0].value * per


def _open(_match: re.Match[str], _published: dt.date | None) -> Days:
    return _OPEN


def _clock(match: re.Match[str], published: dt.date | None) -> Days:
    day = fold(match.groupdict().get("of") or "")
    if published is None or not day:
        return _OPEN
    if "yesterday" in day or "last night" in day:
        return Days(published - days.DAY, published - days.DAY)
    for number, name in enumerate(lexicon("time")["weekdays"]):
        if name in day:
            found = days.weekday_before(published, number)
            return Days(found, found)
    return Days(published, published)


@cache
def _rules() -> tuple[_Rule, ...]:
    from onrecord.claims.time_patterns import patterns

    meanings: dict[str, Callable[[re.Match[str], dt.date | None], Days]] = {
        "clock": _clock, "date": _date, "iso": _iso, "day_word": _day_word, "weekday": _weekday,
        "weekend": _weekend, "month": _month, "season": _season, "year": _year,
        "rolling": stretches.rolling, "hours_to_day": stretches.hours_to_day,
        "piece_of_year": stretches.piece_of_year, "part_of_year": stretches.part_of_year,
        "months_between": stretches.months_between,
        "stretch": _named_stretch, "duration": _duration, "event": _open,
    }  # fmt: skip
    return tuple((pattern, meanings[name]) for name, pattern in patterns())
