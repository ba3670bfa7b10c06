"""Which column of a table is what: a mapping file, or the names that columns commonly have."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import msgspec

from onrecord.errors import UsageError
from onrecord.reading.sources.types import Pairs
from onrecord.record import ChannelName
from onrecord.text import lexicon

FIELDS = (
    "text", "title", "url", "published", "outlet", "author", "handle", "forwarded_from", "id",
    "platform",
)  # fmt: skip
CONSTANTS = ("outlet", "author", "platform")
_LARGEST = 1024 * 1024
_SEE = "see docs/sources.md for its form"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Mapping:
    """``columns`` by field, and ``constants`` that hold for every row.

    >>> Mapping({"text": "Body"}).of(["Body", "Link", "Title"])
    (('text', 'Body'), ('title', 'Title'), ('url', 'Link'))
    """

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def of(self, names: Collection[str]) -> Pairs:
        """The column for each field that a table has, given the names of its columns."""
        folded = {name.strip().casefold(): name for name in reversed(list(names))}
        pairs: list[tuple[str, str]] = []
        for wanted in FIELDS:
            usual = [folded[name] for name in lexicon("columns")[wanted] if name in folded]
            column = self.columns.get(wanted) or next(iter(usual), None)
            if column is not None:
                pairs.append((wanted, column))
        return tuple(pairs)


def load_mapping(path: str) -> Mapping:
    """The mapping in a TOML file: ``[columns]``, field = "column", and ``[constants]``.

    Raises:
        UsageError: where it cannot be read, is malformed, or names a field that there is not.
    """
    item = f"the mapping {path}"
    try:
        source = Path(path).read_bytes()[:_LARGEST].decode()
        read = msgspec.convert(tomllib.loads(source), _File)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UsageError(item, f"it cannot be used ({error})", _SEE) from error
    for table, known in ((read.columns, FIELDS), (read.constants, CONSTANTS)):
        for name in table:
            if name not in known:
                raise UsageError(item, f"it says {name!r}", f"use one of {', '.join(known)}")
    platform = read.constants.get("platform")
    if platform is not None and platform not in get_args(ChannelName):
        why, known_ones = f"{platform!r} is no platform", ", ".join(get_args(ChannelName))
        raise UsageError(item, why, f"use one of {known_ones}")
    return Mapping(read.columns, read.constants)
