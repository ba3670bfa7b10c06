"""A small tagger that learns from a large one: what it begins as, and what it is told.

Layers and inner neurons are kept from the teacher (the first layers; in each the neurons with the
largest product of incoming and outgoing weights), then trained to give the teacher's tag
probabilities and last states (Hinton et al. 2015; Jiao et al. 2020, TinyBERT).
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from .model import SIZES, TAG_COUNT, Shape, Tagger

WARMTH = 2.0
"""Temperature at which the probabilities are compared."""

STATES_SHARE = 1.0


class Teacher:
    """An accurate tagger that is not trained any further."""

    def __init__(self, model: Tagger) -> None:
        self.model = model.eval()

    @classmethod
    def load(cls, path: Path) -> Teacher:
        """Reads an `epoch-N.pt`. Raises OSError, or RuntimeError where it is of another size."""
        model = Tagger(SIZES["accurate"])
        model.load_state_dict(torch.load(path, weights_only=True)["model"])
        return cls(model)

    def kept(self, shape: Shape) -> dict[str, Tensor]:
        """The weights of a tagger of that shape, taken from the teacher's."""
        old = self.model.state_dict()
        new = {
            name: value.clone()
            for name, value in old.items()
            if not name.startswith("layers.") or int(name.split(".")[1]) < shape.layers
        }
        for i in range(shape.layers):
            up, down = f"layers.{i}.up", f"layers.{i}.down"
            weight = old[f"{up}.weight"].norm(dim=1) * old[f"{down}.weight"].norm(dim=0)
            best = weight.topk(shape.inner).indices.sort().values
            new[f"{up}.weight"] = old[f"{up}.weight"][best].clone()
            new[f"{up}.bias"] = old[f"{up}.bias"][best].clone()
            new[f"{down}.weight"] = old[f"{down}.weight"][:, best].clone()
        return new

    def loss(
        self, states: Tensor, rows: Tensor, ids: Tensor, features: Tensor, real: Tensor
    ) -> Tensor:
        """How far a pupil's states [B, T, WIDTH] and rows [B, T, OUT] are from the teacher's.

        `real` [B, T] bool: the pieces that count.
        """
        with torch.no_grad():
            own = self.model.encode(ids, features, ids != 0)
            wanted = self.model.rows(own)[..., :TAG_COUNT][real]
        found = rows[..., :TAG_COUNT][real]
        told = functional.kl_div(
            functional.log_softmax(found / WARMTH, -1),
            functional.log_softmax(wanted / WARMTH, -1),
            log_target=True,
            reduction="batchmean",
        )
        apart = functional.mse_loss(states[real], own[real])
        return WARMTH**2 * told + STATES_SHARE * apart
