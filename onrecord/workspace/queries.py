"""What a person asks the full-text index for, read so that no input is a syntax error."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from onrecord.errors import UsageError

_TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\x00": " "})
_OPERATORS = ("AND", "OR", "NOT")
_LONGEST = 64
"""Terms of a query that are looked at; more than that is no question."""


class Term(msgspec.Struct, frozen=True):
    """Words that must stand together, ``open`` where the last of them may go on (``tank*``)."""

    words: str
    open: bool = False


class Query(msgspec.Struct, frozen=True):
    """Terms of which each group must be met by one, and terms that must not stand there."""

    wanted: tuple[tuple[Term, ...], ...]
    unwanted: tuple[Term, ...] = ()


def parse_query(given: str) -> Query:
    """What a person wrote: words (all must be there), "phrases", ``tank*``, OR, -without.

    AND between words is what holds anyway; NOT before a word leaves out what has it.

    Everything else is words: no query is wrong but one without any word that is wanted.

    Raises:
        UsageError: where there is none.

    >>> parse_query('bridge OR dam -"on Monday"').wanted
    ((Term(words='bridge', open=False), Term(words='dam', open=False)),)
    """
    groups: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    joins = False
    for kind, term in _terms(given):
        if kind == "or":
            joins = bool(groups)
        elif kind == "without":
            unwanted.append(term)
        elif joins:
            groups[-1] = (*groups[-1], term)
            joins = False
        else:
            groups.append((term,))
    if not groups:
        raise UsageError(
            f"the search {given!r}", "it asks for no word", 'give words, as in: tank "the bridge"'
        )
    return Query(tuple(groups), tuple(unwanted))


def _terms(given: str) -> list[tuple[Literal["or", "want", "without"], Term]]:
    text = given.encode("utf-8", "replace").decode().translate(_QUOTES)
    found: list[tuple[Literal["or", "want", "without"], Term]] = []
    negated = False
    for match in _TERM.finditer(text):
        word = match["word"]
        if word in _OPERATORS and not match["minus"]:
            negated = word == "NOT"
            found += [("or", Term(""))] if word == "OR" else []
            continue
        words = match["phrase"] if word is None else word
        if not any(character.isalnum() for character in words):
            continue
        term = Term(words.rstrip("*"), word is not None and word.endswith("*"))
        found.append(("without" if match["minus"] or negated else "want", term))
        negated = False
    return found[:_LONGEST]
