// How functions of other tools are called, which take and fill arrays, whatever their sizes.

import type { TimedFunction, TimedParameter } from "../../codegen/timer.ts";
import { SPOKEN, type LanguageName } from "../../languages/index.ts";
import { callingConvention, type Program } from "../../program/program.ts";
import { TIMED } from "../subject.ts";

/** `void timed(const float *x0, float *y0)`, with the sizes of the emitted function; undefined where nobody writes the language. */
export function timedWithArrays(program: Program, language: LanguageName): TimedFunction | undefined {
  const { foreignFunction } = SPOKEN[language].timer;
  if (foreignFunction === undefined) return undefined;
  const { inputs, outputs } = callingConvention(program);
  const array = (size: number): TimedParameter => ({ size, isNumber: false });
  return {
    name: TIMED,
    sourceName: TIMED,
    headers: [],
    prototypes: [foreignFunction(TIMED, inputs.map((_, place) => `x${place}`), outputs.map((_, place) => `y${place}`))],
    inputs: inputs.map(({ buffer }) => array(buffer.size)),
    outputs: outputs.map(({ buffer }) => array(buffer.size)),
    isBatch: false,
  };
}
