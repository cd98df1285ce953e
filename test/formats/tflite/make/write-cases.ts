// Writes the models of the tests as files, with inputs for each, for run_cases.py:
//
//     node scripts/bench.mjs test/formats/tflite/make/write-cases.ts FOLDER

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RandomGenerator } from "../../../../src/numeric/random.ts";
import { CASES } from "../cases.ts";
import { liteFile, type ElementName, type WrittenTensor } from "../lite-file.ts";

const [folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [number, { name, model, inputs: given, calls = 1, runtime = "TFLM" }] of CASES.entries()) {
  const random = new RandomGenerator(number + 1);
  const inputs = given ?? model.inputs.map((input) => elementsFor(model.tensors[input], calls, random));
  writeFileSync(join(folder, `${number}.tflite`), liteFile(model));
  writeFileSync(join(folder, `${number}.json`), JSON.stringify({ name, runtime, inputs }));
}

/** Floats of few digits between −2 and 2; any integers of 8 or 16 bits. */
function elementsFor({ shape, type = "float32" }: WrittenTensor, calls: number, random: RandomGenerator): readonly number[] {
  const count = shape.reduce((product, extent) => product * extent, calls);
  return Array.from({ length: count }, () => element(type, random.nextUint32()));
}

function element(type: ElementName, bits: number): number {
  if (type === "bool") return bits % 2;
  if (type === "int8") return (bits % 256) - 128;
  if (type === "uint8") return bits % 256;
  if (type === "int16") return (bits % 65536) - 32768;
  return type === "float32" ? ((bits % 256) - 128) / 64 : (bits % 20001) - 10000;
}
