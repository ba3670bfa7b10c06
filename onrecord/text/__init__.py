"""Words, sentences, quotation marks and word lists: what attribution and claims both stand on."""

from onrecord.text.lexicon import compile_phrases, fold, lexicon, phrase_pattern, phrases, words
from onrecord.text.sentences import sentences
from onrecord.text.tokens import Token, tokens

__all__ = [
    "Token", "compile_phrases", "fold", "lexicon", "phrase_pattern", "phrases", "sentences",
    "tokens", "words",
]  # fmt: skip
