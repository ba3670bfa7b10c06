"""Corrections as they stand in a file: TOML written by hand, or JSON Lines from tools."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from onrecord.errors import CorrectionsError
from onrecord.record import AgentKind, Certainty, Manner, Span, Spans

_REMEDY = "write it as docs/corrections.md shows"
_VALUES = {"statements.manner": get_args(Manner), "statements.certainty": get_args(Certainty)}
_NAMING = ("statements.speaker", "statements.via")
_KEYS = frozenset(
    {"document", "item", "words", "spans", "value", "clear", "kind", "by", "on", "note"}
)


@dataclass(frozen=True)
class Correction:
    """What a person decided about one statement.

    ``words`` are the pieces of its content, exactly as printed; ``item`` says which field, with
    ``value`` as its new value (None: nobody). ``document`` is the id of the report, if given;
    ``kind`` says what a newly named agent is; ``by``, ``on`` and ``note`` are for the reader.
    """

    item: str
    words: tuple[str, ...]
    value: str | None
    document: str | None = None
    spans: Spans = ()
    kind: AgentKind | None = None
    by: str | None = None
    on: str | None = None
    note: str | None = None

    def __str__(self) -> str:
        """What a message calls it: the item, and the words it is about."""
        return f"{self.item} of “{' … '.join(self.words)}”"


def load_corrections(path: str | os.PathLike[str]) -> tuple[Correction, ...]:
    """The corrections of a file: JSON Lines where its name ends in .jsonl or .ndjson, else TOML.

    Raises:
        CorrectionsError: where the file cannot be read, or an entry does not say which words it
            is about or what the new value is.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "corrections.toml"
    >>> _ = file.write_text('''[[corrections]]
    ... item = "statements.speaker"
    ... words = "Nobody has left."
    ... value = "Ada Ba"
    ... ''')
    >>> [str(one) for one in load_corrections(file)]
    ['statements.speaker of “Nobody has left.”']
    """
    name = os.fspath(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionsError(
            name, f"it cannot be read ({error})", "give a UTF-8 text file that exists"
        ) from error
    lines = name.casefold().endswith((".jsonl", ".ndjson"))
    entries = _json_lines(name, text) if lines else _toml(name, text)
    return tuple(_correction(place, entry) for place, entry in entries)


def _json_lines(name: str, text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            yield place, json.loads(line)
        except (ValueError, RecursionError) as error:
            raise CorrectionsError(place, f"it is not JSON ({error})", _REMEDY) from error


def _toml(name: str, text: str) -> Iterator[tuple[str, Any]]:
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CorrectionsError(name, f"it is not TOML ({error})", _REMEDY) from error
    unknown = sorted(set(tables) - {"corrections", "document"})
    entries = tables.get("corrections", [])
    if unknown or not isinstance(entries, list):
        what = f"it has {', '.join(unknown)}" if unknown else "its corrections are no list"
        raise CorrectionsError(name, what, "begin each correction with [[corrections]]")
    document = tables.get("document")
    for number, entry in enumerate(entries, 1):
        whole = {"document": document, **entry} if document and isinstance(entry, dict) else entry
        yield f"{name}, correction {number}", whole


def _correction(place: str, entry: Any) -> Correction:
    if not isinstance(entry, dict):
        raise CorrectionsError(place, "it is no table", _REMEDY)
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise CorrectionsError(place, f"it has an unknown key, {unknown[0]}", _REMEDY)
    item = entry.get("item")
    if item not in (*_NAMING, *_VALUES):
        known = ", ".join((*_NAMING, *_VALUES))
        raise CorrectionsError(place, f"it has no known item ({item!r})", f"use one of {known}")
    return Correction(
        item=item,
        words=_words(place, entry.get("words")),
        value=_value(place, item, entry),
        document=_text(place, entry, "document"),
        spans=_spans(place, entry.get("spans")),
        kind=_kind(place, entry),
        by=_text(place, entry, "by"),
        on=None if entry.get("on") is None else str(entry["on"]),
        note=_text(place, entry, "note"),
    )


def _words(place: str, given: Any) -> tuple[str, ...]:
    pieces = [given] if isinstance(given, str) else given
    if (
        not isinstance(pieces, list)
        or not pieces
        or not all(isinstance(piece, str) and piece.strip() for piece in pieces)
    ):
        raise CorrectionsError(
            place, "it does not say which words it is about", 'add words = "…", as printed'
        )
    return tuple(pieces)


def _value(place: str, item: str, entry: dict[str, Any]) -> str | None:
    cleared = entry.get("clear") is True or ("value" in entry and entry["value"] is None)
    value = None if cleared else entry.get("value")
    if cleared and item in _NAMING:
        return None
    allowed = _VALUES.get(item)
    if not isinstance(value, str) or not value.strip():
        raise CorrectionsError(place, "it has no new value", 'add value = "…", or clear = true')
    if allowed is not None and value not in allowed:
        raise CorrectionsError(
            place, f"{value!r} is no value of {item}", f"use one of {', '.join(allowed)}"
        )
    return value


def _text(place: str, entry: dict[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise CorrectionsError(place, f"its {key} is no text", _REMEDY)
    return value


def _kind(place: str, entry: dict[str, Any]) -> AgentKind | None:
    kind = entry.get("kind")
    kinds: dict[str, AgentKind] = {one: one for one in get_args(AgentKind)}
    if kind is not None and kind not in kinds:
        raise CorrectionsError(place, f"{kind!r} is no kind", f"use one of {', '.join(kinds)}")
    return None if kind is None else kinds[kind]


def _spans(place: str, given: Any) -> Spans:
    if given is None:
        return ()
    pairs: list[Any] = given if isinstance(given, list) else [None]
    spans: list[Span] = []
    for pair in pairs:
        whole = isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair)
        if not whole or not 0 <= pair[0] < pair[1]:
            raise CorrectionsError(place, "its spans are no pairs [start, end]", _REMEDY)
        spans.append(Span(pair[0], pair[1]))
    return tuple(spans)
