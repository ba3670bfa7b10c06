"""What a published file does not say of itself: publisher, terms, party, place, meaning.

Given as options of ``onrecord reference add``, or in a TOML file (``--about``); options win.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.reference.adapters.opening import published_file, refused
from onrecord.reference.packages import SeriesColumns
from onrecord.reference.types import Between, Bias, DateMeans, SeriesMeasure

_SEE = "see docs/references.md for the fields there are"


class About(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person says of a file; fields as in a data package (docs/references.md).

    ``holder`` is the party that holds the area of a territory table, ``of`` the party whose
    losses a table without a party column counts. ``day``, ``columns`` and ``scale`` say which
    columns are meant where their names do not. ``parties`` maps names in the table to party ids,
    ``items`` published types to classes of the equipment vocabulary. ``series`` describes several
    series of one table. ``address`` is where ``onrecord reference update`` fetches the file,
    ``checksum`` where a list of sha256 sums stands that it is compared with.
    """

    name: str = ""
    title: str = ""
    short_title: str = ""
    publisher: str = ""
    licence: str = ""
    source: str = ""
    address: str | None = None
    checksum: str | None = None
    party: str | None = None
    derived_from: tuple[str, ...] = ()
    retrieved: dt.date | None = None
    bias: Bias | None = None
    date_means: DateMeans | None = None
    defects: tuple[str, ...] = ()
    definition: str = ""
    place: str = ""
    holder: str = ""
    of: str = ""
    day: str | None = None
    columns: tuple[str, ...] = ()
    scale: float | None = None
    measure: SeriesMeasure = "held"
    between: Between = "nothing"
    until: dt.date | None = None
    leaves_out: tuple[str, ...] = ()
    series: tuple[SeriesColumns, ...] = ()
    parties: dict[str, str] = {}
    items: dict[str, tuple[str, ...]] = {}


def read_about(path: Path) -> About:
    """What the TOML file at ``path`` says.

    Raises:
        ReferenceDataError: where it cannot be read, or says something that is no field.
    """
    text = published_file(path).text()
    try:
        table: dict[str, Any] = tomllib.loads(text)
        return msgspec.convert(table, About)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise refused(str(path), f"it does not describe a reference ({error})", _SEE) from error


def with_options(about: About, options: dict[str, Any]) -> About:
    """``about`` with the options that were given on the command line in the place of its own.

    >>> with_options(About(name="river", party="north"), {"party": "south", "place": None}).party
    'south'

    Raises:
        ReferenceDataError: where a value is of the wrong kind.
    """
    given = {name: value for name, value in options.items() if value not in (None, (), "")}
    try:
        return msgspec.convert(msgspec.to_builtins(about) | given, About)
    except msgspec.ValidationError as error:
        raise ReferenceDataError("the description", str(error), _SEE) from error
