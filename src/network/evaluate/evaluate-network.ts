// Computes a network whose inputs are known, value by value, whatever its ops are written as.

import { NetworkBuilder } from "../network-builder.ts";
import type { Attributes } from "../attributes.ts";
import type { Network, OperationValue } from "../network.ts";
import type { Op } from "../op.ts";
import type { Origin } from "../origin.ts";
import { evaluateOperation, type KnownArray } from "./evaluate-operation.ts";
import { evaluateScan } from "./evaluate-scan.ts";

/** The outputs, in order. */
function evaluateNetwork(network: Network, inputs: readonly KnownArray[]): readonly KnownArray[] {
  const known: KnownArray[] = [];
  network.values.forEach((value, id) => {
    switch (value.kind) {
      case "input":
        known.push(inputs[network.inputs.findIndex((input) => input.value === id)]);
        break;
      case "state":
        known.push({ ...value, data: value.initial });
        break;
      case "parameter":
      case "constant":
        known.push(value);
        break;
      case "operation":
        known.push({ scalar: value.scalar, shape: value.shape, data: resultOf(value, value.arguments.map((argument) => known[argument])) });
    }
  });
  return network.outputs.map(({ value }) => known[value]);
}

/** What an op makes of arrays that are known. @throws DiagnosticError where it refuses them. */
export function evaluateOp(op: Op, args: readonly KnownArray[], attributes: Attributes, origin: Origin): KnownArray {
  const builder = new NetworkBuilder(0);
  const ids = args.map(({ shape, scalar }, position) => builder.input(`argument ${position}`, shape, origin, scalar));
  const result = builder.operation(op, ids, attributes, op.name, origin);
  return evaluateNetwork(builder.finish([result]), args)[0];
}

function resultOf(value: OperationValue, args: readonly KnownArray[]): KnownArray["data"] {
  const { op: { computation }, attributes, name, origin } = value;
  if (computation.kind === "scan") return evaluateScan(computation.scanning, args, evaluateNetwork);
  if (computation.kind !== "expand") return evaluateOperation(value, args);
  const builder = new NetworkBuilder(0);
  const ids = args.map(({ shape, scalar }, position) => builder.input(`argument ${position}`, shape, origin, scalar));
  return evaluateNetwork(builder.finish([computation.into({ builder, arguments: ids, attributes, name, origin })]), args)[0].data;
}
