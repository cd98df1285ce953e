// Refuses parameters that are no numbers, whatever file they come from. Other constants may be infinite, as masks and bounds are.

import type { Fail } from "./refuse.ts";

/** NetworkBuilder asks for the same of the parameters it gets; here the error says where in the file they are. */
export function requireFinite<Values extends Float32Array | Float64Array>(values: Values, fail: Fail): Values {
  const position = firstNotFinite(values);
  if (position < 0) return values;
  throw fail({
    message: `element ${position} is ${values[position]}`,
    note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
    hint: "train or export the model again",
  });
}

/** Its position; −1 where there is none. A loop: there may be hundreds of millions. */
export function firstNotFinite(values: Float32Array | Float64Array): number {
  for (let position = 0; position < values.length; position++) if (!Number.isFinite(values[position])) return position;
  return -1;
}

/** The error for a number that is finite in the file and not in float32. `type` is what the file calls its numbers. */
export function beyondFloat32(position: number, value: number, type: string, fail: Fail): Error {
  return fail({
    kind: "unsupported",
    message: `element ${position} is ${value}, which is beyond float32`,
    note: `parameters of type ${type} are rounded to float32, whose largest value is about 3.4e38`,
    hint: "scale the model, or train it in float32",
  });
}
