// Says what reading the arrays of a file converted them to. Converts none.

import type { Notice } from "../../network/notice.ts";
import type { Constant } from "./tensor.ts";

const WIDENED = ["float16", "bfloat16"] as const;

/** One notice for each type that is not float32 itself; none for integers, which are kept exactly or refused. */
export function conversionsOf(constants: readonly Constant[]): readonly Notice[] {
  const widened = WIDENED.map((from): Notice => {
    return { kind: "widened", from, parameters: total(constants.map(({ type, values }) => (type === from ? values.length : 0))) };
  });
  const rounded = constants.flatMap(({ values, rounding }) => (rounding === undefined ? [] : [{ parameters: values.length, ...rounding }]));
  const narrowed: Notice = {
    kind: "narrowed",
    from: "double",
    parameters: total(rounded.map(({ parameters }) => parameters)),
    changed: total(rounded.map(({ changed }) => changed)),
    worst: rounded.reduce((most, { worst }) => Math.max(most, worst), 0),
  };
  return [narrowed, ...widened].filter((notice) => !("parameters" in notice) || notice.parameters > 0);
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
