// What columns are called beside axes: their header without the unit, and the unit. Reads no files.

import type { TrainingRecord } from "../../../network/model.ts";
import { unitOfHeader, withoutUnit } from "../../../train/data/unit-of-header.ts";

export interface ColumnTitle {
  readonly name: string;
  readonly unit: string | undefined;
}

/** The name of the variable where the column has no header. */
export function columnTitle({ header, name }: { readonly header: string; readonly name: string }): ColumnTitle {
  const title = withoutUnit(header);
  return { name: title === "" ? name : title, unit: unitOfHeader(header) };
}

/** One for each variable of the network's inputs and then of its outputs; undefined where it was not trained on columns. */
export function recordedTitles({ domain, data }: Pick<TrainingRecord, "domain" | "data">): readonly ColumnTitle[] | undefined {
  return data && [...domain, ...data.outputs].map(({ name }, position) => columnTitle({ name, header: data.headers?.[position] ?? name }));
}
