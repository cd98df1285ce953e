// What steps that change nothing and neurons without an effect leave behind, and what must stay.

import { describe, expect, test } from "vitest";
import type { Network } from "../../src/network/network.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { divide } from "../../src/network/ops/divide.ts";
import { exp } from "../../src/network/ops/exp.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { subtract } from "../../src/network/ops/subtract.ts";
import { addConstant, divideBy } from "../../src/network/ops/with-constant.ts";
import { printNetwork } from "../../src/network/print-network.ts";
import { keepReachable } from "../../src/network/reachable.ts";
import type { Shape } from "../../src/network/shape.ts";
import { removeDeadNeurons } from "../../src/passes/remove-dead-neurons.ts";
import { removeNeutralSteps } from "../../src/passes/remove-neutral-steps.ts";
import { ORIGIN } from "../fixtures.ts";

const builderOf = (network: NetworkBuilder) => ({
  input: (shape: Shape, scalar: "f32" | "i32" = "f32") => network.input("x", shape, ORIGIN, scalar),
  constant: (data: readonly number[], shape: Shape = [data.length]) => network.parameter("c", shape, Float32Array.from(data), ORIGIN),
  integers: (data: readonly number[]) => network.constant("c", [data.length], "i32", Int32Array.from(data), ORIGIN),
  apply: (op: Op, args: readonly ValueId[], attributes = {}) => network.operation(op, args, attributes, op.name, ORIGIN),
});

type Sketch = ReturnType<typeof builderOf>;

function sketch(draw: (s: Sketch) => ValueId | readonly ValueId[]): Network {
  const builder = new NetworkBuilder();
  const outputs = draw(builderOf(builder));
  return builder.finish(typeof outputs === "number" ? [outputs] : outputs);
}

/** The values without unused ones, and the numbers of constants. */
function shown(network: Network): readonly string[] {
  const { network: used } = keepReachable(network);
  return printNetwork(used).trimEnd().split("\n").slice(0, -1).map((line, id) => {
    const value = used.values[id];
    return value.kind === "parameter" ? `${line} ${[...value.data].join(" ")}` : line;
  });
}

describe("removeNeutralSteps", () => {
  test("removes x − 0, x·1, 1·x, x/1 of numbers and of arrays", () => {
    const network = sketch((s) => {
      const steps: ((x: ValueId) => ValueId)[] = [
        (x) => s.apply(subtract, [x, s.constant([0, 0])]),
        (x) => s.apply(multiply, [x, s.constant([1], [])]),
        (x) => s.apply(multiply, [s.constant([1, 1], [1, 2]), x]),
        (x) => s.apply(divide, [x, s.constant([1])]),
        (x) => s.apply(divideBy, [x], { divisor: 1 }),
      ];
      return s.apply(relu, [steps.reduce((x, step) => step(x), s.input([1, 2]))]);
    });
    expect(shown(removeNeutralSteps(network))).toEqual(["%0 x[1, 2] = input", "%1 relu[1, 2] = relu(%0)"]);
  });

  test("removes x + 0 of integers, and of sums, also behind a view", () => {
    const network = sketch((s) => {
      const whole = s.apply(add, [s.integers([0]), s.input([2], "i32")]);
      const sum = s.apply(gemm, [s.input([1, 2]), s.constant([1, 2], [2, 1])]);
      const flat = s.apply(reshape, [sum], { shape: [1] });
      return [whole, s.apply(relu, [s.apply(add, [s.constant([0]), s.apply(addConstant, [flat], { addend: 0 })])])];
    });
    expect(shown(removeNeutralSteps(network)).filter((line) => line.includes('add'))).toEqual([]);
  });

  test.each<[string, (s: Sketch, x: ValueId) => ValueId]>([
    ["x + 0, for −0 + 0 is +0", (s, x) => s.apply(add, [x, s.constant([0, 0])])],
    ["the same by an attribute", (s, x) => s.apply(addConstant, [x], { addend: 0 })],
    ["x + 0 of a scaled sum, which may be −0", (s, x) => {
      const scaled = s.apply(gemm, [x, s.constant([1, 1], [2, 1])], { alpha: -1 });
      return s.apply(add, [scaled, s.constant([0])]);
    }],
    ["0 − x", (s, x) => s.apply(subtract, [s.constant([0]), x])],
    ["1/x", (s, x) => s.apply(divide, [s.constant([1]), x])],
    ["ones and another number", (s, x) => s.apply(multiply, [x, s.constant([1, 2])])],
    ["zeros that repeat x", (s, x) => s.apply(subtract, [x, s.constant([0, 0], [2, 1])])],
    ["zeros that add an axis", (s, x) => s.apply(subtract, [x, s.constant([0], [1, 1, 1])])],
  ])("leaves %s", (_, draw) => {
    const network = sketch((s) => draw(s, s.input([1, 2])));
    expect(shown(removeNeutralSteps(network))).toEqual(shown(network));
  });
});

describe("removeDeadNeurons", () => {
  /** 2 → 3 → 2 with these weights, outputs × inputs, and an activation between. */
  const layers = (s: Sketch, first: readonly number[], second: readonly number[], activation: (h: ValueId) => ValueId): ValueId => {
    const h = s.apply(gemm, [s.input([1, 2]), s.constant(first, [3, 2]), s.constant([5, -6, 7])], { transposeB: 1 });
    return s.apply(gemm, [activation(h), s.constant(second, [2, 3]), s.constant([100, 200])], { transposeB: 1 });
  };
  const halved = (s: Sketch) => (h: ValueId) => s.apply(leakyRelu, [h], { slope: 0.5 });

  test("removes a neuron whose outgoing weights are 0, and one whose incoming weights are: its value goes into the bias", () => {
    const network = sketch((s) => layers(s, [1, 2, 0, 0, 3, 4], [0, 10, 1, 0, 20, 2], halved(s)));
    expect(shown(removeDeadNeurons(network))).toEqual([
      "%0 x[1, 2] = input",
      "%1 c[1, 2] = parameter 3 4",
      "%2 c[1] = parameter 7",
      "%3 gemm[1, 1] = gemm(%0, %1, %2) transposeB=1",
      "%4 leaky_relu[1, 1] = leaky_relu(%3) slope=0.5",
      "%5 c[2, 1] = parameter 1 2",
      "%6 c[2] = parameter 70 140",
      "%7 gemm[1, 2] = gemm(%4, %5, %6) transposeB=1",
    ]);
  });

  test("leaves one neuron where all are dead", () => {
    const network = sketch((s) => layers(s, [1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0], halved(s)));
    expect(shown(removeDeadNeurons(network)).filter((line) => line.includes(' c['))).toEqual([
      "%1 c[1, 2] = parameter 1 2",
      "%2 c[1] = parameter 5",
      "%5 c[2, 1] = parameter 0 0",
      "%6 c[2] = parameter 100 200",
    ]);
  });

  test("removes what has had an effect on dead neurons alone", () => {
    const network = sketch((s) => {
      const h = layers(s, [1, 2, 3, 4, 5, 6], [1, 0, 0, 0, 1, 1], halved(s));
      return s.apply(gemm, [s.apply(relu, [h]), s.constant([0, 1], [2, 1])]);
    });
    const removed = shown(removeDeadNeurons(network));
    expect(removed[0]).toBe("%0 x[1, 2] = input");
    expect(removed.filter((line) => line.includes(' gemm['))).toEqual([
      "%3 gemm[1, 2] = gemm(%0, %1, %2) transposeB=1",
      "%7 gemm[1, 1] = gemm(%4, %5, %6) transposeB=1",
      "%10 gemm[1, 1] = gemm(%8, %9)",
    ]);
  });

  test.each<[string, (s: Sketch) => ValueId | readonly ValueId[]]>([
    ["neurons that have an effect", (s) => layers(s, [1, 2, 0, 4, 5, 6], [0, 1, 2, 3, 0, 5], halved(s))],
    ["a constant that is not finite", (s) => {
      const grown = (h: ValueId): ValueId => s.apply(exp, [s.apply(multiply, [h, s.constant([1000], [])])]);
      return layers(s, [1, 2, 3, 4, 0, 0], [1, 1, 1, 1, 1, 1], grown);
    }],
    ["neurons that are treated apart", (s) => {
      const apart = (h: ValueId): ValueId => s.apply(multiply, [h, s.constant([1, 2, 3])]);
      return layers(s, [1, 2, 3, 4, 0, 0], [1, 1, 1, 1, 1, 1], apart);
    }],
    ["neurons whose values are an output", (s) => {
      let between = 0;
      const y = layers(s, [1, 2, 3, 4, 0, 0], [1, 1, 1, 1, 1, 1], (h) => (between = s.apply(relu, [h])));
      return [y, between];
    }],
  ])("leaves %s", (_, draw) => {
    const network = sketch(draw);
    expect(shown(removeDeadNeurons(network))).toEqual(shown(network));
  });
});
