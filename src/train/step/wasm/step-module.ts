// Compiles a schedule to a WebAssembly module, with every size and address as a constant.

import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../../wasm/module-builder.ts";
import { f64 } from "../../../wasm/scalar.ts";
import type { MicroOperation, Schedule } from "../schedule/schedule.ts";
import { emitMap } from "./map-code.ts";
import { emitGather, emitPack, emitTransposition } from "./move-code.ts";
import { emitBlemish, emitMean, emitSumAll, emitSumSteps } from "./sum-code.ts";

/**
 * The module in the binary format: it exports `memory`, all 0, and `run`, which gives the schedule's mean as f64.
 *
 * Every operation is a function of its own. What V8's optimising compiler takes for a function grows faster than its length:
 * so the operations that run longest are optimised within the first steps, and all of them in half the time.
 */
export function stepModule(schedule: Schedule): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.exportMemory("memory", Math.ceil((4 * schedule.size) / PAGE_BYTES));
  const parts = schedule.operations.map((operation) =>
    operation.kind === "mean"
      ? { mean: module.expression("f64", (code) => emitMean(code, operation)) }
      : { call: module.procedure((code) => emitOperation(code, operation)) },
  );
  module.function("run", (code) => {
    const mean = code.keep(f64.constant(0));
    for (const part of parts) {
      if (part.mean === undefined) code.emit(part.call);
      else code.set(mean, part.mean);
    }
    return mean.get;
  });
  return module.finish();
}

function emitOperation(code: FunctionBuilder, operation: Exclude<MicroOperation, { readonly kind: "mean" }>): void {
  switch (operation.kind) {
    case "map":
      emitMap(code, operation);
      break;
    case "transpose":
      emitTransposition(code, operation);
      break;
    case "sumSteps":
      emitSumSteps(code, operation);
      break;
    case "sumAll":
      emitSumAll(code, operation);
      break;
    case "pack":
      emitPack(code, operation);
      break;
    case "gather":
      emitGather(code, operation);
      break;
    case "blemish":
      emitBlemish(code, operation);
      break;
  }
}
