"""Word lists kept as data: ``onrecord/data/lexicons/*.toml``, one subject a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby, takewhile
from operator import itemgetter
from typing import Any

_BEGINS_IN_WORD = re.compile(r"\w")


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of one word list, as its TOML file states them (its head says what they mean).

    Raises:
        FileNotFoundError: where the package has no such list.

    >>> "gen" in lexicon("abbreviations")["titles"]
    True
    """
    path = resources.files("onrecord") / "data" / "lexicons" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str, table: str) -> frozenset[str]:
    """One table of a word list as a set of folded words or phrases."""
    return frozenset(fold(entry) for entry in lexicon(name)[table])


@cache
def phrases(name: str, table: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of one table as tuples of folded words, in the order of the list."""
    return tuple(tuple(fold(entry).split()) for entry in lexicon(name)[table])


@cache
def phrase_pattern(name: str, *tables: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of the tables as whole words, longest first, case folded.

    A space in a phrase matches any white space; a straight apostrophe also its curly form.
    """
    return compile_phrases(entry for table in tables for entry in lexicon(name)[table])


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole-word phrases, longest first; it matches nothing where there are none.

    >>> compile_phrases(["gun", "gun boat"]).findall("A Gun boat, a gunner and a gun")
    ['Gun boat', 'gun']
    """
    return _compiled(frozenset(phrase.lower() for phrase in phrases))


@lru_cache(maxsize=4096)
def _compiled(phrases: frozenset[str]) -> re.Pattern[str]:
    if not phrases:
        return re.compile(r"(?!)")
    # \b stands for the slower (?<!\w) where every phrase begins with a letter or figure.
    begin = r"\b" if all(_BEGINS_IN_WORD.match(phrase) for phrase in phrases) else r"(?<!\w)"
    return re.compile(rf"{begin}{_branches(sorted(phrases))}(?!\w)", re.IGNORECASE)


def _branches(phrases: Sequence[str]) -> str:
    """Sorted phrases as a pattern that reads what they share once and tries longer ones first."""
    letters = takewhile(lambda pair: pair[0] == pair[1], zip(phrases[0], phrases[-1], strict=False))
    shared = sum(1 for _ in letters)
    stem, rests = phrases[0][:shared], [phrase[shared:] for phrase in phrases]
    ends_here = not rests[0]
    tails = [list(group) for _, group in groupby(rests[ends_here:], key=itemgetter(slice(1)))]
    if not tails:
        return _literal(stem)
    bodies = "|".join(_branches(tail) for tail in tails)
    return f"{_literal(stem)}(?:{bodies}){'?' if ends_here else ''}"


def _literal(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+").replace("'", "['’]")


def fold(word: str) -> str:
    """A word as word lists keep it: case folded, with straight apostrophes."""
    return word.casefold().replace("’", "'")
