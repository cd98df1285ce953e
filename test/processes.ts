// The processes of a run of tests, as Linux lists them in /proc: their group, and those that one of them has started. Elsewhere there are none.

import { readdirSync, readFileSync } from "node:fs";

/** The group of this process; 0 where nobody tells. */
export function processGroup(): number {
  return statusOf("self")?.group ?? 0;
}

/** Kills every process that descends from this one. */
export function endDescendants(ancestor: number): void {
  for (const process of descendantsOf(ancestor)) {
    try {
      globalThis.process.kill(process, "SIGKILL");
    } catch {
      // It has ended since.
    }
  }
}

export function descendantsOf(ancestor: number): readonly number[] {
  const parents = new Map(listed().map((process) => [process, statusOf(String(process))?.parent ?? 0]));
  const found = new Set([ancestor]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const [process, parent] of parents) if (found.has(parent)) found.add(process);
  }
  found.delete(ancestor);
  return [...found];
}

function listed(): readonly number[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number);
  } catch {
    return [];
  }
}

function statusOf(process: string): { readonly parent: number; readonly group: number } | undefined {
  try {
    const text = readFileSync(`/proc/${process}/stat`, "utf8");
    // After the program's name, in brackets, which may have spaces and brackets itself: state, parent, group.
    const [, parent, group] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(parent), group: Number(group) };
  } catch {
    return undefined;
  }
}
