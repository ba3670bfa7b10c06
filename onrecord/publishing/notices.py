"""What a reader must know of a document before anything else: where it is from, what to mind."""

from __future__ import annotations

from onrecord.publishing.cleaning import one_line
from onrecord.publishing.wording import PUBLISHED_SOURCES, language_name
from onrecord.record import Document

_TRANSLATED = {
    "stated": "The report says that it is a translation: quoted words are not the speakers’ own.",
    "suspected": "Signs of translation: quoted words may not be the speakers’ own.",
}


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
    from onrecord.attribution import LANGUAGES

    if document.language is None or document.language in LANGUAGES:
        return None
    spoken = " and ".join(language_name(code) for code in sorted(LANGUAGES))
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


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
