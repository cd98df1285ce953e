// Evaluates a program and what it is compared with wherever a search asks, and remembers how far apart they were at the most. Searches nothing.

import type { DomainVariable } from "../../network/model.ts";
import type { Program } from "../../program/program.ts";
import type { Pausing } from "../../train/pausing.ts";
import type { Target } from "../../train/target/target.ts";
import { callsAtOnce, evaluatePausing } from "../evaluate.ts";

/** What results are compared with. */
export interface Reference {
  /** Output elements. */
  readonly outputs: number;
  /** inputs × outputs, in float64: what results should be at float32 inputs of `width` numbers. */
  readonly at: (values: Float32Array, width: number) => Float64Array;
  /** Of a result from what it should be; not negative, Infinity where there is no such number. */
  readonly distance: (computed: number, wanted: number) => number;
  /** Of one variable: places where it jumps or bends, by ascending inputs of the domain and what it is there. */
  readonly breaks: (domain: DomainVariable, inputs: Float32Array, wanted: Float64Array) => readonly number[];
}

/** Inputs that were evaluated. */
export interface Tried {
  /** Numbers of an input. */
  readonly width: number;
  readonly count: number;
  /** count × width float32. */
  readonly values: Float32Array;
  /** count × outputs: what results should be there, in float64. */
  readonly wanted: Float64Array;
  /** Of each input the largest distance over the outputs. */
  readonly errors: Float64Array;
  /** The sum of the squares of all errors, one for each output of each input. */
  readonly squares: number;
}

/** The inputs a search evaluated first. */
export interface FirstTried {
  /** All over the domain. */
  readonly spread: readonly Tried[];
  /** Where something happens. */
  readonly notable: readonly Tried[];
}

/** Inputs with their errors, ascending, each once. */
export interface Profile {
  readonly inputs: Float32Array;
  readonly errors: Float64Array;
}

export class Evaluations {
  readonly #program: Program;
  readonly #reference: Reference;
  readonly #width: number;
  #count = 0;
  #largest = -1;
  readonly #byOutput: Float64Array;
  #at: Float32Array;

  /** `width`: the number of input elements. */
  constructor(program: Program, reference: Reference, width: number) {
    this.#program = program;
    this.#reference = reference;
    this.#width = width;
    this.#at = new Float32Array(width);
    this.#byOutput = new Float64Array(reference.outputs);
  }

  /** Inputs so far; one that was evaluated twice counts twice. */
  get count(): number {
    return this.#count;
  }

  /** The largest error so far; −1 before the first input. */
  get largest(): number {
    return this.#largest;
  }

  /** That of each output. */
  get byOutput(): readonly number[] {
    return [...this.#byOutput];
  }

  /** The first input at which the error was that large. */
  get at(): Float32Array {
    return this.#at;
  }

  *try(values: Float32Array): Pausing<Tried> {
    const [width, { outputs, distance }] = [this.#width, this.#reference];
    const count = values.length / width;
    const results = yield* evaluatePausing(this.#program, { width, count, values });
    const wanted = yield* this.#wanted(values);
    const errors = new Float64Array(count);
    let squares = 0;
    let worst = -1;
    let largest = this.#largest;
    for (let i = 0; i < count; i++) {
      let most = 0;
      for (let output = 0; output < outputs; output++) {
        const error = distance(results[i * outputs + output], wanted[i * outputs + output]);
        squares += error * error;
        if (error > most) most = error;
        if (error > this.#byOutput[output]) this.#byOutput[output] = error;
      }
      errors[i] = most;
      if (most <= largest) continue;
      worst = i;
      largest = most;
    }
    if (worst >= 0) {
      this.#largest = largest;
      this.#at = values.slice(worst * width, (worst + 1) * width);
    }
    this.#count += count;
    return { width, count, values, wanted, errors, squares };
  }

  *#wanted(values: Float32Array): Pausing<Float64Array> {
    const [width, { outputs, at }] = [this.#width, this.#reference];
    const wanted = new Float64Array((values.length / width) * outputs);
    const most = callsAtOnce(this.#program) * width;
    for (let first = 0; first < values.length; first += most) {
      wanted.set(at(values.subarray(first, first + most), width), (first / width) * outputs);
      yield;
    }
    return wanted;
  }
}

/** What targets are at float32 inputs of `width` numbers: inputs × targets, in float64. */
export function targetsAt(targets: readonly Target[], values: Float32Array, width: number): Float64Array {
  const count = values.length / width;
  const wanted = new Float64Array(count * targets.length);
  // One array for all points: a view of each takes longer than most targets.
  const point = new Float64Array(width);
  for (let i = 0; i < count; i++) {
    for (let column = 0; column < width; column++) point[column] = values[i * width + column];
    for (let output = 0; output < targets.length; output++) wanted[i * targets.length + output] = targets[output].evaluate(point);
  }
  return wanted;
}

/** |computed − wanted|; Infinity where it is no number. */
export function errorOf(computed: number, wanted: number): number {
  const difference = Math.abs(computed - wanted);
  return Number.isNaN(difference) ? Infinity : difference;
}
