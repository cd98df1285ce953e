// Where a training's samples come from: functions on a domain, or data. One seam for trainers; trains and measures nothing.

import type { DomainVariable, RecordedClasses } from "../network/model.ts";
import type { RandomGenerator } from "../numeric/random.ts";
import type { Epoch } from "./data/batches.ts";
import { beforeFirstEpoch, dataSampler } from "./data/batches.ts";
import { foldScaling } from "./data/fold-scaling.ts";
import type { PreparedDataset } from "./data/prepare.ts";
import type { Sampler } from "./sampler.ts";
import { uniformSampler } from "./sampler.ts";
import type { Samples } from "./second-order/fixed-samples.ts";
import { sampleTargets } from "./second-order/fixed-samples.ts";
import type { Target } from "./target/target.ts";

export type TrainingSource = FunctionSource | DataSource;

export interface FunctionSource {
  readonly kind: "function";
  /** One per output; all of the domain's variables. */
  readonly targets: readonly Target[];
  readonly domain: readonly DomainVariable[];
}

export interface DataSource {
  readonly kind: "data";
  readonly dataset: PreparedDataset;
}

/** What the outputs of a source are probabilities of; undefined where they are numbers. */
export function classesOf(source: TrainingSource): RecordedClasses | undefined {
  return source.kind === "data" ? source.dataset.training.classes : undefined;
}

/** The same data, of which a training follows these standardised samples. */
export function withSamples(source: DataSource, samples: Samples): DataSource {
  const { dataset } = source;
  return { ...source, dataset: { ...dataset, standardised: { ...dataset.standardised, samples } } };
}

/** The sizes of a network for the source, and the names of its inputs. */
export function sourceSizes(source: TrainingSource): { readonly inputNames: readonly string[]; readonly outputs: number } {
  const variables = source.kind === "function" ? source.domain : source.dataset.training.inputs;
  const outputs = source.kind === "function" ? source.targets : source.dataset.training.outputs;
  return { inputNames: variables.map(({ name }) => name), outputs: outputs.length };
}

/**
 * The intervals the inputs of the network that is being trained lie in: in standardised units for data, where they are
 * those of the samples trained on. Initialisers put their kinks there.
 */
export function trainingDomain(source: TrainingSource): readonly DomainVariable[] {
  if (source.kind === "function") return source.domain;
  const { training, standardised } = source.dataset;
  const { points } = standardised.samples;
  return training.inputs.map(({ name }, column) => {
    let [low, high] = [Infinity, -Infinity];
    for (let i = column; i < points.length; i += training.inputs.length) {
      low = Math.min(low, points[i]);
      high = Math.max(high, points[i]);
    }
    return { name, low, high };
  });
}

/** Where the batches of data begin; undefined where samples are drawn from a domain. */
export function firstEpoch(source: TrainingSource): Epoch | undefined {
  return source.kind === "function" ? undefined : beforeFirstEpoch(source.dataset.standardised.samples, source.dataset.training.inputs.length);
}

/**
 * What fills the batches of the network that is being trained: fresh points of a domain, or shuffled epochs of the
 * standardised samples.
 *
 * @param epoch as `dataSampler` takes it.
 * @throws DiagnosticError (usage) as `uniformSampler`.
 */
export function batchSampler(source: TrainingSource, generator: RandomGenerator, epoch?: Epoch): Sampler {
  if (source.kind === "function") return uniformSampler(source.targets, source.domain, generator);
  return dataSampler(source.dataset.standardised.samples, source.dataset.training.inputs.length, generator, epoch);
}

/**
 * Fixed samples for methods that go over all of them in every step: `count` points of a domain, or every standardised
 * sample, whatever `count` and `start` say.
 *
 * @throws DiagnosticError (usage) as `sampleTargets`.
 */
export function fixedSamples(source: TrainingSource, count: number, start: number): Samples {
  if (source.kind === "function") return sampleTargets(source.targets, source.domain, count, start);
  return source.dataset.standardised.samples;
}

/**
 * The parameters of the network that takes and returns the units of the source, rounded to float32 once: for data the
 * standardisation is folded in, which needs a network whose last layer has no activation.
 *
 * @throws DiagnosticError (check) as `foldScaling`.
 */
export function finishedParameters(source: TrainingSource, parameters: readonly (Float32Array | Float64Array)[]): readonly Float32Array[] {
  if (source.kind === "function") return parameters.map((values) => Float32Array.from(values));
  return foldScaling(parameters, source.dataset.standardised.scaling);
}
