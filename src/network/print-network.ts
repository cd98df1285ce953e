// The printed form of a Network: one line a value. For developers, documentation and tests.

import { printable } from "../diagnostics/render-diagnostic.ts";
import { showChanged } from "./attributes.ts";
import { showShape } from "./shape.ts";
import type { Network, OperationValue } from "./network.ts";
import type { Sequence, ValueId } from "./op.ts";

/** `%3 h1[1, 16] = leaky_relu(%2) slope=0.2`, a line each, ending in a newline. */
export function printNetwork(network: Network): string {
  const lines = network.values.map((value, id) => {
    const head = `%${id} ${printable(value.name)}${showShape(value.shape)} = `;
    if (value.kind === "state") return `${head}state, then ${network.carried.filter(({ state }) => state === id).map(({ next }) => reference(next)).join()}`;
    if (value.kind !== "operation") return head + value.kind;
    const call = `${value.op.name}(${value.arguments.map(reference).join(", ")})`;
    return head + [call, ...showChanged(value.attributes, value.op.attributes)].join(" ") + printScan(value);
  });
  lines.push(`return ${network.outputs.map(({ name, value }) => `${reference(value)} ${printable(name)}`).join(", ")}`);
  return lines.join("\n") + "\n";
}

/** What a scan computes at each step, in lines of its own. */
function printScan({ op: { computation } }: OperationValue): string {
  if (computation.kind !== "scan") return "";
  const { step, length, carried, read, written } = computation.scanning;
  const direction = ({ isBackward }: Sequence): string => (isBackward ? "backwards" : "forwards");
  const said = [
    `${length} steps`,
    `${carried.length} remembered`,
    ...read.map((one) => `read ${direction(one)}`),
    ...written.map((one) => `written ${direction(one)}`),
  ];
  const lines = printNetwork(step).trimEnd().split("\n");
  return [` for ${said.join(", ")}`, ...lines].join("\n  ");
}

function reference(id: ValueId): string {
  return `%${id}`;
}
