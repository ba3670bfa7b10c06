"""Which language a report is in, and whether it reads like a translation."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from onrecord.reading.layout import Stretch
from onrecord.record import Translated
from onrecord.text import fold, lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAMPLE = 3_000
_PIECES = 4
_FEWEST_WORDS = 5
_HALVED = 40
_CLEAR = 1.0
_MOST_READ = 60_000
_REPORT = frozenset({"title", "heading", "paragraph", "list", "caption"})


def sample(text: str, stretches: Sequence[Stretch]) -> str:
    """The first words of the report itself, without furniture and paid text."""
    taken: list[str] = []
    size = 0
    for stretch in stretches:
        if stretch.kind in _REPORT or stretch.post is not None:
            taken.append(stretch.span.of(text)[: _SAMPLE - size])
            size += len(taken[-1])
        if size >= _SAMPLE:
            break
    return "\n".join(taken) or text[:_SAMPLE]


def language_of(passage: str) -> str | None:
    """The ISO 639-1 code of a passage's language; None where it is short, mixed or unclear.

    >>> language_of("The army said that it had left the town on Monday.")
    'en'
    >>> language_of("OK") is None
    True
    """
    words = [fold(word) for word in _WORD.findall(passage[:_SAMPLE])]
    letters = sum(len(word) for word in words)
    if letters < 20 or (len(words) < _FEWEST_WORDS and passage.isascii()):
        return None
    middle = len(words) // 2 if len(words) >= _HALVED else 0
    glances = {_at_a_glance(half) for half in (words[:middle], words[middle:]) if half}
    if len(glances) == 1 and None not in glances:
        return glances.pop()
    return _identified(passage[:_SAMPLE])


def _at_a_glance(words: list[str]) -> str | None:
    data = lexicon("languages")
    counts = Counter(words)
    scores = sorted(
        (
            (sum(counts[word] for word in known), language)
            for language, known in _function_words().items()
        ),
        reverse=True,
    )
    (best, language), (second, _) = scores[0], scores[1]
    if best >= data["share"] * len(words) and best >= data["lead"] * max(second, 1):
        return language
    return None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    table = lexicon("languages")["function_words"]
    return {language: frozenset(words) for language, words in table.items()}


def _identified(passage: str) -> str | None:
    """What the statistical identifier says of each quarter, where three of four agree."""
    size = max(200, -(-len(passage) // _PIECES))
    pieces = [passage[at : at + size] for at in range(0, len(passage), size)]
    votes = Counter(filter(None, map(_most_likely, pieces)))
    if not votes:
        return None
    language, count = votes.most_common(1)[0]
    return language if count * 4 >= len(pieces) * 3 else None


def _most_likely(piece: str) -> str | None:
    """The likeliest language, where its odds leave the next one well behind.

    The identifier's raw scores grow with the length; their distance is taken per root of it.
    """
    import py3langid

    (language, best), (_, second), *_ = py3langid.rank(piece)
    distance = (float(best) - float(second)) / math.sqrt(max(1, len(piece.encode())))
    return str(language) if distance >= _CLEAR else None


def translated(text: str, language: str | None) -> Translated | None:
    """Whether a text says that it is translated, or shows several signs of it.

    >>> translated("Dam holds (translated from Vostrian)", "en")
    'stated'
    >>> translated("„The pass is ours“, so the speaker of the organisation.", "en")
    'suspected'
    """
    read = text[:_MOST_READ]
    if any(pattern.search(read) for pattern in _stated()):
        return "stated"
    if language != "en":
        return None
    points, kinds = 0.0, 0
    for weight, most, patterns in _signs():
        count = sum(sum(1 for _ in pattern.finditer(read)) for pattern in patterns)
        if count:
            points += weight * min(most, count)
            kinds += 1
    data = lexicon("translation")
    return "suspected" if points >= data["suspected"] and kinds >= data["kinds"] else None


@cache
def _stated() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in lexicon("translation")["stated"])


@cache
def _signs() -> tuple[tuple[float, int, tuple[re.Pattern[str], ...]], ...]:
    return tuple(
        (
            sign["weight"],
            sign.get("most", 1),
            tuple(re.compile(p, re.IGNORECASE | re.MULTILINE) for p in sign["patterns"]),
        )
        for sign in lexicon("translation")["signs"].values()
    )
