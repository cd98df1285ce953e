#!/bin/sh
# onnxruntime-web sums one row times a matrix in three orders. Weights that are an initializer: blocks of 256, each from 0,
# the bias takes the blocks' sums. The same weights as an input: one chain that starts from the bias, and in the last
# (columns mod 4) columns four products at a time are summed first. Exits with 1 where that changes, with 4 without npm.
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
const DEPTH = 700;
const COLUMNS = 10;

// A model of one Gemm, written as protobuf.
const number = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...number(n >>> 7)]);
const int = (field, n) => [...number(field << 3), ...number(n)];
const bytes = (field, value) => {
  const list = typeof value === "string" ? [...Buffer.from(value)] : [...value];
  return [...number((field << 3) | 2), ...number(list.length), ...list];
};
const tensor = (name, dims, data) => bytes(5, [...dims.flatMap((d) => int(1, d)), ...int(2, 1), ...bytes(8, name),
  ...bytes(9, new Uint8Array(data.buffer))]);
const value = (field, name, dims) => bytes(field, [...bytes(1, name), ...bytes(2, bytes(1, [...int(1, 1),
  ...bytes(2, dims.flatMap((d) => bytes(1, int(1, d))))]))]);
const gemm = (weights) => new Uint8Array([...int(1, 8), ...bytes(8, int(2, 17)), ...bytes(7, [
  ...bytes(1, [...bytes(1, "x"), ...bytes(1, "w"), ...bytes(1, "b"), ...bytes(2, "y"), ...bytes(4, "Gemm")]), ...bytes(2, "g"),
  ...(weights === undefined ? [] : tensor("w", [DEPTH, COLUMNS], weights)), ...tensor("b", [COLUMNS], bias),
  ...value(11, "x", [1, DEPTH]), ...(weights === undefined ? value(11, "w", [DEPTH, COLUMNS]) : []),
  ...value(12, "y", [1, COLUMNS])])]);

let state = 1;
const random = () => fround((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2147483648 - 1);
const x = Float32Array.from({ length: DEPTH }, random);
const w = Float32Array.from({ length: DEPTH * COLUMNS }, random);
const bias = Float32Array.from({ length: COLUMNS }, random);

const products = (j) => Array.from(x, (v, k) => fround(v * w[k * COLUMNS + j]));
const chain = (terms, start) => terms.reduce((sum, term) => fround(sum + term), start);
const groups = (terms, size, sumOf) => Array.from({ length: terms.length / size + (terms.length % size > 0) | 0 },
  (_, g) => sumOf(terms.slice(g * size, g * size + size)));
const blocks = (j) => chain(groups(products(j), 256, (terms) => chain(terms, 0)), bias[j]);
const oneChain = (j) => chain(products(j), bias[j]);
const fours = (j) => chain(groups(products(j), 4, (terms) => chain(terms.slice(1), terms[0])), bias[j]);

const row = async (weights) => {
  const session = await ort.InferenceSession.create(gemm(weights));
  const feeds = { x: new ort.Tensor("float32", x, [1, DEPTH]) };
  if (weights === undefined) feeds.w = new ort.Tensor("float32", w, [DEPTH, COLUMNS]);
  return (await session.run(feeds)).y.data;
};
const agree = (seen, order, from, to) => seen.slice(from, to).filter((v, j) => v === order(from + j)).length;
const initializer = await row(w);
const input = await row(undefined);
const counts = [agree(initializer, blocks, 0, 10), agree(input, oneChain, 0, 8), agree(input, fours, 8, 10)];
const same = initializer.filter((v, j) => v === input[j]).length;
console.log(`onnxruntime-web 1.30.0, Gemm 1x${DEPTH} by ${DEPTH}x${COLUMNS}`);
console.log(`weights an initializer: ${counts[0]} of 10 in blocks of 256; an input: ${counts[1]} of 8 in one chain from the bias, ` +
  `${counts[2]} of 2 by fours; ${same} of 10 the same in both`);
process.exitCode = counts.join() === "10,8,2" && same < 10 ? 0 : 1;
SOURCE
node order.mjs
