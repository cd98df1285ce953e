// What a refinement is asked for and what it gives, with the choices made where nothing else is asked for.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { setting } from "../../diagnostics/prose.ts";
import type { DomainVariable } from "../../network/model.ts";
import type { Target } from "../target/target.ts";
import type { RefinableArchitecture } from "./flat-layers.ts";
import { layersOf, parameterCount } from "./flat-layers.ts";
import type { SampleError } from "./measured-error.ts";
import type { Samples } from "./fixed-samples.ts";
import type { SearchState } from "./search-state.ts";

/** Beyond it one iteration takes seconds and a first-order optimiser gets further in the time. */
export const MAXIMUM_REFINED_PARAMETERS = 2048;

/**
 * Of smooth activations: with the usual floor of 1e-8 parameters that have little effect for the moment run far away; larger ones than 0.1
 * shorten all steps.
 */
export const SMOOTH_DAMPING_FLOOR = 0.03;

export interface RefinementProblem {
  readonly architecture: RefinableArchitecture;
  /** Where to start, as `denseParameters` lists them. */
  readonly parameters: readonly Float32Array[];
  readonly source: RefinementSource;
}

export type RefinementSource =
  /** One target per output, all of the domain's variables in their order. */
  | { readonly kind: "targets"; readonly targets: readonly Target[]; readonly domain: readonly DomainVariable[] }
  /** The root mean square error on `measured` decides: on samples that are set aside, so that noise is not followed. */
  | { readonly kind: "samples"; readonly samples: Samples; readonly measured: Samples };

/** A stretch of iterations that minimise Σ|r|^exponent. */
export interface RefinementStage {
  /** Even, 2 or more. */
  readonly exponent: number;
  /** At most. */
  readonly iterations: number;
  /** The stage ends where six iterations together reduce its norm by a smaller share (1e-3); 0: where no step is left. */
  readonly leastReduction?: number;
  /** The stage ends where so many iterations together find nothing better on the samples that decide; left out, it goes on. */
  readonly patience?: number;
}

export interface RefinementOptions {
  readonly stages?: readonly RefinementStage[];
  /** To minimise over; of given samples at most these, evenly chosen. */
  readonly samples?: number;
  /** Samples of targets the error is measured on. */
  readonly measured?: number;
  /** Of every layer, as a `DampingFloor` has it. */
  readonly dampingFloor?: number | undefined;
}

export interface RefinementReport {
  readonly exponent: number;
  /** Of all stages. */
  readonly iteration: number;
  readonly iterations: number;
  /** (mean |r|^exponent)^(1/exponent) over the samples minimised over. */
  readonly norm: number;
  /** The maximum of the best so far, in float64 arithmetic on the samples it is measured on. */
  readonly maximumError: number;
  /** The parameters of that best, rounded, as `denseParameters` lists them. */
  readonly parameters: () => readonly Float32Array[];
  /** What a refinement of the same problem and options can go on from. */
  readonly state: () => SearchState;
}

/** Errors are those of the float32 parameters under the arithmetic of emitted code, on the samples for measuring. */
export interface Refinement extends SampleError {
  /** As `denseParameters` lists them. */
  readonly parameters: readonly Float32Array[];
  /** The error at the start, measured alike. */
  readonly start: SampleError;
  /** The smallest maximum so far after each iteration, as reported. */
  readonly maximumErrors: Float64Array;
}

/** Least squares first, then ever more weight on the largest errors. */
export const DEFAULT_STAGES: readonly RefinementStage[] = Object.freeze([
  { exponent: 2, iterations: 24 },
  { exponent: 4, iterations: 12 },
  { exponent: 8, iterations: 16 },
  { exponent: 16, iterations: 12 },
]);

/** Of networks of smooth activations, from random parameters. */
export const SMOOTH_STAGES: readonly RefinementStage[] = Object.freeze([
  { exponent: 2, iterations: 100 },
  { exponent: 4, iterations: 8 },
  { exponent: 16, iterations: 14 },
]);

/** Of networks of smooth activations on samples: where these are noisy, what comes late follows the noise. */
export const SMOOTH_SAMPLE_STAGES: readonly RefinementStage[] = Object.freeze([{ exponent: 2, iterations: 100, patience: 20 }]);

/** Whether a network is small enough to be refined in reasonable time. */
export function isRefinable(architecture: RefinableArchitecture): boolean {
  return parameterCount(layersOf(architecture)) <= MAXIMUM_REFINED_PARAMETERS;
}

/** @throws DiagnosticError (usage, at the setting `hidden`) where the network is too large. */
export function checkRefinable(architecture: RefinableArchitecture): void {
  if (isRefinable(architecture)) return;
  throw new DiagnosticError({
    id: "network-too-large-for-second-order",
    message: `the network has ${parameterCount(layersOf(architecture))} parameters, too many for the second-order optimiser`,
    place: setting("hidden"),
    note: `it takes at most ${MAXIMUM_REFINED_PARAMETERS}: its time grows with the square of their number`,
    hint: "use smaller layers or a first-order optimiser such as adam",
  });
}

/** Of a network of smooth activations: nothing happens between two samples that the parameters cannot follow. */
export function smoothSamples(outputs: number, parameters: number): number {
  return Math.max(256, Math.ceil((1.3 * parameters) / outputs));
}

/** At least four samples a parameter, and enough for the kinks of small networks. */
export function defaultSamples(inputs: number, parameters: number): number {
  return Math.max(inputs === 1 ? 1025 : 2048, 4 * parameters);
}
