// Compiles a training step and an optimiser to one function over one memory, and gives access to what goes in and out.
// Two engines run the same schedule with the same bits: WebAssembly SIMD, and plain JavaScript where there is none.

import type { UpdateRule } from "../optimisers/update-rule.ts";
import type { TrainingStep } from "./training-step.ts";
import { hasWasmSimd, instantiate } from "../../wasm/instantiate.ts";
import { meansAt, prepareSchedule } from "./scalar/run-schedule.ts";
import { rowMajorPlaces } from "../gemm/panel-matrix.ts";
import { planStep } from "./plan/plan-step.ts";
import type { RunSchedule, StepPlan } from "./plan/operations.ts";
import type { ParameterBlocks } from "./plan/step-memory.ts";
import { stepModule } from "./wasm/step-module.ts";

export type Engine = "webassembly" | "javascript";

/** All that a step goes on from. Arrays are in the order of the step, row-major. */
export interface StepState {
  /** Runs so far. */
  readonly iteration: number;
  readonly parameters: Float32Array;
  /** The optimiser's numbers for each parameter, one array for each number. */
  readonly optimiser: readonly Float32Array[];
}

/** What iterations in a row left behind. */
export interface Iterated {
  /** The loss of each iteration that was made, before its update: means in float64 of float32 terms. Valid until the next call. */
  readonly losses: Float64Array;
  /** Whether the last loss and all parameters are finite. */
  readonly isFinite: boolean;
}

/** The iterations of a training, ready to run. All arrays are float32 and row-major. */
export interface CompiledStep {
  readonly engine: Engine;
  /** The inputs of the network, for each of the next iterations in turn: written by the caller. */
  readonly inputs: readonly Float32Array[];
  /** The wanted outputs, likewise. */
  readonly target: Float32Array;
  /** Computes loss and gradients and makes the optimiser's next step. Returns the loss before the update. */
  run(learningRate: number): number;
  /**
   * As many iterations as there are learning rates, at most as many as inputs can be written for. An iteration whose loss or
   * parameters are not finite is the last one.
   */
  iterate(learningRates: readonly number[]): Iterated;
  /** Whether every parameter is finite. */
  parametersAreFinite(): boolean;
  /** Copies: all parameters in one array, in the order of the step. */
  parameters(): Float32Array;
  /** Copies: the derivatives of the last run's loss by the parameters, in the same order. */
  gradients(): Float32Array;
  /** Copies: the outputs of the last run. */
  prediction(): Float32Array;
  /** Replaces the parameters; `values` as `parameters` returns them. */
  setParameters(values: Float32Array): void;
  /** Copies. */
  state(): StepState;
  /** Goes on from a state of the same step and rule. */
  resume(state: StepState): void;
}

/**
 * Prepares the iterations of a training: the parameters start as those of the step's network, the optimiser at its start.
 *
 * @param engine WebAssembly where the machine has it, unless said otherwise.
 * @param inARow how many iterations inputs can be written for.
 * @throws RangeError where an op of the step cannot be compiled; see `planStep`.
 */
export function compileStep(step: TrainingStep, rule: UpdateRule, engine?: Engine, inARow = 1): CompiledStep {
  const { schedule, places } = planStep(step, rule, inARow);
  const chosen = engine ?? (hasWasmSimd() ? "webassembly" : "javascript");
  const { memory, run } = chosen === "webassembly" ? prepareWasm(schedule) : prepareScalar(schedule);
  const { blocks } = places;
  const parameterPlaces = blockPlaces(blocks, blocks.parameters);
  const input = (id: number): Float32Array => {
    const place = places.inputs.get(id);
    if (place === undefined) throw new RangeError(`value ${id} is no input of the step`);
    return memory.subarray(place.start, place.start + inARow * place.size);
  };
  const set = (block: number, values: Float32Array): void => {
    const own = blockPlaces(blocks, block);
    if (values.length !== own.length) throw new RangeError(`${values.length} values for ${own.length} parameters`);
    own.forEach((place, position) => (memory[place] = values[position]));
  };
  const means = meansAt(memory, places.means);
  const parametersAreFinite = (): boolean => {
    const { blemish } = places;
    if (memory[blemish] + memory[blemish + 1] + memory[blemish + 2] + memory[blemish + 3] === 0) return true;
    // The blemish may be in the padding.
    return parameterPlaces.every((place) => Number.isFinite(memory[place]));
  };
  let iteration = 0;
  const iterate = (learningRates: readonly number[]): Iterated => {
    learningRates.forEach((learningRate, index) => {
      memory.set(rule.rates(iteration + index + 1, learningRate), places.rates.start + index * places.rates.size);
    });
    let done = 0;
    let isFinite = true;
    while (isFinite && done < learningRates.length) {
      done = run(done, learningRates.length);
      isFinite = Number.isFinite(means[done - 1]) && parametersAreFinite();
    }
    iteration += done;
    return { losses: means.subarray(0, done), isFinite };
  };
  return {
    engine: chosen,
    inputs: step.inputs.map(input),
    target: input(step.target),
    run: (learningRate) => iterate([learningRate]).losses[0],
    iterate,
    parametersAreFinite,
    parameters: () => copied(memory, parameterPlaces),
    gradients: () => copied(memory, blockPlaces(blocks, blocks.gradients)),
    prediction: () => copied(memory, rowMajorPlaces(places.prediction, "columns")),
    setParameters: (values) => set(blocks.parameters, values),
    state: () => ({
      iteration,
      parameters: copied(memory, parameterPlaces),
      optimiser: blocks.state.map((block) => copied(memory, blockPlaces(blocks, block))),
    }),
    resume(state) {
      if (state.optimiser.length !== blocks.state.length) throw new RangeError(`${state.optimiser.length} blocks of state for ${blocks.state.length}`);
      iteration = state.iteration;
      set(blocks.parameters, state.parameters);
      blocks.state.forEach((block, position) => set(block, state.optimiser[position]));
    },
  };
}

interface Prepared {
  readonly memory: Float32Array;
  readonly run: RunSchedule;
}

function prepareWasm(schedule: StepPlan): Prepared {
  const instance = instantiate(stepModule(schedule));
  const memory = new Float32Array(instance.memory("memory"));
  fill(schedule, memory);
  return { memory, run: instance.function("run") };
}

function prepareScalar(schedule: StepPlan): Prepared {
  const memory = new Float32Array(schedule.size);
  fill(schedule, memory);
  return { memory, run: prepareSchedule(schedule, memory) };
}

function fill({ initial }: StepPlan, memory: Float32Array): void {
  const integers = new Int32Array(memory.buffer);
  for (const { start, data } of initial) {
    if (data instanceof Int32Array) integers.set(data, start);
    else memory.set(data, start);
  }
}

/** The places of all parameters, or of what belongs to them in another block, in the order of the step, row-major. */
function blockPlaces({ slots }: ParameterBlocks, block: number): Int32Array {
  const places = new Int32Array(slots.reduce((sum, { length, width }) => sum + length * width, 0));
  let filled = 0;
  for (const { start, length, width, across } of slots) {
    places.set(rowMajorPlaces({ start: block + start, length, width }, across), filled);
    filled += length * width;
  }
  return places;
}

function copied(memory: Float32Array, places: Int32Array): Float32Array {
  const values = new Float32Array(places.length);
  for (let i = 0; i < places.length; i++) values[i] = memory[places[i]];
  return values;
}
