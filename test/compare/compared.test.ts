// What changed between two networks: operations and arrays that are counted by hand, and of results that nothing larger is found by trying.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { commonDomain } from "../../src/compare/common-domain.ts";
import { comparedOperations } from "../../src/compare/compared-operations.ts";
import { comparedParameters } from "../../src/compare/compared-parameters.ts";
import { comparedAtSamples, comparedOverDomain } from "../../src/compare/compared-results.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { divide } from "../../src/network/ops/divide.ts";
import type { Program } from "../../src/program/program.ts";
import { interpret } from "../../src/program/interpret.ts";
import { USUAL_EFFORT } from "../../src/verify/seek/effort.ts";
import { denseNetwork, EXP_RECORD, ORIGIN } from "../fixtures.ts";

const program = (widths: readonly number[], seed: number): Program => lower(denseNetwork(widths, seed));

describe("results", () => {
  const at = (of: Program, x: number): number => interpret(of, [Float32Array.of(x)], 1)[0][0];

  test("no input that is tried has a larger difference, and the one that is told has it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (one, other) => {
        const [first, second] = [program([1, 4, 1], one), program([1, 3, 1], other)];
        const { distance } = comparedOverDomain([first, second], [{ name: "x", low: -1, high: 2 }], USUAL_EFFORT, false);
        const [where] = distance.at;
        expect(Math.abs(at(second, where) - at(first, where))).toBe(distance.maximum);
        for (let x = -1; x <= 2; x += 3 / 256) expect(Math.abs(at(second, x) - at(first, x))).toBeLessThanOrEqual(distance.maximum);
      }),
      { numRuns: 10 },
    );
  });

  test("infinities and NaN that both have are no difference", () => {
    const inverse = (): Program => {
      const builder = new NetworkBuilder();
      const x = builder.input("x", [1], ORIGIN);
      const one = builder.parameter("one", [1], Float32Array.of(1), ORIGIN);
      return lower(builder.finish([builder.operation(divide, [one, x], {}, "y", ORIGIN)]));
    };
    const domain = [{ name: "x", low: -1, high: 1 }];
    const { distance, differing, first } = comparedOverDomain([inverse(), inverse()], domain, USUAL_EFFORT, false);
    expect([distance.maximum, distance.rootMeanSquare, differing, first]).toEqual([0, 0, 0, undefined]);
  });

  test("at samples each program takes its own, and the class of a NaN is another one than that of a number", () => {
    const points = { width: 1, count: 3, values: Float32Array.of(0, 0.5, NaN) };
    const [one, other] = [program([1, 2], 1), program([1, 2], 2)];
    const { distance, inputs, differing, classes } = comparedAtSamples([one, other], [points, { ...points, values: Float32Array.of(0, 0.5, 1) }], true);
    expect([distance.maximum, distance.at, inputs, differing]).toEqual([Infinity, [NaN], 3, 3]);
    expect(classes?.first?.told[0] === classes?.first?.told[1]).toBe(false);
    expect(distance.byOutput).toEqual([Infinity, Infinity]);
  });
});

describe("networks", () => {
  test("operations that one of them has are counted", () => {
    expect(comparedOperations(denseNetwork([1, 4, 1], 1), denseNetwork([1, 4, 4, 1], 1))).toEqual([
      { op: "gemm", counts: [2, 3] },
      { op: "leaky_relu", counts: [2, 3] },
    ]);
  });

  test("arrays are told by name and shape, their elements by bits", () => {
    const [one, other] = [denseNetwork([1, 2, 1], 1), denseNetwork([1, 2, 1], 1)];
    const changed = { ...other, values: other.values.map((value) => (value.kind === "parameter" && value.name === "l1.W" ? { ...value, data: value.data.map((x) => x + 0.5) } : value)) };
    const [first, ...rest] = comparedParameters(one, changed);
    expect(first).toMatchObject({ name: "W1", shapes: [[2, 1], [2, 1]], change: { elements: 2, changed: 2 } });
    expect(first.change?.largest).toBeCloseTo(0.5, 6);
    expect(first.change?.rootMeanSquare).toBeCloseTo(0.5, 6);
    expect(rest.map(({ name, change }) => [name, change?.changed, change?.largest])).toEqual([["b1", 0, 0], ["W2", 0, 0], ["b2", 0, 0]]);
    expect(comparedParameters(one, denseNetwork([1, 3], 1))).toEqual([
      { name: "W1", shapes: [[2, 1], [3, 1]], change: undefined },
      { name: "b1", shapes: [[2], [3]], change: undefined },
      { name: "W2", shapes: [[1, 2], undefined], change: undefined },
      { name: "b2", shapes: [[1], undefined], change: undefined },
    ]);
  });

  test("domains are what is said, else what both have", () => {
    const wider = { ...EXP_RECORD, domain: [{ name: "t", low: 0.5, high: 3 }] };
    expect(commonDomain([{ name: "x", low: 5, high: 6 }], [EXP_RECORD, wider], [])).toEqual([{ name: "x", low: 5, high: 6 }]);
    expect(commonDomain([], [EXP_RECORD, wider], [])).toEqual([{ name: "x", low: 0.5, high: 1 }]);
    expect(commonDomain([], [undefined, wider], [])).toEqual(wider.domain);
    expect(commonDomain([], [{ ...EXP_RECORD, domain: [{ name: "x", low: 0, high: 0.5 }] }, wider], [])).toBe("their domains of x have nothing in common");
    expect(commonDomain([], [undefined, undefined], [])).toBe("neither model records a domain");
    expect(commonDomain([], [undefined, undefined], wider.domain)).toEqual(wider.domain);
  });
});
