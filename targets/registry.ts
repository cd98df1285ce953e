// The targets there are, in the order of the table. A new one is a file of targets/rows and a line here.

import { gcc } from "./rows/gcc.ts";
import type { Target } from "./target.ts";

export const TARGETS: readonly Target[] = [gcc];
