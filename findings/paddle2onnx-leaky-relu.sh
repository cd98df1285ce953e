#!/bin/sh
# paddle2onnx 2.1.0 writes for LeakyReLU(0.25) of Paddle 3.3.1 a LeakyRelu whose alpha is not 0.25: a number that no one gave, another one
# whenever the same layer is exported again. The file is valid, and its results are wrong for every negative number. ELU's alpha is kept.
# Exits with 1 where that changes, with 4 without python3.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet paddlepaddle==3.3.1 paddle2onnx==2.1.0 onnx==1.17.0 numpy==2.4.6 packaging==26.4
cat > export.py <<'SOURCE'
import onnx
import paddle
from paddle import nn


def alpha_of(activation):
    model = nn.Sequential(nn.Linear(2, 2), activation)
    model.eval()
    paddle.onnx.export(model, "model", input_spec=[paddle.static.InputSpec([-1, 2], "float32", "x")], opset_version=13)
    written = onnx.load("model.onnx")
    onnx.checker.check_model(written, full_check=True)
    return [attribute.f for node in written.graph.node for attribute in node.attribute if attribute.name == "alpha"]


leaky = [alpha_of(nn.LeakyReLU(0.25)) for _ in range(3)]
elu = alpha_of(nn.ELU(0.25))
print("paddle", paddle.__version__, "paddle2onnx 2.1.0")
print("LeakyReLU(0.25), exported three times: alpha", leaky)
print("ELU(0.25): alpha", elu)
raise SystemExit(0 if elu == [0.25] and [0.25] not in leaky else 1)
SOURCE
tools/bin/python export.py 2>/dev/null | grep -E '^(paddle |LeakyReLU|ELU)' > said.txt; cat said.txt
grep -q '^ELU(0.25): alpha \[0.25\]$' said.txt && ! grep '^LeakyReLU' said.txt | grep -q '\[0.25\]'
