#!/bin/sh
# onnxruntime-web's Attention of operator set 24 does three things otherwise than the standard's function body: with is_causal the scores of
# hidden keys that qk_matmul_output_mode 2 gives out are the lowest float32, not minus infinity; a mask shorter than the keys, which the
# standard pads with minus infinity, is refused; and past_key without the output present_key is refused when the model runs.
# Exits with 1 where that changes, with 4 without npm.
set -eu
command -v npm >/dev/null && command -v node >/dev/null || { echo "needs node and npm"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund onnxruntime-web@1.30.0 >/dev/null 2>&1
cat > attention.mjs <<'SOURCE'
import * as ort from "onnxruntime-web";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "fatal";

// A model of one Attention, written as protobuf. Batch 1, one head, 2 queries, 2 keys, size 2.
const number = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...number(n >>> 7)]);
const int = (field, n) => [...number(field << 3), ...number(n)];
const bytes = (field, value) => {
  const list = typeof value === "string" ? [...Buffer.from(value)] : [...value];
  return [...number((field << 3) | 2), ...number(list.length), ...list];
};
const shapeOf = (dims) => bytes(2, dims.flatMap((d) => bytes(1, int(1, d))));
const value = (field, name, dims) => bytes(field, [...bytes(1, name), ...bytes(2, bytes(1, [...int(1, 1), ...shapeOf(dims)]))]);
const attribute = (name, n) => bytes(5, [...bytes(1, name), ...int(3, n), ...int(20, 2)]);
const model = (inputs, names, outputs, shapes, attributes) => new Uint8Array([...int(1, 10), ...bytes(8, int(2, 24)), ...bytes(7, [
  ...bytes(1, [...names.flatMap((name) => bytes(1, name)), ...outputs.flatMap((name) => bytes(2, name)), ...bytes(4, "Attention"),
    ...Object.entries(attributes).flatMap(([name, n]) => attribute(name, n))]), ...bytes(2, "g"),
  ...Object.entries(inputs).flatMap(([name, dims]) => value(11, name, dims)),
  ...Object.entries(shapes).flatMap(([name, dims]) => value(12, name, dims))])]);

const run = async (bytesOfModel, inputs) => {
  const session = await ort.InferenceSession.create(bytesOfModel);
  const tensors = Object.entries(inputs).map(([name, dims]) => {
    const count = dims.reduce((product, extent) => product * extent, 1);
    return [name, new ort.Tensor("float32", Float32Array.from({ length: count }, (_, i) => i / 4), dims)];
  });
  return session.run(Object.fromEntries(tensors));
};
const qkv = { q: [1, 1, 2, 2], k: [1, 1, 2, 2], v: [1, 1, 2, 2] };
const refusal = async (...given) => run(...given).then(() => "", (error) => error.message);

const scores = { qk: [1, 1, 2, 2] };
const causal = await run(model(qkv, ["q", "k", "v"], ["y", "", "", "qk"], scores, { is_causal: 1, qk_matmul_output_mode: 2 }), qkv);
const masked = { ...qkv, mask: [2, 1] };
const y = { y: [1, 1, 2, 2] };
const short = await refusal(model(masked, ["q", "k", "v", "mask"], ["y"], y, {}), masked);
const longer = { ...qkv, pastKey: [1, 1, 1, 2], pastValue: [1, 1, 1, 2] };
const past = await refusal(model(longer, ["q", "k", "v", "", "pastKey", "pastValue"], ["y"], y, {}), longer);
const kernel = (message) => message.slice(message.lastIndexOf("::") + 1).replace(/^.*?(was false\.|\) )/, "").trim();
console.log("onnxruntime-web 1.30.0, Attention-24");
console.log(`is_causal, qk_matmul_output_mode 2: the score of the hidden key is ${causal.qk.data[1]}, by the standard -Infinity`);
console.log(`a mask of one column for two keys: ${short === "" ? "taken" : "refused"}; ${kernel(short)}`);
console.log(`past_key without present_key: ${past === "" ? "taken" : "refused"}; ${kernel(past)}`);
process.exitCode = causal.qk.data[1] === Math.fround(-3.4028235e38) && short !== "" && past !== "" ? 0 : 1;
SOURCE
node attention.mjs
