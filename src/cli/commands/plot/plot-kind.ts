// What a kind of plot is: what it shows and how it is made of a request. The kinds are in the files beside this one.

import type { Missing } from "../../../train/data/missing.ts";
import type { DomainVariable } from "../../../network/model.ts";
import type { GivenNumbers, GivenSize } from "../../options/reading-options.ts";
import type { Card } from "../../../report/card.ts";

export interface PlotKind {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Options of `nnc plot` that mean something to it; the others are refused. */
  readonly options: readonly PlotOption[];
  /** Throws a DiagnosticError where there is nothing to draw. */
  draw(request: PlotRequest): Promise<Card>;
}

/** What may be said on the command line about what is drawn; left out or empty where nothing is. */
export interface PlotRequest {
  readonly model?: string | undefined;
  readonly activation?: string | undefined;
  readonly outputActivation?: string | undefined;
  readonly dim?: readonly (readonly GivenSize[])[];
  readonly shape?: readonly GivenNumbers[];
  readonly fix?: readonly GivenNumbers[];
  /** A file of samples, and its columns. */
  readonly data?: string | undefined;
  readonly inputs?: readonly string[] | undefined;
  readonly outputs?: readonly string[] | undefined;
  readonly missing?: Missing | undefined;
  readonly target: readonly string[];
  readonly domain: readonly DomainVariable[];
  /** Values of variables that are to be fixed. */
  readonly at: readonly FixedVariable[];
  /** Which of several results, from 1 on. */
  readonly result?: number | undefined;
  readonly steps?: number | undefined;
  readonly batch?: number | undefined;
  readonly learningRate?: number | undefined;
  readonly seed?: number | undefined;
}

export type PlotOption = keyof PlotRequest;

export interface FixedVariable {
  readonly name: string;
  readonly value: number;
}
