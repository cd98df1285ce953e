#!/bin/sh
# STFT's attribute onesided is 1 where a node does not name it. onnx 1.23.2 says so in the operator's schema, and its reference gives floor(n / 2) + 1
# bins of a frame of n; its shape inference takes 0 and says n. So the checker, with full_check, refuses a model that declares the shape that the node
# has, and passes one that declares a shape that it hasn't. With onesided=1 written out all three agree. Exits with 1 where that changes, with 4
# without python3 and its venv.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv 2>/dev/null || { echo "needs python3's venv"; exit 4; }
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: onnx==1.23.2 numpy==2.4.6
cat > onesided.py <<'SOURCE'
import numpy as np
import onnx
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator


def stft(shape, **attributes):
    """A model of frames of four, two apart, of nine numbers."""
    given = [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 9, 1])]
    result = [helper.make_tensor_value_info("y", TensorProto.FLOAT, shape)]
    numbers = [helper.make_tensor(name, TensorProto.INT64, [], [value]) for name, value in (("step", 2), ("length", 4))]
    graph = helper.make_graph([helper.make_node("STFT", ["x", "step", "", "length"], ["y"], **attributes)], "g", given, result, numbers)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def verdict(model):
    try:
        onnx.checker.check_model(model, full_check=True)
        return "passed"
    except onnx.shape_inference.InferenceError as error:
        return "refused, " + str(error).split("[ShapeInferenceError] ")[-1].strip()


right, wrong = [1, 3, 3, 2], [1, 3, 4, 2]
signal = np.arange(9, dtype=np.float32).reshape(1, 9, 1)
default = onnx.defs.get_schema("STFT", 17).attributes["onesided"].default_value.i
inferred = [one.dim_value for one in onnx.shape_inference.infer_shapes(stft([None] * 4)).graph.output[0].type.tensor_type.shape.dim]
computed = list(ReferenceEvaluator(stft(right)).run(None, {"x": signal})[0].shape)
print(f"onnx {onnx.__version__}, STFT without onesided, whose default in the schema is {default}")
print(f"shape inference says {inferred}, the reference gives {computed}")
said = [verdict(stft(right)), verdict(stft(wrong)), verdict(stft(right, onesided=1)), verdict(stft(wrong, onesided=1))]
print(f"declared as {right}: {said[0]}; with onesided=1: {said[2]}")
print(f"declared as {wrong}: {said[1]}; with onesided=1: {said[3]}")
is_seen = default == 1 and inferred == wrong and computed == right
is_seen = is_seen and [one.split(",")[0] for one in said] == ["refused", "passed", "passed", "refused"]
raise SystemExit(0 if is_seen else "onnx does otherwise than it did")
SOURCE
venv/bin/python3 onesided.py
