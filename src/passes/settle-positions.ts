// Reads the element at a position that is known where it lies, without asking at run time where that is: a gather of one constant position
// becomes a slice. Positions are taken as gather takes them.

import { numberOf } from "../network/attributes.ts";
import { acceptedAxes } from "../network/axes.ts";
import { valueOf, type Network, type OperationValue } from "../network/network.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import type { ValueId } from "../network/op.ts";
import { gather } from "../network/ops/gather.ts";
import { reshape } from "../network/ops/reshape.ts";
import { slice } from "../network/ops/slice.ts";
import { rewrite } from "./rewrite.ts";

export function settlePositions(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    if (value.kind !== "operation" || value.op !== gather) return builder.copy(value, args);
    const indices = valueOf(network, value.arguments[1]);
    if (indices.kind !== "constant" || indices.data.length !== 1) return builder.copy(value, args);
    return sliced(value, args[0], indices.data[0], builder);
  });
}

function sliced({ attributes, shape, name, origin }: OperationValue, data: ValueId, given: number, builder: NetworkBuilder): ValueId {
  const whole = builder.shapeOf(data);
  const [axis] = acceptedAxes([numberOf(attributes, "axis")], whole.length);
  const extent = whole[axis];
  const position = Math.min(Math.max(given < 0 ? given + extent : given, 0), extent - 1);
  const part = builder.operation(slice, [data], { starts: [position], ends: [position + 1], axes: [axis] }, name, origin);
  return builder.operation(reshape, [part], { shape }, name, origin);
}
