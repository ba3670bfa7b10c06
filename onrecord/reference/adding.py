"""Adding a reference: published files become a Data Package in the user's data folder, or nothing.

A reference belongs to the conflict it was added to; ``load_library`` finds it beside those that
the conflict's profile names, and a Record names it with its digest.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.reference.adapters.about import About
from onrecord.reference.adapters.adapted import Adapted, Task
from onrecord.reference.adapters.kinds import KINDS, TABLE_KINDS
from onrecord.reference.adapters.opening import PublishedFile, published_file, published_files
from onrecord.reference.adapters.parties import required_party, required_place
from onrecord.reference.adapters.writing import keep_published, write_package
from onrecord.reference.packages import DESCRIPTOR, Added, Package, read_package
from onrecord.reference.tables import read_ledgers, read_series
from onrecord.reference.tenures import read_tenures
from onrecord.reference.types import Profile
from onrecord.reference.user_data import conflict_folder, put_in_place, require_name

_TABLES = (".csv", ".json")
_APART = re.compile(r"[^a-z0-9]+")


def add_reference(
    source: Path,
    kind: str,
    about: About,
    profile: Profile,
    *,
    beside: Mapping[str, Path] | None = None,
    replace: bool = False,
    stamp: Mapping[str, str | None] | None = None,
) -> Package:
    """Adds published data to the conflict of ``profile``, whole or not at all.

    Args:
        source: a file, or a folder of files of one form.
        kind: one of ``KINDS``.
        about: what the files do not say of themselves.
        profile: the conflict; its parties and places are those that the data may name.
        beside: files that belong to the data, by role: ``corrections``, ``models``, ``outlines``.
        replace: whether a reference of that name that was added before gives way.
        stamp: what a server said of the version: ``etag``, ``last_modified``.

    Raises:
        ReferenceDataError: where the data cannot be used as they are; it names file and row.
        OSError: where the data folder cannot be written.

    >>> add_reference(Path("daily.csv"), "territory", about, profile)  # doctest: +SKIP
    Package(folder=…/references/lake_war/lake-survey, …)
    """
    if kind not in KINDS:
        why = f"there is no kind {kind!r}"
        raise ReferenceDataError(str(source), why, f"use one of {', '.join(KINDS)}")
    if not source.exists():
        raise ReferenceDataError(str(source), "there is no such file or folder", "check the path")
    if kind == "package":
        name = read_package(source).descriptor.name
    else:
        name = about.name or name_from(source)
    folder = _free_folder(name, profile, replace=replace)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".adding-", dir=folder.parent) as temporary:
        whole = Path(temporary) / name
        whole.mkdir()
        if kind == "package":
            _copy_package(source, whole)
        else:
            about = msgspec.structs.replace(about, name=name)
            _make(source, kind, about, profile, beside or {}, stamp or {}, whole)
        _require_sound(whole, profile)
        put_in_place(whole, folder)
    return read_package(folder)


def remove_reference(name: str, profile: Profile) -> None:
    """Removes a reference that was added. Raises ReferenceDataError where there is none."""
    folder = conflict_folder(profile.name) / require_name(name)
    if not (folder / DESCRIPTOR).is_file():
        why = "no reference of that name was added"
        raise ReferenceDataError(f"reference {name!r}", why, "see onrecord reference list")
    shutil.rmtree(folder)


def name_from(source: Path) -> str:
    """A name made of a file's own.

    >>> name_from(Path("Daily totals_2031.csv.gz"))
    'daily-totals-2031'
    """
    stem = source.name.lower()
    for suffix in (".gz", ".zip", ".csv", ".json", ".geojson"):
        stem = stem.removesuffix(suffix)
    return _APART.sub("-", stem).strip("-")


def _free_folder(name: str, profile: Profile, *, replace: bool) -> Path:
    folder = conflict_folder(require_name(profile.name)) / require_name(name)
    if name in {Path(one).name for one in profile.references}:
        why = f"the profile {profile.name} has a reference of that name"
        raise ReferenceDataError(f"reference {name!r}", why, "add --name with another one")
    if folder.exists() and not replace:
        why = "one of that name was added before"
        remedy = "add --replace, or --name with another one"
        raise ReferenceDataError(f"reference {name!r}", why, remedy)
    return folder


def _make(
    source: Path,
    kind: str,
    about: About,
    profile: Profile,
    beside: Mapping[str, Path],
    stamp: Mapping[str, str | None],
    whole: Path,
) -> None:
    _require_said(about, kind, source)
    if about.party:
        required_party(profile, about.party, str(source), "--party")
    place = required_place(profile, about.place, str(source)).id
    extra = {role: published_file(path) for role, path in beside.items()}
    files: tuple[PublishedFile, ...]
    if kind == "polygons":
        from onrecord.reference.adapters.polygons import map_sources

        files = map_sources(source)
    else:
        files = published_files(source, _TABLES)
    dated = source if source.is_file() else max(source.iterdir(), key=_modified)
    about = msgspec.structs.replace(about, retrieved=about.retrieved or _modified(dated))
    keep_published(whole, files, extra)
    task = Task(item=str(source), files=files, about=about, profile=profile, beside=extra)
    if kind == "polygons":
        from onrecord.reference.adapters.polygons import read_polygons

        adapted = read_polygons(task, source, beside.get("outlines"))
    else:
        adapted = TABLE_KINDS[kind](task)
    _require_past(adapted, about, source)
    added = Added(
        kind=kind,
        about=said(about),
        beside={role: file.name for role, file in extra.items()},
        etag=stamp.get("etag"),
        last_modified=stamp.get("last_modified"),
    )
    write_package(whole, adapted, about, place, added)


def _copy_package(source: Path, whole: Path) -> None:
    """The descriptor and the files it names, each seen to be the one described."""
    package = read_package(source)
    for resource in package.descriptor.resources:
        raw = package.verified(resource.name)
        target = whole / resource.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    shutil.copyfile(source / DESCRIPTOR, whole / DESCRIPTOR)


def said(about: About) -> dict[str, object]:
    """The fields of a description that were given, as plain values."""
    built: dict[str, object] = msgspec.to_builtins(about)
    return {name: value for name, value in built.items() if value != _UNSAID[name]}


_UNSAID: dict[str, object] = msgspec.to_builtins(About())


def _require_said(about: About, kind: str, source: Path) -> None:
    needed = {"publisher": "--publisher", "licence": "--licence"}
    if kind in ("territory", "polygons") and not about.series:
        needed["holder"] = "--holder"
    if kind == "claims":
        needed |= {"party": "--party", "of": "--of"}
    missing = [option for field, option in needed.items() if not getattr(about, field)]
    if missing:
        raise ReferenceDataError(
            str(source),
            f"the file cannot say what {', '.join(missing)} would",
            'add them, or --about FILE.toml; where no licence is stated, --licence "none stated"',
        )


def _require_past(adapted: Adapted, about: About, source: Path) -> None:
    retrieved = about.retrieved
    if retrieved is not None and adapted.end > retrieved:
        raise ReferenceDataError(
            str(source),
            f"its last day, {adapted.end}, is after the day it was retrieved, {retrieved}",
            "mend the day, or say with --retrieved when it was fetched",
        )


def _require_sound(folder: Path, profile: Profile) -> None:
    """Reads all that the package holds, and sees that it speaks of the profile's parties."""
    package = read_package(folder)
    parties = {party.id for party in profile.parties}
    places = {place.id for place in profile.places}
    item = f"reference {package.descriptor.name!r}"
    for one in read_series(package):
        _require_among(one.series.holder, parties, f"{item}, series {one.series.id}", "party")
        _require_among(one.series.place, places, f"{item}, series {one.series.id}", "place")
    for ledger in read_ledgers(package):
        for party in {count.party for count in ledger.counts}:
            _require_among(party, parties, item, "party")
    for tenures in read_tenures(package):
        for place in tenures.places:
            tenures.at(place, package.reference.coverage.start)
    package.verify()


def _require_among(value: str, known: set[str], item: str, what: str) -> None:
    if value not in known:
        why = f"{value!r} is no {what} of the conflict"
        shown = ", ".join(sorted(known)[:40])
        raise ReferenceDataError(item, why, f"use one of {shown}")


def _modified(path: Path) -> dt.date:
    return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
