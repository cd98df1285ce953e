"""Builds dense networks of Paddle, converts them with paddle2onnx and records what Paddle computes in float64.

python paddle_models.py    (versions: requirements-paddle.txt)
"""

import copy
import importlib.metadata
import os
import pathlib
import tempfile

import numpy as np
import onnx
import paddle
from paddle import nn

from frozen import freeze, rows_of

VERSIONS = {name: importlib.metadata.version(name) for name in ("paddlepaddle", "paddle2onnx", "onnx")}


def dense(activation, *last):
    return nn.Sequential(nn.Linear(4, 8), activation, nn.Linear(8, 3), *last)


class Actor(nn.Layer):
    def __init__(self):
        super().__init__()
        self.left, self.right, self.last = nn.Linear(3, 5), nn.Linear(2, 3), nn.Linear(8, 2)

    def forward(self, state, action):
        both = paddle.concat([paddle.tanh(self.left(state)), nn.functional.relu(self.right(action))], axis=-1)
        return paddle.clip(self.last(both), -0.75, 0.75)


FOUR = [(1, 4)]
MODELS = [
    ("relu", lambda: dense(nn.ReLU()), FOUR, 13),
    ("sigmoid-softmax", lambda: dense(nn.Sigmoid(), nn.Softmax()), FOUR, 9),
    # No nn.LeakyReLU: paddle2onnx 2.1.0 writes another alpha for it, another one in each file (findings/paddle2onnx-leaky-relu.sh).
    ("relu6", lambda: dense(nn.ReLU6()), FOUR, 11),
    ("gelu", lambda: dense(nn.GELU()), FOUR, 15),
    ("swish-log-softmax", lambda: dense(nn.Swish(), nn.LogSoftmax()), FOUR, 16),
    ("hardswish", lambda: dense(nn.Hardswish()), FOUR, 14),
    ("elu", lambda: dense(nn.ELU(0.7)), FOUR, 12),
    ("batch-norm", lambda: nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1D(8), nn.ReLU(), nn.Dropout(0.3), nn.Linear(8, 2)), FOUR, 13),
    ("layer-norm", lambda: nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8), nn.Tanh(), nn.Linear(8, 2)), FOUR, 17),
    ("actor", Actor, [(1, 3), (1, 2)], 13),
]


def drawn(make):
    paddle.seed(3)
    model = make()
    random = np.random.default_rng(3)
    for name, value in model.state_dict().items():
        positive = name.endswith("_variance") or name.endswith("weight") and len(value.shape) == 1
        value.set_value((random.uniform(0.5, 1.5, value.shape) if positive else random.normal(size=value.shape) * 0.5).astype("float32"))
    model.eval()
    return model


def convert(model, shapes, operator_set):
    inputs = [paddle.static.InputSpec([-1, *shape[1:]], "float32", f"x{position}") for position, shape in enumerate(shapes)]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "model"
        paddle.onnx.export(model, str(path), input_spec=inputs, opset_version=operator_set)
        return onnx.load(f"{path}.onnx")


def main():
    os.chdir(tempfile.mkdtemp())
    for name, make, shapes, operator_set in MODELS:
        try:
            model = drawn(make)
            exact = drawn(make).to(dtype="float64")
            exact.eval()
            rows = [list(row) for row in zip(*[rows_of(shape, seed=41 + position) for position, shape in enumerate(shapes)])]
            results = [[exact(*[paddle.to_tensor(array, "float64") for array in row]).numpy()] for row in rows]
            assert all(result[0].dtype == np.float64 for result in results)
            freeze(f"paddle-{name}", convert(model, shapes, operator_set), "Paddle, paddle2onnx", VERSIONS, rows, results)
        except Exception as error:  # what the converter cannot do is said, and the rest goes on
            print("FAILED", name, type(error).__name__, str(error)[:400].replace("\n", " "))


main()
