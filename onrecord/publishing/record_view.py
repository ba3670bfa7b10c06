"""A whole Record made ready to be laid out."""

from __future__ import annotations

from collections import Counter

from onrecord.errors import OnRecordError
from onrecord.publishing.claim_view import claim_views
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.statement_view import name_of, statement_views
from onrecord.publishing.view import UnknownView, View
from onrecord.publishing.wording import PUBLISHED_SOURCES, language_name
from onrecord.record import Document, Party, Record

_TRANSLATED = {
    "stated": "The report says that it is a translation: quoted words are not the speakers' own.",
    "suspected": "Signs of translation: quoted words may not be the speakers' own.",
}


def record_view(record: Record) -> View:
    """The Record as readers see it, the same for every way of showing it."""
    document = record.document
    claims, references = claim_views(record)
    return View(
        title=one_line(document.title or "") or "Report without a title",
        url=document.url,
        facts=document_facts(document),
        notices=document_notices(document) + _profile_notice(record),
        summary=tuple((label, line) for label, line in _summary(record) if line),
        statements=statement_views(record),
        claims=claims,
        unknowns=tuple(
            UnknownView(one_line(unknown.span.of(document.text)), unknown.span)
            for unknown in record.unknowns
        ),
        references=references,
        made_with=_made_with(record),
    )


def document_facts(document: Document) -> tuple[str, ...]:
    """Outlet, publication date with its source, and language."""
    facts = [one_line(document.outlet)] if document.outlet else []
    if document.published is None:
        facts.append("no publication date: relative times stay open")
    else:
        source = document.published_source
        facts.append(
            f"{document.published}" + (f" ({PUBLISHED_SOURCES[source]})" if source else "")
        )
    facts.append(language_name(document.language) if document.language else "language unknown")
    return tuple(facts)


def document_notices(document: Document) -> tuple[str, ...]:
    """What a reader must know of the document before trusting the rest."""
    translated = _TRANSLATED[document.translated] if document.translated else None
    return tuple(notice for notice in (language_notice(document), translated) if notice)


def language_notice(document: Document) -> str | None:
    """That no statement is looked for in the document's language, if so."""
    from onrecord import attribution

    languages = getattr(attribution, "LANGUAGES", frozenset({"en"}))
    if document.language is None or document.language in languages:
        return None
    spoken = " and ".join(language_name(code) for code in sorted(languages))
    return (
        f"This report is in {language_name(document.language)}. Statements are only found in "
        f"{spoken}: it was read, and no statement was looked for."
    )


def advertising_line(document: Document) -> str:
    """How much advertising the report holds: "1 block, 24 words", or nothing."""
    blocks = [block for block in document.blocks if block.kind == "advertising"]
    if not blocks:
        return ""
    count = sum(len(block.span.of(document.text).split()) for block in blocks)
    return f"{_counted(len(blocks), 'block')}, {_counted(count, 'word')}, set apart"


def _profile_notice(record: Record) -> tuple[str, ...]:
    if record.claims and record.made_with.profile is None:
        return ("No conflict profile fits this report: no claim was compared with references.",)
    return ()


def _summary(record: Record) -> list[tuple[str, str]]:
    advertising = ("Advertising", advertising_line(record.document))
    if language_notice(record.document):
        return [advertising]
    return [
        ("Quoted", _quoted(record)),
        ("Shown, not quoted", _depicted(record)),
        ("Not quoted", _silent(record)),
        advertising,
    ]


def _quoted(record: Record) -> str:
    counts = Counter(
        statement.speaker
        for statement in record.statements
        if statement.speaker is not None and statement.manner != "depicted"
    )
    named = [f"{name_of(record, agent)} ({count})" for agent, count in counts.most_common()]
    left_open = sum(
        statement.speaker is None and statement.manner != "depicted"
        for statement in record.statements
    )
    if left_open:
        named.append(f"speaker left open ({left_open})")
    return ", ".join(named) or "nobody"


def _depicted(record: Record) -> str:
    shown = dict.fromkeys(
        agent
        for statement in record.statements
        if statement.manner == "depicted"
        for agent in statement.depicts
    )
    return ", ".join(name_of(record, agent) for agent in shown)


def _silent(record: Record) -> str:
    speaking = {
        statement.speaker for statement in record.statements if statement.manner != "depicted"
    }
    heard = {agent.party.id for agent in record.agents if agent.party and agent.id in speaking}
    silent = [party.name for party in _parties(record) if party.id not in heard]
    return f"nobody speaks for {' or '.join(silent)}" if silent else ""


def _parties(record: Record) -> tuple[Party, ...]:
    if record.made_with.profile is None:
        return ()
    from onrecord.reference import load_profile

    try:
        return load_profile(record.made_with.profile).parties
    except OnRecordError:
        return ()  # a profile of somebody else's: the Record holds no more than its name


def _made_with(record: Record) -> tuple[tuple[str, str], ...]:
    made = record.made_with
    lines = [
        ("OnRecord", made.onrecord),
        ("Model", made.model or "none (rules)"),
        ("Conflict profile", made.profile or "none"),
        ("Document", record.document.id),
    ]
    lines += [
        (reference.name, f"version {reference.version}, {reference.licence}")
        for reference in made.references
    ]
    return tuple((label, one_line(line)) for label, line in lines)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
