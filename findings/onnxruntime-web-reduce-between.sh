#!/bin/sh
# onnxruntime-web sums along an axis as one chain where the axis is the last one. Between other axes it does so too, but for the
# last (columns mod 4) columns after it, which have an order of their own: equal columns of one array have unequal sums. ReduceMean
# divides those sums. Exits with 1 where that changes, with 4 without npm.
set -eu
command -v npm >/dev/null && command -v node >/dev/null || { echo "needs node and npm"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund onnxruntime-web@1.30.0 >/dev/null 2>&1
cat > order.mjs <<'SOURCE'
import * as ort from "onnxruntime-web";

ort.env.wasm.numThreads = 1;
const { fround } = Math;
const DEPTH = 40;
const ROWS = 300;
const COLUMNS = 7;

// A model of one node with the attribute axes, in operator set 11, written as protobuf.
const number = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...number(n >>> 7)]);
const int = (field, n) => [...number(field << 3), ...number(n)];
const bytes = (field, value) => {
  const list = typeof value === "string" ? [...Buffer.from(value)] : [...value];
  return [...number((field << 3) | 2), ...number(list.length), ...list];
};
const value = (field, name, dims) => bytes(field, [...bytes(1, name), ...bytes(2, bytes(1, [...int(1, 1),
  ...bytes(2, dims.flatMap((d) => bytes(1, int(1, d))))]))]);
const model = (type, dims, axis) => new Uint8Array([...int(1, 6), ...bytes(8, int(2, 11)), ...bytes(7, [
  ...bytes(1, [...bytes(1, "x"), ...bytes(2, "y"), ...bytes(4, type),
    ...bytes(5, [...bytes(1, "axes"), ...int(8, axis), ...int(20, 7)])]), ...bytes(2, "g"),
  ...value(11, "x", dims), ...value(12, "y", dims.map((d, a) => (a === axis ? 1 : d)))])]);

let state = 1;
const random = () => fround((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2147483648 - 1);
const terms = Array.from({ length: ROWS }, () => Float32Array.from({ length: DEPTH }, random));
const chains = terms.map((a) => a.reduce((sum, term) => fround(sum + term)));

/** Of each column the rows whose sum along the middle axis is one chain; element k of every column of a row is the same. */
const between = async (type) => {
  const dims = [ROWS, DEPTH, COLUMNS];
  const x = Float32Array.from({ length: ROWS * DEPTH * COLUMNS }, (_, i) => terms[Math.floor(i / (DEPTH * COLUMNS))][Math.floor(i / COLUMNS) % DEPTH]);
  const session = await ort.InferenceSession.create(model(type, dims, 1));
  const { data } = (await session.run({ x: new ort.Tensor("float32", x, dims) })).y;
  const finish = (sum) => (type === "ReduceSum" ? sum : fround(sum / DEPTH));
  return Array.from({ length: COLUMNS }, (_, j) => chains.filter((sum, row) => data[row * COLUMNS + j] === finish(sum)).length);
};

/** The rows whose sum along the last axis is one chain. */
const last = async (type) => {
  const dims = [ROWS, DEPTH];
  const session = await ort.InferenceSession.create(model(type, dims, 1));
  const { data } = (await session.run({ x: new ort.Tensor("float32", Float32Array.from(terms.flatMap((a) => [...a])), dims) })).y;
  return chains.filter((sum, row) => data[row] === (type === "ReduceSum" ? sum : fround(sum / DEPTH))).length;
};

console.log(`onnxruntime-web 1.30.0: of ${ROWS} sums of ${DEPTH} along an axis, those that are one chain`);
let isSeen = true;
for (const type of ["ReduceSum", "ReduceMean"]) {
  const [alone, columns] = [await last(type), await between(type)];
  console.log(`${type}: along the last axis ${alone}; along the middle one, by columns, which are all the same: ${columns.join(" ")}`);
  isSeen &&= alone === ROWS && columns.every((count, j) => (j < COLUMNS - (COLUMNS % 4) ? count === ROWS : count < ROWS));
}
process.exitCode = isSeen ? 0 : 1;
SOURCE
node order.mjs
