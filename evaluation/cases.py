"""Sets of reports with their annotations, as they lie in folders."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from evaluation.protocol.annotation import Annotation
from evaluation.protocol.words import plain
from evaluation.visible import visible_text

HOME = Path(__file__).resolve().parent
ENDINGS = (".txt", ".html")


def shared_folder() -> Path:
    """Where evaluation data beside the repository lie: ``ONRECORD_SHARED``, or ``../shared``."""
    given = os.environ.get("ONRECORD_SHARED")
    return Path(given) if given else HOME.parents[1] / "shared"


@dataclass(frozen=True)
class Case:
    """One report, its file, and what people say it holds."""

    name: str
    path: Path
    gold: Annotation

    @property
    def is_html(self) -> bool:
        """Whether the report is a page, which carries its date itself."""
        return self.path.suffix == ".html"

    @property
    def published(self) -> str | None:
        """The publication date to tell the product from outside: for plain text only."""
        return None if self.is_html else self.gold.published

    def source(self) -> str:
        """The report as a text, line ends as they are."""
        with self.path.open(encoding="utf-8", newline="") as file:
            return file.read()


@dataclass(frozen=True)
class CaseSet:
    """A named folder of cases. ``secret`` sets list neither their files nor their errors."""

    name: str
    folder: Path
    secret: bool = False

    @property
    def present(self) -> bool:
        """Whether the folder is there."""
        return self.folder.is_dir()

    def cases(self) -> tuple[Case, ...]:
        """All cases by name.

        Raises:
            ValueError: where an annotation has no report beside it or is not of the right shape.
        """
        return tuple(
            Case(path.stem, _report(path), _gold(path))
            for path in sorted(self.folder.glob("*.json"))
        )

    def digest(self) -> str:
        """sha256 over names and bytes of all reports and annotations."""
        return digest(
            path for case in sorted(self.folder.glob("*.json")) for path in (case, _report(case))
        )


def case_sets() -> tuple[CaseSet, ...]:
    """The sets in the repository and those beside it, whether or not they are there."""
    beside = shared_folder() / "cases"
    return (
        CaseSet("dev", HOME / "cases" / "dev"),
        CaseSet("fresh", HOME / "cases" / "fresh"),
        CaseSet("held_out", HOME / "cases" / "held_out", secret=True),
        CaseSet("open", beside / "open"),
        CaseSet("seed", beside / "seed"),
    )


def digest(paths: Iterable[Path]) -> str:
    """sha256 over the names and bytes of files, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        raw = path.read_bytes()
        total.update(f"{path.name} {len(raw)}\n".encode())
        total.update(raw)
    return f"sha256:{total.hexdigest()}"


def strings_missing(case: Case) -> Iterator[str]:
    """Strings of the annotation that do not stand in the report; there should be none."""
    text = visible_text(case.source(), is_html=case.is_html)
    for wanted in _strings(case.gold):
        if plain(wanted) not in text:
            yield wanted


def _strings(gold: Annotation) -> Iterator[str]:
    for said in gold.statements:
        yield from (said.content,) if isinstance(said.content, str) else said.content or ()
        yield from filter(None, (said.speaker_mention, said.cue))
    for claim in gold.claims:
        yield from filter(None, (claim.text, claim.window))
    yield from (*gold.advertising, *gold.unknowns, *gold.optional)


def _gold(path: Path) -> Annotation:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Annotation)
    except msgspec.MsgspecError as error:
        raise ValueError(f"{path.name} is no annotation: {error}") from error


def _report(path: Path) -> Path:
    for ending in ENDINGS:
        report = path.with_suffix(ending)
        if report.exists():
            return report
    raise ValueError(f"{path.name} has no report beside it ({' or '.join(ENDINGS)})")
