// Plans the end of a step: gradients into their block, the optimiser over the flat blocks, and the check of the result.

import type { UpdateFormula } from "../../optimisers/update-rule.ts";
import { ProgramConversion, type LaneExpression } from "./lane-expression.ts";
import { PANEL_WIDTH } from "../../gemm/panel-matrix.ts";
import type { Planning } from "./planning.ts";
import { slotMatrix } from "./step-memory.ts";

/** The blocks have one order, so the update knows no matrices: padding is updated like everything else. */
export function planUpdate(planning: Planning, formula: UpdateFormula): void {
  collectGradients(planning);
  const { size, parameters, gradients, state } = planning.blocks;
  const operand = (start: number): LaneExpression => ({ kind: "operand", reach: "matrix", start });
  const rates = planning.rates.map((start): LaneExpression => ({ kind: "operand", reach: "scalar", start }));
  const locals = [...[parameters, gradients, ...state].map(operand), ...rates];
  // Sharing goes across the formula: what a root is taken of is often a new state, too.
  const conversion = new ProgramConversion(locals);
  const { updated } = formula;
  const position = planning.pushMap(size / PANEL_WIDTH, PANEL_WIDTH);
  planning.store(position, parameters, conversion.convert(updated.parameter));
  state.forEach((start, index) => planning.store(position, start, conversion.convert(updated.state[index])));
  planning.push({ kind: "blemish", from: parameters, count: size, to: planning.blemish });
}

/** Copies the gradients that were not computed in their place: those that are other values too. */
function collectGradients(planning: Planning): void {
  for (const slot of planning.blocks.slots) {
    const wanted = slotMatrix(slot, planning.blocks.gradients);
    const found = planning.inMemory(slot.gradient, slot.across);
    if (found.start === wanted.start) continue;
    const position = planning.pushMap(wanted.length, wanted.width);
    planning.store(position, wanted.start, { kind: "operand", reach: "matrix", start: found.start });
  }
}
