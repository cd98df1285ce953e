#!/bin/sh
# skl2onnx 1.20.0 converts an MLPClassifier that learned two labels at once to a model whose `probabilities` have four columns: those that a
# label is missing, then those that it is there. scikit-learn's predict_proba has two, which are the last two. Exits with 1 where that
# changes, with 4 without python3.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet scikit-learn==1.9.1 skl2onnx==1.20.0 onnx==1.23.2 onnxruntime==1.30.0 numpy==2.4.6
cat > labels.py <<'SOURCE'
import warnings

import numpy as np
import onnxruntime
from skl2onnx import to_onnx
from sklearn.neural_network import MLPClassifier

warnings.simplefilter("ignore")
samples = np.random.default_rng(3).normal(size=(80, 3)).astype(np.float32)
labels = (samples[:, :2] > 0).astype(int)
model = MLPClassifier(hidden_layer_sizes=(4,), max_iter=40, random_state=1).fit(samples, labels)
written = to_onnx(model, samples[:1], options={"zipmap": False})
session = onnxruntime.InferenceSession(written.SerializeToString(), providers=["CPUExecutionProvider"])
converted = session.run(["probabilities"], {"X": samples[:2]})[0]
own = model.predict_proba(samples[:2])
print("scikit-learn 1.9.1, skl2onnx 1.20.0, onnxruntime", onnxruntime.__version__)
print("scikit-learn:", own.astype(float).round(4).tolist())
print("converted:   ", converted.astype(float).round(4).tolist())
is_seen = own.shape == (2, 2) and converted.shape == (2, 4) and np.allclose(converted[:, 2:], own, atol=1e-5)
raise SystemExit(0 if is_seen else 1)
SOURCE
tools/bin/python labels.py 2>/dev/null
