// Compiles a schedule to a WebAssembly module, with every size and address as a constant.

import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../../wasm/module-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { f32, f64, i32 } from "../../../wasm/scalar-instructions.ts";
import type { LaneOperand } from "../plan/operands.ts";
import type { Blemish, MicroOperation, StepPlan } from "../plan/operations.ts";
import { emitMap } from "./map-code.ts";
import { emitGather, emitPack, emitTransposition } from "./move-code.ts";
import { emitBlemish, emitMean, emitCombineSteps, emitSumAll } from "./sum-code.ts";

/**
 * The module in the binary format: it exports `memory`, all 0, and `run`, which is the schedule's `RunSchedule`.
 *
 * Every operation is a function of its own. What V8's optimising compiler takes for a function grows faster than its length:
 * so the operations that run longest are optimised within the first steps, and all of them in half the time. All runs of a row
 * are one call from JavaScript, which costs as much as a small operation.
 */
export function stepModule(schedule: StepPlan): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.exportMemory("memory", Math.ceil((4 * schedule.size) / PAGE_BYTES));
  const emitters = schedule.operations.map((operation) => operationEmitter(module, operation, schedule.operands));
  module.function("run", (code) => {
    const [first, end] = [code.parameter("i32"), code.parameter("i32")];
    const run = code.keep(first.get);
    code.block((exit) => {
      code.loop((again) => {
        const conditions = emitters.map((emit) => emit(code, run.get)).filter((condition) => condition !== undefined);
        code.increase(run, 1);
        for (const isGood of conditions) code.branchIf(exit, i32.isZero(isGood));
        code.branchIf(again, i32.lessSigned(run.get, end.get));
      });
    });
    return run.get;
  });
  return module.finish();
}

/** Emits an operation of a run; where that may be the last one, the condition, 1 or 0, on which there is another. */
type OperationEmitter = (code: FunctionBuilder, run: Operand<"i32">) => Operand<"i32"> | undefined;

/** Adds the function of an operation to the module. */
function operationEmitter(module: ModuleBuilder, operation: MicroOperation, operands: readonly LaneOperand[]): OperationEmitter {
  const always = (build: (code: FunctionBuilder) => void): OperationEmitter => {
    const procedure = module.procedure(build);
    return (code) => {
      code.emit(procedure());
      return undefined;
    };
  };
  switch (operation.kind) {
    case "map":
      return always((code) => emitMap(code, operation, operands));
    case "transpose":
      return always((code) => emitTransposition(code, operation));
    case "combineSteps":
      return always((code) => emitCombineSteps(code, operation));
    case "sumAll":
      return always((code) => emitSumAll(code, operation));
    case "gather":
      return always((code) => emitGather(code, operation));
    case "pack": {
      const pack = module.procedure((code) => emitPack(code, operation, code.parameter("i32").get));
      return (code, run) => {
        code.emit(pack(run));
        return undefined;
      };
    }
    case "mean": {
      const mean = module.expression("f64", (code) => emitMean(code, operation, code.parameter("i32").get));
      return (code, run) => {
        const value = code.keep(mean(run));
        return f64.equal(f64.subtract(value.get, value.get), f64.constant(0));
      };
    }
    case "blemish": {
      const blemish = always((code) => emitBlemish(code, operation));
      return (code, run) => {
        blemish(code, run);
        return hasNone(operation);
      };
    }
  }
}

function hasNone({ to }: Blemish): Operand<"i32"> {
  const [first, ...others] = [0, 1, 2, 3].map((lane) => f32.load(i32.constant(0), 4 * (to + lane)));
  return f32.equal(others.reduce((sum, lane) => f32.add(sum, lane), first), f32.constant(0));
}
