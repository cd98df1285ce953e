// Runs tests of the ONNX standard in the three languages: many at once, so that each compiler is called a few times only.

import { lower } from "../../src/codegen/lower/lower.ts";
import type { LanguageName } from "../../src/languages/index.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import type { Values } from "../../src/program/scalar.ts";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { runCompiled, sameBits } from "./run-compiled.ts";
import { networksSideBySide } from "./side-by-side.ts";
import type { StandardTest } from "./standard-test.ts";
import { evaluateNetwork, NotOfFloat64 } from "../train/step/float64.ts";
import { unitsApart, unitsFromExact, unitsOfLargest } from "./units-apart.ts";

/** What became of a test. */
export interface Outcome {
  readonly name: string;
  /** Of the worst result of the interpreter, from the standard's value, in units of the type that has. */
  readonly units: number;
  /** Of the worst result that is farther than twice as far from the value in float64 as the standard's is. */
  readonly unitsFromExact: number;
  /** Of the worst result, in units of the output's largest element: where large numbers cancel, no other has a meaning. */
  readonly unitsOfLargest: number;
  /** Toolchains whose bits are others than the interpreter's. */
  readonly differing: readonly string[];
}

/** tcc runs out of memory where a call has more than some two hundred arguments. */
const MOST_ARGUMENTS = 120;
const MOST_ELEMENTS = 100_000;

export async function runTests(tests: readonly StandardTest[], toolchains: readonly Toolchain<LanguageName>[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const group of groupsOf(tests)) outcomes.push(...(await runGroup(group, toolchains)));
  return outcomes;
}

async function runGroup(tests: readonly StandardTest[], toolchains: readonly Toolchain<LanguageName>[]): Promise<readonly Outcome[]> {
  const network = networksSideBySide(tests.map((test) => test.network));
  const program = lower(network);
  const inputs = tests.flatMap((test) => test.inputs);
  const results = interpretValues(program, inputs, 1);
  const outputsOf = (arrays: readonly Values[], position: number): readonly Values[] => {
    const before = tests.slice(0, position).reduce((sum, test) => sum + test.expected.length, 0);
    return arrays.slice(before, before + tests[position].expected.length);
  };
  const computed = new Map<string, readonly Values[]>();
  for (const toolchain of toolchains) {
    const [outputs] = await runCompiled(network, program, [inputs], toolchain);
    computed.set(toolchain.name, outputs);
  }
  return tests.map(({ name, expected }, position) => {
    const own = outputsOf(results, position);
    const differing = [...computed].filter(([, arrays]) => !outputsOf(arrays, position).every((array, output) => sameBits(array, own[output])));
    const units = Math.max(...own.map((array, output) => unitsApart(array, expected[output].values) / unitOf(expected[output].type)));
    const exact = units === 0 ? [] : exactOutputs(tests[position]);
    const fromExact = exact?.map((array, output) => unitsFromExact(own[output], expected[output].values, array, 2)) ?? [Infinity];
    const ofLargest = own.map((array, output) => unitsOfLargest(array, expected[output].values));
    return { name, units, unitsOfLargest: Math.max(0, ...ofLargest), unitsFromExact: Math.max(0, ...fromExact), differing: differing.map(([toolchain]) => toolchain) };
  });
}

/** A unit in the last place of the standard's type, in those of float32. */
function unitOf(type: number): number {
  return type === 10 ? 2 ** 13 : type === 16 ? 2 ** 16 : 1;
}

/** The outputs in float64, by the definitions of the ops; undefined where these speak of float32 alone. */
function exactOutputs({ network, inputs }: StandardTest): readonly ArrayLike<number>[] | undefined {
  const given = new Map(network.inputs.map(({ value }, position) => [value, inputs[position]]));
  try {
    const values = evaluateNetwork(network, given);
    return network.outputs.map(({ value }) => values[value]);
  } catch (error) {
    if (error instanceof NotOfFloat64) return undefined;
    throw error;
  }
}

function groupsOf(tests: readonly StandardTest[]): readonly (readonly StandardTest[])[] {
  const groups: StandardTest[][] = [];
  let room = { arguments: 0, elements: 0 };
  for (const test of tests) {
    const needed = {
      arguments: test.inputs.length + test.expected.length,
      elements: [...test.inputs, ...test.expected.map(({ values }) => values)].reduce((sum, { length }) => sum + length, 0),
    };
    room = { arguments: room.arguments - needed.arguments, elements: room.elements - needed.elements };
    const current = groups.at(-1);
    if (current === undefined || room.arguments < 0 || room.elements < 0) {
      groups.push([test]);
      room = { arguments: MOST_ARGUMENTS - needed.arguments, elements: MOST_ELEMENTS - needed.elements };
    } else {
      current.push(test);
    }
  }
  return groups;
}
