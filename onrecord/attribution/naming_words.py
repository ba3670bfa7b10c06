"""Whether a noun phrase can name somebody who speaks."""

from __future__ import annotations

from onrecord.attribution.nounphrases import Range
from onrecord.attribution.scenes import Scene
from onrecord.text import words


def names_somebody(scene: Scene, source: Range) -> bool:
    """Whether a phrase is a name, a pronoun for a person, or a word for one who speaks."""
    part = scene.items[source.start : source.end]
    heads = {item.lower for item in part}
    if len(part) == 1 and part[0].lower in {"he", "she", "they", "it"}:
        return True
    people = words("roles", "roles") | words("roles", "unnamed") | words("roles", "bodies")
    speaks = people | words("people", "speakers") | words("roles", "unnamed_many")
    if heads & words("people", "things") and not heads & speaks:
        return False
    named = any(item.capitalised for item in part[1:]) or (
        part[0].capitalised
        and part[0].lower not in words("grammar", "determiners") | words("grammar", "not_names")
        and part[0].lower not in words("grammar", "prepositions") | words("grammar", "adverbs")
    )
    return named or bool(heads & speaks)
