"""How words and names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

Bag = Counter[str]
Content = str | Sequence[str] | None

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_SOFT_HYPHEN = "\u00ad"
_UNNAMING = frozenset(
    ("the", "a", "an", "of", "for", "in", "and", "from", "at", "on", "to", "s", "who", "by")
)


def folded(text: str | None) -> str:
    """Text without case and diacritics.

    >>> folded("Brölla")
    'brolla'
    """
    parts = unicodedata.normalize("NFKD", text or "")
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def plain(text: str) -> str:
    """Text with white space folded and soft hyphens removed."""
    return _SPACE.sub(" ", text.replace(_SOFT_HYPHEN, "")).strip()


def words(text: str | None) -> list[str]:
    """The folded words of a text, without marks and soft hyphens.

    >>> words("The mayor’s “plan”")
    ['the', 'mayor', 's', 'plan']
    """
    return _WORD.findall(folded(text).replace("’", "'").replace(_SOFT_HYPHEN, ""))


def bag(content: Content) -> Bag:
    """The words of a text, or of all its pieces together, with their counts."""
    if content is None:
        return Counter()
    if isinstance(content, str):
        return Counter(words(content))
    return Counter(word for piece in content for word in words(piece))


def size(counts: Bag) -> int:
    """How many words a bag holds."""
    return sum(counts.values())


def overlap(one: Bag, other: Bag) -> float:
    """Shared words over all words of both (intersection over union); 0 where both are empty.

    >>> overlap(bag("they left the town"), bag("left the town"))
    0.75
    """
    union = size(one | other)
    return size(one & other) / union if union else 0.0


def same_name(one: str | None, other: str | None) -> bool:
    """Whether at least half the words of either name, stop words aside, are in the other.

    >>> same_name("Colonel Ilva Brandt", "Brandt"), same_name("Ilva Brandt", "Ivo Teller")
    (True, False)
    """
    x, y = set(words(one)) - _UNNAMING, set(words(other)) - _UNNAMING
    if not x or not y:
        return not x and not y
    shared = len(x & y)
    return shared >= 0.5 * len(x) or shared >= 0.5 * len(y)


def same_number(one: float | None, other: float | None) -> bool:
    """Whether two figures are the same, up to rounding error; never where one is missing."""
    if one is None or other is None:
        return False
    return abs(one - other) <= 1e-6 * max(1.0, abs(one))
