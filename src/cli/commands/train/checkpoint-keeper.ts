// Keeps the checkpoint of a run: when one is written, what goes into it, what becomes of it. Trains through training-run.ts.

import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import type { Safetensors, Tensor } from "../../../formats/safetensors/tensor.ts";
import { writeDenseModel } from "../../../formats/safetensors/checkpoint-model.ts";
import type { TrainingHistory, TrainingRecord } from "../../../network/model.ts";
import type { Network } from "../../../network/network.ts";
import { denseNetwork, denseParameters } from "../../../train/architecture.ts";
import { stateFrom, stateSizes } from "../../../train/checkpoint.ts";
import { summariseHistory } from "../../../train/history.ts";
import type { Recipe } from "../../../train/recipes.ts";
import type { TrainingSource } from "../../../train/source.ts";
import type { TrainingState } from "../../../train/state.ts";
import type { TrainingProgress } from "../../../train/trainer.ts";
import { checkedArchitecture } from "../../../train/trainer.ts";
import type { Attempted, DataName, FinishedAttempt, OpenedCheckpoint, Position } from "../../../run/checkpoint/checkpoint-bytes.ts";
import { writeCheckpoint } from "../../../run/checkpoint/checkpoint-bytes.ts";
import { removeOwn, writeOutput } from "../../files/write-file.ts";
import { showPosition } from "../../../run/checkpoint/resume.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { Runner, Trained } from "../../../run/attempt.ts";
import { measureTrained } from "../../../run/attempt.ts";
import type { Attempt } from "../../../run/search.ts";
import type { TrainingSettings } from "../../../run/settings/training-settings.ts";

/** Without --checkpoint-every: how long at least from one checkpoint to the next, and from the start to the first. */
const LEAST_MILLISECONDS = 1000;
/** And how many times as long as the last one took: a twentieth of the time is the most they take. */
const LEAST_COSTS = 20;

export interface KeptRun {
  readonly path: string;
  /** --checkpoint-every; undefined where it is left out. */
  readonly every: number | undefined;
  readonly force: boolean;
  readonly settings: TrainingSettings;
  readonly recipe: Recipe;
  readonly source: TrainingSource;
  readonly trainOnce: Runner;
  readonly data: DataName | undefined;
  /** Whether there may be several trainings. */
  readonly isSearch: boolean;
  /** What a model of the run records. */
  readonly recordOf: (result: Result) => TrainingRecord;
  /** What continues the run, as a line for a shell. */
  readonly resumeCommand: string;
  /** What the run goes on from. */
  readonly restored: OpenedCheckpoint | undefined;
  readonly terminal: Terminal;
}

/** What is known of a training before it is measured. */
interface Result extends Pick<Trained, "recipe" | "seed"> {
  readonly history: TrainingHistory | undefined;
}

interface Current {
  readonly recipe: Recipe;
  readonly seed: number;
  readonly progress: TrainingProgress;
}

export class CheckpointKeeper {
  private readonly run: KeptRun;
  private readonly attempts: FinishedAttempt[];
  private current: Current | undefined;
  /** What the next attempt with its layers and seed goes on from. */
  private waiting: (Attempted & { readonly state: TrainingState }) | undefined;
  private last: (Result & { readonly network: Network }) | undefined;
  private isFinished = false;
  private saidFailure = false;
  private written = performance.now();
  private cost = 0;

  /** @throws DiagnosticError (model) where the state to go on from is none of this run. */
  constructor(run: KeptRun) {
    this.run = run;
    const { restored, recipe, source, path, isSearch, terminal } = run;
    this.attempts = [...(restored?.attempts ?? [])];
    if (restored?.current === undefined) return;
    const { hidden, seed } = restored.current;
    const state = stateFrom(restored.tensors, stateSizes({ ...recipe, hidden }, source), path);
    this.waiting = { hidden, seed, state };
    terminal.say(`going on at ${showPosition(restored.current, isSearch)}`);
  }

  /** Trains once, or goes on, or takes what a training before the interruption ended with. */
  readonly attempt: Attempt = async (recipe, seed) => {
    const { trainOnce, every, isSearch } = this.run;
    const done = this.attempts.find((one) => isSame(one, recipe, seed));
    if (done !== undefined) return this.restore(done, recipe);
    const resume = this.waiting !== undefined && isSame(this.waiting, recipe, seed) ? this.waiting.state : undefined;
    try {
      const trained = await trainOnce(recipe, seed, {
        ...(resume === undefined ? {} : { resume }),
        ...(every === undefined || every === 0 ? {} : { reportEvery: every }),
        observe: (progress) => this.observe({ recipe, seed, progress }),
      });
      if (isSearch) this.keep(trained, { parameters: tensorsOf(trained.network), dependsOnSeed: trained.dependsOnSeed, history: trained.history });
      return trained;
    } catch (error) {
      if (isSearch && error instanceof DiagnosticError && error.diagnostic.category === "check") this.keep({ recipe, seed }, { diverged: error.diagnostic });
      throw error;
    }
  };

  /** Saves at once, for a process that is about to end, and says how to continue. */
  readonly interrupted = (): void => {
    const { path, resumeCommand, terminal, restored } = this.run;
    if (this.current === undefined && this.attempts.length === (restored?.attempts.length ?? 0)) {
      if (restored !== undefined) terminal.say(`${path} is as it was; continue with: ${resumeCommand}`);
      return;
    }
    if (this.save("nothing was saved")) terminal.say(`saved ${path} ${this.place()}; continue with: ${resumeCommand}`);
  };

  /** The model was written: what was asked for stays, anything else was for emergencies. */
  finish(): void {
    const { path, every } = this.run;
    this.isFinished = true;
    if (every === undefined || every === 0) removeOwn(path, "checkpoint");
    else if (this.current !== undefined || this.attempts.length > 0) this.save();
  }

  private observe(current: Current): void {
    const { every } = this.run;
    this.current = current;
    this.waiting = undefined;
    const { iteration } = current.progress;
    if (every === undefined ? performance.now() - this.written >= Math.max(LEAST_MILLISECONDS, LEAST_COSTS * this.cost) : iteration % every === 0) this.save();
  }

  private keep({ recipe, seed, network, history }: Pick<Trained, "recipe" | "seed"> & Partial<Trained>, outcome: Outcome): void {
    this.attempts.push({ hidden: recipe.hidden, seed, ...outcome });
    this.current = undefined;
    if (network !== undefined) this.last = { recipe, seed, network, history };
    if (this.run.every !== undefined && this.run.every > 0) this.save();
  }

  private restore(attempt: FinishedAttempt, recipe: Recipe): Trained {
    if ("diverged" in attempt) throw new DiagnosticError(attempt.diverged);
    const { source, path } = this.run;
    const { seed, parameters, dependsOnSeed, history } = attempt;
    const architecture = checkedArchitecture(recipe, source);
    const values = denseParameters(architecture).map(({ name, shape }, position) => {
      const { data, shape: given } = parameters[position];
      if (data instanceof Float32Array && given.join() === shape.join()) return data;
      throw new DiagnosticError({
        category: "model",
        message: "the checkpoint cannot be gone on from",
        place: path,
        note: `${name} of the finished training with seed ${seed} is of another type or shape`,
        hint: "the file is damaged; train again without --resume",
      });
    });
    const network = denseNetwork(architecture, 1, values);
    this.last = { recipe, seed, network, history };
    return measureTrained({ network, recipe, seed, dependsOnSeed, history }, source, "trained before the interruption");
  }

  /** Whether it was written; where it was not, the user is told once. */
  private save(otherwise = "the training goes on without a checkpoint"): boolean {
    const start = performance.now();
    const { path, force, settings, recipe, data, terminal, source } = this.run;
    const { current, attempts, isFinished } = this;
    try {
      const bytes = writeCheckpoint({
        settings,
        recipe,
        data,
        isFinished,
        current: current && positionOf(current),
        attempts,
        state: current && { state: current.progress.state(), sizes: stateSizes(current.recipe, source) },
        model: this.model(),
      });
      writeOutput(path, bytes, "checkpoint", force);
      this.saidFailure = false;
      return true;
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      const { message, note } = error.diagnostic;
      if (!this.saidFailure) terminal.say(`warning: ${message}${note === undefined ? "" : `: ${note}`}; ${otherwise}`);
      this.saidFailure = true;
      return false;
    } finally {
      this.written = performance.now();
      this.cost = this.written - start;
    }
  }

  /** The network as it stands; none where it cannot be brought to the units of the data, which the training's end will tell. */
  private model(): Safetensors | undefined {
    const { source, recordOf } = this.run;
    try {
      const shown = this.current === undefined ? this.last : resultOf(this.current);
      if (shown === undefined) return undefined;
      const { recipe, network } = shown;
      const { activation, outputActivation = activation, hidden } = checkedArchitecture(recipe, source);
      return writeDenseModel(tensorsOf(network), [...hidden.map(() => activation), outputActivation], recordOf(shown));
    } catch (error) {
      if (error instanceof DiagnosticError) return undefined;
      throw error;
    }
  }

  private place(): string {
    if (this.current === undefined) return `after ${this.attempts.length === 1 ? "one training" : `${this.attempts.length} trainings`}`;
    return `at ${showPosition(positionOf(this.current), this.run.isSearch)}`;
  }
}

type Outcome = { readonly diverged: DiagnosticError["diagnostic"] } | { readonly parameters: readonly Tensor[]; readonly dependsOnSeed: boolean; readonly history: TrainingHistory | undefined };

function isSame(one: Attempted, { hidden }: Recipe, seed: number): boolean {
  return one.seed === seed && one.hidden.join() === hidden.join();
}

function positionOf({ recipe, seed, progress: { stage, iteration, iterations } }: Current): Position {
  return { hidden: recipe.hidden, seed, stage, iteration, iterations };
}

function resultOf({ recipe, seed, progress }: Current): Result & { readonly network: Network } {
  const maximumErrors = progress.stage === "refinement" ? progress.state().search.maximumErrors : new Float64Array();
  return { recipe, seed, network: progress.network(), history: summariseHistory(progress.losses, maximumErrors) };
}

/** The parameters of a dense network in their order. */
function tensorsOf(network: Network): readonly Tensor[] {
  return network.values.flatMap((value) => (value.kind === "parameter" ? [{ shape: value.shape, data: value.data }] : []));
}
