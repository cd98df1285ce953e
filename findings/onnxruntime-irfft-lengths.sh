#!/bin/sh
# A real inverse DFT (DFT with inverse and onesided) takes the first floor(dft_length / 2) + 1 bins, and zeros where there are fewer; each bin but the
# first, and the last of an even length, counts for its conjugate too. onnxruntime mirrors all bins that are given but the first and, where the length
# is even, the last one of them. So an even length with a place for more bins, as in resampling, loses a conjugate: the last bin's frequency comes out
# half as large. Of lengths with a place for fewer, most take in bins that they have no place for. onnx's own reference and numpy's irfft agree; the
# default length and odd lengths with a place for all bins are right. Exits with 1 where that changes, with 4 without python3 and its venv.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv 2>/dev/null || { echo "needs python3's venv"; exit 4; }
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
cat > inverse.py <<'SOURCE'
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

BINS = 4


def inverse(spectrum, length):
    """What onnxruntime and what onnx's reference make of the four bins."""
    given = [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, BINS, 2])]
    result = [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, length, 1])]
    node = helper.make_node("DFT", ["x", "length"], ["y"], inverse=1, onesided=1)
    graph = helper.make_graph([node], "g", given, result, [helper.make_tensor("length", TensorProto.INT64, [], [length])])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    x = np.stack([spectrum.real, spectrum.imag], -1)[np.newaxis].astype(np.float32)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return [run(None, {"x": x})[0].ravel() for run in (session.run, ReferenceEvaluator(model).run)]


def shown(numbers):
    return [round(float(one), 4) + 0.0 for one in numbers]


last = np.array([0, 0, 0, 1], np.complex64)
print(f"onnxruntime {onnxruntime.__version__}, onnx {onnx.__version__}: of the bins 0, 0, 0 and 1")
for length in (5, 8, 9):
    seen, right = inverse(last, length)
    print(f"length {length}: onnxruntime {shown(seen)}")
    print(f"          the reference {shown(right)}")
every = np.array([1, 2 - 1j, -3 + 2j, 1 + 4j], np.complex64)
agree = []
for length in range(2, 14):
    seen, right = inverse(every, length)
    if not np.allclose(right, np.fft.irfft(every, n=length), atol=1e-5):
        raise SystemExit("onnx's reference is not numpy's irfft")
    if np.allclose(seen, right, atol=1e-4):
        agree.append(length)
print(f"lengths from 2 to 13 where onnxruntime has the reference's result of four bins: {agree}")
half, whole = inverse(last, 8)
is_seen = agree == [4, 6, 7, 9, 11, 13] and np.allclose(half, whole / 2, atol=1e-5) and not inverse(last, 5)[1].any() and inverse(last, 5)[0].any()
raise SystemExit(0 if is_seen else "onnxruntime does otherwise than it did")
SOURCE
venv/bin/python3 inverse.py
