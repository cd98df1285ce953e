// Refuses parameters that are no numbers, whatever file they come from.

import type { Fail } from "./refuse.ts";

/** NetworkBuilder asks for the same of the parameters it gets; here it is asked in a fraction of the time, of all arrays. */
export function requireFinite<Values extends Float32Array | Float64Array>(values: Values, fail: Fail): Values {
  for (let position = 0; position < values.length; position++) {
    if (Number.isFinite(values[position])) continue;
    throw fail({
      message: `element ${position} is ${values[position]}`,
      note: "NaN and infinities in parameters come from a training that diverged or a file that was damaged",
      hint: "train or export the model again",
    });
  }
  return values;
}

/** The same of constants that may be no parameters: a single number may be infinite, as bounds are and what a maximum begins with. */
export function requireFiniteArray<Values extends Float32Array | Float64Array>(values: Values, fail: Fail): Values {
  return values.length === 1 && !Number.isNaN(values[0]) ? values : requireFinite(values, fail);
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
