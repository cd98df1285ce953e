"""Builds dense networks of Flax, JAX and Equinox, converts them with jax2onnx and records what JAX computes in float64.

    python flax_models.py      (versions: requirements-flax.txt)

The float64 results are those of the same function over parameters widened to float64.
"""

import os

os.environ["JAX_PLATFORMS"] = "cpu"

import importlib.metadata

import flax
import jax
import jax.numpy as jnp
import numpy as np
import onnx
from flax import nnx
from jax2onnx import to_onnx

from frozen import freeze, rows_of

VERSIONS = {name: importlib.metadata.version(name) for name in ("flax", "jax", "jax2onnx", "onnx")}


class Layers(nnx.Module):
    def __init__(self, *widths, activation=nnx.relu, norm=None, last=lambda x: x):
        streams = nnx.Rngs(3)
        self.layers = nnx.List(
            [nnx.Linear(*pair, rngs=streams, bias_init=nnx.initializers.normal(0.3)) for pair in zip(widths, widths[1:])]
        )
        self.norm = norm(widths[1], streams) if norm else None
        self.activation, self.last = activation, last

    def __call__(self, x):
        for layer in self.layers[:-1]:
            x = layer(x)
            if self.norm is not None:
                x = self.norm(x)
            x = self.activation(x)
        return self.last(self.layers[-1](x))


def batch_norm(width, streams):
    layer = nnx.BatchNorm(width, use_running_average=True, rngs=streams)
    random = np.random.default_rng(9)
    layer.mean[...] = jnp.array(random.normal(size=width), jnp.float32)
    layer.var[...] = jnp.array(random.uniform(0.5, 1.5, width), jnp.float32)
    return layer


RANDOM = np.random.default_rng(13)
FIRST, SECOND = (RANDOM.normal(size=shape).astype(np.float32) for shape in ((4, 6), (6, 2)))


def plain(x):
    """A network as one writes it with jax.numpy alone."""
    return jnp.tanh(x @ FIRST.astype(x.dtype) + 0.5) @ SECOND.astype(x.dtype)


def routed(x):
    hidden = jnp.maximum(x @ FIRST.astype(x.dtype), 0.0)
    return jnp.where(x[:, :2] > 0, jnp.square(hidden @ SECOND.astype(x.dtype)), jnp.exp(-jnp.abs(hidden[:, 2:4])))


MODELS = [
    ("relu", lambda: Layers(4, 8, 2)),
    ("tanh-three", lambda: Layers(4, 6, 6, 1, activation=jnp.tanh)),
    ("silu-softmax", lambda: Layers(4, 8, 3, activation=nnx.silu, last=nnx.softmax)),
    ("gelu", lambda: Layers(4, 8, 2, activation=nnx.gelu)),
    ("elu-log-softmax", lambda: Layers(4, 6, 3, activation=nnx.elu, last=nnx.log_softmax)),
    ("softplus-sigmoid", lambda: Layers(4, 6, 2, activation=nnx.softplus, last=nnx.sigmoid)),
    ("layer-norm", lambda: Layers(4, 8, 2, norm=lambda width, streams: nnx.LayerNorm(width, rngs=streams))),
    ("rms-norm", lambda: Layers(4, 8, 2, norm=lambda width, streams: nnx.RMSNorm(width, rngs=streams))),
    ("batch-norm", lambda: Layers(4, 8, 2, norm=batch_norm)),
    ("jax-numpy", lambda: plain),
    ("jax-routed", lambda: routed),
]


def widened(model):
    if not isinstance(model, nnx.Module):
        return model
    definition, state = nnx.split(model)
    state = jax.tree.map(lambda leaf: leaf.astype(jnp.float64) if jnp.issubdtype(leaf.dtype, jnp.floating) else leaf, state)
    copied = nnx.merge(definition, state)
    for _, part in nnx.iter_modules(copied):
        for name in ("dtype", "param_dtype"):
            if hasattr(part, name):
                setattr(part, name, None if name == "dtype" else jnp.float64)
    return copied


def main():
    for name, make in MODELS:
        try:
            jax.config.update("jax_enable_x64", False)
            model = make()
            written = to_onnx(model, [("B", 4)], model_name=name)
            rows = [[row] for row in rows_of((1, 4), seed=31)]
            jax.config.update("jax_enable_x64", True)
            exact = widened(model)
            results = [[np.asarray(exact(jnp.array(row[0], jnp.float64)))] for row in rows]
            assert all(result[0].dtype == np.float64 for result in results)
            freeze(f"flax-{name}", written, "Flax and JAX, jax2onnx", VERSIONS, rows, results)
        except Exception as error:  # what the converter cannot do is said, and the rest goes on
            print("FAILED", name, type(error).__name__, str(error)[:400].replace("\n", " "))


main()
