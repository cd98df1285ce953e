// What is said of a model's inputs when it is read: sizes that it leaves open, and inputs that are constants. Applies nothing.

/** Whatever is not said is as the model has it. */
export interface InputSettings {
  /** Sizes of axes, by the names that the model has for them; several axes may have one. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Whole shapes of inputs, by the inputs' names. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  /** The elements of inputs that are constants, by the inputs' names: row-major, or one number for all of them. */
  readonly fixed: ReadonlyMap<string, readonly number[]>;
}

export const NOTHING_SAID: InputSettings = { sizes: new Map(), shapes: new Map(), fixed: new Map() };
