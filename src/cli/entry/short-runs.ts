// Sets V8 for commands that run for some tenths of a second, as most do. Long runs lose nothing that can be measured.

import { setFlagsFromString } from "node:v8";

/** What is new stays in the room that there is at first, instead of ever more: by the time that would spare work, most commands are done. */
const LESS_ROOM = "--semi-space-growth-factor=1";

/**
 * Functions are compiled anew for speed later, by the first number of Node's version: hundreds are called often enough for it in a tenth of a second and
 * not often enough to gain by it, and it took a third of the processor's time. From 24 on V8 has a compiler in between. It complains of flags that it
 * does not know.
 */
const LATER = new Map([
  ["20", "--interrupt-budget=600000"],
  ["22", "--invocation-count-for-turbofan=30000"],
]);

/** For the whole process. */
export function setForShortRuns(): void {
  setFlagsFromString(LESS_ROOM);
  const later = LATER.get(process.versions.node.split(".")[0]);
  if (later !== undefined) setFlagsFromString(later);
}
