"""Fetching a reference anew from its address; the old one stays until the new one is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from onrecord.errors import FetchError, ReferenceDataError
from onrecord.reading.downloading import DownloadLimits, Stamp, download
from onrecord.reference.adapters.about import About
from onrecord.reference.adapters.writing import BESIDE, PUBLISHED
from onrecord.reference.adding import add_reference
from onrecord.reference.packages import DESCRIPTOR, Added, Package, read_package
from onrecord.reference.types import Profile
from onrecord.reference.user_data import added_folders, conflict_folder, data_folder, require_name

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_DIGEST = re.compile(r"\b[0-9a-fA-F]{64}\b")
_MOST_CHECKSUM_BYTES = 100_000


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an update: the package as it now stands, and whether it is another."""

    package: Package
    outcome: Literal["new", "unchanged"]


def update_reference(
    name: str, profile: Profile, *, today: dt.date, limits: DownloadLimits | None = None
) -> Update:
    """Fetches a reference that was added, where its address has another version.

    What came of a broken download is kept and taken up again by the next call. The new file is
    compared with the checksum file, if the reference names one, read as ``add`` reads it, and
    only then takes the old one's place.

    Raises:
        ReferenceDataError: where there is no such reference, it has no address, or what came
            cannot be used; the old one stays.
        FetchError: where the file cannot be fetched whole.
    """
    package, added = _added(name, profile)
    about = msgspec.convert(added.about, About)
    if about.address is None:
        why = "it was added without an address"
        raise ReferenceDataError(f"reference {name!r}", why, "add it again with --address")
    known = Stamp(address=about.address, etag=added.etag, last_modified=added.last_modified)
    target = _target(name, profile, about.address)
    stamp = download(about.address, target, known=known, limits=limits)
    if stamp is None:
        return Update(package=package, outcome="unchanged")
    try:
        _require_checksum(target, about, limits)
        if _same(target, package):
            return Update(package=package, outcome="unchanged")
        beside = {
            role: package.folder / BESIDE / Path(file).name for role, file in added.beside.items()
        }
        made = add_reference(
            target,
            added.kind,
            msgspec.structs.replace(about, name=name, retrieved=today),
            profile,
            beside=beside,
            replace=True,
            stamp={"etag": stamp.etag, "last_modified": stamp.last_modified},
        )
    finally:
        target.unlink(missing_ok=True)
    return Update(package=made, outcome="new")


def updatable(profile: Profile) -> tuple[str, ...]:
    """The names of the references that a user added to a conflict with an address."""
    found = []
    for folder in added_folders(profile.name):
        added = read_package(folder).descriptor.onrecord.added
        if added is not None and added.about.get("address"):
            found.append(folder.name)
    return tuple(found)


def _added(name: str, profile: Profile) -> tuple[Package, Added]:
    folder = conflict_folder(require_name(profile.name)) / require_name(name)
    if not (folder / DESCRIPTOR).is_file():
        shipped = name in {Path(one).name for one in profile.references}
        why = (
            "it ships with its profile and changes only with it"
            if shipped
            else "no reference of that name was added"
        )
        raise ReferenceDataError(f"reference {name!r}", why, "see onrecord reference list")
    package = read_package(folder)
    added = package.descriptor.onrecord.added
    if added is None:
        why = "it was added as a package of its own"
        raise ReferenceDataError(f"reference {name!r}", why, "add its new version with --replace")
    return package, added


def _target(name: str, profile: Profile, address: str) -> Path:
    folder = data_folder() / "downloads" / profile.name / name
    folder.mkdir(parents=True, exist_ok=True)
    last = PurePosixPath(urlsplit(address).path).name
    return folder / (_UNSAFE.sub("_", last).lstrip(".")[:100] or "data")


def _require_checksum(target: Path, about: About, limits: DownloadLimits | None) -> None:
    if about.checksum is None:
        return
    path = target.with_name(target.name + ".sha256")
    bounds = limits or DownloadLimits()
    try:
        download(about.checksum, path, limits=_smaller(bounds))
        listed = path.read_text(encoding="utf-8", errors="replace")
    finally:
        path.unlink(missing_ok=True)
    digests = [found.lower() for found in _DIGEST.findall(listed)]
    if hashlib.sha256(target.read_bytes()).hexdigest() not in digests:
        raise FetchError(
            about.address or str(target),
            f"what came is not what {about.checksum} lists (sha256 differs)",
            "try again; if it stays so, ask the publisher",
        )


def _smaller(limits: DownloadLimits) -> DownloadLimits:
    from dataclasses import replace

    return replace(limits, bytes=min(limits.bytes, _MOST_CHECKSUM_BYTES))


def _same(target: Path, package: Package) -> bool:
    """Whether the file is the published one that the package holds already."""
    digest = f"sha256:{hashlib.sha256(target.read_bytes()).hexdigest()}"
    held = [one.hash for one in package.descriptor.resources if one.path.startswith(PUBLISHED)]
    return held == [digest]
