// How the texts of --tolerance are read: a percentage for all figures of a baseline, or for one.

import { FIGURE_NAMES, isFigureName, type FigureName, type Figures } from "../../baseline/figures.ts";
import type { Problem } from "../../diagnostics/problem.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { parseDecimal } from "../../run/settings/numbers.ts";

export interface GivenTolerance {
  /** All of them where it is not said. */
  readonly figure: FigureName | undefined;
  /** In parts of what is recorded. */
  readonly tolerance: number;
}

/** `5%`, `code=5%` */
export function readRegression(text: string): GivenTolerance | Problem {
  const [, name, share] = /^(?:([^=]*)=)?(.*)$/s.exec(text) ?? [];
  if (name !== undefined && !isFigureName(name)) {
    return { problem: `there is no figure '${name}'`, note: `there are ${FIGURE_NAMES.join(", ")}`, hint: didYouMean(name, FIGURE_NAMES) };
  }
  const percent = parseDecimal(share.replace(/\s*%$/, ""));
  if (!share.endsWith("%") || percent === undefined || percent < 0) {
    return { problem: `'${share}' is no percentage`, hint: "write for example 5%, or code=5% for one figure" };
  }
  return { figure: name, tolerance: percent / 100 };
}

/** What is said of each figure; what is said of one goes before what is said of all. */
export function tolerancesOf(given: readonly GivenTolerance[]): Figures {
  const all = given.filter(({ figure }) => figure === undefined).at(-1);
  const each = all === undefined ? [] : FIGURE_NAMES.map((figure) => [figure, all.tolerance] as const);
  const single = given.flatMap(({ figure, tolerance }) => (figure === undefined ? [] : [[figure, tolerance] as const]));
  return Object.fromEntries([...each, ...single]);
}
