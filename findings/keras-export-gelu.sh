#!/bin/sh
# Keras 3.15.1 exports Dense(activation="gelu") with TensorFlow 2.21.0 and tf2onnx 1.17.0 to a file with a node Erfc in ONNX's own domain,
# where there is no such operator: `model.export(format="onnx")` succeeds, and neither onnx nor onnxruntime takes the file. Exits with 1
# where that changes, with 4 without python3.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet keras==3.15.1 tensorflow-cpu==2.21.0 tf2onnx==1.17.0 onnx==1.23.2 numpy==2.4.6
cat > export.py <<'SOURCE'
import keras
import numpy as np
import onnx

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="gelu")])
model(np.zeros((1, 2), np.float32))
model.export("model.onnx", format="onnx", verbose=False)
written = onnx.load("model.onnx")
try:
    onnx.checker.check_model(written)
    said = "valid"
except onnx.checker.ValidationError as error:
    said = str(error).splitlines()[0]
types = [node.op_type for node in written.graph.node if node.domain == ""]
print("keras", keras.__version__, "tf2onnx 1.17.0: nodes", types)
print("onnx", onnx.__version__, "says:", said)
raise SystemExit(0 if "Erfc" in types and said.startswith("No Op registered for Erfc") else 1)
SOURCE
TF_CPP_MIN_LOG_LEVEL=3 tools/bin/python export.py 2>/dev/null
