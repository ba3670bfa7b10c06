"""The shapes of time expressions, from their word list."""

from __future__ import annotations

import re

from onrecord.text import lexicon


def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Names of meanings with the pattern of each, in the order in which they are tried."""
    time = lexicon("time")
    parts = _lists() | time["parts"]
    return tuple(
        (
            shape["meaning"],
            re.compile(rf"(?<!\w)(?:{_filled(shape['pattern'], parts)})", re.I | re.X),
        )
        for shape in time["shapes"]
    )


def _lists() -> dict[str, str]:
    """The word lists that patterns name, as alternatives."""
    time = lexicon("time")
    month = _month()
    return {
        "month": month,
        "month2": month.replace("<month>", "<month2>"),
        "weekday": "|".join(time["weekdays"]),
        "daypart": "|".join(time["dayparts"]),
        "season": "|".join(time["seasons"]),
        "unit": "|".join(rf"{unit}s?" for unit in time["units"]),
        "event": "|".join(time["events"]["nouns"]),
        "began": "|".join(began.replace(" ", r"\s+") for began in time["events"]["began"]),
    }


def _month() -> str:
    """A month, in full or abbreviated with its stop; "May" only with its capital."""
    names = sorted((m for m in lexicon("time")["months"] if m != "may"), key=len, reverse=True)
    stops = "|".join(
        rf"{name}\." for name in names if len(name) <= 4 and name not in ("june", "july")
    )
    return rf"(?P<month>(?:{stops}|(?:{'|'.join(names)})\b)|(?-i:May|MAY)\b)"


def _filled(pattern: str, parts: dict[str, str]) -> str:
    while "<<" in pattern:
        pattern = re.sub(r"<<(\w+)>>", lambda match: parts[match.group(1)], pattern)
    return pattern
