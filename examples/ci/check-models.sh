#!/bin/sh
# Checks every model of a folder, and fails where one of them got worse than the baseline says: check-models.sh [FOLDER [BASELINE]].
# Of each model there is a report beside it, which CI can show: exp.junit.xml of exp.onnx.
set -eu

folder=${1:-models}
baseline=${2:-nnc-baseline.json}
failed=0

for model in "$folder"/*.onnx; do
  npx --no nnc check "$model" --lang c --require c --baseline "$baseline" --report "junit=${model%.onnx}.junit.xml" || failed=1
done
exit "$failed"
