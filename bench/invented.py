"""Reports made from templates: as many as are asked for, each different, all of invented people.

What is filled in has the same length in every report of a family, so that a Record made of one of
them holds for the others, word for word, with their own text.
"""

from __future__ import annotations

from collections.abc import Iterator

_PLACES = ("Havnby", "Kelmar", "Torvik", "Lossen", "Brunna", "Estrik")
_NAMES = ("Irma Dekkel", "Tove Halgrn", "Oto Haskell", "Ilva Brandt", "Mirre Aldal", "Pelle Orrin")
_THINGS = ("bridges", "tankers", "trucks ", "cannons", "bunkers", "depots ")

FAMILIES = (
    """Shelling near {place}, report {serial}

{place}, June {day:02} — The Norrvaldian army destroyed {count} Sudemarkish {thing} near {place}
this week, Colonel {name} said on Thursday.

“They drove onto the causeway in the dark and did not know that the bridge was gone,” {name} told
reporters. “Nobody who was there will forget number {serial}.”

The Sudemarkish government did not answer questions. It is not known how many soldiers were killed.
""",
    """Council of {place} asks for boats ({serial})

The mayor, {name}, said on Monday that {count} boats were missing. “Without them nobody gets to the
pier,” {name} said at a press conference. The council meets again in June.

Residents of {place} said the ferry had not come for {day:02} days. "We row ourselves," said one of
them, who asked not to be named. File {serial} was closed without a decision.
""",
    """Market prices rise in {place}: bulletin {serial}

Prices for lamp oil rose by {count} percent in {place} within {day:02} days, according to the
market office. “People buy what there is,” {name}, who runs a shop, said in an interview.

The harbour office denied that supplies were late. A statement on Telegram said that “everything
comes in time”, bulletin {serial} said. Buyers of {thing} were turned away at noon.
""",
    """Sudemarkish troops fall back from {place}, despatch {serial}

Sudemarkish forces have withdrawn from {place}, according to two residents. General {name} denied
it. “The army holds {place}, and it will hold it in June {day:02} years from now,” {name} said.

Norrvaldian forces have retaken {count} square kilometres of the Estrik district since June 9, the
Norrvaldian defence ministry said. Despatch {serial} could not be verified.
""",
)


def report(number: int) -> str:
    """The report of that number, of the family ``number % len(FAMILIES)``.

    >>> report(7) == report(7), report(7) == report(11)
    (True, False)
    """
    return FAMILIES[number % len(FAMILIES)].format(
        serial=f"{number:06}",
        place=_PLACES[number // 4 % len(_PLACES)],
        name=_NAMES[number // 24 % len(_NAMES)],
        thing=_THINGS[number // 7 % len(_THINGS)],
        count=10 + number % 90,
        day=1 + number % 28,
    )


def reports(count: int) -> Iterator[tuple[str, str]]:
    """So many reports, each with its name: folders of a thousand, as a real collection has them."""
    yield from ((f"{n // 1000:03}/{n:06}.txt", report(n)) for n in range(count))
