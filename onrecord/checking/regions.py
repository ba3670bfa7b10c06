"""Several regions named in one breath: "the Kherson and Mykolaiv regions"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.reference.types import Profile, Region
from onrecord.text import compile_phrases, fold

_JOINT = re.compile(r"[\s,;&]*(?:\b(?:and|as well as|plus|the)\b[\s,;&]*)*")


def regions_together(words: str, profile: Profile) -> tuple[Region, ...]:
    """The regions that words join as one place, in order; empty where they join none.

    Either one plural stands for all ("the A, B and C regions"), or each has its own word ("A
    region and B region"). A bare name may be a town's, so it is none.
    """
    folded = fold(words)
    kinds = {kind for region in profile.places for _, kind in _bare_names(region)}
    if not kinds:
        return ()
    one, several = (
        re.compile(rf"\s*(?:{'|'.join(sorted(f'{k}{s}' for k in kinds))})\b") for s in ("", "s")
    )
    chain: list[tuple[Region, bool]] = []
    end = stop = 0
    for start, stop_here, region in sorted(_mentions(folded, profile), key=lambda m: m[:2]):
        if start < end:
            continue
        if chain and not _JOINT.fullmatch(folded, end, start):
            break
        own = one.match(folded, stop_here)
        chain.append((region, own is not None))
        stop, end = stop_here, own.end() if own else stop_here
    together = tuple(dict.fromkeys(region for region, _ in chain))
    named = several.match(folded, stop) is not None or all(own for _, own in chain)
    return together if named and len(together) > 1 else ()


def _mentions(folded: str, profile: Profile) -> Iterator[tuple[int, int, Region]]:
    for region in profile.places:
        names = tuple(name for name, _ in _bare_names(region) if fold(name) in folded)
        if names:
            for match in compile_phrases(names).finditer(folded):
                yield match.start(), match.end(), region


def _bare_names(region: Region) -> Iterator[tuple[str, str]]:
    """The names of a region without its word, and that word: ("Kherson", "region")."""
    names = set(region.names)
    for name in region.names:
        bare, _, kind = name.rpartition(" ")
        if bare and f"{kind} of {bare}" in names:
            yield bare, fold(kind)
