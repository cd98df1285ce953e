// Where this checkout is. Reads nothing.

import { fileURLToPath } from "node:url";

/** Seen from the bundle in .cache/bench/. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
