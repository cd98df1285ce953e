// What a self-test calls a function with and the bits that come of it. Chooses nothing and builds no Program.

import { float32Bits } from "../../numeric/float32.ts";
import type { Program } from "../../program/program.ts";
import { isFloat, type Scalar, type Values } from "../../program/scalar.ts";

export interface Golden {
  /** None where no argument is known whose results have bits, or a call takes too long: arithmetic alone is tested then. */
  readonly calls: number;
  readonly given: GoldenArguments;
  /** The words of the results, call after call, of each call in the order of the outputs. */
  readonly words: Uint32Array;
}

export type GoldenArguments =
  /** Of each input, in order, those of all calls: calls × size. */
  | { readonly kind: "listed"; readonly values: readonly Values[] }
  /** Of a sequence, one number after the other for all elements of all inputs of all calls; a grid for each input. */
  | { readonly kind: "generated"; readonly seed: number; readonly grids: readonly Grid[] };

/**
 * The numbers low + step·i for i from 0 to 255. Of floats all of them are float32, so that nothing is rounded where they are made; of integers and
 * truth values ⌊step·i⌋ is added to a whole low, and 256 times the step is whole and 2^24 at the most.
 */
export interface Grid {
  readonly low: number;
  readonly step: number;
}

/** x ← FACTOR·x + SUMMAND modulo 2^32 (Numerical Recipes, 2nd edition, §7.1), of which the upper eight bits are taken. */
export const [FACTOR, SUMMAND, UNUSED_BITS] = [1664525, 1013904223, 24];

/** FNV-1a (Fowler, Noll, Vo) of words in place of bytes: hash ← (hash ^ word)·PRIME modulo 2^32. A single word that differs always shows. */
export const [OFFSET_BASIS, PRIME] = [2166136261, 16777619];

/** How many words an element of an output has. */
function wordsOfElement(scalar: Scalar): number {
  return scalar === "f64" ? 2 : 1;
}

export function wordsOfCall({ buffers }: Program): number {
  return buffers.reduce((sum, { role, size, scalar }) => (role === "output" ? sum + size * wordsOfElement(scalar) : sum), 0);
}

/** The words of the results of so many calls; undefined in the place of a call one of whose results is NaN, the bits of which mean nothing. */
export function wordsOf(program: Program, results: readonly Values[], calls: number): readonly (Uint32Array | undefined)[] {
  const outputs = program.buffers.filter(({ role }) => role === "output");
  return Array.from({ length: calls }, (_, call) => {
    const numbers = outputs.flatMap(({ size, scalar }, output) => {
      return [...results[output].subarray(call * size, (call + 1) * size)].flatMap((value) => partsOf(value, scalar));
    });
    return numbers.some(Number.isNaN) ? undefined : Uint32Array.from(numbers, (value, place) => (isFloatAt(outputs, place) ? float32Bits(value) : value));
  });
}

/** A float64 as the nearest float32 and what is left. */
function partsOf(value: number, scalar: Scalar): readonly number[] {
  return scalar === "f64" ? [Math.fround(value), Math.fround(value - Math.fround(value))] : [value];
}

function isFloatAt(outputs: readonly { readonly size: number; readonly scalar: Scalar }[], place: number): boolean {
  let end = 0;
  const output = outputs.find(({ size, scalar }) => place < (end += size * wordsOfElement(scalar)));
  return output?.scalar === "f32" || output?.scalar === "f64";
}

export function digestOf(words: Uint32Array): number {
  return words.reduce((digest, word) => Math.imul(digest ^ word, PRIME) >>> 0, OFFSET_BASIS);
}

/** The next numbers of the sequence, as steps of a grid: from 0 to 255. */
export function generatedSteps(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, FACTOR) + SUMMAND) >>> 0;
    return state >>> UNUSED_BITS;
  };
}

/** A number of a grid, of a type. */
export function numberOfGrid({ low, step }: Grid, place: number, scalar: Scalar): number {
  return low + (isFloat(scalar) ? step * place : Math.floor(step * place));
}
