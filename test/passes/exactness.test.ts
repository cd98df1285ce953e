// Every pass keeps what its row of the table says: the bits of every output, or the result in real arithmetic.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Named, Network } from "../../src/network/network.ts";
import { valueOf } from "../../src/network/network.ts";
import { elementCount } from "../../src/network/shape.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { add } from "../../src/network/ops/add.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { mergeMatmulAndAdd } from "../../src/passes/merge-matmul-and-add.ts";
import { PASSES, runPasses, type Pass } from "../../src/passes/index.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import type { Points } from "../../src/verify/points.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";
import { evaluateNaively } from "../network/naive.ts";
import { randomNetwork } from "./random-network.ts";

function widthOf(network: Network): number {
  return network.inputs.reduce((sum, { value }) => sum + elementCount(valueOf(network, value).shape), 0);
}

/** All outputs at all points, by the program. */
function results(network: Network, points: Points): readonly number[] {
  return [...evaluate(lower(network), points)];
}

function shapes(network: Network): unknown {
  const shapesOf = (ends: readonly Named[]) => ends.map(({ value }) => valueOf(network, value).shape);
  return [shapesOf(network.inputs), shapesOf(network.outputs)];
}

/** What each pass is given: the network as all passes before it left it. */
function before(pass: (typeof PASSES)[number], network: Network): Network {
  return PASSES.slice(0, PASSES.indexOf(pass)).reduce((current, { run }) => run(current), network);
}

describe.each(PASSES.map((pass) => [pass.name, pass] as const))("%s", (_, pass) => {
  test(pass.exactness === "bit" ? "keeps every bit" : "keeps the result in real arithmetic", () => {
    const isExact = pass.exactness === "bit";
    fc.assert(
      fc.property(randomNetwork(!isExact), fc.boolean(), (network, isFirst) => {
        const given = isFirst ? network : before(pass, network);
        const after = pass.run(given);
        expect(shapes(after)).toEqual(shapes(given));
        const width = widthOf(given);
        if (isExact) {
          const points = unusualPoints(width, 60);
          expect(results(after, points)).toEqual(results(given, points));
        } else {
          // Small integers: nothing is rounded, so that equal in real arithmetic is equal; but zeros may change sign.
          const random = new RandomGenerator(1);
          const values = Float32Array.from({ length: 20 * width }, () => Math.floor(7 * random.uniform()) - 3);
          const points = { width, count: 20, values };
          expect(results(after, points).map((value) => value + 0)).toEqual(results(given, points).map((value) => value + 0));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("gives the same network again when run twice", () => {
    fc.assert(
      fc.property(randomNetwork(false), (network) => {
        const once = pass.run(before(pass, network));
        expect(lower(pass.run(once))).toEqual(lower(once));
      }),
      { numRuns: 50 },
    );
  });

  test("leaves the network it is given as it is", () => {
    fc.assert(
      fc.property(randomNetwork(false), (network) => {
        const text = JSON.stringify(network);
        pass.run(network);
        expect(JSON.stringify(network)).toBe(text);
      }),
      { numRuns: 20 },
    );
  });
});

test("merging moves a sum by no more than the roundings of its terms", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(1e6), (inner, seed) => {
      const random = new RandomGenerator(seed);
      const builder = new NetworkBuilder();
      const x = builder.input("x", [1, inner], ORIGIN);
      const weights = randomValues(inner * 3, random);
      const bias = randomValues(3, random);
      const product = builder.operation(matmul, [x, builder.parameter("W", [inner, 3], weights, ORIGIN)], {}, "p", ORIGIN);
      const network = builder.finish([builder.operation(add, [product, builder.parameter("b", [3], bias, ORIGIN)], {}, "y", ORIGIN)]);
      const values = randomValues(inner, random);
      const points = { width: inner, count: 1, values };
      const merged = results(mergeMatmulAndAdd(network), points);
      const [exact] = evaluateNaively(network, [values], (value) => value);
      merged.forEach((value, j) => {
        let magnitude = Math.abs(bias[j]);
        for (let k = 0; k < inner; k++) magnitude += Math.abs(values[k] * weights[k * 3 + j]);
        // Higham, Accuracy and Stability of Numerical Algorithms (2002), §3.1: n + 1 roundings of 2^-24 each.
        expect(Math.abs(value - exact.data[j])).toBeLessThanOrEqual((inner + 1.01) * 2 ** -24 * magnitude);
      });
    }),
  );
});

test("all passes together keep the result in real arithmetic, and are observed one by one", () => {
  fc.assert(
    fc.property(randomNetwork(true), (network) => {
      const seen: Network[] = [];
      const names: string[] = [];
      const last = runPasses(network, (pass, current) => {
        names.push(pass.name);
        seen.push(current);
      });
      expect(names).toEqual(PASSES.map(({ name }) => name));
      expect(seen.at(-1)).toBe(last);
      const width = widthOf(network);
      const points = { width, count: 3, values: Float32Array.from({ length: 3 * width }, (_, i) => (i % 5) - 2) };
      expect(results(last, points).map((value) => value + 0)).toEqual(results(network, points).map((value) => value + 0));
    }),
    { numRuns: 50 },
  );
});

describe("the order of the passes", () => {
  test("every pass stands after those it must follow", () => {
    expect(outOfOrder(PASSES)).toEqual([]);
  });

  test.each(PASSES.filter(({ after }) => after.length > 0).map((pass) => [pass.name, pass] as const))("%s moved to the front is out of order", (name, pass) => {
    const moved = [pass, ...PASSES.filter((other) => other !== pass)];
    expect(outOfOrder(moved)).toEqual(pass.after.map((before) => `${name} stands before ${before}`));
  });
});

/** One sentence for each pass that stands before one it must follow, or that must follow one that does not exist. */
function outOfOrder(passes: readonly Pass[]): readonly string[] {
  const names = passes.map(({ name }) => name);
  return passes.flatMap(({ name, after }, place) => after.filter((before) => !names.slice(0, place).includes(before)).map((before) => `${name} stands before ${before}`));
}
