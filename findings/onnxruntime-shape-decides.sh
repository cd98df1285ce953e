#!/bin/sh
# What onnxruntime makes of values that the standard of ONNX leaves open depends on the shape they come in. ArgMax: NaN is the greatest
# where the array has one axis, and is passed over where it has two, along either. Max of +0 and −0: which one depends on the number of
# elements and, compiled for x86-64 (onnxruntime-node), on the place among them: the first sixteen of seventeen take the other argument
# than the last. MatMul: a row of −0 alone is −0 as WebAssembly (onnxruntime-web), two such rows are +0. Exits with 1 where that changes,
# with 4 without npm or on another machine.
set -eu
command -v npm >/dev/null && command -v node >/dev/null || { echo "needs node and npm"; exit 4; }
[ "$(uname -sm)" = "Linux x86_64" ] || { echo "needs Linux on x86-64"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts onnxruntime-web@1.30.0 onnxruntime-node@1.30.0 >/dev/null 2>&1
cat > special.mjs <<'SOURCE'
import * as node from "onnxruntime-node";
import * as web from "onnxruntime-web";

web.env.wasm.numThreads = 1;

// A model of one node in operator set 18, written as protobuf.
const number = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...number(n >>> 7)]);
const int = (field, n) => [...number(field << 3), ...number(n)];
const bytes = (field, value) => {
  const list = typeof value === "string" ? [...Buffer.from(value)] : [...value];
  return [...number((field << 3) | 2), ...number(list.length), ...list];
};
const value = (field, name, dims, type = 1) => bytes(field, [...bytes(1, name), ...bytes(2, bytes(1, [...int(1, type),
  ...bytes(2, dims.flatMap((d) => bytes(1, int(1, d))))]))]);
const model = (type, inputs, output, outputType, axis) => new Uint8Array([...int(1, 8), ...bytes(8, int(2, 18)), ...bytes(7, [
  ...bytes(1, [...inputs.flatMap((_, i) => bytes(1, `x${i}`)), ...bytes(2, "y"), ...bytes(4, type),
    ...(axis === undefined ? [] : bytes(5, [...bytes(1, "axis"), ...int(3, axis), ...int(20, 2)]))]), ...bytes(2, "g"),
  ...inputs.flatMap(([dims], i) => value(11, `x${i}`, dims)), ...value(12, "y", output, outputType)])]);

const run = async (ort, type, inputs, output, outputType, axis) => {
  const session = await ort.InferenceSession.create(model(type, inputs, output, outputType, axis));
  const feeds = inputs.map(([dims, data], i) => [`x${i}`, new ort.Tensor("float32", Float32Array.from(data), dims)]);
  const { data } = (await session.run(Object.fromEntries(feeds))).y;
  return Array.from(data, (one) => (Object.is(Number(one), -0) ? "-0" : String(one))).join(" ");
};

const row = [1, NaN, 3, 2];
const zeros = (count, zero) => [[count], Array(count).fill(zero)];
const times = (count, text) => Array(count).fill(text).join(" ");
const ones = [[2, 2], [1, 1, 1, 1]];
/** What is run; as WebAssembly, for x86-64. */
const CASES = [
  ["ArgMax of 1 NaN 3 2", ["ArgMax", [[[4], row]], [1], 7, 0], "1", "1"],
  ["ArgMax of the row 1 NaN 3 2", ["ArgMax", [[[1, 4], row]], [1, 1], 7, 1], "2", "2"],
  ["ArgMax of the column 1 NaN 3 2", ["ArgMax", [[[4, 1], row]], [1, 1], 7, 0], "2", "2"],
  ["Max of 0 and -0", ["Max", [zeros(1, 0), zeros(1, -0)], [1], 1], "-0", "-0"],
  ["Max of 2 times 0 and -0", ["Max", [zeros(2, 0), zeros(2, -0)], [2], 1], "0 0", "0 0"],
  ["Max of 17 times 0 and -0", ["Max", [zeros(17, 0), zeros(17, -0)], [17], 1], times(17, "0"), `${times(16, "-0")} 0`],
  ["MatMul of a row -0 -0 and ones", ["MatMul", [[[1, 2], [-0, -0]], ones], [1, 2], 1], "-0 -0", "0 0"],
  ["MatMul of two rows -0 -0 and ones", ["MatMul", [[[2, 2], [-0, -0, -0, -0]], ones], [2, 2], 1], "0 0 0 0", "0 0 0 0"],
];
console.log("onnxruntime 1.30.0, as WebAssembly; for x86-64");
let isSeen = true;
for (const [title, call, expectedWeb, expectedNode] of CASES) {
  const [ofWeb, ofNode] = [await run(web, ...call), await run(node, ...call)];
  console.log(`${title}: ${ofWeb}; ${ofNode}`);
  isSeen &&= ofWeb === expectedWeb && ofNode === expectedNode;
}
process.exitCode = isSeen ? 0 : 1;
SOURCE
node special.mjs
