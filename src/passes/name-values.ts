// Names values as a reader expects them: W1, b1, h1, W2, … for what lies inside. What the network takes and gives keeps the name
// its model has for it, and is x and y where that says nothing. Names are hints: they need be neither unique nor identifiers.

import { NetworkBuilder } from "../network/network-builder.ts";
import type { Network, OperationValue } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import { isKnown, valueOf } from "../network/network.ts";

export function nameValues(network: Network): Network {
  const outputs = network.outputs.map(({ name, value }) => ({ name: usableName(name, "y"), value }));
  const names = new Map(layerNames(network));
  // From the last one on: a value that is several outputs is called by the first.
  for (const { name, value } of outputs.toReversed()) if (valueOf(network, value).kind === "operation") names.set(value, name);
  for (const { name, value } of network.inputs) names.set(value, usableName(name, "x"));
  const builder = new NetworkBuilder();
  network.values.forEach((value, id) => {
    const args = value.kind === "operation" ? value.arguments : [];
    builder.copy({ ...value, name: names.get(id) ?? value.name }, args);
  });
  return builder.finish(outputs);
}

/** The name, or `otherwise` where no identifier can be made of it (`0`) or PyTorch's exporter made it up (`onnx::Gemm_0`). */
function usableName(name: string, otherwise: string): string {
  return /[A-Za-z]/.test(name) && !name.startsWith("onnx::") ? name : otherwise;
}

function layerNames(network: Network): ReadonlyMap<ValueId, string> {
  const names = new Map<ValueId, string>();
  let layer = 0;
  network.values.forEach((value, id) => {
    if (value.kind !== "operation") return;
    const constants = namedConstants(network, value).filter(({ argument }) => !names.has(argument));
    if (constants.length > 0) layer++;
    for (const { argument, name } of constants) names.set(argument, `${name}${layer}`);
    names.set(id, value.op.resultName ?? `h${layer}`);
  });
  for (const { value } of network.outputs) if (valueOf(network, value).kind === "parameter") names.delete(value);
  return names;
}

/** The constant arguments of an operation that have a usual name. */
function namedConstants(network: Network, value: OperationValue): readonly { argument: ValueId; name: string }[] {
  return value.arguments.flatMap((argument, position) => {
    const name = value.op.constantNames?.[position];
    const known = valueOf(network, argument);
    // A single number that is added to something is no layer's bias.
    const isNumber = known.shape.length === 0 && value.op.computation.kind === "pointwise";
    return name !== undefined && isKnown(known) && !isNumber ? [{ argument, name }] : [];
  });
}
