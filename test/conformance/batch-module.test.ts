// The WebAssembly module of TypeScript's functions for many arguments: the bits of single calls, for every op, for programs of all types, over
// several blocks, with what is left, in place, and with nothing written behind the results.

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { batchModule } from "../../src/assemble/batch-module.ts";
import type { EmitRequest } from "../../src/codegen/package.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { valueOf } from "../../src/network/network.ts";
import type { Op, OpExample } from "../../src/network/op.ts";
import { elementCount } from "../../src/network/shape.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { callingConvention, type Program } from "../../src/program/program.ts";
import { SCALARS, type Values } from "../../src/program/scalar.ts";
import { usesOf } from "../../src/program/uses.ts";
import { randomProgram, randomValues } from "../assemble/random-program.ts";
import { ORIGIN, requestFor, requestOfProgram } from "../fixtures.ts";
import { argumentValues } from "../network/argument-values.ts";
import { asFloat, converted } from "../network/conversions.ts";
import { sameBits } from "../standard/run-compiled.ts";
import { BATCH_CASES } from "./batch-cases.ts";
import { BEHIND } from "./batch-drivers.ts";
import { loadBatch, type ManyCalls } from "./loaded-batch.ts";

declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object; readonly Instance: new (module: object) => object };

/** Instances that were made. */
let instances = 0;
beforeEach(() => {
  instances = 0;
  const { Module, Instance } = WebAssembly;
  class Counted extends Instance {
    constructor(module: object) {
      super(module);
      instances++;
    }
  }
  vi.stubGlobal("WebAssembly", { Module, Instance: Counted });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function withModule(request: EmitRequest): EmitRequest {
  const module = batchModule(request.program);
  if (module === undefined) throw new Error("the program has no module");
  return { ...request, batch: "loop", batchModule: module };
}

function randomArguments(program: Program, calls: number, random: RandomGenerator): readonly Values[] {
  return callingConvention(program).inputs.map(({ buffer: { scalar, size } }) => randomValues(random, scalar, calls * size));
}

/** The results of the function for many, if nothing behind them was written to. */
function resultsOf(many: ManyCalls, program: Program, given: readonly Values[], calls: number): readonly Values[] {
  const arrays = callingConvention(program).outputs.map(({ buffer: { scalar, size } }) => SCALARS[scalar].newValues(calls * size + 1).fill(BEHIND));
  many(...given, ...arrays);
  for (const array of arrays) expect(array.at(-1)).toBe(array.slice(0, 1).fill(BEHIND)[0]);
  return arrays.map((array) => array.subarray(0, -1));
}

function expectSame(found: readonly Values[], expected: readonly Values[]): void {
  expect(found.map((values, at) => sameBits(values, expected[at]))).toEqual(expected.map(() => true));
}

describe.each(BATCH_CASES)("%s", (_, network) => {
  const request = withModule(requestFor(network, "tested"));
  const { program } = request;
  const { outputs } = callingConvention(program);
  const ofBlock = (request.batchModule?.calls ?? 0) * (request.batchModule?.turns ?? 0);

  test.each([ofBlock, 2 * ofBlock + 27, 16, 17])("%i calls", async (calls) => {
    const many = await loadBatch(request);
    const given = randomArguments(program, calls, new RandomGenerator(calls));
    const expected = interpretValues(program, given, calls);
    for (let turn = 0; turn < 2; turn++) expectSame(resultsOf(many, program, given, calls), expected);
    expect(instances).toBe(1);
  });

  test("calls that fill no turn are done one by one", async () => {
    const many = await loadBatch(request);
    const given = randomArguments(program, 15, new RandomGenerator(3));
    expectSame(resultsOf(many, program, given, 15), interpretValues(program, given, 15));
    expectSame(resultsOf(many, program, given.map((values) => values.subarray(0, 0)), 0), outputs.map(() => new Float32Array(0)));
    expect(instances).toBe(0);
  });
});

const OF_NUMBERS = BATCH_CASES.filter(([, network]) => [...network.inputs, ...network.outputs].every(({ value }) => elementCount(valueOf(network, value).shape) === 1));

describe.each(OF_NUMBERS)("%s", (_, network) => {
  test("in place, and where results are put behind arguments that are read later", async () => {
    const request = withModule(requestFor(network, "tested"));
    const { program } = request;
    const ofBlock = (request.batchModule?.calls ?? 0) * (request.batchModule?.turns ?? 0);
    const many = await loadBatch(request);
    const calls = 2 * ofBlock + 27;
    const given = randomArguments(program, calls + 5, new RandomGenerator(4));
    const whole = given.map((values) => values.subarray(0, calls));
    const [same] = interpretValues(program, whole, calls);
    const inPlace = whole.map((values) => values.slice());
    many(...inPlace, inPlace[0]);
    expectSame(inPlace.slice(0, 1), [same]);
    const shifted = given.map((values) => values.subarray(5));
    const [moved] = interpretValues(program, shifted, calls);
    many(...shifted, given[0].subarray(0, calls));
    expectSame([given[0].subarray(0, calls)], [moved]);
    expect(instances).toBe(1);
  });
});

/** The op alone, of arguments that are all inputs, or constants but for the first. */
function networkOf(op: Op, { shapes, scalars, attributes = {} }: OpExample, constants: boolean): EmitRequest {
  const random = new RandomGenerator(7);
  const builder = new NetworkBuilder();
  const values = shapes.map((shape, at) => {
    const scalar = scalars?.[at] ?? "f32";
    if (!constants || at === 0) return converted(builder, builder.input(`x${at}`, shape, ORIGIN), scalar, `c${at}`);
    const given = argumentValues(scalar, elementCount(shape), random);
    return given instanceof Float32Array ? builder.parameter(`p${at}`, shape, given, ORIGIN) : builder.constant(`p${at}`, shape, scalar, given, ORIGIN);
  });
  const value = asFloat(builder, builder.operation(op, values, attributes, "y", ORIGIN), "f");
  return requestFor(builder.finish([{ name: "y", value }]), "tested");
}

describe("every example of every op", () => {
  test.each(OPS.map((op) => [op.name, op] as const))("%s", async (_, op) => {
    let modules = 0;
    for (const [position, example] of op.examples.entries()) {
      // With constants the first one tells as much as all.
      for (const constants of example.shapes.length === 1 || position > 0 ? [false] : [false, true]) {
        const plain = networkOf(op, example, constants);
        if (usesOf(plain.program).operators.has("quotient")) {
          expect(batchModule(plain.program)).toBe(undefined);
          continue;
        }
        modules++;
        const request = withModule(plain);
        const given = randomArguments(request.program, 53, new RandomGenerator(2));
        expectSame(resultsOf(await loadBatch(request), request.program, given, 53), interpretValues(request.program, given, 53));
      }
    }
    expect(instances).toBe(modules);
  });
});

test("random programs of all types", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(2 ** 31 - 1), fc.integer({ min: 16, max: 90 }), async (seed, calls) => {
      const random = new RandomGenerator(seed);
      const program = randomProgram(random);
      checkProgram(program);
      const request = withModule(requestOfProgram(program, "tested"));
      const given = randomArguments(program, calls, random);
      expectSame(resultsOf(await loadBatch(request), program, given, calls), interpretValues(program, given, calls));
    }),
    { numRuns: 40 },
  );
  expect(instances).toBeGreaterThan(0);
});
