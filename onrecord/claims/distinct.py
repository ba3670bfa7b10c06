"""Each claim once: the body before the headline, the fuller before the barer."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.certainty import certainty_of
from onrecord.claims.evidence import Attributed
from onrecord.claims.scene import Draft, Scene


def distinct(scene: Scene, found: Sequence[Attributed]) -> list[Attributed]:
    """Each claim once: the body before the headline, the fuller before the barer."""
    alike: dict[object, list[Attributed]] = {}
    for one in (a for a in found if not a.draft.passage.line.is_heading):
        kept = alike.setdefault((one.draft.kind, one.draft.item, _figures(one.draft)), [])
        twin = next((k for k in kept if _same(scene, k, one)), None)
        if twin is None:
            kept.append(one)
        elif _fuller(one, twin):
            kept[kept.index(twin)] = one
    body = [one for kept in alike.values() for one in kept]
    for one in (a for a in found if a.draft.passage.line.is_heading):
        if not any(_same(scene, k, one) for k in body):
            body.append(one)
    return sorted(body, key=lambda a: (a.draft.span, a.draft.anchor))


def _same(scene: Scene, a: Attributed, b: Attributed) -> bool:
    x, y = a.draft, b.draft
    heading = x.passage.line.is_heading or y.passage.line.is_heading
    if x.kind != y.kind or (not heading and _by(a) != _by(b)):
        return False
    if heading:
        unsaid = x.quantity is None or y.quantity is None
        return _figures(x) == _figures(y) or (unsaid and _like_items(x, y))
    if (
        x.item != y.item
        or x.disposition != y.disposition
        or x.negated != y.negated
        or _figures(x) != _figures(y)
    ):
        return False
    if a.literal != b.literal or certainty_of(x, a.statement) != certainty_of(y, b.statement):
        return False
    text = scene.text
    places = [p.of(text).casefold() for p in (x.place, y.place) if p is not None]
    same_place = len(places) < 2 or bool(
        set(places[0].split()) & set(places[1].split()) - {"the", "of", "and", "in"}
    )
    if x.quantity is None:
        return (
            same_place
            and (x.passage.line.block == y.passage.line.block or x.kind != "materiel")
            and _same_actor(x, y, text)
        )
    return same_place


def _like_items(x: Draft, y: Draft) -> bool:
    """Whether a headline can mean what the body counts: one item is the other's, or none."""
    return x.item is None or y.item is None or bool({*x.item.split()} & {*y.item.split()})


def _same_actor(x: Draft, y: Draft, text: str) -> bool:
    if x.kind != "withdrawal":
        return True
    return x.span.of(text).casefold() == y.span.of(text).casefold()


def _by(one: Attributed) -> str:
    if one.statement is not None:
        return one.statement.speaker or one.statement.id
    return one.publisher.id if one.publisher else "author"


def _figures(draft: Draft) -> tuple[float | None, float | None, float | None, str | None]:
    q = draft.quantity
    return (q.low, q.value, q.high, q.unit) if q else (None, None, None, None)


def _fuller(one: Attributed, other: Attributed) -> bool:
    def size(draft: Draft) -> int:
        return sum(
            v is not None
            for v in (draft.quantity, draft.place, draft.actor, draft.item, draft.comparison)
        )

    return size(one.draft) > size(other.draft)
