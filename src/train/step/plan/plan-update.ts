// Plans the end of a step: gradients into their block, the optimiser over the flat blocks, and the check of the result.

import type { UpdateRule } from "../../optimisers/update-rule.ts";
import { PANEL_WIDTH } from "../../gemm/panel-matrix.ts";
import type { Planning } from "./planning.ts";
import { slotMatrix } from "./step-memory.ts";

/** The blocks have one order, so the update knows no matrices: padding is updated like everything else. */
export function planUpdate(planning: Planning, rule: UpdateRule): void {
  collectGradients(planning);
  const { operands, blocks } = planning;
  const { size, parameters, gradients, state } = blocks;
  const updated = rule.update({
    parameter: operands.read("matrix", parameters),
    gradient: operands.read("matrix", gradients),
    state: state.map((start) => operands.read("matrix", start)),
    rates: planning.rates.map((start) => operands.read("scalar", start)),
  });
  const position = planning.pushMap(size / PANEL_WIDTH, PANEL_WIDTH);
  planning.store(position, parameters, updated.parameter);
  state.forEach((start, index) => planning.store(position, start, updated.state[index]));
  planning.push({ kind: "blemish", from: parameters, count: size, to: planning.blemish });
}

/** Copies the gradients that were not computed in their place: those that are other values too. */
function collectGradients(planning: Planning): void {
  for (const slot of planning.blocks.slots) {
    const wanted = slotMatrix(slot, planning.blocks.gradients);
    const found = planning.inMemory(slot.gradient, slot.across);
    if (found.start === wanted.start) continue;
    const position = planning.pushMap(wanted.length, wanted.width);
    planning.store(position, wanted.start, planning.operands.read("matrix", found.start));
  }
}
