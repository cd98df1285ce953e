// Finds out whether a first axis of open size, which counts as 1, is what a recurrence runs along: the network is one of a single step then, which is
// seldom meant. Refuses nothing.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { numberOf } from "../../network/attributes.ts";
import type { InputSettings } from "../../network/input-settings.ts";
import { valueOf, type Network } from "../../network/network.ts";
import type { Notice } from "../../network/notice.ts";
import type { Op } from "../../network/op.ts";
import { gru, gruHidden } from "../../network/ops/gru.ts";
import { lstm, lstmCell, lstmHidden } from "../../network/ops/lstm.ts";
import { rnn, rnnHidden } from "../../network/ops/rnn.ts";
import { inputsOf, isFirstAxisGiven, withFirstAxis } from "./fix-sizes.ts";
import type { Graph } from "./onnx-messages.ts";

const RECURRENT: readonly Op[] = [lstm, lstmHidden, lstmCell, gru, gruHidden, rnn, rnnHidden];
const LONGER = 2;

/**
 * One for each size that is open and that is the number of steps.
 *
 * @param network what the graph is read as, with 1 for what is open.
 * @param read reads a graph with other sizes.
 */
export function openSequences(graph: Graph, said: InputSettings, network: Network, read: (graph: Graph) => Network): readonly Notice[] {
  if (!stepsOf(network).includes(1)) return [];
  const open = inputsOf(graph).flatMap((info) => {
    const [first] = info.type?.tensorType?.shape?.dim ?? [];
    const isOpen = first !== undefined && (first.dimValue === undefined || first.dimValue < 0n);
    return isOpen && !isFirstAxisGiven({ ...graph, input: [info] }, said) ? [{ input: info.name ?? "", axis: first.dimParam ?? "" }] : [];
  });
  const sizes = open.filter(({ axis }, position) => axis === "" || open.findIndex((other) => other.axis === axis) === position);
  return sizes.flatMap(({ input, axis }): readonly Notice[] => {
    const together = open.filter((one) => one.input === input || (axis !== "" && one.axis === axis)).map((one) => one.input);
    const longer = readOrNone(() => read(withFirstAxis(graph, together, LONGER)));
    return longer !== undefined && stepsOf(longer).includes(LONGER) ? [{ kind: "open-sequence", input, axis: axis === "" ? undefined : axis }] : [];
  });
}

/** How many steps each recurrence has. */
function stepsOf(network: Network): readonly number[] {
  return network.values.flatMap((value) => {
    if (value.kind !== "operation") return [];
    const { op, attributes } = value;
    if (op.computation.kind === "scan") return [op.computation.scanning.length];
    return RECURRENT.includes(op) ? [valueOf(network, value.arguments[0]).shape[numberOf(attributes, "layout")]] : [];
  });
}

/** What is of another size may be none that the graph can be read with. */
function readOrNone(read: () => Network): Network | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  }
}
