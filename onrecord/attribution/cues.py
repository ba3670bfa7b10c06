"""Cue verbs and phrases, and where they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.text import lexicon

_VOWELS = "aeiou"
_CLASSES = ("speech", "quoting", "denying", "telling", "naming", "speaking", "attitude")


@dataclass(frozen=True)
class CueVerb:
    """A verb that attributes, with the classes of ``cues.toml`` it belongs to."""

    lemma: str
    classes: frozenset[str]
    form: str

    def takes(self, *classes: str) -> bool:
        """Whether the verb belongs to one of the classes."""
        return not self.classes.isdisjoint(classes)

    @property
    def is_attitude(self) -> bool:
        """Whether the verb reports what somebody wants or thinks, not what he says."""
        return self.takes("attitude") and not self.takes("speech", "denying", "naming")

    @property
    def is_participle(self) -> bool:
        """Whether this form ends in -ing."""
        return self.form.split()[0].endswith("ing")


@cache
def cue_verbs() -> dict[tuple[str, ...], CueVerb]:
    """Every inflected form, as a tuple of folded words, with its verb.

    >>> cue_verbs()["denied",].lemma
    'deny'
    """
    classes: dict[str, set[str]] = {}
    for name in _CLASSES:
        for lemma in lexicon("cues")[name]:
            classes.setdefault(lemma, set()).add(name)
    forms: dict[tuple[str, ...], CueVerb] = {}
    for lemma, names in classes.items():
        for form in inflections(lemma):
            forms.setdefault(tuple(form.split()), CueVerb(lemma, frozenset(names), form))
    return forms


@cache
def cue_beginnings() -> frozenset[str]:
    """The folded words that a form of a cue verb begins with.

    >>> "called" in cue_beginnings()  # "called for"
    True
    """
    return frozenset(form[0] for form in cue_verbs())


def inflections(lemma: str) -> Iterable[str]:
    """The forms of a verb: those listed as irregular, else formed by the regular rules.

    >>> sorted(inflections("quip"))
    ['quip', 'quipped', 'quipping', 'quips']
    """
    irregular = lexicon("cues")["irregular"].get(lemma)
    if irregular is not None:
        return tuple(irregular)
    verb, _, particle = lemma.partition(" ")
    tail = f" {particle}" if particle else ""
    base = lexicon("cues")["irregular"].get(verb)
    return tuple(f"{form}{tail}" for form in (base or _regular(verb)))


def _regular(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return (verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return (verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    stem = f"{verb}{verb[-1]}" if _doubles(verb) else verb
    return (verb, third, f"{stem}ed", f"{stem}ing")


def _doubles(verb: str) -> bool:
    short = verb[-1] not in f"{_VOWELS}wxyh" and verb[-2] in _VOWELS
    one_syllable = sum(letter in _VOWELS for letter in verb.replace("qu", "q")) == 1
    return short and (one_syllable or verb in {"admit", "refer", "rebut"})
