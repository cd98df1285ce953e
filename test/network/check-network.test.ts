// checkNetwork names the first rule a network breaks; what the builder makes breaks none.

import { describe, expect, test } from "vitest";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import { checkNetwork } from "../../src/network/check-network.ts";
import type { Network, OperationValue, Value } from "../../src/network/network.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { ORIGIN } from "../fixtures.ts";

/** %0 x, %1 W, %2 h = gemm(x, W), which is the output y. */
function layer(): Network {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 2], ORIGIN);
  const weights = builder.parameter("W", [2, 3], new Float32Array(6), ORIGIN);
  return builder.finish([{ name: "y", value: builder.operation(gemm, [x, weights], {}, "h", ORIGIN) }]);
}

function withValue(id: number, change: Partial<Value> | Partial<OperationValue>): Network {
  const network = layer();
  return { ...network, values: network.values.map((value, position): Value => (position === id ? Object.assign({}, value, change) : value)) };
}

test.each(OPS.flatMap((op) => op.examples.map((example, number) => [`${op.name} ${number + 1}`, op, example] as const)))(
  "what the builder makes of %s is a network",
  (_, op, example) => {
    const builder = new NetworkBuilder();
    const inputs = example.shapes.map((shape, position) => builder.input(`x${position}`, shape, ORIGIN, example.scalars?.[position]));
    checkNetwork(builder.finish([builder.operation(op, inputs, example.attributes ?? {}, "y", ORIGIN)]), "the builder");
  },
);

describe("names what is wrong", () => {
  const [, , operation] = layer().values;
  if (operation.kind !== "operation") throw new RangeError("the third value is the layer");
  test.each<readonly [string, Network, string]>([
    ["a shape", withValue(0, { shape: [1, 0] }), "%0 x: its shape is [1, 0]"],
    ["a parameter's numbers", withValue(1, { data: new Float32Array(5) }), "%1 W: it holds 5 numbers, its shape asks for 6"],
    ["an argument that comes later", withValue(2, { arguments: [0, 2] }), "%2 h: its argument %2 does not come before it"],
    ["an argument too few", withValue(2, { arguments: [0] }), "%2 h: gemm does not take 1 arguments"],
    ["attributes", withValue(2, { attributes: { alpha: 1 } }), "%2 h: its attributes are [alpha], those of gemm are [alpha, beta, transposeA, transposeB]"],
    ["what an op refuses", withValue(1, { shape: [3, 2] }), "%2 h: gemm cannot be applied: A is 1×2 but B is 3×2"],
    ["a shape no op infers", withValue(2, { shape: [3] }), "%2 h: its shape is [3], gemm gives [1, 3]"],
    ["inputs", { ...layer(), inputs: [] }, "its inputs are not the input values in their order"],
    ["an output", { ...layer(), outputs: [{ name: "y", value: 7 }] }, "its output y is %7, which does not exist"],
  ])("%s", (_, network, problem) => {
    expect(() => {
      checkNetwork(network, "the pass of this test");
    }).toThrow(new RangeError(`the pass of this test made no network: ${problem}`));
  });
});
