import { resolve } from "node:path";
import { lower } from "../src/codegen/lower/lower.ts";
import { interpretValues } from "../src/program/interpret.ts";
import { unitsApart, unitsOfLargest } from "../test/standard/units-apart.ts";
import { namesIn, readTest } from "../test/standard/standard-test.ts";
const folder = resolve("/work/shared/onnx-node-tests");
const names = namesIn(folder, process.argv.slice(2));
let right = 0;
for (const name of names) {
  const test = readTest(folder, name);
  if (!("network" in test)) { console.log("refused", name, test.reason.slice(0, 150)); continue; }
  const out = interpretValues(lower(test.network), test.inputs, 1);
  const worst = Math.max(...out.map((a, i) => unitsApart(a, test.expected[i].values)));
  if (worst > 4) console.log("far", name, worst, unitsOfLargest(out[0], test.expected[0].values));
  right++;
}
console.log(right, names.length);
