// What a search compares results with: targets, or the results of another program. Searches nothing.

import { breakpointsOf } from "../../analysis/breakpoints.ts";
import { callingConvention, type Program } from "../../program/program.ts";
import { ofOneVariable } from "../../train/target/one-variable.ts";
import type { Target } from "../../train/target/target.ts";
import { evaluate } from "../evaluate.ts";
import { within } from "../points.ts";
import { errorOf, targetsAt, type Reference } from "./evaluations.ts";
import { targetBreaks } from "./target-breaks.ts";

/** One target for each output element. */
export function referenceOfTargets(targets: readonly Target[]): Reference {
  return {
    outputs: targets.length,
    at: (values, width) => targetsAt(targets, values, width),
    distance: errorOf,
    breaks: (_domain, inputs, wanted) => {
      const points = Float64Array.from(inputs);
      return targets.flatMap((target, output) => {
        const column = Float64Array.from(inputs, (_, place) => wanted[place * targets.length + output]);
        return targetBreaks(ofOneVariable(target), points, column);
      });
    },
  };
}

/** |computed − wanted|; none where both are the same, infinities and NaN included. */
export function distanceOf(computed: number, wanted: number): number {
  return Object.is(computed, wanted) ? 0 : errorOf(computed, wanted);
}

/** What a program computes, with the bits that are emitted. */
export function referenceOfProgram(program: Program): Reference {
  return {
    outputs: callingConvention(program).outputs.reduce((sum, { buffer }) => sum + buffer.size, 0),
    at: (values, width) => Float64Array.from(evaluate(program, { width, count: values.length / width, values })),
    distance: distanceOf,
    breaks: (domain) => {
      const found = breakpointsOf(program, within(domain.low, domain), within(domain.high, domain));
      return found.kind === "known" ? found.outputs.flat().map(({ value }) => value) : [];
    },
  };
}
