// How many inputs a search evaluates: by default, and where a call of the program costs much. Searches nothing.

/** How many inputs are evaluated. */
export interface Effort {
  /** Spread over the domain, whatever the program is. */
  readonly spread: number;
  /** Spread between them, where errors are rough. */
  readonly finer: number;
  /** Where the program and its errors say: at the most. */
  readonly closer: number;
}

/** At the end of a training, which it must not lengthen much. */
export const USUAL_EFFORT: Effort = { spread: 2 ** 13 + 1, finer: 3 * 2 ** 13, closer: 2 ** 20 };

/** Where a check takes seconds anyway. */
export const THOROUGH_EFFORT: Effort = { spread: 2 ** 18 + 1, finer: 0, closer: 2 ** 21 };

/** What a search may cost. */
export interface EffortLimits {
  /** However little a call costs. */
  readonly most: Effort;
  /** Multiply-adds for the inputs of each kind: where a call costs many, fewer are evaluated. */
  readonly multiplyAdds: Effort;
}

/** Some ten seconds of multiply-adds. */
export const AFTER_TRAINING: EffortLimits = { most: USUAL_EFFORT, multiplyAdds: { spread: 1e10, finer: 1e10, closer: 6e8 } };

/** Where a model's errors are not known and it is only to be shown or written: about a second. */
export const BEFORE_SHOWING: EffortLimits = { most: USUAL_EFFORT, multiplyAdds: { spread: 5e8, finer: 5e8, closer: 2e8 } };

/** Some seconds of interpreting; in WebAssembly a thirtieth of it. */
export const IN_A_CHECK: EffortLimits = { most: THOROUGH_EFFORT, multiplyAdds: { spread: 4e8, finer: 0, closer: 2e9 } };

/** Spread however much a call costs. */
const FEWEST_SPREAD = 257;

/** The same with so many inputs of each kind at the most; those where the program says that something happens are beside them. */
export function atMost(limits: EffortLimits, inputs: number): EffortLimits {
  const { spread, finer, closer } = limits.most;
  return { ...limits, most: { spread: Math.min(spread, inputs), finer: Math.min(finer, inputs), closer: Math.min(closer, inputs) } };
}

/** An effort that can be paid for, of a program whose call takes so many multiply-adds. */
export function affordableEffort({ most, multiplyAdds }: EffortLimits, multiplyAddsOfACall: number): Effort {
  const inputs = (kind: keyof Effort): number => Math.min(most[kind], Math.floor(multiplyAdds[kind] / Math.max(1, multiplyAddsOfACall)));
  return { spread: Math.max(Math.min(FEWEST_SPREAD, most.spread), inputs("spread")), finer: inputs("finer"), closer: inputs("closer") };
}
