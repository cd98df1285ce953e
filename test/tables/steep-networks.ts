// Networks of one input whose corners are known: rectifiers that bend a line where they are told to.

import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { gemm } from "../../src/network/ops/gemm.ts";
import { relu } from "../../src/network/ops/relu.ts";
import { ORIGIN } from "../fixtures.ts";

type Corner = readonly [x: number, y: number];

/** A network that is linear between corners with x ascending, but for what the rounding of its parameters changes. */
function networkThrough(corners: readonly Corner[]): Network {
  const builder = new NetworkBuilder();
  const width = corners.length - 1;
  const slopes = corners.slice(1).map(([x, y], place) => (y - corners[place][1]) / (x - corners[place][0]));
  const bends = slopes.map((slope, place) => slope - (place === 0 ? 0 : slopes[place - 1]));
  const x = builder.input("x", [1, 1], ORIGIN);
  const parameter = (name: string, shape: readonly number[], values: readonly number[]) => builder.parameter(name, shape, Float32Array.from(values), ORIGIN);
  const weights = parameter("W1", [width, 1], slopes.map(() => 1));
  const biases = parameter("b1", [width], corners.slice(0, width).map(([place]) => -place));
  const layer = builder.operation(gemm, [x, weights, biases], { transposeB: 1 }, "l1", ORIGIN);
  const hidden = builder.operation(relu, [layer], {}, "h1", ORIGIN);
  const y = builder.operation(gemm, [hidden, parameter("W2", [1, width], bends), parameter("b2", [1], [corners[0][1]])], { transposeB: 1 }, "y", ORIGIN);
  return builder.finish([{ name: "y", value: y }]);
}

export interface SteepNetwork {
  readonly name: string;
  readonly network: Network;
  readonly low: number;
  readonly high: number;
  /** How far a table may be from it. */
  readonly allowed: number;
}

const CROWDED = Array.from({ length: 41 }, (_, place) => Math.fround(1e-6 * 10 ** ((6 * place) / 40)));
const STEPS = [0, 0.1, 0.3, 0.35, 0.6, 0.8, 1].map(Math.fround);

export const STEEP_NETWORKS: readonly SteepNetwork[] = [
  {
    name: "two corners 2^-17 apart",
    network: networkThrough([[0, 0], [0.5, 0.25], [0.5 + 2 ** -17, 0.75], [1, 1.25 - 2 ** -17]]),
    low: 0,
    high: 1,
    allowed: 1e-4,
  },
  { name: "corners that crowd at one end", network: networkThrough(CROWDED.map((x) => [x, Math.log(x)])), low: Math.fround(1e-6), high: 1, allowed: 1e-2 },
  {
    name: "steps of a millionth's width",
    network: networkThrough([...STEPS.flatMap((x, step): readonly Corner[] => [[x, step], [Math.fround(x + 1e-6), step + 1]]), [1.5, STEPS.length]]),
    low: 0,
    high: 1.5,
    allowed: 1e-3,
  },
  { name: "a corner near zero, from both sides", network: networkThrough([[-1, 2], [-1e-20, 1], [1e-20, 0.5], [1, -1]]), low: -1, high: 1, allowed: 1e-3 },
];
