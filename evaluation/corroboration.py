"""What is found across reports, beside what people say: copies, same claims, origins, people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import msgspec

import onrecord
from evaluation.cases import ENDINGS, HOME, digest
from evaluation.copy_pairs import pairs
from evaluation.errors import Mistake
from evaluation.product import Answer
from evaluation.protocol.counting import Counts
from evaluation.protocol.figures import Figure, precision, recall
from evaluation.protocol.links import Corroboration
from evaluation.protocol.words import bag, overlap
from onrecord import corroboration
from onrecord.corroboration import Gathering, Index, Text, compare, sketch
from onrecord.pipeline import read_bytes
from onrecord.record import Record

NEAR = 0.5
"""From which overlap of words an annotated claim and a found one are the same."""


class GoldClaim(msgspec.Struct, frozen=True):
    """A claim of a folder: which report makes it, and its words."""

    id: str
    report: str
    kind: str
    text: str


class GoldOrigins(msgspec.Struct, frozen=True):
    """How many established independent origins a claim's group has, and why."""

    claim: str
    established: int
    why: str


class GoldFolder(msgspec.Struct, frozen=True):
    """What people say of a folder: ``people`` and ``apart`` hold "report: printed name"."""

    published: dict[str, str]
    syndicated_from: dict[str, str]
    claims: tuple[GoldClaim, ...]
    same: tuple[tuple[str, ...], ...]
    origins: tuple[GoldOrigins, ...]
    people: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TogetherSet:
    """The folders of invented reports that belong together."""

    name: str = "together"
    folder: Path = HOME / "cases" / "together"

    @property
    def present(self) -> bool:
        """Whether the folders are there."""
        return self.folder.is_dir()

    def folders(self) -> tuple[Path, ...]:
        """The folders, by name."""
        return tuple(sorted(path.parent for path in self.folder.glob("*/gold.json")))

    def digest(self) -> str:
        """sha256 over names and bytes of all reports and annotations."""
        return digest(sorted(path for path in self.folder.glob("*/*") if path.is_file()))


@dataclass(frozen=True)
class CopySet:
    """Labelled pairs made from the plain-text reports of the repository's open sets."""

    name: str = "copies"
    folder: Path = HOME / "cases"
    made_from: tuple[str, ...] = ("dev", "fresh")

    @property
    def present(self) -> bool:
        """Whether the reports are there."""
        return all((self.folder / name).is_dir() for name in self.made_from)

    def texts(self) -> tuple[str, ...]:
        """The reports the pairs are made from."""
        return tuple(path.read_text(encoding="utf-8") for path in self._files())

    def digest(self) -> str:
        """sha256 over the reports and the module that makes pairs of them."""
        return digest([*self._files(), HOME / "copy_pairs.py", HOME / "copy_texts.toml"])

    def _files(self) -> list[Path]:
        return sorted(p for name in self.made_from for p in (self.folder / name).glob("*.txt"))


TOGETHER_FIGURES = (
    Figure(
        "syndication_P",
        "copies",
        "copies, precision",
        precision("syn_tp", "syn_pred", "syn_gold"),
        interval=False,
    ),
    Figure(
        "syndication_R", "copies", "copies, recall", recall("syn_tp", "syn_gold"), interval=False
    ),
    Figure(
        "same_claim_P",
        "claims",
        "claims linked, precision",
        precision("l_tp", "l_pred", "l_gold"),
        interval=False,
    ),
    Figure(
        "same_claim_R",
        "claims",
        "claims linked, recall of those found",
        recall("l_tp", "l_gold"),
        interval=False,
    ),
    Figure(
        "end_to_end_R",
        "claims",
        "claims linked, recall of all",
        recall("l_tp", "l_all"),
        interval=False,
    ),
    Figure(
        "origins_acc",
        "origins",
        "established origins right",
        recall("o_ok", "o_all"),
        interval=False,
    ),
    Figure(
        "people_P",
        "people",
        "agents merged, precision",
        precision("p_tp", "p_pred", "p_gold"),
        interval=False,
    ),
    Figure("people_R", "people", "agents merged, recall", recall("p_tp", "p_gold"), interval=False),
)
COPY_FIGURES = (
    Figure(
        "copies_P", "pairs", "copies, precision", precision("tp", "pred", "gold"), interval=False
    ),
    Figure("copies_R", "pairs", "copies, recall", recall("tp", "gold"), interval=False),
    Figure(
        "candidates_R",
        "pairs",
        "copies among the candidates",
        recall("candidate", "gold"),
        interval=False,
    ),
)


def across(answers: list[Answer]) -> Corroboration:
    """What the product finds across the reports of a set."""
    found = corroboration.together((one.name, one.record) for one in answers if one.record)
    return Corroboration(
        syndicated_from=corroboration.syndicated_from(found.copies), same_claim=found.same_claim
    )


def score_folder(folder: Path) -> tuple[Counts, tuple[Mistake, ...]]:
    """The counts and mistakes of one folder."""
    gold = msgspec.json.decode((folder / "gold.json").read_bytes(), type=GoldFolder)
    records = {
        path.stem: onrecord.check(path, published=gold.published.get(path.stem))
        for path in sorted(folder.iterdir())
        if path.suffix in ENDINGS
    }
    gathering = Gathering()
    for name, record in records.items():
        gathering.add(name, record)
    found = gathering.result()
    place = _Places(gold, records)
    counts, mistakes = Counts(), list[Mistake]()
    for part in (
        _copies(gold, found),
        _links(gold, found, place),
        _origins(gold, found, place),
        _people(gold, found),
    ):
        counts += part[0]
        mistakes += [Mistake(folder.name, kind, words) for kind, words in part[1]]
    return counts, tuple(mistakes)


def score_copies(made: CopySet) -> tuple[Counts, tuple[Mistake, ...]]:
    """The counts and mistakes over all labelled pairs."""
    counts, mistakes = Counts(), []
    for number, pair in enumerate(pairs(made.texts())):
        one, other = (_read(text, f"pair {number}") for text in (pair.first, pair.second))
        said = compare(one, other) is not None
        index = Index()
        index.add(one.name, sketch(one.document))
        near = bool(index.candidates(sketch(other.document)))
        counts += Counts(
            gold=pair.copied,
            pred=said,
            tp=said and pair.copied,
            candidate=pair.copied and near,
        )
        if said != pair.copied:
            kind = "missed copy" if pair.copied else "no copy"
            mistakes.append(Mistake(f"pair {number}", kind, f"{pair.made_by}: {pair.first[:60]!r}"))
    return counts, tuple(mistakes)


# ------------------------------------------------------------------ parts

_Part = tuple[Counts, list[tuple[str, str]]]


class _Places:
    """Which found claim is which annotated one."""

    def __init__(self, gold: GoldFolder, records: dict[str, Record]) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        taken: set[tuple[str, str]] = set()
        ranked = sorted(
            (
                (
                    overlap(bag(one.text), bag(claim.span.of(record.document.text))),
                    one.id,
                    (name, claim.id),
                )
                for name, record in records.items()
                for claim in record.claims
                for one in gold.claims
                if one.report == name and one.kind == claim.kind
            ),
            reverse=True,
        )
        for near, one_id, end in ranked:
            if near >= NEAR and one_id not in self.found and end not in taken:
                self.found[one_id] = end
                taken.add(end)


def _copies(gold: GoldFolder, found: corroboration.Corroboration) -> _Part:
    said = corroboration.syndicated_from(found.copies)
    right = {name for name, first in said.items() if gold.syndicated_from.get(name) == first}
    missed = [("missed copy", name) for name in gold.syndicated_from if name not in right]
    wrong = [("no such copy", f"{name} from {said[name]}") for name in said if name not in right]
    counts = Counts(syn_gold=len(gold.syndicated_from), syn_pred=len(said), syn_tp=len(right))
    return counts, [*missed, *wrong]


def _links(gold: GoldFolder, found: corroboration.Corroboration, place: _Places) -> _Part:
    wanted = {frozenset(pair) for group in gold.same for pair in combinations(group, 2)}
    there = {pair for pair in wanted if all(one in place.found for one in pair)}
    names = {end: one for one, end in place.found.items()}
    said = [pair for pair in found.same_claim if pair[0][0] != pair[1][0]]
    known = [pair for pair in said if all(end in names for end in pair)]
    given = {frozenset(names[end] for end in pair) for pair in known}
    right = given & wanted
    mistakes = [
        ("missed link", " = ".join(sorted(pair))) for pair in sorted(there - given, key=sorted)
    ]
    mistakes += [
        ("wrong link", " = ".join(sorted(pair))) for pair in sorted(given - wanted, key=sorted)
    ]
    return Counts(
        l_gold=len(there), l_all=len(wanted), l_pred=len(given), l_tp=len(right)
    ), mistakes


def _origins(gold: GoldFolder, found: corroboration.Corroboration, place: _Places) -> _Part:
    counts, mistakes = Counts(), []
    for one in gold.origins:
        end = place.found.get(one.claim)
        group = next(
            (g for g in found.groups if any((t.report, t.claim) == end for t in g.testimonies)),
            None,
        )
        if group is None:
            continue
        right = group.established == one.established
        counts += Counts(o_all=1, o_ok=right)
        if not right:
            mistakes.append(
                ("origins", f"{one.claim}: {group.established}, not {one.established} ({one.why})")
            )
    return counts, mistakes


def _people(gold: GoldFolder, found: corroboration.Corroboration) -> _Part:
    home = {
        f"{m.report}: {m.name}": entity.id
        for entity in found.people.entities
        for m in entity.members
    }
    every = [one for group in gold.people for one in group] + [
        one for pair in gold.apart for one in pair
    ]
    known = sorted({one for one in every if one in home})
    wanted = {
        frozenset(pair)
        for group in gold.people
        for pair in combinations(group, 2)
        if all(one in home for one in pair)
    }
    given = {frozenset(pair) for pair in combinations(known, 2) if home[pair[0]] == home[pair[1]]}
    mistakes = [
        ("not merged", " and ".join(sorted(pair))) for pair in sorted(wanted - given, key=sorted)
    ]
    mistakes += [
        ("wrongly merged", " and ".join(sorted(pair)))
        for pair in sorted(given - wanted, key=sorted)
    ]
    return Counts(p_gold=len(wanted), p_pred=len(given), p_tp=len(given & wanted)), mistakes


def _read(text: str, name: str) -> Text:
    return Text(name, read_bytes(text.encode(), name))


def missing_words(folder: Path) -> Iterator[str]:
    """Annotated words that do not stand in their report; there should be none."""
    gold = msgspec.json.decode((folder / "gold.json").read_bytes(), type=GoldFolder)
    for claim in gold.claims:
        path = next(
            folder / (claim.report + end)
            for end in ENDINGS
            if (folder / (claim.report + end)).exists()
        )
        text = path.read_text(encoding="utf-8")
        if claim.text not in text:
            yield f"{folder.name}/{claim.report}: {claim.text}"
