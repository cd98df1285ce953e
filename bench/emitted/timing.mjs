// Times one emitted function in a process of its own: node timing.mjs MODULE FUNCTION INPUTS OUTPUTS ROUNDS, inputs on standard
// input (float32). One line: bytes of all outputs, nanoseconds of a call in each round.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , module, name, inputs, outputs, rounds] = process.argv;
const call = (await import(pathToFileURL(module).href))[name];
const [x, y] = [new Float32Array(Number(inputs)), new Float32Array(Number(outputs))];
const given = new Float32Array(Uint8Array.from(readFileSync(0)).buffer);

/** As a caller does: a number by value, arrays by reference. */
const once = x.length === 1 && y.length === 1 ? () => void (y[0] = call(x[0])) : () => call(x, y);

/** @param {number} calls */
function nanoseconds(calls) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < calls; i++) once();
  return Number(process.hrtime.bigint() - start) / calls;
}

let bytes = "";
for (let start = 0; start < given.length; start += x.length) {
  x.set(given.subarray(start, start + x.length));
  once();
  bytes += Buffer.from(y.buffer).toString("hex");
}
x.set(given.subarray(0, x.length));
// Until V8 has optimised it, a quarter of a second at least.
for (let spent = 0; spent < 2.5e8; spent += 10 * nanoseconds(10));
const calls = Math.max(1, Math.ceil(2e6 / nanoseconds(10)));
const alone = Array.from({ length: Number(rounds) }, () => nanoseconds(calls));
console.log(JSON.stringify({ outputs: bytes, alone }));
