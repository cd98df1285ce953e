// The schedule: what a training step does, operation by operation, over one memory of float32. Two executors run it with
// the same bits: wasm/ compiles it to one WebAssembly function, scalar/ runs it in plain JavaScript.

import type { Reduction } from "../../../network/reduction.ts";
import type { Expression } from "../../../program/program.ts";
import type { PanelMatrix } from "../../gemm/panel-matrix.ts";
import type { MatrixProduct } from "../../gemm/product.ts";
import type { LaneOperand } from "./operands.ts";

/** Runs first … end − 1 of a schedule, in a row; fewer where one leaves a blemish: the one after the last that was made. */
export type RunSchedule = (first: number, end: number) => number;

export interface StepPlan {
  /** Size of the memory in float32, a multiple of eight; places count float32 from its start. */
  readonly size: number;
  /** What the memory holds before the first run; 0 everywhere else. */
  readonly initial: readonly InitialData[];
  /** What the locals of the maps' expressions are: local i is operand i. */
  readonly operands: readonly LaneOperand[];
  /** One after the other. */
  readonly operations: readonly MicroOperation[];
}

export interface InitialData {
  readonly start: number;
  readonly data: Float32Array | Int32Array;
}

export type MicroOperation = MapLanes | Transpose | CombineSteps | SumAll | Pack | Gather | Mean | Blemish;

/**
 * Computes expressions of float32 for every element of a matrix of length × width, those of the product's result where there is
 * one, and stores them in matrices of that form. All expressions are evaluated, for an element, before any is stored.
 */
export interface MapLanes {
  readonly kind: "map";
  readonly length: number;
  readonly width: number;
  readonly product: MatrixProduct | undefined;
  readonly stores: readonly LaneStore[];
}

export interface LaneStore {
  readonly start: number;
  readonly value: Expression;
}

/** Element (lane, step) of the matrix at `to` becomes element (step, lane) of `from`. */
export interface Transpose {
  readonly kind: "transpose";
  readonly from: PanelMatrix;
  readonly to: number;
}

/**
 * Element (0, lane) at `to` becomes the sum, maximum or minimum of elements (0, lane), (1, lane), …, as a `Reduction` combines
 * them: a sum is a float32 chain from 0; padding included.
 */
export interface CombineSteps {
  readonly kind: "combineSteps";
  readonly combine: Reduction["combine"];
  /** What an extreme begins with; undefined where that is the first element. */
  readonly initial: number | undefined;
  readonly from: PanelMatrix;
  readonly to: number;
}

/** The float32 at `to` becomes the sum of all elements, step by step and lane by lane: a float32 chain from 0. */
export interface SumAll {
  readonly kind: "sumAll";
  readonly from: PanelMatrix;
  readonly to: number;
}

/**
 * Copies rows of `to.width` float32, one after the other, into the steps of a matrix: in run r of several in a row from
 * `from` + r·`stride` on. All that differs from run to run is packed, from queues.
 */
export interface Pack {
  readonly kind: "pack";
  readonly from: number;
  readonly stride: number;
  readonly to: PanelMatrix;
}

/** Copies `count` float32: the one at the i-th place of one table goes to the i-th place of the other. Tables hold int32. */
export interface Gather {
  readonly kind: "gather";
  readonly count: number;
  readonly sources: number;
  readonly targets: number;
}

/**
 * The mean of all elements, step by step and lane by lane, summed and divided in float64: run r stores it as a float64 at
 * `to` + 2·r.
 */
export interface Mean {
  readonly kind: "mean";
  readonly from: PanelMatrix;
  /** A multiple of eight. */
  readonly to: number;
}

/**
 * The four float32 at `to` become 0 or −0 where all `count` float32 from `from` on are finite, and not all so otherwise. After
 * the latter, and after a mean that is not finite, no further run is made.
 */
export interface Blemish {
  readonly kind: "blemish";
  readonly from: number;
  /** A multiple of eight. */
  readonly count: number;
  readonly to: number;
}
