// Asks for quantised arguments that stand for the same reals as the result.

import type { Application } from "../../application.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { Unsupported } from "../../values.ts";

/** @throws Unsupported where the scale or the zero point of one of these inputs is not the result's. */
export function sameScale(application: Application, positions: readonly number[]): void {
  const result = oneScaleOf(application.outputs[0]);
  for (const position of positions) {
    const { scale, zeroPoint } = oneScaleOf(application.tensor(position));
    if (scale !== result.scale || zeroPoint !== result.zeroPoint) throw new Unsupported(`its input ${position} has another scale or zero point than its result`);
  }
}
