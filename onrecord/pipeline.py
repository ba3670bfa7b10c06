"""The way through the rooms: from one report to its Record."""

from __future__ import annotations

import datetime as dt
import os
import re
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord._version import __version__
from onrecord.errors import ReadingError, UnmatchedCorrectionWarning, UsageError
from onrecord.record import Check, Document, MadeWith, Record, ReferenceUsed

if TYPE_CHECKING:
    from onrecord.attribution.correction_file import Correction
    from onrecord.checking import Explanation
    from onrecord.reference import Library, Profile

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")

Day = dt.date | str
"""A day, or its ISO form "YYYY-MM-DD"."""


def check(
    path_or_address: str | os.PathLike[str],
    *,
    published: Day | None = None,
    conflict: str | None = None,
    corrections: str | os.PathLike[str] | Sequence[Correction] | None = None,
) -> Record:
    """The Record of one report: a file, or an http(s) address, which is fetched.

    Args:
        path_or_address: plain text or HTML.
        published: the publication date, where the report does not state it or states it wrongly.
        conflict: a conflict profile, by name or path; otherwise it is found from the text.
        corrections: a person's corrections, or the file they stand in.

    Raises:
        ReadingError: where the report cannot be read, or (FetchError) fetched.
        CorrectionsError: where the corrections cannot be used.
        ReferenceDataError: where the profile or its data are missing or altered.
        UsageError: where ``published`` is no day.

    >>> import pathlib, tempfile, onrecord
    >>> report = pathlib.Path(tempfile.mkdtemp()) / "report.txt"
    >>> _ = report.write_text("“We hold the bridge,” said Mayor Ilva Brandt.")
    >>> str(onrecord.check(report, published="2031-05-10").document.published)
    '2031-05-10'
    """
    document = read(path_or_address, published=published)
    return check_document(document, conflict=conflict, corrections=listed_corrections(corrections))


def check_text(
    text: str,
    *,
    published: Day | None = None,
    conflict: str | None = None,
    corrections: str | os.PathLike[str] | Sequence[Correction] | None = None,
    url: str | None = None,
    item: str = "the text given",
) -> Record:
    """The Record of a report that is already in memory: plain text or HTML.

    ``url`` is where it came from, ``item`` what messages call it; the rest is as for ``check``,
    and so are the errors.

    >>> import onrecord
    >>> record = onrecord.check_text("It is not known how many bridges were destroyed.")
    >>> [unknown.span.of(record.document.text) for unknown in record.unknowns]
    ['It is not known how many bridges were destroyed.']
    """
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
    """The Document of one report, without looking for statements or claims in it.

    Raises:
        ReadingError: where it cannot be read, or (FetchError) fetched.
        UsageError: where ``published`` is no day.

    >>> import pathlib, tempfile, onrecord
    >>> report = pathlib.Path(tempfile.mkdtemp()) / "report.txt"
    >>> _ = report.write_text("The bridge stands.")
    >>> [block.kind for block in onrecord.read(report).blocks]
    ['paragraph']
    """
    from onrecord import reading

    name = os.fspath(path_or_address)
    if is_address(name):
        return reading.fetch(name, published=as_day(published))
    return reading.read_path(name, published=as_day(published))


def read_bytes(
    source: bytes, item: str, *, url: str | None = None, published: Day | None = None
) -> Document:
    """The Document of a report's bytes; ``item`` is what messages call it."""
    from onrecord import reading

    return reading.read(source, item, url=url, published=as_day(published))


def check_document(
    document: Document, *, conflict: str | None = None, corrections: Sequence[Correction] = ()
) -> Record:
    """The Record of a Document: statements, claims, and how the claims compare with references.

    A correction that fits nothing in the document is warned of (UnmatchedCorrectionWarning),
    unless it is meant for another document.

    Raises:
        ReferenceDataError: where the profile or its data are missing or altered.
    """
    record, unmatched = check_and_list(document, conflict=conflict, corrections=corrections)
    for correction in unmatched:
        if correction.document in (None, document.id):
            from onrecord.publishing import why_unmatched

            told = f"{correction} fits nothing: {why_unmatched(record, correction)}"
            warnings.warn(told, UnmatchedCorrectionWarning, stacklevel=2)
    return record


def check_and_list(
    document: Document, *, conflict: str | None = None, corrections: Sequence[Correction] = ()
) -> tuple[Record, tuple[Correction, ...]]:
    """The Record of a Document, and the corrections that fit nothing in it."""
    from onrecord.attribution import attribute
    from onrecord.claims import find_claims

    profile = named_profile(conflict) or _detected(document)
    parties = profile.parties if profile else ()
    attribution = attribute(document, parties)
    unmatched: tuple[Correction, ...] = ()
    if corrections:
        from onrecord.attribution import apply_corrections

        attribution, unmatched = apply_corrections(attribution, document, corrections)
    agents, statements = attribution.agents, attribution.statements
    found = find_claims(document, agents, statements, parties)
    checks: tuple[Check, ...] = ()
    library: Library | None = None
    if profile is not None and found.claims:
        from onrecord.checking import check_claims
        from onrecord.reference import load_library

        library = load_library(profile)
        checks = check_claims(
            document, agents, statements, found.claims, found.evidence, profile, library
        )
    record = Record(
        made_with=_made_with(profile, library),
        document=document,
        agents=agents,
        statements=statements,
        claims=found.claims,
        evidence=found.evidence,
        unknowns=found.unknowns,
        checks=checks,
    )
    return record, unmatched


def explain(record: Record, claim: str, *, conflict: str | None = None) -> Explanation:
    """The check of one claim from the rows of the reference data up, to be redone by hand.

    Each figure comes with the rows it rests on (package, file, day, column, value, flags), the
    formula over them and its result; beside it the verdict had the flagged values decided, and by
    what had been recorded on the day of the report.

    Args:
        record: a Record, as ``check`` made it or ``Record.from_json`` read it.
        claim: the id of a claim that has a check.
        conflict: the conflict profile, by name or path, where it does not ship with OnRecord.

    Raises:
        UsageError: where the claim is not there or has no check, where the Record was checked by
            another profile, by other data or by another version of OnRecord.
        ReferenceDataError: where the profile or its data are missing or altered.

    >>> import onrecord
    >>> text = "Russia has lost 2,169 tanks since February 2022, the Ukrainian army says."
    >>> record = onrecord.check_text(text, published="2022-09-13", conflict="russia_ukraine_2022")
    >>> step = onrecord.explain(record, "c1").readings[0].steps[0]
    >>> [(row.file, str(row.day), row.value) for row in step.rows]
    [('counts.csv', '2022-09-13', 1087)]
    """
    from onrecord import checking
    from onrecord.reference import load_library

    if claim not in {one.id for one in record.claims}:
        raise UsageError(f"claim {claim!r}", "the record has none of that id", "see its claims")
    profile = named_profile(conflict or record.made_with.profile)
    if profile is None:
        raise UsageError(
            f"claim {claim!r}", "the record was checked by no profile", "check it with --conflict"
        )
    library = load_library(profile)
    made = _made_with(profile, library)
    if (made.profile, made.references) != (record.made_with.profile, record.made_with.references):
        raise UsageError(
            f"claim {claim!r}",
            f"the record was checked by {record.made_with.profile} with other reference data",
            "check the report again",
        )
    found = checking.explain(
        record.document, record.agents, record.statements, record.claims, profile, library, claim
    )
    if found is None:
        raise UsageError(f"claim {claim!r}", "it says nothing that is checked", "see the checks")
    before = next((one.verdict for one in record.checks if one.claim == claim), None)
    if found.verdict != before:
        raise UsageError(
            f"claim {claim!r}",
            f"it was checked by OnRecord {record.made_with.onrecord}, which came to another end",
            "check the report again",
        )
    return found


def model_digest() -> str | None:
    """The digest of the model that attribution uses, or None where it stands on rules alone.

    Raises:
        ModelError: where the model's files are missing or altered.
    """
    from onrecord.attribution import model_digest as digest

    return digest()


def named_profile(conflict: str | None) -> Profile | None:
    """The conflict profile of that name or path, if one is given.

    Raises:
        ReferenceDataError: where there is none, or the file is malformed.
    """
    if conflict is None:
        return None
    from onrecord.reference import load_profile

    return load_profile(conflict)


def listed_corrections(
    corrections: str | os.PathLike[str] | Sequence[Correction] | None,
) -> Sequence[Correction]:
    """The corrections themselves, read from a file where a path is given.

    Raises:
        CorrectionsError: where the file cannot be read or used.
    """
    if corrections is None:
        return ()
    if isinstance(corrections, str | os.PathLike):
        from onrecord.attribution import load_corrections

        return load_corrections(corrections)
    return corrections


def as_day(value: Day | None) -> dt.date | None:
    """A day given as a date or as "YYYY-MM-DD".

    Raises:
        UsageError: where the words are no day.

    >>> as_day("2022-09-13")
    datetime.date(2022, 9, 13)
    """
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(
            f"the publication date {value!r}", "it is no day", "write it as YYYY-MM-DD"
        ) from error


def is_address(name: str) -> bool:
    """Whether a REPORT is an address, not a file; only http(s) can then be fetched.

    >>> is_address("https://news.example/a"), is_address("https.txt")
    (True, False)
    """
    return _SCHEME.match(name) is not None


def _detected(document: Document) -> Profile | None:
    from onrecord.reference import detect_profile

    return detect_profile(document.text, document.published)


def _made_with(profile: Profile | None, library: Library | None) -> MadeWith:
    return MadeWith(
        onrecord=__version__,
        model=model_digest(),
        profile=profile.name if profile else None,
        references=tuple(
            ReferenceUsed(
                name=reference.name,
                version=reference.version,
                licence=reference.licence,
                sha256=reference.sha256,
            )
            for reference in (library.references if library else ())
        ),
    )


def _page_in_a_frame(record: Record) -> str:
    from onrecord.publishing import notebook_view

    return notebook_view(record)


Record.html_view = _page_in_a_frame
