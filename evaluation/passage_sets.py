"""The passages as a set of cases: each is a short report of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluation.cases import Case, digest
from evaluation.protocol.annotation import Annotation, ClaimedWords, SaidWords
from passages.marks import Marked, Passage
from passages.reading import HOME, read_split


@dataclass(frozen=True)
class PassageCase(Case):
    """One passage; its text stands in memory, ``path`` says where it was written."""

    text: str = ""

    @property
    def is_html(self) -> bool:
        """Passages are plain text."""
        return False

    def source(self) -> str:
        """The passage without its marks."""
        return self.text


@dataclass(frozen=True)
class PassageSet:
    """The passages of one folder. ``secret`` sets list no errors."""

    name: str
    split: str
    secret: bool = False

    @property
    def folder(self) -> Path:
        """Where the passages stand."""
        return HOME / self.split

    @property
    def present(self) -> bool:
        """Whether there are any."""
        return any(self.folder.glob("*.txt"))

    def cases(self) -> tuple[Case, ...]:
        """All passages, by file and order.

        Raises:
            PassageError: where one is not written as the guide says.
        """
        return tuple(
            PassageCase(
                f"{one.place.split('.')[0]}/{one.name}", HOME / one.place, annotated(one), one.text
            )
            for one in read_split(self.split)
        )

    def digest(self) -> str:
        """sha256 over names and bytes of all files."""
        return digest(sorted(self.folder.glob("*.txt")))


def passage_sets() -> tuple[PassageSet, ...]:
    """The passages that measure the product."""
    return (PassageSet("passages_dev", "dev"), PassageSet("passages_test", "test", secret=True))


def annotated(passage: Passage) -> Annotation:
    """A passage in the shape in which reports are annotated; attitudes are left out there."""
    speech = [one for one in passage.statements if one.value("act", "speech") == "speech"]
    return Annotation(
        published=passage.head.get("published"),
        statements=tuple(_said(passage, one) for one in speech),
        claims=tuple(_claimed(passage, one) for one in passage.claims),
        unknowns=passage.words(passage.unknowns),
        advertising=passage.words(passage.advertising),
    )


def _said(passage: Passage, one: Marked) -> SaidWords:
    manner, _, marked_by = one.value("manner", "earnest").partition("/")
    return SaidWords(
        content=passage.words(one.of("content")),
        speaker=None if one.head == "-" else one.head,
        speaker_mention=_joined(passage, one, "source"),
        speaker_kind=one.value("kind", "person"),
        cue=_joined(passage, one, "cue"),
        manner=manner,
        manner_marked_by=marked_by or ("reporter" if manner == "depicted" else "none"),
        channel=one.value("channel") or None,
        certainty=one.value("certainty", "unknown" if manner == "depicted" else "certain"),
        quoted_via=one.value("via") or _joined(passage, one, "via"),
    )


def _claimed(passage: Passage, one: Marked) -> ClaimedWords:
    by = one.value("by", "author")
    speaker = next((s.head for s in passage.statements if s.label == by), by)
    return ClaimedWords(
        id=one.label,
        text=" ".join(passage.words(one.of("claim"))),
        kind=one.head,
        actor=one.value("actor") or None,
        target=one.value("target") or None,
        value=_number(one, "value"),
        low=_number(one, "low"),
        high=_number(one, "high"),
        unit=one.value("unit") or None,
        item=one.value("item") or None,
        disposition=one.value("disposition") or None,
        window=one.value("window") or None,
        by=speaker,
        certainty=one.value("certainty", "certain"),
        literal=one.value("literal", "yes") == "yes",
        evidence=tuple(part.strip() for part in one.value("evidence").split("/") if part.strip()),
    )


def _joined(passage: Passage, one: Marked, role: str) -> str | None:
    return " ".join(passage.words(one.of(role))) or None


def _number(one: Marked, key: str) -> float | None:
    value = one.value(key)
    return float(value) if value else None
