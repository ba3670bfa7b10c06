"""Copies and groups across many reports: what each further one costs, and how few are compared.

python -m bench.syndication [--documents 30000]

Reports are made from sentences of our own with invented names; one in twenty is a copy of an
earlier one with another top and tail. The cost of finding copies is set beside comparing each with
every other (one comparison timed, times all pairs); the exponent says how the cost of the whole
grows with the number of reports. Recall and precision on labelled pairs: python -m evaluation
--set copies.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from bench.workspace_speed import exponent
from onrecord.corroboration import (
    AgentFacts,
    ClaimFacts,
    Index,
    ReportFacts,
    Text,
    compare,
    corroborate,
    sketch,
)
from onrecord.record import Block, Document, Participant, Quantity, Span

DOCUMENTS = 6_000
SENTENCES = 22
COPIED = 20
SAMPLE = 40

_SYLLABLES = [
    "ba",
    "bren",
    "dal",
    "est",
    "fal",
    "gor",
    "hav",
    "ilm",
    "jor",
    "kar",
    "lun",
    "mar",
    "nev",
    "ost",
    "pel",
    "qua",
    "rin",
    "sel",
    "tor",
    "ulm",
    "ves",
    "wil",
]
_WHO = (
    "the mayor of {a}", "a nurse from {b}", "the council of {a}", "an officer named {b}",
    "the harbour office", "two drivers from {a}", "the widow {b}", "a teacher in {a}",
)  # fmt: skip
_DID = (
    "buried {n} people in {b}", "waited {n} hours", "sold {n} sacks of barley", "fled to {a}",
    "mended {n} roofs", "met {b} at the well", "lost {n} sheep", "walked from {a} to {b}",
)  # fmt: skip
_WHEN = (
    "before dawn on the {n}th", "while it snowed in {b}", "after {n} shots", "as {b} left {a}",
    "on the day of the fair", "when {b} burnt", "during lent", "without a word to {b}",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Prints all figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    given = parser.parse_args(arguments)
    print(f"Copies among {given.documents:,} reports")
    copies(given.documents)
    print(f"\nClaims of {given.documents:,} reports grouped, origins counted")
    groups(given.documents)
    return 0


def copies(count: int) -> None:
    """The cost of finding copies as reports come in, beside all pairs."""
    index, kept = Index(), dict[str, Document]()
    made = lru_cache(maxsize=256)(lambda name: Text(name, kept[name]))
    compared = found = 0
    curve: list[tuple[int, float]] = []
    spent = 0.0
    for number, document in enumerate(documents(count), start=1):
        start = time.perf_counter()
        text = Text(str(number), document, number)
        keys = sketch(document)
        near = index.candidates(keys)
        found += sum(compare(made(name), text) is not None for name in near)
        index.add(text.name, keys)
        spent += time.perf_counter() - start
        kept[text.name] = document
        compared += len(near)
        if number * 8 >= count and number % max(1, count // 8) == 0:
            curve.append((number, spent))
    every = count * (count - 1) / 2
    print(f"  {count / spent:,.0f} reports a second, {spent:.1f} s")
    print(f"  the cost grows as their number to the power of {exponent(curve):.2f}")
    print(f"  {found:,} copies found, of {count // COPIED:,} made")
    times = every / max(1, compared)
    print(f"  {compared:,} comparisons; all pairs are {every:,.0f}, {times:,.0f} times as many")
    whole = one_comparison(list(kept.values())) * every
    print(f"  and take {whole / 3600:,.1f} hours: {whole / spent:,.0f} times as long")


def one_comparison(kept: list[Document]) -> float:
    """Seconds to compare two reports word by word, their words at hand."""
    texts = [Text(str(at), document) for at, document in enumerate(kept[:SAMPLE])]
    for text in texts:
        assert text.words
    times = []
    for one, other in pairwise(texts):
        start = time.perf_counter()
        compare(one, other)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def groups(count: int) -> None:
    """The cost of corroborating facts that are at hand."""
    curve = []
    for part in (count // 8, count // 4, count // 2, count):
        kept = [facts_of(number) for number in range(part)]
        start = time.perf_counter()
        found = corroborate(kept)
        spent = time.perf_counter() - start
        curve.append((part, spent))
    several = sum(group.documents > 1 for group in found.groups)
    people = len(found.people.entities)
    print(f"  {curve[-1][1]:.1f} s for {count:,} reports, to the power of {exponent(curve):.2f}")
    print(f"  {several:,} claims in more than one report, {people:,} persons and bodies")


def documents(count: int) -> Iterator[Document]:
    """So many documents; every twentieth copies an earlier one."""
    for number in range(count):
        words = _body(number)
        if number % COPIED == COPIED - 1:
            dice = random.Random(number)
            earlier = _body(dice.randrange(number) // COPIED * COPIED)
            words = [*words[:3], *earlier[2:-2], *words[-3:]]
        text = " ".join(words)
        block = Block(start=0, end=len(text), kind="paragraph")
        yield Document(id=f"sha256:{number:064}", text=text, blocks=(block,))


def facts_of(number: int) -> ReportFacts:
    """The facts of an invented report: an event that some ten reports tell, three claims."""
    event = random.Random(number // 10)
    dice = random.Random(number)
    places = tuple(_name(event).casefold() for _ in range(8))
    side = _name(event)
    agents = tuple(
        AgentFacts(
            id=f"a{i}",
            name=f"{_name(event)} {_name(event)}",
            kind="person",
            role="surgeon",
            identity="named",
        )
        for i in range(3)
    )
    claims = tuple(
        ClaimFacts(
            id=f"c{i}",
            kind="casualties",
            span=Span(i, i + 1),
            words="so many were killed or wounded",
            speaker=f"a{i}",
            item=("soldiers killed", "civilians killed", "people wounded")[i],
            target=Participant(name=side),
            quantity=Quantity(
                low=n, value=n, high=n, unit="people", modifier="exact", span=Span(0, 1)
            ),
            figure=str(n),
        )
        for i in range(3)
        for n in (float(10 + dice.randrange(4)),)
    )  # fmt: skip
    day = dt.date(2020, 1, 1) + dt.timedelta(days=number // 10 % 2000)
    return ReportFacts(
        name=f"{number:06}", document=f"sha256:{number}", order=number, published=day, names=places,
        agents=agents, claims=claims,
    )  # fmt: skip


def _body(number: int) -> list[str]:
    dice = random.Random(number)
    return [_sentence(dice) for _ in range(SENTENCES)]


def _sentence(dice: random.Random) -> str:
    shape = f"{dice.choice(_WHO)} {dice.choice(_DID)} {dice.choice(_WHEN)}."
    said = shape.format(a=_name(dice), b=_name(dice), n=dice.randrange(2, 90))
    return said[0].upper() + said[1:]


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(3)).title()


if __name__ == "__main__":
    sys.exit(main())
