// The state of a training as named arrays, and back: what a checkpoint is made of. Writes and reads no files.
//
//     losses                        F64 [k]     of all iterations of the gradient
//   of the gradient:
//     training.l1.W, training.l1.b  F32         the parameters that are trained; of data in standardised units
//     optimiser.1.l1.W, …           F32         the first number the optimiser remembers of each of them, and so on
//     generator                     U32 [4]     the words of the generator's state
//     epoch.order                   U32 [n]     of data: the order of the samples in this epoch,
//     epoch.next                    U32 []      and the position in it of the next one
//   of a refinement, or of a second-order optimiser, whose losses follow from its norms:
//     refinement.start.l1.W, …      F32         what the gradient or the initialiser ended with
//     refinement.stage              I32 []      its position, from 0 on
//     refinement.stage_ended        U8 []       1 where nothing more is to be expected of it
//     refinement.stage_start.l1.W   F64         where it began
//     refinement.norms              F64 [n]     before its first iteration and after each one
//     refinement.current.l1.W, …    F64         the parameters of the last step
//     refinement.damping, .growth   F64 []      of the next one
//     refinement.best.l1.W, …       F64         those with the smallest largest error so far
//     refinement.best_exponent      F64 []      that led to them
//     refinement.since_best         U32 []      iterations of the stage since then
//     refinement.maximum_errors     F64 [m]     the smallest largest error after each iteration

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { Shape } from "../network/shape.ts";
import { elementCount } from "../network/shape.ts";
import type { DenseParameter } from "./architecture.ts";
import { denseParameters } from "./architecture.ts";
import { fittedCount } from "./data/set-aside.ts";
import { parseFirstOrderOptimiser } from "./optimisers/index.ts";
import type { Recipe } from "./recipes.ts";
import { refinementOf } from "./best-training.ts";
import { stagesOf } from "./second-order-training.ts";
import type { RefinementStage } from "./second-order/refinement.ts";
import type { TrainingSource } from "./source.ts";
import { firstEpoch } from "./source.ts";
import type { GradientState, RefinementState, TrainingState } from "./state.ts";
import { checkedArchitecture } from "./trainer.ts";

/** An array with its shape, row-major. */
export interface NamedArray<Data = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array> {
  readonly shape: Shape;
  readonly data: Data;
}

/** What a training of a recipe on a source asks of a state. */
export interface StateSizes {
  readonly parameters: readonly DenseParameter[];
  /** Numbers the optimiser remembers of each parameter. */
  readonly remembered: number;
  /** Of the gradient. */
  readonly iterations: number;
  /** Of data, those the gradient follows; undefined where samples are drawn from a domain. */
  readonly samples: number | undefined;
  /** Whether an epoch may have a sample more than once: of weighted ones. */
  readonly mayRepeat: boolean;
  /** Of a refinement; none where there is no refinement. */
  readonly stages: readonly RefinementStage[];
}

export function stateSizes(recipe: Recipe, source: TrainingSource): StateSizes {
  const parameters = denseParameters(checkedArchitecture(recipe, source));
  if (recipe.method === "second-order") return { parameters, remembered: 0, iterations: 0, samples: undefined, mayRepeat: false, stages: stagesOf(recipe) };
  const { optimiser, iterations } = recipe.method === "gradient" ? recipe : recipe.start;
  const { item, values } = parseFirstOrderOptimiser(optimiser);
  const samples = firstEpoch(source)?.order.length;
  return {
    parameters,
    remembered: item.rule(values).stateCount,
    iterations,
    samples: samples === undefined || recipe.method === "gradient" ? samples : fittedCount(samples),
    mayRepeat: source.kind === "data" && source.dataset.standardised.samples.weights !== undefined,
    stages: recipe.method === "best" ? refinementOf(checkedArchitecture(recipe, source), source).stages : [],
  };
}

/** The arrays of a state; they share its memory. */
export function stateArrays(state: TrainingState, { parameters }: StateSizes): ReadonlyMap<string, NamedArray> {
  const arrays = new Map<string, NamedArray>();
  const list = (name: string, data: NamedArray["data"]) => arrays.set(name, { shape: [data.length], data });
  const single = (name: string, data: NamedArray["data"]) => arrays.set(name, { shape: [], data });
  const block = (prefix: string, data: Float32Array | Float64Array): void => {
    let offset = 0;
    for (const { name, shape } of parameters) arrays.set(`${prefix}.${name}`, { shape, data: data.subarray(offset, (offset += elementCount(shape))) });
  };
  list("losses", state.losses);
  if (state.stage === "gradient") {
    const { step, generator, epoch } = state;
    block("training", step.parameters);
    step.optimiser.forEach((values, position) => block(`optimiser.${position + 1}`, values));
    list("generator", Uint32Array.from(generator));
    if (epoch === undefined) return arrays;
    list("epoch.order", epoch.order);
    single("epoch.next", Uint32Array.of(epoch.next));
    return arrays;
  }
  const { start, search } = state;
  block("refinement.start", start);
  single("refinement.stage", Int32Array.of(search.stage));
  single("refinement.stage_ended", Uint8Array.of(search.stageEnded ? 1 : 0));
  block("refinement.stage_start", search.stageStart);
  list("refinement.norms", search.norms);
  block("refinement.current", search.minimiser.parameters);
  single("refinement.damping", Float64Array.of(search.minimiser.damping));
  single("refinement.growth", Float64Array.of(search.minimiser.growth));
  block("refinement.best", search.best);
  single("refinement.best_exponent", Float64Array.of(search.bestExponent));
  single("refinement.since_best", Uint32Array.of(search.sinceBest));
  list("refinement.maximum_errors", search.maximumErrors);
  return arrays;
}

/**
 * The state in arrays as `stateArrays` gives them; others are left alone. Whatever it returns can be gone on from.
 *
 * @param file what messages call the file the arrays are from.
 * @throws DiagnosticError (model) where an array is missing, of another type or shape, or holds what cannot be.
 */
export function stateFrom(arrays: ReadonlyMap<string, NamedArray<unknown>>, sizes: StateSizes, file: string): TrainingState {
  const reader = new StateReader(arrays, sizes.parameters, file);
  return arrays.has("refinement.stage") ? refinementState(reader, sizes) : gradientState(reader, sizes);
}

function gradientState(reader: StateReader, { remembered, iterations, samples, mayRepeat }: StateSizes): GradientState {
  const losses = reader.list("losses", Float64Array, (count) => count >= 1 && count <= iterations, finite);
  const [a, b, c, d] = reader.list("generator", Uint32Array, (count) => count === 4, anything);
  if ((a | b | c | d) === 0) throw reader.refused("generator", "its words are all 0");
  return {
    stage: "gradient",
    step: {
      iteration: losses.length,
      parameters: reader.block("training", Float32Array, finite),
      optimiser: Array.from({ length: remembered }, (_, position) => reader.block(`optimiser.${position + 1}`, Float32Array, anything)),
    },
    generator: [a, b, c, d],
    epoch: samples === undefined ? undefined : epochOf(reader, samples, mayRepeat),
    losses,
  };
}

function epochOf(reader: StateReader, samples: number, mayRepeat: boolean): GradientState["epoch"] {
  const order = reader.list("epoch.order", Uint32Array, (count) => count === samples, (position) => position < samples);
  if (!mayRepeat && new Set(order).size !== samples) throw reader.refused("epoch.order", "a sample is there twice");
  return { order, next: reader.single("epoch.next", Uint32Array, (next) => next <= samples) };
}

function refinementState(reader: StateReader, { iterations, stages }: StateSizes): RefinementState {
  if (stages.length === 0) throw reader.refused("refinement.stage", "the recipe has no refinement");
  const stage = reader.single("refinement.stage", Int32Array, (one) => one >= 0 && one < stages.length);
  const most = stages[stage].iterations;
  const all = stages.reduce((sum, one) => sum + one.iterations, 0);
  return {
    stage: "refinement",
    // None where the gradient was not followed: data of fewer samples than parameters.
    losses: reader.list("losses", Float64Array, (count) => count === iterations || count === 0, finite),
    start: reader.block("refinement.start", Float32Array, finite),
    search: {
      stage,
      stageEnded: reader.single("refinement.stage_ended", Uint8Array, (one) => one <= 1) === 1,
      stageStart: reader.block("refinement.stage_start", Float64Array, finite),
      norms: reader.list("refinement.norms", Float64Array, (count) => count <= most + 1, notNegative),
      minimiser: {
        parameters: reader.block("refinement.current", Float64Array, finite),
        damping: reader.single("refinement.damping", Float64Array, notNegative),
        growth: reader.single("refinement.growth", Float64Array, notNegative),
      },
      best: reader.block("refinement.best", Float64Array, finite),
      bestExponent: reader.single("refinement.best_exponent", Float64Array, (one) => one === 2 || stages.some(({ exponent }) => exponent === one)),
      sinceBest: reader.single("refinement.since_best", Uint32Array, (count) => count <= most),
      maximumErrors: reader.list("refinement.maximum_errors", Float64Array, (count) => count <= all, notNegative),
    },
  };
}

const finite = Number.isFinite;
const notNegative = (value: number): boolean => value >= 0;
const anything = (): boolean => true;

type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;
type ArrayType<Data extends Numbers> = new (length: number) => Data;
type Allowed = (value: number) => boolean;

/** Takes arrays by their names, each one checked. */
class StateReader {
  private readonly arrays: ReadonlyMap<string, NamedArray<unknown>>;
  private readonly parameters: readonly DenseParameter[];
  private readonly file: string;

  constructor(arrays: ReadonlyMap<string, NamedArray<unknown>>, parameters: readonly DenseParameter[], file: string) {
    this.arrays = arrays;
    this.parameters = parameters;
    this.file = file;
  }

  list<Data extends Numbers>(name: string, type: ArrayType<Data>, mayHave: (count: number) => boolean, allowed: Allowed): Data {
    return this.take(name, type, (shape) => shape.length === 1 && mayHave(shape[0]), allowed);
  }

  single<Data extends Numbers>(name: string, type: ArrayType<Data>, allowed: Allowed): number {
    return this.take(name, type, (shape) => shape.length === 0, allowed)[0];
  }

  /** Those of all parameters, one after the other. */
  block<Data extends Float32Array | Float64Array>(prefix: string, type: ArrayType<Data>, allowed: Allowed): Data {
    const data = new type(this.parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0));
    let offset = 0;
    for (const { name, shape } of this.parameters) {
      const own = this.take(`${prefix}.${name}`, type, (given) => given.join() === shape.join(), allowed);
      data.set(own, offset);
      offset += own.length;
    }
    return data;
  }

  refused(name: string, note: string): DiagnosticError {
    return new DiagnosticError({
      id: "checkpoint-state-damaged",
      message: "the checkpoint cannot be gone on from",
      place: `${this.file}: tensor "${name}"`,
      note,
      hint: prose`the file is damaged or belongs to another training; train again without ${setting("resume")}`,
    });
  }

  private take<Data extends Numbers>(name: string, type: ArrayType<Data>, mayBe: (shape: Shape) => boolean, allowed: Allowed): Data {
    const array = this.arrays.get(name);
    if (array === undefined) throw this.refused(name, "it is missing");
    const { data, shape } = array;
    if (!(data instanceof type)) throw this.refused(name, "its elements are of another type");
    if (!mayBe(shape)) throw this.refused(name, `it has the shape [${shape.join(", ")}]`);
    const position = data.findIndex((value) => !allowed(value));
    if (position >= 0) throw this.refused(name, `element ${position} is ${data[position]}`);
    return data;
  }
}
