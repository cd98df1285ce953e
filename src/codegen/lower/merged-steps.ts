// Runs through reduced axes behind one another as through one, where every factor's elements lie so in memory: one long loop in place of
// short ones. Emits nothing.

import { constantIndex, variableIndex } from "../../program/expression.ts";
import type { Expression, Index } from "../../program/program.ts";
import type { ReduceSite } from "./reduce.ts";

export interface Steps {
  /** Of the loops. */
  readonly extents: readonly number[];
  /** A step along every reduced axis, from those of the loops. */
  readonly at: (steps: readonly Index[]) => readonly Index[];
}

/** The innermost axes are taken together as far as they go; axes of one step have no loop. */
export function mergedSteps(site: ReduceSite): Steps {
  const { over } = site.reduction;
  const long = [...over.keys()].filter((axis) => over[axis] > 1);
  let first = Math.max(long.length - 1, 0);
  while (first > 0 && isContinued(site, long[first - 1], long.slice(first))) first--;
  const outer = long.slice(0, first);
  const inner = long.slice(first).reduce((product, axis) => product * over[axis], 1);
  const innermost = long.at(-1);
  return {
    extents: [...outer.map((axis) => over[axis]), inner],
    at: (steps) =>
      over.map((_, axis) => {
        if (axis === innermost) return steps[outer.length];
        return outer.includes(axis) ? steps[outer.indexOf(axis)] : constantIndex(0);
      }),
  };
}

/** Whether a step along an axis is, in every factor, as far as the whole of the axes behind it. */
function isContinued({ reduction: { over, factors }, shape, read }: ReduceSite, axis: number, behind: readonly number[]): boolean {
  // Variables that no program has.
  const probes = over.map((_, position) => Number.MAX_SAFE_INTEGER - position);
  const indices = shape.map(() => constantIndex(0));
  const length = behind.reduce((product, one) => product * over[one], 1);
  return factors.every(({ argument, at }) => {
    const terms = placeOf(read(argument, at(indices, probes.map(variableIndex))))?.terms;
    const strideOf = (own: number): number => terms?.find(({ variable }) => variable === probes[own])?.factor ?? 0;
    return terms !== undefined && strideOf(axis) === strideOf(behind[behind.length - 1]) * length;
  });
}

/** Where an element is loaded; undefined where it is computed. */
function placeOf(element: Expression): Index | undefined {
  if (element.kind === "convert") return placeOf(element.operand);
  return element.kind === "load" ? element.index : undefined;
}
