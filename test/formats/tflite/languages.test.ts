// Quantised models of every operator in every language: the bits are the interpreter's, which operators.test.ts compares with TensorFlow's.

import { expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { readModel } from "../../../src/formats/index.ts";
import { valueOf } from "../../../src/network/network.ts";
import { elementCount } from "../../../src/network/shape.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { LANGUAGE_NAMES } from "../../../src/languages/index.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { interpretValues } from "../../../src/program/interpret.ts";
import { SCALARS, type Values } from "../../../src/program/scalar.ts";
import { ALL_TOOLCHAINS } from "../../all-toolchains.ts";
import { runCompiled, sameBits } from "../../standard/run-compiled.ts";
import { networksSideBySide } from "../../standard/side-by-side.ts";
import { liteFile } from "./lite-file.ts";
import { QUANTISED_CASES } from "./quantised-cases.ts";
import { REMEMBERING_CASES } from "./remembering-cases.ts";

const CALLS = 3;

const NETWORK = networksSideBySide([...QUANTISED_CASES, ...REMEMBERING_CASES].map(({ model }) => runPasses(readModel(liteFile(model), "model.tflite").network)));
const PROGRAM = lower(NETWORK);
const RANDOM = new RandomGenerator(5);
/** Of all calls one after the other: some remember those before. */
const INPUTS = NETWORK.inputs.map(({ value }) => {
  const { scalar, shape } = valueOf(NETWORK, value);
  return SCALARS[scalar].newValues(CALLS * elementCount(shape)).map(() => (scalar === "f32" ? 40 * RANDOM.uniform() - 20 : RANDOM.nextUint32()));
});
const EXPECTED = interpretValues(PROGRAM, INPUTS, CALLS);

test.each(LANGUAGE_NAMES)("in %s", async (language) => {
  const toolchain = ALL_TOOLCHAINS.find((candidate) => candidate.language === language);
  if (toolchain === undefined) throw new Error(`no compiler of ${language}`);
  const compiled = await runCompiled(NETWORK, PROGRAM, callsOf(INPUTS), toolchain);
  const differing = compiled.flatMap((outputs, call) => outputs.flatMap((output, position) => {
    return sameBits(output, partOf(EXPECTED[position], call)) ? [] : [NETWORK.outputs[position].name];
  }));
  expect(differing).toEqual([]);
});

function callsOf(inputs: readonly Values[]): readonly (readonly Values[])[] {
  return Array.from({ length: CALLS }, (_, call) => inputs.map((input) => partOf(input, call)));
}

function partOf(all: Values, call: number): Values {
  const size = all.length / CALLS;
  return all.subarray(call * size, (call + 1) * size);
}
