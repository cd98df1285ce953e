// Tables of segments of random widths and lines, whose segment is found in either way. Compiles nothing.

import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import { reshapeTo } from "../../src/network/ops/reshape-to.ts";
import { concat } from "../../src/network/ops/concat.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { gridOfPowerOfTwo } from "../../src/tables/cell-grid.ts";
import type { Finding } from "../../src/tables/segments/finding.ts";
import { segmentGrid } from "../../src/tables/segments/segment-grid.ts";
import { segmentedNetwork } from "../../src/tables/segments/segmented-network.ts";
import { ORIGIN, randomValues } from "../fixtures.ts";

/** Of [−1, 1]. */
export const KNOTS = Float32Array.of(-1, -0.99, -0.5, -0.4375, -1e-3, 0, 1e-30, 0.25, 0.251, 0.9, 0.99999994);

/** The network that a table with these knots is, of so many results. */
export function segmentNetwork(how: Finding["kind"], outputs: number): Network {
  const random = new RandomGenerator(12);
  const lines = Array.from({ length: outputs }, () => randomValues(2 * KNOTS.length, random));
  return segmentedNetwork(inPlaceOf(outputs), { fitted: { knots: KNOTS, outputs: lines, deviation: 0, error: 0 }, finding: findingOf(how) });
}

function findingOf(how: Finding["kind"]): Finding {
  if (how === "search") return { kind: "search", comparisons: 4 };
  const grid = gridOfPowerOfTwo(-1, 1, -2);
  if (grid === undefined) throw new Error("no grid");
  return { kind: "grid", ...segmentGrid(KNOTS, grid) };
}

/** A network of one number and a row of results, for their shapes and names. */
export function inPlaceOf(outputs: number): Network {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 1], ORIGIN);
  const row = builder.operation(concat, Array.from({ length: outputs }, () => x), { axis: 1 }, "row", ORIGIN);
  return builder.finish([{ name: "y", value: builder.operation(reshapeTo([1, outputs]), [row], {}, "y", ORIGIN) }]);
}
