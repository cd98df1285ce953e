// Operators of TensorFlow Lite: what nnc computes of a model of each is what TensorFlow's own runtimes compute, by numbers that `make/` recorded: of integers the same
// ones, of floats the same but for roundings.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { readModel } from "../../../src/formats/index.ts";
import { OPERATION_NAMES } from "../../../src/formats/tflite/operators/index.ts";
import { runPasses } from "../../../src/passes/index.ts";
import { interpretValues } from "../../../src/program/interpret.ts";
import { SCALARS, type Values } from "../../../src/program/scalar.ts";
import { CASES } from "./cases.ts";
import { liteFile, type WrittenModel } from "./lite-file.ts";

interface Recorded {
  /** Names and versions. */
  readonly tools: Readonly<Record<string, string>>;
  readonly cases: Readonly<Record<string, { readonly inputs: readonly (readonly number[])[]; readonly outputs: readonly (readonly number[])[] }>>;
}

const RECORDED = JSON.parse(readFileSync(new URL("recorded.json", import.meta.url), "utf8")) as Recorded;

/** As a part of the largest element of an output. */
const TOLERANCE = 1e-6;

test("every operator that is read has been compared", () => {
  const types = new Set(CASES.flatMap(({ model }) => model.operators.map(({ type }) => type)));
  expect(OPERATION_NAMES.filter((type) => !types.has(type))).toEqual(["RANK"]);
  expect(Object.keys(RECORDED.tools)).toEqual(["ai-edge-litert", "tflite-micro"]);
});

test.each(CASES)("$name", ({ name, model, calls = 1 }) => {
  const { inputs, outputs: expected } = RECORDED.cases[name];
  const outputs = computed(model, inputs, calls);
  expect(outputs.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
  outputs.forEach((output, position) => {
    const elements = expected[position];
    if (!(output instanceof Float32Array)) {
      expect([...output]).toEqual(elements);
      return;
    }
    const largest = Math.max(...elements.map(Math.abs));
    const errors = elements.map((element, place) => (Object.is(element, output[place]) || element === output[place] ? 0 : Math.abs(element - output[place]) / largest));
    expect(errors.filter((error) => !(error <= TOLERANCE))).toEqual([]);
  });
});

function computed(model: WrittenModel, inputs: readonly (readonly number[])[], calls: number): readonly Values[] {
  const network = runPasses(readModel(liteFile(model), "model.tflite").network);
  const program = lower(network);
  const buffers = program.buffers.filter(({ role }) => role === "input");
  return interpretValues(program, inputs.map((elements, position) => SCALARS[buffers[position].scalar].newValues(elements.length).map((_, place) => elements[place])), calls);
}
