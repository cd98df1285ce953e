// Runs tests of the ONNX standard in the three languages: many at once, so that each compiler is called a few times only.

import { lower } from "../../src/codegen/lower/lower.ts";
import type { LanguageName } from "../../src/languages/index.ts";
import type { Network } from "../../src/network/network.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import type { Values } from "../../src/program/scalar.ts";
import type { Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { distancesOf, type Distances } from "./judge.ts";
import { runCompiled, sameBits } from "./run-compiled.ts";
import { networksSideBySide } from "./side-by-side.ts";
import type { StandardTest } from "./standard-test.ts";
import { evaluateNetwork, NotOfFloat64 } from "../train/step/float64.ts";

/** What became of a test. */
export interface Outcome {
  readonly name: string;
  /** How far results may be from the standard's, in units. */
  readonly limit: number;
  readonly distances: Distances;
  /** Toolchains whose bits are others than the interpreter's. */
  readonly differing: readonly string[];
}

/** How far results of a network may be, in units. */
type LimitOf = (network: Network) => number;

/** tcc runs out of memory where a call has more than some two hundred arguments. */
const MOST_ARGUMENTS = 120;
const MOST_ELEMENTS = 100_000;

export async function runTests(tests: readonly StandardTest[], toolchains: readonly Toolchain<LanguageName>[], limitOf: LimitOf): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const group of groupsOf(tests)) outcomes.push(...(await runGroup(group, toolchains, limitOf)));
  return outcomes;
}

async function runGroup(tests: readonly StandardTest[], toolchains: readonly Toolchain<LanguageName>[], limitOf: LimitOf): Promise<readonly Outcome[]> {
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
  return tests.map((test, position) => {
    const own = outputsOf(results, position);
    const differing = [...computed].filter(([, arrays]) => !outputsOf(arrays, position).every((array, output) => sameBits(array, own[output])));
    const limit = limitOf(test.network);
    const distances = distancesOf(own, test.expected, limit, () => exactOutputs(test));
    return { name: test.name, limit, distances, differing: differing.map(([toolchain]) => toolchain) };
  });
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
