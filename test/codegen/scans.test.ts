// Recurrent layers as they are lowered: which results are kept, where what is remembered is computed, and what a pass makes of a step.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { checkNetwork } from "../../src/network/check-network.ts";
import { costOf, describeArchitecture } from "../../src/network/describe.ts";
import { networkDigest } from "../../src/network/digest.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op } from "../../src/network/op.ts";
import { gruHidden } from "../../src/network/ops/gru.ts";
import { lstm, lstmCell, lstmHidden } from "../../src/network/ops/lstm.ts";
import { printNetwork } from "../../src/network/print-network.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import type { Program } from "../../src/program/program.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

const [STEPS, INPUTS, HIDDEN] = [6, 3, 4];

/** Some results of one layer with constant weights. */
function layer(ops: readonly Op[], gates: number, steps = STEPS): Network {
  const builder = new NetworkBuilder();
  const random = new RandomGenerator(1);
  const x = builder.input("x", [steps, 1, INPUTS], ORIGIN);
  const shapes = [[1, gates * HIDDEN, INPUTS], [1, gates * HIDDEN, HIDDEN], [1, 2 * gates * HIDDEN]];
  const constants = shapes.map((shape, position) => {
    return builder.parameter(["W", "R", "B"][position], shape, randomValues(shape.reduce((product, extent) => product * extent, 1), random), ORIGIN);
  });
  return builder.finish(ops.map((op) => builder.operation(op, [x, ...constants], { given: [0] }, op.name, ORIGIN)));
}

function scratchOf({ buffers }: Program): readonly (readonly [string, number])[] {
  return buffers.flatMap((buffer) => (buffer.role === "scratch" ? [[buffer.name, buffer.size] as const] : []));
}

describe("passes", () => {
  test("the outputs of one node are results of one scan", () => {
    const network = runPasses(layer([lstm, lstmHidden, lstmCell], 4));
    checkNetwork(network, "the test");
    expect(describeArchitecture(network)).toBe("lstm_scan of 6 steps");
  });

  test("what nothing reads is not kept, and weights are constants of the step", () => {
    expect(printNetwork(runPasses(layer([lstmHidden], 4, 2)))).toBe(`\
%0 x[2, 1, 3] = input
%1 h0[1, 4] = lstm_scan(%0) for 2 steps, 2 remembered, read forwards
  %0 h[1, 4] = input
  %1 c[1, 4] = input
  %2 x[1, 3] = input
  %3 W[16, 3] = parameter
  %4 R[16, 4] = parameter
  %5 b[16] = parameter
  %6 gates[1, 16] = gemm(%2, %3) transposeB=1
  %7 gates[1, 16] = gemm(%0, %4, %6) transposeB=1
  %8 sum[1, 4] = slice(%7) starts=[0] ends=[4] axes=[1]
  %9 b[4] = slice(%5) starts=[0] ends=[4] axes=[0]
  %10 sum[1, 4] = add(%8, %9)
  %11 input[1, 4] = sigmoid(%10)
  %12 sum[1, 4] = slice(%7) starts=[8] ends=[12] axes=[1]
  %13 b[4] = slice(%5) starts=[8] ends=[12] axes=[0]
  %14 sum[1, 4] = add(%12, %13)
  %15 forget[1, 4] = sigmoid(%14)
  %16 sum[1, 4] = slice(%7) starts=[12] ends=[16] axes=[1]
  %17 b[4] = slice(%5) starts=[12] ends=[16] axes=[0]
  %18 sum[1, 4] = add(%16, %17)
  %19 candidate[1, 4] = tanh(%18)
  %20 kept[1, 4] = multiply(%15, %1)
  %21 added[1, 4] = multiply(%11, %19)
  %22 c[1, 4] = add(%20, %21)
  %23 sum[1, 4] = slice(%7) starts=[4] ends=[8] axes=[1]
  %24 b[4] = slice(%5) starts=[4] ends=[8] axes=[0]
  %25 sum[1, 4] = add(%23, %24)
  %26 output[1, 4] = sigmoid(%25)
  %27 squashed[1, 4] = tanh(%22)
  %28 h[1, 4] = multiply(%26, %27)
  return %28 h, %22 c
%2 lstm_hidden[1, 1, 4] = reshape(%1) shape=[1, 1, 4]
return %2 lstm_hidden
`);
  });
});

describe("working memory", () => {
  test("an LSTM remembers in place, and the sequence goes where it belongs", () => {
    expect(scratchOf(lower(runPasses(layer([lstm], 4))))).toEqual([["h", HIDDEN], ["c", HIDDEN], ["gates", 4 * HIDDEN], ["gates", 4 * HIDDEN]]);
  });

  test("a GRU of which the last result is asked for keeps no sequence", () => {
    const sizes = scratchOf(lower(runPasses(layer([gruHidden], 3)))).map(([, size]) => size);
    expect(Math.max(...sizes)).toBe(3 * HIDDEN);
  });
});

test("a scan costs its step as often as it has steps", () => {
  expect(costOf(runPasses(layer([lstm], 4)))).toEqual({
    multiplyAdds: STEPS * 4 * HIDDEN * (INPUTS + HIDDEN),
    parameters: 4 * HIDDEN * (INPUTS + HIDDEN + 1),
    parameterBytes: 4 * 4 * HIDDEN * (INPUTS + HIDDEN + 1),
  });
});

test("the digest tells scans of different steps apart", () => {
  const digests = [layer([lstm], 4), layer([lstm], 4, 5), layer([lstmHidden], 4), layer([lstmCell], 4)].map((network) => networkDigest(runPasses(network)));
  expect(new Set(digests).size).toBe(4);
});
