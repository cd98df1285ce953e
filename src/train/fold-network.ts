// Applies the folding construction to a dense architecture: says whether it can be, and gives the parameters.

import { rectifierSlope } from "../network/activation.ts";
import type { DenseArchitecture } from "./architecture.ts";
import type { DomainVariable } from "../network/model.ts";
import { constructFolding } from "./folding/construct.ts";
import type { Pausing } from "./pausing.ts";
import { ofOneVariable } from "./target/one-variable.ts";
import type { Target } from "./target/target.ts";

export interface Folded {
  /** In the order of `denseParameters`. */
  readonly parameters: readonly Float32Array[];
  /** What a continuous function can follow of the target: the target itself, or one whose jumps are steep lines. */
  readonly followed: Target;
}

/**
 * The network that folding constructs for a target; undefined where the method does not apply: more than one input or output, an
 * activation that is not straight on both sides of 0, and what `constructFolding` says.
 */
export function* foldNetwork(
  architecture: DenseArchitecture,
  targets: readonly Target[],
  domain: readonly DomainVariable[],
): Pausing<Folded | undefined> {
  const { hidden, activation, outputActivation = activation } = architecture;
  const [target, ...otherTargets] = targets;
  const [variable, ...otherVariables] = domain;
  const slope = rectifierSlope(activation);
  const outputSlope = rectifierSlope(outputActivation);
  if (targets.length === 0 || otherTargets.length > 0 || otherVariables.length > 0 || slope === undefined || outputSlope === undefined) return undefined;
  const folded = yield* constructFolding({
    evaluate: ofOneVariable(target),
    low: variable.low,
    high: variable.high,
    hidden,
    slope,
    outputSlope: outputSlope === 1 ? undefined : outputSlope,
  });
  if (folded === undefined) return undefined;
  const { layers, followed } = folded;
  return {
    parameters: layers.flatMap(({ weights, bias }) => [weights, bias]),
    followed: { ...target, evaluate: (point) => followed(point[0]) },
  };
}
