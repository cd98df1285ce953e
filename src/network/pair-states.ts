// Makes states of inputs and outputs that a model has in pairs: what a call gives under one name is what the next one takes under the other.
// Derives nothing from what the network computes.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import { SCALARS } from "../program/scalar.ts";
import { sameShape } from "./broadcast.ts";
import { NetworkBuilder } from "./network-builder.ts";
import { valueOf, type Named, type Network } from "./network.ts";
import { elementCount, showShape } from "./shape.ts";
import type { ValueId } from "./op.ts";

/** An input, and the output that takes its place in the next call; both by their names. */
export interface StatePair {
  readonly input: string;
  readonly output: string;
}

interface FoundPair {
  readonly input: ValueId;
  readonly output: Named;
}

/**
 * The network whose named inputs are states, all zeros before the first call, beside those that it has; the outputs that are paired with them are outputs no
 * more.
 *
 * @throws DiagnosticError (usage) where there is no input or output of a name, one is named twice, the two of a pair differ in shape or type,
 * or no output is left.
 */
export function pairStates(network: Network, pairs: readonly StatePair[]): Network {
  const found = pairs.map((pair): FoundPair => ({ input: named(network, "input", pair.input).value, output: named(network, "output", pair.output) }));
  refuseRepeated(network, pairs);
  pairs.forEach((pair, place) => { refuseUnlike(network, pair, found[place]); });
  const outputs = network.outputs.filter((output) => !found.some((pair) => pair.output === output));
  if (outputs.length === 0) throw refused(network, "all outputs are states, and nothing is left that a call gives", "leave one of them an output");
  const states = new Set(found.map(({ input }) => input));
  const builder = new NetworkBuilder();
  for (const [id, value] of network.values.entries()) {
    const { name, shape, scalar, origin } = value;
    if (states.has(id)) builder.state(name, shape, scalar, SCALARS[scalar].newValues(elementCount(shape)), origin);
    else builder.copy(value, value.kind === "operation" ? value.arguments : []);
  }
  const paired = found.map(({ input, output }) => ({ state: input, next: output.value }));
  return builder.finish(outputs, [...network.carried, ...paired]);
}

function named(network: Network, kind: "input" | "output", name: string): Named {
  const all = network[`${kind}s`];
  const one = all.find((candidate) => candidate.name === name);
  if (one !== undefined) return one;
  throw refused(network, `the model has no ${kind} "${name}"`, `name one of its ${kind}s: ${all.map((other) => other.name).join(", ")}`);
}

function refuseRepeated(network: Network, pairs: readonly StatePair[]): void {
  for (const kind of ["input", "output"] as const) {
    const repeated = pairs.find((pair, place) => pairs.findIndex((other) => other[kind] === pair[kind]) < place);
    if (repeated !== undefined) throw refused(network, `the ${kind} "${repeated[kind]}" is named twice`, "name each once");
  }
}

function refuseUnlike(network: Network, pair: StatePair, found: FoundPair): void {
  const [before, after] = [found.input, found.output.value].map((id) => valueOf(network, id));
  if (sameShape(before.shape, after.shape) && before.scalar === after.scalar) return;
  const typed = ({ shape, scalar }: typeof before): string => `${showShape(shape)} of ${scalar}`;
  throw refused(network, `"${pair.input}" is ${typed(before)}, "${pair.output}" is ${typed(after)}`, "name two of one shape and type");
}

/** Says whose states they are, for the same are asked of several models. */
function refused({ values: [{ origin }] }: Network, note: string, hint: string): DiagnosticError {
  return new DiagnosticError({ id: "state-unavailable", message: `the states of ${origin.file} cannot be taken so`, place: setting("state"), note, hint });
}
