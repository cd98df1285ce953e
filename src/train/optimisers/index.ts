// The optimisers. Adding one is a file beside this one and a line here.

import { adam } from "./adam.ts";
import type { Optimiser } from "./optimiser.ts";
import { sgd } from "./sgd.ts";

export const OPTIMISERS = Object.freeze({ adam, sgd }) satisfies Readonly<Record<string, Optimiser>>;

export type OptimiserName = keyof typeof OPTIMISERS;
