// Prints the hash of every-float.c of all results of a module's function, at every float32 of [LOW, HIGH]: of `table`, call by call, or of `tableArray`.
// Called: node every-bit.mjs MODULE each|all LOW HIGH

import { pathToFileURL } from "node:url";

const [path, how, low, high] = process.argv.slice(2);
const { table, tableArray } = await import(pathToFileURL(path).href);

const word = new Int32Array(1);
const number = new Float32Array(word.buffer);

/** Ordered as the numbers are. @param {number} value */
function placeOf(value) {
  number[0] = value;
  return word[0] < 0 ? -(word[0] & 0x7fffffff) : word[0];
}

const arguments_ = new Int32Array(65536);
const results = new Int32Array(65536);
const [x, y] = [new Float32Array(arguments_.buffer), new Float32Array(results.buffer)];

const [first, last] = [placeOf(Number(low)), placeOf(Number(high))];
let hash = 0;
for (let begin = first; begin <= last; begin += x.length) {
  const count = Math.min(x.length, last - begin + 1);
  for (let next = 0; next < count; next++) {
    const place = begin + next;
    arguments_[next] = place < 0 ? -place | -2147483648 : place;
  }
  if (how === "all") tableArray(x, y);
  else for (let next = 0; next < count; next++) y[next] = table(x[next]);
  for (let next = 0; next < count; next++) hash = (hash + Math.imul(results[next], 2 * (begin + next) + 1)) | 0;
}
console.log(hash >>> 0);
