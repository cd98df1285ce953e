// PAD, PADV2 and MIRROR_PAD: x in a frame of 0, of a number, or of its own elements.

import { pad } from "../../../network/ops/pad.ts";
import { Unsupported } from "../values.ts";
import type { Application } from "../application.ts";
import { oneScaleOf } from "../quantisation.ts";
import type { Operation } from "./operation.ts";
import { isQuantised } from "./refuse-quantised.ts";

/** Of MIRROR_PAD. */
const REFLECT = 0;
/** Of pad. */
const REFLECTED = 1;

/** How many elements before and after each axis: of all axes before, then of all after. */
function pads(application: Application): readonly number[] {
  const given = application.numbers(1);
  return [...given.filter((_, position) => position % 2 === 0), ...given.filter((_, position) => position % 2 === 1)];
}

/** Integers that stand for reals are framed by what stands for 0. */
const framedByZero: Operation = (application) => {
  const value = isQuantised(application, 0) ? oneScaleOf(application.tensor(0)).zeroPoint : 0;
  return [application.apply(pad, [application.input(0)], { pads: pads(application), value })];
};

export const FRAMES: Readonly<Record<string, Operation>> = {
  PAD: framedByZero,
  PADV2: (application) => [application.apply(pad, [application.input(0)], { pads: pads(application), value: application.numbers(2)[0] })],
  MIRROR_PAD(application) {
    if (application.options.byte(0) !== REFLECT) throw new Unsupported("its mode is SYMMETRIC instead of REFLECT");
    return [application.apply(pad, [application.input(0)], { pads: pads(application), mode: REFLECTED })];
  },
};
