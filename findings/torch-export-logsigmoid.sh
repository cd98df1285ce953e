#!/bin/sh
# PyTorch 2.15.0 computes LogSigmoid without cancellation: -200 gives -200, 30 gives -9.4e-14. Both of its exporters write Sigmoid and Log,
# which give -inf and 0 there in the same float32, and say nothing of it. Exits with 1 where that changes, with 4 without python3.
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

x = torch.tensor([-200.0, -1.0, 30.0])
print("torch", torch.__version__, "computes", torch.nn.functional.logsigmoid(x).tolist())
for name, dynamo in (("TorchScript", False), ("torch.export", True)):
    torch.onnx.export(torch.nn.LogSigmoid(), (x,), "model.onnx", dynamo=dynamo, verbose=False, input_names=["x"])
    types = [node.op_type for node in onnx.load("model.onnx").graph.node]
    session = onnxruntime.InferenceSession("model.onnx", providers=["CPUExecutionProvider"])
    print("exported by", name, "nodes", types, "computes", session.run(None, {"x": x.numpy()})[0].tolist())
SOURCE
tools/bin/python export.py 2>/dev/null | grep -E '^(torch |exported)' > said.txt; cat said.txt
grep -q '^torch .*computes \[-200.0, ' said.txt
[ "$(grep -c "^exported .*'Sigmoid', 'Log'\] computes \[-inf, .*, [-]*0.0\]$" said.txt)" -eq 2 ]
