// Goes through work that pauses, and counts how often it does: no test could tell by time that it pauses often enough.

export function countedPauses<Result>(work: Generator<unknown, Result, void>): { readonly pauses: number; readonly result: Result } {
  let pauses = 0;
  let next = work.next();
  for (; next.done !== true; next = work.next()) if (next.value === undefined) pauses++;
  return { pauses, result: next.value };
}
