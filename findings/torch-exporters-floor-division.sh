#!/bin/sh
# PyTorch 2.15.0 computes x // 2 of floats as the floor of the quotient. Its exporter by torch.export writes Div and Floor; the one by
# TorchScript writes Div and two casts by way of int64, which truncates: -3 // 2 is -1 instead of -2, and NaN a large number. Both files are
# valid, and neither exporter says that they differ. Exits with 1 where that changes, with 4 without python3.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet torch==2.15.0 onnx==1.23.2 onnxscript==0.7.2 onnxruntime==1.30.0 numpy==2.4.6
cat > export.py <<'SOURCE'
import onnx
import onnxruntime
import torch


class Halved(torch.nn.Module):
    def forward(self, x):
        return x // 2


x = torch.tensor([-3.0, -0.5, 2.5, 7.0])
own = Halved()(x).tolist()
print("torch", torch.__version__, "computes", own)
results = {}
for name, dynamo in (("TorchScript", False), ("torch.export", True)):
    torch.onnx.export(Halved(), (x,), "model.onnx", dynamo=dynamo, verbose=False, input_names=["x"])
    types = [node.op_type for node in onnx.load("model.onnx").graph.node if node.op_type != "Constant"]
    session = onnxruntime.InferenceSession("model.onnx", providers=["CPUExecutionProvider"])
    results[name] = session.run(None, {"x": x.numpy()})[0].tolist()
    print("exported by", name, "nodes", types, "computes", results[name])
raise SystemExit(0 if results == {"TorchScript": [-1.0, 0.0, 1.0, 3.0], "torch.export": own} and own == [-2.0, -1.0, 1.0, 3.0] else 1)
SOURCE
tools/bin/python export.py 2>/dev/null | grep -E '^(torch |exported)' > said.txt; cat said.txt
grep -q '^exported by TorchScript .*computes \[-1.0, 0.0, 1.0, 3.0\]$' said.txt
grep -q '^exported by torch.export .*computes \[-2.0, -1.0, 1.0, 3.0\]$' said.txt
