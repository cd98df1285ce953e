// Goes through a training without looking at its reports.

/** What a generator returns. */
export function toEnd<Result>(steps: Generator<unknown, Result, void>): Result {
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}
