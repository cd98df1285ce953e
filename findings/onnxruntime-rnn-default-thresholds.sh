#!/bin/sh
# Where an RNN node names an activation and gives no numbers for it, the standard takes the defaults of the operator of that name: for ThresholdedRelu
# a threshold of 1. onnxruntime has defaults for LeakyRelu, Elu and HardSigmoid, and takes 0 for what it has none: ThresholdedRelu in an RNN is
# then Relu, while its own operator ThresholdedRelu cuts at 1, and Affine, x times 0 plus 0, is 0 everywhere. The same network exported with the
# numbers written out gives other results. Exits with 1 where that changes, with 4 without python3 and its venv.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv 2>/dev/null || { echo "needs python3's venv"; exit 4; }
venv/bin/pip install --quiet --disable-pip-version-check onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
cat > activations.py <<'SOURCE'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

X = np.array([-2, -0.5, 0.5, 0.9, 3], np.float32)


def run(node, x_shape, y_shape, initializers=()):
    given = [helper.make_tensor_value_info("x", TensorProto.FLOAT, x_shape)]
    result = [helper.make_tensor_value_info("y", TensorProto.FLOAT, y_shape)]
    graph = helper.make_graph([node], "g", given, result, list(initializers))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    onnx.checker.check_model(model)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return [round(float(one), 4) + 0.0 for one in session.run(None, {"x": X.reshape(x_shape)})[0].ravel()]


def in_rnn(activation, **numbers):
    """One unit that takes its input as it is, remembers nothing and applies the activation."""
    parts = [helper.make_tensor(name, TensorProto.FLOAT, [1, 1, 1], [value]) for name, value in (("W", 1.0), ("R", 0.0))]
    return run(helper.make_node("RNN", ["x", "W", "R"], ["y"], hidden_size=1, activations=[activation], **numbers), [5, 1, 1], [5, 1, 1, 1], parts)


def alone(operator):
    return run(helper.make_node(operator, ["x"], ["y"]), [5], [5])


print(f"onnxruntime {onnxruntime.__version__}, x = {X.tolist()}")
seen = True
for name in ("LeakyRelu", "Elu", "HardSigmoid", "ThresholdedRelu"):
    of_rnn, of_operator = in_rnn(name), alone(name)
    print(f"{name}: in an RNN {of_rnn}, the operator {of_operator}")
    seen = seen and (of_rnn == of_operator) == (name != "ThresholdedRelu")
affine = in_rnn("Affine")
print(f"Affine: in an RNN {affine}")
print(f"ThresholdedRelu with its threshold of 1 written out: {in_rnn('ThresholdedRelu', activation_alpha=[1.0])}")
seen = seen and affine == [0.0] * 5 and in_rnn("ThresholdedRelu", activation_alpha=[1.0]) == alone("ThresholdedRelu")
seen = seen and in_rnn("ThresholdedRelu") == alone("Relu")
raise SystemExit(0 if seen else "onnxruntime does otherwise than it did")
SOURCE
venv/bin/python3 activations.py
