// Steps that stand behind a transposition: where they are computed, and what stays as it is.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Network } from "../../src/network/network.ts";
import { add } from "../../src/network/ops/add.ts";
import { conv } from "../../src/network/ops/conv.ts";
import { maxPool } from "../../src/network/ops/max-pool.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { transpose } from "../../src/network/ops/transpose.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { moveTransposesAfterSteps } from "../../src/passes/move-transposes-after-steps.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { lines, sketch, withoutUnused, type Sketch } from "./sketch.ts";

const moved = (network: Network): Network => withoutUnused(moveTransposesAfterSteps(network));
const computed = (s: Sketch) => s.apply(relu, [s.input("x", [2, 3, 4])], "h");

describe("moveTransposesAfterSteps", () => {
  test("computes steps before the transposition, with constants turned the other way", () => {
    const network = sketch((s) => {
      const turned = s.apply(transpose, [computed(s)], "t", { perm: [2, 0, 1] });
      return [s.apply(multiply, [s.apply(add, [turned, s.parameter("b", [2, 1])], "sum"), s.parameter("c", [])], "y")];
    });
    expect(lines(moved(network))).toEqual([
      "%0 x[2, 3, 4] = input",
      "%1 h[2, 3, 4] = relu(%0)",
      "%2 b[2, 1] = parameter",
      "%3 b[1, 2, 1] = reshape(%2) shape=[1, 2, 1]",
      "%4 b[2, 1, 1] = transpose(%3) perm=[1, 2, 0]",
      "%5 sum[2, 3, 4] = add(%1, %4)",
      "%6 c[] = parameter",
      "%7 y[2, 3, 4] = multiply(%5, %6)",
      "%8 y[4, 2, 3] = transpose(%7) perm=[2, 0, 1]",
      "return %8 y",
    ]);
    const points = unusualPoints(24, 40);
    expect([...evaluate(lower(moved(network)), points)]).toEqual([...evaluate(lower(network), points)]);
  });

  test("two in a row are one, or none", () => {
    const network = sketch((s) => {
      const turned = s.apply(transpose, [s.input("x", [2, 3, 4])], "t", { perm: [2, 0, 1] });
      return [s.apply(transpose, [turned], "back", { perm: [1, 2, 0] }), s.apply(transpose, [turned], "reversed")];
    });
    expect(lines(moved(network))).toEqual([
      "%0 x[2, 3, 4] = input",
      "%1 reversed[3, 2, 4] = transpose(%0) perm=[1, 0, 2]",
      "return %0 back, %1 reversed",
    ]);
  });

  test("goes on from one convolution to the next without a transposition between them", () => {
    const network = sketch((s) => {
      const first = s.apply(conv, [s.input("x", [1, 2, 5, 4]), s.parameter("w", [3, 2, 2, 2]), s.parameter("b", [3])], "first");
      return [s.apply(maxPool, [s.apply(relu, [first])], "last", { kernel_shape: [2, 2] })];
    });
    const kinds = moved(expandComposites(network)).values.flatMap((value) => (value.kind === "operation" ? [value.op.name] : []));
    expect(kinds).toEqual(["transpose", "convolve", "relu", "window_maximum", "transpose"]);
  });

  test.each<[string, (s: Sketch) => readonly number[]]>([
    ["steps on what is seen in two orders", (s) => {
      const one = s.apply(transpose, [computed(s)], "t", { perm: [2, 0, 1] });
      const other = s.apply(transpose, [s.apply(relu, [s.input("y", [3, 4, 2])], "g")], "u", { perm: [1, 2, 0] });
      return [s.apply(add, [one, other], "sum")];
    }],
    ["steps behind a transposed input", (s) => [s.apply(relu, [s.apply(transpose, [s.input()], "t", { perm: [1, 0] })], "y")]],
    ["a step with what nothing transposes", (s) => {
      const turned = s.apply(transpose, [computed(s)], "t", { perm: [2, 0, 1] });
      return [s.apply(add, [turned, s.input("y", [4, 2, 3])], "sum")];
    }],
  ])("leaves %s as they are", (_, draw) => {
    const network = sketch(draw);
    expect(lines(moved(network))).toEqual(lines(network));
  });
});
