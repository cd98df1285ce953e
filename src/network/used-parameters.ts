// Lists the parameters of a network as its operations use them. Names nothing.

import type { Network, ParameterValue } from "./network.ts";
import { valueOf } from "./network.ts";

/** In the order in which operations use them, each once: of a network whose values are named, W1, b1, W2, … */
export function usedParameters(network: Network): readonly ParameterValue[] {
  const used = network.values.flatMap((value) => (value.kind === "operation" ? value.arguments.map((id) => valueOf(network, id)) : []));
  return [...new Set(used)].filter((value) => value.kind === "parameter");
}
