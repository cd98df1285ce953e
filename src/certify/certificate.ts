// What is proved of the error of an emitted function, over every float32 of a domain. Proves nothing itself.

import type { ErrorInParts } from "./largest-error.ts";
import type { Program } from "../program/program.ts";
import type { Enclosure } from "../train/target/enclosure/enclose-target.ts";
import { greatestFloat32To, leastFloat32From } from "../numeric/float32.ts";

/** Of one element of the outputs. */
export interface OutputCertificate {
  /** No |computed − target| is larger, at any float32 of the domain. */
  readonly maxAbsError: number;
  /** Float32 numbers, one for each element of the inputs: near them the bound is reached, or, of several inputs, the largest error found. */
  readonly at: readonly number[];
  /** No |network − target| is larger, of the network in real arithmetic, at any real number between the domain's float32 numbers. */
  readonly networkError: number;
  /** The error in parts of the target and in units in the last place; absent where the target may be 0. */
  readonly inParts?: ErrorInParts | undefined;
  /** No |computed − network| is larger; absent of networks that are not made of lines. */
  readonly roundingError?: number;
  /** An error that there is, at `at`: the largest that was found; absent where only bounds were computed. */
  readonly foundError?: number;
}

/** Of a network that is made of lines, or of a table in its place. */
export interface LineCertificate extends OutputCertificate {
  /** What roundings do, and a table in the network's place. */
  readonly roundingError: number;
}

export type Certification<Output extends OutputCertificate = OutputCertificate> =
  | { readonly kind: "proved"; readonly outputs: readonly Output[]; readonly search?: BoxSearch }
  | NotProved;

/** How boxes of several inputs were looked at. */
export interface BoxSearch {
  readonly boxes: number;
  /** As was asked for: no bound more than so many times the largest error found. */
  readonly tightness: number;
  /** Whether that is so. */
  readonly isTight: boolean;
}

export interface NotProved {
  readonly kind: "not proved";
  /** A sentence without a capital and a full stop. */
  readonly reason: string;
}

export interface Subject {
  /** What is emitted: one input of one element. */
  readonly computed: Program;
  /** What it stands for. */
  readonly network: Program;
  /** Of each element of the outputs. */
  readonly targets: readonly Enclosure[];
  /** The domain. */
  readonly low: number;
  readonly high: number;
}

/** The first and the last float32 of a domain; undefined where it has fewer than two. */
export function floatsOfDomain({ low, high }: Subject): readonly [number, number] | undefined {
  const [least, greatest] = [leastFloat32From(low), greatestFloat32To(high)];
  return least < greatest ? [least, greatest] : undefined;
}

export const NO_FLOATS = notProved("its domain holds fewer than two float32 numbers");
export const NO_BANDS = notProved("it is not known near enough what is computed");

export function notProved(reason: string): NotProved {
  return { kind: "not proved", reason };
}

/** The outputs, where there is a bound of each. */
export function certificationOf<Output extends OutputCertificate>(outputs: readonly Output[]): Certification<Output> {
  const isKnown = outputs.every(({ maxAbsError, networkError }) => maxAbsError < Infinity && networkError < Infinity);
  return isKnown ? { kind: "proved", outputs } : notProved("the target has no bounds in the domain that nnc can compute");
}
