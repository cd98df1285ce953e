// All rows of special values, operator by operator.

import { ACTIVATIONS } from "./activations.ts";
import { ARITHMETIC } from "./arithmetic.ts";
import { ORDERS } from "./orders.ts";
import type { RowsOf } from "./rows.ts";
import type { SpecialRow } from "./special-row.ts";
import { SUMS } from "./sums.ts";
import { WINDOWS } from "./windows.ts";

export interface SpecialGroup {
  readonly title: string;
  readonly rows: readonly SpecialRow[];
}

export const SPECIAL_GROUPS: readonly SpecialGroup[] = [
  { title: "Activations", rows: rowsOf(ACTIVATIONS) },
  { title: "Bounds, extremes and comparisons", rows: rowsOf(ORDERS) },
  { title: "Arithmetic, elementary functions and conversions", rows: rowsOf(ARITHMETIC) },
  { title: "Products, sums, normalisations and places", rows: rowsOf(SUMS) },
  { title: "Convolutions and pooling", rows: rowsOf(WINDOWS) },
];

function rowsOf(rows: RowsOf): readonly SpecialRow[] {
  return Object.entries(rows).flatMap(([type, own]) => own.map((row) => ({ type, ...row })));
}
