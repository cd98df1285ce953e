// A program that is a network of rectifiers, such as relu and leaky relu, and of sums: what it computes as data, roundings included.

import type { Program } from "../../program/program.ts";
import { runOfForms, type SmoothFunctions } from "../form-run.ts";
import { isTraced, type TracedSum } from "./traced-sum.ts";
import { TracedSums, type Rectifier } from "./traced-sums.ts";

export interface RectifierNetwork {
  /** Elements of the inputs, which are the first summands. */
  readonly inputs: number;
  /** The other summands, each after those that it is computed of. */
  readonly rectifiers: readonly Rectifier[];
  /** Of each element of the outputs. */
  readonly outputs: readonly TracedSum[];
  /** The largest peak of a sum. */
  readonly peak: number;
}

const NO_FUNCTIONS: SmoothFunctions = { ofOne: new Map(), ofTwo: new Map(), nearTo: () => undefined };

/** Undefined of a program that is something else. @param program its calls are in place. */
export function rectifierNetworkOf(program: Program): RectifierNetwork | undefined {
  const inputs = program.buffers.reduce((sum, { role, size }) => sum + (role === "input" ? size : 0), 0);
  const sums = new TracedSums(inputs);
  const run = runOfForms(sums, program, NO_FUNCTIONS, "float32");
  const outputs = run(Array.from({ length: inputs }, (_, input) => ({ form: sums.input(input), low: -Infinity, high: Infinity })));
  if (outputs?.every(isTraced) !== true) return undefined;
  const { rectifiers } = sums;
  const peak = [...rectifiers.map(({ x }) => x), ...outputs].reduce((most, sum) => Math.max(most, sum.peak), 1);
  return { inputs, rectifiers, outputs, peak };
}
