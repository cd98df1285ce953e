// Runs a pass on the networks that scans hold. What the pass does is its own.

import type { Network } from "../network/network.ts";
import type { Op } from "../network/op.ts";
import { scanOp } from "../network/ops/scan.ts";
import { rewrite } from "./rewrite.ts";

/** The network with the step of each scan rewritten; scans of one op are of one op again. */
export function withinSteps(network: Network, run: (step: Network) => Network): Network {
  if (!network.values.some((value) => value.kind === "operation" && value.op.computation.kind === "scan")) return network;
  const rewritten = new Map<Op, Op>();
  const opFor = (op: Op): Op => {
    const { computation, name } = op;
    if (computation.kind !== "scan") return op;
    const known = rewritten.get(op) ?? scanOp(name, { ...computation.scanning, step: run(computation.scanning.step) });
    rewritten.set(op, known);
    return known;
  };
  return rewrite(network, (value, args, builder) => {
    if (value.kind !== "operation") return builder.copy(value, args);
    return builder.operation(opFor(value.op), args, value.attributes, value.name, value.origin);
  });
}
