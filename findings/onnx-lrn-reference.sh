#!/bin/sh
# LRN divides an element by a power of the sum of squares of the channels around it. The reference evaluator of onnx 1.23.2 has that sum for as many
# channels as the batch has samples: of one sample with three channels the first is normalized, the others are divided by a power of bias alone. With
# as many samples as channels, as in onnx's own tests, it is right; with more samples it raises an IndexError. Exits with 1 where that changes, with 4
# without python3 and its venv.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv 2>/dev/null || { echo "needs python3's venv"; exit 4; }
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: onnx==1.23.2 numpy==2.4.6
cat > channels.py <<'SOURCE'
import numpy as np
import onnx
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

CHANNELS = 3


def lrn(x):
    """The standard's formula for size 3, alpha 3, beta 1 and bias 1: x over 1 plus the squares of the channel and its neighbours."""
    squares = np.pad(x**2, [(0, 0), (1, 1), (0, 0), (0, 0)])
    return x / (1 + squares[:, :-2] + squares[:, 1:-1] + squares[:, 2:])


def reference(x):
    given, result = (helper.make_tensor_value_info(name, TensorProto.FLOAT, x.shape) for name in "xy")
    graph = helper.make_graph([helper.make_node("LRN", ["x"], ["y"], size=3, alpha=3.0, beta=1.0, bias=1.0)], "g", [given], [result])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    try:
        return ReferenceEvaluator(model).run(None, {"x": x})[0]
    except IndexError as error:
        return f"IndexError: {error}"


def shown(y):
    return y if isinstance(y, str) else y.astype(float).ravel().round(4).tolist()


print(f"onnx {onnx.__version__}, LRN of {CHANNELS} channels")
samples = [np.arange(1, 1 + batch * CHANNELS, dtype=np.float32).reshape(batch, CHANNELS, 1, 1) for batch in (1, 3, 4)]
seen = [reference(x) for x in samples]
for x, y in zip(samples, seen):
    print(f"batch {len(x)}: the standard {shown(lrn(x))}")
    print(f"         the reference {shown(y)}")
one, three, four = seen
is_seen = np.allclose(one[:, 0], lrn(samples[0])[:, 0]) and np.array_equal(one[:, 1:], samples[0][:, 1:])
is_seen = is_seen and np.allclose(three, lrn(samples[1])) and isinstance(four, str)
raise SystemExit(0 if is_seen else "onnx does otherwise than it did")
SOURCE
venv/bin/python3 channels.py
