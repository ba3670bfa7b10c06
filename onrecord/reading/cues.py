"""Weighing the cues for paid text that ``advertising.toml`` lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.text import fold, lexicon

_WORD = re.compile(r"#?\w+(?:['’&\-]\w+)*|[.,;:!?]")
_QUOTED = re.compile(
    r"“[^“”\n]{0,600}”|„[^„“”\n]{0,600}[“”]|«[^«»\n]{0,600}»|(?<!\w)\"[^\"\n]{0,600}\"(?!\w)"
)
_SHORT_QUOTE = 3
_QUOTATION = -1.5
_LONGEST_LABEL = 80
_LONGEST_SPONSOR = 8
_BRACKETS = "()[]{}*_~=+<>|•·–—-:.!/\\\"'«»“”„ \t\n👉👇🔥📢📣❗️‼️✨▶►→"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a passage's cues add up to: for paid text, and for a report."""

    score: float
    names: frozenset[str]
    of_war: int = 0

    @property
    def is_pitch(self) -> bool:
        """Whether the passage holds more than goods and prices that speaks for paid text."""
        return bool(self.names & _cues().pitches)

    @property
    def is_report(self) -> bool:
        """Whether the passage holds words that a report is made of."""
        return bool(self.names & {"reporting", "quotation"}) or self.of_war > 1


@dataclass(frozen=True, slots=True)
class _Cue:
    name: str
    weight: float
    most: int
    patterns: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cues:
    cues: tuple[_Cue, ...]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    threshold: float
    pitches: frozenset[str]


@cache
def _cues() -> _Cues:
    data = lexicon("advertising")
    made: list[_Cue] = []
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, cue in data["cues"].items():
        patterns = tuple(cue.get("patterns", ()))
        needs = tuple(cue.get("needs", ()))
        made.append(_Cue(name, cue["weight"], cue.get("most", 1), patterns, needs))
        for phrase in cue.get("phrases", ()):
            words = tuple(_WORD.findall(fold(phrase)))
            phrases.setdefault(words[0], []).append((words, name))
    longest_first = {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for first, entries in phrases.items()
    }
    return _Cues(tuple(made), longest_first, data["threshold"], frozenset(data["pitches"]))


def threshold() -> float:
    """The score from which a passage is paid text."""
    return _cues().threshold


def weigh(passage: str) -> Evidence:
    """The evidence in a passage; what is quoted from somebody counts against, never for.

    >>> weigh("Save 20 % with the code WARM20. Order now.").score > threshold()
    True
    >>> weigh("The army said on Monday that it had retaken the town.").score < 0
    True
    """
    return _evidence(passage, at_a_glance=False)


def glance(passage: str) -> Evidence:
    """The evidence of single words and phrases alone: cheap, and enough to know a report by.

    >>> glance("The army said on Monday that it had retaken the town.").is_report
    True
    """
    return _evidence(passage, at_a_glance=True)


def _evidence(passage: str, *, at_a_glance: bool) -> Evidence:
    bare, quotes = _without_quotations(passage)
    folded = fold(bare)
    hits = _phrase_hits(folded)
    score, names = 0.0, set()
    for cue in _cues().cues:
        count = len(hits.get(cue.name, ()))
        if not at_a_glance and count < cue.most and _may_match(cue, folded):
            count += _pattern_hits(cue, bare, cue.most - count)
        if count:
            score += cue.weight * min(cue.most, count)
            names.add(cue.name)
    if quotes:
        score += _QUOTATION
        names.add("quotation")
    if not names & _cues().pitches:
        score = min(score, 0.0)
    return Evidence(score, frozenset(names), len(hits.get("conflict", ())))


def _may_match(cue: _Cue, folded: str) -> bool:
    return bool(cue.patterns) and (not cue.needs or any(need in folded for need in cue.needs))


def _pattern_hits(cue: _Cue, passage: str, enough: int) -> int:
    """How many different matches the cue's patterns have, counted up to ``enough``."""
    found: set[str] = set()
    for pattern in cue.patterns:
        found.update(match.group().lower() for match in _compiled(pattern).finditer(passage))
        if len(found) >= enough:
            break
    return len(found)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _without_quotations(passage: str) -> tuple[str, int]:
    """The passage with longer quotations blanked out, and how many there were."""
    count = 0

    def blank(match: re.Match[str]) -> str:
        nonlocal count
        if len(match.group().split()) <= _SHORT_QUOTE:
            return match.group()
        count += 1
        return " … "

    return _QUOTED.sub(blank, passage).replace("’", "'"), count


def _phrase_hits(folded: str) -> dict[str, set[str]]:
    words = _WORD.findall(folded)
    table = _cues().phrases
    hits: dict[str, set[str]] = {}
    for place, word in enumerate(words):
        for phrase, name in table.get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                hits.setdefault(name, set()).add(phrase[-1])
    return hits


def is_label(line: str) -> bool:
    """Whether a line says nothing but that paid text stands here.

    >>> is_label("[ Advertisement ]"), is_label("Advertisement rates rose")
    (True, False)
    """
    if len(line) >= _LONGEST_LABEL:
        return False
    stripped = _stripped(line)
    return stripped in _set("labels") or (
        stripped.startswith(_label_openings()) and len(stripped.split()) <= _LONGEST_SPONSOR
    )


@cache
def _label_openings() -> tuple[str, ...]:
    return tuple(sorted(f"{opening} " for opening in _set("label_openings")))


def is_weak_label(line: str) -> bool:
    """Whether a line may be the label of paid text, if what follows bears it out."""
    return len(line) < 40 and _stripped(line) in _set("weak_labels")


def is_end_label(line: str) -> bool:
    """Whether a line says that paid text ends here."""
    return len(line) < 80 and _stripped(line) in _set("end_labels")


def opens_with_label(passage: str) -> bool:
    """Whether a passage's first words are a label, apart from what follows by a mark."""
    match = _opening().match(passage)
    return match is not None


def opens_with_weak_label(passage: str) -> bool:
    """Whether a passage opens with what may be a label, if what follows bears it out."""
    head, mark, _ = passage[:60].replace("|", ":").replace(". ", ": ", 1).partition(": ")
    return bool(mark) and is_weak_label(head)


def closes_with_label(passage: str) -> bool:
    """Whether a passage's last words are a label in brackets or after a dash."""
    return _closing().search(passage[-90:]) is not None


def boxed_label(passage: str) -> bool:
    """Whether the first words of a box are a label, marked off only by the page's design."""
    words = fold(passage[:120]).split()
    return any(_stripped(" ".join(words[:count])) in _set("labels") for count in (1, 2, 3, 4))


def _stripped(line: str) -> str:
    return " ".join(fold(line).strip(_BRACKETS).split())


@cache
def _set(table: str) -> frozenset[str]:
    return frozenset(fold(entry) for entry in lexicon("advertising")[table])


def _alternatives(entries: Iterable[str]) -> str:
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in ordered)


@cache
def _opening() -> re.Pattern[str]:
    names = _alternatives(_set("labels"))
    return re.compile(
        rf"[^\w(\[#*]{{0,6}}(?:[(\[*_]{{1,3}}\s*(?:{names})\s*[)\]*_:]{{1,3}}(?!\w)"
        rf"|(?:{names})\s*(?:[:|•/]|\s[–—-]\s|\.\s|\n))",
        re.IGNORECASE,
    )


@cache
def _closing() -> re.Pattern[str]:
    names = _alternatives(_set("labels"))
    return re.compile(
        rf"(?:[(\[*_]{{1,3}}\s*(?:{names})\s*[)\]*_]{{1,3}}|(?:\s[–—|/-]{{1,2}}|\n)\s*(?:{names}))"
        rf"\W*$",
        re.IGNORECASE,
    )
