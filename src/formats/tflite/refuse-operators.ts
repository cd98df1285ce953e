// Refuses the operators of a TensorFlow Lite model that cannot be computed, all in one message.

import { refused } from "../refuse.ts";

/** Operators named in one message. */
const MOST_NAMED = 1000;

/** @param problems by the places of operators in their order. @throws DiagnosticError where there is one. */
export function refuseOperators(problems: ReadonlyMap<number, string>, nameOf: (operator: { readonly place: number }) => string, file: string): void {
  if (problems.size === 0) return;
  const lines = [...problems].map(([place, problem]) => `${nameOf({ place })}: ${problem}`);
  const more = lines.length - MOST_NAMED;
  throw refused(file, {
    kind: "unsupported",
    message: lines.length === 1 ? "an operator of the model is not supported" : `${lines.length} operators of the model are not supported`,
    note: [...lines.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
    hint: "docs/tflite.md lists the operators that are supported",
  });
}
