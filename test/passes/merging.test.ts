// Passes that compute once what is written several times, or without an array: shown in the printed form.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Network } from "../../src/network/network.ts";
import { add } from "../../src/network/ops/add.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { reduceSum } from "../../src/network/ops/reduce-sum.ts";
import { topK, topKPositions } from "../../src/network/ops/top-k.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { mergeEqualOperations } from "../../src/passes/merge-equal-operations.ts";
import { mergeSquareAndSum } from "../../src/passes/merge-square-and-sum.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { lines, sketch, withoutUnused } from "./sketch.ts";

describe("mergeEqualOperations", () => {
  test("what is the same is computed once, and what differs in an attribute or an argument is not", () => {
    const network = sketch((s) => {
      const x = s.input();
      const [one, other, third] = [0.5, 0.5, 0.25].map((slope) => s.apply(leakyRelu, [x], "h", { slope }));
      return [s.apply(add, [one, other], "y"), s.apply(add, [other, one], "z"), s.apply(add, [third, one], "w")];
    });
    expect(lines(mergeEqualOperations(network))).toEqual([
      "%0 x[1, 2] = input",
      "%1 h[1, 2] = leaky_relu(%0) slope=0.5",
      "%2 h[1, 2] = leaky_relu(%0) slope=0.25",
      "%3 y[1, 2] = add(%1, %1)",
      "%4 w[1, 2] = add(%2, %1)",
      "return %3 y, %3 z, %4 w",
    ]);
  });

  test("both outputs of TopK look for the places once, in one table", () => {
    const network = sketch((s) => {
      const x = s.input("x", [1, 6]);
      return [s.apply(topK, [x], "v", { k: 2 }), s.apply(topKPositions, [x], "i", { k: 2 })];
    });
    const merged = mergeEqualOperations(expandComposites(network));
    expect(merged.values.filter(({ kind }) => kind === "constant").length).toBe(1);
    expect(merged.values.length).toBeLessThan(expandComposites(network).values.length);
  });
});

describe("mergeSquareAndSum", () => {
  const summed = (isOtherUser: boolean): Network =>
    sketch((s) => {
      const x = s.input();
      const square = s.apply(multiply, [x, x], "square");
      const sum = s.apply(reduceSum, [square], "sum", { axes: [1] });
      return isOtherUser ? [sum, square] : [sum];
    });

  test("squares that are summed alone need no array, with every bit", () => {
    const given = expandComposites(summed(false));
    const merged = withoutUnused(mergeSquareAndSum(given));
    expect(lines(merged)).toEqual(["%0 x[1, 2] = input", "%1 sum[1, 1] = reduce_sum_square(%0) axes=[1]", "return %1 sum"]);
    const points = unusualPoints(2, 500);
    expect(evaluate(lower(merged), points)).toEqual(evaluate(lower(given), points));
  });

  test("squares that are read elsewhere stay", () => {
    const given = expandComposites(summed(true));
    expect(lines(mergeSquareAndSum(given))).toEqual(lines(given));
  });
});
