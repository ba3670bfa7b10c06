"""The description that stands beside the weights: `model.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = "onrecord/tagger/1"
TAGS = ("O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source")
"""The tag of column i in the model's output."""


@dataclass(frozen=True, slots=True)
class Config:
    """How to read the model's output.

    `version`: name of the weights; `limit`, `longest`: pieces in a window (of several paragraphs,
    of one long paragraph); `transitions`: log prior [from tag, to tag], times its weight, ready to
    add; `first`: the same for the first piece; `link`: length of a link vector; `score`: weights
    of the logistic score (see `scoring`); `files`: sha256 of each file.
    """

    version: str
    limit: int
    longest: int
    transitions: tuple[tuple[float, ...], ...]
    first: tuple[float, ...]
    link: int
    score: tuple[float, ...]
    files: dict[str, str]

    @classmethod
    def load(cls, path: Path) -> Config:
        """Read `model.json`. Raises OSError when it is missing, ValueError when it is not ours.

        >>> Config.load(Path("onrecord/models/tagger/model.json")).link  # doctest: +SKIP
        64
        """
        try:
            row: Any = json.loads(path.read_text(encoding="utf-8"))
            if row["format"] != FORMAT or tuple(row["tags"]) != TAGS:
                raise ValueError(f"{path} is of another format than {FORMAT}")
            weight = float(row["prior_weight"])
            return cls(
                version=str(row["version"]),
                limit=int(row["window"]["limit"]),
                longest=int(row["window"]["longest"]),
                transitions=tuple(tuple(weight * float(x) for x in r) for r in row["transitions"]),
                first=tuple(weight * float(x) for x in row["first"]),
                link=int(row["link"]),
                score=tuple(float(x) for x in row["score"]),
                files={str(k): str(v) for k, v in row["files"].items()},
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path} lacks what the tagger needs: {error}") from error
