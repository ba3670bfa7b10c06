"""A proposed information credibility digit (NATO Admiralty, AJP-2.1), by a written rule.

A rule proposes, a person decides; letters for the reliability of a source are a person's alone.
"""

from __future__ import annotations

from onrecord.corroboration.rules import claim_rules
from onrecord.corroboration.types import Grade


def propose(*, established: int, examinable: bool, contradicted: int, retracted: bool) -> Grade:
    """The digit and its reason in words. Undetermined origins never raise it: they do not count.

    Args:
        established: origins that assert it and are known to be independent.
        examinable: whether it rests on something that outsiders can examine.
        contradicted: established origins that deny it or give a figure that cannot hold too.
        retracted: whether all who asserted it took it back.

    >>> propose(established=2, examinable=False, contradicted=0, retracted=False).digit
    '1'
    """
    rules = claim_rules().grades
    if retracted:
        return Grade(digit="5", why="who asserted it took it back")
    if not established:
        return Grade(digit="6", why="no established origin asserts it")
    origins = (
        "one established origin"
        if established == 1
        else f"{established} established independent origins"
    )
    if contradicted:
        against = (
            "one established origin" if contradicted == 1 else f"{contradicted} established origins"
        )
        if established >= rules.contested:
            return Grade(digit="3", why=f"{origins}, but contradicted by {against}")
        return Grade(digit="4", why=f"{origins}, contradicted by {against}")
    if established >= rules.confirmed:
        return Grade(digit="1", why=f"{origins}, and nobody contradicts")
    if examinable:
        return Grade(digit="2", why=f"{origins}, and evidence that outsiders can examine")
    return Grade(digit="3", why=f"{origins} and nothing else")
