// The digest of a network: the same whatever its values are called, another one where anything it computes may differ.

import { describe, expect, test } from "vitest";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { networkDigest } from "../../src/network/digest.ts";
import type { Network } from "../../src/network/network.ts";
import type { ValueId } from "../../src/network/op.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { leakyRelu } from "../../src/network/ops/leaky-relu.ts";
import { matmulAdd } from "../../src/network/ops/matmul-add.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { ORIGIN } from "../fixtures.ts";

interface Parts {
  readonly names?: readonly [x: string, w: string, b: string, y: string];
  readonly weights?: readonly number[];
  readonly bias?: readonly number[];
  readonly shape?: readonly number[];
  readonly activation?: (builder: NetworkBuilder, of: ValueId, name: string) => ValueId;
  readonly swapped?: boolean;
}

const rectified = (builder: NetworkBuilder, of: ValueId, name: string) => builder.operation(relu, [of], {}, name, ORIGIN);
const leaky = (slope: number) => (builder: NetworkBuilder, of: ValueId, name: string) => builder.operation(leakyRelu, [of], { slope }, name, ORIGIN);

/** y = activation(x·W + b), with all its parts in the open. */
function network({ names: [x, w, b, y] = ["x", "W", "b", "y"], weights = [1, 2, 3, 4], bias = [5, 6], shape = [2, 2], activation = rectified, swapped = false }: Parts = {}): Network {
  const builder = new NetworkBuilder();
  const input = builder.input(x, [1, shape[0]], ORIGIN);
  const addBias = () => builder.parameter(b, [bias.length], Float32Array.from(bias), ORIGIN);
  const early = swapped ? addBias() : undefined;
  const weight = builder.parameter(w, shape, Float32Array.from(weights), ORIGIN);
  const product = builder.operation(matmulAdd, [input, weight, early ?? addBias()], {}, "sum", ORIGIN);
  return builder.finish([activation(builder, product, y)]);
}

const digest = networkDigest(network());

describe("the same digest", () => {
  test.each<[string, Parts]>([
    ["under other names", { names: ["input", "dense.weight", "dense.bias", "out"] }],
    ["where independent values stand in another order", { swapped: true }],
    ["with a copy more", { activation: (builder, of, name) => builder.operation(identity, [rectified(builder, of, name)], {}, "copy", ORIGIN) }],
  ])("%s", (_, parts) => {
    expect(networkDigest(network(parts))).toBe(digest);
  });

  test("with an attribute that is the same float32", () => {
    expect(networkDigest(network({ activation: leaky(Math.fround(0.2)) }))).toBe(networkDigest(network({ activation: leaky(0.2) })));
  });
});

describe("another digest", () => {
  test.each<[string, Parts]>([
    ["where one bit of a parameter differs", { bias: [5, Math.fround(6 + 2 ** -21)] }],
    ["where a zero has the other sign, which may be the result's", { bias: [5, -0] }],
    ["of another op", { activation: leaky(0.2) }],
    ["of one op more", { activation: (builder, of, name) => rectified(builder, rectified(builder, of, "once"), name) }],
    ["of another shape of as many numbers", { shape: [1, 2], weights: [1, 2] }],
    ["of weights in another order", { weights: [1, 3, 2, 4] }],
  ])("%s", (_, parts) => {
    expect(networkDigest(network(parts))).not.toBe(digest);
    expect(networkDigest(network(parts))).toMatch(/^[0-9a-f]{64}$/);
  });

  test("of another attribute", () => {
    expect(networkDigest(network({ activation: leaky(0.2) }))).not.toBe(networkDigest(network({ activation: leaky(0.3) })));
  });

  test("of inputs, or outputs, that changed places", () => {
    const two = (first: number, second: number, outputs: readonly number[]): Network => {
      const builder = new NetworkBuilder();
      const inputs = [builder.input("a", [1], ORIGIN), builder.input("b", [1], ORIGIN)];
      const values = [builder.operation(relu, [inputs[first]], {}, "y", ORIGIN), builder.operation(leakyRelu, [inputs[second]], {}, "z", ORIGIN)];
      return builder.finish(outputs.map((output) => values[output]));
    };
    const digests = [two(0, 1, [0, 1]), two(1, 0, [0, 1]), two(0, 1, [1, 0])].map(networkDigest);
    expect(new Set(digests).size).toBe(3);
  });
});
