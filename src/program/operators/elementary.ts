// Elementary functions as operators: the row of a kernel follows from what it computes. Knows no kernel by name.

import { everything } from "../domains/interval.ts";
import type { Kernel } from "../kernel.ts";
import type { Lane, LaneTarget } from "../lanes.ts";
import type { Operator } from "../operator.ts";
import { kernelLanes } from "./kernel-lanes.ts";

/**
 * Of float32 alone where types are looked at. Lanes are as well evaluated in float64, for what trains in it; there the kernel's
 * function of float64 stands in.
 */
export function elementary(kernel: Kernel): Operator {
  let lanes: Operator["lanes"] | undefined;
  return {
    operands: kernel.operands,
    result: (operands) => (operands.every((scalar) => scalar === "f32") ? "f32" : undefined),
    lanes(operands, to) {
      if (to.data instanceof Float64Array) {
        lanesOfFloat64(kernel, operands, to);
        return;
      }
      lanes ??= kernelLanes(kernel);
      lanes(operands, to);
    },
    interval: (_operands, scalar) => everything(scalar),
    ...(kernel.linear === undefined ? {} : { linear: kernel.linear }),
    ...(kernel.affine === undefined ? {} : { affine: kernel.affine }),
  };
}

function lanesOfFloat64({ float64 }: Kernel, operands: readonly Lane[], { data, offset, count }: LaneTarget): void {
  for (let i = 0; i < count; i++) data[offset + i] = float64(...operands.map((lane) => lane.data[lane.offset + i * lane.step]));
}
