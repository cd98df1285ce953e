// What an initialiser is: it chooses the parameters a training starts from. The initialisers are beside this file.

import type { DomainVariable } from "../../network/model.ts";
import type { RandomGenerator } from "../../numeric/random.ts";
import type { DenseArchitecture } from "../architecture.ts";
import type { Choice } from "../choices.ts";
import type { Pausing } from "../pausing.ts";
import type { Target } from "../target/target.ts";

export interface Initialiser extends Choice {
  /**
   * Every parameter's first value: float32, in the order and of the shapes of `denseParameters`. Computed in float64 and
   * rounded once; the same generator gives the same bits on every machine.
   *
   * @throws DiagnosticError (usage, at the setting `initialiser`) for an architecture it has no rule for.
   */
  initialise(problem: InitialisationProblem, generator: RandomGenerator): Pausing<Float32Array[]>;
}

export interface InitialisationProblem {
  readonly architecture: DenseArchitecture;
  /** One for each input. */
  readonly domain: readonly DomainVariable[];
  /** What the outputs are to be; none where samples are all that is known. */
  readonly targets: readonly Target[];
}
