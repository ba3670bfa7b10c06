"""The Record as a JSON Schema, made from the types themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.record.record import Record

SCHEMA_ID = "urn:onrecord:record:1"


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every printed Record satisfies.

    >>> record_schema()["title"]
    'OnRecord record, version 1'
    """
    schema: dict[str, Any] = _described(msgspec.json.schema(Record))
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "OnRecord record, version 1",
    }
    return head | schema


def _described(node: Any) -> Any:
    """The schema with descriptions in words only: an example in Python ends them."""
    if isinstance(node, list):
        return [_described(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: value.partition(">>>")[0].strip()
        if key == "description" and isinstance(value, str)
        else _described(value)
        for key, value in node.items()
    }
