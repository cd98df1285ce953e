// Long work that pauses now and then, so that whoever has it done can look at something else meanwhile, or leave it.

/** Pauses some fifty times a second or more often, whatever comes of the work. */
export type Pausing<Result> = Generator<undefined, Result, void>;
