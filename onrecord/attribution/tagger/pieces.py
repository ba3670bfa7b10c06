"""Word pieces: text in, numbers the encoder reads out, each with its place in the text.

Characters are replaced one for one before tokenising (lone surrogates, rare quotation
marks), so that every offset stays an offset into the caller's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

CASES = 4
"""Letter cases told apart: none or lower, Title, UPPER (two letters or more), miXed."""
FEATURES = 2 * CASES
"""Shape features a piece: letter case, times whether white space stands before it."""

_RARE_MARKS = {
    "\u2033": '"', "\uff02": '"', "\u02ba": '"', "\u275d": "“", "\u275e": "”", "\u301d": "“",
    "\u301e": "”", "\u301f": "”", "\u201f": "“", "\u2e42": "„", "\u300c": "«", "\u300d": "»",
    "\u300e": "«", "\u300f": "»", "\u2039": "«", "\u203a": "»", "\u275b": "‘", "\u275c": "’",
    "\u201b": "‘", "\u201a": "‘", "\uff07": "'", "\u02bc": "’", "\u300a": "«", "\u300b": "»",
}  # fmt: skip
_ONE_FOR_ONE = str.maketrans({**_RARE_MARKS, **{chr(c): "\ufffd" for c in range(0xD800, 0xE000)}})


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one paragraph, parallel lists of the same length.

    `ids`: vocabulary numbers; `features`: shape features in 0..FEATURES-1; `starts`, `ends`:
    code point offsets [start, end) into the whole text, ascending; `inner`: whether the piece
    goes on with a word that the piece before it began.
    """

    ids: list[int]
    features: list[int]
    starts: list[int]
    ends: list[int]
    inner: list[bool]

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> Pieces:
        """The pieces numbered [start, end)."""
        cut = slice(start, end)
        return Pieces(
            self.ids[cut], self.features[cut], self.starts[cut], self.ends[cut], self.inner[cut]
        )


@lru_cache(maxsize=4096)
def letter_case(word: str) -> int:
    """0 no capital, 1 Title, 2 UPPER (at least two letters), 3 mixed.

    >>> [letter_case(w) for w in ("said", "Kyiv", "NATO", "iPhone")]
    [0, 1, 2, 3]
    """
    if word.islower() or not any(c.isupper() for c in word):
        return 0
    if word[0].isupper() and (len(word) == 1 or word[1:].islower() or not word[1:].isalpha()):
        return 1
    return 2 if word.isupper() else 3


class PieceReader:
    """Reads text as word pieces with an uncased BERT vocabulary.

    >>> reader = PieceReader.load(Path("onrecord/models/tagger/tokenizer.json"))  # doctest: +SKIP
    >>> reader.read("He said.", 0, 8).ends                                      # doctest: +SKIP
    [2, 7, 8]
    """

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self.cls: int = tokenizer.token_to_id("[CLS]")
        self.sep: int = tokenizer.token_to_id("[SEP]")

    @classmethod
    def load(cls, path: Path) -> PieceReader:
        """Read a `tokenizer.json` (Hugging Face tokenizers).

        Raises OSError when the file cannot be read and ValueError when it is no tokenizer.
        """
        from tokenizers import Tokenizer

        content = path.read_text(encoding="utf-8")
        try:
            tokenizer = Tokenizer.from_str(content)
        except Exception as error:  # tokenizers raises bare Exception
            raise ValueError(f"{path} holds no tokenizer: {error}") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer)

    def read(self, text: str, start: int, end: int) -> Pieces:
        """The pieces of `text[start:end]`, with offsets into `text`. Never raises."""
        part = text[start:end].translate(_ONE_FOR_ONE)
        encoding = self._tokenizer.encode(part, add_special_tokens=False)
        features: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        inner: list[bool] = []
        before = -1
        for left, right in encoding.offsets:
            close = left == before
            features.append(letter_case(part[left:right]) + (0 if close else CASES))
            inner.append(close and part[left - 1].isalnum() and part[left].isalnum())
            starts.append(start + left)
            ends.append(start + right)
            before = right
        return Pieces(list(encoding.ids), features, starts, ends, inner)
