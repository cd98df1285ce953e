// Times an emitted function or a formula, in a process of its own: V8 optimises a loop for what it has called. The words: a module with `table`, or
// "formula"; the formula as JavaScript of x; the ends of the domain. Prints what the quickest of many short rounds took, in nanoseconds: where the
// processor's other half is busy, more than half of the rounds may be slow, and not those of the other process.

import { pathToFileURL } from "node:url";

const [, , which, formula, low, high] = process.argv;
const called = which === "formula" ? (0, eval)(formula) : (await import(pathToFileURL(which).href)).table;
const inputs = new Float32Array(4096).map(() => Number(low) + (Number(high) - Number(low)) * Math.random());
const TURNS = 4;
let least = Infinity;
for (let round = 0; round < 800; round++) {
  const start = process.hrtime.bigint();
  let sum = 0;
  for (let turn = 0; turn < TURNS; turn++) for (let i = 0; i < inputs.length; i++) sum += called(inputs[i]);
  least = Math.min(least, Number(process.hrtime.bigint() - start) / TURNS / inputs.length);
  if (Number.isNaN(sum)) throw new Error("a result is NaN");
}
console.log(least);
