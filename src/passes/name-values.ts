// Names values as a reader expects them: x, W1, b1, h1, W2, … y. Names are hints: they need not be unique.

import { NetworkBuilder } from "../network/build.ts";
import type { Network, OperationValue, ValueId } from "../network/network.ts";
import { valueOf } from "../network/network.ts";

export function nameValues(network: Network): Network {
  const names = chooseNames(network);
  const builder = new NetworkBuilder();
  network.values.forEach((value, id) => {
    const args = value.kind === "operation" ? value.arguments : [];
    builder.copy({ ...value, name: names.get(id) ?? value.name }, args);
  });
  const isOnly = network.outputs.length === 1;
  return builder.finish(
    network.outputs.map(({ name, value }) => ({ name: isOnly && valueOf(network, value).kind === "operation" ? "y" : name, value })),
  );
}

function chooseNames(network: Network): ReadonlyMap<ValueId, string> {
  const names = new Map<ValueId, string>();
  let layer = 0;
  network.values.forEach((value, id) => {
    if (value.kind !== "operation") return;
    const constants = namedConstants(network, value).filter(({ argument }) => !names.has(argument));
    if (constants.length > 0) layer++;
    for (const { argument, name } of constants) names.set(argument, `${name}${layer}`);
    names.set(id, `h${layer}`);
  });
  const [input, ...otherInputs] = network.inputs;
  const [output, ...otherOutputs] = network.outputs;
  if (input !== undefined && otherInputs.length === 0) names.set(input.value, "x");
  if (output !== undefined && otherOutputs.length === 0 && valueOf(network, output.value).kind === "operation") names.set(output.value, "y");
  else network.outputs.forEach(({ value }) => names.delete(value));
  return names;
}

/** The constant arguments of an operation that have a usual name. */
function namedConstants(network: Network, value: OperationValue): readonly { argument: ValueId; name: string }[] {
  return value.arguments.flatMap((argument, position) => {
    const name = value.op.constantNames?.[position];
    return name !== undefined && valueOf(network, argument).kind === "parameter" ? [{ argument, name }] : [];
  });
}
