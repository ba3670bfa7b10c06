"""The shapes of time expressions, most telling first."""

from __future__ import annotations

import re

from onrecord.text import lexicon

_LEAD = (
    r"(?P<lead>(?:only\s+|ever\s+|still\s+)?(?:since|from|until|till|by|before|"
    r"after|prior\s+to|up\s+to)\s+|"
    r"(?:on|in|at|during|over|late|early|later|around|about|within|of)\s+){0,3}"
)
_NUMBER = (
    r"(?:the\s+)?(?:past|last|previous|next|"
    r"first)?\s*(?P<count>(?:more\s+than\s+|less\s+than\s+|about\s+|just\s+|"
    r"some\s+|nearly\s+|almost\s+|barely\s+|only\s+)?"
    r"(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|eighteen|twenty(?:-four|\s+four)?|thirty|forty(?:-eight)?|"
    r"seventy-two|several|a\s+few|a\s+couple\s+of)\s+)?"
)


def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Names of meanings with the pattern of each, in the order in which they are tried."""
    time = lexicon("time")
    weekday = "|".join(time["weekdays"])
    month = "|".join(
        sorted((m for m in time["months"] if m not in ("may", "mar")), key=len, reverse=True)
    )
    month = (
        rf"(?P<month>(?:{month})\b(?:(?<=\bjan|\bfeb|\bmar|\bapr|\bjun|\bjul|\baug|"
        rf"\bsep|\boct|\bnov|\bdec)\.|(?<=\bsept)\.)?|(?-i:May|MAY)\b)"
    )
    second_month = month.replace("<month>", "<month2>")
    part = "|".join(time["dayparts"])
    season = "|".join(time["seasons"])
    unit = "|".join(rf"{u}s?" for u in time["units"])
    events = "|".join(time["events"]["nouns"])
    began = "|".join(b.replace(" ", r"\s+") for b in time["events"]["began"])
    lead_day = (
        r"(?P<lead>(?:since|until|till|by|before|after|"
        r"from)\s+(?:the\s+)?(?:night\s+of\s+|evening\s+of\s+|"
        r"morning\s+of\s+)?(?:late\s+|early\s+)?|(?:late\s+|early\s+)?(?:on|in|"
        r"during|at|over|of)\s+(?:the\s+)?(?:night\s+(?:of|to|from|into)\s+|"
        r"evening\s+of\s+|morning\s+of\s+|early\s+hours\s+of\s+)?(?:late\s+|"
        r"early\s+)?)?"
    )
    clock_time = (
        r"(?:\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?|o[’']clock|hrs?|hours|UTC|GMT|"
        r"h\b)|\d{1,2}:\d{2}|noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|"
        r"first\s+light|nightfall|teatime|"
        r"(?:(?:ten|twenty|half|quarter|five|a\s+quarter)\s+(?:past|to)\s+)?(?:one|"
        r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+o[’']clock|"
        r"(?:ten|twenty|half|quarter|five|a\s+quarter|twenty-five)\s+(?:past|"
        r"to)\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
        r"\d{1,2}))"
    )
    of_day = (
        rf"(?P<of>\s+(?:this\s+(?:{part})|yesterday(?:\s+(?:{part}))?|today|"
        rf"last\s+night|(?:on\s+)?(?:late\s+|"
        rf"early\s+)?(?:{weekday})(?:\s+(?:{part}))?))?"
    )
    shapes = [
        # "since a ceasefire collapsed last June": the clause, placed by the month inside it
        (
            "month",
            rf"(?P<lead>since)\s+(?:the\s+|a\s+|"
            rf"an\s+)?(?:\w+\s+){{0,2}}(?:{events})\s+(?:\w+\s+){{0,1}}(?:{began})\s+(?:in\s+|"
            rf"again\s+)?(?:(?P<part>early|late|mid-?)\s*)?(?P<last>last\s+|"
            rf"this\s+)?{month}(?:\s+(?P<year>\d{{4}}))?",
        ),
        (
            "season",
            rf"(?P<lead>since)\s+(?:the\s+|a\s+|"
            rf"an\s+)?(?:\w+\s+){{0,2}}(?:{events})\s+(?:\w+\s+){{0,1}}(?:{began})\s+(?:last\s+|"
            rf"in\s+the\s+|in\s+)(?P<season>{season})",
        ),
        (
            "year",
            rf"(?P<lead>since)\s+(?:the\s+|a\s+|"
            rf"an\s+)?(?:\w+\s+){{0,2}}(?:{events})\s+(?:\w+\s+){{0,1}}(?:{began})\s+in\s+(?P<year>(?:19|"
            rf"20)\d\d)",
        ),
        (
            "event",
            rf"(?:ever\s+)?since\s+(?:the\s+|a\s+|"
            rf"an\s+)?(?:\w+\s+){{0,2}}(?:{events})\s+(?:\w+\s+){{0,1}}(?:{began})(?:\s+again)?",
        ),
        (
            "event",
            rf"since\s+the\s+(?:start|beginning|outbreak|launch|end|"
            rf"collapse)\s+of\s+(?:the\s+|its\s+|"
            rf"their\s+)?(?:full-scale\s+)?(?:\w+\s+){{0,1}}(?:{events})",
        ),
        (
            "clock",
            rf"(?:since\s+|by\s+|until\s+|before\s+|from\s+|as\s+of\s+)?(?:shortly\s+|"
            rf"just\s+|soon\s+|well\s+|a\s+little\s+)?(?:at\s+|around\s+|about\s+|"
            rf"before\s+|after\s+|since\s+|as\s+of\s+|"
            rf"by\s+){{1,2}}(?:local\s+time\s+)?{clock_time}(?:\s+local\s+time)?{of_day}",
        ),
        (
            "iso",
            r"(?P<lead>(?:since|until|by|on|before|after|"
            r"from)\s+)?(?P<iso>\d{4}-\d{2}-\d{2})\b",
        ),
        (
            "date",
            rf"{_LEAD}(?:between\s+|from\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?\s*(?:and|to|[-–—])\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?\s+(?:of\s+)?{month}(?:,?\s+(?P<year>(?:19|20)\d\d))?",
        ),
        (
            "date",
            rf"(?:between\s+|from\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?\s+(?:of\s+)?{month}\s*(?:and|to|until|"
            rf"[-–—])\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?\s+(?:of\s+)?{second_month}(?:,?\s+(?P<year>(?:19|20)\d\d))?",
        ),
        (
            "month",
            rf"(?:between|from)\s+{month}\s+(?:and|to|"
            rf"until)\s+{second_month}(?:,?\s+(?P<year>(?:19|"
            rf"20)\d\d))?(?P<part>)(?P<last>)",
        ),
        (
            "date",
            rf"(?:between\s+|from\s+){month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?\s*(?:and|to|[-–—])\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?(?:,?\s+(?P<year>(?:19|20)\d\d))?",
        ),
        (
            "date",
            rf"{lead_day}(?:(?:{weekday}),?\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?\s+(?:of\s+)?{month}(?:,?\s+(?P<year>(?:19|20)\d\d))?",
        ),
        (
            "date",
            rf"{lead_day}(?:(?:{weekday}),?\s+)?{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?(?!\d|\s*[–-]\s*\d|[.:]\d)(?:,?\s+(?P<year>(?:19|20)\d\d))?",
        ),
        (
            "day_word",
            rf"(?P<lead>since\s+|until\s+|by\s+|"
            rf"from\s+)?(?<!\w)(?P<word>the\s+day\s+before\s+yesterday|yesterday|today|"
            rf"tonight|last\s+night|overnight|during\s+the\s+night|this\s+(?:{part})|"
            rf"the\s+previous\s+day)(?:\s+(?:{part}|lunchtime))?",
        ),
        ("event", rf"(?:during|at)\s+(?:{weekday})(?:['’]s)\s+(?:\w+\s+){{0,2}}(?:{events})"),
        (
            "weekday",
            rf"(?P<lead>(?:since|until|till|by|before|after|"
            rf"from)\s+(?:the\s+night\s+of\s+|late\s+|early\s+)?|(?:(?:around|about|"
            rf"before|after|shortly\s+after|shortly\s+before)\s+(?:noon|midnight|dawn|"
            rf"midday|dusk)\s+|late\s+|early\s+)?(?:on|in|during|at|over|"
            rf"of)\s+(?:the\s+)?(?:night\s+(?:of|to|from)\s+|late\s+|early\s+)?|late\s+|"
            rf"early\s+)?(?P<last>last\s+|"
            rf"the\s+previous\s+)?(?<![\w@])(?P<weekday>{weekday})(?!['’]s\b)(?:\s+(?:{part}))?",
        ),
        (
            "weekend",
            r"(?P<lead>since\s+|until\s+|before\s+|after\s+)?(?:at\s+|over\s+|on\s+|"
            r"during\s+)?(?:the|this|last)\s+weekend",
        ),
        (
            "stretch",
            r"(?P<lead>since\s+|until\s+|before\s+|by\s+)?(?:in\s+|during\s+|"
            r"over\s+)?(?:the\s+(?:whole|course|beginning|start|"
            r"end)\s+of\s+)?(?:earlier\s+|late\s+)?(?P<which>this|last|the\s+previous|"
            r"the\s+past|the\s+current)\s+(?P<stretch>week|month|year)(?!\w)",
        ),
        (
            "duration",
            rf"(?P<lead>)(?:in|within|over|during|for|"
            rf"inside)\s+{_NUMBER}(?P<unit>{unit})(?!\w)(?:\s+of\s+(?:fighting|war))?",
        ),
        (
            "duration",
            rf"(?P<lead>)(?:in|within|over|during|for)\s+(?:the\s+)?(?:past|"
            rf"last)\s+(?P<count>\d+|\w+(?:-\w+)?)\s+(?P<unit>{unit})(?!\w)",
        ),
        (
            "duration",
            rf"(?P<lead>)(?<!\w)(?P<count>\d+|an?|one|two|three|four|five|six|seven|"
            rf"eight|nine|ten|twelve)\s+(?P<unit>{unit})\s+(?P<ago>ago)",
        ),
        (
            "season",
            rf"(?P<lead>since\s+|until\s+|before\s+|from\s+)?(?:in\s+|"
            rf"during\s+)?(?:the\s+whole\s+of\s+)?last\s+(?P<season>{season})",
        ),
        (
            "month",
            rf"(?P<lead>since\s+|from\s+|until\s+|before\s+|by\s+)?(?:still\s+)?(?:in\s+|"
            rf"during\s+|at\s+)?(?P<part>the\s+(?:beginning|start|end|middle)\s+of\s+|"
            rf"(?:beginning|start|end)\s+of\s+|early\s+|late\s+|"
            rf"mid-?\s?)?(?P<last>last\s+|this\s+)?(?<!\w){month}(?:,?\s+(?P<year>(?:19|"
            rf"20)\d\d))?(?!\s+\d{{1,2}}\b)",
        ),
        (
            "year",
            r"(?P<lead>since\s+|until\s+|before\s+|from\s+)(?P<year>(?:19|"
            r"20)\d\d)(?!\w)|(?:in|during)\s+(?P<year2>x)",
        ),
        ("year", r"(?P<lead>)\b(?:in|during)\s+(?P<year>(?:19|20)\d\d)(?!\w)"),
        (
            "event",
            rf"(?:since|before|during|after|until)\s+(?:the\s+|a\s+|an\s+|our\s+|"
            rf"their\s+|its\s+)?(?:(?:start|beginning|outbreak|"
            rf"end)\s+of\s+(?:the\s+)?)?(?:\w+\s+){{0,1}}(?:{events})(?!\w)",
        ),
        (
            "event",
            r"(?<!\w)(?:these\s+days|so\s+far|to\s+date|currently|at\s+present|"
            r"at\s+the\s+moment|right\s+now|nowadays|as\s+of\s+now)(?!\w)",
        ),
        (
            "event",
            r"(?<!\w)(?:this\s+(?:spring|summer|autumn|winter)|in\s+(?:spring|summer|"
            r"autumn|winter))(?!\w)",
        ),
        ("event", r"(?<![\w-])now(?![\w-])"),
    ]
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{shape})", re.IGNORECASE)) for name, shape in shapes
    )
