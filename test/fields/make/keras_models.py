"""Builds dense Keras models, converts them with tf2onnx (through Keras' own export, too) and records what Keras says in float64.

    python keras_models.py     (versions: requirements-keras.txt)

The float64 results are those of the same model built with float64 layers, which are given the float32 weights.
"""

import os
import pathlib
import tempfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import onnx
import tensorflow
import tf2onnx
from keras import layers

from frozen import freeze, freeze_refused, rows_of

VERSIONS = {"keras": keras.__version__, "tensorflow": tensorflow.__version__, "tf2onnx": tf2onnx.__version__, "onnx": onnx.__version__}


def dense(activation, *after):
    return keras.Sequential([keras.Input((4,)), layers.Dense(8, activation=activation), *after, layers.Dense(3)])


def functional():
    state, action = keras.Input((3,), name="state"), keras.Input((2,), name="action")
    joined = layers.Concatenate()([layers.Dense(5, activation="relu")(state), layers.Dense(3, activation="tanh")(action)])
    hidden = layers.Dense(8, activation="swish")(joined)
    skipped = layers.Add()([joined, hidden])
    return keras.Model([state, action], [layers.Dense(1)(skipped), layers.Dense(2, activation="softplus")(skipped)])


MEAN, DEVIATION = np.array([[12.0, -3.5, 250.0, 0.125]]), np.array([[4.0, 0.25, 75.0, 0.015625]])


def normalised():
    layer = layers.Normalization(mean=MEAN[0], variance=DEVIATION[0] ** 2)
    return keras.Sequential(
        [keras.Input((4,)), layer, layers.Dense(6, activation="relu"), layers.Dense(1), layers.Rescaling(40.0, offset=7.5)]
    )


def blocks():
    entry = keras.Input((6, 4))
    x = layers.Dense(3, activation="elu")(entry)
    x = layers.Permute((2, 1))(x)
    x = layers.Dense(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(entry, layers.Dense(2)(layers.Reshape((6,))(x)))


def gated():
    entry = keras.Input((4,))
    value, gate = layers.Dense(5)(entry), layers.Dense(5, activation="hard_sigmoid")(entry)
    largest = layers.Maximum()([layers.Multiply()([value, gate]), layers.Subtract()([value, gate])])
    return keras.Model(entry, layers.Dense(2)(layers.Average()([largest, value])))


FOUR = [(1, 4)]

# Name, model, shapes of one row, way of conversion, operator set.
MODELS = [
    (
        "relu-softmax",
        lambda: keras.Sequential([keras.Input((4,)), layers.Dense(8, "relu"), layers.Dense(3, "softmax")]),
        FOUR,
        "keras",
        None,
    ),
    ("dropout-sigmoid", lambda: keras.Sequential([dense("relu", layers.Dropout(0.3)), layers.Activation("sigmoid")]), FOUR, "keras", 13),
    ("functional", functional, [(1, 3), (1, 2)], "keras", None),
    ("batch-norm", lambda: dense("relu", layers.BatchNormalization()), FOUR, "keras", 17),
    (
        "batch-norm-first",
        lambda: keras.Sequential([keras.Input((4,)), layers.BatchNormalization(), layers.Dense(3, "relu")]),
        FOUR,
        "tf2onnx",
        15,
    ),
    ("layer-norm", lambda: dense("linear", layers.LayerNormalization()), FOUR, "tf2onnx", 18),
    ("leaky-relu", lambda: dense("linear", layers.LeakyReLU(0.1)), FOUR, "tf2onnx", 11),
    ("prelu", lambda: dense("linear", layers.PReLU(alpha_initializer="glorot_uniform")), FOUR, "tf2onnx", 13),
    ("gelu", lambda: dense("gelu"), FOUR, "tf2onnx", 15),
    ("gelu-tanh", lambda: dense(lambda x: keras.activations.gelu(x, approximate=True)), FOUR, "tf2onnx", 15),
    ("selu", lambda: dense("selu"), FOUR, "tf2onnx", 9),
    ("mish", lambda: dense("mish"), FOUR, "tf2onnx", 18),
    ("softsign", lambda: dense("softsign"), FOUR, "tf2onnx", 15),
    ("hard-swish", lambda: dense("hard_silu"), FOUR, "tf2onnx", 15),
    ("relu6", lambda: dense("relu6"), FOUR, "tf2onnx", 10),
    ("exponential", lambda: dense("exponential"), FOUR, "tf2onnx", 15),
    ("log-softmax", lambda: keras.Sequential([dense("tanh"), layers.Activation("log_softmax")]), FOUR, "tf2onnx", 15),
    ("unit-norm", lambda: dense("relu", layers.UnitNormalization()), FOUR, "tf2onnx", 15),
    ("group-norm", lambda: dense("relu", layers.GroupNormalization(groups=2)), FOUR, "tf2onnx", 18),
    ("normalisation", normalised, FOUR, "tf2onnx", 15),
    ("blocks", blocks, [(1, 6, 4)], "tf2onnx", 15),
    ("gated", gated, FOUR, "tf2onnx", 15),
]


def drawn(make):
    """A model whose weights are drawn: biases, scales and statistics as well."""
    keras.utils.clear_session()
    keras.utils.set_random_seed(5)
    model = make()
    random = np.random.default_rng(5)
    model.set_weights(
        [
            (
                random.uniform(0.5, 1.5, weight.shape).astype(np.float32)
                if variable.name in ("gamma", "moving_variance")
                else (
                    (weight + 0.25 * random.normal(size=weight.shape)).astype(np.float32)
                    if variable.trainable or variable.name == "moving_mean"
                    else weight
                )
            )
            for variable, weight in zip(model.weights, model.get_weights())
        ]
    )
    return model


def exact_copy(make, model):
    keras.utils.clear_session()
    keras.backend.set_floatx("float64")
    try:
        exact = make()
        exact.set_weights([weight.astype(np.float64) if weight.dtype.kind == "f" else weight for weight in model.get_weights()])
        return exact
    finally:
        keras.backend.set_floatx("float32")


def convert(model, shapes, way, operator_set):
    if way == "keras":
        # Keras exports only what was called once.
        model(arguments([np.zeros(shape, np.float32) for shape in shapes]))
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "model.onnx"
            told = {} if operator_set is None else {"opset_version": operator_set}
            model.export(path, format="onnx", verbose=False, **told)
            return onnx.load(path)
    signature = [
        tensorflow.TensorSpec((None, *shape[1:]), tensorflow.float32, name=f"x{position}") for position, shape in enumerate(shapes)
    ]
    function = tensorflow.function(lambda *inputs: model(arguments(inputs), training=False))
    return tf2onnx.convert.from_function(function, signature, opset=operator_set)[0]


def arguments(arrays):
    return arrays[0] if len(arrays) == 1 else list(arrays)


def main():
    for name, make, shapes, way, operator_set in MODELS:
        try:
            model = drawn(make)
            written = convert(model, shapes, way, operator_set)
            exact = exact_copy(make, model)
            rows = [list(row) for row in zip(*[rows_of(shape, seed=23 + position) for position, shape in enumerate(shapes)])]
            if name == "normalisation":
                rows = [[np.round((row[0] * DEVIATION + MEAN) * 64) / 64] for row in rows]
            results = [
                as_list(exact(arguments([tensorflow.constant(array, tensorflow.float64) for array in row]), training=False))
                for row in rows
            ]
            if name == "normalisation":
                # tf2onnx makes inputs of the layer's constants (findings/keras-export-normalization.sh).
                rows = [[*row, MEAN, DEVIATION] for row in rows]
            if any(node.op_type == "Erfc" for node in written.graph.node):
                # No operator of ONNX (findings/keras-export-gelu.sh).
                freeze_refused(f"keras-tf2onnx-{name}", written)
                continue
            tool = "Keras, its own export to ONNX" if way == "keras" else "Keras, tf2onnx"
            freeze(f"keras-{'export' if way == 'keras' else 'tf2onnx'}-{name}", written, tool, VERSIONS, rows, results)
        except Exception as error:  # what a converter cannot do is said, and the rest goes on
            print("FAILED", name, type(error).__name__, str(error)[:300].replace("\n", " "))


def as_list(results):
    results = results if isinstance(results, (list, tuple)) else [results]
    return [np.asarray(result) for result in results]


main()
