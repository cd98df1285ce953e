# Writes models of the kinds that small devices run, with random parameters, as PyTorch exports them: a spotter of keywords whose gated recurrent
# units go on from frame to frame, a forecaster of a time series, an encoder of a transformer. What they compute is nothing; what it costs is real.
#
# python bench/models/make.py FOLDER, with onnx and numpy
import json
import os
import sys

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

OPSET = 17
generator = np.random.default_rng(7)


def random(name, *shape):
    return numpy_helper.from_array((generator.standard_normal(shape) / np.sqrt(shape[-1])).astype(np.float32), name)


def whole(name, *numbers):
    return numpy_helper.from_array(np.array(numbers, np.int64), name)


def floats(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def write(path, nodes, parameters, inputs, outputs):
    graph = helper.make_graph(nodes, "model", inputs, outputs, parameters)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    checker.check_model(model, full_check=True)
    save(model, path)


def keyword_spotter(path):
    """40 bands of a frame, two layers of 96 gated recurrent units, 12 words; the states are inputs and outputs."""
    node, bands, units, words = helper.make_node, 40, 96, 12
    nodes, parameters, before = [], [], "frame"
    for layer, width in enumerate([bands, units]):
        parameters += [random(f"W{layer}", 1, 3 * units, width), random(f"R{layer}", 1, 3 * units, units), random(f"B{layer}", 1, 6 * units)]
        nodes.append(node("GRU", [before, f"W{layer}", f"R{layer}", f"B{layer}", "", f"h{layer}"], [f"y{layer}", f"h{layer}_next"], hidden_size=units, linear_before_reset=1))
        nodes.append(node("Squeeze", [f"y{layer}", "direction"], [f"s{layer}"]))
        before = f"s{layer}"
    nodes += [node("Squeeze", [before, "first"], ["last"]), node("Gemm", ["last", "W", "b"], ["scores"], transB=1), node("Softmax", ["scores"], ["words"], axis=-1)]
    parameters += [whole("direction", 1), whole("first", 0), random("W", words, units), random("b", words)]
    states = [f"h{layer}" for layer in range(2)]
    inputs = [floats("frame", 1, 1, bands)] + [floats(name, 1, 1, units) for name in states]
    write(path, nodes, parameters, inputs, [floats("words", 1, words)] + [floats(f"{name}_next", 1, 1, units) for name in states])


def forecaster(path):
    """48 values of 4 sensors, 64 units of long short-term memory, the next 12 values of one."""
    node, steps, sensors, units, ahead = helper.make_node, 48, 4, 64, 12
    nodes = [
        node("Transpose", ["past"], ["turned"], perm=[1, 0, 2]),
        node("LSTM", ["turned", "W", "R", "B"], ["", "last"], hidden_size=units),
        node("Squeeze", ["last", "direction"], ["hidden"]),
        node("Gemm", ["hidden", "W1", "b1"], ["future"], transB=1),
    ]
    parameters = [random("W", 1, 4 * units, sensors), random("R", 1, 4 * units, units), random("B", 1, 8 * units), whole("direction", 0), random("W1", ahead, units), random("b1", ahead)]
    write(path, nodes, parameters, [floats("past", "batch", steps, sensors)], [floats("future", "batch", ahead)])


def encoder(path):
    """32 tokens of 64 numbers, two layers of four heads, a mean over the tokens and 6 classes."""
    node, tokens, width, heads, inner, classes = helper.make_node, 32, 64, 4, 128, 6
    nodes, parameters = [], [whole("heads", 1, tokens, heads, width // heads), whole("flat", 1, tokens, width), numpy_helper.from_array(np.array(0.25, np.float32), "scale")]
    x = "tokens"
    for layer in range(2):
        name = lambda text: f"{text}_{layer}"
        for part in "qkv":
            parameters += [random(name(f"W{part}"), width, width), random(name(f"b{part}"), width)]
            nodes += [
                node("MatMul", [x, name(f"W{part}")], [name(f"m{part}")]), node("Add", [name(f"m{part}"), name(f"b{part}")], [name(part)]),
                node("Reshape", [name(part), "heads"], [name(f"r{part}")]),
                node("Transpose", [name(f"r{part}")], [name(f"t{part}")], perm=[0, 2, 3, 1] if part == "k" else [0, 2, 1, 3]),
            ]
        parameters += [random(name("Wo"), width, width), random(name("Wi"), width, inner), random(name("Wj"), inner, width)]
        for norm in "12":
            parameters += [numpy_helper.from_array(np.ones(width, np.float32), name(f"g{norm}")), random(name(f"o{norm}"), width)]
        nodes += [
            node("MatMul", [name("tq"), name("tk")], [name("raw")]), node("Mul", [name("raw"), "scale"], [name("scores")]),
            node("Softmax", [name("scores")], [name("shares")], axis=-1), node("MatMul", [name("shares"), name("tv")], [name("seen")]),
            node("Transpose", [name("seen")], [name("joined")], perm=[0, 2, 1, 3]), node("Reshape", [name("joined"), "flat"], [name("whole")]),
            node("MatMul", [name("whole"), name("Wo")], [name("out")]), node("Add", [x, name("out")], [name("sum1")]),
            node("LayerNormalization", [name("sum1"), name("g1"), name("o1")], [name("n1")]),
            node("MatMul", [name("n1"), name("Wi")], [name("wide")]), node("Relu", [name("wide")], [name("bent")]), node("MatMul", [name("bent"), name("Wj")], [name("narrow")]),
            node("Add", [name("n1"), name("narrow")], [name("sum2")]), node("LayerNormalization", [name("sum2"), name("g2"), name("o2")], [name("n2")]),
        ]
        x = name("n2")
    parameters += [random("W", classes, width), random("b", classes)]
    nodes += [node("ReduceMean", [x], ["mean"], axes=[1], keepdims=0), node("Gemm", ["mean", "W", "b"], ["logits"], transB=1), node("Softmax", ["logits"], ["classes"], axis=-1)]
    write(path, nodes, parameters, [floats("tokens", 1, tokens, width)], [floats("classes", 1, classes)])


folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
keyword_spotter(os.path.join(folder, "keyword_gru.onnx"))
forecaster(os.path.join(folder, "forecast_lstm.onnx"))
encoder(os.path.join(folder, "encoder.onnx"))
listed = os.path.join(folder, "options.json")
known = json.load(open(listed)) if os.path.exists(listed) else {}
with open(listed, "w") as file:
    json.dump({**known, "keyword_gru.onnx": ["--state", "h0=h0_next,h1=h1_next"]}, file, indent=2)
