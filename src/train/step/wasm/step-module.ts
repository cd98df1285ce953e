// Compiles a schedule to a WebAssembly module of one function, with every size and address as a constant.

import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../../wasm/module-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { f64 } from "../../../wasm/scalar.ts";
import type { MicroOperation, Schedule } from "../schedule/schedule.ts";
import { emitMap } from "./map-code.ts";
import { emitGather, emitPack, emitTransposition } from "./move-code.ts";
import { emitBlemish, emitMean, emitSumAll, emitSumSteps } from "./sum-code.ts";

/** The module in the binary format: it exports `memory`, all 0, and `run`, which gives the schedule's mean as f64. */
export function stepModule(schedule: Schedule): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.exportMemory("memory", Math.ceil((4 * schedule.size) / PAGE_BYTES));
  module.function("run", (code) => {
    const mean = code.keep(f64.constant(0));
    for (const operation of schedule.operations) {
      const result = emitOperation(code, operation);
      if (result !== undefined) code.set(mean, result);
    }
    return mean.get;
  });
  return module.finish();
}

function emitOperation(code: FunctionBuilder, operation: MicroOperation): Operand<"f64"> | undefined {
  switch (operation.kind) {
    case "map":
      emitMap(code, operation);
      return undefined;
    case "transpose":
      emitTransposition(code, operation);
      return undefined;
    case "sumSteps":
      emitSumSteps(code, operation);
      return undefined;
    case "sumAll":
      emitSumAll(code, operation);
      return undefined;
    case "pack":
      emitPack(code, operation);
      return undefined;
    case "gather":
      emitGather(code, operation);
      return undefined;
    case "blemish":
      emitBlemish(code, operation);
      return undefined;
    case "mean":
      return emitMean(code, operation);
  }
}
