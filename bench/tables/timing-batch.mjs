// Times 4,096 results put into an array, in a process of its own: V8 optimises a loop for what it has called. The words: "each", a function of one
// number that is called for each of them in a loop over arrays that are constants, "given", in a function that is given the arrays, or "all", one for all
// of them; a module that has it as `table` and `tableArray`, or "formula"; the formula as JavaScript of x; the ends of the domain. Prints what the quickest of many short rounds took, in nanoseconds of a
// result: whatever else the machine does takes some of the others.

import { pathToFileURL } from "node:url";

const [, , how, which, formula, low, high] = process.argv;
const { table, tableArray } = which === "formula" ? { table: (0, eval)(formula) } : await import(pathToFileURL(which).href);
const x = new Float32Array(4096).map(() => Number(low) + (Number(high) - Number(low)) * Math.random());
const y = new Float32Array(x.length);
const each = () => {
  for (let i = 0; i < x.length; i++) y[i] = table(x[i]);
};
/** @type {(from: Float32Array, to: Float32Array) => void} */
const given = (from, to) => {
  for (let i = 0; i < from.length; i++) to[i] = table(from[i]);
};
const run = how === "each" ? each : how === "given" ? () => given(x, y) : () => tableArray(x, y);
let least = Infinity;
for (let round = 0; round < 400; round++) {
  const start = process.hrtime.bigint();
  for (let turn = 0; turn < 4; turn++) run();
  least = Math.min(least, Number(process.hrtime.bigint() - start) / 4 / x.length);
}
if (y.includes(NaN)) throw new Error("a result is NaN");
console.log(least);
