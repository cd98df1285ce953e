// Chooses how an op is spelled in a file, and puts other ops in the place of those for which the operator set that is written has no
// operator.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { sameAttribute } from "../../network/attributes.ts";
import { NetworkBuilder } from "../../network/network-builder.ts";
import type { Network, OperationValue, Value } from "../../network/network.ts";
import { spellingsOf } from "../../network/onnx-spellings.ts";
import type { OnnxSpelling, ValueId } from "../../network/op.ts";
import { showOrigin } from "../../network/origin.ts";

/** The newest spelling that says all the value is, on one node of one output; undefined where there is none. */
export function spellingFor(value: OperationValue): OnnxSpelling | undefined {
  return spellingsOf(value.op).find((spelling) => isWritten(spelling) && says(spelling, value));
}

function isWritten({ until, part, isOnlyRead }: OnnxSpelling): boolean {
  return until === undefined && part === undefined && isOnlyRead !== true;
}

function says({ attributes, attributeInputs = [], implied = {}, inputs }: OnnxSpelling, value: OperationValue): boolean {
  if (inputs !== undefined && inputs.filter((wanted) => wanted === "given").length < value.arguments.length) return false;
  return Object.entries(value.attributes).every(([own, given]) => {
    if (own in attributes || attributeInputs.some(({ attribute }) => attribute === own)) return true;
    return sameAttribute(given, implied[own] ?? value.op.attributes[own]);
  });
}

/**
 * The network with ops that have no spelling written as others, as often as it takes.
 *
 * @throws DiagnosticError where one of them is not written as others.
 */
export function writable(network: Network): Network {
  const missing = network.values.filter((value): value is OperationValue => value.kind === "operation" && spellingFor(value) === undefined);
  if (missing.length === 0) return network;
  const lost = missing.find(({ op }) => op.computation.kind !== "expand");
  if (lost !== undefined) {
    throw new DiagnosticError({
      id: "op-not-in-onnx",
      message: `ONNX has no operator for ${lost.op.name}`,
      place: showOrigin(lost.origin),
      note: `value "${lost.name}" cannot be written to a file`,
      hint: "emit sources instead, or keep the file that the network was read from",
    });
  }
  return writable(expanded(network));
}

function expanded(network: Network): Network {
  const builder = new NetworkBuilder();
  const ids: ValueId[] = [];
  const replacement = (value: Value): ValueId => {
    const args = value.kind === "operation" ? value.arguments.map((argument) => ids[argument]) : [];
    if (value.kind !== "operation" || spellingFor(value) !== undefined) return builder.copy(value, args);
    const { op: { computation }, attributes, name, origin } = value;
    if (computation.kind !== "expand") throw new RangeError(`${value.op.name} is not written as other ops`);
    return computation.into({ builder, arguments: args, attributes, name, origin });
  };
  for (const value of network.values) ids.push(replacement(value));
  return builder.finish(
    network.outputs.map(({ name, value }) => ({ name, value: ids[value] })),
    network.carried.map(({ state, next }) => ({ state: ids[state], next: ids[next] })),
  );
}
