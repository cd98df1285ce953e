"""Writes ONNX models with ONNX's own Python package into a folder: NAME.onnx and, in cases.json, arguments and the results
numpy computes in float64. Uses no evaluation of ONNX's. Also writes ONNX's own schema, into schema.json."""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FLOAT, DOUBLE = TensorProto.FLOAT, TensorProto.DOUBLE
folder = Path(sys.argv[1])
random = np.random.default_rng(1)
cases = {}


def values(*shape):
    return random.uniform(-1, 1, shape).astype(np.float32)


def raw(name, array):
    return numpy_helper.from_array(array, name)


def typed(name, array, data_type=FLOAT):
    return helper.make_tensor(name, data_type, array.shape, array.flatten().tolist())


def save(name, nodes, inputs, outputs, parameters=(), opset=13, ir=8, element=FLOAT, listed=False, domain="", check=True, functions=(), beside=None):
    """inputs: name, declared shape, argument; outputs: name, declared shape, expected result; parameters: tensors."""
    infos = [helper.make_tensor_value_info(key, element, shape) for key, shape, _ in inputs]
    if listed:
        infos += [helper.make_tensor_value_info(tensor.name, tensor.data_type, tensor.dims) for tensor in parameters]
    results = [helper.make_tensor_value_info(key, element, shape) for key, shape, _ in outputs]
    graph = helper.make_graph(list(nodes), name, infos, results, list(parameters))
    opsets = [helper.make_opsetid(domain, opset)] + ([helper.make_opsetid("mine", 1)] if functions else [])
    model = helper.make_model(graph, opset_imports=opsets, ir_version=ir, functions=list(functions))
    if check:
        onnx.checker.check_model(model, full_check=True)
    external = {} if beside is None else {"save_as_external_data": True, "size_threshold": 0, **beside}
    onnx.save(model, str(folder / f"{name}.onnx"), **external)
    cases[name] = {
        "inputs": [argument.flatten().tolist() for _, _, argument in inputs],
        "outputs": [np.asarray(result, np.float64).flatten().tolist() for _, _, result in outputs],
    }


def double(array):
    return array.astype(np.float64)


def leaky(array, slope):
    return np.where(array < 0, array * np.float64(np.float32(slope)), array)


def gemm():
    x, w, c = values(2, 3), values(3, 4), values(4)
    product = double(x) @ double(w)
    io = lambda result: ([("x", [2, 3], x)], [("y", [2, 4], result)])
    save("gemm", [helper.make_node("Gemm", ["x", "W", "c"], ["y"])], *io(product + c), [raw("W", w), raw("c", c)])
    save("gemm_without_c", [helper.make_node("Gemm", ["x", "W"], ["y"])], *io(product), [raw("W", w)])
    save("gemm_with_empty_c", [helper.make_node("Gemm", ["x", "W", ""], ["y"])], *io(product), [raw("W", w)])
    for shape in [(), (1,), (4,), (1, 4), (2, 1), (2, 4)]:
        c = values(*shape)
        name = "gemm_with_c_" + "x".join(map(str, shape))
        save(name, [helper.make_node("Gemm", ["x", "W", "c"], ["y"])], *io(product + c), [raw("W", w), raw("c", np.asarray(c))])
    for a, b in [(0, 0), (0, 1), (1, 0), (1, 1)]:
        x, w, c = values(*((3, 2) if a else (2, 3))), values(*((4, 3) if b else (3, 4))), values(4)
        result = np.float64(np.float32(0.3)) * (double(x.T if a else x) @ double(w.T if b else w)) + np.float64(np.float32(-1.7)) * c
        node = helper.make_node("Gemm", ["x", "W", "c"], ["y"], transA=a, transB=b, alpha=0.3, beta=-1.7)
        save(f"gemm_{a}{b}", [node], [("x", list(x.shape), x)], [("y", [2, 4], result)], [raw("W", w), raw("c", c)])


def dense(opset, ir=8, name=None, batch="N", store=raw, listed=False, shuffled=False, domain="", check=True):
    """Two layers: Gemm with transB and MatMul + Add, as PyTorch and Keras write them."""
    x, w1, b1, w2, b2 = values(1, 2), values(5, 2), values(5), values(5, 3), values(3)
    hidden = leaky(double(x) @ double(w1.T) + b1, 0.2)
    result = np.maximum(hidden @ double(w2) + b2, 0)
    nodes = [
        helper.make_node("Gemm", ["x", "W1", "b1"], ["s1"], "fc1", transB=1),
        helper.make_node("LeakyRelu", ["s1"], ["h1"], "act1", alpha=0.2),
        helper.make_node("MatMul", ["h1", "W2"], ["p2"], "fc2"),
        helper.make_node("Add", ["b2", "p2"], ["s2"], "bias2"),
        helper.make_node("Relu", ["s2"], ["y"]),
    ]
    parameters = [store("W1", w1), store("b1", b1), store("W2", w2), store("b2", b2)]
    order = [3, 0, 4, 2, 1] if shuffled else range(5)
    save(name or f"dense_{opset}", [nodes[i] for i in order], [("x", [batch, 2], x)], [("y", [batch, 3], result)], parameters, opset, ir, listed=listed, domain=domain, check=check)


def in_double(name, store, element):
    """A model wholly in double: parameters that no float32 holds are rounded."""
    x, w, b = random.uniform(-1, 1, (1, 2)), random.uniform(-1, 1, (2, 3)), random.uniform(-1, 1, 3)
    node = [helper.make_node("Gemm", ["x", "W", "b"], ["y"])]
    save(name, node, [("x", [1, 2], x.astype(np.float32))], [("y", [1, 3], x @ w + b)], [store("W", w), store("b", b)], element=element)


def activations():
    x = np.array([[-2, -0.5, 0, 0.5, 2]], np.float32)
    io = lambda result: ([("x", [1, 5], x)], [("y", [1, 5], result)])
    save("relu", [helper.make_node("Relu", ["x"], ["y"])], *io(np.maximum(x, 0)))
    save("leaky_relu", [helper.make_node("LeakyRelu", ["x"], ["y"])], *io(leaky(double(x), 0.01)))
    save("leaky_relu_slope", [helper.make_node("LeakyRelu", ["x"], ["y"], alpha=-0.7)], *io(leaky(double(x), -0.7)))
    save("identity", [helper.make_node("Identity", ["x"], ["y"])], *io(x))
    save("dropout_7", [helper.make_node("Dropout", ["x"], ["y"], ratio=0.25)], *io(x), opset=7)
    save("dropout_10", [helper.make_node("Dropout", ["x"], ["y", "mask"], ratio=0.25)], *io(x), opset=10)
    inputs = [raw("ratio", np.array(0.25, np.float32)), raw("training", np.array(False))]
    save("dropout_12", [helper.make_node("Dropout", ["x", "ratio"], ["y"], seed=7)], *io(x), inputs[:1], opset=12)
    save("dropout_13", [helper.make_node("Dropout", ["x", "ratio", "training"], ["y"])], *io(x), inputs)
    save("dropout_typed", [helper.make_node("Dropout", ["x", "", "training"], ["y"])], *io(x), [typed("training", np.array(False), TensorProto.BOOL)])


def shapes():
    x = values(2, 3, 2)
    for axis, shape in [(0, [1, 12]), (1, [2, 6]), (2, [6, 2]), (3, [12, 1]), (-1, [6, 2])]:
        save(f"flatten_{axis}", [helper.make_node("Flatten", ["x"], ["y"], axis=axis)], [("x", [2, 3, 2], x)], [("y", shape, x)])
    x = values(1, 3, 2)
    save("flatten_batch", [helper.make_node("Flatten", ["x"], ["y"])], [("x", ["N", 3, 2], x)], [("y", ["N", 6], x)])
    a, b = values(2, 1, 2, 3), values(2, 3, 2)
    save("matmul_4d", [helper.make_node("MatMul", ["a", "b"], ["y"])], [("a", [2, 1, 2, 3], a), ("b", [2, 3, 2], b)], [("y", [2, 2, 2, 2], double(a) @ double(b))])
    a, b = values(3, 1, 2), values(4, 1)
    save("add", [helper.make_node("Add", ["a", "b"], ["y"])], [("a", [3, 1, 2], a), ("b", [4, 1], b)], [("y", [3, 4, 2], double(a) + b)])


def constants():
    x, w, c = values(1, 2), values(2, 2), values(2)
    constant = lambda output, **given: helper.make_node("Constant", [], [output], **given)
    nodes = [
        constant("W", value=raw("", w)),
        constant("c", value_floats=c.tolist()),
        constant("s", value_float=0.3),
        constant("unused", value_ints=[1, -1]),
        constant("training", value=raw("", np.array(False))),
        helper.make_node("Gemm", ["x", "W", "c"], ["g"]),
        helper.make_node("Add", ["g", "s"], ["a"]),
        helper.make_node("Dropout", ["a", "", "training"], ["y"]),
    ]
    save("constants", nodes, [("x", ["N", 2], x)], [("y", ["N", 2], double(x) @ double(w) + c + np.float64(np.float32(0.3)))])
    save("only_a_constant", [constant("y", value=raw("", w))], [], [("y", [2, 2], w)])


def ends():
    a, b, unused = values(1, 2), values(1, 2), values(1, 3)
    nodes = [helper.make_node("Add", ["a", "b"], ["sum"]), helper.make_node("Relu", ["sum"], ["y"])]
    save(
        "several",
        nodes,
        [("a", ["N", 2], a), ("unused", ["N", 3], unused), ("b", ["N", 2], b)],
        [("y", ["N", 2], np.maximum(double(a) + b, 0)), ("sum", ["N", 2], double(a) + b)],
    )
    save("open_batch", nodes, [("a", [None, 2], a), ("b", [None, 2], b)], [("y", [None, None], np.maximum(double(a) + b, 0))])
    save("input_is_output", [], [("a", ["N", 2], a)], [("a", ["N", 2], a)])


def narrow():
    """Models wholly in 16 bits: what they hold is what ONNX's package reads of them."""
    w, b = values(2, 3), values(3)
    half = lambda name, array: raw(name, array.astype(np.float16))
    stores = {
        "float16_raw": (half, TensorProto.FLOAT16),
        "float16_typed": (lambda name, array: typed(name, array.astype(np.float16), TensorProto.FLOAT16), TensorProto.FLOAT16),
        "bfloat16_typed": (lambda name, array: typed(name, array, TensorProto.BFLOAT16), TensorProto.BFLOAT16),
    }
    for name, (store, element) in stores.items():
        parameters = [store("W", w), store("b", b)]
        held = [double(numpy_helper.to_array(one)) for one in parameters]
        x = values(1, 2)
        node = [helper.make_node("Gemm", ["x", "W", "b"], ["y"])]
        save(name, node, [("x", ["N", 2], x)], [("y", ["N", 3], double(x) @ held[0] + held[1])], parameters, element=element)


def older():
    x = values(2, 3, 4)
    io = lambda result, shape=(2, 3, 4): ([("x", [2, 3, 4], x)], [("y", list(shape), result)])
    for version, axis, shape, aligned in [(6, 1, (3,), (3, 1)), (1, 0, (2, 3), (2, 3, 1)), (6, 2, (4,), (4,)), (6, None, (3, 4), (3, 4))]:
        c = values(*shape)
        node = helper.make_node("Sub", ["x", "c"], ["y"], broadcast=1, **({} if axis is None else {"axis": axis}))
        save(f"sub_{version}_axis_{axis}", [node], *io(double(x) - c.reshape(aligned)), [raw("c", c)], opset=version, ir=3, listed=True)
    save("reshape_1", [helper.make_node("Reshape", ["x"], ["y"], shape=[0, -1])], *io(x, (2, 12)), opset=1, ir=3, check=False)
    save("concat_1", [helper.make_node("Concat", ["x", "x"], ["y"])], *io(np.concatenate([x, x], 1), (2, 6, 4)), opset=1, ir=3)
    save("relu_1", [helper.make_node("Relu", ["x"], ["y"], consumed_inputs=[0])], *io(np.maximum(x, 0)), opset=1, ir=3)
    save("dropout_6", [helper.make_node("Dropout", ["x"], ["y"], is_test=1)], *io(x), opset=6, ir=3)
    x2, w, b = values(1, 2), values(2, 3), values(3)
    gemm = helper.make_node("Gemm", ["x", "W", "b"], ["y"], broadcast=1)
    save("gemm_6", [gemm], [("x", [1, 2], x2)], [("y", [1, 3], double(x2) @ w + b)], [raw("W", w), raw("b", b)], opset=6, ir=3, listed=True)


def functions():
    opset = [helper.make_opsetid("", 15), helper.make_opsetid("mine", 1)]
    layer = helper.make_function(
        "mine", "Layer", ["x", "w"], ["y"],
        [helper.make_node("MatMul", ["x", "w"], ["h"]), helper.make_node("Leaky", ["h"], ["y"], domain="mine", slope=0.25)], opset,
    )
    leaky_node = helper.make_node("LeakyRelu", ["a"], ["b"])
    reference = onnx.AttributeProto(name="alpha", type=onnx.AttributeProto.FLOAT, ref_attr_name="slope")
    leaky_node.attribute.append(reference)
    activation = helper.make_function("mine", "Leaky", ["a"], ["b"], [leaky_node], opset, ["slope"])
    x, v, w = values(1, 2), values(2, 3), values(3, 2)
    nodes = [helper.make_node("Layer", ["x", "v"], ["h"], domain="mine"), helper.make_node("Layer", ["h", "w"], ["y"], domain="mine")]
    result = leaky(leaky(double(x) @ v, 0.25) @ w, 0.25)
    save("functions", nodes, [("x", ["N", 2], x)], [("y", ["N", 2], result)], [raw("v", v), raw("w", w)], opset=15, functions=[layer, activation])


def beside():
    x, w, b = values(1, 2), values(2, 3), values(3)
    io = [("x", ["N", 2], x)], [("y", ["N", 3], double(x) @ w + b)], [raw("W", w), raw("b", b)]
    node = [helper.make_node("Gemm", ["x", "W", "b"], ["y"])]
    save("in_one_file_beside", node, *io, beside={"location": "all.data"})
    save("in_files_beside", node, *io, beside={"all_tensors_to_one_file": False})


def write_schema():
    field = lambda one: {"number": one.number, "type": one.type, "repeated": one.label == one.LABEL_REPEATED}
    messages = {}

    def collect(descriptor):
        messages[descriptor.full_name.removeprefix("onnx.")] = {one.name: field(one) for one in descriptor.fields}
        for nested in descriptor.nested_types:
            collect(nested)

    for descriptor in onnx.onnx_ml_pb2.DESCRIPTOR.message_types_by_name.values():
        collect(descriptor)
    enums = {"DataType": dict(TensorProto.DataType.items()), "AttributeType": dict(onnx.AttributeProto.AttributeType.items())}
    (folder / "schema.json").write_text(json.dumps({"messages": messages, "enums": enums}))


gemm()
for version in range(7, onnx.defs.onnx_opset_version() + 1):
    dense(version)
dense(13, name="dense_typed", store=typed)
dense(9, ir=3, name="dense_listed", listed=True)
dense(13, name="dense_open", batch=None)
# ONNX's own checker asks for the empty name of the domain, and for nodes in order.
dense(13, name="dense_domain", domain="ai.onnx", check=False)
dense(13, name="dense_shuffled", shuffled=True, check=False)
in_double("double_raw", raw, DOUBLE)
in_double("double_typed", lambda name, array: typed(name, array, DOUBLE), DOUBLE)
activations()
shapes()
constants()
ends()
narrow()
older()
functions()
beside()
(folder / "cases.json").write_text(json.dumps(cases))
write_schema()
