// A training run as one value: what is trained and by what, the attempts that are done, the one that is under way. Knows no
// terminal and no files: whoever shows or keeps a run subscribes to its events. Runs are made by begin-run.ts.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { TrainingRecord } from "../network/model.ts";
import { isDivergence } from "../train/diverged.ts";
import { inTurns } from "../train/in-turns.ts";
import { summariseHistory } from "../train/history.ts";
import type { Recipe } from "../train/recipes.ts";
import type { TrainingSource } from "../train/source.ts";
import { sourceSizes } from "../train/source.ts";
import type { TrainingState } from "../train/state.ts";
import type { TrainedNetwork, TrainingProgress } from "../train/trainer.ts";
import { trainPausing } from "../train/trainer.ts";
import type { Attempted, EndedAttempt, KeptNetwork, Position } from "./checkpoint/contents.ts";
import type { SamplesName, TrainingSubject } from "./choose-source.ts";
import type { Attempt, Listener, RunEvent } from "./events.ts";
import { restoredNetwork, tensorsOf } from "./kept-network.ts";
import type { Recordable } from "./record.ts";
import { trainingRecord } from "./record.ts";
import type { SaidSetting } from "./said-settings.ts";
import { saidSettings } from "./said-settings.ts";
import type { Outcome, Search } from "./search.ts";
import { searchSeeds, searchSmallest } from "./search.ts";
import type { TrainingSettings } from "./settings/training-settings.ts";
import type { Trained, UnmeasuredNetwork } from "./trained.ts";
import { measured } from "./trained.ts";

/** What a run is made of before anything is trained. */
export interface PlannedRun {
  readonly settings: TrainingSettings;
  /** What is trained by, and what would be if nothing were said of it. */
  readonly recipe: Recipe;
  readonly unchanged: Recipe;
  /** Of the only attempt, or of the first one. */
  readonly seed: number;
  readonly source: TrainingSource;
  readonly subject: TrainingSubject;
  /** What is worth knowing before it begins: sentences, without a full stop. */
  readonly notes: readonly string[];
  /** The file the source is from; undefined of targets. */
  readonly samples: SamplesName | undefined;
  /** What a model records as the command that trains it again, from what has to be said of it. */
  readonly commandOf: (said: readonly SaidSetting[]) => string;
  /** Reports exactly after every so many iterations of the gradient too; undefined where the usual ones are enough. */
  readonly reportEvery: number | undefined;
  /** Where it goes on; undefined where it begins. */
  readonly interrupted: InterruptedRun | undefined;
}

/** What is left of a run that was interrupted. */
export interface InterruptedRun {
  /** What messages call the checkpoint. */
  readonly file: string;
  readonly attempts: readonly EndedAttempt[];
  readonly current: { readonly position: Position; readonly state: TrainingState } | undefined;
}

/** The attempt that is under way, as of its last report. */
export interface CurrentAttempt extends Attempt {
  readonly progress: TrainingProgress;
}

/** What a run came to, and what that took. */
export interface FinishedRun extends Outcome {
  /** Networks that were trained: without those of before an interruption. */
  readonly trainings: number;
  /** Until the last of them ended: for all of them, and for measuring those before it. */
  readonly seconds: number;
}

export class TrainingRun {
  readonly plan: PlannedRun;
  private readonly listeners: Listener[] = [];
  private readonly ended: EndedAttempt[];
  /** What the next attempt with its layers and seed goes on from. */
  private waiting: (Attempted & { readonly state: TrainingState }) | undefined;
  private underWay: CurrentAttempt | undefined;
  private lastEnded: UnmeasuredNetwork | undefined;
  private trainings = 0;
  /** When the last training ended, in milliseconds. */
  private lastEnd = 0;

  constructor(plan: PlannedRun) {
    this.plan = plan;
    const { attempts = [], current } = plan.interrupted ?? {};
    this.ended = [...attempts];
    this.waiting = current && { ...current.position, state: current.state };
  }

  /** Whether there may be several attempts. */
  get isSearch(): boolean {
    return this.plan.settings.maxError !== undefined;
  }

  /** Of a search: the attempts that are done, those before an interruption among them. */
  get attempts(): readonly EndedAttempt[] {
    return this.ended;
  }

  /** Undefined before the first report, and once an attempt of a search has ended. */
  get current(): CurrentAttempt | undefined {
    return this.underWay;
  }

  /** The network as it stands: that of the attempt under way, else of a search's last one; undefined where there is none yet. */
  network(): UnmeasuredNetwork | undefined {
    if (this.underWay === undefined) return this.lastEnded;
    const { recipe, seed, progress } = this.underWay;
    const maximumErrors = progress.stage === "refinement" ? progress.state().search.maximumErrors : new Float64Array();
    return { recipe, seed, network: progress.network(), history: summariseHistory(progress.losses, maximumErrors) };
  }

  /** Listeners are called in their order and must not throw but for defects; what they throw ends the run. */
  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }

  /**
   * Trains once; or goes on with the attempt that was interrupted; or takes what it ended with before the interruption.
   *
   * @throws DiagnosticError as `train`.
   */
  async attempt(recipe: Recipe, seed: number): Promise<Trained> {
    const before = this.ended.find((one) => isSame(one, recipe, seed));
    return before === undefined ? await this.train({ recipe, seed }) : await this.restored(before, recipe);
  }

  /**
   * Does what is left to do: trains once, or attempt after attempt until the error is reached that is wanted.
   *
   * @throws DiagnosticError as `train`.
   */
  async finish(): Promise<FinishedRun> {
    const start = performance.now();
    const before = this.trainings;
    const outcome = await this.searched();
    return { ...outcome, trainings: this.trainings - before, seconds: (this.lastEnd - start) / 1000 };
  }

  private async searched(): Promise<Outcome> {
    const { settings, recipe, seed, source } = this.plan;
    const { maxError: wanted, smallest } = settings;
    const trainOnce = this.attempt.bind(this);
    if (wanted === undefined) return { trained: await trainOnce(recipe, seed), failure: undefined };
    const search: Search = { trainOnce, recipe, seed, wanted, say: (remark) => this.tell({ kind: "said", remark }) };
    if (smallest !== true) return await searchSeeds(search);
    const { inputNames, outputs } = sourceSizes(source);
    return await searchSmallest(search, { inputs: inputNames.length, outputs });
  }

  /** The command, or what stands for one, that trains an attempt's network again. */
  commandOf({ recipe, seed }: Attempt): string {
    const { commandOf, subject, unchanged } = this.plan;
    return commandOf(saidSettings({ subject, recipe, unchanged, seed }));
  }

  /** What a model of the run records. */
  recordOf(result: Recordable): TrainingRecord {
    const { source, samples } = this.plan;
    return trainingRecord(result, source, samples, this.commandOf(result));
  }

  private async train(attempt: Attempt): Promise<Trained> {
    this.trainings++;
    this.tell({ kind: "started", attempt });
    const { network, losses, maximumErrors } = await this.trained(attempt);
    this.lastEnd = performance.now();
    const history = summariseHistory(losses, maximumErrors);
    // What is constructed goes through no steps.
    const dependsOnSeed = losses.length > 0 || maximumErrors.length > 0;
    this.lastEnded = { ...attempt, network, history };
    this.keep(attempt, { parameters: tensorsOf(network), dependsOnSeed, history });
    this.tell({ kind: "ended", attempt, outcome: "trained" });
    return await inTurns(measured({ ...this.lastEnded, dependsOnSeed }, this.plan.source));
  }

  private async trained(attempt: Attempt): Promise<TrainedNetwork> {
    const { source, reportEvery } = this.plan;
    const { recipe, seed } = attempt;
    const resume = this.waiting !== undefined && isSame(this.waiting, recipe, seed) ? this.waiting.state : undefined;
    const resumed = resume === undefined ? {} : { resume };
    const options = { recipe, source, seed, ...resumed, ...(reportEvery === undefined ? {} : { reportEvery }) };
    try {
      return await inTurns(trainPausing(options), (progress) => {
        this.report({ ...attempt, progress });
        return progress.iteration >= progress.iterations;
      });
    } catch (error) {
      if (isDivergence(error)) this.keep(attempt, { diverged: error.diagnostic });
      this.tell({ kind: "ended", attempt, outcome: isDivergence(error) ? "diverged" : "failed" });
      throw error;
    }
  }

  private report(current: CurrentAttempt): void {
    const { recipe, seed, progress } = current;
    this.underWay = current;
    this.waiting = undefined;
    this.tell({ kind: "progress", attempt: { recipe, seed }, progress });
  }

  /** The only attempt of a run stays the current one: what it ended with is its last report. */
  private keep({ recipe, seed }: Attempt, outcome: KeptNetwork | Pick<Extract<EndedAttempt, { diverged: unknown }>, "diverged">): void {
    if (!this.isSearch) return;
    this.ended.push({ hidden: recipe.hidden, seed, ...outcome });
    this.underWay = undefined;
  }

  private async restored(attempt: EndedAttempt, recipe: Recipe): Promise<Trained> {
    if ("diverged" in attempt) throw new DiagnosticError(attempt.diverged);
    const { source, interrupted } = this.plan;
    const { seed, dependsOnSeed, history } = attempt;
    const network = restoredNetwork(attempt, recipe, source, interrupted?.file ?? "");
    this.lastEnded = { recipe, seed, network, history };
    return await inTurns(measured({ network, recipe, seed, dependsOnSeed, history }, source));
  }

  private tell(event: RunEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

/** How far an attempt is. */
export function positionOf({ recipe, seed, progress: { stage, iteration, iterations } }: CurrentAttempt): Position {
  return { hidden: recipe.hidden, seed, stage, iteration, iterations };
}

function isSame(one: Attempted, { hidden }: Recipe, seed: number): boolean {
  return one.seed === seed && one.hidden.join() === hidden.join();
}
