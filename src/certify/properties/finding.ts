// What can be found out of a property of an emitted function. Proves nothing itself.

import type { PropertyName } from "./property-name.ts";

/** Of one element of the outputs, and where the property is asked of each input of one of these. */
export interface Finding {
  readonly property: PropertyName;
  /** Elements of the outputs and of the inputs, from 0. */
  readonly output: number;
  readonly input?: number;
  readonly verdict: Verdict;
}

/**
 * What a statement is of: `emitted`, of what is computed at every float32 of the domain, every rounding included; `network`, of the network in real
 * arithmetic at every real number between them.
 */
export type Of = "emitted" | "network";

export type Verdict =
  | Proved
  | Undecided
  /** `witness`: results of the interpreter, that is of what is emitted, which show that it does not hold. */
  | { readonly kind: "refuted"; readonly witness: readonly Evaluated[]; readonly figures: readonly Figure[] };

export interface Undecided {
  readonly kind: "undecided";
  /** A sentence without a capital and a full stop. */
  readonly reason: string;
  readonly figures: readonly Figure[];
}

export interface Proved {
  readonly kind: "proved";
  readonly of: Of;
  /** Of what is monotone, where either would do. */
  readonly direction?: "rising" | "falling";
  /** Where it is of the network, `deviation` says by how much what is emitted departs from it at the most. */
  readonly figures: readonly Figure[];
}

/** A number that is proved: no value is above it, or none below. */
export interface Figure {
  /** A word or two. */
  readonly name: string;
  readonly value: number;
  /** The side that digits may be left out on. */
  readonly isBound: "upper" | "lower";
}

/** An input and the output that it is about. */
export interface Evaluated {
  readonly at: readonly number[];
  readonly value: number;
}

export function proved(of: Of, ...figures: readonly Figure[]): Proved {
  return { kind: "proved", of, figures };
}

/**
 * Of the network, whose results may both be off by `deviation`. Where that is not bounded nothing is said, for what is emitted may be anything.
 */
export function provedOfNetwork(deviation: number, ...figures: readonly Figure[]): Proved | Undecided {
  if (deviation < Infinity) return proved("network", ...figures, atMost("deviation", 2 * deviation));
  return undecided("it is so in real arithmetic, but what roundings do is not bounded", ...figures);
}

export function refuted(witness: readonly Evaluated[], ...figures: readonly Figure[]): Verdict {
  return { kind: "refuted", witness, figures };
}

export function undecided(reason: string, ...figures: readonly Figure[]): Undecided {
  return { kind: "undecided", reason, figures };
}

export function atMost(name: string, value: number): Figure {
  return { name, value, isBound: "upper" };
}

export function atLeast(name: string, value: number): Figure {
  return { name, value, isBound: "lower" };
}
