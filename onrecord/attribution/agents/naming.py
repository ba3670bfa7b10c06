"""Names in a text: runs of capitalised words, told apart as persons, bodies and others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.record import Span
from onrecord.text import Token, tokens, words

RunKind = Literal["person", "body", "medium", "office", "other"]
_LINKS = frozenset({"of", "for", "and", "the", "on"})
_TIME = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december"}
)  # fmt: skip


@dataclass(frozen=True)
class NameRun:
    """A name as printed.

    ``span`` is the whole printed name with its rank, ``core`` its folded words without rank,
    office and origin; ``role`` the words that say who it is, ``weak`` that the capital may be
    only the sentence's.
    """

    span: Span
    core: tuple[str, ...]
    kind: RunKind
    role: Span | None = None
    possessive: bool = False
    weak: bool = False

    @property
    def last(self) -> str:
        """The last word of the core: a person's family name in most reports."""
        return self.core[-1] if self.core else ""


def name_runs(text: str, stretches: Sequence[Span]) -> tuple[NameRun, ...]:
    """The names in the given stretches of text, in order.

    >>> text = "Yesterday army spokesman Major Ilo Baret met the Harbour Council."
    >>> [(r.span.of(text), r.kind) for r in name_runs(text, [Span(0, len(text))])]
    [('Major Ilo Baret', 'person'), ('Harbour Council', 'body')]
    """
    found: list[NameRun] = []
    for stretch in stretches:
        line = tokens(text, stretch)
        for start, end in _runs(line):
            run = _classified(line, start, end)
            opens = len(run.core) == 1 and run.kind == "other" and _starts_sentence(line, start)
            found.append(replace(run, weak=opens))
    sure = {word for run in found if not run.weak for word in run.core}
    return tuple(replace(run, weak=run.weak and run.last not in sure) for run in found)


def _runs(line: Sequence[Token]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(line):
        if not _can_be_name(line, at):
            at += 1
            continue
        end = _run_end(line, at)
        yield at, end
        at = end


def _can_be_name(line: Sequence[Token], at: int) -> bool:
    token = line[at]
    if not token.is_capitalised or token.lower in _TIME:
        return False
    plain = (
        token.lower in words("grammar", "determiners")
        or token.lower in words("grammar", "subject_pronouns")
        or token.lower in words("grammar", "prepositions")
        or token.lower in words("grammar", "conjunctions")
        or token.lower in words("grammar", "adverbs")
        or token.lower in words("grammar", "auxiliaries")
        or token.lower in words("grammar", "relatives")
    )
    following = line[at + 1] if at + 1 < len(line) else None
    if token.lower in words("grammar", "not_names") and _starts_sentence(line, at):
        return False
    if not plain:
        return True
    names_on = following is not None and following.is_capitalised and not _starts_sentence(line, at)
    return names_on and token.lower not in {"i"}


def _starts_sentence(line: Sequence[Token], at: int) -> bool:
    return at == 0 or line[at - 1].text in '.!?:…“”"„«»•|–—'


def _run_end(line: Sequence[Token], start: int) -> int:
    """Where the name that begins at ``start`` ends; a possessive ends it."""
    at = start + 1
    while at < len(line) and not line[at - 1].lower.endswith("'s") and _belongs(line, start, at):
        at += 1
    return at


def _belongs(line: Sequence[Token], start: int, at: int) -> bool:
    """Whether the token at ``at`` goes on with the name: a word, an initial, a particle."""
    token = line[at]
    if token.is_capitalised and token.lower not in _TIME and _spaced(line, at):
        return True
    if token.text == ".":
        return _is_initial(line, at)
    if token.text == "&":
        return at + 1 < len(line) and line[at + 1].is_capitalised
    if not _continues(line, at):
        return False
    if token.lower in words("roles", "particles"):
        return True
    if token.lower in _LINKS:
        return _is_body_so_far(line, start, at)
    return token.text[0].isdigit() and line[at - 1].end + 1 == token.start


def _spaced(line: Sequence[Token], at: int) -> bool:
    return line[at].start - line[at - 1].end <= 1


def _is_initial(line: Sequence[Token], at: int) -> bool:
    known = line[at - 1].lower in words("abbreviations", "titles") or len(line[at - 1].text) == 1
    return (
        known
        and line[at].start == line[at - 1].end
        and at + 1 < len(line)
        and line[at + 1].is_capitalised
    )


def _continues(line: Sequence[Token], at: int) -> bool:
    following = at + 1
    while following < len(line) and line[following].lower in _LINKS | words("roles", "particles"):
        following += 1
    return (
        following < len(line)
        and following - at <= 2
        and line[following].is_capitalised
        and line[following].lower not in _TIME
    )


def _is_body_so_far(line: Sequence[Token], start: int, at: int) -> bool:
    return any(token.lower in words("roles", "bodies") for token in line[start:at])


def _classified(line: Sequence[Token], start: int, end: int) -> NameRun:
    run = [token for token in line[start:end] if token.is_word]
    folded = [_bare(token) for token in run]
    possessive = run[-1].lower.endswith("'s")
    office = _office_length(folded)
    core = tuple(folded[office:])
    first = _first_of_name(run, folded, office)
    span = Span(run[first].start, run[-1].end - (2 if possessive else 0))
    noun = _noun_before(line, start)
    kind = _kind(folded, office, noun)
    if kind == "person" and not office and _has_article(line, start):
        kind = "other"  # "the International Fund": persons take no article
    if kind == "office":
        return NameRun(Span(run[0].start, span.end), tuple(folded), "office", None, possessive)
    if kind != "person":
        whole = Span(run[0].start, span.end)
        return NameRun(whole, tuple(folded), kind, _role_before(line, start), possessive)
    role = Span(run[0].start, run[office - 1].end) if office and first else None
    return NameRun(span, core, kind, role or _role_before(line, start), possessive)


def _bare(token: Token) -> str:
    return token.lower.removesuffix("'s")


def _office_length(folded: Sequence[str]) -> int:
    """How many leading words are rank, office or origin: "Tarnian Prime Minister" Ilo Baret."""
    if folded[0] in words("roles", "forms_of_address") and len(folded) > 1:
        return 1
    if len(folded) > 1 and {folded[-1], _head(folded)} & words("roles", "bodies"):
        return 0
    length = 1 if len(folded) > 2 and folded[0] in words("roles", "roles") else 0
    for at, word in enumerate(folded[:-1]):
        if word in words("roles", "ranks") or word in words("roles", "office_words"):
            length = at + 1
    last_is_office = folded[-1] in words("roles", "ranks") | words("roles", "office_words")
    return len(folded) if last_is_office and length >= len(folded) - 1 else length


def _first_of_name(run: Sequence[Token], folded: Sequence[str], office: int) -> int:
    """The printed name begins with the ranks directly before the core."""
    first = office
    while first > 0 and folded[first - 1] in words("roles", "ranks"):
        first -= 1
    return min(first, len(run) - 1)


def _has_article(line: Sequence[Token], start: int) -> bool:
    return start > 0 and line[start - 1].lower in {"the", "a", "an", "this", "its", "their"}


def _noun_before(line: Sequence[Token], start: int) -> str:
    at = start - 1
    if at > 0 and line[at].text in "“„«\"‘'":
        at -= 1
    return line[at].lower if at >= 0 and line[at].is_word else ""


def _kind(folded: Sequence[str], office: int, noun: str) -> RunKind:
    if office >= len(folded):
        return (
            "office" if len(folded) > 1 or folded[0] in words("roles", "office_words") else "other"
        )
    core = folded[office:]
    head = _head(core)
    if head in words("roles", "bodies") and noun not in words("roles", "roles"):
        return "body"
    if office or noun in words("roles", "roles"):
        return "person"
    if noun in words("roles", "bodies"):
        return "body"
    if noun in words("roles", "media") or (len(core) > 1 and head in words("roles", "media")):
        return "medium"
    if any(word in words("roles", "bodies") for word in core):
        return "body"
    if len(core) >= 2 and not any(character.isdigit() for word in core for character in word):
        return "person"
    return "other"


def _head(core: Sequence[str]) -> str:
    for at, word in enumerate(core):
        if word in _LINKS and at:
            return core[at - 1]
    return core[-1]


def _role_before(line: Sequence[Token], start: int) -> Span | None:
    """The lower-case words directly before a name: "army spokesman" Ilo Baret."""
    first = start
    while first > 0 and start - first < 4:
        token = line[first - 1]
        closed = (
            not token.is_word
            or token.lower in words("grammar", "determiners")
            or token.lower in words("grammar", "prepositions")
            or token.lower in words("grammar", "conjunctions")
        )
        if closed:
            break
        first -= 1
    if first == start:
        return None
    nouns = words("roles", "roles") | words("roles", "bodies") | words("roles", "media")
    if line[start - 1].lower not in nouns:
        return None
    return Span(line[first].start, line[start - 1].end)
