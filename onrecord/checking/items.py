"""From printed item nouns to what a ledger counts."""

from __future__ import annotations

from onrecord.checking.rules import rules
from onrecord.claims import item_class
from onrecord.record import Disposition
from onrecord.text import fold


def classes_of(item: str | None, known: frozenset[str]) -> tuple[str, ...]:
    """The classes of a ledger that a printed noun means; none where the ledger lacks it.

    >>> classes_of("weapons", frozenset({"all", "tank"}))
    ('all',)
    >>> classes_of("tanks", frozenset({"all", "tank"}))
    ('tank',)
    """
    if item is None:
        return ("all",) if "all" in known else ()
    names = {item_class(item), fold(item)}
    return tuple(one for one in sorted(known) if any(_same(one, name) for name in names if name))


def people_of(item: str | None, known: frozenset[str]) -> tuple[str, ...]:
    """The classes of a count of people that share a word with a printed noun.

    A figure for the killed and wounded together is none of the killed alone.

    >>> people_of("soldiers killed", frozenset({"killed", "wounded"}))
    ('killed',)
    >>> people_of("soldiers killed or wounded", frozenset({"killed", "wounded"}))
    ()
    """
    words = set(fold(item or "").replace("injured", "wounded").split())
    both = {"killed", "wounded"} <= words
    found = []
    for one in sorted(known):
        named = set(fold(one).replace("_", " ").split())
        if words & named and (not both or {"killed", "wounded"} <= named):
            found.append(one)
    return tuple(found)


def class_name(item: str) -> str:
    """What readers call a class of a ledger.

    >>> class_name("mlrs"), class_name("airship")
    ('multiple rocket launchers', 'airship')
    """
    return rules().class_names.get(item) or item.replace("_", " ")


def entries_of(disposition: Disposition | None) -> tuple[tuple[Disposition | None, ...], ...]:
    """The entries of a ledger that a disposition may mean, one tuple a reading.

    >>> entries_of("abandoned")
    (('abandoned',), ('abandoned', 'captured'))
    """
    if disposition is None:
        return ((None,),)
    return rules().dispositions[disposition]


def _same(one: str, other: str) -> bool:
    left, right = fold(one).replace("_", " "), other.replace("_", " ")
    return left == right or f"{left}s" == right or left == f"{right}s"
