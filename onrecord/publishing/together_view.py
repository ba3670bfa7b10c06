"""The terminal views of what is found across reports: groups, copies, people."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rich.console import Console, Group, RenderableType
from rich.text import Text

from onrecord import corroboration
from onrecord.corroboration import Copy, Corroboration, Entity, Suggestion
from onrecord.publishing import together_words as words
from onrecord.publishing.cleaning import one_line
from onrecord.publishing.layout import beside, indented, labelled
from onrecord.text import fold

_WIDEST = 110
_MOST_CHANGES = 8
_LONGEST = 160


def print_corroboration(
    found: Corroboration, console: Console, *, everything: bool = False
) -> None:
    """Prints claim groups: what is said, on how many origins, who first gave which figure.

    Groups of one report stand only where ``everything`` is asked, or where they contradict.

    >>> print_corroboration(Corroboration(reports=0), Console())
    0 reports, 0 claims in more than one report, 0 pairs of reports sharing a text
    """
    shared = [group for group in found.groups if group.documents > 1]
    shown = [group for group in found.groups if everything or _worth_showing(group)]
    parts: list[RenderableType] = [Text(_summary(found, len(shared)), style="bold")]
    for number, group in enumerate(shown, start=1):
        parts += [Text(), beside(str(number), _group(group), style="cyan")]
    if shown:
        parts += [Text(), Text(_LEGEND, style="dim")]
    _print(parts, console)


def narrowed(
    found: Corroboration, wanted: Sequence[str], *, everything: bool = False
) -> Corroboration:
    """Only the groups that would be shown, and in which all the wanted words stand.

    >>> narrowed(Corroboration(reports=3), ["bridge"]).reports
    3
    """
    folded = [fold(word) for word in wanted]
    kept = [
        group
        for group in found.groups
        if (everything or _worth_showing(group)) and all(w in _said(group) for w in folded)
    ]
    return msgspec.structs.replace(found, groups=tuple(kept))


def _worth_showing(group: corroboration.Group) -> bool:
    """Whether several reports are in a group, or one that contradicts or corrects itself."""
    disputed = (one.conflicts or one.stance == "retracts" for one in group.testimonies)
    return group.documents > 1 or any(disputed)


def _said(group: corroboration.Group) -> str:
    parts = [group.kind, group.about]
    for one in group.testimonies:
        parts += [one.words, one.speaker or "", one.report, one.outlet or ""]
    return fold(" ".join(parts))


def print_copies(found: Corroboration, console: Console) -> None:
    """Prints which reports share a text, which came first, and what was changed."""
    pairs = words.counted(len(found.copies), "pair of reports", "pairs of reports")
    line = f"{pairs} sharing a text, in "
    line += f"{words.counted(found.reports, 'report')}; {words.NOTE_ON_TRANSLATIONS}"
    parts: list[RenderableType] = [Text(line, style="bold")]
    for copy in found.copies:
        parts += [Text(), _copy(copy)]
    _print(parts, console)


def print_people(entities: Sequence[Entity], console: Console) -> None:
    """Prints persons and bodies, one line each, those in most reports first."""
    for entity in entities:
        _print([_person(entity)], console)


def print_person(entity: Entity, console: Console) -> None:
    """Prints one person or body: names, roles, where it stands, why it is held to be one."""
    rows = [
        ("names", ", ".join(one_line(name) for name in (entity.name, *entity.forms))),
        ("roles", "; ".join(one_line(role) for role in entity.roles)),
        ("parties", ", ".join(entity.parties)),
        ("why one", "; ".join(one_line(why) for why in entity.because)),
    ]
    stands = [(one_line(m.report), f"{one_line(m.name)} ({m.agent})") for m in entity.members]
    _print(
        [_person(entity), *labelled([r for r in rows if r[1]]), Text(), *labelled(stands)], console
    )


def print_suggestions(
    suggestions: Sequence[Suggestion], entities: Sequence[Entity], console: Console
) -> None:
    """Prints which entities may be one, and the command that makes them one."""
    by_id = {entity.id: entity for entity in entities}
    for one in suggestions:
        first, second = by_id[one.first], by_id[one.second]
        line = Text.assemble(
            (one_line(first.name), "bold"), " and ", (one_line(second.name), "bold"),
            (f"  {one.score:.2f}: {one_line(one.why)}", ""),
        )  # fmt: skip
        command = f"onrecord people merge {first.id} {second.id}"
        _print(
            [beside("?", Group(line, Text(command, style="dim")), style="yellow", width=3)], console
        )


# ------------------------------------------------------------------ parts

_LEGEND = (
    "● an established origin: known, and none of the others. ○ undetermined: shown, not counted. "
    "Evidence stands beside the count, never in it. A rule proposes digits, a person decides."
)


def _summary(found: Corroboration, shared: int) -> str:
    pairs = words.counted(len(found.copies), "pair of reports", "pairs of reports")
    line = (
        f"{words.counted(found.reports, 'report')}, "
        f"{words.counted(shared, 'claim')} in more than one report, {pairs} sharing a text"
    )
    if found.translated:
        count = words.counted(found.translated, "report")
        line += f"; {count} may be translated, and {words.NOTE_ON_TRANSLATIONS}"
    return line


def _group(group: corroboration.Group) -> Group:
    figures = words.figures_of(group)
    parts: list[RenderableType] = [
        Text.assemble(
            (words.heading(group), "bold"), (f"   {figures}" if figures else "", "bold cyan")
        ),
        Text(f"“{_cut(group.words)}”"),
    ]
    rows = [("origins", words.origins_line(group))]
    if group.earliest is not None:
        rows.append(("first", _with_figure(group, group.earliest)))
    if group.highest is not None and group.low != group.high:
        rows.append(("highest", _with_figure(group, group.highest)))
    rows += [("evidence", words.evidence_line(group)), ("grade", words.grade_line(group))]
    parts += labelled(rows)
    parts += [
        beside("✗", Text(one_line(line)), style="red", width=2) for line in group.contradictions
    ]
    parts += [_origin(group, place) for place in range(len(group.origins))]
    return Group(*parts)


def _origin(group: corroboration.Group, place: int) -> RenderableType:
    origin, said = group.origins[place], words.said_by(group, place)
    known = origin.state == "established"
    figures = words.figures_said(group, said)
    text = Text.assemble(
        (words.origin_line(origin), "" if known else "dim"),
        (f"  {figures}" if figures else "", "cyan"),
        (f"  ← {words.rests_on(group, said)}", "dim"),
    )
    return beside("●" if known else "○", text, style="green" if known else "yellow", width=2)


def _with_figure(group: corroboration.Group, at: int) -> str:
    figure = group.testimonies[at].figure
    line = words.testimony_line(group, at)
    return f"{one_line(figure)}: {line}" if figure else line


def _copy(copy: Copy) -> Group:
    parts: list[RenderableType] = [
        Text.assemble(
            (one_line(copy.second), "bold"),
            " shares a text with " if copy.first_by is None else " is a copy of ",
            (one_line(copy.first), "bold"),
        ),
        indented(Text(words.share(copy)), 2),
        indented(
            Text(
                f"{one_line(copy.first)} {words.FIRST_BY[copy.first_by]}"
                if copy.first_by
                else words.FIRST_BY[None],
                style="dim",
            ),
            2,
        ),
    ]
    figures = [change for change in copy.changes if change.figures]
    others = [change for change in copy.changes if not change.figures]
    told = [_changed(c.before, c.after, "figure changed") for c in figures]
    told += [_changed(c.before, c.after, "changed") for c in others[:_MOST_CHANGES]]
    parts += [indented(line, 2) for line in told]
    if len(others) > _MOST_CHANGES:
        parts.append(
            indented(Text(f"and {len(others) - _MOST_CHANGES} more changes", style="dim"), 2)
        )
    return Group(*parts)


def _changed(before: str, after: str, label: str) -> Text:
    old, new = _cut(before) or "(nothing)", _cut(after) or "(nothing)"
    return Text.assemble(
        (f"{label}: ", "bold red" if "figure" in label else "dim"), f"{old} → {new}"
    )


def _person(entity: Entity) -> RenderableType:
    forms = f"  also {', '.join(one_line(form) for form in entity.forms)}" if entity.forms else ""
    reports = words.counted(len({member.report for member in entity.members}), "report")
    roles = f", {one_line(entity.roles[0])}" if entity.roles else ""
    hedge = {"hedged": " (identity hedged)", "described": " (described)"}.get(entity.identity, "")
    return beside(
        entity.id,
        Text.assemble(
            (one_line(entity.name), "bold"),
            (roles + hedge, ""),
            (f"  {reports}", "cyan"),
            (forms, "dim"),
        ),
        style="dim",
        width=10,
    )


def _cut(said: str) -> str:
    line = one_line(said)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _print(parts: Sequence[RenderableType], console: Console) -> None:
    console.print(indented(Group(*parts), 0), width=min(console.width, _WIDEST))
