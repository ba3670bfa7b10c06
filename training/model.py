"""The tagger as a torch module: MiniLM-L6 encoder, tag scores and link vectors.

`Tagger.forward` gives, for each piece, one row: tag scores, then link vectors, laid out as
`layout` says; the runtime reads the same rows from the ONNX file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.attribution.tagger.pieces import FEATURES

WIDTH, HEADS, POSITIONS = 384, 12, 512
TAG_COUNT, LINK = 7, 64
LINK_ROLES = ("source", "cue")
OUT = TAG_COUNT + len(LINK_ROLES) * (3 * LINK + 2)
"""Columns: tags; then for each role: query at first piece, query at last piece, key (LINK each),
and the score of "none" at first and at last piece."""


def layout(role: int) -> tuple[int, int, int, int]:
    """Column where the first-piece query, last-piece query, key and none-scores of a role start."""
    base = TAG_COUNT + role * (3 * LINK + 2)
    return base, base + LINK, base + 2 * LINK, base + 3 * LINK


@dataclass(frozen=True, slots=True)
class Shape:
    """What a size has: encoder layers, and the inner width of each."""

    layers: int = 6
    inner: int = 1536


SIZES = {"accurate": Shape(), "fast": Shape(layers=3, inner=512)}


class Layer(nn.Module):
    """One encoder layer, with plain matrix products (fastest on a CPU)."""

    def __init__(self, dropout: float, inner: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Takes x [B, T, WIDTH], mask [B, 1, 1, T] additive; gives [B, T, WIDTH]."""
        batch, size, _ = x.shape
        qkv = self.qkv(x).view(batch, size, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weight = (qkv[0] * (WIDTH // HEADS) ** -0.5) @ qkv[1].transpose(-1, -2) + mask
        mixed = (weight.softmax(-1) @ qkv[2]).transpose(1, 2).reshape(batch, size, WIDTH)
        x = self.mix_norm(x + functional.dropout(self.mix(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x), approximate="tanh"))
        out: Tensor = self.out_norm(x + functional.dropout(inner, self.dropout, self.training))
        return out


class Tagger(nn.Module):
    """Encoder and head; word embeddings are frozen."""

    def __init__(
        self, shape: Shape = SIZES["accurate"], vocabulary: int = 30522, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.words.weight.requires_grad = False
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(FEATURES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout, shape.inner) for _ in range(shape.layers))
        self.head = nn.Linear(WIDTH, OUT)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        self.dropout = dropout

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """ids, features [B, T] int64, mask [B, T] bool (True: a piece) -> [B, T, OUT]."""
        return self.rows(self.encode(ids, features, mask))

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """The encoder's last states, [B, T, WIDTH]; arguments as in `forward`."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(features)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        additive = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, additive)
        return x

    def rows(self, x: Tensor) -> Tensor:
        """What the head makes of the encoder's last states, [B, T, OUT]."""
        return self.head(functional.dropout(x, self.dropout, self.training))  # type: ignore[no-any-return]

    def load_encoder(self, path: Path) -> None:
        """Take the pretrained weights from a BERT `model.safetensors`."""
        from safetensors.torch import load_file

        old = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        new = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "positions.weight": old["embeddings.position_embeddings.weight"]
            + old["embeddings.token_type_embeddings.weight"][0],
        }
        pairs = {"norm": "embeddings.LayerNorm"}
        for i in range(self.shape.layers):
            there = f"encoder.layer.{i}"
            pairs[f"layers.{i}.mix"] = f"{there}.attention.output.dense"
            pairs[f"layers.{i}.mix_norm"] = f"{there}.attention.output.LayerNorm"
            pairs[f"layers.{i}.up"] = f"{there}.intermediate.dense"
            pairs[f"layers.{i}.down"] = f"{there}.output.dense"
            pairs[f"layers.{i}.out_norm"] = f"{there}.output.LayerNorm"
            for kind in ("weight", "bias"):
                parts = (f"{there}.attention.self.{p}.{kind}" for p in ("query", "key", "value"))
                new[f"layers.{i}.qkv.{kind}"] = torch.cat([old[p] for p in parts])
        for ours, theirs in pairs.items():
            for kind in ("weight", "bias"):
                new[f"{ours}.{kind}"] = old[f"{theirs}.{kind}"]
        missing, unexpected = self.load_state_dict(new, strict=False)
        fresh = {"shapes.weight", "head.weight", "head.bias"}
        if unexpected or set(missing) != fresh:
            raise ValueError(f"{path} is no MiniLM-L6: missing {missing}, unexpected {unexpected}")
