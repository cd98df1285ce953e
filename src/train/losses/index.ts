// The losses a network may be trained for. Adding one is a file beside this one and a line here.

import type { Loss } from "./loss.ts";
import { meanSquaredError } from "./mean-squared-error.ts";

export const LOSSES = Object.freeze({
  "mean-squared-error": meanSquaredError,
}) satisfies Readonly<Record<string, Loss>>;

export type LossName = keyof typeof LOSSES;
