"""Limits and column names by which published files are read, as ``adapter_rules.toml`` says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

import msgspec

from onrecord.text import fold

_APART = re.compile(r"[\s_\-]+")


class Limits(msgspec.Struct, frozen=True):
    """See adapter_rules.toml."""

    bytes: int
    unpacked: int
    ratio: int
    ratio_from: int
    files: int
    rows: int
    columns: int
    cell: int
    figure_digits: int
    first_year: int


class Known(msgspec.Struct, frozen=True):
    """Column names that are known, in the order in which they are looked for."""

    names: tuple[str, ...]


class Delimiters(msgspec.Struct, frozen=True):
    """What may stand between two cells."""

    known: tuple[str, ...]


class AdapterRules(msgspec.Struct, frozen=True):
    """All of adapter_rules.toml."""

    limits: Limits
    delimiters: Delimiters
    day: Known
    area: dict[str, float]
    losses: dict[str, tuple[str, ...]]
    events: dict[str, tuple[str, ...]]
    models: dict[str, tuple[str, ...]]
    claims: dict[str, tuple[str, ...]]


@cache
def adapter_rules() -> AdapterRules:
    """The rules that ship with the package."""
    path = resources.files("onrecord") / "data" / "references" / "adapter_rules.toml"
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), AdapterRules)


def column_key(name: str) -> str:
    """A column's name for comparison: folded, words set apart by one space.

    >>> column_key("Anti-aircraft_warfare ")
    'anti aircraft warfare'
    """
    return _APART.sub(" ", fold(name)).strip()


def known_column(header: Iterable[str], names: Iterable[str]) -> str | None:
    """The first of ``names`` that ``header`` holds, as the header spells it.

    >>> known_column(["Country", "Status"], ["party", "country"])
    'Country'
    """
    spelt = {column_key(name): name for name in header}
    return next((spelt[key] for name in names if (key := column_key(name)) in spelt), None)
