"""The way through the rooms: from one report to its Record."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from onrecord._version import __version__
from onrecord.errors import ReadingError, UsageError
from onrecord.record import Block, Document, MadeWith, Record, ReferenceUsed

Day = dt.date | str
Corrections = str | os.PathLike[str] | Sequence[Any]


def check(
    path_or_address: str | os.PathLike[str],
    *,
    published: Day | None = None,
    conflict: str | None = None,
    corrections: Corrections | None = None,
) -> Record:
    """The Record of one report: a file, or an http(s) address, which is fetched."""
    document = read(path_or_address, published=published)
    return check_document(document, conflict=conflict, corrections=listed_corrections(corrections))


def check_text(
    text: str,
    *,
    published: Day | None = None,
    conflict: str | None = None,
    corrections: Corrections | None = None,
    url: str | None = None,
    item: str = "the text given",
) -> Record:
    """The Record of a report that is already in memory: plain text or HTML."""
    try:
        source = text.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(
            item,
            f"character {error.start} is half of a surrogate pair, which no text can hold",
            "decode the text again from its bytes",
        ) from error
    document = read_bytes(source, item, url=url, published=published)
    return check_document(document, conflict=conflict, corrections=listed_corrections(corrections))


def read(path_or_address: str | os.PathLike[str], *, published: Day | None = None) -> Document:
    """The Document of one report, without looking for statements or claims in it."""
    name = os.fspath(path_or_address)
    given = as_day(published)
    if is_address(name):
        return _room("reading", "fetch")(name, published=given)  # type: ignore[no-any-return]
    read_path = _room("reading", "read_path")
    if read_path is None:
        return read_bytes(Path(name).read_bytes(), name, published=given)
    return read_path(name, published=given)  # type: ignore[no-any-return]


def read_bytes(
    source: bytes, item: str, *, url: str | None = None, published: Day | None = None
) -> Document:
    """The Document of a report's bytes; ``item`` is what messages call it."""
    reader = _room("reading", "read")
    if reader is None:
        text = source.decode()
        return Document(
            id="sha256:" + hashlib.sha256(source).hexdigest(),
            text=text,
            language="en",
            published=as_day(published),
            published_source="given" if published else None,
            blocks=(Block(start=0, end=len(text), kind="paragraph"),),
        )
    return reader(source, item, url=url, published=as_day(published))  # type: ignore[no-any-return]


def check_document(
    document: Document, *, conflict: str | None = None, corrections: Sequence[Any] = ()
) -> Record:
    """The Record of a Document: statements, claims, and how the claims compare with references."""
    profile = _profile(document, conflict)
    parties = profile.parties if profile else ()
    agents: Any = ()
    statements: Any = ()
    claims: Any = ()
    evidence: Any = ()
    unknowns: Any = ()
    checks: Any = ()
    if attribute := _room("attribution", "attribute"):
        attribution = attribute(document, parties)
        if corrections:
            attribution = _room("attribution", "apply_corrections")(
                attribution, document, corrections
            )
        agents, statements = attribution.agents, attribution.statements
    if find_claims := _room("claims", "find_claims"):
        found = find_claims(document, agents, statements, parties)
        claims, evidence, unknowns = found.claims, found.evidence, found.unknowns
    used: tuple[ReferenceUsed, ...] = ()
    check_claims = _room("checking", "check_claims")
    if check_claims and profile and claims:
        library = _room("reference", "load_library")(profile)
        checks = check_claims(document, agents, statements, claims, evidence, profile, library)
        used = _used(library)
    return Record(
        made_with=MadeWith(
            onrecord=__version__,
            model=model_digest(),
            profile=profile.name if profile else None,
            references=used,
        ),
        document=document,
        agents=agents,
        statements=statements,
        claims=claims,
        evidence=evidence,
        unknowns=unknowns,
        checks=checks,
    )


def as_day(value: Day | None) -> dt.date | None:
    """A day given as a date or as "YYYY-MM-DD"."""
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError as error:
            raise UsageError(
                f"the publication date {value!r}", "it is no day", "write it as YYYY-MM-DD"
            ) from error
    return value


def is_address(name: str) -> bool:
    """Whether a REPORT is an address to fetch, not a file."""
    return name.lower().startswith(("http://", "https://"))


def named_profile(conflict: str | None) -> Any:
    """The conflict profile of that name or path, if one is given.

    Raises:
        ReferenceDataError: where there is none, or the file is malformed.
    """
    load = _room("reference", "load_profile")
    return load(conflict) if load and conflict is not None else None


def _profile(document: Document, conflict: str | None) -> Any:
    if conflict is not None:
        return named_profile(conflict)
    detect = _room("reference", "detect_profile")
    return detect(document.text, document.published) if detect else None


def model_digest() -> str | None:
    """The digest of the model that attribution uses, or None where it stands on rules alone."""
    digest = _room("attribution", "model_digest")
    return digest() if digest else None


def _used(library: Any) -> tuple[ReferenceUsed, ...]:
    return tuple(
        ReferenceUsed(
            name=reference.name,
            version=reference.version,
            licence=reference.licence,
            sha256=reference.sha256,
        )
        for reference in library.references
    )


def listed_corrections(corrections: Corrections | None) -> Sequence[Any]:
    """The corrections themselves, read from a file where a path is given."""
    if corrections is None:
        return ()
    if isinstance(corrections, str | os.PathLike):
        return _room("attribution", "load_corrections")(corrections)  # type: ignore[no-any-return]
    return corrections


def _room(name: str, function: str) -> Any:
    return getattr(import_module(f"onrecord.{name}"), function, None)


def _page_in_a_frame(record: Record) -> str:
    from onrecord.publishing import notebook_view

    return notebook_view(record)


Record.html_view = _page_in_a_frame
