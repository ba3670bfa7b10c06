"""From what an adapter found to a Data Package in a folder."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from onrecord.reference.adapters.about import About
from onrecord.reference.adapters.adapted import Adapted, AdaptedTable
from onrecord.reference.adapters.opening import PublishedFile
from onrecord.reference.packages import DESCRIPTOR, Added

PUBLISHED = "published"
BESIDE = "beside"
"""Folders of a package: the files as they were published, and what belongs to them."""


def write_package(folder: Path, adapted: Adapted, about: About, place: str, added: Added) -> None:
    """Writes tables and descriptor of what was adapted into an empty folder.

    The files as published are written by ``keep_published``.

    Raises:
        OSError: where a file cannot be written.
    """
    resources = [_write_table(folder, table) for table in adapted.tables]
    resources += _published_resources(folder)
    (folder / DESCRIPTOR).write_text(
        json.dumps(
            _descriptor(adapted, about, place, added, resources), indent=2, ensure_ascii=False
        )
        + "\n",
        encoding="utf-8",
    )


def keep_published(
    folder: Path, files: Iterable[PublishedFile], beside: Mapping[str, PublishedFile]
) -> None:
    """Keeps the files as they were published, byte for byte, and those that belong to them.

    Raises:
        OSError: where one cannot be written.
    """
    for name, kept in ((PUBLISHED, files), (BESIDE, beside.values())):
        for file in kept:
            (folder / name).mkdir(exist_ok=True)
            (folder / name / Path(file.name).name).write_bytes(file.raw)


def _write_table(folder: Path, table: AdaptedTable) -> dict[str, Any]:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([name for name, _ in table.fields])
    writer.writerows(table.rows)
    raw = text.getvalue().encode("utf-8")
    path = f"{table.name}.csv"
    (folder / path).write_bytes(raw)
    schema: dict[str, Any] = {"fields": [{"name": n, "type": kind} for n, kind in table.fields]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {
        "name": table.name,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_measured(raw),
        "schema": schema,
        "onrecord": _slim(table.meaning),
    }


def _published_resources(folder: Path) -> list[dict[str, Any]]:
    files = [
        (name, path) for name in (PUBLISHED, BESIDE) for path in sorted(folder.glob(f"{name}/*"))
    ]
    return [
        {
            "name": f"{name}-{number}",
            "path": f"{name}/{path.name}",
            "description": "as published",
            **_measured(path.read_bytes()),
        }
        for number, (name, path) in enumerate(files, 1)
    ]


def _measured(raw: bytes) -> dict[str, Any]:
    return {"hash": f"sha256:{hashlib.sha256(raw).hexdigest()}", "bytes": len(raw)}


def _descriptor(
    adapted: Adapted,
    about: About,
    place: str,
    added: Added,
    resources: list[dict[str, Any]],
) -> dict[str, Any]:
    published = [one["hash"] for one in resources if one["path"].startswith(PUBLISHED)]
    digest = hashlib.sha256("\n".join(published).encode()).hexdigest()
    source: dict[str, str] = {"title": about.source or about.address or about.publisher}
    if about.address:
        source["path"] = about.address
    return {
        "profile": "data-package",
        "name": about.name,
        "title": about.title or about.name,
        "version": f"{about.retrieved}+{digest[:8]}",
        "licenses": [{"name": "stated", "title": about.licence}],
        "sources": [source],
        "contributors": [{"title": about.publisher, "role": "publisher"}],
        "resources": resources,
        "onrecord": {
            "short_title": about.short_title or about.title or about.name,
            "publisher": about.publisher,
            "party": about.party,
            "derived_from": about.derived_from,
            "retrieved": str(about.retrieved),
            "coverage": {
                "start": str(adapted.start),
                "end": str(adapted.end),
                "place": place,
                "parties": adapted.parties,
            },
            "unit": adapted.unit,
            "date_means": about.date_means or adapted.date_means,
            "bias": about.bias or adapted.bias,
            "defects": [*about.defects, *adapted.defects],
            "added": _slim(added),
        },
    }


def _slim(item: msgspec.Struct) -> Any:
    """An item as JSON holds it, without the fields that have their defaults."""
    built: dict[str, Any] = msgspec.to_builtins(item)
    defaults = msgspec.structs.fields(item)
    return {
        field.name: _slim_value(getattr(item, field.name), built[field.name])
        for field in defaults
        if built[field.name] not in ([], {}, None, "")
        and not (
            field.default is not msgspec.NODEFAULT and getattr(item, field.name) == field.default
        )
    }


def _slim_value(value: Any, built: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _slim(value)
    if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
        return [_slim(one) for one in value]
    return built
