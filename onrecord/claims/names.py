"""The words of a report that name bodies, and those that stand as names in it."""

from __future__ import annotations


class Names:
    """The words of a report that name bodies (parties, organisations) and those known as names."""

    def __init__(
        self, bodies: frozenset[str], known: frozenset[str], persons: frozenset[str]
    ) -> None:
        self.bodies = bodies
        self.known = known
        self.persons = persons
