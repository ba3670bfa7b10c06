"""Word lists kept as data: ``onrecord/data/lexicons/*.toml``, one subject a file."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


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


def compile_phrases(phrases: Any) -> re.Pattern[str]:
    """A pattern for whole-word phrases, longest first; it matches nothing where there are none."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    bodies = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in ordered
    )
    return re.compile(rf"(?<!\w)(?:{bodies})(?!\w)", re.IGNORECASE)


def fold(word: str) -> str:
    """A word as word lists keep it: case folded, with straight apostrophes."""
    return word.casefold().replace("’", "'")
