"""The same reports, typed differently: what was said must not depend on how it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.cases import Case
from evaluation.product import answer_text
from evaluation.scoring import CaseScore, score_cases

Change = Callable[[str], str]

_SOFT_HYPHEN = "\u00ad"
_DOUBLE = '“”„‟«»"'
_OPENING = re.compile(r"(^|[\s(\[—–-])[" + _DOUBLE + "]", re.MULTILINE)
_BREAK = re.compile(r"\n[ \t]*\n+")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?]”)) (?=[“A-Z])")
_LONG_WORD = re.compile(r"\b([a-z]{4})([a-z]{4,})\b")


@dataclass(frozen=True)
class Variation:
    """One way to type a report differently, and what it is called."""

    name: str
    change: Change


def curled(text: str, opening: str = "“", closing: str = "”") -> str:
    """Every double mark as an opening or closing one, by what stands before it.

    >>> curled('"Go," he said. "Now."')
    '“Go,” he said. “Now.”'
    """
    opened = _OPENING.sub(lambda m: m.group(1) + "\0", text)
    return re.sub(f"[{_DOUBLE}]", closing, opened).replace("\0", opening)


def straightened(text: str) -> str:
    """Every double mark straight, every apostrophe too.

    >>> print(straightened("“It’s ours.”"))
    "It's ours."
    """
    return re.sub("[‘’]", "'", re.sub(f"[{_DOUBLE}]", '"', text))


def split(text: str) -> str:
    """Each sentence a paragraph of its own, but none inside quotation marks.

    >>> split("It rained. “Go. Now,” he said. They left.").splitlines()
    ['It rained.', '', '“Go. Now,” he said.', '', 'They left.']
    """
    curly = curled(text)
    parts = [0]
    for end in _SENTENCE_END.finditer(curly):
        before = curly[: end.start()].rsplit("\n\n", 1)[-1]
        if before.count("“") == before.count("”"):
            parts.append(end.end())
    return "\n\n".join(
        text[a:b].rstrip(" ") for a, b in zip(parts, [*parts[1:], None], strict=True)
    )


def without_last_mark(text: str) -> str:
    """The last closing quotation mark left out."""
    place = max(text.rfind(mark) for mark in '”»"')
    return text if place < 0 else text[:place] + text[place + 1 :]


def hyphenated(text: str) -> str:
    """A soft hyphen, which no reader sees, inside long words.

    >>> len(hyphenated("counteroffensive")) - len("counteroffensive")
    1
    """
    return _LONG_WORD.sub(rf"\1{_SOFT_HYPHEN}\2", text)


VARIATIONS: tuple[Variation, ...] = (
    Variation("as printed", lambda text: text),
    Variation("straight marks", straightened),
    Variation("curly marks", curled),
    Variation("guillemets", lambda text: curled(text, "«", "»")),
    Variation("low marks", lambda text: curled(text, "„", "“")),
    Variation("CRLF line ends", lambda text: text.replace("\n", "\r\n")),
    Variation("single line breaks", lambda text: _BREAK.sub("\n", text)),
    Variation("one paragraph", lambda text: re.sub(r"\s*\n\s*", " ", text)),
    Variation("a paragraph a sentence", split),
    Variation("soft hyphens", hyphenated),
    Variation("byte-order mark", lambda text: "\ufeff" + text),
    Variation("last mark missing", without_last_mark),
)


def scores_under(
    cases: Sequence[Case], variations: Sequence[Variation] = VARIATIONS
) -> Iterator[tuple[Variation, tuple[CaseScore, ...]]]:
    """The scores of the plain-text cases under each variation, in the order given."""
    plain_text = [case for case in cases if not case.is_html]
    for variation in variations:
        answers = [
            answer_text(case.name, variation.change(case.source()), case.published)
            for case in plain_text
        ]
        yield variation, score_cases(plain_text, answers)[0]
