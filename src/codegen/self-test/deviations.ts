// What compilers make of a Program where they do not keep to it: each kind by itself, as another Program or another precision. Stands in for
// them when arguments are chosen whose results show it; claims no bit of what a compiler computes.

import { withoutKernels } from "../../program/inline-kernels.ts";
import type { LocalId, Program } from "../../program/program.ts";
import { digitsOfConstants, fusedVariables, reorderedSums, roundedProducts, wideVariables } from "./float-deviations.ts";
import { integerDeviations } from "./integer-deviations.ts";

export interface Deviation {
  readonly program: Program;
  /** Variables of f32 that are not rounded. */
  readonly unrounded: ReadonlySet<LocalId>;
}

/** Those that change anything in the program. Elementary functions are deviated from as a whole and by themselves: compilers may do either. */
export function deviationsOf(program: Program): readonly Deviation[] {
  const inlined = withoutKernels(program);
  const ofFloats = [digitsOfConstants(inlined), roundedProducts(program), reorderedSums(program)];
  const changed = [...ofFloats, ...integerDeviations(program)].filter((one) => one !== undefined);
  return [
    ...unrounded(program),
    ...(inlined === program ? [] : unrounded(inlined)),
    ...changed.map((one) => ({ program: one, unrounded: NONE })),
  ];
}

const NONE: ReadonlySet<LocalId> = new Set();

function unrounded(program: Program): readonly Deviation[] {
  const wide = wideVariables(program);
  return [fusedVariables(program, wide), wide].filter(({ size }) => size > 0).map((variables) => ({ program, unrounded: variables }));
}
