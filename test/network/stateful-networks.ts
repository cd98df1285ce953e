// Networks whose states are inputs and outputs, as tools export them, with the pairs that these make. Each has something of its own that can go
// wrong where states change: a cell, states that change places, a queue that moves, a state that is given and one that stays as it is, rows that others could be written over.

import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { ValueId } from "../../src/network/op.ts";
import { add } from "../../src/network/ops/add.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { matmul } from "../../src/network/ops/matmul.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { reduceSum } from "../../src/network/ops/reduce-sum.ts";
import { reshape } from "../../src/network/ops/reshape.ts";
import { slice } from "../../src/network/ops/slice.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { transpose } from "../../src/network/ops/transpose.ts";
import type { StatePair } from "../../src/network/pair-states.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

export interface OpenNetwork {
  readonly name: string;
  /** Whose inputs are the states first, in the order of the pairs, and whose outputs end with what they hold next. */
  readonly network: Network;
  readonly pairs: readonly StatePair[];
}

/** h' = tanh(x·W + h·U + b), y = h'·V. */
export function cell(): OpenNetwork {
  const random = new RandomGenerator(5);
  const builder = new NetworkBuilder();
  const h = builder.input("h", [1, 6], ORIGIN);
  const x = builder.input("x", [1, 3], ORIGIN);
  const parameter = (name: string, rows: number, columns: number): ValueId => builder.parameter(name, [rows, columns], randomValues(rows * columns, random), ORIGIN);
  const fromInput = builder.operation(matmul, [x, parameter("W", 3, 6)], {}, "wx", ORIGIN);
  const fromState = builder.operation(matmul, [h, parameter("U", 6, 6)], {}, "uh", ORIGIN);
  const sum = builder.operation(add, [builder.operation(add, [fromInput, fromState], {}, "sum", ORIGIN), parameter("b", 1, 6)], {}, "biased", ORIGIN);
  const next = builder.operation(tanh, [sum], {}, "h_out", ORIGIN);
  const y = builder.operation(matmul, [next, parameter("V", 6, 2)], {}, "y", ORIGIN);
  return { name: "cell", network: builder.finish([{ name: "y", value: y }, { name: "h_out", value: next }]), pairs: [{ input: "h", output: "h_out" }] };
}

/** Three states take each other's place, one of them transposed; what is returned is the first of all elements as they were. */
function exchange(): OpenNetwork {
  const builder = new NetworkBuilder();
  const [a, b, c] = ["a", "b", "c"].map((name) => builder.input(name, [2, 2], ORIGIN));
  const x = builder.input("x", [1], ORIGIN);
  const turned = builder.operation(transpose, [a], { perm: [1, 0] }, "b_next", ORIGIN);
  const grown = builder.operation(add, [c, x], {}, "a_next", ORIGIN);
  const first = builder.operation(slice, [b], { starts: [0, 1], ends: [1, 2] }, "corner", ORIGIN);
  const y = builder.operation(reshape, [first], { shape: [1] }, "y", ORIGIN);
  const outputs = [{ name: "y", value: y }, { name: "a_next", value: grown }, { name: "b_next", value: turned }, { name: "c_next", value: b }];
  return { name: "exchange", network: builder.finish(outputs), pairs: ["a", "b", "c"].map((input) => ({ input, output: `${input}_next` })) };
}

/** The last four numbers in a queue, with their sum, and a state that no call changes. */
function queue(): OpenNetwork {
  const builder = new NetworkBuilder();
  const last = builder.input("last", [4], ORIGIN);
  const same = builder.input("same", [4], ORIGIN);
  const x = builder.input("x", [1], ORIGIN);
  const rest = builder.operation(slice, [last], { starts: [1], ends: [4] }, "rest", ORIGIN);
  const moved = builder.operation(concat, [rest, x], { axis: 0 }, "moved", ORIGIN);
  const weighed = builder.operation(multiply, [moved, builder.operation(add, [same, moved], {}, "both", ORIGIN)], {}, "weighed", ORIGIN);
  const y = builder.operation(reduceSum, [weighed], { axes: [0], keepdims: 0 }, "sum", ORIGIN);
  const outputs = [{ name: "y", value: y }, { name: "seen", value: last }, { name: "moved", value: moved }, { name: "kept", value: same }];
  return { name: "queue", network: builder.finish(outputs), pairs: [{ input: "last", output: "moved" }, { input: "same", output: "kept" }] };
}

/** Rows that are remembered as they are added up, while others are made of them and the rows that were there are read once more. */
function rows(): OpenNetwork {
  const builder = new NetworkBuilder();
  const h = builder.input("h", [20, 3], ORIGIN);
  const x = builder.input("x", [20, 3], ORIGIN);
  const sum = builder.operation(add, [h, x], {}, "sum", ORIGIN);
  const bent = builder.operation(tanh, [sum], {}, "bent", ORIGIN);
  const product = builder.operation(multiply, [builder.operation(reduceSum, [bent], { axes: [0] }, "total", ORIGIN), bent], {}, "product", ORIGIN);
  const y = builder.operation(add, [product, builder.operation(reduceSum, [h], { axes: [0] }, "before", ORIGIN)], {}, "y", ORIGIN);
  return { name: "rows", network: builder.finish([{ name: "y", value: y }, { name: "h_out", value: sum }]), pairs: [{ input: "h", output: "h_out" }] };
}

export const OPEN_NETWORKS: readonly OpenNetwork[] = [cell(), exchange(), queue(), rows()];
