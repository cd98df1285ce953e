// Networks whose functions for many arguments are called: tables and layers, of one number and of several.

import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { add } from "../../src/network/ops/add.ts";
import { multiply } from "../../src/network/ops/multiply.ts";
import { tanh } from "../../src/network/ops/tanh.ts";
import { denseNetwork, layeredNetwork, ORIGIN } from "../fixtures.ts";
import { tableNetwork } from "./flag-networks.ts";
import { segmentNetwork } from "./segment-networks.ts";

/** Of two numbers, which bear the names that the function for many would give its own. */
function twoNumbers(): Network {
  const builder = new NetworkBuilder();
  const [n, i] = ["n", "i"].map((name) => builder.input(name, [], ORIGIN));
  const product = builder.operation(multiply, [n, i], {}, "product", ORIGIN);
  const bent = builder.operation(tanh, [n], {}, "bent", ORIGIN);
  return builder.finish([{ name: "y", value: builder.operation(add, [bent, product], {}, "y", ORIGIN) }]);
}

/** Its weights are 1 and −1: where it is written out none of them is left. */
function signs(): Network {
  const weights = (count: number): Float32Array => Float32Array.from({ length: count }, (_, place) => (place % 2 === 0 ? -1 : 1));
  return layeredNetwork([1, 2, 1], { weights, biases: weights, after: (builder, sum, name) => builder.operation(tanh, [sum], {}, name, ORIGIN) });
}

export const BATCH_CASES: readonly (readonly [string, Network])[] = [
  ["a table", tableNetwork(1)],
  ["a table of three results", tableNetwork(3)],
  ["layers", denseNetwork([1, 16, 32, 1], 4)],
  ["layers of several numbers", denseNetwork([3, 9, 2], 4)],
  ["two numbers", twoNumbers()],
  ["layers of signs", signs()],
  ["segments found by a search", segmentNetwork("search", 1)],
  ["segments of three results found by a grid", segmentNetwork("grid", 3)],
];
