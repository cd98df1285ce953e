// Functions that remember their calls: sequences of calls beside calls of the same network that are handed the states.

import { describe, expect, test } from "vitest";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { chooseGolden } from "../../src/codegen/self-test/choose-golden.ts";
import { unitOfRequest } from "../../src/codegen/package.ts";
import { writtenOut } from "../../src/codegen/write-out/write-out.ts";
import { c } from "../../src/languages/c/language.ts";
import { valueOf } from "../../src/network/network.ts";
import { pairStates } from "../../src/network/pair-states.ts";
import { elementCount } from "../../src/network/shape.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret, interpretUnit } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { randomValues, requestFor } from "../fixtures.ts";
import { OPEN_NETWORKS, type OpenNetwork } from "../network/stateful-networks.ts";

const STEPS = 9;

/** What is given to every step, of the inputs that are no states. */
function given({ network, pairs }: OpenNetwork): readonly Float32Array[] {
  const random = new RandomGenerator(11);
  return network.inputs.slice(pairs.length).map(({ value }) => randomValues(STEPS * elementCount(valueOf(network, value).shape), random));
}

/** The outputs of all steps, with the states passed from call to call. */
function handedOn(open: OpenNetwork): readonly (readonly number[])[] {
  const { network, pairs } = open;
  const program = lower(runPasses(network));
  let states: readonly Float32Array[] = network.inputs.slice(0, pairs.length).map(({ value }) => new Float32Array(elementCount(valueOf(network, value).shape)));
  const inputs = given(open);
  const outputs: number[][] = Array.from({ length: network.outputs.length - pairs.length }, () => []);
  for (let step = 0; step < STEPS; step++) {
    const now = inputs.map((all) => all.subarray((step * all.length) / STEPS, ((step + 1) * all.length) / STEPS));
    const results = interpret(program, [...states, ...now], 1);
    outputs.forEach((all, position) => all.push(...results[position]));
    states = results.slice(outputs.length);
  }
  return outputs;
}

describe.each(OPEN_NETWORKS.map((open) => [open.name, open] as const))("%s", (_, open) => {
  const network = runPasses(pairStates(open.network, open.pairs));
  const programs: readonly (readonly [string, Program])[] = [
    ["for speed", lower(network)],
    ["for size", lower(network, LAYOUTS.size)],
    ["written out", writtenOut(lower(network), { mostStatements: 350, mostInputs: 8 })],
  ];

  test.each(programs)("remembers what calls of the open network are handed, %s", (_name, program) => {
    expect(interpret(program, given(open), STEPS).map((output) => [...output])).toEqual(handedOn(open));
  });

  test("compiled to WebAssembly it does the same, and begins anew with each evaluation", () => {
    const [, [, program]] = programs;
    const inputs = given(open);
    const width = inputs.reduce((sum, { length }) => sum + length, 0) / STEPS;
    const values = Float32Array.from({ length: STEPS * width }, (_value, place) => inputs.flatMap((all) => [...all.subarray((Math.floor(place / width) * all.length) / STEPS, ((Math.floor(place / width) + 1) * all.length) / STEPS)])[place % width]);
    const points = { width, count: STEPS, values };
    const first = evaluate(program, points);
    for (let turn = 0; turn < 40; turn++) expect(evaluate(program, points)).toEqual(first);
    const [outputs] = [handedOn(open)];
    const rows = Array.from({ length: STEPS }, (_row, step) => outputs.flatMap((all) => all.slice((step * all.length) / STEPS, ((step + 1) * all.length) / STEPS)));
    expect([...first]).toEqual(rows.flat());
  });

  test("its self-test begins anew, is right, and wrong where a bit is another one", () => {
    const request = requestFor(network, open.name);
    const selfTest = chooseGolden(request.program, undefined);
    expect(selfTest.calls).toBeGreaterThan(1);
    const verdict = (words: Uint32Array): number => {
      const unit = unitOfRequest(c, { ...request, selfTest: { ...selfTest, words } });
      return interpretUnit(unit, 1, [], 2)[0][1];
    };
    expect(verdict(selfTest.words)).toBe(1);
    expect(verdict(selfTest.words.map((word, place) => (place === selfTest.words.length - 1 ? word ^ 1 : word)))).toBe(0);
  });
});
