#!/bin/sh
# onnxruntime's Resize leaves the array as large as it is where keep_aspect_ratio_policy is not_larger or not_smaller and the axes count from the back,
# which the standard allows: six elements that should become four stay six, without a word. The same axes counted from the front, and negative ones with
# the policy stretch, are resized. onnx infers the shape that the standard says. Exits with 1 where that changes, with 4 without python3 and its venv.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv 2>/dev/null || { echo "needs python3's venv"; exit 4; }
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
cat > resize.py <<'SOURCE'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

SHAPE = [1, 1, 6, 4]


def resized(policy, axes):
    """The shape that onnx infers and that of onnxruntime's result; the sizes are three by three."""
    given = [helper.make_tensor_value_info("x", TensorProto.FLOAT, SHAPE)]
    result = [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None] * 4)]
    node = helper.make_node("Resize", ["x", "", "", "sizes"], ["y"], mode="nearest", axes=axes, keep_aspect_ratio_policy=policy)
    graph = helper.make_graph([node], "g", given, result, [helper.make_tensor("sizes", TensorProto.INT64, [2], [3, 3])])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 19)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, data_prop=True).graph.output[0].type.tensor_type.shape.dim
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    y = session.run(None, {"x": np.arange(24, dtype=np.float32).reshape(SHAPE)})[0]
    return [one.dim_value for one in inferred], list(y.shape)


onnxruntime.set_default_logger_severity(3)
print(f"onnxruntime {onnxruntime.__version__}, onnx {onnx.__version__}: Resize of {SHAPE} to the sizes [3, 3]")
is_seen = True
for policy, size in (("stretch", [3, 3]), ("not_larger", [3, 2]), ("not_smaller", [5, 3])):
    for axes in ([2, 3], [-2, -1]):
        inferred, seen = resized(policy, axes)
        print(f"{policy}, axes {axes}: onnx infers {inferred}, onnxruntime gives {seen}")
        kept = axes[0] < 0 and policy != "stretch"
        is_seen = is_seen and inferred == [1, 1, *size] and seen == (SHAPE if kept else inferred)
raise SystemExit(0 if is_seen else "onnxruntime does otherwise than it did")
SOURCE
venv/bin/python3 resize.py
