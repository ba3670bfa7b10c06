"""What people decided, on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.publishing.cleaning import one_line

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.workspace.decisions_making import DecisionLine
    from onrecord.workspace.redaction_copy import Copied
    from onrecord.workspace.redaction_making import Preview

_SHOWN = 100
_ID = 12


def print_decisions(lines: Iterable[DecisionLine], console: Console) -> None:
    """Prints decisions: id, time, author and what was decided; below, about which words."""
    for line in lines:
        _print(console, _head(line))
        if line.words:
            about = f"{line.report}: " if line.report else ""
            _print(console, f"    {about}“{shortened(line.words)}”")
        if line.note:
            _print(console, f"    note: {line.note}")
        if line.state != "stands":
            why = f": {line.why}" if line.why else ""
            _print(console, f"    {line.state}{why}")


def shortened(words: str) -> str:
    """The words on one line, cut where they are many."""
    plain = one_line(words)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


def _head(line: DecisionLine) -> str:
    about = f" {line.item}" if line.item else ""
    about = f" {line.undoes[:_ID]}" if line.undoes else about
    value = "" if line.value is None else f" = {line.value}"
    return f"{line.decision[:_ID]}  {line.at}  {line.by}: {line.kind}{about}{value}"


def _print(console: Console, words: str) -> None:
    lead = len(words) - len(words.lstrip())
    told = " " * lead + one_line(words)
    console.print(told, markup=False, highlight=False, soft_wrap=True)


def preview_words(found: Preview) -> Iterator[str]:
    """What a redaction would take out, in lines."""
    yield (
        f"{found.changed} of {found.reports} reports would be changed, {found.left_out} left out; "
        f"{found.passages} passages"
    )
    if found.spellings:
        yield f"also spelt: {', '.join(map(one_line, found.spellings))}"
    for form, count in found.forms[:_SHOWN]:
        yield f"{count:>7}  {shortened(form)}"
    if len(found.forms) > _SHOWN:
        yield f"and {len(found.forms) - _SHOWN} more forms"


def copied_words(made: Copied, place: Path) -> str:
    """What a copy holds and lacks."""
    return (
        f"{place}: {made.reports} reports, {made.changed} of them changed ({made.stretches} "
        f"stretches taken out), {made.left_out} left out, {made.decisions} decisions carried over; "
        f"copy {made.copy}"
    )
