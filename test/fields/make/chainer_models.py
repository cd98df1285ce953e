"""Builds dense networks of Chainer, converts them with onnx-chainer and records what Chainer computes in float64.

python chainer_models.py   (versions: requirements-chainer.txt)
"""

import importlib.metadata
import warnings

import chainer
import numpy as np
import onnx
import onnx_chainer
from chainer import functions as F
from chainer import links as L

from frozen import freeze, rows_of

warnings.simplefilter("ignore")
VERSIONS = {name: importlib.metadata.version(name) for name in ("chainer", "onnx-chainer", "onnx", "numpy")}


class Layers(chainer.Chain):
    def __init__(self, activation, norm=None, last=None):
        super().__init__()
        self.activation, self.output = activation, last
        with self.init_scope():
            self.first = L.Linear(4, 8)
            self.norm = norm
            self.last = L.Linear(8, 3)

    def forward(self, x):
        x = self.first(x)
        if self.norm is not None:
            x = self.norm(x)
        x = self.last(self.activation(x))
        return x if self.output is None else self.output(x)


MODELS = [
    ("leaky-relu", lambda: Layers(F.leaky_relu), 7),
    ("relu-softmax", lambda: Layers(F.relu, last=F.softmax), 9),
    ("tanh", lambda: Layers(F.tanh), 11),
    ("sigmoid", lambda: Layers(F.sigmoid), 8),
    ("elu", lambda: Layers(F.elu), 9),
    ("selu", lambda: Layers(F.selu), 9),
    ("softplus", lambda: Layers(F.softplus), 9),
    ("clipped-relu", lambda: Layers(F.clipped_relu), 9),
    ("hard-sigmoid", lambda: Layers(F.hard_sigmoid), 9),
    ("log-softmax", lambda: Layers(F.relu, last=F.log_softmax), 11),
    ("batch-norm", lambda: Layers(F.relu, norm=L.BatchNormalization(8)), 9),
    ("maximum", lambda: Layers(lambda x: F.maximum(x, 0.5 * x + 0.25)), 9),
]


def drawn(make):
    model = make()
    random = np.random.default_rng(3)
    for name, parameter in sorted(model.namedparams()):
        positive = name.endswith("gamma")
        parameter.array[...] = random.uniform(0.5, 1.5, parameter.shape) if positive else random.normal(size=parameter.shape) * 0.5
    if model.norm is not None:
        model.norm.avg_mean[...] = random.normal(size=8)
        model.norm.avg_var[...] = random.uniform(0.5, 1.5, 8)
    return model


def widened(model):
    for parameter in model.params():
        parameter.array = parameter.array.astype(np.float64)
    if model.norm is not None:
        model.norm.avg_mean, model.norm.avg_var = (array.astype(np.float64) for array in (model.norm.avg_mean, model.norm.avg_var))
    return model


def main():
    chainer.config.train = False
    for name, make, operator_set in MODELS:
        try:
            written = onnx_chainer.export(drawn(make), np.zeros((1, 4), np.float32), opset_version=operator_set)
            exact = widened(drawn(make))
            rows = [[row] for row in rows_of((1, 4), seed=51)]
            results = [[exact(row[0].astype(np.float64)).array] for row in rows]
            assert all(result[0].dtype == np.float64 for result in results)
            freeze(f"chainer-{name}", written, "Chainer, onnx-chainer", VERSIONS, rows, results)
        except Exception as error:  # what the converter cannot do is said, and the rest goes on
            print("FAILED", name, type(error).__name__, str(error)[:300].replace("\n", " "))


main()
