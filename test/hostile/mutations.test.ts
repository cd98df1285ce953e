// Damaged and invented files: reading one gives a model or a diagnostic with place and hint, never another error.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeModel } from "../../src/formats/index.ts";
import { denseNetwork, EXP_RECORD } from "../fixtures.ts";
import type { AttributeParts, GraphParts, TensorParts } from "../formats/onnx/models.ts";
import { file, float, int, node, tensor, value } from "../formats/onnx/models.ts";
import { damage, outcomeOf } from "./damage.ts";

const SEEDS: readonly Uint8Array[] = [
  writeModel({ network: denseNetwork([1, 3, 2, 1], 1), record: EXP_RECORD }, "1.2.3"),
  file(),
  file({
    node: [
      node("Constant", [], ["c"], { attribute: [{ name: "value_floats", type: 6, floats: [1, 2] }] }),
      node("Add", ["x", "c"], ["a"]),
      node("Dropout", ["a", "", "t"], ["d", "mask"]),
      node("Flatten", ["d"], ["y"], { attribute: [int("axis", -1)] }),
    ],
    initializer: [{ name: "t", dims: [1n], dataType: 7, int64Data: [Uint8Array.of(0)] }],
    output: [value("y", ["N", 2])],
  }),
];
const seeds = fc.constantFrom(...SEEDS);

/** Mostly the one, now and then the other. */
function rarely<Value>(usual: fc.Arbitrary<Value>, strange: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ arbitrary: usual, weight: 15 }, { arbitrary: strange, weight: 1 });
}

const strangeName = fc.constantFrom("x", "W", "", "__proto__", "constructor", "\u202e\n\0");
const strangeNumber = fc.constantFrom(0n, 1n, 2n, 3n, -1n, 2n ** 31n, 2n ** 63n - 1n, -(2n ** 63n));
const strangeDims = fc.array(strangeNumber, { maxLength: 4 });
const strangeTensor: fc.Arbitrary<TensorParts> = fc.record({
  name: strangeName,
  dims: rarely(fc.constant([3n]), strangeDims),
  dataType: fc.constantFrom(1, 1, 6, 7, 8, 3, 9, 11, -1),
  rawData: fc.uint8Array({ maxLength: 24 }),
  int32Data: fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 1 }),
});
const strangeAttribute: fc.Arbitrary<AttributeParts> = fc.record({
  name: fc.constantFrom("alpha", "axis", "transA", "value", "value_ints", "value_floats", "__proto__"),
  type: fc.constantFrom(0, 1, 2, 4, 6, 7, 99, -1),
  f: fc.float(),
  i: strangeNumber,
  t: strangeTensor,
  floats: fc.array(fc.float(), { maxLength: 3 }),
});
const strangeType = fc.constantFrom("Constant", "Conv", "toString", "", "Gemm", "Add");

/** An operator with its inputs after the first one and its attributes. */
const steps = fc.constantFrom<(readonly [string, readonly string[], readonly AttributeParts[]])[]>(
  ["Add", ["b"], []],
  ["MatMul", ["W"], []],
  ["Gemm", ["W", "b"], [int("transB", 1)]],
  ["LeakyRelu", [], [float("alpha", 0.5)]],
  ["Flatten", [], [int("axis", 1)]],
  ["Dropout", [], []],
  ["Relu", [], []],
).chain(([operator, others, attributes]) =>
  fc.record({
    operator: rarely(fc.constant(operator), strangeType),
    others: rarely(fc.constant(others), fc.array(strangeName, { maxLength: 3 })),
    attribute: rarely(fc.constant(attributes), fc.array(strangeAttribute, { minLength: 1, maxLength: 2 })),
    output: rarely(fc.constant(undefined), strangeName),
  }),
);

/** Well-formed files in which names, types and sizes are mostly right and now and then absurd. */
const strangeGraphs = fc
  .record({
    chain: fc.array(steps, { minLength: 1, maxLength: 5 }),
    input: rarely(fc.constant(value("x", [1, 3])), fc.tuple(strangeDims, fc.constantFrom(0, 1, 7, 8, 99)).map(([dims, type]) => value("x", dims.map(Number).filter(Number.isSafeInteger), type))),
    output: rarely(fc.constant(undefined), strangeName),
    initializer: rarely<readonly TensorParts[]>(fc.constant([tensor("W", [3, 3]), tensor("b", [3])]), fc.array(strangeTensor, { maxLength: 3 })),
  })
  .map(({ chain, input, output, initializer }): GraphParts => {
    const nodes = chain.map(({ operator, others, output: strange, attribute }, position) =>
      node(operator, [position === 0 ? "x" : `h${position - 1}`, ...others], [strange ?? `h${position}`], { attribute: [...attribute] }),
    );
    return { node: nodes, input: [input], initializer: [...initializer], output: [{ name: output ?? `h${chain.length - 1}` }] };
  });

describe("readModel", () => {
  test("of the undamaged files", () => {
    expect(SEEDS.map((seed) => outcomeOf(seed))).toEqual(["read", "read", "read"]);
  });

  test("of a file cut off anywhere", () => {
    for (const seed of SEEDS) {
      // A file cut off between its parts may be whole without the rest, such as the training record.
      const outcomes = Array.from({ length: seed.length }, (_, length) => outcomeOf(seed.subarray(0, length)));
      expect(outcomes.slice(0, seed.length / 2)).not.toContain("read");
      expect(outcomes.filter((outcome) => outcome === "refused").length).toBeGreaterThan(seed.length / 2);
    }
  });

  test("of a file with one byte changed anywhere, in each bit", () => {
    const seed = SEEDS[1];
    const counts = { read: 0, refused: 0 };
    for (let position = 0; position < seed.length; position++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = seed.slice();
        changed[position] ^= 1 << bit;
        counts[outcomeOf(changed)]++;
      }
    }
    // Numbers of parameters may change unnoticed; hardly anything else may.
    expect(counts.refused).toBeGreaterThan(counts.read);
    expect(counts.read).toBeGreaterThan(0);
  });

  test("of files damaged in several ways", () => {
    fc.assert(
      fc.property(seeds, fc.array(damage, { minLength: 1, maxLength: 4 }), (seed, damages) => {
        outcomeOf(damages.reduce((bytes, one) => one(bytes), seed));
      }),
      { numRuns: 3000 },
    );
  });

  test("of random bytes, alone and after the beginning of a model", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom([], [0x08, 0x08], [0x08, 0x08, 0x3a]), (bytes, beginning) => {
        outcomeOf(Uint8Array.from([...beginning, ...bytes]));
      }),
      { numRuns: 1000 },
    );
  });

  test("of models that mean little", () => {
    const outcomes = { read: 0, refused: 0 };
    fc.assert(
      fc.property(strangeGraphs, (changes) => {
        outcomes[outcomeOf(file(changes))]++;
      }),
      { numRuns: 2000 },
    );
    expect(outcomes.read).toBeGreaterThan(200);
    expect(outcomes.refused).toBeGreaterThan(200);
  });
});
