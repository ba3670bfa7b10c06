"""Attributions that the tagger finds where the rules found nothing."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from onrecord.attribution.cues import CueVerb, cue_verbs
from onrecord.attribution.finding import asks_for_anonymity
from onrecord.attribution.found import Found
from onrecord.attribution.frames import Frame, Paragraph
from onrecord.attribution.tagger import Attribution as Tagged
from onrecord.attribution.tagger import ModelTagger
from onrecord.attribution.tagger.config import Config
from onrecord.attribution.tagger.model import FOLDER
from onrecord.errors import ModelError
from onrecord.record import Form, Span, Spans, hull
from onrecord.text import lexicon, tokens, words

_REINSTALL = "install onrecord again, so that the model and its runtime are complete"
_SURE = 0.6
_FEWEST_WORDS = 3
_LEFT_TO_RULES = frozenset({"citing", "quoting", "as saying"})
_CLAUSE_VERBS = ("speech", "denying", "telling", "naming", "speaking", "attitude")
_OWN_VOICE = frozenset({"i", "we", "us", "you", "nobody", "none", "neither", "one"})


@cache
def tagger() -> ModelTagger:
    """The packaged model, loaded and verified once a process.

    Raises:
        ModelError: where its files are missing or altered, or its runtime is not installed.
    """
    try:
        config = Config.load(FOLDER / "model.json")
        altered = [name for name, digest in config.files.items() if digest != _digest(name)]
        loaded = None if altered else ModelTagger.load(FOLDER)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError("the attribution tagger", str(error), _REINSTALL) from error
    if loaded is None:
        why = f"not the files that model.json describes: {', '.join(altered)}"
        raise ModelError("the attribution tagger", why, _REINSTALL)
    return loaded


def _digest(name: str) -> str:
    return "sha256:" + hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()


@cache
def model_digest() -> str:
    """The digest of the tagger's weights, ``sha256:…``.

    Raises:
        ModelError: where the model's description is missing or malformed.
    """
    try:
        return Config.load(FOLDER / "model.json").files["model.onnx"]
    except (OSError, ValueError, KeyError) as error:
        raise ModelError("the attribution tagger", str(error), _REINSTALL) from error


def add_learned(
    text: str, paragraphs: Sequence[Paragraph], found: Sequence[tuple[Found, ...]]
) -> tuple[tuple[Found, ...], ...]:
    """The attributions of each paragraph with those of the tagger that touch none of them."""
    result = [list(here) for here in found]
    wanted = [p.span for p, here in zip(paragraphs, found, strict=True) if _may_hold_more(p, here)]
    for tagged in tagger().tag(text, wanted) if wanted else ():
        place = _place(paragraphs, tagged)
        if place is None:
            continue
        new = _as_found(text, paragraphs[place], tagged)
        if new is None or asks_for_anonymity(text, new):
            continue
        if not _touches(new, result[place]):
            result[place].append(new)
    return tuple(tuple(sorted(here, key=lambda one: one.start)) for here in result)


def _may_hold_more(paragraph: Paragraph, here: Sequence[Found]) -> bool:
    """Whether a sentence with a cue or a quote is left in which the rules found nothing.

    Only such paragraphs are read by the model: whatever touches a rule's finding is dropped.
    """
    read = [one.scene for one in here] + [piece for one in here for piece in one.content]
    return any(
        _has_cue(frame) and not any(frame.span.meets(span) for span in read)
        for frame in paragraph.frames
    )


def _has_cue(frame: Frame) -> bool:
    firsts = _first_words()
    return any(item.quote is not None or item.lower in firsts for item in frame.items)


@cache
def _first_words() -> frozenset[str]:
    """The first words of all cues, nouns among them."""
    phrases = (phrase for table in ("according", "impersonal") for phrase in lexicon("cues")[table])
    verbs = {form[0] for form in cue_verbs()}
    return frozenset(verbs | {phrase.split()[0] for phrase in phrases} | words("cues", "nouns"))


def _place(paragraphs: Sequence[Paragraph], tagged: Tagged) -> int | None:
    start = tagged.content[0][0]
    at = bisect_right(paragraphs, start, key=lambda paragraph: paragraph.span.start) - 1
    return at if at >= 0 and start < paragraphs[at].span.end else None


def _touches(new: Found, here: Sequence[Found]) -> bool:
    whole = hull(new.content)
    return any(whole.meets(piece) for one in here for piece in one.content)


def _as_found(text: str, paragraph: Paragraph, tagged: Tagged) -> Found | None:
    """The tagged attribution, where it is sure and somebody is its source."""
    if tagged.score < _SURE or not tagged.source or not tagged.cue:
        return None
    if text[slice(*tagged.cue[0])].casefold() in _LEFT_TO_RULES:
        return None
    content, form = _content(text, paragraph, tagged)
    source = tuple(_without_possessive(text, Span(*span)) for span in tagged.source)
    cue = tuple(Span(*span) for span in tagged.cue)
    if not content or not _speaks(text, source):
        return None
    verb = _verb(text, cue)
    wanted = verb is not None and verb.is_attitude and form == "indirect"
    if not wanted and not _is_said(text, content, cue, form, tagged):
        return None
    frame = _frame(paragraph, content[0])
    return Found(
        content=content,
        form=form,
        scene=frame.span if frame else paragraph.span,
        cue=cue,
        source=source,
        verb=verb,
        denied=verb is not None and verb.takes("denying") and form != "direct",
        sure=tagged.score,
    )


def _is_said(text: str, content: Spans, cue: Spans, form: Form, tagged: Tagged) -> bool:
    """Whether this is speech: a quote, or a clause behind a verb that takes one."""
    if not _says(text, content, cue):
        return False
    if form == "direct":
        return True
    verb = _verb(text, cue)
    known = verb is None or verb.takes(*_CLAUSE_VERBS)
    return known and (form == "mixed" or _is_clause(text, content, tagged))


def _content(text: str, paragraph: Paragraph, tagged: Tagged) -> tuple[Spans, Form]:
    pieces: list[Span] = []
    forms: set[Form] = set()
    for start, end in tagged.content:
        piece = _without_that(text, Span(start, end).trimmed(text, ",;:–—"))
        quotes = [q for q in paragraph.quotes if q.outer.meets(piece)]
        lone = next((q for q in quotes if _nearly(q.outer, piece)), None)
        forms.add("direct" if lone else "mixed" if quotes else "indirect")
        pieces.append(lone.inner if lone else piece.trimmed(text, "."))
    sized = [piece for piece in pieces if len(tokens(text, piece)) >= _FEWEST_WORDS]
    form: Form = forms.pop() if len(forms) == 1 else "mixed"
    return tuple(sorted(set(sized))), form


def _without_possessive(text: str, span: Span) -> Span:
    """The source without marks at its ends, and "the ministry" of "the ministry's claim"."""
    trimmed = span.trimmed(text, ",;:–—(")
    possessive = trimmed.of(text).endswith(("'s", "’s"))
    return Span(trimmed.start, trimmed.end - 2) if possessive else trimmed


def _nearly(outer: Span, piece: Span) -> bool:
    shared = min(outer.end, piece.end) - max(outer.start, piece.start)
    return shared >= 0.9 * (max(outer.end, piece.end) - min(outer.start, piece.start))


def _without_that(text: str, piece: Span) -> Span:
    opening = piece.of(text)[:5].casefold()
    return Span(piece.start + 5, piece.end) if opening == "that " else piece


def _speaks(text: str, source: Spans) -> bool:
    line = [token.lower for span in source for token in tokens(text, span) if token.is_word]
    shown = any(word in words("people", "things") for word in (*line[:2], *line[-1:]))
    no_name = _OWN_VOICE | words("grammar", "relatives") | words("grammar", "auxiliaries")
    return bool(line) and not shown and line[0] not in no_name | words("grammar", "prepositions")


def _says(text: str, content: Spans, cue: Spans) -> bool:
    """Whether the cue is not negated and the content not a mere infinitive ("urged to leave")."""
    cue_words = {token.lower for span in cue for token in tokens(text, span)}
    opening = content[0].of(text).split(maxsplit=1)[0].casefold()
    return not cue_words & words("grammar", "negations") and opening not in {"to", "of", "for"}


def _is_clause(text: str, content: Spans, tagged: Tagged) -> bool:
    """Whether indirect content holds a verb, or stands behind "that"."""
    if text[tagged.content[0][0] :][:5].casefold() == "that ":
        return True
    verbs = words("grammar", "auxiliaries") | words("clause_words", "finite")
    line = [token for span in content for token in tokens(text, span)]
    return any(
        token.lower in verbs or (token.lower.endswith("ed") and len(token.text) > 4)
        for token in line
    )


def _verb(text: str, cue: Spans) -> CueVerb | None:
    forms = cue_verbs()
    for span in cue:
        for token in tokens(text, span):
            if (token.lower,) in forms:
                return forms[token.lower,]
    return None


def _frame(paragraph: Paragraph, content: Span) -> Frame | None:
    return next((frame for frame in paragraph.frames if frame.span.meets(content)), None)
