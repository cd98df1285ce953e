// Recurrent layers of which an argument that may be left out is the first value of the network, as no layer of a file has it: written out they are the same.

import { expect, test } from "vitest";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op, ValueId } from "../../src/network/op.ts";
import { gru } from "../../src/network/ops/gru.ts";
import { lstm } from "../../src/network/ops/lstm.ts";
import { rnn } from "../../src/network/ops/rnn.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

const FURTHER: readonly (readonly [string, Op, number, string, number, readonly number[]])[] = [
  ["rnn", rnn, 1, "bias", 0, [1, 6]],
  ["gru", gru, 3, "bias", 0, [1, 18]],
  ["lstm", lstm, 4, "bias", 0, [1, 24]],
  ["lstm", lstm, 4, "peepholes", 4, [1, 9]],
];

/** @param isFirst whether the further argument is the first input, or the last one. */
function layer(op: Op, gates: number, position: number, shape: readonly number[], isFirst: boolean): Network {
  const builder = new NetworkBuilder();
  const further = (): ValueId => builder.input("further", shape, ORIGIN);
  const early = isFirst ? further() : undefined;
  const x = builder.input("x", [4, 1, 2], ORIGIN);
  const random = new RandomGenerator(3);
  const parameter = (name: string, ...of: readonly number[]): ValueId => builder.parameter(name, of, randomValues(of.reduce((one, other) => one * other), random), ORIGIN);
  const weights = [parameter("W", 1, 3 * gates, 2), parameter("R", 1, 3 * gates, 3)];
  return builder.finish([{ name: "y", value: builder.operation(op, [x, ...weights, early ?? further()], { given: [position], hiddenSize: 3 }, "y", ORIGIN) }]);
}

test.each(FURTHER)("%s with the %s of the first input", (_, op, gates, _name, position, shape) => {
  const random = new RandomGenerator(1);
  const [further, x] = [randomValues(shape[1], random), randomValues(8, random)];
  const [first, last] = [true, false].map((isFirst) => interpret(lower(runPasses(layer(op, gates, position, shape, isFirst))), isFirst ? [further, x] : [x, further], 1));
  expect(first).toEqual(last);
});
