// Long work that pauses now and then, so that whoever has it done can look at something else meanwhile, or leave it.

/** Pauses some fifty times a second or more often, whatever comes of the work. */
export type Pausing<Result> = Generator<undefined, Result, void>;

/** The work of a generator whose reports nobody looks at: each of them is a pause. */
export function* unreported<Result>(work: Generator<unknown, Result, void>): Pausing<Result> {
  let next = work.next();
  for (; next.done !== true; next = work.next()) yield;
  return next.value;
}
