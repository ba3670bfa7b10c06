"""Reads passage files. The notation: GUIDE.md."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from passages.marks import ROLES, Marked, Passage, Span

HOME = Path(__file__).resolve().parent
SPLITS = ("train", "dev", "test")
_LABEL = re.compile(r"\{(\d+[a-z]?|K[a-z]|U|A) ")
_BRACE = re.compile(r"[{}]")
_LINE = re.compile(r"(\d+|[a-z]):\s*([^;]*)((?:;.*)?)$")
_HEAD = re.compile(r"([a-z]+):\s*(.*)$")

VALUES = {
    "kind": {"person", "organisation", "group", "anonymous", "unknown"},
    "act": {"speech", "attitude"},
    "manner": {
        "earnest", "ironic/reporter", "ironic/speaker", "ironic/none", "depicted",
    },
    "certainty": {"certain", "probable", "possible", "denied", "unknown"},
    "channel": {
        "X", "Telegram", "television", "video", "press conference", "interview", "statement",
    },
    "unit": {"km2", "percent", "items", "people"},
    "disposition": {"destroyed", "captured", "abandoned", "damaged"},
    "literal": {"yes", "no"},
}  # fmt: skip
CLAIM_KINDS = {"territory", "control", "withdrawal", "materiel", "casualties"}
_FREE = {
    "statement": {"role", "via", "candidates", "span"},
    "claim": {"by", "actor", "target", "item", "low", "value", "high", "window", "evidence"},
}
_CHOSEN = {
    "statement": {"kind", "act", "manner", "certainty", "channel"},
    "claim": {"unit", "disposition", "certainty", "literal"},
}
_IN_TEXT = {"role", "via", "candidates", "actor", "target", "window"}


class PassageError(ValueError):
    """A passage that is not written as the guide says; the message names file and line."""


def read_split(split: str) -> tuple[Passage, ...]:
    """All passages of ``train``, ``dev`` or ``test``, by file and order.

    Raises:
        PassageError: where a file is not written as the guide says.
    """
    return tuple(p for path in sorted((HOME / split).glob("*.txt")) for p in read_file(path))


def read_file(path: Path) -> tuple[Passage, ...]:
    """The passages of one file.

    Raises:
        PassageError: where the file is not written as the guide says.
    """
    return tuple(read_passage(lines, f"{path.name}:{number}") for number, lines in _blocks(path))


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    opened = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("=== "):
            if block:
                yield opened, block
            block, opened = [line], number
        elif block:
            block.append(line)
        elif line.strip() and not line.startswith("#"):
            raise PassageError(f"{path.name}:{number}: words before the first passage")
    if block:
        yield opened, block


def read_passage(lines: list[str], place: str) -> Passage:
    r"""The passage that stands in these lines, the first of which is ``=== NAME``.

    Raises:
        PassageError: where they are not written as the guide says; ``place`` says where that is.

    >>> written = "=== a\n---\n“{1 Go,}” {1s she} {1c said}.\n---\n1: -; kind=unknown"
    >>> passage = read_passage(written.split("\n"), "here")
    >>> passage.text, passage.words(passage.statements[0].of("content"))
    ('“Go,” she said.', ('Go,',))
    """
    name = lines[0][4:].strip()
    rules = [i for i, line in enumerate(lines) if line.strip() == "---"]
    if len(rules) != 2:
        raise PassageError(f"{place}: {name} needs two lines of ---, it has {len(rules)}")
    first, second = rules
    text, spans = _unmarked("\n".join(lines[first + 1 : second]).strip("\n"), place)
    marked = [_marked(line, spans, text, place) for line in lines[second + 1 :] if line.strip()]
    said = tuple(_with_claims_words(one, spans) for one in marked if one.label.isdigit())
    passage = Passage(
        name=name,
        place=place,
        head=_head(lines[1:first], place),
        text=text,
        statements=said,
        claims=tuple(one for one in marked if not one.label.isdigit()),
        unknowns=tuple(spans.get("U", ())),
        advertising=tuple(spans.get("A", ())),
    )
    _verify(passage, spans)
    return passage


def _unmarked(marked: str, place: str) -> tuple[str, dict[str, list[Span]]]:
    out: list[str] = []
    spans: dict[str, list[Span]] = defaultdict(list)
    open_: list[tuple[str, int]] = []
    at = length = 0
    while brace := _BRACE.search(marked, at):
        plain = marked[at : brace.start()]
        out.append(plain)
        length += len(plain)
        if brace.group() == "{":
            label = _LABEL.match(marked, brace.start())
            if label is None:
                shown = marked[brace.start() : brace.start() + 12]
                raise PassageError(f"{place}: no label that the guide knows: {shown!r}")
            open_.append((label.group(1), length))
            at = label.end()
            continue
        if not open_:
            raise PassageError(f"{place}: a }} closes nothing after {plain[-30:]!r}")
        name, start = open_.pop()
        if start == length:
            raise PassageError(f"{place}: {{{name} is empty")
        spans[name].append((start, length))
        at = brace.end()
    if open_:
        raise PassageError(f"{place}: {{{open_[-1][0]} is never closed")
    out.append(marked[at:])
    return "".join(out), {label: sorted(found) for label, found in spans.items()}


def _head(lines: list[str], place: str) -> dict[str, str]:
    head: dict[str, str] = {}
    for line in lines:
        if not line.strip():
            continue
        found = _HEAD.match(line)
        if found is None or found.group(1) not in {
            "genre", "published", "people", "bodies", "places", "note",
        }:  # fmt: skip
            raise PassageError(f"{place}: {line!r} is no line of a passage's head")
        head[found.group(1)] = found.group(2).strip()
    if "published" in head:
        try:
            dt.date.fromisoformat(head["published"])
        except ValueError as error:
            raise PassageError(f"{place}: {head['published']!r} is no day") from error
    return head


def _marked(line: str, spans: dict[str, list[Span]], text: str, place: str) -> Marked:
    found = _LINE.match(line.strip())
    if found is None:
        raise PassageError(f"{place}: {line!r} is no line of a statement or claim")
    label, head, rest = found.group(1), found.group(2).strip(), found.group(3)
    what = "statement" if label.isdigit() else "claim"
    values: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in rest.split(";"))):
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or key not in _FREE[what] | _CHOSEN[what]:
            raise PassageError(f"{place}: {label}: {pair!r} is no key of a {what}")
        if key in _CHOSEN[what] and value not in VALUES[key]:
            raise PassageError(f"{place}: {label}: {key} cannot be {value!r}")
        if key in _IN_TEXT:
            _printed(value.split("/") if key == "candidates" else [value], text, place, label)
        values[key] = value
    if what == "claim" and head not in CLAIM_KINDS:
        raise PassageError(f"{place}: {label}: {head!r} is no kind of claim")
    if what == "statement" and head != "-":
        _printed([head], text, place, label)
    return Marked(label=label, head=head, spans=_spans_of(label, spans), values=values)


def _printed(names: list[str], text: str, place: str, label: str) -> None:
    for name in names:
        if name.strip().casefold() not in text.replace("\n", " ").casefold():
            raise PassageError(f"{place}: {label}: {name.strip()!r} is not printed in the passage")


def _spans_of(label: str, spans: dict[str, list[Span]]) -> dict[str, tuple[Span, ...]]:
    if not label.isdigit():
        return {"claim": tuple(spans.get(f"K{label}", ()))}
    return {
        role: tuple(spans[label + letter])
        for letter, role in ROLES.items()
        if label + letter in spans
    }


def _with_claims_words(one: Marked, spans: dict[str, list[Span]]) -> Marked:
    claim = one.value("span")
    if not claim:
        return one
    content = tuple(spans.get(f"K{claim}", ()))
    return Marked(one.label, one.head, {**one.spans, "content": content}, one.values)


def _verify(passage: Passage, spans: dict[str, list[Span]]) -> None:
    lines = {one.label for one in (*passage.statements, *passage.claims)}
    if len(lines) != len(passage.statements) + len(passage.claims):
        raise PassageError(f"{passage.place}: two lines with the same label")
    for label in spans:
        whose = label[1:] if label.startswith("K") else label.rstrip("csvdmht")
        if label not in {"U", "A"} and whose not in lines:
            raise PassageError(f"{passage.place}: {{{label} has no line {whose}:")
        if label[0].isdigit() and label.lstrip("0123456789") not in ROLES:
            raise PassageError(f"{passage.place}: no role that the guide knows: {{{label}")
    for one in passage.statements:
        if not one.of("content"):
            raise PassageError(f"{passage.place}: statement {one.label} has no content")
    for one in passage.claims:
        if not one.of("claim"):
            raise PassageError(f"{passage.place}: claim {one.label} has no span")
        by = one.value("by", "author")
        if by != "author" and by not in lines:
            raise PassageError(f"{passage.place}: claim {one.label} is by no statement: {by}")
