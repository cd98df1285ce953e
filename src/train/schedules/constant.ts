// constant: the same learning rate from the first step to the last.

import type { Schedule } from "./schedule.ts";

export const constant: Schedule = { name: "constant", parameters: [], factor: () => 1 };
