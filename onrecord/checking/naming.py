"""Which settlements a claim's words name: by the profile and the gazetteer, and by their region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.checking.case import Case
from onrecord.checking.joint import JointRegion
from onrecord.checking.rules import rules
from onrecord.checking.wording import listed
from onrecord.reference import Region, find_place
from onrecord.reference.places import place_key
from onrecord.text import compile_phrases, fold

_NAME = re.compile(r"[^\W\d_a-z][\w'’ʼ-]*(?:\s+[^\W\d_a-z][\w'’ʼ-]*)*")
_BETWEEN = re.compile(r",|;|/|\band\b|&")


@dataclass(frozen=True)
class Settlement:
    """A settlement that is named: its name as printed, its id, and the region that told it."""

    name: str
    id: str
    told_by: str = ""


@dataclass(frozen=True)
class Unknown:
    """A name that points to no one settlement, and why."""

    name: str
    why: str


@dataclass(frozen=True)
class Named:
    """The settlements that a claim's place names."""

    known: tuple[Settlement, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    partly: str = ""


def named_settlements(case: Case) -> Named | None:
    """The settlements that the claim's place names; None where it names a region or nothing.

    ``partly`` are words that make it ground near a settlement, or a part of one.
    """
    place = case.claim.place
    if place is None or isinstance(case.place(), JointRegion):
        return None
    words = _without(place.name, _regions(case))
    partly = compile_phrases(rules().part_of_place).search(words)
    names = [
        match.group() for part in _BETWEEN.split(words) if (match := _NAME.search(_bare(part)))
    ]
    found = [(name, _candidates(case, name)) for name in dict.fromkeys(names)]
    if not any(candidates for _, candidates in found):
        return None
    known, unknown = [], []
    for name, candidates in found:
        one = _the_one(case, name, candidates)
        if isinstance(one, Settlement):
            known.append(one)
        else:
            unknown.append(one)
    return Named(tuple(known), tuple(unknown), partly.group() if partly else "")


def _regions(case: Case) -> tuple[Region, ...]:
    return tuple(one for one in case.profile.places if one.kind != "settlement")


def _without(words: str, regions: Iterable[Region]) -> str:
    """The words without the names of regions in them."""
    names = [name for one in regions for name in (one.name, *one.names)]
    present = tuple(name for name in names if fold(name) in fold(words))
    return compile_phrases(present).sub(" ; ", words) if present else words


def _bare(words: str) -> str:
    return re.sub(r"^\W*the\s+", "", words, flags=re.IGNORECASE)


def _candidates(case: Case, name: str) -> tuple[Region, ...]:
    """The settlements of that name: the gazetteer's, else the profile's own."""
    country = case.profile.country
    listed_ = find_place(name, country=country) if country else ()
    return listed_ or _of_profile(case, name)


def _of_profile(case: Case, name: str) -> tuple[Region, ...]:
    key = place_key(name)
    return tuple(
        one
        for one in case.profile.places
        if one.kind == "settlement" and key in {place_key(n) for n in (one.name, *one.names)}
    )


def _the_one(case: Case, name: str, candidates: Sequence[Region]) -> Settlement | Unknown:
    if not candidates:
        return Unknown(name, "no settlement of that name is known")
    if len(candidates) == 1:
        return Settlement(name, candidates[0].id)
    for regions, told_by in _contexts(case, name):
        inside = [one for one in candidates if one.within in regions]
        if len({one.within for one in inside}) == 1:
            if len(inside) == 1:
                return Settlement(name, inside[0].id, told_by)
            return Unknown(name, f"{len(inside)} settlements of that name lie in that region")
    known = {one.id: one.name for one in case.profile.places}
    where = listed(sorted({known.get(one.within or "", one.within or "?") for one in candidates}))
    return Unknown(
        name, f"{len(candidates)} settlements bear that name ({where}), and no region is named"
    )


def _contexts(case: Case, name: str) -> Iterable[tuple[frozenset[str], str]]:
    """Regions that may tell settlements of one name apart, the nearest first, and what tells."""
    text, span = case.document.text, case.claim.span
    blocks = [b.span for b in case.document.blocks if b.span.start <= span.start < b.span.end]
    yield _named_in(case, case.words), "the claim names the region"
    for block in blocks:
        yield _named_in(case, block.of(text)), "its paragraph names the region"
    own = frozenset(one.within for one in _of_profile(case, name) if one.within)
    yield own, "the conflict's profile lists it in that region"
    yield _named_in(case, text), "the report names the region"


def _named_in(case: Case, words: str) -> frozenset[str]:
    folded = fold(words)
    return frozenset(
        one.id
        for one in _regions(case)
        if one.kind == "region"
        and (names := tuple(n for n in (one.name, *one.names) if fold(n) in folded))
        and compile_phrases(names).search(words)
    )
