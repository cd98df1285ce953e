// Runs a schedule in plain JavaScript: the oracle of the WebAssembly function, and its replacement where there is none.
// The same operations in the same order, so the same bits, NaN payloads and padding aside.

import { Scratch, type Kernel } from "./step-kernel.ts";
import { PANEL_WIDTH, placeOf, rowMajorPlaces, storedSize } from "../../gemm/panel-matrix.ts";
import type { LaneOperand } from "../plan/operands.ts";
import type { CombineSteps, MicroOperation, RunSchedule, StepPlan } from "../plan/operations.ts";
import { mapKernel } from "./run-map.ts";

/** Prepares the operations on a memory; the function runs them. */
export function prepareSchedule(schedule: StepPlan, memory: Float32Array): RunSchedule {
  const largest = schedule.operations.reduce(
    (size, operation) => (operation.kind === "map" ? Math.max(size, storedSize(operation.length, operation.width)) : size),
    0,
  );
  const scratch = new Scratch(largest);
  let isGood = true;
  const kernels = schedule.operations.map((operation): Kernel => {
    const kernel = kernelOf(operation, memory, schedule.operands, scratch);
    const good = goodness(operation, memory);
    if (good === undefined) return kernel;
    return (run) => {
      kernel(run);
      isGood = isGood && good(run);
    };
  });
  return (first, end) => {
    isGood = true;
    let run = first;
    do {
      for (let i = 0; i < kernels.length; i++) kernels[i](run);
      run++;
    } while (isGood && run < end);
    return run;
  };
}

/** After an operation: whether another run may follow. */
function goodness(operation: MicroOperation, memory: Float32Array): ((run: number) => boolean) | undefined {
  if (operation.kind === "mean") {
    const means = meansAt(memory, operation.to);
    return (run) => Number.isFinite(means[run]);
  }
  if (operation.kind !== "blemish") return undefined;
  const { to } = operation;
  return () => memory[to] + memory[to + 1] + memory[to + 2] + memory[to + 3] === 0;
}

/** The float64 in a memory from a place on. */
export function meansAt(memory: Float32Array, place: number): Float64Array {
  return new Float64Array(memory.buffer, memory.byteOffset + 4 * place, (memory.length - place) >> 1);
}

function kernelOf(operation: MicroOperation, memory: Float32Array, operands: readonly LaneOperand[], scratch: Scratch): Kernel {
  switch (operation.kind) {
    case "mean": {
      const places = rowMajorPlaces(operation.from, "columns");
      const means = meansAt(memory, operation.to);
      return (run) => {
        let sum = 0;
        for (let i = 0; i < places.length; i++) sum += memory[places[i]];
        means[run] = sum / places.length;
      };
    }
    case "map":
      return mapKernel(memory, operation, operands, scratch);
    case "transpose": {
      const { from, to } = operation;
      const target = { start: to, length: from.width, width: from.length };
      return moveKernel(memory, rowMajorPlaces(from, "columns"), rowMajorPlaces(target, "rows"));
    }
    case "pack": {
      const { from, stride, to } = operation;
      const targets = rowMajorPlaces(to, "columns");
      return (run) => {
        for (let i = 0; i < targets.length; i++) memory[targets[i]] = memory[from + run * stride + i];
      };
    }
    case "gather": {
      const { count, sources, targets } = operation;
      const tables = new Int32Array(memory.buffer, memory.byteOffset, memory.length);
      return moveKernel(memory, tables.subarray(sources, sources + count), tables.subarray(targets, targets + count));
    }
    case "combineSteps":
      return combineStepsKernel(memory, operation);
    case "sumAll": {
      const places = rowMajorPlaces(operation.from, "columns");
      return () => {
        let sum = 0;
        for (let i = 0; i < places.length; i++) sum = Math.fround(sum + memory[places[i]]);
        memory[operation.to] = sum;
      };
    }
    case "blemish": {
      const { from, count, to } = operation;
      return () => {
        let sum = 0;
        for (let i = from; i < from + count; i++) sum += 0 * memory[i];
        memory.fill(sum, to, to + 4);
      };
    }
  }
}

function moveKernel(memory: Float32Array, sources: Int32Array, targets: Int32Array): Kernel {
  return () => {
    for (let i = 0; i < sources.length; i++) memory[targets[i]] = memory[sources[i]];
  };
}

const COMBINE: Readonly<Record<CombineSteps["combine"], (found: number, element: number) => number>> = {
  add: (sum, element) => Math.fround(sum + element),
  maximum: (found, element) => (found < element ? element : found),
  minimum: (found, element) => (element < found ? element : found),
};

function combineStepsKernel(memory: Float32Array, { combine, initial, from, to }: CombineSteps): Kernel {
  const next = COMBINE[combine];
  return () => {
    for (let lane = 0; lane < from.width; lane++) {
      let place = placeOf(from, 0, lane);
      let found = combine === "add" ? 0 : (initial ?? memory[place]);
      for (let step = 0; step < from.length; step++) {
        found = next(found, memory[place]);
        place += PANEL_WIDTH;
      }
      memory[to + lane] = found;
    }
  };
}
