// How the rows of special values are written: by operator, with inputs of float32 side by side.

import type { ElementType, Given, SpecialRow } from "./special-row.ts";

/** By the operator's type. */
export type RowsOf = Readonly<Record<string, readonly Omit<SpecialRow, "type">[]>>;

export const ODD: readonly number[] = [NaN, Infinity, -Infinity, 0, -0];

/** Inputs of one axis each. */
export function floats(...inputs: readonly (readonly number[])[]): readonly Given[] {
  return inputs.map((data) => ({ data }));
}

export function of(type: ElementType, ...inputs: readonly (readonly number[])[]): readonly Given[] {
  return inputs.map((data) => ({ data, type }));
}

export function shaped(shape: readonly number[], data: readonly number[]): Given {
  return { data, shape };
}

/** One number without axes. */
export function scalar(value: number, type: ElementType = "float32"): Given {
  return { data: [value], shape: [], type };
}

/** Whole numbers that the file holds. */
export function constant(...data: readonly number[]): Given {
  return { data, type: "int64", isConstant: true };
}
