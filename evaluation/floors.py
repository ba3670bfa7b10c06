"""Floors: what a set has once reached and may not fall below, kept with a digest of the set."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.cases import HOME
from evaluation.scoring import Scored

FLOORS = HOME / "floors.toml"
STEP = 1000  # floors are kept to three decimals, rounded away from the value reached
SLACK = 1e-9

GATED = frozenset(
    {
        "statements_F1", "statement_speaker_acc", "statement_manner_acc",
        "statement_certainty_acc", "wrong_speaker_rate", "ironic_P", "ironic_marked_R",
        "depicted_P", "depicted_R", "depicted_leaks", "advertising_token_R",
        "advertising_fp_share", "unknowns_P", "unknowns_R", "claims_F1", "claim_by_acc",
        "claim_literal_acc", "text_whole", "broken_rules", "failures", "demands_met", "reproduced",
        "breaks_flagged", "real_left_alone", "false_alarms", "minor_flagged",
        "syndication_P", "syndication_R", "same_claim_P", "same_claim_R", "origins_acc", "people_P",
        "people_R", "copies_P", "copies_R", "candidates_R",
        "all_end_to_end_F1", "quoted_end_to_end_F1", "unquoted_end_to_end_F1",
    }
)  # fmt: skip

_HEAD = """\
# What each set has reached. Written by `python -m evaluation --update-floors`, which only raises.
# `digest` is of the set's reports and annotations. Where a set was changed on purpose, delete its
# table here and run that command again.
"""


class ChangedSetError(Exception):
    """A set whose files are not those its floors were set on."""


@dataclass(frozen=True)
class SetFloors:
    """The floors of one set (ceilings, for figures that are better low)."""

    digest: str
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Fall:
    """A figure below its floor (above its ceiling)."""

    key: str
    value: float
    floor: float


def load_floors(path: Path = FLOORS) -> dict[str, SetFloors]:
    """The floors by set; none where the file does not exist yet."""
    if not path.exists():
        return {}
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: SetFloors(table["digest"], {k: float(v) for k, v in table["figures"].items()})
        for name, table in tables.items()
    }


def save_floors(floors: Mapping[str, SetFloors], path: Path = FLOORS) -> None:
    """Writes the floors, sets and figures in alphabetical order."""
    tables = []
    for name, one in sorted(floors.items()):
        lines = [f"{key} = {value:.3f}" for key, value in sorted(one.figures.items())]
        tables.append(
            "\n".join([f"[{name}]", f'digest = "{one.digest}"', f"[{name}.figures]", *lines])
        )
    path.write_text("\n\n".join([_HEAD.rstrip(), *tables]) + "\n", encoding="utf-8")


def require_same_set(name: str, digest: str, floors: Mapping[str, SetFloors]) -> None:
    """Sees that floors and figures speak of the same files.

    Raises:
        ChangedSetError: where the set was changed since its floors were set.
    """
    known = floors.get(name)
    if known is not None and known.digest != digest:
        raise ChangedSetError(
            f"The set {name} has changed since its floors were set: its digest is {digest}, the "
            f"floors were set on {known.digest}. If the change is not meant, restore the set's "
            f"files. If it is, delete the tables [{name}] and [{name}.figures] in "
            "evaluation/floors.toml and run python -m evaluation --update-floors."
        )


def falls(scored: Sequence[Scored], floors: SetFloors | None) -> tuple[Fall, ...]:
    """The figures that fell below their floors."""
    if floors is None:
        return ()
    found = []
    for one in scored:
        floor = floors.figures.get(one.figure.key)
        if floor is None:
            continue
        value = one.ratio.value
        below = value < floor - SLACK if one.figure.better == "higher" else value > floor + SLACK
        if below:
            found.append(Fall(one.figure.key, value, floor))
    return tuple(found)


def raised(scored: Sequence[Scored], digest: str, floors: SetFloors | None) -> SetFloors:
    """The floors with every gated figure that did better; none ever falls."""
    figures = dict(floors.figures) if floors else {}
    for one in scored:
        key, value = one.figure.key, one.ratio.value
        if key not in GATED or one.ratio.empty:
            continue
        if one.figure.better == "higher":
            reached = math.floor(value * STEP + SLACK) / STEP
            figures[key] = max(figures.get(key, reached), reached)
        else:
            reached = math.ceil(value * STEP - SLACK) / STEP
            figures[key] = min(figures.get(key, reached), reached)
    return SetFloors(digest, figures)
