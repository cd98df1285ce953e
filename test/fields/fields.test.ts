// Models that real tools wrote, as they wrote them: what nnc computes of each is what the tool itself computes in float64, and the same
// bits in C, Go and TypeScript. `make/` has the scripts that wrote them.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { LANGUAGE_NAMES } from "../../src/languages/index.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import type { Values } from "../../src/program/scalar.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { runCompiled, sameBits } from "../standard/run-compiled.ts";
import { networksSideBySide } from "../standard/side-by-side.ts";
import { type FieldModel, MODELS, namesOf, readFieldModel, rowsOf } from "./field-model.ts";

/** As a part of the largest element of an output in its rows: what is left where large numbers cancel has no meaning of its own. */
const TOLERANCE = 1e-6;
/** tcc runs out of memory where a call has more than some two hundred arguments; here are other models beside each one. */
const MODELS_OF_A_PROGRAM = 60;

const NAMES = namesOf(MODELS);

test("at least forty architectures of six tools are frozen, none twice", () => {
  const tools = new Set(NAMES.map((name) => rowsOf(name).tool.split(",")[0]));
  expect(NAMES.length).toBeGreaterThanOrEqual(40);
  expect([...tools].sort()).toEqual(["Chainer", "Flax and JAX", "Keras", "Paddle", "PyTorch", "scikit-learn"]);
});

test.each(NAMES)("%s is what its tool computes", (name) => {
  const model = readFieldModel(name);
  expect(model.calls.length).toBeGreaterThan(0);
  expect(interpretedOutputs(model).map((outputs) => outputs.map(({ length }) => length))).toEqual(
    model.expected.map((outputs) => outputs.map(({ length }) => length)),
  );
  expect(worstError(model)).toBeLessThanOrEqual(TOLERANCE);
});

describe.each(LANGUAGE_NAMES)("in %s", (language) => {
  const groups = Array.from({ length: Math.ceil(NAMES.length / MODELS_OF_A_PROGRAM) }, (_, position) => position);
  test.each(groups)("the models have the interpreter's bits, group %i", async (group) => {
    const models = NAMES.slice(group * MODELS_OF_A_PROGRAM, (group + 1) * MODELS_OF_A_PROGRAM).map(readFieldModel);
    const toolchain = ALL_TOOLCHAINS.find((candidate) => candidate.language === language);
    if (toolchain === undefined) throw new Error(`no compiler of ${language}`);
    const network = networksSideBySide(models.map((model) => model.network));
    const calls = models[0].calls.map((_, row) => models.flatMap((model) => model.calls[row]));
    const compiled = await runCompiled(network, lower(network), calls, toolchain);
    const interpreted = models.map(interpretedOutputs);
    const differing = compiled.flatMap((outputs, row) => {
      let at = 0;
      return models.flatMap(({ name, expected }, position) => {
        const own = outputs.slice(at, (at += expected[row].length));
        return own.every((array, output) => sameBits(array, interpreted[position][row][output])) ? [] : [name];
      });
    });
    expect(differing).toEqual([]);
  });
});

const INTERPRETED = new Map<FieldModel, readonly (readonly Values[])[]>();

/** For each call the outputs; computed once. */
function interpretedOutputs(model: FieldModel): readonly (readonly Values[])[] {
  const known = INTERPRETED.get(model);
  if (known !== undefined) return known;
  const program = lower(model.network);
  const outputs = model.calls.map((inputs) => interpretValues(program, inputs, 1));
  INTERPRETED.set(model, outputs);
  return outputs;
}

/** The largest distance from what the tool computes, as a part of the largest element of that output. */
function worstError(model: FieldModel): number {
  const interpreted = interpretedOutputs(model);
  const errors = model.expected[0].map((_, position) => {
    const pairs = model.expected.flatMap((outputs, row) =>
      outputs[position].map((value, element): [number, number] => [interpreted[row][position][element], value]),
    );
    const distance = Math.max(...pairs.map(([computed, value]) => Math.abs(computed - value)));
    return distance === 0 ? 0 : distance / Math.max(...pairs.map(([, value]) => Math.abs(value)));
  });
  return Math.max(...errors);
}
