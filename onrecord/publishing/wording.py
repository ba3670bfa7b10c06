"""The words readers see for the terms of the vocabulary: one table a term, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from onrecord.record import (
    BlockKind,
    Certainty,
    ClaimKind,
    EvidenceKind,
    Form,
    Manner,
    MannerBasis,
    Measure,
    Modifier,
    PublishedSource,
    Relation,
    Verdict,
)

Tone = Literal["for", "against", "open", "none"]
"""How a verdict is coloured: the references agree, disagree, leave it open, or say nothing."""

VERDICTS: Mapping[Verdict, str] = {
    "consistent": "consistent with the references",
    "inconsistent": "not consistent with the references",
    "not_contradicted": "not contradicted by a lower bound",
    "contested": "the references differ",
    "depends_on_reading": "depends on how the words are read",
    "time_unresolved": "the words leave the time open",
    "not_quantified": "the words give nothing to measure",
    "not_literal": "not meant literally, so not checked",
    "no_reference": "no reference can decide it",
}

TONES: Mapping[Verdict, Tone] = {
    "consistent": "for",
    "inconsistent": "against",
    "not_contradicted": "for",
    "contested": "open",
    "depends_on_reading": "open",
    "time_unresolved": "none",
    "not_quantified": "none",
    "not_literal": "none",
    "no_reference": "none",
}

NO_AMOUNT = "the words state no amount to compare"
BESIDE = "the figure it is compared with does not decide"
"""Why a figure does not decide, as checking writes it where the figure itself is not to blame."""

SHOWN_ONLY = "shown only, does not decide"

CHECKS_LEGEND = (
    "Each • is one meaning of the words, with what the references measure under it; [n] says below "
    "what a reference counts. --explain c1 prints every row and the arithmetic, -o record.html a "
    "page with all figures."
)

IF_MEANT: Mapping[Verdict, str] = {
    "consistent": "Consistent with the references, if the words mean:",
    "inconsistent": "Not consistent with the references, if they mean:",
    "not_contradicted": "Not contradicted by a lower bound, if they mean:",
    "contested": "The references differ, if they mean:",
    "depends_on_reading": "It depends, if they mean:",
    "time_unresolved": "The time is left open, if they mean:",
    "not_quantified": "Shown beside the words, decides nothing:",
    "not_literal": "Not meant literally:",
    "no_reference": "No reference can decide, if they mean:",
}
"""How readings of one verdict are headed where they are listed together."""

FORMS: Mapping[Form, str] = {
    "direct": "quoted",
    "indirect": "reported",
    "mixed": "partly quoted",
}

MANNERS: Mapping[Manner, str] = {
    "earnest": "",
    "ironic": "in jest",
    "depicted": "invented words",
}

MANNER_BASES: Mapping[MannerBasis | None, str] = {
    "reporter": "marked so by the reporter",
    "speaker": "marked so by the speaker",
    "model": "suspected by the model, not marked",
    None: "on no stated ground",
}

CLAIM_KINDS: Mapping[ClaimKind, str] = {
    "territory": "territory",
    "control": "control of a place",
    "withdrawal": "withdrawal",
    "materiel": "equipment",
    "casualties": "casualties",
}

TARGETS: Mapping[ClaimKind, str] = {
    "territory": "from whom",
    "control": "of what",
    "withdrawal": "from where",
    "materiel": "whose",
    "casualties": "whose",
}
"""What the target of a claim is to it."""

CERTAINTIES: Mapping[Certainty, str] = {
    "certain": "without a hedge",
    "probable": "said to be probable",
    "possible": "said to be possible",
    "denied": "denied",
    "unknown": "said not to be known",
}

EVIDENCE_KINDS: Mapping[EvidenceKind, str] = {
    "recording": "recording",
    "satellite": "satellite image",
    "document": "document",
    "expert": "expert",
    "official": "official source",
    "eyewitness": "eyewitness",
    "dataset": "data set",
}

MODIFIERS: Mapping[Modifier, str] = {
    "exact": "",
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "at_most": "at most ",
    "vague": "",
}

RELATIONS: Mapping[Relation, str] = {
    "more": "more than",
    "less": "less than",
    "same": "as much as",
}

MEASURES: Mapping[Measure, str] = {"gained": "gained", "held": "held", "lost": "lost"}

MEASURE_WORDS: Mapping[str, str] = {"level": "held"}
"""What was taken of a reference, where its own word is no reporter's."""

UNITS: Mapping[str, str] = {"km2": " km²", "percent": " %", "items": "", "people": " people"}

PUBLISHED_SOURCES: Mapping[PublishedSource, str] = {
    "given": "date as given",
    "metadata": "date from the page’s metadata",
    "text": "date from the text",
}

BLOCK_KINDS: Mapping[BlockKind, str] = {
    "title": "title",
    "heading": "heading",
    "paragraph": "paragraph",
    "caption": "caption",
    "embedded_post": "embedded post",
    "list": "list",
    "advertising": "advertising",
    "boilerplate": "boilerplate",
}

CHANNELS: Mapping[str, str] = {
    "television": "on television",
    "radio": "on radio",
    "video": "in a video",
    "press conference": "at a press conference",
    "interview": "in an interview",
    "statement": "in a statement",
}
"""Channels that are no platform; of a platform one says "on X"."""

LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def language_name(code: str) -> str:
    """The English name of a language code, or the code itself.

    >>> language_name("uk"), language_name("xx")
    ('Ukrainian', 'xx')
    """
    return LANGUAGES.get(code, code)


def channel_phrase(name: str) -> str:
    """How one says by which way words came.

    >>> channel_phrase("Telegram"), channel_phrase("interview")
    ('on Telegram', 'in an interview')
    """
    return CHANNELS.get(name, f"on {name}")
