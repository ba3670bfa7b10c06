"""From printed item nouns to what a ledger counts."""

from __future__ import annotations

from onrecord.checking.rules import rules
from onrecord.record import Disposition
from onrecord.text import compile_phrases, fold, lexicon

_EQUIPMENT = "equipment"


def classes_of(item: str | None, known: frozenset[str]) -> tuple[str, ...]:
    """The classes of a ledger that a printed noun means; none where the ledger lacks it.

    >>> classes_of("weapons", frozenset({"all", "tank"}))
    ('all',)
    >>> classes_of("tanks", frozenset({"all", "tank"}))
    ('tank',)
    """
    if is_everything(item):
        return ("all",) if "all" in known else ()
    name = _class_named(fold(item or ""))
    return tuple(one for one in sorted(known) if _same(one, name))


def people_of(item: str | None, known: frozenset[str]) -> tuple[str, ...]:
    """The classes of a count of people that share a word with a printed noun.

    >>> people_of("soldiers killed", frozenset({"killed", "wounded"}))
    ('killed',)
    """
    words = set(fold(item or "").split())
    return tuple(one for one in sorted(known) if words & set(fold(one).replace("_", " ").split()))


def is_everything(item: str | None) -> bool:
    """Whether a noun means equipment of every kind (also where none is printed)."""
    return item is None or fold(item).strip() in rules().all_items


def entries_of(disposition: Disposition | None) -> tuple[tuple[Disposition | None, ...], ...]:
    """The entries of a ledger that a disposition may mean, one tuple a reading.

    >>> entries_of("abandoned")
    (('abandoned',), ('abandoned', 'captured'))
    """
    if disposition is None:
        return ((None,),)
    return rules().dispositions[disposition]


def _class_named(item: str) -> str:
    """The class of the equipment vocabulary that a noun belongs to, else the noun itself."""
    for name, nouns in _vocabulary().items():
        if compile_phrases((name, *nouns)).fullmatch(item):
            return name
    return item


def _vocabulary() -> dict[str, tuple[str, ...]]:
    try:
        table = lexicon(_EQUIPMENT)
    except FileNotFoundError:
        return {}
    classes = table.get("classes", table)
    return {
        name: tuple(str(noun) for noun in nouns)
        for name, nouns in classes.items()
        if isinstance(nouns, list)
    }


def _same(one: str, other: str) -> bool:
    left, right = fold(one).replace("_", " "), other.replace("_", " ")
    return left == right or f"{left}s" == right or left == f"{right}s"
