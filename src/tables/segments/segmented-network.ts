// The network that a table of segments is: which segment x lies in, and for each output of the network it stands for the line there.

import { NetworkBuilder } from "../../network/network-builder.ts";
import type { Network } from "../../network/network.ts";
import { valueOf } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import type { Origin } from "../../network/origin.ts";
import { segmentByGrid } from "../../network/ops/segment-by-grid.ts";
import { segmentBySearch } from "../../network/ops/segment-by-search.ts";
import { segmentLine } from "../../network/ops/segment-line.ts";
import { elementCount } from "../../network/shape.ts";
import { cellAttributes } from "../cell-grid.ts";
import type { Finding } from "./finding.ts";
import type { SegmentTable } from "./tabulate-segments.ts";

/** @param network has one input, of one element; the table's outputs are the elements of its outputs in order. */
export function segmentedNetwork(network: Network, { fitted: { knots: places, outputs }, finding }: SegmentTable): Network {
  const builder = new NetworkBuilder();
  const [{ value: inputId }] = network.inputs;
  const given = valueOf(network, inputId);
  const input = builder.copy(given, []);
  const knots = builder.parameter("knots", [places.length], places, given.origin);
  const segment = found(builder, input, knots, finding, given.origin);
  let element = 0;
  const results = network.outputs.map(({ name, value: id }) => {
    const { shape, origin } = valueOf(network, id);
    const count = elementCount(shape);
    const numbers = new Float32Array(2 * count * places.length);
    for (let one = 0; one < places.length; one++) {
      for (let place = 0; place < count; place++) numbers.set(outputs[element + place].subarray(2 * one, 2 * one + 2), 2 * (one * count + place));
    }
    element += count;
    const lines = builder.ownParameter(network.outputs.length === 1 ? "lines" : `${name}_lines`, [places.length, ...shape, 2], numbers, origin);
    return { name, value: builder.operation(segmentLine, [input, knots, lines, segment], {}, name, origin) };
  });
  return builder.finish(results);
}

function found(builder: NetworkBuilder, input: ValueId, knots: ValueId, finding: Finding, origin: Origin): ValueId {
  switch (finding.kind) {
    case "search":
      return builder.operation(segmentBySearch, [input, knots], {}, "segment", origin);
    case "grid": {
      const { grid, starts, comparisons } = finding;
      const scalar = starts instanceof Uint8Array ? "u8" : "u16";
      const stored = builder.constant("starts", [grid.count], scalar, starts, origin);
      return builder.operation(segmentByGrid, [input, knots, stored], { ...cellAttributes(grid), comparisons }, "segment", origin);
    }
  }
}
