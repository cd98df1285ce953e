// The samples a line is trained on: drawn by a seed, or given one by one.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { prose, setting } from "../../diagnostics/prose.ts";
import type { DomainVariable } from "../../network/model.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import type { Sampler } from "../sampler.ts";
import { uniformSampler } from "../sampler.ts";
import { checkSeed } from "../seed.ts";
import { requireFinite } from "../target/check-domain.ts";
import type { LinearProblem } from "./linear-problem.ts";

/**
 * The samples of the five steps that the article "Chainer and deep learning learned by function approximation" prints.
 * It does not print them: these are the only float32 from which its W, b, gradients and next W, b all come out, to the last
 * of their eight decimals.
 */
export const ARTICLE_SAMPLES: readonly number[] = Object.freeze([0.8024703, 0.040550604, 0.40814567, 0.19789301, 0.39881578]);

export type LinearSamples =
  /** Uniform over the domain: a seed of 0 … 2^32 − 1 gives the same samples on every machine. */
  | { readonly kind: "drawn"; readonly seed: number }
  /** In the order of their use; rounded to float32. */
  | { readonly kind: "given"; readonly values: readonly number[] };

/**
 * Fills batch after batch; the target is taken at x as float32, as everywhere in training.
 *
 * @throws DiagnosticError (usage): at the setting `seed` or `samples` for a seed that is none, a given sample outside the domain
 * and too few of them; from the sampler, at the setting `target`, where the target is not finite at a sample.
 */
export function linearSampler(options: LinearProblem & { readonly samples: LinearSamples }): Sampler {
  const { samples, target, domain, steps, batch } = options;
  if (samples.kind === "drawn") {
    checkSeed(samples.seed);
    return uniformSampler([target], [domain], new RandomGenerator(samples.seed));
  }
  const { values } = samples;
  const outside = values.find((value) => !(value >= domain.low && value <= domain.high));
  if (outside !== undefined) throw outsideOf(domain, outside);
  if (values.length < steps * batch) throw tooFew(values.length, steps, batch);
  let used = 0;
  return (inputs, outputs) => {
    for (let sample = 0; sample < inputs.length; sample++) {
      inputs[sample] = values[used++];
      outputs[sample] = requireFinite(target, [inputs[sample]]);
    }
  };
}

function outsideOf({ name, low, high }: DomainVariable, value: number): DiagnosticError {
  return new DiagnosticError({
    id: "sample-outside-domain",
    message: `the sample ${value} lies outside the domain of ${name}, from ${low} to ${high}`,
    place: setting("samples"),
    hint: prose`choose another sample, or a ${setting("domain")} that holds it`,
  });
}

function tooFew(count: number, steps: number, batch: number): DiagnosticError {
  const wanted = `${count} sample${count === 1 ? " is" : "s are"} given where ${steps * batch} are used`;
  return new DiagnosticError({
    id: "samples-too-few",
    message: wanted,
    place: setting("samples"),
    note: `${steps} step${steps === 1 ? "" : "s"} of ${batch}`,
    hint: prose`give more samples or fewer ${setting("steps")}`,
  });
}
