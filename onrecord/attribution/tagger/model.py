"""The tagger: text and paragraphs in, attributions out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .attribution import Attribution, Span
from .config import TAGS, Config
from .decoding import Decoder, Part
from .linking import Linked, link, unseen
from .pieces import PieceReader, Pieces
from .scoring import score
from .windows import pack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

FOLDER = Path(__file__).resolve().parents[2] / "models" / "tagger"
"""Where the package keeps the weights: model.onnx, tokenizer.json, model.json."""
_AT_ONCE = 64
"""Paragraphs decoded together; changes speed and memory, never the result."""

FIRM = 20.0
"""What is added to the score of a tag that is as good as known."""


class ModelTagger:
    """Finds who is reported to have said what: content, cue and source in English news.

    Needs `tokenizers`, `onnxruntime` and `numpy`, imported on `load`. The same text and paragraphs
    give the same answer on one machine, whatever else is read and with any number of threads.

    >>> tagger = ModelTagger.load()                                        # doctest: +SKIP
    >>> text = "“We hold the town,” the mayor said."                       # doctest: +SKIP
    >>> [found] = tagger.tag(text, [(0, len(text))])                       # doctest: +SKIP
    >>> text[slice(*found.source[0])]                                      # doctest: +SKIP
    'the mayor'
    """

    def __init__(self, config: Config, reader: PieceReader, session: Any) -> None:
        self.config = config
        self._reader = reader
        self._session = session
        self._decoder = Decoder(config.transitions, config.first)

    @property
    def version(self) -> str:
        """Name of the weights, for the record."""
        return self.config.version

    @property
    def digest(self) -> str:
        """`sha256:…` of the weights, as `model.json` states it."""
        return self.config.files["model.onnx"]

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 1) -> ModelTagger:
        """Read the model from `folder` (default: the one in the package).

        Raises OSError when a file is missing, ValueError when one is not what it should be or
        `threads` is below 1, ImportError when onnxruntime, tokenizers or numpy are not installed.
        """
        if threads < 1:
            raise ValueError(f"threads must be at least 1, not {threads}")
        where = FOLDER if folder is None else folder
        config = Config.load(where / "model.json")
        reader = PieceReader.load(where / "tokenizer.json")
        return cls(config, reader, _session(where / "model.onnx", threads))

    def tag(self, text: str, regions: Sequence[Span]) -> tuple[Attribution, ...]:
        """The attributions in the paragraphs `regions` ([start, end) in code points, in order).

        Ordered by paragraph, then by first content. Never raises on any text; borders outside the
        text are moved into it, empty regions are passed over. No attribution crosses a paragraph.
        Neighbouring paragraphs are read together, so give all of a document at once.
        """
        weights = self.config.score
        return tuple(
            _attribution(linked, pieces, score(linked, weights))
            for pieces, linked in self.linked(text, regions)
        )

    def linked(self, text: str, regions: Sequence[Span]) -> Iterator[tuple[Pieces, Linked]]:
        """The attributions as spans of pieces, with the pieces of their paragraph."""
        rows = self._rows(text, regions)
        while batch := list(islice(rows, _AT_ONCE)):
            for (pieces, numbers), parts in zip(batch, self._decoded(batch), strict=True):
                chances = _softmax(numbers[:, : len(TAGS)])
                for linked in link(numbers, chances, parts, self.config.link):
                    yield pieces, linked

    def _decoded(self, batch: Sequence[tuple[Pieces, Floats]]) -> list[list[Part]]:
        """The spans of each paragraph, with the sources and cues that only the links see."""
        scores = [numbers[:, : len(TAGS)] for _, numbers in batch]
        inner = [pieces.inner for pieces, _ in batch]
        spans = self._decoder.spans(scores, inner)
        for i, (_, numbers) in enumerate(batch):
            if wanted := unseen(numbers, spans[i], self.config.link):
                again = scores[i].copy()
                for place, kind in wanted:
                    again[place, 2 * kind + 1] += FIRM
                [spans[i]] = self._decoder.spans([again], [inner[i]])
        return spans

    def _rows(self, text: str, regions: Sequence[Span]) -> Iterator[tuple[Pieces, Floats]]:
        """The model's output for each paragraph (or part of a long one): [pieces, columns]."""
        import numpy as np

        paragraphs = self._paragraphs(text, regions)
        limit, longest = self.config.limit, self.config.longest
        for window in pack(text, paragraphs, limit, longest, self._reader.cls, self._reader.sep):
            inputs = {
                "ids": np.array([window.ids], dtype=np.int64),
                "features": np.array([window.features], dtype=np.int64),
            }
            rows = self._session.run(None, inputs)[0][0]
            for pieces, offset in window.parts:
                yield pieces, rows[offset : offset + len(pieces)]

    def _paragraphs(self, text: str, regions: Sequence[Span]) -> Iterator[Pieces]:
        for start, end in regions:
            low, high = max(start, 0), min(end, len(text))
            if low < high:
                pieces = self._reader.read(text, low, high)
                if len(pieces):
                    yield pieces


def _session(path: Path, threads: int) -> Any:
    """An onnxruntime session on the CPU that computes the same every time."""
    onnxruntime = import_module("onnxruntime")
    content = path.read_bytes()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own classes are not part of its public names
        raise ValueError(f"{path} cannot be run by onnxruntime: {error}") from error


def _softmax(scores: Floats) -> Floats:
    import numpy as np

    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _attribution(linked: Linked, pieces: Pieces, certainty: float) -> Attribution:
    def place(part: Part) -> Span:
        return pieces.starts[part.first], pieces.ends[part.last]

    return Attribution(
        content=tuple(place(part) for part in linked.contents),
        cue=(place(linked.cue),) if linked.cue else (),
        source=(place(linked.source),) if linked.source else (),
        score=certainty,
    )
