// What the server tells the page of --live: JSON in Server-Sent Events. Types only, shared by both.

import type { Stretches } from "../numeric/thinned-series.ts";

/** Not finite numbers become null in JSON. */
export type JsonNumber = number | null;

/** Event `subject`: what is trained, once for every attempt. What came before belongs to another attempt. */
export interface SubjectMessage {
  /** `exp(x)`, or the columns of the outputs. */
  readonly title: string;
  /** `x = 0 … 1`, or where the samples are from. */
  readonly where: string;
  /** `1-16-32-1, leaky_relu:0.2`. */
  readonly network: string;
  readonly recipe: string;
  readonly seed: number;
  /** Which attempt of a search it is; empty where there is only one. */
  readonly attempt: string;
  readonly view: View;
}

/** What the results of a frame are drawn over. Names and targets are per output. */
export type View = CurveView | MapView | CloudView;

interface CommonView {
  readonly names: readonly string[];
  readonly targets: readonly (readonly JsonNumber[])[];
}

export interface CurveView extends CommonView {
  readonly kind: "curve";
  readonly variable: string;
  readonly points: readonly number[];
}

export interface MapView extends CommonView {
  readonly kind: "map";
  readonly columns: number;
  readonly rows: number;
  readonly across: { readonly name: string; readonly low: number; readonly high: number };
  readonly up: { readonly name: string; readonly low: number; readonly high: number };
}

export interface CloudView extends CommonView {
  readonly kind: "cloud";
  /** Of a domain, or of a file. */
  readonly origin: "points" | "samples";
}

export type TrainingPhase = "starting" | "training" | "refining" | "finished" | "failed";

/** Event `frame`: how things stand. */
export interface FrameMessage {
  readonly phase: TrainingPhase;
  /** Of the gradient or, while refining, of the refinement. */
  readonly iteration: number;
  readonly iterations: number;
  /** Of the last iteration; null where none is known. */
  readonly loss: JsonNumber;
  readonly worstError: JsonNumber;
  /** The iteration after which it was that; null where it is not known or nothing is trained any more. */
  readonly worstErrorAt: JsonNumber;
  /** Iterations per second; null where none is known. */
  readonly rate: JsonNumber;
  readonly secondsLeft: JsonNumber;
  readonly seconds: number;
  /** What the page has from `from` on is replaced. */
  readonly losses?: Stretches;
  /** The smallest largest error after each iteration of a refinement, likewise. */
  readonly refinement?: Stretches;
  readonly look?: LookMessage;
  /** At the end. */
  readonly outcome?: OutcomeMessage;
}

/** Per output, at each point of the view. */
export interface LookMessage {
  readonly results: readonly (readonly JsonNumber[])[];
  readonly errors: readonly (readonly JsonNumber[])[];
}

export interface OutcomeMessage {
  /** Sentences for a person. */
  readonly lines: readonly string[];
  readonly good: boolean;
}
