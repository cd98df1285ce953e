#!/bin/sh
# Keras 3.15.1 exports a Normalization layer with TensorFlow 2.21.0 and tf2onnx 1.17.0 to a file that has its mean and its deviation as
# inputs of the graph, without values: who runs it must pass the mean, which is nowhere in the file, and a deviation that no node uses.
# The deviation's reciprocal was folded and is there. Exits with 1 where that changes, with 4 without python3.
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

normalization = keras.layers.Normalization()
normalization.adapt(np.array([[1.0, 10.0], [3.0, 30.0]], np.float32))
model = keras.Sequential([keras.Input((2,)), normalization, keras.layers.Dense(1)])
model(np.zeros((1, 2), np.float32))
model.export("model.onnx", format="onnx", verbose=False)
graph = onnx.load("model.onnx").graph
given = {tensor.name for tensor in graph.initializer}
free = [value.name for value in graph.input if value.name not in given]
used = [name for name in free if any(name in node.input for node in graph.node)]
print("keras", keras.__version__, "tf2onnx 1.17.0")
print("inputs of the model:", len(model.inputs), "inputs of the file:", free)
print("of those used:", used)
raise SystemExit(0 if len(model.inputs) == 1 and len(free) == 3 and len(used) == 2 else 1)
SOURCE
TF_CPP_MIN_LOG_LEVEL=3 tools/bin/python export.py 2>/dev/null
