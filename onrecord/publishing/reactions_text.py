"""Who spoke in what manner, as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group
from rich.text import Text

from onrecord.publishing.cleaning import one_line
from onrecord.publishing.layout import labelled
from onrecord.workspace import Reactions, Voice

_NAME = 34
_COLUMN = 10
_SPEAKERS = 15
"""Speakers that a terminal shows; JSON holds all."""


def print_reactions(found: Reactions, console: Console) -> None:
    """Prints counts of statements by party and by speaker, and who is not quoted."""
    console.print(Text("Who spoke, and in what manner", style="bold"))
    console.print(Text(_about(found), style="dim"))
    console.print()
    console.print(_header("Speaks for"))
    for voice in found.parties:
        console.print(_row(voice.name, voice))
    console.print(_row("no party", found.others))
    console.print(_row("speaker left open", found.open))
    silent = " or ".join(one_line(party.name) for party in found.unquoted)
    shown = "; ".join(
        f"{one_line(one.name)} ({one.statements}"
        + (f", by {', '.join(map(one_line, one.makers))})" if one.makers else ")")
        for one in found.shown
    )
    facts = [("Not quoted", f"nobody speaks for {silent}" if silent else "")]
    facts += [("Shown, not quoted", shown)]
    if rows := [(label, fact) for label, fact in facts if fact]:
        console.print()
        console.print(Group(*labelled(rows)))
    _speakers(found.speakers, console)


def _speakers(voices: Iterable[Voice], console: Console) -> None:
    voices = list(voices)
    if not voices:
        return
    console.print()
    console.print(_header("Speakers"))
    for voice in voices[:_SPEAKERS]:
        console.print(_row(voice.name, voice))
    if len(voices) > _SPEAKERS:
        more = f"… and {len(voices) - _SPEAKERS} more: --format json"
        console.print(Text(more, style="dim"))


def _about(found: Reactions) -> str:
    days = f" · {found.first} to {found.last}" if found.first and found.last else ""
    return f"{found.reports:,} reports, {found.statements:,} statements{days}"


def _header(name: str) -> Text:
    line = name.ljust(_NAME)
    line += "".join(title.rjust(_COLUMN) for title in ("earnest", "in jest", "denials", "reports"))
    return Text(line, style="underline")


def _row(name: str, voice: Voice) -> Text:
    counts = (voice.earnest, voice.ironic, voice.denials, voice.reports)
    text = Text(one_line(name))
    text.truncate(_NAME - 1, overflow="ellipsis")
    text.pad_right(_NAME - text.cell_len)
    for count in counts:
        text.append(str(count).rjust(_COLUMN) if count else "–".rjust(_COLUMN))
    return text
