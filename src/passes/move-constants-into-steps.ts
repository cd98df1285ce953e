// Makes constants that are the same at every step of a scan constants of the step: its layers are then layers like any other, with weights whose
// order can be chosen.

import { NetworkBuilder } from "../network/network-builder.ts";
import { isKnown, type KnownValue, type Network } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import { scanOp } from "../network/ops/scan.ts";
import { stepEnds } from "../network/scanning.ts";
import { rewrite } from "./rewrite.ts";

export function moveConstantsIntoSteps(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    if (value.kind !== "operation" || value.op.computation.kind !== "scan") return builder.copy(value, args);
    const { scanning } = value.op.computation;
    const firstConstant = args.length - stepEnds(scanning).constants.length;
    const firstInput = scanning.step.inputs.length - args.length;
    const known = new Map<ValueId, KnownValue>();
    const left = args.filter((id, position) => {
      const argument = builder.value(id);
      if (position < firstConstant || !isKnown(argument)) return true;
      known.set(scanning.step.inputs[firstInput + position].value, argument);
      return false;
    });
    const op = known.size === 0 ? value.op : scanOp(value.op.name, { ...scanning, step: withConstants(scanning.step, known) });
    return builder.operation(op, left, {}, value.name, value.origin);
  });
}

/** The step with constants in the place of some inputs, under the inputs' names. */
function withConstants(step: Network, known: ReadonlyMap<ValueId, KnownValue>): Network {
  const builder = new NetworkBuilder();
  step.values.forEach((value, id) => {
    const constant = known.get(id);
    builder.copy(constant === undefined ? value : { ...constant, name: value.name }, value.kind === "operation" ? value.arguments : []);
  });
  return builder.finish(step.outputs);
}
