"""The tokenizer file the runtime reads, made from a BERT vocabulary."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer


def compact_tokenizer(vocabulary: Path) -> Tokenizer:
    """Uncased BERT word pieces without special tokens, so that "[SEP]" in a text is plain text.

    `vocabulary`: one piece a line. Raises OSError.
    """
    words = vocabulary.read_text(encoding="utf-8").split("\n")
    numbers = {word: number for number, word in enumerate(words) if word}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]", max_input_chars_per_word=64))
    tokenizer.normalizer = BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=True
    )
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer
