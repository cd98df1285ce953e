// The memory of a step under planning: parameters, gradients and optimiser state as flat blocks of equal order, and the
// orientation each parameter is stored in.

import { valueOf, type Network } from "../../../network/network.ts";
import { type ValueId } from "../../../network/op.ts";
import { gemm } from "../../../network/ops/gemm.ts";
import { matmul } from "../../../network/ops/matmul.ts";
import type { TrainingStep } from "../training-step.ts";
import type { MemoryPlan } from "./memory-plan.ts";
import { rowMajorPlaces, storedSize, type Across, type PanelMatrix } from "../../gemm/panel-matrix.ts";
import { extents, matrixForm } from "./matrix-form.ts";

/** One trained parameter: `start` is its distance from the start of any of the blocks. */
export interface ParameterSlot {
  readonly parameter: ValueId;
  readonly gradient: ValueId;
  readonly across: Across;
  readonly start: number;
  readonly length: number;
  readonly width: number;
}

/** Blocks of `size` float32 each, a multiple of eight. */
export interface ParameterBlocks {
  readonly slots: readonly ParameterSlot[];
  readonly size: number;
  readonly parameters: number;
  readonly gradients: number;
  readonly state: readonly number[];
}

/** Gives every trained parameter its place and initial values. */
export function planBlocks(step: TrainingStep, stateCount: number, memory: MemoryPlan): ParameterBlocks {
  let size = 0;
  const slots = step.parameters.map((parameter, position): ParameterSlot => {
    const form = matrixForm(valueOf(step.network, parameter).shape);
    const across = parameterAcross(step.network, parameter);
    const { length, width } = extents(form, across);
    const start = size;
    size += storedSize(length, width);
    return { parameter, gradient: step.gradients[position], across, start, length, width };
  });
  const parameters = memory.allocate(size);
  const blocks = {
    slots,
    size,
    parameters,
    gradients: memory.allocate(size),
    state: Array.from({ length: stateCount }, () => memory.allocate(size)),
  };
  memory.initial.push({ start: parameters, data: initialParameters(step.network, blocks) });
  return blocks;
}

/** A slot's matrix in the block that starts at `block`. */
export function slotMatrix({ start, length, width }: ParameterSlot, block: number): PanelMatrix {
  return { start: block + start, length, width };
}

function initialParameters(network: Network, { slots, size }: Pick<ParameterBlocks, "slots" | "size">): Float32Array {
  const data = new Float32Array(size);
  for (const slot of slots) {
    const value = valueOf(network, slot.parameter);
    if (value.kind !== "parameter") throw new RangeError(`"${value.name}" is trained but is no parameter`);
    rowMajorPlaces(slotMatrix(slot, 0), slot.across).forEach((place, position) => (data[place] = value.data[position]));
  }
  return data;
}

/** The orientation with less padding; of equal ones that which the first product needs on its right. */
function parameterAcross(network: Network, parameter: ValueId): Across {
  const form = matrixForm(valueOf(network, parameter).shape);
  const sizes = (["rows", "columns"] as const).map((across) => {
    const { length, width } = extents(form, across);
    return storedSize(length, width);
  });
  if (sizes[0] !== sizes[1]) return sizes[0] < sizes[1] ? "rows" : "columns";
  const product = network.values.find(
    (value) => value.kind === "operation" && (value.op === gemm || value.op === matmul) && value.arguments[1] === parameter,
  );
  return product?.kind === "operation" && product.attributes.transposeB === 1 ? "rows" : "columns";
}
